"""Equality, one of several, and whether a fact is there."""

import pytest


@pytest.mark.parametrize(
    ("clause", "medium", "expected"),
    [
        ("asset.medium: video", "video", True),
        ("asset.medium: video", "image", False),
        ("asset.medium: video", None, None),
        ("asset.medium: [image, video]", "video", True),
        ("asset.medium: [image, text]", "video", False),
        ("asset.medium: text", "video", False),
    ],
)
def test_a_choice_is_compared_with_values_that_may_occur_nowhere(ask, clause, medium, expected):
    assert ask(clause, about="asset", asset=[{"medium": medium}]) is expected


def test_a_fact_can_be_compared_with_another_fact(ask):
    clause = "label.language: {field: asset.languages}"
    asset = {"id": "a", "languages": frozenset({"de", "en"})}

    assert ask(clause, about="label", asset=[asset], label=[{"asset": "a", "language": "de"}]) is True
    assert ask(clause, about="label", asset=[asset], label=[{"asset": "a", "language": "fr"}]) is False
    assert ask(clause, about="label", asset=[{"id": "a"}], label=[{"asset": "a", "language": "fr"}]) is None


def test_none_is_an_answer_and_a_blank_is_not(ask):
    clause = "consent.withdrawn_on: none"

    assert ask(clause, about="consent", consent=[{"withdrawn_on": "none"}]) is True
    assert ask(clause, about="consent", consent=[{}]) is None


def test_none_fits_a_fact_that_lists_nothing(ask):
    clause = "release.elections: none"

    assert ask(clause, release=[{"elections": frozenset()}]) is True
    assert ask(clause, release=[{"elections": frozenset({"e"})}]) is False
    assert ask(clause, release=[{}]) is None


@pytest.mark.parametrize(
    ("path", "value", "expected"),
    [
        ("organisation.name", "Acme", True),
        ("organisation.name", None, None),
        ("organisation.employees", 0.0, True),
        ("organisation.roles", frozenset(), False),
        ("organisation.roles", frozenset({"producer"}), True),
        ("organisation.seat", "none", False),
    ],
)
def test_recorded_is_never_a_no_for_a_blank(ask, path, value, expected):
    name = path.split(".")[1]

    assert ask(f"{path}|recorded: true", about="organisation", organisation=[{name: value}]) is expected


def test_what_has_not_happened_is_not_recorded_but_an_open_end_is(ask):
    row = {"withdrawn_on": "none", "ends_on": "none"}

    assert ask("consent.withdrawn_on|recorded: true", about="consent", consent=[row]) is False
    assert ask("consent.ends_on|recorded: true", about="consent", consent=[row]) is True

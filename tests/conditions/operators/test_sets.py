"""Sets and places."""

from datetime import date

import pytest

EN, EN_DE = frozenset({"en"}), frozenset({"en", "de"})


@pytest.mark.parametrize(
    ("clause", "languages", "expected"),
    [
        ("asset.languages|covers: [en, de]", EN_DE, True),
        ("asset.languages|covers: [en, de]", EN, False),
        ("asset.languages|covers: [en, de]", None, None),
        ("asset.languages|overlaps: [de, fr]", EN_DE, True),
        ("asset.languages|overlaps: [de, fr]", EN, False),
        ("asset.languages|overlaps: de", frozenset(), False),
        ("asset.languages|excludes: [fr]", EN_DE, True),
        ("asset.languages|excludes: [de]", EN_DE, False),
        ("asset.languages|excludes: [de]", None, None),
        ("asset.languages|only: [en, de]", EN, True),
        ("asset.languages|only: [en]", EN_DE, False),
        ("asset.languages|only: [en]", frozenset(), True),
    ],
)
def test_each_word_has_one_meaning(ask, clause, languages, expected):
    assert ask(clause, "asset", asset=[{"languages": languages}]) is expected


def test_a_listed_none_lists_nothing_unless_it_is_asked_for(ask):
    consent = [{"languages": frozenset({"none"})}]

    assert ask("consent.languages|only: [en]", "consent", consent=consent) is True
    assert ask("consent.languages|overlaps: [en, none]", "consent", consent=consent) is True
    assert ask("consent.languages|overlaps: [none]", "consent", consent=[{"languages": frozenset()}]) is True
    assert ask("consent.languages|overlaps: [none]", "consent", consent=[{"languages": EN}]) is False


def test_all_rows_cover_every_row(ask):
    clause = "label.releases|covers: {field: label.releases}"

    assert ask(clause, "label", label=[{"releases": frozenset({"all"})}]) is True


@pytest.mark.parametrize(
    ("territories", "territory", "day", "expected"),
    [
        (frozenset({"EU"}), "DE", date(2026, 7, 1), True),
        (frozenset({"EU"}), "HR", date(2026, 7, 1), True),
        (frozenset({"EU"}), "HR", date(2026, 5, 31), False),
        (frozenset({"EU"}), "HR", None, None),
        (frozenset({"EU"}), "DE", None, True),
        (frozenset({"WW"}), "US-CA", None, True),
        (frozenset({"US-CA"}), "US", None, False),
        (None, "DE", None, None),
    ],
)
def test_a_territory_is_covered_by_what_contains_it_on_the_key_date(ask, territories, territory, day, expected):
    quantifier = """
        for_some: asset.depictions
        if_none_listed: false
        satisfies:
          for_some: depiction.consents
          if_none_listed: false
          satisfies: {consent.territories|covers: {field: release.territory}}
        """
    rows = {
        "asset": [{"id": "a", "depictions_complete": True}],
        "person": [{"id": "p"}],
        "depiction": [{"asset": "a", "person": "p"}],
        "consent": [{"person": "p", "assets": frozenset({"all"}), "territories": territories}],
        "release": [{"asset": "a", "territory": territory}],
    }

    assert ask(quantifier, "release", day, **rows) is expected


@pytest.mark.parametrize(
    ("clause", "territory", "expected"),
    [
        ("release.territory|inside: EU", "DE", True),
        ("release.territory|inside: [US, GB]", "US-CA", True),
        ("release.territory|inside: EU", "US", False),
        ("release.territory|inside: EU", "none", False),
        ("release.territory|inside: EU", None, None),
        ("release.territory: US", "US-CA", False),
    ],
)
def test_inside_asks_the_map_and_equality_does_not(ask, clause, territory, expected):
    assert ask(clause, release=[{"territory": territory}]) is expected

"""Causes: the clauses that are unmet, or the facts that are missing, along the branches that decide."""

from datetime import UTC, date, datetime

import numpy as np
import pytest

from compliance.conditions import reference
from compliance.conditions.engine import Engine
from compliance.conditions.tree import AllOf, AnyOf, Leaf

ON = date(2026, 11, 22)


@pytest.fixture
def cause_of(read, facts):
    """Return the cause for the first row; engine and reference must agree."""

    def cause_of(text, about="release", **rows):
        condition, stated = read(text, about), facts(**rows)
        found = Engine(stated, ON).reasons(condition, about, np.array([0])).of(0)
        assert found == reference.cause(condition, stated, about, 0, ON)
        return found

    return cause_of


def unmet(cause):
    return [(leaf.path, leaf.negated) for leaf in cause.leaves]


def test_a_yes_has_no_cause(cause_of):
    cause = cause_of("asset.medium: video", "asset", asset=[{"medium": "video"}])

    assert (cause.leaves, cause.parts, cause.missing) == ((), (), ())


def test_a_clause_that_is_met_is_no_cause(cause_of):
    text = "all: [{asset.medium: video}, {asset.made_with_ai: false}]"

    assert unmet(cause_of(text, "asset", asset=[{"medium": "video", "made_with_ai": True}])) == [
        ("asset.made_with_ai", False)
    ]


def test_of_alternatives_that_are_all_unmet_each_is_a_cause(cause_of):
    text = "any: [{asset.medium: video}, {asset.made_with_ai: false}]"

    assert len(cause_of(text, "asset", asset=[{"medium": "image", "made_with_ai": True}]).leaves) == 2


def test_a_blank_that_does_not_matter_any_more_is_not_missing(cause_of):
    text = "all: [{asset.medium: video}, {asset.made_with_ai: true}]"

    assert cause_of(text, "asset", asset=[{"medium": "image"}]).missing == ()
    assert cause_of(text, "asset", asset=[{"medium": "video"}]).missing == ("asset.made_with_ai",)


def test_what_triggers_a_missed_consequence_is_no_cause(cause_of):
    text = "when: {asset.medium: video}\nthen: {asset.made_with_ai: false}"

    assert unmet(cause_of(text, "asset", asset=[{"medium": "video", "made_with_ai": True}])) == [
        ("asset.made_with_ai", False)
    ]


def test_a_clause_that_must_not_hold_is_told_as_holding(cause_of):
    cause = cause_of("none: [{asset.medium: video}]", "asset", asset=[{"medium": "video"}])

    assert unmet(cause) == [("asset.medium", True)]


def test_the_nearest_named_part_is_quoted(cause_of):
    text = """
        name: whole
        all:
          - {name: medium, asset.medium: video}
          - asset.made_with_ai: true
        """

    assert cause_of(text, "asset", asset=[{"medium": "image", "made_with_ai": True}]).parts == ("medium",)
    assert cause_of(text, "asset", asset=[{"medium": "image", "made_with_ai": False}]).parts == ("medium", "whole")


SOME = "{for_some: release.labels, if_none_listed: %s, satisfies: {label.channel: visible}}"


def labels(*rows, **release):
    listed = [{"asset": "a", "releases": frozenset({"all"}), **row} for row in rows]
    return {"asset": [{"id": "a"}], "release": [{"id": "r", "asset": "a", **release}], "label": listed}


def test_where_nothing_is_listed_that_is_the_cause(cause_of):
    cause = cause_of(SOME % "false", **labels())

    assert [(leaf.path, leaf.operator) for leaf in cause.leaves] == [("release.labels", "listed")]


@pytest.mark.parametrize(
    ("text", "rows", "missing"),
    [
        (SOME % "unknown", labels(), "release.labels"),
        (SOME % "false", labels({"channel": "metadata"}, labels_complete=False), "release.labels_complete"),
        (SOME % "false", labels({"channel": "visible", "releases": None}), "label.releases"),
        (SOME % "false", labels({"channel": "metadata"}, {"asset": None}), "label.asset"),
        (SOME % "false", {"release": [{}]}, "release.asset"),
        (SOME % "false", labels({}), "label.channel"),
        ("release.labels_shown|at_least: 1", labels(labels_complete=False), "release.labels_shown"),
        (
            "{for_some: release.elections, if_none_listed: false, satisfies: {election.vote_on: none}}",
            labels(),
            "release.elections",
        ),
        (
            "{for_each_value: asset.languages, if_none_listed: true, satisfies: {release.boosted: true}}",
            labels(),
            "asset.languages",
        ),
    ],
)
def test_what_keeps_a_list_open_is_missing(cause_of, text, rows, missing):
    assert cause_of(text, **rows).missing == (missing,)


def test_of_a_computed_fact_its_blank_inputs_are_missing(cause_of):
    rows = {"asset": [{"id": "a", "width": 10.0}], "label": [{"asset": "a"}]}

    assert cause_of("label.ratio|at_least: 0.05", "label", **rows).missing == ("asset.height", "label.height")


def test_a_clock_that_still_runs_waits_for_its_own_fact(cause_of):
    row = {"received_at": datetime(2026, 11, 22, 9, tzinfo=UTC), "removed_at": "none"}
    text = "notice.removed_at|within: {hours: 48, of: notice.received_at}"

    assert cause_of(text, "notice", notice=[row]).missing == ("notice.removed_at",)


def test_more_clauses_than_a_word_has_bits_are_all_told(facts):
    clauses = tuple(Leaf("asset.width", "more_than", float(bound)) for bound in range(200))
    nested = AllOf((AnyOf(clauses[:70]), AllOf(clauses[70:])))
    stated = facts(asset=[{"width": 0.0}, {"width": 150.0}, {}, {"width": 500.0}])

    reasons = Engine(stated, ON).reasons(nested, "asset", np.arange(4))

    assert [len(reasons.of(row).leaves) for row in range(4)] == [200, 50, 200, 0]
    for row in range(4):
        assert reasons.of(row) == reference.cause(nested, stated, "asset", row, ON)


def test_more_than_sixty_four_reasons_inside_a_quantifier_are_all_told(facts, read):
    condition = read("{for_every: asset.labels, if_none_listed: true, satisfies: {label.start|more_than: 0}}", "asset")
    many = AllOf(tuple(Leaf("label.start", "more_than", float(bound)) for bound in range(100)))
    condition = condition.with_children((condition.where, many))
    stated = facts(asset=[{"id": "a"}], label=[{"asset": "a", "start": 40.0}, {"asset": "a", "start": 90.0}])

    found = Engine(stated, ON).reasons(condition, "asset", np.array([0])).of(0)

    assert len(found.leaves) == 60
    assert found == reference.cause(condition, stated, "asset", 0, ON)


def test_rows_with_equal_causes_share_one(facts, read):
    condition = read("all: [{asset.medium: video}, {asset.made_with_ai: true}]", "asset")
    rows = [{"medium": "image"}, {"medium": "image", "made_with_ai": True}, {"medium": "video", "made_with_ai": True}]

    reasons = Engine(facts(asset=rows), ON).reasons(condition, "asset", np.arange(3))

    assert reasons.codes.tolist() == [1, 1, 0]
    assert len(reasons.causes) == 2

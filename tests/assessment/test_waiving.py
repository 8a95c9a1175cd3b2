"""Waivers laid over fails: in force on civil days of their own zone, and never over the truth."""

from datetime import date

import pytest

from compliance.assessment.model import Decision, Outcome, Waiver
from compliance.assessment.waiving import state_on


def waiver(**changes):
    values = {
        "id": "W-1",
        "requirement": "eu-act-label",
        "subjects": ("R1",),
        "reason": "The label is added in the next cut.",
        "approver": "General counsel",
        "approved_on": date(2026, 11, 1),
        "begins": date(2026, 11, 1),
        "ends": date(2026, 12, 15),
        "timezone": "Europe/Berlin",
    }
    return Waiver(**{**values, **changes})


@pytest.mark.parametrize(
    ("day", "state"),
    [
        (date(2026, 10, 31), "not yet"),
        (date(2026, 11, 1), "in force"),
        (date(2026, 12, 15), "in force"),
        (date(2026, 12, 16), "expired"),
    ],
)
def test_both_ends_of_a_waiver_are_included(day, state):
    assert state_on(waiver(), day, "Europe/Berlin") == state


@pytest.mark.parametrize(
    ("project", "day", "state"),
    [
        ("Asia/Tokyo", date(2026, 12, 15), "in force"),
        ("America/Los_Angeles", date(2026, 12, 15), "expired"),
        ("America/Los_Angeles", date(2026, 12, 14), "in force"),
        ("Asia/Tokyo", date(2026, 11, 1), "not yet"),
        ("Asia/Tokyo", date(2026, 11, 2), "in force"),
        ("America/Los_Angeles", date(2026, 11, 1), "in force"),
    ],
)
def test_a_day_of_another_zone_counts_only_if_all_of_it_is_covered(project, day, state):
    assert state_on(waiver(), day, project) == state


# -- laid over fails


def only(items):
    (item,) = items
    return item


def test_a_waiver_in_force_lifts_the_block_and_leaves_the_fail(world):
    assessment = world.assess(waivers=[waiver()])

    decision = only(assessment.asset_decisions)
    finding = only(assessment.findings)
    assert (decision.decision, decision.code) == (Decision.CLEAR_WITH_CONDITIONS, "W")
    assert finding.kind is Outcome.FAIL
    assert (finding.blocks, finding.open_subjects) == (False, ())
    assert [(subject.key, id_) for subject, id_ in finding.waived] == [("R1", "W-1")]
    assert assessment.outcomes.verdict("eu-act-label", "R1").waiver == "W-1"
    assert assessment.outcomes.counts()[Outcome.FAIL] == 1
    assert only(assessment.waivers).days_left == 23


def test_an_expired_waiver_restores_the_block_and_is_loud(world):
    assessment = world.assess(waivers=[waiver(ends=date(2026, 11, 21))])

    use = only(assessment.waivers)
    assert only(assessment.asset_decisions).code == "B"
    assert (use.state, use.days_left, [subject.key for subject in use.subjects]) == ("expired", None, ["R1"])
    assert "Waiver W-1: Expired after 2026-11-21 (Europe/Berlin): what it accepted counts again." in assessment.notes


def test_a_waiver_of_an_unknown_requirement_names_the_nearest(world):
    assessment = world.assess(waivers=[waiver(requirement="eu-act-lable")])

    assert only(assessment.waivers).note == "There is no requirement eu-act-lable. Did you mean eu-act-label?"
    assert only(assessment.asset_decisions).code == "B"


def test_a_waiver_of_an_unknown_subject_names_the_nearest_and_holds_for_the_others(world):
    assessment = world.assess(waivers=[waiver(subjects=("R1", "R11"))])

    assert only(assessment.waivers).note == "There is no release called R11. Did you mean R1?"
    assert only(assessment.asset_decisions).code == "W"


def test_what_cannot_be_waived_stays_blocked(world):
    library = world.library(world.duty(waivable=False))

    assessment = world.assess(library=library, waivers=[waiver()])

    assert only(assessment.waivers).note == "This requirement cannot be waived."
    assert only(assessment.asset_decisions).code == "B"


def test_a_waiver_over_nothing_is_told_but_not_loud(world, change, label):
    assessment = world.assess(change(labels=[label]), waivers=[waiver()])

    assert only(assessment.waivers).note == "None of its subjects fails this requirement."
    assert not any("W-1" in note for note in assessment.notes)


def test_a_waiver_never_covers_what_is_undetermined(world, change, label):
    assessment = world.assess(change(labels=[{**label, "seconds": None}]), waivers=[waiver(subjects=("all",))])

    assert only(assessment.asset_decisions).code == "U"


def test_a_waiver_covers_the_subjects_it_names_and_no_others(world, change):
    rows = change()
    rows["release"].append({**rows["release"][0], "id": "R2", "territory": "FR"})

    assessment = world.assess(rows, waivers=[waiver()])

    assert {row.territory: row.code for row in assessment.asset_decisions} == {"DE": "W", "FR": "B"}
    assert [subject.key for subject in only(assessment.findings).open_subjects] == ["R2"]
    assert only(assessment.findings).blocks


def test_of_several_waivers_in_force_the_first_is_named(world):
    assessment = world.assess(waivers=[waiver(ends=date(2026, 11, 2)), waiver(id="W-2"), waiver(id="W-3")])

    assert assessment.outcomes.verdict("eu-act-label", "R1").waiver == "W-2"

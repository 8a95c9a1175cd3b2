"""One requirement, one row at a time: the order in which an outcome is decided."""

from datetime import date

import numpy as np
import pytest

from compliance.assessment.model import Outcome
from compliance.assessment.outcomes import NOTHING, Why
from compliance.assessment.run import judge_of
from compliance.assessment.subjects import Subjects

SATIRE = {
    "id": "satire",
    "plain": "Satire need only say so anywhere.",
    "cites": [{"at": "Art. 2"}],
    "effect": "relaxes",
    "when": {"asset.satire": True},
    "requires_instead": {
        "for_some": "release.labels",
        "if_none_listed": False,
        "satisfies": {"label.channel": ["visible", "metadata"]},
    },
}
POLICE = {
    "id": "police",
    "plain": "The police may.",
    "cites": [{"at": "Art. 3"}],
    "effect": "lifts",
    "when": {"asset.police_use": True},
}
METADATA = {"id": "L1", "asset": "A1", "releases": frozenset({"all"}), "channel": "metadata"}
CLAIM = {
    "id": "X1",
    "kind": "exemption_claim",
    "requirement": "eu-act-label",
    "exception": "police",
    "document": "D1",
    "expires_on": "none",
    "assets": frozenset({"A1"}),
}


def column_of(world, rows, library, requirement=0):
    subjects = Subjects(world.facts(rows))
    judge = judge_of(subjects.facts, subjects, library, date(2026, 11, 22))
    return judge.judge(library.requirements[requirement])


def test_a_labelled_release_passes(world, label):
    assert world.outcome(labels=[label]) is Outcome.PASS


def test_an_unlabelled_release_fails(world):
    assert world.outcome() is Outcome.FAIL


def test_a_blank_that_would_decide_leaves_it_undetermined(world, label):
    assert world.outcome(labels=[{**label, "seconds": None}]) is Outcome.UNDETERMINED


@pytest.mark.parametrize(
    "change",
    [{"asset_made_with_ai": False}, {"release_territory": "US"}, {"release_our_roles": frozenset({"platform"})}],
)
def test_what_is_not_triggered_or_reached_is_not_applicable(world, change):
    assert world.outcome(**change) is Outcome.NOT_APPLICABLE


@pytest.mark.parametrize("blank", ["asset_made_with_ai", "release_territory", "release_our_roles", "release_starts_on"])
def test_a_blank_in_trigger_reach_or_date_leaves_it_undetermined(world, blank):
    assert world.outcome(**{blank: None}) is Outcome.UNDETERMINED


@pytest.mark.parametrize(
    "known", [{"asset_made_with_ai": False}, {"release_territory": "US"}, {"release_our_roles": frozenset()}]
)
def test_what_is_known_not_to_apply_needs_no_key_date(world, known):
    assert world.outcome(release_starts_on=None, **known) is Outcome.NOT_APPLICABLE


def test_one_known_no_outweighs_every_blank(world):
    outcome = world.outcome(asset_made_with_ai=None, release_our_roles=None, release_territory="US")

    assert outcome is Outcome.NOT_APPLICABLE


@pytest.mark.parametrize(
    ("day", "outcome"),
    [
        (date(2024, 7, 11), Outcome.NOT_APPLICABLE),
        (date(2024, 7, 12), Outcome.UPCOMING),
        (date(2026, 8, 1), Outcome.UPCOMING),
        (date(2026, 8, 2), Outcome.FAIL),
    ],
)
def test_a_duty_is_upcoming_the_day_before_and_in_force_on_the_day(world, day, outcome):
    assert world.outcome(release_starts_on=day) is outcome


def test_what_is_upcoming_carries_the_outcome_it_would_have(world, change, label):
    early = {"release_starts_on": date(2026, 8, 1)}
    library = world.library()

    would_be = [
        int(column_of(world, change(**early, **more), library).would_be[0])
        for more in ({}, {"labels": [label]}, {"labels": [{**label, "seconds": None}]}, {"asset_made_with_ai": None})
    ]

    assert [list(Outcome)[code] for code in would_be] == ["fail", "pass", "undetermined", "undetermined"]


@pytest.mark.parametrize(
    ("status", "outcome", "why"),
    [
        ("proposed", Outcome.NOT_APPLICABLE, Why.PROPOSED),
        ("enjoined", Outcome.SUSPENDED, Why.IT_IS),
        ("stayed", Outcome.SUSPENDED, Why.IT_IS),
        ("struck_down", Outcome.NOT_APPLICABLE, Why.OVER),
        ("superseded", Outcome.NOT_APPLICABLE, Why.OVER),
        ("repealed", Outcome.NOT_APPLICABLE, Why.OVER),
    ],
)
def test_a_status_decides_what_becomes_of_a_fail(world, change, status, outcome, why):
    timeline = [
        {"from": "2024-01-01", "status": "in_force", "cite": "Art. 9"},
        {"from": "2026-01-01", "status": status, "cite": "later"},
    ]
    library = world.library(world.duty(timeline=timeline))

    column = column_of(world, change(), library)

    assert (list(Outcome)[column.codes[0]], Why(int(column.why[0]))) == (outcome, why)
    assert list(Outcome)[column.would_be[0]] is Outcome.FAIL


def test_an_event_that_has_not_happened_brings_no_duty(world, change):
    column = column_of(world, change(release_starts_on="none"), world.library())

    assert Why(int(column.why[0])) is Why.NEVER
    assert int(column.would_be[0]) == NOTHING


# -- exceptions


@pytest.mark.parametrize(
    ("facts", "labels", "outcome"),
    [
        ({"asset_police_use": False}, [], Outcome.FAIL),
        ({"asset_police_use": True}, [], Outcome.EXEMPT),
        ({"asset_police_use": None}, [], Outcome.UNDETERMINED),
        ({"asset_satire": True, "asset_police_use": False}, [METADATA], Outcome.PASS),
        ({"asset_satire": True, "asset_police_use": False}, [], Outcome.FAIL),
        ({"asset_satire": None, "asset_police_use": False}, [METADATA], Outcome.UNDETERMINED),
        ({"asset_satire": None, "asset_police_use": False}, [], Outcome.FAIL),
        ({"asset_satire": True, "asset_police_use": None}, [METADATA], Outcome.PASS),
        ({"asset_satire": True, "asset_police_use": True}, [METADATA], Outcome.EXEMPT),
        (
            {"asset_satire": True, "asset_police_use": False},
            [{**METADATA, "channel": None}],
            Outcome.UNDETERMINED,
        ),
    ],
)
def test_exceptions_rescue_only_where_they_surely_hold(world, facts, labels, outcome):
    library = world.library(world.duty(exceptions=[SATIRE, POLICE]))

    assert world.outcome(library, labels=labels, **{"asset_satire": False, **facts}) is outcome


def test_meeting_the_full_duty_wins_over_any_exception(world, label, change):
    library = world.library(world.duty(exceptions=[SATIRE, POLICE]))

    column = column_of(world, change(labels=[label], asset_satire=True, asset_police_use=True), library)

    assert (list(Outcome)[column.codes[0]], int(column.through[0])) == (Outcome.PASS, -1)


@pytest.mark.parametrize(
    ("facts", "labels", "through"),
    [
        ({"asset_satire": True, "asset_police_use": False}, [METADATA], 0),
        ({"asset_satire": True, "asset_police_use": False}, [], 0),
        ({"asset_satire": False, "asset_police_use": True}, [], 1),
        ({"asset_satire": False, "asset_police_use": False}, [], -1),
    ],
)
def test_the_exception_relied_on_is_named(world, change, facts, labels, through):
    library = world.library(world.duty(exceptions=[SATIRE, POLICE]))

    assert int(column_of(world, change(labels=labels, **facts), library).through[0]) == through


def test_an_exception_that_prevails_takes_the_other_out(world):
    strict = {
        **SATIRE,
        "id": "strict",
        "when": {"asset.medium": "video"},
        "requires_instead": {"asset.width|at_least": 1},
        "prevails_over": ["satire"],
    }
    library = world.library(world.duty(exceptions=[SATIRE, strict]))

    assert world.outcome(library, labels=[METADATA], asset_satire=True, asset_width=0.0) is Outcome.FAIL
    assert world.outcome(library, labels=[METADATA], asset_satire=True, asset_width=0.0, asset_medium="image") is (
        Outcome.PASS
    )
    assert world.outcome(library, labels=[METADATA], asset_satire=True, asset_width=0.0, asset_medium=None) is (
        Outcome.UNDETERMINED
    )


@pytest.mark.parametrize(
    ("claim", "outcome"),
    [
        (CLAIM, Outcome.EXEMPT),
        (None, Outcome.FAIL),
        ({**CLAIM, "document": None}, Outcome.UNDETERMINED),
        ({**CLAIM, "document": "none"}, Outcome.UNDETERMINED),
        ({**CLAIM, "exception": "satire"}, Outcome.FAIL),
        ({**CLAIM, "exception": None}, Outcome.UNDETERMINED),
        ({**CLAIM, "requirement": "another-duty"}, Outcome.FAIL),
        ({**CLAIM, "assets": frozenset({"A9"})}, Outcome.FAIL),
        ({**CLAIM, "assets": None}, Outcome.UNDETERMINED),
        ({**CLAIM, "assets": frozenset({"all"})}, Outcome.EXEMPT),
        ({**CLAIM, "assets": None, "releases": frozenset({"R1"})}, Outcome.EXEMPT),
        ({**CLAIM, "releases": frozenset({"R2"})}, Outcome.FAIL),
        ({**CLAIM, "expires_on": date(2026, 11, 22)}, Outcome.EXEMPT),
        ({**CLAIM, "expires_on": date(2026, 11, 21)}, Outcome.FAIL),
        ({**CLAIM, "expires_on": None}, Outcome.UNDETERMINED),
        ({**CLAIM, "kind": "training"}, Outcome.FAIL),
    ],
)
def test_an_exception_that_must_be_documented_counts_only_when_it_is(world, claim, outcome):
    library = world.library(world.duty(exceptions=[{**POLICE, "must_be_documented": True}]))

    assert world.outcome(library, asset_police_use=True, record=[claim] if claim else []) is outcome


def test_a_claim_without_the_exception_holding_helps_nobody(world):
    library = world.library(world.duty(exceptions=[{**POLICE, "must_be_documented": True}]))

    assert world.outcome(library, asset_police_use=False, record=[CLAIM]) is Outcome.FAIL


# -- questions for a person

ATTEST = {"question": "Is the notice easy to find?", "by": ["producer"], "valid_for": "12 months"}
ANSWER = {
    "id": "X1",
    "kind": "attestation",
    "requirement": "eu-act-label",
    "answer": True,
    "by": "Ann",
    "on": date(2026, 6, 1),
    "expires_on": "none",
    "document": "D1",
    "assets": frozenset({"all"}),
}


@pytest.mark.parametrize(
    ("answers", "outcome"),
    [
        ([], Outcome.UNDETERMINED),
        ([ANSWER], Outcome.PASS),
        ([{**ANSWER, "answer": False}], Outcome.FAIL),
        ([{**ANSWER, "document": None}], Outcome.UNDETERMINED),
        ([{**ANSWER, "by": None}], Outcome.UNDETERMINED),
        ([{**ANSWER, "on": date(2025, 11, 21)}], Outcome.UNDETERMINED),
        ([{**ANSWER, "on": date(2025, 11, 22)}], Outcome.PASS),
        ([{**ANSWER, "on": date(2026, 11, 23)}], Outcome.UNDETERMINED),
        ([{**ANSWER, "expires_on": date(2026, 11, 21)}], Outcome.UNDETERMINED),
        ([{**ANSWER, "assets": frozenset({"A9"})}], Outcome.UNDETERMINED),
        ([ANSWER, {**ANSWER, "id": "X2", "answer": False, "on": date(2026, 7, 1)}], Outcome.FAIL),
        ([ANSWER, {**ANSWER, "id": "X2", "answer": False, "on": date(2026, 5, 1)}], Outcome.PASS),
        ([ANSWER, {**ANSWER, "id": "X2", "answer": None, "on": date(2026, 7, 1)}], Outcome.UNDETERMINED),
        ([ANSWER, {**ANSWER, "id": "X2", "answer": False, "on": None}], Outcome.UNDETERMINED),
        ([{**ANSWER, "id": "X2", "answer": False}, ANSWER], Outcome.FAIL),
        ([ANSWER, {**ANSWER, "id": "X2", "answer": False}], Outcome.FAIL),
    ],
)
def test_a_manual_requirement_waits_for_a_persons_answer_on_file(world, answers, outcome):
    library = world.library(world.duty(requires=None, attest=ATTEST))

    assert world.outcome(library, record=answers) is outcome


def test_a_manual_requirement_that_does_not_apply_asks_nobody(world):
    library = world.library(world.duty(requires=None, attest=ATTEST))

    assert world.outcome(library, asset_made_with_ai=False) is Outcome.NOT_APPLICABLE


# -- duties beside each other


def test_a_narrower_duty_that_replaces_a_wider_one_switches_it_off_where_it_applies(world):
    wider = world.duty()
    narrower = world.duty(
        id="eu-act-video",
        applies_when={"asset.medium": "video"},
        builds_on={"id": "eu-act-label", "relation": "replaces"},
    )
    library = world.library(wider, narrower)

    def wide(**changes):
        return world.outcome(library, **changes)

    assert wide() is Outcome.NOT_APPLICABLE
    assert wide(asset_medium="image") is Outcome.FAIL
    assert wide(asset_medium=None) is Outcome.FAIL


def test_a_duty_that_another_one_pre_empts_is_off_where_that_applies(world):
    duty = world.duty(builds_on={"id": "eu-act-wide", "relation": "preempted_by"})
    wide = world.duty(id="eu-act-wide", applies_when={"asset.medium": "video"})

    assert world.outcome(world.library(duty, wide)) is Outcome.NOT_APPLICABLE
    assert world.outcome(world.library(duty, wide), asset_medium="audio") is Outcome.FAIL


def test_a_requirement_that_breaks_is_an_error_for_its_rows_alone(world, change, monkeypatch):
    library = world.library(world.duty(), world.duty(id="eu-act-other", applies_when={"asset.medium": "video"}))
    subjects = Subjects(world.facts(change()))
    judge = judge_of(subjects.facts, subjects, library, date(2026, 11, 22))
    broken = library.requirements[1].applies_when
    evaluate = judge.engine.evaluate

    def breaking(condition, *rest):
        if condition is broken:
            raise ZeroDivisionError("the sky fell")
        return evaluate(condition, *rest)

    monkeypatch.setattr(judge.engine, "evaluate", breaking)
    columns = [judge.judge(requirement) for requirement in library.requirements]

    assert [list(Outcome)[column.codes[0]] for column in columns] == [Outcome.FAIL, Outcome.ERROR]
    assert columns[1].error == "ZeroDivisionError: the sky fell"


def test_an_inventory_without_rows_of_a_kind_has_no_outcomes_for_it(world, change):
    library = world.library(
        world.duty(
            about="store",
            reached_by=["store.people_in"],
            key_date="assessment.date",
            applies_when=None,
            requires={"store.encrypted": True},
            remedy=None,
        )
    )

    column = column_of(world, change(), library)

    assert np.array_equal(column.codes, np.zeros(0))

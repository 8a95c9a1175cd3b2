"""The outcome table: counts that add up, verdicts that explain themselves, rows in a stable order."""

from datetime import date

import pytest

from compliance.assessment.model import OUTCOMES, Outcome
from compliance.errors import UsageError

SATIRE = {
    "id": "satire",
    "plain": "Satire need only say so anywhere.",
    "cites": [{"at": "Art. 2"}],
    "effect": "relaxes",
    "when": {"asset.satire": True},
    "requires_instead": {
        "for_some": "release.labels",
        "if_none_listed": False,
        "satisfies": {"label.channel": "metadata"},
    },
}


@pytest.fixture
def table(world, change, label):
    rows = change(labels=[label])
    rows["asset"].append({"id": "A2", "title": "Poster", "made_with_ai": True, "medium": "image"})
    first = rows["release"][0]
    rows["release"] += [
        {**first, "id": "R2", "asset": "A2", "territory": "FR"},
        {**first, "id": "R3", "asset": "A2", "territory": "US"},
        {**first, "id": "R4", "asset": "A2", "starts_on": date(2026, 7, 1), "ends_on": date(2026, 7, 2)},
    ]
    rows["store"] = [{"id": "S1", "people_in": frozenset({"DE"}), "encrypted": False}]
    store = world.duty(
        id="eu-act-store",
        about="store",
        theme="data_security",
        duty_of=["anyone"],
        reached_by=["store.people_in"],
        key_date="assessment.date",
        applies_when=None,
        requires={"store.encrypted": True},
        remedy=None,
    )
    return world.assess(rows, world.library(world.duty(), store)).outcomes


def test_counts_add_up(table):
    assert {outcome.value: count for outcome, count in table.counts().items() if count} == {
        "pass": 1,
        "fail": 2,
        "not_applicable": 1,
        "upcoming": 1,
    }
    assert list(table.counts()) == list(OUTCOMES)
    assert table.counts_by_requirement()["eu-act-store"][Outcome.FAIL] == 1


def test_counts_by_theme_are_those_of_a_territory_where_one_is_named(table):
    assert table.counts_by_theme()["labelling"][Outcome.FAIL] == 1
    assert table.counts_by_theme("DE")["labelling"][Outcome.FAIL] == 0
    assert table.counts_by_theme("FR")["labelling"][Outcome.FAIL] == 1
    assert table.counts_by_theme("FR")["data_security"][Outcome.FAIL] == 1
    assert table.counts_by_theme("US")["data_security"][Outcome.FAIL] == 0
    assert sum(table.counts_by_theme("JP")["labelling"].values()) == 0


def test_rows_come_in_the_order_of_packs_and_inventory(table):
    rows = list(table.rows())

    assert [(row[0], row[1].key, row[2].value) for row in rows] == [
        ("eu-act-label", "R1", "pass"),
        ("eu-act-label", "R2", "fail"),
        ("eu-act-label", "R3", "not_applicable"),
        ("eu-act-label", "R4", "upcoming"),
        ("eu-act-store", "S1", "fail"),
    ]
    assert rows[3][3:6] == (Outcome.FAIL, "enacted", date(2026, 7, 1))
    assert rows[1][6].startswith("F-")
    assert [row[6] for row in rows if row[2] is not Outcome.FAIL] == ["", "", ""]


def test_rows_of_some_outcomes_can_be_asked_for_alone(table):
    assert [row[1].key for row in table.rows(only={Outcome.FAIL})] == ["R2", "S1"]


def test_verdicts_can_be_asked_for_by_requirement_and_outcome(table):
    assert [verdict.subject.key for verdict in table.verdicts()] == ["R1", "R2", "R3", "R4", "S1"]
    assert [verdict.subject.key for verdict in table.verdicts("eu-act-store")] == ["S1"]
    assert [verdict.subject.key for verdict in table.verdicts(outcome=Outcome.FAIL)] == ["R2", "S1"]


def test_unknown_names_are_met_with_the_nearest(table):
    with pytest.raises(UsageError, match=r"there is no requirement called eu-act-lable. Did you mean eu-act-label\?"):
        table.verdict("eu-act-lable", "R1")
    with pytest.raises(UsageError, match="eu-act-label is about a release, and there is none called R9"):
        table.verdict("eu-act-label", "R9")


def test_a_pass_is_explained_by_the_clauses_that_are_met(table):
    verdict = table.verdict("eu-act-label", "R1")

    assert [clause.text for clause in verdict.clauses] == ["Channel: Visible", "Time on screen is at least 2 s"]
    assert verdict.reason == "Every clause is met."
    shown = {fact.path: fact.shown for fact in verdict.facts}
    assert shown["label.seconds"] == "3 s"
    assert shown["release.territory"] == "DE"
    assert shown["release.our_roles"] == "Deployer"
    assert shown["asset.made_with_ai"] == "yes"


def test_a_fail_is_explained_as_its_finding_is(table):
    verdict = table.verdict("eu-act-label", "R2")

    assert [clause.text for clause in verdict.clauses] == ["a label is listed"]
    assert (verdict.outcome, verdict.status, verdict.key_date) == (Outcome.FAIL, "in_force", date(2026, 12, 1))


def test_what_does_not_apply_says_why(table, world, change):
    place = table.verdict("eu-act-label", "R3")
    trigger = world.assess(change(asset_made_with_ai=False)).outcomes.verdict("eu-act-label", "R1")
    role = world.assess(change(release_our_roles=frozenset({"platform"}))).outcomes.verdict("eu-act-label", "R1")

    assert place.reason == "No place of the subject is reached by the law of EU."
    assert trigger.reason == "What triggers the duty is not the case."
    assert [clause.text for clause in trigger.clauses] == ["Made with AI: yes"]
    assert role.reason == "We have none of the roles it binds: deployer."
    assert place.status == "in_force"


def test_what_is_upcoming_says_what_it_would_be_and_why(table):
    verdict = table.verdict("eu-act-label", "R4")

    assert (verdict.outcome, verdict.would_be) == (Outcome.UPCOMING, Outcome.FAIL)
    assert verdict.reason == "On the key date the duty is enacted but does not apply yet."
    assert [clause.text for clause in verdict.clauses] == ["a label is listed"]


def test_a_proposal_carries_what_it_would_be(world, change):
    timeline = [{"from": "2025-01-01", "status": "proposed", "cite": "Bill"}]

    verdict = world.assess(change(), world.library(world.duty(timeline=timeline))).outcomes.verdict(
        "eu-act-label", "R1"
    )

    assert (verdict.outcome, verdict.would_be) == (Outcome.NOT_APPLICABLE, Outcome.FAIL)
    assert verdict.reason == "The duty is only proposed."


@pytest.mark.parametrize(
    ("status", "reason"),
    [
        ("struck_down", "On the key date the duty was struck down."),
        ("repealed", "On the key date the duty was repealed."),
    ],
)
def test_what_is_over_says_so_and_carries_nothing(world, change, status, reason):
    timeline = [
        {"from": "2024-01-01", "status": "in_force", "cite": "Art. 9"},
        {"from": "2025-01-01", "status": status, "cite": "later"},
    ]

    verdict = world.assess(change(), world.library(world.duty(timeline=timeline))).outcomes.verdict(
        "eu-act-label", "R1"
    )

    assert (verdict.outcome, verdict.would_be, verdict.reason) == (Outcome.NOT_APPLICABLE, None, reason)


def test_a_pass_through_an_exception_names_it(world, change):
    metadata = {"id": "L1", "asset": "A1", "releases": frozenset({"all"}), "channel": "metadata"}
    library = world.library(world.duty(exceptions=[SATIRE]))

    verdict = world.assess(change(labels=[metadata], asset_satire=True), library).outcomes.verdict("eu-act-label", "R1")

    assert (verdict.outcome, verdict.through) == (Outcome.PASS, "satire")
    assert [clause.text for clause in verdict.clauses] == ["Satire: yes", "Channel: Metadata"]
    assert verdict.reason == "Met in the form that the exception “satire” allows."


def test_an_open_verdict_names_what_is_missing(world, change, label):
    rows = change(labels=[{**label, "seconds": None}])

    verdict = world.assess(rows).outcomes.verdict("eu-act-label", "R1")

    assert verdict.missing == ("label.seconds",)
    assert [fact.shown for fact in verdict.facts if fact.path == "label.seconds"] == ["unknown"]


def test_every_verdict_can_be_made_for_every_outcome(table):
    for verdict in table.verdicts():
        assert verdict.reason.endswith(".")


def test_the_digest_tells_other_outcomes_apart(world, change, label):
    digests = {world.assess(rows).digest for rows in (change(), change(), change(labels=[label]))}

    assert len(digests) == 2

"""Decisions: asset and territory, territory, project; force and confidence decide, severity never does."""

from datetime import date

import pytest

from compliance.assessment.model import Decision, Outcome
from compliance.policy.model import THEMES

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
STORE = {
    "about": "store",
    "duty_of": ["anyone"],
    "reached_by": ["store.people_in"],
    "key_date": "assessment.date",
    "applies_when": None,
    "requires": {"store.encrypted": True},
    "remedy": None,
}
CONTRACT = {
    "about": "depiction",
    "duty_of": ["anyone"],
    "jurisdiction": "US-CA",
    "reached_by": ["depiction.service_law"],
    "key_date": "depiction.fixed_on",
    "applies_when": {"depiction.replica": True},
    "requires": {"for_some": "depiction.consents", "if_none_listed": False, "satisfies": {"consent.ends_on": "none"}},
    "remedy": None,
}
DEPICTION = {
    "id": "D1",
    "asset": "A1",
    "person": "P1",
    "service_law": "US-CA",
    "fixed_on": date(2026, 9, 1),
    "replica": True,
}


def codes(assessment):
    return {(row.asset, row.territory): row.code for row in assessment.asset_decisions}


def territories(assessment):
    return {row.territory: row.decision for row in assessment.territory_decisions}


def test_a_binding_fail_blocks(world):
    assessment = world.assess()

    assert codes(assessment) == {("A1", "DE"): "B"}
    assert territories(assessment) == {"DE": Decision.BLOCKED}
    assert assessment.decision is Decision.BLOCKED
    assert assessment.territory_decisions[0].blocking == (assessment.findings[0].id,)


def test_what_passes_is_clear(world, change, label):
    assessment = world.assess(change(labels=[label]))

    assert codes(assessment) == {("A1", "DE"): "C"}
    assert assessment.decision is Decision.CLEAR
    assert assessment.territory_decisions[0].reasons == ()


def test_a_missing_fact_leaves_it_undecided(world, change, label):
    assessment = world.assess(change(labels=[{**label, "seconds": None}]))

    assert codes(assessment) == {("A1", "DE"): "U"}
    assert assessment.territory_decisions[0].open == (assessment.findings[0].id,)


@pytest.mark.parametrize("severity", ["critical", "high", "medium", "low"])
def test_severity_never_decides(world, severity):
    assessment = world.assess(library=world.library(world.duty(severity=severity)))

    assert assessment.decision is Decision.BLOCKED


@pytest.mark.parametrize(
    ("confidence", "decision"),
    [
        ("text_read", Decision.BLOCKED),
        ("quoted", Decision.BLOCKED),
        ("secondary", Decision.BLOCKED),
        ("recalled", Decision.UNDECIDED),
    ],
)
def test_a_fail_that_rests_on_memory_never_blocks(world, confidence, decision):
    provenance = {"confidence": confidence, "sources": ["s"], "as_of": "2026-11-22"}

    assessment = world.assess(library=world.library(world.duty(provenance=provenance)))

    assert assessment.decision is decision
    assert assessment.findings[0].blocks is (decision is Decision.BLOCKED)


def test_the_weakest_part_that_decided_counts(world, change, label):
    requires = {
        "all": [
            {
                "name": "shown",
                "for_some": "release.labels",
                "if_none_listed": False,
                "satisfies": {"label.channel": "visible"},
            },
            {
                "name": "long",
                "for_every": "release.labels",
                "if_none_listed": True,
                "satisfies": {"label.seconds|at_least": 2},
            },
        ]
    }
    provenance = {"confidence": "quoted", "sources": ["s"], "as_of": "2026-11-22", "parts": {"long": "recalled"}}
    library = world.library(world.duty(requires=requires, provenance=provenance))

    assert world.assess(change(), library).decision is Decision.BLOCKED
    assert world.assess(change(labels=[{**label, "seconds": 1.0}]), library).decision is Decision.UNDECIDED


@pytest.mark.parametrize(("group", "decision"), [("all", Decision.BLOCKED), ("any", Decision.UNDECIDED)])
def test_of_parts_asked_for_together_the_surest_that_is_missing_counts(world, change, label, group, decision):
    """A part that is only recalled takes nothing away from another that was read and is missing too."""
    parts = {
        "shown": {"label.channel": "visible"},
        "long": {"label.seconds|at_least": 2},
    }
    requires = {
        group: [
            {"name": name, "for_some": "release.labels", "if_none_listed": False, "satisfies": asked}
            for name, asked in parts.items()
        ]
    }
    provenance = {"confidence": "quoted", "sources": ["s"], "as_of": "2026-11-22", "parts": {"long": "recalled"}}
    library = world.library(world.duty(requires=requires, provenance=provenance))

    missing = [{**label, "channel": "metadata", "seconds": 1.0}]

    assert world.assess(change(labels=missing), library).decision is decision


@pytest.mark.parametrize("force", ["voluntary", "guidance"])
def test_advice_that_is_not_followed_is_a_condition(world, force, change):
    library = world.library(world.duty(force=force))

    failing = world.assess(library=library)
    open_ = world.assess(change(release_our_roles=None), library)

    assert (codes(failing), codes(open_)) == ({("A1", "DE"): "CC"}, {("A1", "DE"): "C"})
    assert (failing.fails, len(failing.advisory)) == ((), 1)
    assert failing.territory_decisions[0].conditions == (failing.findings[0].id,)


@pytest.mark.parametrize("force", ["contract", "commitment", "prohibition", "validity_condition"])
def test_what_binds_by_contract_or_validity_blocks_as_the_law_does(world, force):
    assert world.assess(library=world.library(world.duty(force=force))).decision is Decision.BLOCKED


def test_a_relaxed_duty_relied_on_is_a_condition(world, change):
    metadata = {"id": "L1", "asset": "A1", "releases": frozenset({"all"}), "channel": "metadata"}
    library = world.library(world.duty(exceptions=[SATIRE]))

    assessment = world.assess(change(labels=[metadata], asset_satire=True), library)

    assert codes(assessment) == {("A1", "DE"): "CC"}
    assert "only in the form that the exception “satire” allows" in assessment.asset_decisions[0].reasons[0]


@pytest.mark.parametrize(
    ("ends", "code"), [(date(2026, 8, 1), "C"), (date(2026, 8, 2), "CC"), ("none", "CC"), (None, "CC")]
)
def test_law_that_starts_inside_the_window_is_a_condition(world, change, ends, code):
    assessment = world.assess(change(release_starts_on=date(2026, 7, 1), release_ends_on=ends))

    assert codes(assessment) == {("A1", "DE"): code}


def test_law_that_starts_inside_the_window_is_told_with_its_day_and_what_then(world, change, label):
    window = {"release_starts_on": date(2026, 7, 1), "release_ends_on": date(2026, 12, 1)}

    unlabelled, labelled = world.assess(change(**window)), world.assess(change(labels=[label], **window))

    told = "“Say that it is made with AI” applies from 2026-08-02, inside the release window, and"
    assert unlabelled.asset_decisions[0].reasons == (f"{told} would fail.",)
    assert labelled.asset_decisions[0].reasons == (f"{told} is met now.",)


def test_law_before_its_first_entry_is_a_condition_too(world, change):
    assessment = world.assess(change(release_starts_on=date(2024, 1, 1), release_ends_on="none"))

    assert codes(assessment) == {("A1", "DE"): "CC"}


def test_a_territory_nobody_considered_is_undecided_however_clean(world, change, label):
    assessment = world.assess(change(labels=[label], release_territory="GB"))

    (territory,) = assessment.territory_decisions
    assert (territory.decision, territory.covered) == (Decision.UNDECIDED, False)
    assert territory.reasons == ("No pack covers United Kingdom law.",)
    assert codes(assessment) == {("A1", "GB"): "U"}


def test_a_place_of_which_only_the_parts_are_missing_is_not_called_unknown(world, change, label):
    covered = [{"place": "US", "on": "2026-11-22", "themes": ["labelling"]}]

    (territory,) = world.assess(
        change(labels=[label], release_territory="US"), world.library(covered=covered)
    ).territory_decisions

    assert (territory.decision, territory.covered) == (Decision.UNDECIDED, False)
    assert territory.reasons == (
        "Not all United States law was considered: parts of it have law of their own; list a release for each part.",
    )


def test_a_decision_says_for_which_themes_nobody_speaks(world, change, label):
    covered = [{"place": "DE", "on": "2026-11-22", "themes": ["labelling", "consent"]}]

    assessment = world.assess(change(labels=[label]), world.library(covered=covered))

    (territory,) = assessment.territory_decisions
    assert (territory.decision, territory.covered) == (Decision.CLEAR, True)
    assert territory.themes_left == tuple(theme for theme in THEMES if theme not in {"labelling", "consent"})
    assert territory.reasons == ()
    assert any("considered for 1 of 1 territory (Germany)" in note for note in assessment.notes)


def test_a_release_without_a_territory_is_decided_as_undecided(world, change, label):
    assessment = world.assess(change(labels=[label], release_territory=None))

    (territory,) = assessment.territory_decisions
    assert (territory.territory, territory.name, territory.decision) == (
        "",
        "Territory not recorded",
        Decision.UNDECIDED,
    )
    assert "The territory is not recorded." in territory.reasons


def test_the_worst_release_of_an_asset_in_a_territory_decides(world, change, label):
    rows = change(labels=[{**label, "releases": frozenset({"R1"})}])
    rows["release"].append({**rows["release"][0], "id": "R2"})

    assessment = world.assess(rows)

    assert codes(assessment) == {("A1", "DE"): "B"}
    assert assessment.outcomes.counts()[Outcome.PASS] == 1


def test_territories_count_their_assets_by_decision(world, change, label):
    rows = change(labels=[label])
    rows["asset"].append({"id": "A2", "title": "Poster", "made_with_ai": True})
    rows["release"].append({**rows["release"][0], "id": "R2", "asset": "A2"})

    (territory,) = world.assess(rows).territory_decisions

    assert (territory.assets, territory.by_decision) == (2, {Decision.BLOCKED: 1, Decision.CLEAR: 1})
    assert territory.reasons[0].startswith("“Say that it is made with AI” is not met: 1 of 2 assets (F-")


# -- subjects that are no releases


def test_a_contracts_law_counts_for_every_release_of_the_asset(world, change, label):
    rows = change(labels=[label], depiction=[DEPICTION])
    rows["person"] = [{"id": "P1"}]
    rows["release"].append({**rows["release"][0], "id": "R2", "territory": "US"})
    library = world.library(world.duty(), world.duty(id="eu-act-contract", **CONTRACT))

    assessment = world.assess(rows, library)

    assert codes(assessment) == {("A1", "DE"): "B", ("A1", "US"): "B"}
    assert assessment.findings[0].territories == ("DE", "US")


def test_a_store_counts_for_territories_its_law_reaches_and_for_no_asset(world, change, label):
    rows = change(labels=[label])
    rows["release"].append({**rows["release"][0], "id": "R2", "territory": "US"})
    rows["store"] = [{"id": "S1", "people_in": frozenset({"DE"}), "encrypted": False}]
    library = world.library(world.duty(), world.duty(id="eu-act-store", **STORE))

    assessment = world.assess(rows, library)

    assert codes(assessment) == {("A1", "DE"): "C", ("A1", "US"): "C"}
    assert territories(assessment) == {"DE": Decision.BLOCKED, "US": Decision.CLEAR}
    (project,) = assessment.project_rows
    assert (project.territory, project.decision) == ("EU", Decision.BLOCKED)
    assert project.reasons[0].startswith("“Say that it is made with AI” is not met: 1 store (F-")
    assert assessment.decision is Decision.BLOCKED


def test_a_project_row_shows_what_is_met_too(world, change, label):
    rows = {**change(labels=[label]), "store": [{"id": "S1", "people_in": frozenset({"DE"}), "encrypted": True}]}

    assessment = world.assess(rows, world.library(world.duty(), world.duty(id="eu-act-store", **STORE)))

    assert [(row.territory, row.decision) for row in assessment.project_rows] == [("EU", Decision.CLEAR)]


def test_an_extended_instrument_counts_for_the_area_it_was_extended_to(world, change, label):
    rows = change(labels=[label], release_territory="NO")
    rows["store"] = [{"id": "S1", "people_in": frozenset({"DE"}), "encrypted": False}]
    extended = [{"jurisdiction": "EEA", "from": "2018-07-20", "cite": "Decision"}]

    assessment = world.assess(rows, world.library(world.duty(id="eu-act-store", **STORE), extended_to=extended))

    assert territories(assessment) == {"NO": Decision.BLOCKED}


def test_what_hangs_on_an_asset_that_is_not_released_counts_for_the_project(world, change, label):
    rows = change(labels=[label], depiction=[{**DEPICTION, "asset": "A2"}])
    rows["person"] = [{"id": "P1"}]
    rows["asset"].append({"id": "A2", "title": "Unused"})

    assessment = world.assess(rows, world.library(world.duty(), world.duty(id="eu-act-contract", **CONTRACT)))

    assert codes(assessment) == {("A1", "DE"): "C", ("A2", ""): "U"}
    assert [(row.territory, row.decision) for row in assessment.project_rows] == [("US-CA", Decision.BLOCKED)]
    assert assessment.decision is Decision.BLOCKED


def test_an_asset_without_a_release_leaves_the_project_undecided(world, change, label):
    rows = change(labels=[label])
    rows["asset"].append({"id": "A9", "title": "Deepfake"})

    assessment = world.assess(rows)

    assert territories(assessment) == {"": Decision.UNDECIDED, "DE": Decision.CLEAR}
    assert assessment.decision is Decision.UNDECIDED
    (nowhere, _) = assessment.territory_decisions
    assert nowhere.covered, "no pack is missing: a release is"
    assert (nowhere.name, nowhere.assets, nowhere.by_decision) == ("No release listed", 1, {Decision.UNDECIDED: 1})
    assert nowhere.reasons == (
        "No release is listed for A9: nothing decided it; list a release, or say why it is left out.",
    )


def test_of_many_assets_without_a_release_ten_are_named(world, change, label):
    rows = change(labels=[label])
    rows["asset"] += [{"id": f"B{number}"} for number in range(12)]

    (reason,) = world.assess(rows).territory_decisions[0].reasons

    assert "B9 and 2 more: nothing decided them; list a release" in reason


def test_nothing_released_is_nothing_cleared(world, change):
    assessment = world.assess({**change(), "release": []})

    assert assessment.decision is Decision.UNDECIDED
    assert territories(assessment) == {"": Decision.UNDECIDED}


def test_what_broke_leaves_it_undecided(world, change, label, monkeypatch):
    monkeypatch.setattr("compliance.assessment.outcomes.reach_of", lambda *_: 1 / 0)

    assessment = world.assess(change(labels=[label]))

    assert assessment.decision is Decision.UNDECIDED
    assert assessment.findings[0].kind is Outcome.ERROR
    assert assessment.outcomes.counts()[Outcome.ERROR] == 1
    assert codes(assessment) == {("A1", "DE"): "U"}


def test_asset_decisions_can_be_read_like_a_tuple(world, change):
    rows = change()
    rows["release"].append({**rows["release"][0], "id": "R2", "territory": "FR"})

    decisions = world.assess(rows).asset_decisions

    assert len(decisions) == 2
    assert decisions[-1] == decisions[0:2][1] == list(decisions)[1]
    assert [row.territory for row in decisions] == ["DE", "FR"]

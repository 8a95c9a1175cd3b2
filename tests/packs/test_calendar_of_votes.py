"""The vote that the packs list decides as a row of the project's own would, and nothing where no vote is named."""

import json

import pytest

from compliance.assessment.elections import calendar_rows
from compliance.assessment.model import Outcome, ProjectInfo
from compliance.assessment.run import assess
from compliance.inventory.readers import read_inventory
from compliance.jurisdictions import load_jurisdictions
from compliance.policy.loading import load_library
from compliance.vocabulary import load_vocabulary

VOCABULARY = load_vocabulary()
JURISDICTIONS = load_jurisdictions()

SPOT = {
    "id": "A1", "medium": "video", "ai_involvement": "generated", "techniques": ["face_generation"],
    "realism": "realistic", "shows_untrue_conduct": True, "knows_false_representation": True,
    "intent": ["deceive", "injure_candidate"], "likely_to_change_votes": True, "context": ["political"],
    "satire_basis": "none", "carried_as_news": False, "paid_carrier": False, "depictions_complete": True,
}  # fmt: skip
OWN = {"id": "us-2026-general", "places": ["US-MI", "US-TX"], "kind": "general", "vote_on": "2026-11-03"}


@pytest.fixture(scope="module")
def library():
    return load_library()


@pytest.fixture(scope="module")
def assessed(library, tmp_path_factory):
    """Assess a spot released before the vote in three places, with what its releases say of votes."""

    def assessed_with(named, **sheets):
        release = {"asset": "A1", "starts_on": "2026-10-10", "ends_on": "2026-11-03", "our_roles": ["publisher"]}
        if named:
            release["elections"] = named
        rows = {
            "assets": [SPOT],
            "people": [{"id": "P1", "kind": "living", "is_candidate": True}],
            "depictions": [{"id": "D1", "asset": "A1", "person": "P1", "identifiable": True}],
            "releases": [{"id": f"R-{place}", "territory": place, **release} for place in ("US-MI", "US-MN", "US-TX")],
            **sheets,
        }
        path = tmp_path_factory.mktemp("spot") / "spot.json"
        path.write_text(json.dumps(rows))
        inventory = read_inventory(path, VOCABULARY, JURISDICTIONS, calendar_rows(library))
        vote = next(vote for vote in library.elections if vote.id == OWN["id"])
        return assess(
            inventory, library, VOCABULARY, JURISDICTIONS, on=vote.as_of, today=vote.as_of, project=ProjectInfo("Spot")
        )

    return assessed_with


def outcomes(assessment):
    return {(id_, subject.key): outcome for id_, subject, outcome, *_ in assessment.outcomes.rows()}


def test_the_vote_that_is_listed_decides_as_a_row_would(assessed):
    listed = outcomes(assessed(["us-2026-general"]))

    assert listed == outcomes(assessed(["us-2026-general"], elections=[OWN]))
    assert listed["us-mi-el", "R-US-MI"] is Outcome.FAIL


def test_a_release_that_names_no_vote_stays_undecided_and_is_told_the_id(assessed):
    assessment = assessed([])

    verdict = assessment.outcomes.verdict("us-mi-el", "R-US-MI")
    assert (verdict.outcome, verdict.missing) == (Outcome.UNDETERMINED, ("release.elections",))
    assert any("enter us-2026-general in elections, or none." in note for note in assessment.notes)
    assert not any("from the calendar" in note for note in assessment.notes)


def test_a_vote_that_is_listed_for_two_states_decides_nothing_in_a_third(assessed):
    assert assessed(["us-2026-general"]).outcomes.verdict("us-mn-609771", "R-US-MN").outcome is not Outcome.PASS


def test_what_counts_from_a_day_that_is_not_listed_stays_undecided(assessed):
    everywhere = {**OWN, "places": ["US"]}
    verdict = assessed(["us-2026-general"], elections=[everywhere]).outcomes.verdict("us-mn-609771", "R-US-MN")

    assert verdict.outcome is Outcome.UNDETERMINED
    assert "election.absentee_starts_on" in verdict.missing

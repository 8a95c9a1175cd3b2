"""The calendar of votes: what was taken from it is said, and it decides nothing for a release that names no vote."""

from dataclasses import replace
from datetime import date

import pytest

from compliance.assessment.elections import calendar_rows, hinted, taken_from_calendar, votes_to_name
from compliance.assessment.model import InputFile, Outcome, ProjectInfo, Question
from compliance.assessment.run import assess
from compliance.assessment.statement import reconciliation_of
from compliance.assessment.subjects import Subjects
from compliance.conditions.facts import Facts
from compliance.errors import Place
from compliance.inventory.raw import RawBook, RawSheet
from compliance.inventory.reading import inventory_of
from compliance.jurisdictions import load_jurisdictions
from compliance.policy.model import ListedElection
from compliance.vocabulary import load_vocabulary

ON = date(2026, 11, 22)
VOTE = ListedElection(
    "fr-2027-vote", ("FR",), "general", date(2027, 4, 11), "the journal", ON, place=Place("policies/elections.yaml", 9)
)
BEFORE_A_VOTE = {
    "requires": {
        "for_every": "release.elections",
        "if_none_listed": True,
        "satisfies": {"release.starts_on|after": {"field": "election.vote_on"}},
    }
}


@pytest.fixture
def library(world):
    """A duty to wait for the vote that a release names, with a calendar of one vote."""
    return replace(world.library(world.duty(**BEFORE_A_VOTE)), elections=(VOTE,))


def read(world, library, named, *elections):
    tables = {
        "assets": [["id", "Made with AI"], ["A1", "yes"]],
        "releases": [
            ["id", "asset", "territory", "starts_on", "ends_on", "our_roles", "elections"],
            ["R1", "A1", "DE", "2026-12-01", "2027-06-01", "deployer", named],
        ],
        **({"elections": [["id", "vote_on"], *elections]} if elections else {}),
    }
    raws = tuple(RawSheet(name, "film.xlsx", rows) for name, rows in tables.items())
    return inventory_of(
        RawBook("film.xlsx", "0" * 64, 1, raws), world.vocabulary, world.jurisdictions, calendar_rows(library)
    )


def run(world, library, inventory):
    return assess(
        inventory, library, world.vocabulary, world.jurisdictions, on=ON, today=ON, project=ProjectInfo("Film"),
        inputs=[InputFile("inventory", "film.xlsx", "0" * 64, 1)],
    )  # fmt: skip


@pytest.mark.parametrize(
    ("named", "elections", "outcome"),
    [
        ("fr-2027-vote", [], Outcome.FAIL),
        ("E-1", [["E-1", "2027-04-11"]], Outcome.FAIL),
        ("fr-2027-vote", [["fr-2027-vote", "2026-11-30"]], Outcome.PASS),
        ("fr-2027-vote", [["fr-2027-vote", ""]], Outcome.UNDETERMINED),
        ("", [], Outcome.UNDETERMINED),
        ("none", [], Outcome.PASS),
    ],
)
def test_a_vote_of_the_calendar_counts_as_if_it_stood_on_the_sheet(world, library, named, elections, outcome):
    (verdict,) = run(world, library, read(world, library, named, *elections)).outcomes.verdicts()

    assert verdict.outcome is outcome


def test_what_was_taken_is_said_in_the_notes_and_in_the_explanation(world, library):
    inventory = read(world, library, "fr-2027-vote")
    assessment = run(world, library, inventory)

    assert (
        "Election fr-2027-vote, vote on 2027-04-11, is from the calendar of the packs: the journal (as of 2026-11-22)."
        in assessment.notes
    )
    (verdict,) = assessment.outcomes.verdicts()
    (fact,) = [fact for fact in verdict.facts if fact.path == "election.vote_on"]
    assert (fact.shown, fact.origin, str(fact.place)) == ("2027-04-11", "calendar", "policies/elections.yaml:9")
    assert all(count.adds_up for count in reconciliation_of(inventory, world.vocabulary))


def test_a_row_of_its_own_is_not_said_to_be_from_the_calendar(world, library):
    inventory = read(world, library, "fr-2027-vote", ["fr-2027-vote", "2026-11-30"], ["E-2", ""])

    assert list(taken_from_calendar(inventory, library)) == []


def test_rows_of_the_sheet_and_of_the_calendar_add_up(world, library):
    inventory = read(world, library, "fr-2027-vote; E-2", ["E-2", "2027-05-01"])

    counts = {count.sheet: count for count in reconciliation_of(inventory, world.vocabulary)}
    assert (counts["elections"].read, counts["elections"].evaluated) == (1, 1)


def test_a_blank_cell_of_the_calendar_is_asked_for_with_the_way_to_fill_it(world, library):
    inventory = read(world, library, "fr-2027-vote")
    ask = Question("election.writ_on", "Writ", "When?", "legal", ("E-2", "fr-2027-vote"), 1, 1, ())

    votes, writ, other = hinted(
        [replace(ask, path="release.elections"), ask, replace(ask, path="asset.medium")], ("Enter it.",), inventory
    )

    assert votes.hints == ("Enter it.",)
    assert writ.hints == (
        "fr-2027-vote is from the calendar of the packs; a row of its own, complete, takes its place.",
    )
    assert other.hints == ()


SPOT = {
    "id": "R1", "asset": "A1", "territory": "FR", "starts_on": date(2027, 3, 1), "ends_on": date(2027, 5, 1)
}  # fmt: skip


@pytest.fixture(scope="module")
def real():
    return load_vocabulary(), load_jurisdictions()


def told(real, library, *releases, **asset):
    rows = {"asset": [{"id": "A1", "context": frozenset({"political"}), **asset}, {"id": "A2"}], "release": releases}
    return list(votes_to_name(Subjects(Facts.from_rows(rows, *real)), library, ON))


@pytest.mark.parametrize(
    ("changes", "is_told"),
    [
        ({}, True),
        ({"territory": "GP"}, True),
        ({"territory": "EU"}, True),
        ({"territory": "WW"}, True),
        ({"starts_on": VOTE.vote_on}, True),
        ({"ends_on": None}, True),
        ({"ends_on": "none"}, True),
        ({"starts_on": date(2026, 4, 1), "ends_on": date(2026, 4, 11)}, True),
        ({"starts_on": date(2026, 4, 1), "ends_on": date(2026, 4, 10)}, False),
        ({"starts_on": date(2027, 4, 12)}, False),
        ({"starts_on": None}, False),
        ({"territory": "DE"}, False),
        ({"territory": None}, False),
        ({"asset": "A2"}, False),
        ({"asset": None}, False),
        ({"elections": frozenset()}, False),
        ({"elections": frozenset({"E-1"})}, False),
    ],
)
def test_a_political_release_in_the_place_and_time_of_a_vote_is_told_its_id(real, library, changes, is_told):
    wanted = (
        "Release R1 is political and may touch the vote of 2027-04-11, but names none: "
        "enter fr-2027-vote in elections, or none."
    )

    assert told(real, library, {**SPOT, **changes}) == ([wanted] if is_told else [])


def test_what_makes_a_release_political(real, library):
    assert told(real, library, SPOT, context=frozenset({"film"})) == []
    assert told(real, library, SPOT, context=None) == []
    assert told(real, library, SPOT, context=None, political_ad=True)
    assert told(real, library, SPOT, context=None, political_ad=False) == []


def test_several_releases_are_told_in_one_sentence(real, library):
    (note,) = told(real, library, SPOT, {**SPOT, "id": "R2"}, {**SPOT, "id": "R3", "territory": "DE"})

    assert note.startswith("2 releases (first R1) are political and may touch the vote of 2027-04-11, but name none:")


def test_without_a_calendar_nothing_is_told(real, library):
    assert told(real, replace(library, elections=()), SPOT) == []

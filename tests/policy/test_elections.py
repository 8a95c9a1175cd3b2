"""The calendar of votes is read strictly, and lists nothing but cited days."""

import json
from dataclasses import replace
from datetime import date

import pytest

from compliance.policy.cache import library_from_json, library_to_json
from compliance.policy.cases import load_cases
from compliance.policy.checks import Note, Reviewed, run_checks
from compliance.policy.loading import load_library, policy_files
from compliance.resources import shipped

CALENDAR = """
format: 1
elections:
  - id: eu-2029-general
    places: [EU, NO]
    kind: general
    vote_on: 2029-06-10
    voting_starts_on: 2029-06-07
    cite: Journal of the Union, decision on the date
    as_of: 2026-11-20
"""


@pytest.fixture
def calendar(folder):
    """A policy folder with a calendar of one vote."""
    folder.write("elections.yaml", CALENDAR)
    return folder


def found(library, folder):
    reviewed = Reviewed(library, folder.vocabulary, folder.jurisdictions, load_cases([folder.path]), date(2026, 11, 22))
    return run_checks(reviewed, ["elections"])["elections"]


def test_a_line_is_read_with_its_place_and_a_day_left_out_is_unknown(calendar):
    (election,) = calendar.load().elections

    assert (election.id, election.places, election.kind) == ("eu-2029-general", ("EU", "NO"), "general")
    assert (election.vote_on, election.voting_starts_on) == (date(2029, 6, 10), date(2029, 6, 7))
    assert (election.absentee_starts_on, election.convention_on) == (None, None)
    assert (election.cite, election.as_of) == ("Journal of the Union, decision on the date", date(2026, 11, 20))
    assert str(election.place) == f"{calendar.path}/elections.yaml:3"


def test_a_folder_without_a_calendar_lists_no_vote(folder):
    assert folder.load().elections == ()


def test_a_calendar_changes_the_digest_and_comes_back_from_the_cache(folder):
    before = folder.load().digest
    folder.write("elections.yaml", CALENDAR)

    library = folder.load()

    assert library.digest != before
    assert library_from_json(json.loads(json.dumps(library_to_json(library)))) == library


@pytest.mark.parametrize(
    ("old", "new", "line", "message"),
    [
        ("format: 1", "format: 2", 1, "only format 1 is known"),
        ("elections:", "votes:", 2, "there is no key called votes here. Known keys: format, elections."),
        ("[EU, NO]", "[EU, UK]", 4, "election eu-2029-general: there is no place UK. Did you mean GB?"),
        ("[EU, NO]", "[]", 4, "names no place"),
        ("kind: general", "kind: genral", 5, "kind: genral is not a choice. Did you mean general?"),
        ("vote_on: 2029-06-10", "vote_on: 2029-06", 6, "vote_on must be a day written YYYY-MM-DD, not 2029-06"),
        ("vote_on: 2029-06-10", "vote_on: none", 6, "vote_on must be a day"),
        ("    vote_on: 2029-06-10\n", "", 3, "the key vote_on is missing"),
        ("voting_starts_on: 2029", "voting_start_on: 2029", 7, "Did you mean voting_starts_on?"),
        ("    cite: Journal of the Union, decision on the date\n", "", 3, "the key cite is missing"),
        ("    as_of: 2026-11-20\n", "", 3, "the key as_of is missing"),
    ],
)
def test_a_fault_is_told_at_its_line(calendar, old, new, line, message):
    calendar.change((old, new), name="elections.yaml")

    with pytest.raises(Exception, match=rf"elections\.yaml:{line}") as caught:
        calendar.load()

    assert message in str(caught.value)


def test_an_id_stands_once_in_one_folder_and_over_several(calendar, tmp_path):
    line = CALENDAR.partition("elections:\n")[2]
    calendar.write("elections.yaml", CALENDAR + line)
    with pytest.raises(Exception, match=r"elections\.yaml:10: election eu-2029-general: stands twice, here and at"):
        calendar.load()

    calendar.write("elections.yaml", CALENDAR)
    house = tmp_path / "house"
    (house / "eu").mkdir(parents=True)
    pack = (calendar.path / "eu/act.yaml").read_text().replace("eu-act", "eu-house").replace("  act:", "  rule:")
    (house / "eu" / "rule.yaml").write_text(pack.replace("instrument: act", "instrument: rule"))
    (house / "elections.yaml").write_text(CALENDAR.lstrip())
    with pytest.raises(Exception, match=r"house/elections\.yaml:3: election eu-2029-general: stands twice"):
        calendar.load(house)


def test_a_good_calendar_passes_its_check(calendar):
    assert found(calendar.load(), calendar) == ()


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"id": "EU_2029"}, "the id is not kebab-case"),
        ({"cite": ""}, "cites nothing"),
        ({"cite": "Row eu-act-label of the notes"}, "cites eu-act-label, a key"),
        ({"as_of": date(2026, 11, 23)}, "was read on 2026-11-23, after the day of the check"),
        ({"voting_starts_on": date(2029, 6, 11)}, "voting_starts_on (2029-06-11) is after the vote (2029-06-10)"),
        ({"absentee_starts_on": date(2029, 6, 11)}, "absentee_starts_on (2029-06-11) is after the vote"),
        ({"convention_on": date(2029, 6, 11)}, "convention_on (2029-06-11) is after the vote"),
    ],
)
def test_the_check_finds_its_fault_at_its_place(calendar, changes, message):
    library = calendar.load()
    (election,) = library.elections

    (problem,) = found(replace(library, elections=(replace(election, **changes),)), calendar)

    assert message in str(problem)
    assert problem.at == election.place


def test_the_same_vote_under_two_ids_is_noted(calendar):
    library = calendar.load()
    (election,) = library.elections
    twin = replace(election, id="eu-2029-vote")

    (noted,) = found(replace(library, elections=(election, twin)), calendar)

    assert isinstance(noted, Note)


def test_the_calendar_that_ships_lists_the_votes_of_the_sources_and_no_day_that_was_not_read():
    elections = load_library(use_cache=False).elections

    assert {election.id: election.vote_on for election in elections} == {
        "us-2026-general": date(2026, 11, 3),
        "br-2026-round-1": date(2026, 10, 4),
        "br-2026-round-2": date(2026, 10, 25),
        "kr-2026-local": date(2026, 6, 3),
    }
    for election in elections:
        assert {election.voting_starts_on, election.absentee_starts_on, election.convention_on} == {None}
    assert "elections" in {file.kind for file in policy_files(shipped("policies"))}

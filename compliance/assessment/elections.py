"""The calendar of votes meets an inventory: rows it may name, what it took from there, and where it names no vote.

The calendar never decides anything for a release that names no vote: its blank cell stays unknown, and a note says
which id could be entered.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

from compliance.assessment.model import Question
from compliance.assessment.subjects import ASSET, RELEASE, Subjects
from compliance.conditions.facts import Coded, YesNo
from compliance.errors import Place
from compliance.inventory.model import Cell, Inventory, Row, Value
from compliance.policy.model import Library, ListedElection

VOTES = "release.elections"
"""The field in which a release names the votes it touches."""

_ENTITY = "election"
_POLITICAL = (("asset.context", "political"), ("asset.political_ad", True))
"""(field, answer): what makes a release political."""
_SEASON = timedelta(days=365)
"""How long before a vote it is worth asking whether a release touches it; how long it counts is for the law to say."""


def calendar_rows(library: Library) -> tuple[Row, ...]:
    """Return the votes of the calendar as rows of the sheet of elections."""
    return tuple(_row(election) for election in library.elections)


def _row(election: ListedElection) -> Row:
    values: dict[str, Value | None] = {
        "id": election.id,
        "places": frozenset(election.places),
        "kind": election.kind,
        "vote_on": election.vote_on,
        "voting_starts_on": election.voting_starts_on,
        "absentee_starts_on": election.absentee_starts_on,
        "convention_on": election.convention_on,
    }
    place = election.place or Place("policies/elections.yaml")
    cells = {
        name: Cell(value, place, "calendar", "; ".join(election.places) if name == "places" else str(value))
        for name, value in values.items()
        if value is not None
    }
    return Row(_ENTITY, election.id, cells, place)


def taken_from_calendar(inventory: Inventory, library: Library) -> Iterator[str]:
    """Say which votes stand in the calendar alone, and where their days were read."""
    taken = _taken(inventory)
    for election in library.elections:
        if election.id in taken:
            yield (
                f"Election {election.id}, vote on {election.vote_on}, is from the calendar of the packs: "
                f"{election.cite} (as of {election.as_of})."
            )


def votes_to_name(subjects: Subjects, library: Library, on: date) -> Iterator[str]:
    """Say which political releases name no vote though one is listed for their place and time, and its id."""
    rows = _political_and_blank(subjects) if library.elections else np.zeros(0, np.intp)
    if not len(rows):
        return
    territories = subjects.texts(RELEASE, "territory")[rows]
    reaches = subjects.facts.jurisdictions.reaches
    starts, ends = (_days(subjects, f"{RELEASE}.{name}")[rows] for name in ("starts_on", "ends_on"))
    keys = subjects.keys(RELEASE)
    for election in library.elections:
        reached = [
            place for place in set(territories) if place and any(reaches(held, place, on) for held in election.places)
        ]
        begun = starts <= election.vote_on.toordinal()
        # A release whose end nobody recorded may still run.
        runs = ~(ends < (election.vote_on - _SEASON).toordinal())
        found = [keys[row] for row in rows[np.isin(territories, reached) & begun & runs].tolist()]
        if found:
            yield _told(election, found)


def hinted(questions: Iterable[Question], to_name: tuple[str, ...], inventory: Inventory) -> tuple[Question, ...]:
    """Return the questions, those about votes with what can be entered."""
    taken = _taken(inventory)

    def hints(question: Question) -> tuple[str, ...]:
        if question.path == VOTES:
            return to_name
        if question.path.partition(".")[0] != _ENTITY:
            return ()
        return tuple(
            f"{key} is from the calendar of the packs; a row of its own, complete, takes its place."
            for key in question.rows
            if key in taken
        )

    return tuple(replace(question, hints=hints(question)) for question in questions)


def _taken(inventory: Inventory) -> frozenset[str]:
    return frozenset(row.key for row in inventory.lent if row.entity == _ENTITY)


def _political_and_blank(subjects: Subjects) -> NDArray[np.intp]:
    """Return the releases of political assets that say nothing about votes."""
    vocabulary = subjects.facts.vocabulary
    if not vocabulary.has(VOTES):
        return np.zeros(0, np.intp)
    votes = subjects.facts.column(VOTES)
    assert isinstance(votes, Coded)
    # The last place stands for a release without an asset.
    political = np.zeros(subjects.count(ASSET) + 1, bool)
    for path, answer in _POLITICAL:
        if vocabulary.has(path):
            political[:-1] |= _says(subjects, path, answer)
    blank = np.array([value is None for value in votes.values])[votes.codes]
    return np.flatnonzero(blank & political[subjects.scope(RELEASE)[ASSET]])


def _says(subjects: Subjects, path: str, answer: Value) -> NDArray[np.bool_]:
    column = subjects.facts.column(path)
    if isinstance(column, YesNo):
        return np.array(column.codes == 2 * bool(answer))
    assert isinstance(column, Coded)
    said = [answer in value if isinstance(value, frozenset) else value == answer for value in column.values]
    return np.array(said)[column.codes]


def _days(subjects: Subjects, path: str) -> NDArray[np.float64]:
    column = subjects.facts.column(path)
    assert not isinstance(column, YesNo | Coded)
    return column.numbers


def _told(election: ListedElection, keys: Sequence[str]) -> str:
    named = f"Release {keys[0]} is" if len(keys) == 1 else f"{len(keys):,} releases (first {keys[0]}) are"
    return (
        f"{named} political and may touch the vote of {election.vote_on}, but "
        f"{'names' if len(keys) == 1 else 'name'} none: enter {election.id} in elections, or none."
    )

"""The calendar of votes: cited, in order, each vote once."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from datetime import date
from itertools import combinations

from compliance.errors import Place, Problem
from compliance.policy.checks.registry import Note, Reviewed, checks
from compliance.policy.model import ListedElection

_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)+")
_WORD = re.compile(r"[\w-]+")
_BEFORE_THE_VOTE = ("convention_on", "absentee_starts_on", "voting_starts_on")


@checks.add("elections")
def elections(reviewed: Reviewed) -> Iterator[Problem]:
    """A vote of the calendar has an id in kebab-case and a source; its places and kind are checked as it is read.

    The source is told in plain words, without keys of a dossier, and was read on or before the day of the check.
    Nothing that leads up to a vote comes after it, and no vote is listed under two ids.
    """
    listed = reviewed.library.elections
    keys = {line.key for pack in reviewed.library.packs for line in pack.coverage} | reviewed.by_id().keys()
    for election in listed:
        for told in _faults(election, reviewed.on, keys):
            yield Problem(f"election {election.id}: {told}", _at(election))
    for one, other in combinations(listed, 2):
        if (one.vote_on, one.kind, set(one.places)) == (other.vote_on, other.kind, set(other.places)):
            yield Note(f"election {other.id}: seems to be the vote {one.id} again.", _at(other))


def _faults(election: ListedElection, on: date, keys: Collection[str]) -> Iterator[str]:
    if not _ID.fullmatch(election.id):
        yield "the id is not kebab-case."
    if not election.cite:
        yield "cites nothing."
    for key in dict.fromkeys(word for word in _WORD.findall(election.cite) if word in keys):
        yield f"cites {key}, a key; say in plain words where the day was read."
    if election.as_of > on:
        yield f"was read on {election.as_of}, after the day of the check."
    for name in _BEFORE_THE_VOTE:
        day = getattr(election, name)
        if day is not None and day > election.vote_on:
            yield f"{name} ({day}) is after the vote ({election.vote_on})."


def _at(election: ListedElection) -> Place:
    return election.place or Place("policies/elections.yaml")

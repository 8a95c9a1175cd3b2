"""The calendar of votes: cited, in order, each vote once."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from itertools import combinations

from compliance.errors import Place, Problem
from compliance.policy.checks.registry import Note, Reviewed, checks
from compliance.policy.model import ListedElection
from compliance.policy.reading.elections import ENTITY

_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)+")
_WORD = re.compile(r"[\w-]+")
_BEFORE_THE_VOTE = ("convention_on", "absentee_starts_on", "voting_starts_on")


@checks.add("elections")
def elections(reviewed: Reviewed) -> Iterator[Problem]:
    """A vote of the calendar has an id in kebab-case of its own, known places, a kind that is a choice, and a source.

    The source is told in plain words, without keys of a dossier, and was read on or before the day of the check.
    Nothing that leads up to a vote comes after it, and no vote is listed under two ids.
    """
    listed = reviewed.library.elections
    keys = {line.key for pack in reviewed.library.packs for line in pack.coverage} | reviewed.by_id().keys()
    for election in listed:
        for told in _faults(election, reviewed, keys):
            yield Problem(f"election {election.id}: {told}", _at(election))
    for one, other in combinations(listed, 2):
        if one.id == other.id:
            yield Problem(f"election {other.id}: stands twice, here and at {one.place}.", _at(other))
        elif (one.vote_on, one.kind, set(one.places)) == (other.vote_on, other.kind, set(other.places)):
            yield Note(f"election {other.id}: seems to be the vote {one.id} again.", _at(other))


def _faults(election: ListedElection, reviewed: Reviewed, keys: Collection[str]) -> Iterator[str]:
    if not _ID.fullmatch(election.id):
        yield "the id is not kebab-case."
    for place in election.places:
        if not reviewed.jurisdictions.has(place):
            yield f"there is no place {place}."
    if not election.places:
        yield "names no place."
    kind = f"{ENTITY}.kind"
    if not reviewed.vocabulary.has(kind) or election.kind not in reviewed.vocabulary.field(kind).choices:
        yield f"the kind {election.kind} is no choice."
    if not election.cite:
        yield "cites nothing."
    for key in dict.fromkeys(word for word in _WORD.findall(election.cite) if word in keys):
        yield f"cites {key}, a key; say in plain words where the day was read."
    if election.as_of > reviewed.on:
        yield f"was read on {election.as_of}, after the day of the check."
    for name in _BEFORE_THE_VOTE:
        day = getattr(election, name)
        if day is not None and day > election.vote_on:
            yield f"{name} ({day}) is after the vote ({election.vote_on})."


def _at(election: ListedElection) -> Place:
    return election.place or Place("policies/elections.yaml")

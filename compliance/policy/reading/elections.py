"""The calendar of votes: days that a source names, and nothing else."""

from __future__ import annotations

from collections.abc import Mapping

from compliance.policy.model import ListedElection
from compliance.policy.reading.context import Context
from compliance.policy.reading.pack import check_format
from compliance.strict_yaml import Block, YamlMap

ENTITY = "election"
"""The entity of the vocabulary whose rows the calendar lists."""


def read_elections(node: YamlMap, context: Context, listed: Mapping[str, ListedElection]) -> dict[str, ListedElection]:
    """Return the votes of a calendar by their ids, those `listed` before included."""
    block = Block(node, "elections", context.problems)
    check_format(block)
    if "elections" not in block:
        block.problem("the key elections is missing.", code="missing-key")
    found = dict(listed)
    for inner in block.blocks("elections", "election"):
        election = _election(inner, context)
        if election.id in found:
            inner.problem(f"stands twice, here and at {found[election.id].place}.", "id", code="election-taken")
        elif election.id:
            found[election.id] = election
    block.finish()
    return found


def _election(block: Block, context: Context) -> ListedElection:
    id_ = block.text("id")
    block.called = f"election {id_}"
    places = context.places(block, "places")
    if "places" in block and not places:
        block.problem("names no place.", "places", code="no-place")
    election = ListedElection(
        id=id_,
        places=places,
        kind=block.choice("kind", _kinds(context)),
        vote_on=block.day("vote_on"),
        cite=block.text("cite"),
        as_of=block.day("as_of"),
        voting_starts_on=block.day("voting_starts_on", None),
        absentee_starts_on=block.day("absentee_starts_on", None),
        convention_on=block.day("convention_on", None),
        place=block.at("id"),
    )
    block.finish()
    return election


def _kinds(context: Context) -> tuple[str, ...]:
    path = f"{ENTITY}.kind"
    return tuple(context.vocabulary.field(path).choices) if context.vocabulary.has(path) else ("",)

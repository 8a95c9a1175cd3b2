"""Whom advice and agreements bind: who signed up to a code, or says that an agreement or commitment holds for it.

Force is a matter of the organisation, not of the row judged, so it is settled once, before anything is judged; whatever
comes after reads the force as it is here. A blank leaves advice what it is, and makes advice of a contract that nobody
says we are bound by; a note says so.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from compliance.assessment.duty import FAIL, UNDETERMINED
from compliance.assessment.outcomes import OutcomeColumn
from compliance.conditions.facts import Facts
from compliance.conditions.reference import Answer, answer
from compliance.policy.model import BY_AGREEMENT, Force, Library, Requirement
from compliance.vocabulary import Vocabulary

ORGANISATION = "organisation"


def as_binding(library: Library, facts: Facts, on: date) -> Library:
    """Return the library with every requirement of the force that it has for the organisation assessed."""
    packs = (
        replace(pack, requirements=tuple(_here(requirement, facts, on) for requirement in pack.requirements))
        for pack in library.packs
    )
    return replace(library, packs=tuple(packs))


def binds_here(requirement: Requirement, facts: Facts, on: date) -> Answer:
    """Return whether a requirement binds the organisation assessed; None where that is not known."""
    if requirement.binds_when is None:
        return requirement.force.is_binding
    return answer(requirement.binds_when, facts, ORGANISATION, 0, on)


def not_known_to_bind(columns: Iterable[OutcomeColumn], facts: Facts, on: date) -> Iterable[str]:
    """Say how much that is not met is only advice because nobody recorded what would make it binding."""
    missed: dict[str, int] = {}
    for column in columns:
        condition = column.requirement.binds_when
        if condition is None or not column.has(FAIL, UNDETERMINED).any():
            continue
        if binds_here(column.requirement, facts, on) is None:
            told = _titles(sorted(condition.fields()), facts.vocabulary)
            missed[told] = missed.get(told, 0) + 1
    for told, count in missed.items():
        what = "1 requirement that is not met counts" if count == 1 else f"{count} requirements that are not met count"
        yield f"{told} is not recorded: {what} as advice, and would bind whoever signed up."


def _here(requirement: Requirement, facts: Facts, on: date) -> Requirement:
    if requirement.binds_when is None:
        return requirement
    binds = binds_here(requirement, facts, on)
    if requirement.force in BY_AGREEMENT:
        return replace(requirement, force=Force.VOLUNTARY) if binds is None else requirement
    return replace(requirement, force=Force.COMMITMENT) if binds else requirement


def _titles(paths: Sequence[str], vocabulary: Vocabulary) -> str:
    return " or ".join(vocabulary.field(path).title for path in paths)

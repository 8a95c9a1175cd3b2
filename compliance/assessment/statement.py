"""The statement of applicability and the reconciliation: nothing considered is unsaid, nothing read is dropped."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

import numpy as np

from compliance.assessment.claims import ATTESTATION, CLAIM
from compliance.assessment.duty import SUSPENDED, UNDETERMINED, UPCOMING
from compliance.assessment.model import OUTCOMES, Applicability, SheetCount, Statement
from compliance.assessment.outcomes import OutcomeColumn, Why
from compliance.assessment.timing import NOT_YET
from compliance.assessment.verdicts import status_of
from compliance.assessment.wording import binding_said, reason_not_applicable, switch_said, why_binding
from compliance.conditions.reference import Answer
from compliance.errors import did_you_mean
from compliance.inventory.columnar import SheetRows
from compliance.inventory.model import Inventory
from compliance.policy.model import ADVICE, BY_AGREEMENT, Library, Requirement
from compliance.vocabulary import Vocabulary

_ENDS = ("repealed", "superseded", "struck_down")


def applicability_of(column: OutcomeColumn, vocabulary: Vocabulary, on: date, binds: Answer) -> Applicability:
    """Return one row of the statement: whether and why a requirement applies to this project, and binds us.

    Args:
        column: The outcomes of the requirement, of the force it has here.
        vocabulary: What its facts are called.
        on: The assessment date.
        binds: Whether it binds the organisation; None where that is not known.
    """
    requirement = column.requirement
    tally = np.bincount(column.codes, minlength=len(OUTCOMES))
    applies, why = _applies(column)
    signs = requirement.binds_when is not None
    if signs and applies in {"applies", "undecided"}:
        why = f"{why} {why_binding(requirement, vocabulary)}"
    elif signs and applies == "not applicable" and binds is False and requirement.force in BY_AGREEMENT:
        why = f"It does not bind us. It would where: {binding_said(requirement, vocabulary)}."
    elif applies == "not applicable" and requirement.force in (*BY_AGREEMENT, *ADVICE) and not (signs and binds):
        why = f"{why}{switch_said(requirement, vocabulary)}"
    until = _until(requirement)
    return Applicability(
        requirement=requirement,
        status=requirement.timeline.status_on(on) or NOT_YET,
        applies=applies,
        why=why,
        counts={outcome: int(count) for outcome, count in zip(OUTCOMES, tally, strict=True)},
        in_force_from=_bounded(requirement.timeline.first("in_force")),
        until=_bounded(until[0]) if until else None,
        in_force_as_written=requirement.timeline.first_as_written("in_force"),
        until_as_written=until[1] if until else "",
    )


def _applies(column: OutcomeColumn) -> tuple[str, str]:
    requirement = column.requirement
    total = len(column.codes)
    if not total:
        return "not applicable", f"The inventory lists no {requirement.about}."
    if column.error:
        return "undecided", f"It could not be evaluated: {column.error}."
    if column.applies:
        return "applies", f"Applies to {column.applies} of {total}."
    if column.has(UNDETERMINED, UPCOMING, SUSPENDED).any():
        return "undecided", "A fact is missing that says whether it applies."
    found = [Why(number) for number in np.flatnonzero(np.bincount(column.why))[::-1].tolist()]
    told = [_reason(column, why, alone=len(found) == 1) for why in found]
    return "not reached" if found[0] in {Why.PLACE, Why.ROLE} else "not applicable", " ".join(told)


def _reason(column: OutcomeColumn, why: Why, *, alone: bool) -> str:
    """Return why some rows fall out, in a sentence; with their number where others fall out for another reason."""
    rows = np.flatnonzero(column.why == why)
    told = reason_not_applicable(column.requirement, why, status_of(column, int(rows[0])))
    return told if alone else f"{told.removesuffix('.')}: {len(rows)} of {len(column.codes)}."


def _bounded(day: date | None) -> date | None:
    return None if day in {date.min, date.max} else day


def _until(requirement: Requirement) -> tuple[date, str] | None:
    """Return the day from which the duty is over for every case, and as it is written, if the timeline names one."""
    timeline = requirement.timeline
    ends = [
        (start, entry.begins_as_written)
        for entry, start in zip(timeline.entries, timeline.starts, strict=True)
        if entry.status in _ENDS and entry.where is None
    ]
    return ends[-1] if ends else None


def reconciliation_of(inventory: Inventory, vocabulary: Vocabulary) -> tuple[SheetCount, ...]:
    """Return for every sheet how its rows were used: read = evaluated + excluded + rejected."""
    entity_of: Mapping[str, str] = {entity.sheet: name for name, entity in vocabulary.entities.items() if entity.sheet}
    counts = []
    for sheet, read in inventory.read.items():
        entity = entity_of.get(sheet)
        evaluated = _rows(inventory, entity) if entity else len(inventory.statements)
        counts.append(SheetCount(sheet, read, evaluated, inventory.excluded.get(sheet, ())))
    return tuple(counts)


def _rows(inventory: Inventory, entity: str) -> int:
    """Return how many rows of an entity are evaluated, without making each."""
    if isinstance(inventory.rows, SheetRows):
        sheet = inventory.rows.sheets.get(entity)
        return sheet.own if sheet is not None else 0
    return len(inventory.rows.get(entity, ()))


def statements_of(inventory: Inventory) -> tuple[Statement, ...]:
    """Return the statements as they were applied."""
    return tuple(
        Statement(row.id, row.path, row.shown, row.stated_by, row.stated_on, row.document, row.filled)
        for row in inventory.statements
    )


def stated_later(inventory: Inventory, on: date) -> Iterable[str]:
    """Say which statements are dated after the day of the assessment: nobody could have made them yet."""
    for row in inventory.statements:
        if row.stated_on is not None and row.stated_on > on:
            yield f"{row.place}: {row.id} is dated {row.stated_on}, after the day of the assessment."


def records_of_nothing(inventory: Inventory, library: Library) -> Iterable[str]:
    """Say which claims and attestations name a requirement or an exception that no pack in use has."""
    # Exceptions are made when they are asked for: nobody asks those of a requirement that no record names.
    requirements = {one.id: one for one in (*library.requirements, *library.left_out)}
    for row in inventory.rows.get("record", ()):
        requirement, exception = row.value("requirement"), row.value("exception")
        if row.value("kind") not in {CLAIM, ATTESTATION} or not isinstance(requirement, str):
            continue
        if requirement not in requirements:
            near = did_you_mean(requirement, requirements)
            yield f"{row.place}: no pack has a requirement {requirement}. {near}".strip()
        elif isinstance(exception, str):
            known = [one.id for one in requirements[requirement].exceptions]
            if exception not in known:
                near = did_you_mean(exception, known)
                yield f"{row.place}: {requirement} has no exception {exception}. {near}".strip()

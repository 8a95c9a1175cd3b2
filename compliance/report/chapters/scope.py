"""Scope: what was examined, and that nothing read was dropped."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from compliance.assessment.model import Outcome, TerritoryDecision
from compliance.jurisdictions import WORLD
from compliance.report.chapters.chapter import Chapter
from compliance.report.index import Index, entity_words
from compliance.report.words import OUTCOMES_IN_WORDS, count, listed, the

_EXCLUDED = 40
_FRAMES = frozenset({"project", "assessment"})
"""Entities that frame the inventory rather than belong to it."""


@dataclass(frozen=True)
class SheetLine:
    """Reconciliation of one sheet."""

    sheet: str
    read: int
    evaluated: int
    excluded: int
    rejected: int
    adds_up: bool


@dataclass(frozen=True)
class Excluded:
    """A row left out, and why."""

    sheet: str
    row: str
    reason: str


@dataclass(frozen=True)
class OutcomeLine:
    """How many outcomes of one kind."""

    words: str
    meaning: str
    number: int


@dataclass(frozen=True)
class ScopeView:
    """What the chapter prints."""

    subject: str
    territories: str
    uncovered: str
    jurisdictions: str
    sheets: tuple[SheetLine, ...]
    total: SheetLine
    adds_up: bool
    excluded: tuple[Excluded, ...]
    more_excluded: int
    outcomes: tuple[OutcomeLine, ...]
    outcome_total: int


def prepare(index: Index) -> ScopeView:
    """Prepare scope and reconciliation."""
    assessment = index.assessment
    sheets = tuple(
        SheetLine(s.sheet, s.read, s.evaluated, len(s.excluded), s.rejected, s.adds_up)
        for s in assessment.reconciliation
    )
    excluded = [Excluded(s.sheet, row, reason) for s in assessment.reconciliation for row, reason in s.excluded]
    counts = assessment.outcomes.counts()
    numbers = [
        count(len(rows), entity_words(entity, 1), entity_words(entity, 2))
        for entity, rows in assessment.titles.items()
        if rows and entity not in _FRAMES
    ]
    return ScopeView(
        subject=listed(numbers),
        territories=listed(the(row.name or row.territory) for row in assessment.territory_decisions if row.territory),
        uncovered=listed(the(row.name or row.territory) for row in assessment.territory_decisions if not row.covered),
        jurisdictions=_laws(assessment.project_rows),
        sheets=sheets,
        total=SheetLine(
            "All sheets",
            sum(s.read for s in sheets),
            sum(s.evaluated for s in sheets),
            sum(s.excluded for s in sheets),
            sum(s.rejected for s in sheets),
            all(s.adds_up for s in sheets),
        ),
        adds_up=all(s.adds_up for s in sheets),
        excluded=tuple(excluded[:_EXCLUDED]),
        more_excluded=max(len(excluded) - _EXCLUDED, 0),
        outcomes=tuple(
            OutcomeLine(*OUTCOMES_IN_WORDS[outcome], counts.get(outcome, 0))
            for outcome in Outcome
            if counts.get(outcome)
        ),
        outcome_total=sum(counts.values()),
    )


def _laws(rows: Iterable[TerritoryDecision]) -> str:
    """Return under which laws the project was examined as a whole; what holds everywhere is no law."""
    listing = list(rows)
    told = listed(the(row.name or row.territory) for row in listing if row.territory != WORLD)
    agreed = any(row.territory == WORLD for row in listing)
    return f"{told}; and by agreements" if told and agreed else told


CHAPTER = Chapter("scope", "Scope and reconciliation", prepare, runs_on=True)

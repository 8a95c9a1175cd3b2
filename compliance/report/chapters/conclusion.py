"""The conclusion: one statement a territory, with its reasons."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from compliance.assessment.model import Decision, TerritoryDecision
from compliance.report.chapters.chapter import Chapter
from compliance.report.chapters.cover import answer, counted
from compliance.report.index import Index, Refs
from compliance.report.words import Mark, count, listed, mark_of, plain, sentence, the

_REASONS = 3
_POINTER = re.compile(r" \(F-[0-9a-f]{8}\)")
"""A finding named in a reason; the line below names it with its page."""


@dataclass(frozen=True)
class Statement:
    """What is concluded for one place."""

    name: str
    code: str
    mark: Mark
    numbers: str
    reasons: tuple[str, ...]
    more_reasons: int
    refs: Refs
    covered: bool
    themes_left: str


@dataclass(frozen=True)
class ConclusionView:
    """What the chapter prints."""

    overall: Mark
    answer: str
    counted: str
    """What the answer does not count."""
    territories: tuple[Statement, ...]
    project: tuple[Statement, ...]
    project_note: str
    uncovered: str
    by_profile: bool
    """Whether a profile was in use, which leaves law out too."""


def prepare(index: Index) -> ConclusionView:
    """Prepare the conclusion, worst territories first."""
    assessment = index.assessment
    territories = sorted(assessment.territory_decisions, key=lambda row: (row.decision.rank, row.name))
    project = sorted(assessment.project_rows, key=lambda row: (row.decision.rank, row.name))
    uncovered = [the(row.name) for row in territories if not row.covered]
    return ConclusionView(
        overall=mark_of(assessment.decision),
        answer=answer(assessment),
        counted=counted(assessment),
        territories=tuple(statement(index, row) for row in territories),
        project=tuple(statement(index, row) for row in project if row.decision is not Decision.CLEAR),
        project_note=clear_project_rows(project),
        uncovered=listed(uncovered),
        by_profile=assessment.library.profile is not None,
    )


def statement(index: Index, row: TerritoryDecision) -> Statement:
    """Return what is concluded for one place."""
    ids = (*row.blocking, *row.open, *row.conditions)
    return Statement(
        name=row.name or index.place(row.territory),
        code=row.territory,
        mark=mark_of(row.decision),
        numbers=_numbers(row),
        reasons=tuple(sentence(_POINTER.sub("", reason)) for reason in row.reasons[:_REASONS]),
        more_reasons=max(len(row.reasons) - _REASONS, 0),
        refs=index.finding_refs(ids, cap=8),
        covered=row.covered,
        themes_left=listed(plain(theme).lower() for theme in index.themes_left(row.territory)) if row.assets else "",
    )


def _numbers(row: TerritoryDecision) -> str:
    """How many assets have which decision."""
    if not row.assets:
        return ""
    parts = [
        f"{row.by_decision[decision]} {decision.words.lower()}"
        for decision in Decision
        if row.by_decision.get(decision)
    ]
    return f"{count(row.assets, 'asset')}: {listed(parts)}" if parts else count(row.assets, "asset")


def clear_project_rows(rows: Iterable[TerritoryDecision]) -> str:
    """Return in which jurisdictions the project as a whole is clear, in a sentence; empty where in none."""
    clear = [the(row.name or row.territory) for row in rows if row.decision is Decision.CLEAR]
    return f"Clear: {listed(clear)}." if clear else ""


CHAPTER = Chapter("conclusion", "Conclusion", prepare)

"""The matrix of territories and themes, and what holds each territory back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from compliance.assessment.model import Decision, Finding, Outcome, TerritoryDecision
from compliance.policy.model import THEMES
from compliance.report.chapters.chapter import Chapter
from compliance.report.chapters.conclusion import clear_project_rows
from compliance.report.index import Index, Refs
from compliance.report.words import (
    BLOCKED,
    CLEAR,
    CONDITIONS,
    MARKS,
    NONE,
    UNCONSIDERED,
    UNDECIDED,
    WAIVED,
    Mark,
    mark_of,
    theme_head,
)

_PROJECT = "the project as a whole"


@dataclass(frozen=True)
class MatrixRow:
    """One territory (or the project in one jurisdiction): a mark for each theme."""

    name: str
    code: str
    cells: tuple[Mark, ...]
    overall: Mark


@dataclass(frozen=True)
class HeldBack:
    """What holds one place back."""

    name: str
    part: str
    """Empty for a territory, else that the row is about the project as a whole."""
    mark: Mark
    blocking: Refs
    undecided: Refs
    conditions: Refs
    note: str

    @property
    def points(self) -> bool:
        """Whether any finding is named."""
        return bool(self.blocking.shown or self.undecided.shown or self.conditions.shown)


@dataclass(frozen=True)
class MatrixView:
    """What the chapter prints."""

    themes: tuple[str, ...]
    rows: tuple[MatrixRow, ...]
    project_rows: tuple[MatrixRow, ...]
    project_note: str
    key: tuple[Mark, ...]
    held_back: tuple[HeldBack, ...]
    has_conditions: bool


def prepare(index: Index) -> MatrixView | None:
    """Prepare the matrix; None where no place was decided."""
    assessment = index.assessment
    territories = assessment.territory_decisions
    if not territories and not assessment.project_rows:
        return None
    counts = {row.territory: assessment.outcomes.counts_by_theme(row.territory) for row in territories}
    found = _by_place_and_theme(assessment.findings)
    project_found = {
        (row.territory, theme): found_there
        for row in assessment.project_rows
        for theme, found_there in _by_theme(index, row).items()
    }
    themes = [
        theme
        for theme in THEMES
        if any(_is_reached(counts[row.territory].get(theme, {})) for row in territories)
        or any(theme == met for _, met in (*found, *project_found))
    ]
    rows = tuple(
        _row(row, {theme: found.get((row.territory, theme), []) for theme in themes}, counts[row.territory], index)
        for row in territories
    )
    project_rows = tuple(
        _row(row, {theme: project_found.get((row.territory, theme), []) for theme in themes}, {}, index)
        for row in assessment.project_rows
        if row.decision is not Decision.CLEAR
    )
    held = [
        _held_back(index, row, part)
        for part, decided in (("", territories), (_PROJECT, assessment.project_rows))
        for row in decided
        if row.decision is not Decision.CLEAR
    ]
    return MatrixView(
        themes=tuple(theme_head(theme) for theme in themes),
        rows=rows,
        project_rows=project_rows,
        project_note=clear_project_rows(assessment.project_rows),
        key=(*MARKS, UNCONSIDERED),
        held_back=tuple(held),
        has_conditions=any(row.conditions.shown for row in held),
    )


def cell(
    found: Iterable[Finding], counts: Mapping[Outcome, int], decision: Decision, *, considered: bool = True
) -> Mark:
    """Return the mark of one theme in one place: the worst of its binding findings, else what its outcomes say."""
    binding = [finding for finding in found if not finding.advisory]
    if any(finding.blocks for finding in binding):
        return BLOCKED
    if any(finding.kind is not Outcome.FAIL or finding.open_subjects for finding in binding):
        return UNDECIDED
    if binding:
        return WAIVED
    if counts.get(Outcome.UPCOMING) and decision is not Decision.CLEAR:
        return CONDITIONS
    if counts.get(Outcome.FAIL) and decision is Decision.BLOCKED:
        return BLOCKED  # Of a store, a system or the organisation: its finding stands under the project as a whole.
    if any(counts.get(outcome) for outcome in (Outcome.FAIL, Outcome.UNDETERMINED, Outcome.ERROR)):
        return UNDECIDED
    if not considered:
        return UNCONSIDERED  # What is met may be law of another place that follows the asset: it clears nothing here.
    return CLEAR if _is_reached(counts) else NONE


def _row(
    row: TerritoryDecision,
    found: Mapping[str, list[Finding]],
    counts: Mapping[str, Mapping[Outcome, int]],
    index: Index,
) -> MatrixRow:
    left = index.themes_left(row.territory)
    cells = tuple(
        cell(there, counts.get(theme, {}), row.decision, considered=row.covered and theme not in left)
        for theme, there in found.items()
    )
    return MatrixRow(row.name, row.territory, cells, mark_of(row.decision))


def _by_place_and_theme(findings: Iterable[Finding]) -> dict[tuple[str, str], list[Finding]]:
    grouped: dict[tuple[str, str], list[Finding]] = {}
    for finding in findings:
        for territory in finding.territories:
            grouped.setdefault((territory, finding.requirement.theme), []).append(finding)
    return grouped


def _by_theme(index: Index, row: TerritoryDecision) -> dict[str, list[Finding]]:
    """The findings a row itself names: those of stores, systems and notices have no territory of release."""
    grouped: dict[str, list[Finding]] = {}
    for id_ in (*row.blocking, *row.open, *row.conditions):
        if id_ in index.findings:
            finding = index.findings[id_]
            grouped.setdefault(finding.requirement.theme, []).append(finding)
    return grouped


def _is_reached(counts: Mapping[Outcome, int]) -> bool:
    return any(number for outcome, number in counts.items() if outcome is not Outcome.NOT_APPLICABLE)


def _held_back(index: Index, row: TerritoryDecision, part: str) -> HeldBack:
    blocking, undecided, conditions = (
        index.finding_refs(ids, cap=5) for ids in (row.blocking, row.open, row.conditions)
    )
    held = HeldBack(row.name or row.territory, part, mark_of(row.decision), blocking, undecided, conditions, "")
    if not row.covered:
        return replace(held, note="Not all the law of this place was considered.")
    return held if held.points or not row.reasons else replace(held, note=row.reasons[0])


CHAPTER = Chapter("matrix", "Clearance matrix", prepare, wide=True, if_empty="Clearance matrix: no place was decided.")

"""Limitations and assumptions: what the answer leans on that nobody here could check."""

from __future__ import annotations

from dataclasses import dataclass

from compliance.assessment.model import Assessment
from compliance.policy.model import Confidence
from compliance.report.chapters.chapter import Chapter
from compliance.report.index import APPLIED, Index
from compliance.report.words import CONFIDENCES, day, listed, sentence, the

_NOTES = 60
_ASSUMPTIONS = 40


@dataclass(frozen=True)
class StatedFact:
    """A statement that filled blank cells."""

    id: str
    shown: str
    stated_by: str
    stated_on: str
    document: str
    filled: int


@dataclass(frozen=True)
class ConfidenceLine:
    """How much rests on sources of one confidence."""

    words: str
    meaning: str
    requirements: int
    findings: int


@dataclass(frozen=True)
class Assumption:
    """Something a requirement takes for granted."""

    text: str
    basis: str
    requirements: tuple[str, ...]


@dataclass(frozen=True)
class LimitationsView:
    """What the chapter prints."""

    notes: tuple[str, ...]
    more_notes: int
    statements: tuple[StatedFact, ...]
    confidences: tuple[ConfidenceLine, ...]
    assumptions: tuple[Assumption, ...]
    more_assumptions: int
    uncovered: str
    uncovered_count: int
    packs: tuple[tuple[str, str], ...]
    """What packs that concern the project say of themselves: (titles, notice), equal notices once."""
    silent_packs: int
    """Packs that concern nothing of the project, whose words stand in the packs alone."""


def prepare(index: Index) -> LimitationsView:
    """Prepare limitations, statements, confidence and assumptions."""
    assessment = index.assessment
    assumptions = _assumptions(index)
    uncovered = [row for row in assessment.territory_decisions if not row.covered]
    return LimitationsView(
        notes=tuple(sentence(note) for note in assessment.notes[:_NOTES]),
        more_notes=max(len(assessment.notes) - _NOTES, 0),
        statements=tuple(
            StatedFact(
                s.id,
                f"{index.field_title(s.path)}: {s.shown}",
                s.stated_by,
                day(s.stated_on, "no date"),
                s.document or "none",
                s.filled,
            )
            for s in assessment.statements
        ),
        confidences=_confidences(assessment),
        assumptions=assumptions[:_ASSUMPTIONS],
        more_assumptions=max(len(assumptions) - _ASSUMPTIONS, 0),
        packs=_notices(index),
        silent_packs=sum(pack.id in index.packs_in_brief for pack in assessment.library.packs if pack.notice),
        uncovered=listed(the(row.name or row.territory) for row in uncovered),
        uncovered_count=len(uncovered),
    )


def _confidences(assessment: Assessment) -> tuple[ConfidenceLine, ...]:
    applied = [row.requirement for row in assessment.applicability if row.applies in APPLIED]
    return tuple(
        ConfidenceLine(
            *CONFIDENCES[confidence],
            requirements=sum(requirement.provenance.confidence is confidence for requirement in applied),
            findings=sum(finding.confidence is confidence for finding in assessment.findings),
        )
        for confidence in Confidence
    )


def _notices(index: Index) -> tuple[tuple[str, str], ...]:
    """What packs that concern the project say of themselves, those that say the same together, the most first."""
    saying: dict[str, list[str]] = {}
    for pack in index.assessment.library.packs:
        if pack.notice and pack.id not in index.packs_in_brief:
            saying.setdefault(" ".join(pack.notice.split()), []).append(pack.title)
    ordered = sorted(saying.items(), key=lambda said: -len(said[1]))
    return tuple(("; ".join(titles), notice) for notice, titles in ordered)


def _assumptions(index: Index) -> tuple[Assumption, ...]:
    """Assumptions behind findings, those of several requirements once."""
    shared: dict[tuple[str, str], list[str]] = {}
    for requirement in {finding.requirement.id: finding.requirement for finding in index.assessment.findings}.values():
        for assumption in requirement.assumptions:
            told = (assumption.get("text", ""), assumption.get("basis", ""))
            shared.setdefault(told, []).append(requirement.id)
    return tuple(Assumption(sentence(text), basis, tuple(ids)) for (text, basis), ids in shared.items())


CHAPTER = Chapter("limitations", "Limitations and assumptions", prepare, runs_on=True)

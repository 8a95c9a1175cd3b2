"""Criteria: the statement of applicability. Every requirement of every pack stands here, with its reason."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from compliance.assessment.model import Applicability, Outcome
from compliance.report.chapters.chapter import Chapter
from compliance.report.index import APPLIED, Index, Ref
from compliance.report.words import (
    CONFIDENCES,
    FORCES,
    OUTCOMES_IN_WORDS,
    count,
    force_words,
    listed,
    plain,
    sentence,
    standing_words,
)


@dataclass(frozen=True)
class Criterion:
    """A requirement that applies, or may."""

    id: str
    title: str
    authority: Ref | None
    at: str
    status: str
    span: str
    force: str
    confidence: str
    applies: str
    why: str
    counts: str


@dataclass(frozen=True)
class NotApplied:
    """Requirements of one instrument that do not apply, for one reason."""

    authority: Ref | None
    status: str
    why: str
    requirements: tuple[tuple[str, str, str], ...]
    """(id, title, in force from and to)."""


@dataclass(frozen=True)
class PlaceCriteria:
    """The criteria of one place."""

    name: str
    code: str
    applied: tuple[Criterion, ...]
    not_applied: tuple[NotApplied, ...]


@dataclass(frozen=True)
class Unreached:
    """A requirement that concerns nothing of the project."""

    id: str
    title: str
    place: str
    authority: Ref | None
    status: str
    why: str


@dataclass(frozen=True)
class CriteriaView:
    """What the chapter prints."""

    numbers: str
    places: tuple[PlaceCriteria, ...]
    unreached: tuple[Unreached, ...]
    """Requirements that concern nothing of the project, a line each."""


def prepare(index: Index) -> CriteriaView | None:
    """Prepare the statement of applicability, place by place."""
    rows = sorted(index.assessment.applicability, key=lambda row: _place_order(index, row))
    if not rows:
        return None
    places = tuple(
        _place(index, code, list(group))
        for code, group in groupby(
            (row for row in rows if row.requirement.id not in index.in_brief),
            key=lambda row: row.requirement.jurisdiction,
        )
    )
    unreached = tuple(_unreached(index, row) for row in rows if row.requirement.id in index.in_brief)
    kinds = {kind: sum(row.applies == kind for row in rows) for kind in dict.fromkeys(row.applies for row in rows)}
    numbers = [f"{number:,} {_applies_words(kind)}" for kind, number in sorted(kinds.items(), key=lambda kind: kind[0])]
    return CriteriaView(f"{count(len(rows), 'requirement')} were considered: {listed(numbers)}.", places, unreached)


def _place(index: Index, code: str, rows: list[Applicability]) -> PlaceCriteria:
    applied = [row for row in rows if row.applies in APPLIED]
    others = [row for row in rows if row.applies not in APPLIED]
    grouped = groupby(sorted(others, key=_reason_order), key=_reason_order)
    return PlaceCriteria(
        name=index.law_of(code),
        code=code,
        applied=tuple(_criterion(index, row) for row in applied),
        not_applied=tuple(_not_applied(index, list(group)) for _, group in grouped),
    )


def _criterion(index: Index, row: Applicability) -> Criterion:
    requirement = row.requirement
    return Criterion(
        id=requirement.id,
        title=requirement.title,
        authority=_authority(index, row),
        at="; ".join(cite.at for cite in requirement.cites if cite.role == "basis" and cite.at),
        status=standing_words(row),
        span=force_words(row),
        force=FORCES[requirement.force][0],
        confidence=CONFIDENCES[requirement.provenance.confidence][0],
        applies=plain(row.applies),
        why=sentence(row.why),
        counts="; ".join(_count_words(row)),
    )


def _count_words(row: Applicability) -> Iterable[str]:
    shown = (
        Outcome.FAIL,
        Outcome.ERROR,
        Outcome.UNDETERMINED,
        Outcome.PASS,
        Outcome.EXEMPT,
        Outcome.UPCOMING,
        Outcome.SUSPENDED,
    )
    return (f"{row.counts[o]:,} {OUTCOMES_IN_WORDS[o][0].lower()}" for o in shown if row.counts.get(o))


def _not_applied(index: Index, rows: list[Applicability]) -> NotApplied:
    first = rows[0]
    return NotApplied(
        authority=_authority(index, first),
        status=standing_words(first),
        why=sentence(first.why or plain(first.applies)),
        requirements=tuple((row.requirement.id, row.requirement.title, force_words(row)) for row in rows),
    )


def _unreached(index: Index, row: Applicability) -> Unreached:
    requirement = row.requirement
    return Unreached(
        id=requirement.id,
        title=requirement.title,
        place=index.law_of(requirement.jurisdiction),
        authority=_authority(index, row),
        status=f"{standing_words(row)}, {force_words(row)}",
        why=sentence(row.why or plain(row.applies)),
    )


def _authority(index: Index, row: Applicability) -> Ref | None:
    instrument = row.requirement.instrument
    code = index.authorities.get(instrument)
    return Ref(code, code) if code else None


def _place_order(index: Index, row: Applicability) -> tuple[str, str, str]:
    requirement = row.requirement
    return index.law_of(requirement.jurisdiction), requirement.jurisdiction, requirement.id


def _reason_order(row: Applicability) -> tuple[str, str, str]:
    return row.requirement.instrument, standing_words(row), row.why


def _applies_words(kind: str) -> str:
    return {"applies": "apply", "not reached": "do not reach the project", "undecided": "are undecided"}.get(
        kind, f"are {kind}"
    )


CHAPTER = Chapter(
    "criteria",
    "Criteria",
    prepare,
    wide=True,
    runs_on=True,
    if_empty="Criteria: no requirement was loaded, so nothing was examined.",
)

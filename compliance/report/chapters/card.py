"""A finding told at length: condition, criteria, cause, effect, recommendation, and what could still change it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from compliance.assessment.model import FactUsed, Finding
from compliance.errors import Place
from compliance.policy.model import LegalException
from compliance.report.chapters.register import mark_of_finding
from compliance.report.chapters.summary import places_words
from compliance.report.index import Index, Ref, Refs, entity_words
from compliance.report.words import (
    CONFIDENCES,
    FORCES,
    GRADES,
    Grade,
    Mark,
    count,
    force_words,
    plain,
    sentence,
    standing_words,
)

_FACTS = 8
_SUBJECTS = 12
_WAIVERS = 4


@dataclass(frozen=True)
class FactLine:
    """A recorded value and where it stands."""

    subject: str
    title: str
    shown: str
    where: str


@dataclass(frozen=True)
class ExceptionLine:
    """An exception that was considered."""

    plain: str
    effect: str
    relied_on: bool
    needs_document: bool
    cites: Refs


@dataclass(frozen=True)
class EvidenceLine:
    """What would show the facts."""

    ref: Ref
    what: str


@dataclass(frozen=True)
class Card:
    """One finding."""

    id: str
    title: str
    mark: Mark
    grade: Grade
    force: str
    theme: str
    places: str
    subject_count: str
    condition: str
    facts: tuple[FactLine, ...]
    more_facts: int
    paraphrase: str
    cites: Refs
    validity: str
    confidence: str
    causes: tuple[str, ...]
    decided_by: str
    missing: Refs
    effect: str
    sanction_cites: Refs
    recommendation: str
    steps: tuple[str, ...]
    label_cures: bool
    evidence: tuple[EvidenceLine, ...]
    exceptions: tuple[ExceptionLine, ...]
    subjects: tuple[str, ...]
    more_subjects: int
    waivers: tuple[str, ...]
    requirement: str


def card(index: Index, finding: Finding) -> Card:
    """Return a finding as its card tells it."""
    requirement = finding.requirement
    row = index.applicability.get(requirement.id)
    return Card(
        id=finding.id,
        title=requirement.title,
        mark=mark_of_finding(finding),
        grade=GRADES[finding.severity],
        force=FORCES[requirement.force][0],
        theme=plain(requirement.theme),
        places=places_words(index, finding.territories, cap=8),
        subject_count=_subject_count(finding),
        condition=sentence(finding.condition),
        facts=tuple(_facts(index, finding.facts[:_FACTS])),
        more_facts=max(len(finding.facts) - _FACTS, 0),
        paraphrase=sentence(requirement.plain),
        cites=index.citation_refs(requirement, ["basis", "manner", "definition", "reading"]),
        validity=f"{standing_words(row)}, {force_words(row)}" if row else "",
        confidence=CONFIDENCES[finding.confidence][0],
        causes=tuple(_causes(finding)),
        decided_by=", ".join(_deciding(index, finding)),
        missing=index.question_refs(finding.missing),
        effect=sentence(finding.effect),
        sanction_cites=index.refs_of((cite for s in requirement.sanctions for cite in s.cites), requirement, cap=4),
        recommendation=sentence(finding.recommendation),
        steps=tuple(sentence(step) for step in finding.steps),
        label_cures=requirement.label_cures or "label does not cure" in finding.recommendation,
        evidence=tuple(
            EvidenceLine(Ref(index.evidence[e.what], index.evidence[e.what]), sentence(e.what))
            for e in requirement.evidence
            if not e.only_for or e.only_for == finding.through
        ),
        exceptions=tuple(_exception(index, finding, exception) for exception in requirement.exceptions),
        subjects=tuple(index.subject_words(subject) for subject in finding.subjects[:_SUBJECTS]),
        more_subjects=max(len(finding.subjects) - _SUBJECTS, 0),
        waivers=tuple(_waivers(finding)),
        requirement=requirement.id,
    )


def where(place: Place | None, origin: str) -> str:
    """Return where a value stands, as somebody looks it up.

    >>> where(Place("film.xlsx", sheet="labels", row=7, column="Seconds"), "recorded")
    'labels, row 7, Seconds'
    """
    if place is None:
        return "" if origin == "recorded" else plain(origin)
    parts = [place.sheet, f"row {place.row}" if place.row is not None else "", place.column]
    told = ", ".join(part for part in parts if part) or str(place)
    return told if origin == "recorded" else f"{told} ({origin})"


def _facts(index: Index, facts: Iterable[FactUsed]) -> Iterable[FactLine]:
    for fact in facts:
        entity = fact.path.partition(".")[0]
        title = index.subject_title(entity, fact.subject)
        subject = fact.subject if title == fact.subject else f"{fact.subject}, {title}"
        yield FactLine(subject, fact.title, fact.shown, where(fact.place, fact.origin))


def _subject_count(finding: Finding) -> str:
    by_entity: dict[str, int] = {}
    for subject in finding.subjects:
        by_entity[subject.entity] = by_entity.get(subject.entity, 0) + 1
    return ", ".join(
        count(number, entity_words(entity, 1), entity_words(entity, 2)) for entity, number in by_entity.items()
    )


def _causes(finding: Finding) -> Iterable[str]:
    """The clauses that decided, as far as the condition has not told them."""
    told = finding.condition.casefold()
    clauses = dict.fromkeys(clause.text for clause in finding.clauses)
    return (sentence(text) for text in clauses if text.casefold() not in told)


def _deciding(index: Index, finding: Finding) -> Iterable[str]:
    """The facts that the deciding clauses read, by the names people know them by."""
    paths = dict.fromkeys(path for clause in finding.clauses for path in clause.paths)
    return dict.fromkeys(index.field_title(path) for path in paths)


def _exception(index: Index, finding: Finding, exception: LegalException) -> ExceptionLine:
    return ExceptionLine(
        plain=sentence(exception.plain),
        effect="lifts the duty" if exception.effect == "lifts" else "replaces the duty by a lighter one",
        relied_on=exception.id == finding.through,
        needs_document=exception.must_be_documented,
        cites=index.refs_of(exception.cites, finding.requirement, cap=2),
    )


def _waivers(finding: Finding) -> Iterable[str]:
    by_waiver: dict[str, int] = {}
    for _, waiver in finding.waived:
        by_waiver[waiver] = by_waiver.get(waiver, 0) + 1
    told = [f"Waiver {id_} covers {number} of {len(finding.subjects)}." for id_, number in sorted(by_waiver.items())]
    yield from told[:_WAIVERS]
    if len(told) > _WAIVERS:
        more = len(told) - _WAIVERS
        yield f"{count(more, 'more waiver')} {'stands' if more == 1 else 'stand'} in the chapter on waivers."

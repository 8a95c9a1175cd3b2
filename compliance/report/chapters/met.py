"""Met duties: what conforms and why, so that whoever signs a "clear" can see what carries it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from compliance.assessment.model import Outcome, Subject
from compliance.jurisdictions import WORLD
from compliance.policy.model import Requirement
from compliance.report.chapters.chapter import Chapter
from compliance.report.index import Index, Refs
from compliance.report.words import CONFIDENCES, OUTCOMES_IN_WORDS, force_words, sentence, the

_SHOWN = (Outcome.PASS, Outcome.EXEMPT, Outcome.UPCOMING, Outcome.SUSPENDED)
_LINES = 400
_SUBJECTS = 3

_Kind = tuple[Outcome, Outcome | None]
"""An outcome, and what it would be if the duty were in force."""


@dataclass(frozen=True)
class Result:
    """Subjects of one requirement in one place that came out the same."""

    number: int
    words: str
    subjects: str
    exceptions: tuple[str, ...]
    """Exceptions that the first subjects rely on, in words."""


@dataclass(frozen=True)
class MetLine:
    """One requirement in one place."""

    title: str
    id: str
    cites: Refs
    span: str
    confidence: str
    results: tuple[Result, ...]


@dataclass(frozen=True)
class MetPlace:
    """What is met in one territory, or by the project as a whole under one law."""

    name: str
    code: str
    lines: tuple[MetLine, ...]


@dataclass(frozen=True)
class MetView:
    """What the chapter prints."""

    places: tuple[MetPlace, ...]
    more: int


class _Group:
    """The subjects of one outcome: how many, and the first of them."""

    def __init__(self) -> None:
        self.number = 0
        self.first: list[Subject] = []

    def add(self, subject: Subject) -> None:
        self.number += 1
        if len(self.first) < _SUBJECTS:
            self.first.append(subject)


def prepare(index: Index) -> MetView | None:
    """Prepare the met duties, territory by territory, then those of the project as a whole."""
    found = _found(index)
    if not found:
        return None
    order = {row.territory: at for at, row in enumerate(index.assessment.territory_decisions)}
    keys = sorted(
        found, key=lambda key: (not key[0], order.get(key[0], len(order)), key[0], index.place(key[1]), key[2])
    )
    by_place: dict[tuple[str, str], list[MetLine]] = {}
    for key in keys[:_LINES]:
        territory, law, requirement = key
        line = _line(index, index.applicability[requirement].requirement, found[key])
        by_place.setdefault((territory, "" if territory else law), []).append(line)
    places = tuple(
        MetPlace(
            index.place(territory) if territory else _project(index, law),
            territory or law,
            tuple(lines),
        )
        for (territory, law), lines in by_place.items()
    )
    return MetView(places, max(len(keys) - _LINES, 0))


def _project(index: Index, law: str) -> str:
    everywhere = law == WORLD
    return f"The project as a whole, {'by agreement' if everywhere else f'law of {the(index.place(law))}'}"


def _found(index: Index) -> Mapping[tuple[str, str, str], Mapping[_Kind, _Group]]:
    """Conforming subjects by territory, jurisdiction and requirement, in one pass over the outcomes."""
    found: dict[tuple[str, str, str], dict[_Kind, _Group]] = {}
    for id_, subject, outcome, would_be, *_ in index.assessment.outcomes.rows(only=_SHOWN):
        if id_ in index.applicability:
            jurisdiction = index.applicability[id_].requirement.jurisdiction
            kinds = found.setdefault((subject.territory, jurisdiction, id_), {})
            kinds.setdefault((outcome, would_be), _Group()).add(subject)
    return found


def _line(index: Index, requirement: Requirement, kinds: Mapping[_Kind, _Group]) -> MetLine:
    row = index.applicability[requirement.id]
    ordered = sorted(kinds.items(), key=lambda kind: (_SHOWN.index(kind[0][0]), kind[0][1] or ""))
    return MetLine(
        title=requirement.title,
        id=requirement.id,
        cites=index.citation_refs(requirement, ["basis"], cap=2),
        span=force_words(row),
        confidence=CONFIDENCES[requirement.provenance.confidence][0],
        results=tuple(_result(index, requirement, kind, group) for kind, group in ordered),
    )


def _result(index: Index, requirement: Requirement, kind: _Kind, group: _Group) -> Result:
    outcome, would_be = kind
    words = OUTCOMES_IN_WORDS[outcome][0].lower()
    if would_be is not None:
        words += f", otherwise {OUTCOMES_IN_WORDS[would_be][0].lower()}"
    keys = ", ".join(f"{subject.key} ({subject.asset})" if subject.asset else subject.key for subject in group.first)
    more = group.number - len(group.first)
    return Result(
        number=group.number,
        words=words,
        subjects=f"{keys} and {more} more" if more else keys,
        exceptions=tuple(_exceptions(index, requirement, group.first)) if requirement.exceptions else (),
    )


def _exceptions(index: Index, requirement: Requirement, subjects: Iterable[Subject]) -> Iterable[str]:
    """The exceptions that these subjects rely on, each once."""
    relied_on = {index.assessment.outcomes.verdict(requirement.id, subject.key).through for subject in subjects}
    return (sentence(exception.plain) for exception in requirement.exceptions if exception.id in relied_on)


CHAPTER = Chapter(
    "met",
    "Met duties",
    prepare,
    wide=True,
    runs_on=True,
    if_empty="Met duties: no requirement that reaches the project is met.",
)

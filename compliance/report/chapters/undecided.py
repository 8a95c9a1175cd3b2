"""What cannot be decided: by missing fact, with the person who can answer and what hangs on the answer."""

from __future__ import annotations

from dataclasses import dataclass

from compliance.assessment.model import Outcome, Question
from compliance.report.chapters.chapter import Chapter
from compliance.report.chapters.summary import places_words
from compliance.report.index import QUESTIONS, WAITING, Index, Refs
from compliance.report.text import shorten
from compliance.report.words import GRADES, Grade, count, plain, sentence

_CELLS = 12


@dataclass(frozen=True)
class OpenQuestion:
    """A missing fact, as asked."""

    code: str
    title: str
    text: str
    who: str
    screening: bool
    hangs: str
    findings: Refs
    cells: tuple[str, ...]
    more_cells: int
    path: str


@dataclass(frozen=True)
class OpenLine:
    """A requirement that cannot be decided."""

    id: str
    title: str
    grade: Grade
    places: str
    subjects: int
    cites: Refs
    questions: Refs
    error: bool
    why: str


@dataclass(frozen=True)
class UndecidedView:
    """What the chapter prints."""

    questions: tuple[OpenQuestion, ...]
    more_questions: int
    lines: tuple[OpenLine, ...]
    more_lines: int
    errors: int


def prepare(index: Index) -> UndecidedView | None:
    """Prepare the questions and the requirements that wait for them."""
    assessment = index.assessment
    if not assessment.questions and not assessment.undetermined:
        return None
    undetermined = assessment.undetermined
    return UndecidedView(
        questions=tuple(_question(index, question) for question in assessment.questions[:QUESTIONS]),
        more_questions=max(len(assessment.questions) - QUESTIONS, 0),
        lines=tuple(
            OpenLine(
                id=finding.id,
                title=shorten(finding.requirement.title, 160),
                grade=GRADES[finding.severity],
                places=places_words(index, finding.territories, cap=4),
                subjects=len(finding.subjects),
                cites=index.citation_refs(finding.requirement, ["basis"], cap=2),
                questions=index.question_refs(finding.missing, cap=4),
                error=finding.kind is Outcome.ERROR,
                why="" if index.question_refs(finding.missing).shown else sentence(finding.condition),
            )
            for finding in undetermined[:WAITING]
        ),
        more_lines=max(len(undetermined) - WAITING, 0),
        errors=sum(finding.kind is Outcome.ERROR for finding in undetermined),
    )


def _question(index: Index, question: Question) -> OpenQuestion:
    entity = question.path.partition(".")[0]
    cells = [_cell(index, entity, key) for key in question.rows[:_CELLS]]
    return OpenQuestion(
        code=index.question_codes[question.path],
        title=question.title,
        text=question.text,
        who=plain(question.who),
        screening=question.screening,
        hangs=f"{count(question.outcomes, 'outcome')}, {count(question.decisions, 'decision')}",
        findings=index.finding_refs(question.findings),
        cells=tuple(cells),
        more_cells=max(len(question.rows) - _CELLS, 0),
        path=question.path,
    )


def _cell(index: Index, entity: str, key: str) -> str:
    title = index.subject_title(entity, key)
    return key if title == key else f"{key}, {title}"


CHAPTER = Chapter("undecided", "Undecided items", prepare, runs_on=True, if_empty="Undecided items: none.")

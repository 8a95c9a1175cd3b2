"""The executive summary: what is most serious, what is open, what comes next."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from markupsafe import Markup

from compliance.assessment.model import Assessment, Finding, Outcome
from compliance.policy.model import THEMES, Severity
from compliance.report import charts
from compliance.report.chapters.chapter import Chapter
from compliance.report.chapters.cover import answer, counted
from compliance.report.index import APPLIED, Index, Ref
from compliance.report.text import gist, shorten
from compliance.report.words import GRADES, Grade, Mark, count, day, mark_of, plain

_SERIOUS = 5
_QUESTIONS = 5
_DATES = 6
_HORIZON = timedelta(days=180)


@dataclass(frozen=True)
class SeriousLine:
    """One of the most serious findings, with its fix."""

    ref: Ref
    title: str
    grade: Grade
    places: str
    fix: str


@dataclass(frozen=True)
class QuestionLine:
    """An open question and what hangs on it."""

    ref: Ref
    text: str
    who: str
    outcomes: int


@dataclass(frozen=True)
class ThemeLine:
    """Findings of one theme."""

    title: str
    fails: int
    undecided: int
    advisory: int


@dataclass(frozen=True)
class SummaryView:
    """What the chapter prints."""

    overall: Mark
    answer: str
    counted: str
    figures: tuple[tuple[str, str], ...]
    chart: Markup
    serious: tuple[SeriousLine, ...]
    themes: tuple[ThemeLine, ...]
    questions: tuple[QuestionLine, ...]
    more_questions: int
    dates: tuple[tuple[str, str], ...]
    more_dates: int


def prepare(index: Index) -> SummaryView:
    """Prepare the summary."""
    assessment = index.assessment
    serious = sorted(assessment.fails, key=lambda f: (not f.blocks, f.severity.rank, -len(f.subjects), f.id))
    questions = assessment.questions
    soon = [
        entry
        for entry in sorted(assessment.calendar, key=lambda entry: (entry.on, entry.kind, entry.text))
        if assessment.as_of <= entry.on <= assessment.as_of + _HORIZON
    ]
    by_severity = {severity: sum(f.severity is severity for f in assessment.fails) for severity in Severity}
    return SummaryView(
        overall=mark_of(assessment.decision),
        answer=answer(assessment),
        counted=counted(assessment),
        figures=_figures(index),
        chart=charts.severity_bar(by_severity),
        serious=tuple(_serious(index, finding) for finding in serious[:_SERIOUS]),
        themes=tuple(_themes(assessment)),
        questions=tuple(
            QuestionLine(
                Ref(index.question_codes[q.path], index.question_codes[q.path]), q.text, plain(q.who), q.outcomes
            )
            for q in questions[:_QUESTIONS]
        ),
        more_questions=max(len(questions) - _QUESTIONS, 0),
        dates=tuple((day(entry.on), entry.text) for entry in soon[:_DATES]),
        more_dates=max(len(soon) - _DATES, 0),
    )


def _figures(index: Index) -> tuple[tuple[str, str], ...]:
    """Counts with their words; never a score."""
    assessment = index.assessment
    assets = len(index.asset_ranks)
    applied = sum(row.applies in APPLIED for row in assessment.applicability)
    fails, undecided = len(assessment.fails), len(assessment.undetermined)
    return (
        (f"{assets:,}", "asset released" if assets == 1 else "assets released"),
        (f"{applied:,}", f"of {count(len(assessment.applicability), 'requirement')} reach them"),
        (f"{fails:,}", "finding not met" if fails == 1 else "findings not met"),
        (f"{undecided:,}", "not decided for want of a fact"),
    )


def _serious(index: Index, finding: Finding) -> SeriousLine:
    return SeriousLine(
        ref=Ref(finding.id, finding.id),
        title=shorten(finding.requirement.title, 100),
        grade=GRADES[finding.severity],
        places=places_words(index, finding.territories, cap=3),
        fix=gist(finding.recommendation or finding.requirement.remedy, 130),
    )


def places_words(index: Index, codes: Iterable[str], cap: int = 12) -> str:
    """Return the names of places, the first `cap` of them."""
    names = [index.place(code) for code in codes]
    if len(names) > cap:
        return f"{', '.join(names[:cap])} and {len(names) - cap} more"
    return ", ".join(names)


def _themes(assessment: Assessment) -> Iterable[ThemeLine]:
    for theme in THEMES:
        found = [finding for finding in assessment.findings if finding.requirement.theme == theme]
        if found:
            yield ThemeLine(
                title=plain(theme),
                fails=sum(f.kind is Outcome.FAIL and not f.advisory for f in found),
                undecided=sum(f.kind is not Outcome.FAIL and not f.advisory for f in found),
                advisory=sum(f.advisory for f in found),
            )


CHAPTER = Chapter("summary", "Executive summary", prepare)

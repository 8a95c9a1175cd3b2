"""The cover: the answer first, and what names this report."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from compliance.assessment.model import Assessment, Decision
from compliance.report import charts
from compliance.report.chapters.chapter import Chapter
from compliance.report.index import Index
from compliance.report.text import shorten
from compliance.report.words import Mark, count, day, listed, mark_of


@dataclass(frozen=True)
class CoverView:
    """What the cover prints."""

    project: str
    size: str
    """Class of the type size: a long name is set smaller."""
    client: str
    prepared_by: str
    mark: Mark
    answer: str
    counted: str
    rows: tuple[tuple[str, str], ...]
    legend: str
    past: str
    seal: Markup


def answer(assessment: Assessment) -> str:
    """Return the answer in one sentence: how many territories have which decision."""
    territories = assessment.territory_decisions
    if not territories:
        return "No release territory was decided."
    numbers = {decision: sum(row.decision is decision for row in territories) for decision in Decision}
    if len(territories) == 1:
        return f"The one territory is {territories[0].decision.words.lower()}."
    parts = [_clause(numbers[decision], decision) for decision in Decision if numbers[decision]]
    return f"Of {count(len(territories), 'territory', 'territories')}, {listed(parts)}."


def counted(assessment: Assessment) -> str:
    """Return what the answer leaves to the decisions on the project as a whole, if there are any."""
    rows = assessment.project_rows
    if not rows:
        return ""
    numbers = {decision: sum(row.decision is decision for row in rows) for decision in Decision}
    parts = [_clause(numbers[decision], decision) for decision in Decision if numbers[decision]]
    places = count(len(rows), "jurisdiction")
    return f"Territories alone are counted. Of the project as a whole, in {places}, {listed(parts)}."


def prepare(index: Index) -> CoverView:
    """Prepare the cover."""
    assessment = index.assessment
    project = assessment.project
    rows = (
        ("Report", project.report_number or "not numbered"),
        ("Evaluated as at", f"{day(assessment.as_of)} ({project.timezone})"),
        ("Law stated as at", day(assessment.library.law_as_at)),
        ("Assessment digest", assessment.digest),
    )
    return CoverView(
        project=shorten(project.name, 160) or "Untitled project",
        size=_size(project.name),
        client=shorten(project.client, 120),
        prepared_by=shorten(project.prepared_by, 120),
        mark=mark_of(assessment.decision),
        answer=answer(assessment),
        counted=counted(assessment),
        rows=rows,
        legend=shorten(project.legend, 220),
        past=past_words(assessment),
        seal=charts.seal(assessment.digest),
    )


def past_words(assessment: Assessment) -> str:
    """Return what every page says where the evaluation date is past, else nothing."""
    return f"Evaluated as at {day(assessment.as_of)}, a past date" if assessment.as_of_is_past else ""


def _clause(number: int, decision: Decision) -> str:
    return f"{number} {'is' if number == 1 else 'are'} {decision.words.lower()}"


def _size(name: str) -> str:
    return next((size for limit, size in ((24, "large"), (60, "medium")) if len(name) <= limit), "small")


CHAPTER = Chapter("cover", "Cover", prepare, listed=False)

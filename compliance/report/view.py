"""What the templates may see: plain frozen values prepared from one assessment.

Templates never meet the model: everything they print was named, counted, ordered and capped here and in `chapters`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from compliance.assessment.model import Assessment
from compliance.report.chapters import CHAPTERS, Chapter
from compliance.report.chapters.cover import past_words
from compliance.report.index import Index, Ref
from compliance.report.text import shorten


@dataclass(frozen=True)
class ChapterView:
    """A chapter with its content."""

    name: str
    title: str
    template: str
    wide: bool
    runs_on: bool
    content: object


@dataclass(frozen=True)
class ReportView:
    """The whole report."""

    title: str
    author: str
    description: str
    created: str
    """As W3C date and time: the file says the same on every run."""
    head: str
    """Running head: the report's number."""
    foot: str
    """Running foot: state and past date."""
    legend: str
    """Second line of the running foot, chosen by counsel."""
    chapters: tuple[ChapterView, ...]
    contents: tuple[Ref, ...]
    left_out: tuple[str, ...]
    """Chapters without content, a sentence each."""
    undrawable: tuple[tuple[str, str], ...] = ()
    """Characters that no installed font can draw: how each is shown, and its name."""


def view_of(
    assessment: Assessment,
    *,
    created: str,
    chapters: Sequence[Chapter] = CHAPTERS,
    undrawable: tuple[tuple[str, str], ...] = (),
) -> ReportView:
    """Prepare everything the templates print."""
    index = Index(assessment)
    prepared = [(chapter, chapter.prepare(index)) for chapter in chapters]
    told = [
        ChapterView(chapter.name, chapter.title, chapter.template, chapter.wide, chapter.runs_on, content)
        for chapter, content in prepared
        if content is not None
    ]
    listed = {chapter.name for chapter in chapters if chapter.listed}
    project = assessment.project
    number = shorten(project.report_number, 40)
    name = shorten(project.name, 160) or "Untitled project"
    foot = [words for words in ("Draft, not signed", past_words(assessment)) if words]
    return ReportView(
        title=f"Synthetic media clearance report: {name}{f' ({number})' if number else ''}",
        author=shorten(project.prepared_by, 120) or "Clearance",
        description=f"Screening of synthetic media in {name} for supervised legal review",
        created=created,
        head=number or name[:60],
        foot=" · ".join(foot),
        legend=shorten(project.legend, 90),
        chapters=tuple(told),
        contents=tuple(Ref(chapter.name, chapter.title) for chapter in told if chapter.name in listed),
        left_out=tuple(chapter.if_empty for chapter, content in prepared if content is None and chapter.if_empty),
        undrawable=undrawable,
    )

"""The calendar: days on which something changes a decision, or may."""

from __future__ import annotations

from dataclasses import dataclass

from compliance.report.chapters.chapter import Chapter
from compliance.report.index import Index, Refs
from compliance.report.words import day, plain

_ENTRIES = 200


@dataclass(frozen=True)
class CalendarLine:
    """One day."""

    on: str
    kind: str
    text: str
    concerns: str
    findings: Refs
    past: bool


@dataclass(frozen=True)
class CalendarView:
    """What the chapter prints."""

    as_of: str
    lines: tuple[CalendarLine, ...]
    more: int


def prepare(index: Index) -> CalendarView | None:
    """Prepare the calendar in the order of days."""
    assessment = index.assessment
    entries = sorted(assessment.calendar, key=lambda entry: (entry.on, entry.kind, entry.text))
    if not entries:
        return None
    lines = []
    for entry in entries[:_ENTRIES]:
        others = [concerned for concerned in entry.concerns if concerned not in index.findings]
        shown = ", ".join(others[:6]) + (f" and {len(others) - 6} more" if len(others) > 6 else "")
        lines.append(
            CalendarLine(
                on=day(entry.on),
                kind=plain(entry.kind),
                text=entry.text,
                concerns=shown,
                findings=index.finding_refs(entry.concerns, cap=4),
                past=entry.on < assessment.as_of,
            )
        )
    return CalendarView(day(assessment.as_of), tuple(lines), max(len(entries) - _ENTRIES, 0))


CHAPTER = Chapter("calendar", "Calendar", prepare, runs_on=True, if_empty="Calendar: no date ahead changes a decision.")

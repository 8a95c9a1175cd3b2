"""The assessment as tables, the same columns for CSV and for the workbook.

A table says for each column how it is called, and how its cell is made from a row; `csv` and `xlsx` only write.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, TypeVar

from compliance.assessment.model import (
    Applicability,
    CalendarEntry,
    InputFile,
    Outcome,
    Question,
    SheetCount,
    Statement,
    Subject,
    WaiverUse,
)
from compliance.exports.cells import Cell
from compliance.exports.columns import Column, Table, listed, words
from compliance.exports.decision_tables import DECISIONS
from compliance.exports.finding_tables import FINDINGS
from compliance.policy.model import Pack

_Row = TypeVar("_Row")
OutcomeRow = tuple[str, Subject, Outcome, Outcome | None, str, date | None, str]


def _counts(of: Callable[[_Row], Mapping[Outcome, int]]) -> tuple[Column[_Row], ...]:
    def count(outcome: Outcome) -> Callable[[_Row], Cell]:
        return lambda row: of(row).get(outcome, 0)

    return tuple(Column(outcome.value, words(outcome).capitalize(), count(outcome), 10) for outcome in Outcome)


def _as_written(day: date | None, written: str) -> Cell:
    """Return a day of the law: as a day where it is known to the day, else as the source says it."""
    return day if day is None or written in {"", day.isoformat()} else written


OUTCOMES: Table[OutcomeRow] = Table(
    "outcomes",
    "Outcomes",
    (
        Column("requirement", "Requirement", lambda row: row[0], 30),
        Column("entity", "About", lambda row: row[1].entity, 12),
        Column("subject", "Row", lambda row: row[1].key),
        Column("subject_title", "Title", lambda row: row[1].title, 28),
        Column("asset", "Asset", lambda row: row[1].asset),
        Column("territory", "Territory", lambda row: row[1].territory, 10),
        Column("outcome", "Outcome", lambda row: row[2].value),
        Column("would_be", "Would be", lambda row: row[3].value if row[3] else ""),
        Column("status", "Status of the law", lambda row: words(row[4]), 16),
        Column("key_date", "Key date", lambda row: row[5], 12),
        Column("finding", "Finding", lambda row: row[6], 12),
    ),
    lambda assessment: assessment.outcomes.rows(),
)


QUESTIONS: Table[Question] = Table(
    "questions",
    "Questions",
    (
        Column("path", "Fact", lambda q: q.path, 28),
        Column("title", "Title", lambda q: q.title, 28),
        Column("text", "Question", lambda q: q.text, 60),
        Column("who", "Who can answer", lambda q: q.who, 16),
        Column("screening", "Ask first", lambda q: q.screening, 10),
        Column("outcomes", "Outcomes held open", lambda q: q.outcomes, 12),
        Column("decisions", "Decisions held open", lambda q: q.decisions, 12),
        Column("count", "Blank cells", lambda q: len(q.rows), 10),
        Column("rows", "In rows", lambda q: listed(q.rows), 36),
        Column("findings", "Findings", lambda q: listed(q.findings), 28),
    ),
    lambda assessment: assessment.questions,
)


WAIVERS: Table[WaiverUse] = Table(
    "waivers",
    "Waivers",
    (
        Column("id", "Waiver", lambda u: u.waiver.id),
        Column("state", "State", lambda u: u.state, 12),
        Column("begins", "From", lambda u: u.waiver.begins, 12),
        Column("ends", "Until (included)", lambda u: u.waiver.ends, 12),
        Column("timezone", "Time zone", lambda u: u.waiver.timezone),
        Column("days_left", "Days left", lambda u: u.days_left, 10),
        Column("requirement", "Requirement", lambda u: u.waiver.requirement, 30),
        Column("subjects", "Rows named", lambda u: listed(u.waiver.subjects), 24),
        Column("meets", "Failing rows met", lambda u: listed(s.key for s in u.subjects), 24),
        Column("findings", "Findings", lambda u: listed(u.findings), 24),
        Column("reason", "Reason", lambda u: u.waiver.reason, 40),
        Column("approver", "Approved by", lambda u: u.waiver.approver, 20),
        Column("approved_on", "Approved on", lambda u: u.waiver.approved_on, 12),
        Column("compensating", "Compensating measure", lambda u: u.waiver.compensating, 30),
        Column("document", "Document", lambda u: u.waiver.document),
        Column("note", "Note", lambda u: u.note, 40),
    ),
    lambda assessment: assessment.waivers,
)


CALENDAR: Table[CalendarEntry] = Table(
    "calendar",
    "Calendar",
    (
        Column("on", "Day", lambda e: e.on, 12),
        Column("kind", "Kind", lambda e: e.kind, 16),
        Column("text", "What happens", lambda e: e.text, 70),
        Column("concerns", "Concerns", lambda e: listed(e.concerns), 40),
    ),
    lambda assessment: assessment.calendar,
)


CRITERIA: Table[Applicability] = Table(
    "criteria",
    "Criteria",
    (
        Column("requirement", "Requirement", lambda a: a.requirement.id, 30),
        Column("title", "Title", lambda a: a.requirement.title, 40),
        Column("jurisdiction", "Law of", lambda a: a.requirement.jurisdiction, 10),
        Column("instrument", "Instrument", lambda a: a.requirement.instrument, 20),
        Column("at", "At", lambda a: listed(c.at for c in a.requirement.cites), 24),
        Column("theme", "Theme", lambda a: words(a.requirement.theme)),
        Column("severity", "Severity", lambda a: a.requirement.severity.value, 10),
        Column("force", "Force", lambda a: words(a.requirement.force)),
        Column("status", "Status", lambda a: words(a.status)),
        Column("applies", "Applies", lambda a: a.applies),
        Column("why", "Why", lambda a: a.why, 50),
        Column("in_force_from", "In force from", lambda a: _as_written(a.in_force_from, a.in_force_as_written), 12),
        Column("until", "Until", lambda a: _as_written(a.until, a.until_as_written), 12),
        Column("confidence", "Confidence", lambda a: words(a.requirement.provenance.confidence), 12),
        Column("read_on", "Source read on", lambda a: a.requirement.provenance.as_of, 12),
        *_counts(lambda a: a.counts),
    ),
    lambda assessment: assessment.applicability,
)


RECONCILIATION: Table[SheetCount] = Table(
    "reconciliation",
    "Reconciliation",
    (
        Column("sheet", "Sheet", lambda s: s.sheet, 20),
        Column("read", "Rows read", lambda s: s.read, 12),
        Column("evaluated", "Evaluated", lambda s: s.evaluated, 12),
        Column("excluded", "Excluded", lambda s: len(s.excluded), 12),
        Column("rejected", "Rejected", lambda s: s.rejected, 12),
        Column("adds_up", "Adds up", lambda s: s.adds_up, 10),
        Column("why", "Left out", lambda s: listed(f"{row}: {reason}" for row, reason in s.excluded), 60),
    ),
    lambda assessment: assessment.reconciliation,
)

INPUTS: Table[InputFile] = Table(
    "inputs",
    "Inputs",
    (
        Column("role", "Role", lambda file: file.role, 16),
        Column("name", "File", lambda file: file.name, 40),
        Column("sha256", "SHA-256", lambda file: file.sha256, 68),
        Column("size", "Bytes", lambda file: file.size, 12),
    ),
    lambda assessment: assessment.inputs,
)

PACKS: Table[Pack] = Table(
    "packs",
    "Packs",
    (
        Column("id", "Pack", lambda pack: pack.id, 24),
        Column("title", "Title", lambda pack: pack.title, 40),
        Column("sha256", "SHA-256", lambda pack: pack.digest, 68),
        Column("version", "Version", lambda pack: pack.version, 12),
        Column("published", "Published", lambda pack: pack.published, 12),
        Column("requirements", "Requirements", lambda pack: len(pack.requirements), 12),
    ),
    lambda assessment: assessment.library.packs,
)

STATEMENTS: Table[Statement] = Table(
    "statements",
    "Statements",
    (
        Column("id", "Statement", lambda s: s.id),
        Column("path", "Fact", lambda s: s.path, 28),
        Column("shown", "Answer", lambda s: s.shown, 20),
        Column("stated_by", "Stated by", lambda s: s.stated_by, 24),
        Column("stated_on", "Stated on", lambda s: s.stated_on, 12),
        Column("document", "Document", lambda s: s.document, 16),
        Column("filled", "Blank cells filled", lambda s: s.filled, 12),
    ),
    lambda assessment: assessment.statements,
)

TABLES: tuple[Table[Any], ...] = (
    DECISIONS,
    FINDINGS,
    OUTCOMES,
    QUESTIONS,
    WAIVERS,
    STATEMENTS,
    CALENDAR,
    CRITERIA,
    RECONCILIATION,
    INPUTS,
    PACKS,
)
"""One CSV file each."""

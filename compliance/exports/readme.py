"""The last sheet: what the workbook is, what its letters mean, what it rests on, and that its counts add up."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from compliance.assessment.model import Assessment
from compliance.exports.building import counts_of
from compliance.exports.cells import Cell
from compliance.exports.columns import Table
from compliance.exports.sheets import CODES, Book
from compliance.exports.tables import INPUTS, PACKS, RECONCILIATION

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet


def write_readme(book: Book, assessment: Assessment) -> None:
    """Write the sheet `Read me`."""
    sheet = book.sheet("Read me")
    sheet.set_column(0, 0, 26)
    sheet.set_column(1, 1, 44)
    sheet.set_column(2, 2, 68)
    sheet.set_column(3, 9, 12)
    book.put(sheet, 0, 0, assessment.project.name, "title")
    row = _pairs(book, sheet, 1, _about(assessment))
    row = _pairs(book, sheet, row + 1, _legend())
    row = _pairs(book, sheet, row + 1, _counts(assessment))
    for table in (RECONCILIATION, INPUTS, PACKS):
        row = _small_table(book, sheet, row + 1, table, assessment)


def _about(assessment: Assessment) -> Iterator[tuple[str, Cell]]:
    project = assessment.project
    yield "What this is", "A screening for supervised legal review. It is no legal advice and certifies nothing."
    yield "Client", project.client
    yield "Report number", project.report_number
    yield "Prepared by", project.prepared_by
    if project.legend:
        yield "Legend", project.legend
    yield "Assessment date", assessment.as_of
    if assessment.as_of_is_past:
        yield "Mind", "The assessment date lies in the past."
    yield "Time zone", project.timezone
    yield "Law as at", assessment.library.law_as_at
    yield "Clearance", assessment.version
    yield "Digest of the assessment", assessment.digest
    for note in assessment.notes:
        yield "Note", note
    yield "To be filled", "The pale columns are for owners, dates and answers; nothing else needs typing."


def _legend() -> Iterator[tuple[str, Cell]]:
    yield "Letters of the matrix", ""
    yield from CODES.items()


def _counts(assessment: Assessment) -> Iterator[tuple[str, Cell]]:
    counts = counts_of(assessment)
    yield "Findings", counts.findings
    yield "of these binding fails", counts.fails
    yield "of these undecided", counts.undetermined + counts.errors
    yield "of these advisory", counts.advisory
    yield "Outcomes", sum(counts.outcomes.values())
    for outcome, count in counts.outcomes.items():
        yield f"of these {outcome.replace('_', ' ')}", count
    yield "Not listed one by one", "Outcomes that are not applicable: the sheet Criteria counts them, and why."


def _pairs(book: Book, sheet: Worksheet, row: int, pairs: Iterator[tuple[str, Cell]]) -> int:
    for name, value in pairs:
        if value is not None and value != "":
            book.put(sheet, row, 0, name, "bold")
            book.put(sheet, row, 1, value, "" if not isinstance(value, str) else "plain")
            row += 1
    return row


def _small_table(book: Book, sheet: Worksheet, row: int, table: Table[Any], assessment: Assessment) -> int:
    book.put(sheet, row, 0, table.title, "bold")
    for column, heading in enumerate(table.columns):
        book.put(sheet, row + 1, column, heading.title, "head")
    row += 2
    for cells in table.cells(assessment):
        for column, value in enumerate(cells):
            book.put(sheet, row, column, value)
        row += 1
    return row

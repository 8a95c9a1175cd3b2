"""The assessment as a workbook: the decision first, then the matrix, then what to do about it.

Text stays text: nothing a cell holds can become a formula or a link. The same assessment gives the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from compliance.assessment.model import Assessment, Outcome
from compliance.exports import exports
from compliance.exports.columns import Table
from compliance.exports.decision_tables import PLACES
from compliance.exports.files import staged_file
from compliance.exports.finding_tables import FAILS, OPEN
from compliance.exports.matrix import write_matrix
from compliance.exports.readme import write_readme
from compliance.exports.sheets import Book
from compliance.exports.tables import CALENDAR, CRITERIA, OUTCOMES, QUESTIONS, WAIVERS, OutcomeRow

_ANSWERS = ("will fix", "fixed", "disputed", "to be waived")


@exports.add("xlsx")
def write_xlsx(assessment: Assessment, to: Path) -> None:
    """Write the workbook: decision, matrix, findings, what is undecided, waivers, calendar, criteria, outcomes."""
    with staged_file(to) as draft, Book(draft, assessment) as book:
        book.table(PLACES)
        write_matrix(book, assessment)
        book.table(FAILS, to_fill={"Owner": (), "Due": (), "Answer": _ANSWERS})
        book.table(OPEN, to_fill={"Owner": (), "Due": ()})
        book.table(QUESTIONS, to_fill={"Answered by": ()})
        book.table(WAIVERS)
        book.table(CALENDAR)
        book.table(CRITERIA)
        book.table(_WHAT_APPLIES)
        write_readme(book, assessment)


def _what_applies(assessment: Assessment) -> Iterable[OutcomeRow]:
    # What does not apply is most of a run, and is counted and explained on the sheet of criteria.
    return (row for row in assessment.outcomes.rows() if row[2] is not Outcome.NOT_APPLICABLE)


_WHAT_APPLIES: Table[OutcomeRow] = replace(OUTCOMES, rows=_what_applies)

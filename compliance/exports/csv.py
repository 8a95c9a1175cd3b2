"""The assessment as a folder of CSV files, one a table; on a terminal or in a pipe, the findings alone.

UTF-8, comma, double quotes, line feeds. A text that a spreadsheet program would take for a formula gets an
apostrophe in front.
"""

from __future__ import annotations

import csv
from pathlib import Path
from typing import TextIO

from compliance.assessment.model import Assessment
from compliance.exports import exports, printed
from compliance.exports.cells import guarded, shown
from compliance.exports.columns import Row, Table
from compliance.exports.files import staged_folder
from compliance.exports.finding_tables import FINDINGS
from compliance.exports.tables import TABLES


@printed.add("csv")
def print_csv(assessment: Assessment, out: TextIO) -> None:
    """Write the findings, one a line."""
    _print(FINDINGS, assessment, out)


@exports.add("csv")
def write_csv(assessment: Assessment, to: Path) -> None:
    """Write a folder of tables: findings, outcomes, decisions and the rest. Raises OutputError."""
    with staged_folder(to) as draft:
        for table in TABLES:
            path = draft / f"{table.name}.csv"
            with path.open("w", encoding="utf-8", errors="replace", newline="") as out:
                _print(table, assessment, out)


def _print(table: Table[Row], assessment: Assessment, out: TextIO) -> None:
    rows = csv.writer(out, lineterminator="\n")
    rows.writerow([column.name for column in table.columns])
    for cells in table.cells(assessment):
        # Numbers and days of our own are what they are; only words can come alive.
        rows.writerow([guarded(cell) if isinstance(cell, str) else shown(cell) for cell in cells])

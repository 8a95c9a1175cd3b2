"""The matrix: assets down, territories across, a letter in each cell and the findings behind it in its note."""

from __future__ import annotations

from compliance.assessment.model import Assessment, AssetDecision, Decision
from compliance.exports.sheets import CODES, Book, fitting

MOST_NOTES = 5_000
"""Notes slow a spreadsheet program down; beyond this the letters stand alone."""
NOT_RELEASED = "–"  # noqa: RUF001 - the sign of the matrix


def write_matrix(book: Book, assessment: Assessment) -> None:
    """Write the sheet `Matrix`."""
    sheet = book.sheet("Matrix")
    by_cell = {(decision.asset, decision.territory): decision for decision in assessment.asset_decisions}
    titles = assessment.titles.get("asset", {})
    assets = list(dict.fromkeys([*titles, *(decision.asset for decision in assessment.asset_decisions)]))
    territories = [decision.territory for decision in assessment.territory_decisions]
    book.heading(
        sheet,
        [("Asset", 16), ("Title", 34), ("Worst", 8), *((territory, 8) for territory in territories)],
        freeze_columns=2,
    )
    with_notes = sum(decision.decision is not Decision.CLEAR for decision in by_cell.values()) <= MOST_NOTES
    for row, asset in enumerate(assets, start=1):
        decisions = [by_cell.get((asset, territory)) for territory in territories]
        worst = min((d for d in decisions if d), key=lambda d: d.decision.rank, default=None)
        book.put(sheet, row, 0, asset)
        book.put(sheet, row, 1, titles.get(asset, ""))
        for column, decision in enumerate([worst, *decisions], start=2):
            code = decision.code if decision else NOT_RELEASED
            book.put(sheet, row, column, code, CODES[code] if decision else "text")
            if decision and column > 2 and with_notes and decision.decision is not Decision.CLEAR:
                sheet.write_comment(row, column, _note(decision), {"author": "Clearance", "x_scale": 2, "y_scale": 1.5})
    sheet.autofilter(0, 0, len(assets), 2 + len(territories))


def _note(decision: AssetDecision) -> str:
    lines = [decision.decision.words, *decision.reasons, ", ".join(decision.findings)]
    return fitting("\n".join(line for line in lines if line))

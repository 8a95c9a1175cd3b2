"""Excel workbooks (.xlsx)."""

from __future__ import annotations

import hashlib
import io
from pathlib import Path
from xml.parsers import expat

from python_calamine import CalamineError, CalamineWorkbook, SheetTypeEnum

from compliance.errors import InventoryError, Place
from compliance.inventory.dates import SERIALS_FROM_1900, SERIALS_FROM_1904
from compliance.inventory.raw import Percentage, Raw, RawBook, RawSheet
from compliance.inventory.readers.kinds import Reader, readers
from compliance.inventory.readers.xlsx_package import Outline, Package, damaged, outline
from compliance.inventory.readers.xlsx_scan import Scan, scan

LAST_ROW = 1_048_576
"""Of any spreadsheet; a cell beyond it was written by no spreadsheet program."""
LARGEST_AREA = 30_000_000
"""Cells of the rectangle from the first cell to the last; a lone value in the last row would make it enormous."""


def read_workbook(path: Path) -> RawBook:
    """Return the sheets of a workbook. Macros and links in it are never followed.

    Raises:
        InventoryError: If it is damaged, dangerous or protected.
    """
    content = path.read_bytes()
    place = Place(path.name)
    package = Package.opened(content, place)
    about = outline(package)
    package.check_content(but=frozenset(about.parts.values()))
    scans = {name: _scanned(package, part, about) for name, part in about.parts.items()}
    try:
        sheets = tuple(_sheets(content, path.name, about, scans))
    except CalamineError as fault:
        raise damaged(place) from fault
    notes = (f"{path.name}: the workbook holds macros; they were not run.",) if about.has_macros else ()
    return RawBook(path.name, hashlib.sha256(content).hexdigest(), len(content), sheets, notes)


def _scanned(package: Package, part: str, about: Outline) -> Scan:
    """Look through a sheet before it is read, and refuse one whose cells would not fit into memory."""
    try:
        found = scan(package.chunks(part), package.chunks(part), about.percent_styles, recalculates=about.recalculates)
    except (expat.ExpatError, LookupError, ValueError) as fault:
        raise damaged(package.place) from fault
    if found.rows > LAST_ROW or found.rows * found.columns > LARGEST_AREA:
        name = next(name for name, other in about.parts.items() if other == part)
        text = f"the sheet reaches to row {found.rows:,} and over {found.columns:,} columns, more than can be read."
        raise InventoryError(
            text,
            at=Place(package.place.file, sheet=name),
            remedy="Delete the rows and columns beyond the last one in use, and save it again.",
            code="sheet-too-large",
        )
    return found


def _sheets(content: bytes, file: str, about: Outline, scans: dict[str, Scan]) -> list[RawSheet]:
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    found = []
    for metadata in book.sheets_metadata:
        if metadata.typ != SheetTypeEnum.WorkSheet:
            continue
        sheet = book.get_sheet_by_name(metadata.name)
        rows: list[list[Raw]] = sheet.to_python(skip_empty_area=False)  # type: ignore[assignment]
        _mark(rows, scans.get(metadata.name, Scan()))
        merged = tuple((*first, *last) for first, last in sheet.merged_cell_ranges or ())
        serials = SERIALS_FROM_1904 if about.counts_from_1904 else SERIALS_FROM_1900
        found.append(RawSheet(metadata.name, file, rows, serials_from=serials, merged=merged))
    return found


def _mark(rows: list[list[Raw]], found: Scan) -> None:
    """Put what the scan found in place of the blanks and bare numbers that the values alone show."""
    width = len(rows[0]) if rows else 0
    for (row, column), cell in found.unreadable.items():
        while len(rows) <= row:
            rows.append([""] * width)
        if column >= len(rows[row]):
            width = max(width, column + 1)
        rows[row] += [""] * (column + 1 - len(rows[row]))
        rows[row][column] = cell
    for line in rows:
        line.extend([""] * (width - len(line)))
    for row, column in found.percentages:
        if row < len(rows) and column < width and isinstance(number := rows[row][column], float):
            rows[row][column] = Percentage(number)


readers.add("xlsx")(Reader("an Excel workbook", (".xlsx", ".xlsm"), read_workbook))

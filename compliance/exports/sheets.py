"""A workbook being written: sheets with a frozen, filtered heading row, and cells by type."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, time
from io import BytesIO
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from compliance.assessment.model import Assessment
from compliance.exports.cells import Cell, shown
from compliance.exports.columns import Row, Table

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

LONGEST_TEXT = 32_767
"""Characters a cell can hold."""
MOST_ROWS = 1_048_576
"""Rows a sheet can hold."""

_INK, _PAPER, _LINE = "#1f2a37", "#ffffff", "#c9d1da"
_FILLS: Mapping[str, tuple[str, str]] = {
    "Blocked": ("#f6c9c4", "#7a1208"),
    "Undecided": ("#fbe3b3", "#6b4300"),
    "Clear with conditions": ("#dcebf7", "#173f66"),
    "Clear": ("#d7efd9", "#12491d"),
    "Clear but for a waiver": ("#e6dcf3", "#41216b"),
}
CODES: Mapping[str, str] = {
    "B": "Blocked",
    "U": "Undecided",
    "CC": "Clear with conditions",
    "W": "Clear but for a waiver",
    "C": "Clear",
    "–": "Not released there",  # noqa: RUF001 - the sign of the matrix
}
"""What the letters of the matrix mean, worst first. The letters say everything; colour only helps the eye."""


class Book:
    """A workbook open for writing; leaving it without a fault writes the file."""

    def __init__(self, path: Path, assessment: Assessment) -> None:
        import xlsxwriter  # noqa: PLC0415 - no other format needs it

        self.assessment = assessment
        self._path, self._content = path, BytesIO()
        # The file is packed in memory and written at once: a disk that fills up is an OSError like any other.
        self.workbook = xlsxwriter.Workbook(
            self._content,
            {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "in_memory": True},
        )
        self.workbook.set_properties(
            {
                "title": f"{assessment.project.name}: clearance",
                "company": assessment.project.client,
                "comments": f"Clearance {assessment.version}, digest {assessment.digest}",
                # The file says when the assessment was made, not when it was written: same input, same bytes.
                "created": datetime.combine(assessment.as_of, time()),
            }
        )
        self._formats: dict[str, Format] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is None:
            self.workbook.close()
            self._path.write_bytes(self._content.getbuffer())

    def style(self, name: str) -> Format:
        """Return the format of a style: `head`, `text`, `day`, `title`, `fill` or the words of a decision."""
        if name not in self._formats:
            self._formats[name] = self.workbook.add_format(_style(name))
        return self._formats[name]

    def sheet(self, title: str) -> Worksheet:
        """Add a sheet that prints in landscape, as wide as a page."""
        sheet: Worksheet = self.workbook.add_worksheet(title)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.set_footer(f"&L{self.assessment.project.name.replace('&', '&&')[:80]}&C&A&R&P / &N")
        sheet.hide_gridlines(2)
        return sheet

    def heading(
        self, sheet: Worksheet, titles: Sequence[tuple[str, int]], row: int = 0, *, freeze_columns: int = 1
    ) -> None:
        """Write a row of column titles with their widths, and keep it in view and on every page."""
        for column, (title, width) in enumerate(titles):
            sheet.set_column(column, column, width)
            sheet.write_string(row, column, title, self.style("head"))
        sheet.freeze_panes(row + 1, freeze_columns)
        sheet.repeat_rows(row)

    def put(self, sheet: Worksheet, row: int, column: int, value: Cell, style: str = "") -> None:
        """Write one cell by its type."""
        if isinstance(value, date):
            sheet.write_datetime(row, column, datetime.combine(value, time()), self.style(style or "day"))
        elif isinstance(value, int) and not isinstance(value, bool):
            sheet.write_number(row, column, value, self.style(style or "text"))
        else:
            text = shown(value)
            sheet.write_string(row, column, fitting(text), self.style(style or (text if text in _FILLS else "text")))

    def table(self, table: Table[Row], *, to_fill: Mapping[str, Sequence[str]] | None = None) -> None:
        """Write a table on a sheet of its own, with empty columns for people to fill, if any."""
        to_fill = to_fill or {}
        sheet = self.sheet(table.title)
        titles = [(column.title, column.width) for column in table.columns] + [(title, 18) for title in to_fill]
        self.heading(sheet, titles)
        last = 0
        for last, cells in enumerate(_within_limit(table.cells(self.assessment)), start=1):
            for column, value in enumerate(cells):
                self.put(sheet, last, column, value)
            for column in range(len(cells), len(titles)):
                sheet.write_blank(last, column, None, self.style("fill"))
        for column, choices in enumerate(to_fill.values(), start=len(table.columns)):
            if choices and last:
                sheet.data_validation(1, column, last, column, {"validate": "list", "source": list(choices)})
        sheet.autofilter(0, 0, last, len(titles) - 1)


def fitting(text: str) -> str:
    """Return a text that fits a cell; a longer one is cut and says so.

    >>> fitting("short")
    'short'
    """
    if len(text) <= LONGEST_TEXT:
        return text
    notice = f" … cut: {len(text)} characters, all of them in the JSON and CSV exports"
    return text[: LONGEST_TEXT - len(notice)] + notice


def _within_limit(rows: Iterable[list[Cell]]) -> Iterable[list[Cell]]:
    for number, cells in enumerate(rows, start=2):
        if number == MOST_ROWS:
            yield ["More rows than a sheet can hold; the JSON and CSV exports have all of them."]
            return
        yield cells


def _style(name: str) -> dict[str, Any]:
    base: dict[str, Any] = {"font_name": "Calibri", "font_size": 10, "valign": "top", "font_color": _INK}
    boxed = {**base, "border": 1, "border_color": _LINE, "text_wrap": True}
    if name in _FILLS:
        background, ink = _FILLS[name]
        return {**boxed, "bg_color": background, "font_color": ink, "bold": True}
    return {
        "head": {**boxed, "bold": True, "font_color": _PAPER, "bg_color": _INK},
        "text": boxed,
        "day": {**boxed, "num_format": "yyyy-mm-dd", "align": "left"},
        "fill": {**boxed, "bg_color": "#fffbe6", "locked": False},
        "plain": {**base, "text_wrap": True},
        "bold": {**base, "bold": True, "text_wrap": True},
        "title": {**base, "bold": True, "font_size": 16},
    }[name]

"""Workbooks as Excel files: dropdowns, hover help, colours, a legend. Equal input gives equal bytes."""

from __future__ import annotations

import io
import os
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import UTC, date, datetime
from functools import cached_property
from pathlib import Path
from typing import Any

from compliance.errors import OutputError, Place
from compliance.inventory.sheets import EXAMPLE, column_letters
from compliance.inventory.statements import STATEMENT
from compliance.inventory.template_help import INTRODUCTION, LEGEND_COLUMNS, comment, help_text, legend_line
from compliance.inventory.template_plan import Column, RowsByEntity, SheetPlan, examples, plan, plan_of
from compliance.jurisdictions import Jurisdictions
from compliance.vocabulary import Field, Vocabulary

ROWS = 1_000
"""Rows that carry dropdowns. More may be filled; they are read alike."""

_LISTS = "lists"
_LEGEND = "legend"
_MADE = datetime(2000, 1, 1, tzinfo=UTC)
"""Stands in the file instead of the time it was made, so that equal input gives equal bytes."""

_HELP_TITLE, _HELP_TEXT = 32, 255
"""Characters a spreadsheet shows in hover help."""


def write_workbook(
    to: Path,
    vocabulary: Vocabulary,
    *,
    jurisdictions: Jurisdictions,
    fields: Collection[str] | None = None,
    force: bool = False,
) -> None:
    """Write the empty workbook of a project.

    Args:
        to: The file.
        vocabulary: The facts there are.
        jurisdictions: The places that may be named.
        fields: Paths of the facts that are needed; what links them comes along. None for all facts.
        force: Whether a file that is there already may be replaced.

    Raises:
        OutputError: If the file is there already, or cannot be written.
        UsageError: If a path is no field of the vocabulary.
    """
    plans = plan(vocabulary, fields)
    _write(to, _Workbook(plans, examples(plans), jurisdictions).content(), force=force)


def write_rows(to: Path, rows: RowsByEntity, vocabulary: Vocabulary, *, force: bool = False) -> None:
    """Write a workbook that holds rows, with the columns they use.

    Args:
        to: The file.
        rows: Entity name (or `statement`) to rows, each a mapping of field name to what stands in the cell.
        vocabulary: The facts there are.
        force: Whether a file that is there already may be replaced.

    Raises:
        OutputError: If the file is there already, or cannot be written.
        UsageError: If a row says something that is no field.
    """
    _write(to, _Workbook(plan_of(rows, vocabulary), rows, None).content(), force=force)


class _Workbook:
    """The workbook while it is being written."""

    def __init__(self, plans: Sequence[SheetPlan], rows: RowsByEntity, jurisdictions: Jurisdictions | None) -> None:
        import xlsxwriter  # noqa: PLC0415 - slow to import, and only few commands write workbooks

        self._buffer = io.BytesIO()
        options = {
            "in_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
        }
        self._book: Any = xlsxwriter.Workbook(self._buffer, options)
        self._book.set_properties({"title": "Inventory of synthetic media", "created": _MADE.replace(tzinfo=None)})
        self._plans = plans
        self._rows = rows
        self._jurisdictions = jurisdictions
        self._sheets = {sheet.entity.name: sheet.name for sheet in plans}
        self._lists: dict[str, list[str]] = {}

    def content(self) -> bytes:
        for sheet in self._plans:
            self._add_sheet(sheet)
        self._add_legend()
        self._add_lists()
        self._book.close()
        return self._buffer.getvalue()

    def _add_sheet(self, sheet: SheetPlan) -> None:
        page = self._book.add_worksheet(sheet.name)
        page.freeze_panes(1, 1)
        page.set_row(0, 45)
        page.set_landscape()
        page.repeat_rows(0)
        rows = self._rows.get(sheet.entity.name, ())
        if sheet.is_vertical:
            self._fill_vertical(page, sheet, rows[0] if rows else {})
        else:
            self._fill(page, sheet, rows)

    def _fill(self, page: Any, sheet: SheetPlan, rows: Sequence[Mapping[str, Any]]) -> None:
        last = max(ROWS, len(rows))
        for at, column in enumerate(sheet.columns):
            style = "key" if column.is_key else "first" if column.field.screening else "head"
            page.write_string(0, at, column.heading, self._style[style])
            page.write_comment(0, at, comment(column), {"x_scale": 2, "y_scale": 1.5})
            page.set_column(at, at, _width(column), self._style[_format(column.field)])
            page.data_validation(1, at, last, at, self._validation(column.field))
        for at, row in enumerate(rows, 1):
            is_example = str(row.get(sheet.entity.key, "")).startswith(EXAMPLE)
            for place, column in enumerate(sheet.columns):
                self._write_cell(page, at, place, column.field, row.get(column.field.name), is_example=is_example)

    def _fill_vertical(self, page: Any, sheet: SheetPlan, row: Mapping[str, Any]) -> None:
        for at, (heading, width) in enumerate((("Fact", 36), ("Answer", 44), ("Question", 80))):
            page.write_string(0, at, heading, self._style["head"])
            page.set_column(at, at, width)
        for at, column in enumerate(sheet.columns, 1):
            page.write_string(at, 0, column.heading, self._style["first" if column.field.screening else "label"])
            page.write_blank(at, 1, None, self._style[_format(column.field)])
            self._write_cell(page, at, 1, column.field, row.get(column.field.name))
            page.write_string(at, 2, help_text(column.field), self._style["note"])
            page.data_validation(at, 1, at, 1, self._validation(column.field))

    def _write_cell(self, page: Any, row: int, at: int, field: Field, value: Any, *, is_example: bool = False) -> None:
        """Write what stands in a cell: days as days, so that the program can show them its own way."""
        style = self._style[("example_" if is_example else "") + _format(field)]
        day = _day(value) if field.type == "date" else None
        if day is not None:
            page.write_datetime(row, at, day, style)
        elif isinstance(value, bool):
            page.write_string(row, at, "yes" if value else "no", style)
        elif isinstance(value, int | float):
            page.write_number(row, at, value, style)
        elif value not in (None, ""):
            page.write_string(row, at, str(value), style)

    def _validation(self, field: Field) -> dict[str, Any]:
        """Return dropdown and hover help. A dropdown only warns: codes and the answer none are right as well."""
        found: dict[str, Any] = {
            "validate": "any",
            "input_title": field.title[:_HELP_TITLE],
            "input_message": _shortened(help_text(field)),
            "error_type": "warning",
            "error_title": "Not on the list",
            "error_message": "This is not on the list. Codes, and none, are right as well. Keep it?",
        }
        source = self._source(field)
        return found | ({"validate": "list", "source": source} if source else {})

    def _source(self, field: Field) -> list[str] | str:
        """Return what a dropdown offers; nothing for a column without one, such as one of several answers."""
        if field.type == "yes_no":
            return ["yes", "no"]
        if field.type == "choice":
            return self._listed(field.path, list(field.choices.values()))
        if field.type == "territory" and self._jurisdictions:
            return self._listed("places", list(self._jurisdictions.codes))
        if field.type == "reference" and field.to in self._sheets:
            return f"='{self._sheets[field.to]}'!$A$2:$A${ROWS + 1}"
        if field.path == "statement.fact":
            facts = [c.field.path for sheet in self._plans if sheet.entity is not STATEMENT for c in sheet.columns]
            return self._listed("facts", facts)
        return ""

    def _listed(self, name: str, answers: list[str]) -> str:
        """Return where the sheet of lists has these answers; only short lists could stand in the dropdown itself."""
        self._lists.setdefault(name, answers)
        letters = column_letters([*self._lists].index(name))
        return f"='{_LISTS}'!${letters}$2:${letters}${len(answers) + 1}"

    def _add_lists(self) -> None:
        page = self._book.add_worksheet(_LISTS)
        page.freeze_panes(1, 0)
        for at, (name, answers) in enumerate(self._lists.items()):
            page.write_string(0, at, name, self._style["head"])
            page.set_column(at, at, 24)
            for row, answer in enumerate(answers, 1):
                page.write_string(row, at, answer)

    def _add_legend(self) -> None:
        page = self._book.add_worksheet(_LEGEND)
        page.set_landscape()
        for row, text in enumerate(INTRODUCTION):
            page.write_string(row, 0, text)
        top = len(INTRODUCTION) + 1
        for at, (heading, width) in enumerate(LEGEND_COLUMNS):
            page.write_string(top, at, heading, self._style["head"])
            page.set_column(at, at, width)
        lines = [(sheet, column) for sheet in self._plans for column in sheet.columns]
        for row, (sheet, column) in enumerate(lines, top + 1):
            self._write_line(page, row, legend_line(sheet, column))
        if self._jurisdictions is None:
            return
        top += len(lines) + 3
        self._write_line(page, top, ("Place", "Name"), self._style["head"])
        for row, code in enumerate(self._jurisdictions.codes, top + 1):
            self._write_line(page, row, (code, self._jurisdictions.name(code)))

    def _write_line(self, page: Any, row: int, texts: Iterable[str], style: Any = None) -> None:
        for at, text in enumerate(texts):
            page.write_string(row, at, text, style or self._style["note"])

    @cached_property
    def _style(self) -> dict[str, Any]:
        head = {"bold": True, "text_wrap": True, "valign": "top", "border": 1}
        example = {"italic": True, "font_color": "#6B7280"}
        text, day = {"num_format": "@"}, {"num_format": "yyyy-mm-dd"}
        made = {
            "key": head | {"bg_color": "#1F3A5F", "font_color": "#FFFFFF"},
            "first": head | {"bg_color": "#F2B84B"},
            "head": head | {"bg_color": "#D5DEE9"},
            "label": {"bold": True, "valign": "top", "text_wrap": True},
            "note": {"text_wrap": True, "valign": "top", "font_color": "#374151"},
            "text": text,
            "day": day,
            "plain": {},
            "example_text": example | text,
            "example_day": example | day,
            "example_plain": example,
        }
        return {name: self._book.add_format(options) for name, options in made.items()}


def _format(field: Field) -> str:
    # As text a key keeps its leading zeros, and a moment stays as it was typed.
    if field.type in {"text", "wording", "reference", "references", "datetime", "territory", "territories"}:
        return "text"
    return "day" if field.type == "date" else "plain"


def _day(value: Any) -> date | None:
    """Return the day a value is or spells, if a spreadsheet can hold it."""
    try:
        day = value if isinstance(value, date) else date.fromisoformat(str(value))
    except ValueError:
        return None
    return day if day.year > 1900 else None


def _shortened(text: str) -> str:
    return text if len(text) <= _HELP_TEXT else f"{text[: _HELP_TEXT - 1]}…"


def _width(column: Column) -> int:
    longest = max((len(title) for title in column.field.choices.values()), default=12)
    return min(40, max(12, len(column.heading) // 2 + 4, longest if column.field.type == "choice" else 0))


def _write(to: Path, content: bytes, *, force: bool) -> None:
    """Put a file in place whole or not at all."""
    place = Place(str(to))
    if to.is_dir():
        raise OutputError("is a folder.", at=place, remedy="Name a file.", code="output-is-a-folder")
    if to.exists() and not force:
        raise OutputError(
            "is there already.", at=place, remedy="Name another file, or use --force.", code="output-exists"
        )
    draft = to.with_name(f".{to.name}.{os.getpid()}.part")
    try:
        draft.write_bytes(content)
        draft.replace(to)
    except OSError as fault:
        draft.unlink(missing_ok=True)
        reason = (fault.strerror or "the system gave no reason").lower()
        raise OutputError(
            f"cannot be written: {reason}.", at=place, remedy="Choose another folder.", code="cannot-write"
        ) from fault

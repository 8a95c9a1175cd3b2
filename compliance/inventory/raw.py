"""What a reader hands over: sheets of cells as they stand in the file, and what one cell is then found to say."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

from compliance.errors import Place
from compliance.inventory.model import Value


@dataclass(frozen=True)
class Unreadable:
    """A cell whose content the file does not tell: an error, or a formula nobody calculated."""

    shown: str
    problem: str
    remedy: str
    code: str


@dataclass(frozen=True)
class Percentage:
    """A number that the spreadsheet shows as a percentage: 0.05 shown as 5 %."""

    number: float


Raw: TypeAlias = (
    "str | bool | int | float | date | datetime | time | timedelta | tuple[Raw, ...] | Unreadable | Percentage | None"
)
"""A cell as it stands in the file. None and empty text are blank; a tuple is a list of a JSON or YAML file."""


class Reading(NamedTuple):
    """What a cell was found to say. None is unknown."""

    value: Value | None
    note: str = ""
    """What the reader did that the user should know."""


LOOKALIKES = "look-alike letters were read as the Latin ones they resemble."


class CellFault(Exception):  # noqa: N818 - carried to the place that knows the row, where it becomes a Problem
    """A cell does not say what its column asks for."""

    def __init__(self, problem: str, remedy: str, code: str) -> None:
        self.problem, self.remedy, self.code = problem, remedy, code
        super().__init__(problem)


@dataclass(frozen=True, eq=False)
class RawColumn:
    """A column that the file itself keeps apart: each different cell once, and which row holds which."""

    codes: NDArray[np.int32]
    raws: tuple[Raw, ...]
    """The different cells; the first is None, the blank one."""


@dataclass(frozen=True)
class RawSheet:
    """One sheet, file or list of rows."""

    name: str
    file: str
    rows: Sequence[Sequence[Raw]]
    """Rows as they stand, all of one length; none where the file keeps columns."""
    heading: tuple[str, ...] | None = None
    """Column names, where the format has them apart from the rows; None where one of the rows must be the heading."""
    numbers: Sequence[int] = ()
    """Number of each row as its program shows it; empty for 1, 2, 3 ..."""
    lines: Sequence[int] = ()
    """Line of each row, where the file is text that people edit by line."""
    serials_from: date = date(1899, 12, 30)
    """Day 0 of day numbers."""
    merged: tuple[tuple[int, int, int, int], ...] = ()
    """Merged areas: first row, first column, last row, last column, counted from 0."""
    columns: tuple[RawColumn, ...] | None = None
    """Columns, where the file keeps them; their names stand in `heading`. No program shows such rows by number."""

    @property
    def height(self) -> int:
        """The number of rows, the heading among them where it is one."""
        if self.columns is None:
            return len(self.rows)
        return len(self.columns[0].codes) if self.columns else 0

    def is_empty(self) -> bool:
        """Whether nothing at all stands on it."""
        return not self.heading and all(cell in (None, "") for row in self.rows for cell in row)

    def number(self, index: int) -> int:
        """Return the number of a row as its program shows it."""
        return self.numbers[index] if self.numbers else index + 1

    def place(self, index: int | None = None, column: str = "") -> Place:
        """Return the place of a row or cell, or of the sheet itself."""
        if index is None:
            return Place(self.file, sheet=self.name)
        line = self.lines[index] if self.lines else None
        return Place(self.file, line, self.name, None if line else self.number(index), column)


@dataclass(frozen=True)
class RawBook:
    """Everything a reader found in one file or folder."""

    source: str
    sha256: str
    size: int
    sheets: tuple[RawSheet, ...]
    notes: tuple[str, ...] = field(default=())


def as_typed(raw: Raw) -> str:
    """Return a cell as its user would recognise it; nothing for a blank one.

    >>> as_typed(5.0), as_typed(True), as_typed(None)
    ('5', 'yes', '')
    """
    match raw:
        case None:
            return ""
        case bool():
            return "yes" if raw else "no"
        case float() if raw.is_integer() and abs(raw) < 1e15:
            return str(int(raw))
        case datetime():
            return raw.isoformat(" ", "minutes")
        case tuple():
            return "; ".join(map(as_typed, raw))
        case Unreadable():
            return raw.shown
        case Percentage():
            return f"{raw.number * 100:g} %"
        case _:
            return str(raw)


def shown(raw: Raw) -> str:
    r"""Return a cell for a message: on one line, short, without what cannot be printed.

    >>> shown("two\nlines"), len(shown("x" * 99))
    ('two lines', 60)
    """
    text = as_typed(raw)[:200].replace("\n", " ").strip()
    text = "".join(char if char.isprintable() else "\N{REPLACEMENT CHARACTER}" for char in text)
    return (text if len(text) <= 60 else f"{text[:59]}…") or "a blank"

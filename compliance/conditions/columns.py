"""The tables as the engine reads them: each with one more row, of which nothing is known.

A reference that leads nowhere leads to that last row, so that no clause has to ask whether there is a row at all. Codes
are as narrow as the number of distinct values allows.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import numpy as np
from numpy.typing import NDArray

from compliance.conditions.facts import Coded, Days, Facts, Instants, YesNo
from compliance.conditions.values import Value

Floats = NDArray[np.floating[Any]]
Rows = NDArray[np.intp]

ASSESSMENT_DATE = "assessment.date"


@dataclass(frozen=True, eq=False)
class Codes:
    """A column of codes into distinct values; None among them is the blank cell."""

    codes: NDArray[Any]
    values: tuple[Value | None, ...]

    def take(self, rows: Rows) -> Codes:
        """Return the column of other rows."""
        return Codes(self.codes.take(rows), self.values)

    @property
    def blank(self) -> NDArray[np.bool_]:
        """Where the cell is blank."""
        code = self.values.index(None) if None in self.values else -1
        blank: NDArray[np.bool_] = self.codes == code
        return blank


@dataclass(frozen=True, eq=False)
class Amounts:
    """A column of numbers, days or seconds; NaN is the blank cell, infinity the answer "none"."""

    numbers: Floats
    kind: str
    """`number`, `day` or `instant`."""
    may_be_none: bool = False
    """Whether some row may say "none"."""

    def take(self, rows: Rows) -> Amounts:
        """Return the column of other rows."""
        return replace(self, numbers=self.numbers.take(rows))

    @property
    def blank(self) -> NDArray[np.bool_]:
        """Where the cell is blank."""
        return np.isnan(self.numbers)


ReadColumn = Codes | Amounts


class Columns:
    """Columns by path, read once."""

    def __init__(self, facts: Facts, on: date) -> None:
        self.facts = facts
        self.vocabulary = facts.vocabulary
        self._on = on
        self._columns: dict[str, ReadColumn] = {}
        self._parents: dict[tuple[str, str], Rows] = {}

    def size(self, entity: str) -> int:
        """Return the number of rows, with the unknown one; a single entity has but its row."""
        return len(self.facts.table(entity)) + (not self.vocabulary.entities[entity].single)

    def column(self, path: str) -> ReadColumn:
        """Return a recorded column, its last row unknown."""
        if path not in self._columns:
            self._columns[path] = self._read(path)
        return self._columns[path]

    def _read(self, path: str) -> ReadColumn:
        if path == ASSESSMENT_DATE:
            return Amounts(np.array([float(self._on.toordinal())]), "day")
        column = self.facts.column(path)
        size = self.size(path.partition(".")[0])
        if isinstance(column, YesNo):
            return Codes(_padded(column.codes, size, 1, np.uint8), (False, None, True))
        if isinstance(column, Coded):
            return Codes(_padded(column.codes, size, 0, np.min_scalar_type(len(column.values))), column.values)
        kind = "day" if isinstance(column, Days) else "instant" if isinstance(column, Instants) else "number"
        # Days are whole and few enough to be exact in half the space.
        numbers = _padded(column.numbers, size, np.nan, np.float32 if kind == "day" else np.float64)
        return Amounts(numbers, kind, may_be_none=kind != "number" and bool(np.isinf(numbers).any()))

    def parents(self, entity: str, link: str) -> Rows:
        """Return for every row the row its reference leads to; the unknown one where it leads nowhere."""
        if (entity, link) not in self._parents:
            column = self.column(f"{entity}.{link}")
            assert isinstance(column, Codes)
            self._parents[entity, link] = self.facts.leads_to(f"{entity}.{link}").take(column.codes)
        return self._parents[entity, link]


def _padded(cells: NDArray[Any], size: int, rest: float, dtype: Any) -> NDArray[Any]:
    """Return cells as another type, in as many rows as wanted."""
    found = np.empty(size, dtype=dtype)
    found[: len(cells)] = cells
    found[len(cells) :] = rest
    return found

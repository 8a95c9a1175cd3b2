"""What the project holds, as read: sheets, rows and cells that remember where they stand.

An inventory is generic on purpose: its entities and fields are those of the vocabulary, so a new fact is one entry
there and nothing here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal

from compliance.errors import Place

Value = bool | float | str | date | datetime | frozenset[str]
"""A known value. `"none"` is an answer for dates, references and choices; None (never stored) is unknown."""


@dataclass(frozen=True)
class Cell:
    """A known fact and where it stands."""

    value: Value
    place: Place
    origin: Literal["recorded", "statement", "observed", "derived", "calendar"] = "recorded"
    raw: str = ""
    """As the user typed it."""


@dataclass(frozen=True)
class Row:
    """One row of a sheet. A field that is not among `cells` is unknown."""

    entity: str
    key: str
    cells: Mapping[str, Cell]
    place: Place
    extra: Mapping[str, str] = field(default_factory=dict)
    """Columns named `x_...`, kept as text."""

    def value(self, name: str) -> Value | None:
        """The value of a field, or None where nobody recorded it."""
        cell = self.cells.get(name)
        return cell.value if cell else None


@dataclass(frozen=True)
class StatementRow:
    """A statement as applied."""

    id: str
    path: str
    shown: str
    stated_by: str
    stated_on: date | None
    document: str
    filled: int
    place: Place


@dataclass(frozen=True)
class Inventory:
    """Everything read from one source."""

    source: str
    sha256: str
    size: int
    rows: Mapping[str, tuple[Row, ...]]
    """Entity name to rows in sheet order; every entity of the vocabulary is a key."""
    read: Mapping[str, int]
    """Sheet name to data rows met (blank rows not counted)."""
    excluded: Mapping[str, tuple[tuple[str, str], ...]] = field(default_factory=dict)
    """Sheet name to (key, reason): rows the user marked as out of scope, the example row of the template."""
    statements: tuple[StatementRow, ...] = ()
    notes: tuple[str, ...] = ()
    """Things the reader did that the user should know: a header found in row 3, a look-alike letter replaced."""
    lent: tuple[Row, ...] = ()
    """Rows that the inventory names and does not hold itself: they stand among `rows`, after its own."""
    _by_key: dict[str, dict[str, Row]] = field(default_factory=dict, init=False, repr=False, compare=False)

    def row(self, entity: str, key: str) -> Row:
        """The row with this key; KeyError where there is none."""
        if entity not in self._by_key:
            self._by_key[entity] = {row.key: row for row in self.rows[entity]}
        return self._by_key[entity][key]

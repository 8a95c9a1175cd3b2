"""The facts that conditions read: one typed column a field, one table an entity.

    YesNo      0 no, 1 unknown, 2 yes
    Coded      a code into the distinct values; code 0 is unknown (choices, places, texts, references, sets)
    Numbers    NaN is unknown (numbers, and durations in days)
    Days       ordinals of dates; NaN is unknown, infinity the answer "none"
    Instants   seconds since 1970 in UTC; NaN is unknown, infinity the answer "none"

A field without a column is unknown in every row. A reference that leads nowhere leads to a row of unknown facts.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from itertools import repeat
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from compliance.conditions.values import NONE, Value
from compliance.jurisdictions import Jurisdictions
from compliance.vocabulary import Field, Vocabulary

__all__ = [
    "Coded",
    "Column",
    "Days",
    "Facts",
    "Instants",
    "Numbers",
    "Table",
    "Value",
    "YesNo",
    "column_of",
    "unknown_column",
]


@dataclass(frozen=True, eq=False)
class YesNo:
    """A column of yes, no and unknown."""

    codes: NDArray[np.uint8]

    def __len__(self) -> int:
        return len(self.codes)

    def value(self, row: int) -> Value | None:
        """Return the fact of a row, or None where it is blank."""
        code = int(self.codes[row])
        return None if code == 1 else code == 2


@dataclass(frozen=True, eq=False)
class Coded:
    """A column of codes into distinct values."""

    codes: NDArray[np.int32]
    values: tuple[Value | None, ...]
    """Distinct values; the first is None, the blank cell."""

    def __len__(self) -> int:
        return len(self.codes)

    def value(self, row: int) -> Value | None:
        """Return the fact of a row, or None where it is blank."""
        return self.values[int(self.codes[row])]


@dataclass(frozen=True, eq=False)
class Numbers:
    """A column of numbers."""

    numbers: NDArray[np.float64]

    def __len__(self) -> int:
        return len(self.numbers)

    def value(self, row: int) -> Value | None:
        """Return the fact of a row, or None where it is blank."""
        number = float(self.numbers[row])
        return None if math.isnan(number) else number


@dataclass(frozen=True, eq=False)
class Days(Numbers):
    """A column of civil dates."""

    def value(self, row: int) -> Value | None:
        """Return the date of a row, "none", or None where it is blank."""
        return day_of(float(self.numbers[row]))


@dataclass(frozen=True, eq=False)
class Instants(Numbers):
    """A column of instants."""

    def value(self, row: int) -> Value | None:
        """Return the date-time of a row in UTC, "none", or None where it is blank."""
        return instant_of(float(self.numbers[row]))


Column: TypeAlias = YesNo | Coded | Numbers

_NUMBERS: dict[str, type[Numbers]] = {"number": Numbers, "duration": Numbers, "date": Days, "datetime": Instants}


def day_of(number: float) -> Value | None:
    """Return the date an ordinal stands for."""
    if math.isnan(number):
        return None
    return NONE if math.isinf(number) else date.fromordinal(int(number))


def instant_of(number: float) -> Value | None:
    """Return the date-time a number of seconds stands for."""
    if math.isnan(number):
        return None
    return NONE if math.isinf(number) else datetime.fromtimestamp(number, UTC)


def number_of(value: Value | None) -> float:
    """Return a number, date or date-time as the float that columns hold.

    >>> number_of(date(1970, 1, 1)), number_of("none"), number_of(None)
    (719163.0, inf, nan)
    """
    if value is None:
        return math.nan
    if value == NONE:
        return math.inf
    if isinstance(value, datetime):
        return value.timestamp()
    if isinstance(value, date):
        return float(value.toordinal())
    assert isinstance(value, int | float)
    return float(value)


def column_of(type_: str, values: Iterable[Value | None], keys: Sequence[str] = ()) -> Column:
    """Return the column of a field type that holds these values, None for a blank cell.

    `keys`, the rows that a reference can lead to, come first among its distinct values: the engine then need not look
    them up.

    >>> column_of("choice", ["video", None, "image", "video"]).codes.tolist()
    [1, 0, 2, 1]
    """
    if type_ == "yes_no":
        return YesNo(np.array([1 if value is None else 2 * bool(value) for value in values], dtype=np.uint8))
    if type_ in _NUMBERS:
        return _NUMBERS[type_](np.array([number_of(value) for value in values], dtype=np.float64))
    index: dict[Value | None, int] = dict(zip((None, *keys), range(len(keys) + 1), strict=True))
    codes = np.array([index.setdefault(value, len(index)) for value in values], dtype=np.int32)
    return Coded(codes, tuple(index))


def unknown_column(type_: str, rows: int) -> Column:
    """Return a column of blank cells."""
    if type_ == "yes_no":
        return YesNo(np.ones(rows, dtype=np.uint8))
    if type_ in _NUMBERS:
        return _NUMBERS[type_](np.full(rows, np.nan))
    return Coded(np.zeros(rows, dtype=np.int32), (None,))


@dataclass(frozen=True, eq=False)
class Table:
    """All rows of one entity. `keys` name them; a single entity has one row."""

    entity: str
    keys: tuple[str, ...]
    columns: Mapping[str, Column]

    def __len__(self) -> int:
        return len(self.keys)

    def value(self, name: str, row: int) -> Value | None:
        """Return the fact of a row, or None where it is blank."""
        column = self.columns.get(name)
        return None if column is None else column.value(row)


@dataclass(frozen=True, eq=False)
class Named:
    """Which rows the distinct values of a references column name, and how."""

    everything: NDArray[np.bool_]
    """For every value whether it says `all`."""
    some: NDArray[np.bool_]
    """For every value whether it says anything but `none`."""
    starts: NDArray[np.intp]
    counts: NDArray[np.intp]
    """For every value where the rows it names stand, and how many there are; keys that no row has are left out."""
    rows: NDArray[np.intp]


@dataclass(frozen=True, eq=False)
class Facts:
    """Every table, with the vocabulary that says what its fields are."""

    tables: Mapping[str, Table]
    vocabulary: Vocabulary
    jurisdictions: Jurisdictions
    _rows: dict[str, dict[str, int]] = field(default_factory=dict, init=False, repr=False)
    _groups: dict[str, dict[Value | None, tuple[int, ...]]] = field(default_factory=dict, init=False, repr=False)
    _strays: dict[str, bool] = field(default_factory=dict, init=False, repr=False)
    _links: dict[str, NDArray[np.intp]] = field(default_factory=dict, init=False, repr=False)
    _named: dict[str, Named] = field(default_factory=dict, init=False, repr=False)

    @classmethod
    def from_rows(
        cls,
        rows: Mapping[str, Sequence[Mapping[str, Value | None]]],
        vocabulary: Vocabulary,
        jurisdictions: Jurisdictions,
    ) -> Facts:
        """Return the facts that these rows state, one mapping a row, field name to value.

        A row is known by its key field; a row without one is numbered.
        """
        given = {
            name: list(rows.get(name, ())) or ([{}] if entity.single else [])
            for name, entity in vocabulary.entities.items()
        }
        keys = {
            name: tuple(str(row.get(entity.key) or f"{name}-{nth}") for nth, row in enumerate(given[name], 1))
            for name, entity in vocabulary.entities.items()
        }
        tables = {}
        for name, entity in vocabulary.entities.items():
            stated = {field for row in given[name] for field in row}
            columns = {
                field: column_of(
                    found.type,
                    [row.get(field) for row in given[name]],
                    keys[found.to] if found.type == "reference" else (),
                )
                for field, found in entity.fields.items()
                if field in stated and not found.computed
            }
            tables[name] = Table(name, keys[name], columns)
        return cls(tables, vocabulary, jurisdictions)

    def table(self, entity: str) -> Table:
        """Return the table of an entity; a missing one is empty, a missing single row unknown."""
        if entity in self.tables:
            return self.tables[entity]
        return Table(entity, (entity,) if self.vocabulary.entities[entity].single else (), {})

    def column(self, path: str) -> Column:
        """Return the column of a recorded field."""
        found = self.vocabulary.field(path)
        table = self.table(found.entity)
        column = table.columns.get(found.name)
        if column is not None:
            return column
        if found.name == self.vocabulary.entities[found.entity].key:
            return column_of(found.type, table.keys)
        return unknown_column(found.type, len(table))

    def value(self, found: Field, row: int | None) -> Value | None:
        """Return one recorded fact; None where it is blank or there is no row."""
        if row is None:
            return None
        table = self.table(found.entity)
        if found.name not in table.columns and found.name == self.vocabulary.entities[found.entity].key:
            return table.keys[row]
        return table.value(found.name, row)

    def row(self, entity: str, key: Value | None) -> int | None:
        """Return the row a key names, or None where there is none."""
        return self.rows_by_key(entity).get(key) if isinstance(key, str) else None

    def rows_by_key(self, entity: str) -> Mapping[str, int]:
        """Return the row of every key."""
        if entity not in self._rows:
            self._rows[entity] = dict(zip(self.table(entity).keys, range(len(self.table(entity))), strict=True))
        return self._rows[entity]

    def leads_to(self, path: str) -> NDArray[np.intp]:
        """Return for every distinct value of a reference column the row it leads to, or the number of rows."""
        if path not in self._links:
            column = self.column(path)
            assert isinstance(column, Coded)
            self._links[path] = self.rows_of(self.vocabulary.fields[path].to, column.values)
        return self._links[path]

    def named_in(self, path: str) -> Named:
        """Return the rows that the distinct values of a references column name."""
        if path not in self._named:
            column = self.column(path)
            assert isinstance(column, Coded)
            sets = [keys if isinstance(keys, frozenset) else frozenset[str]() for keys in column.values]
            pairs = [(code, key) for code, keys in enumerate(sets) for key in keys - {"all", NONE}]
            to = self.vocabulary.fields[path].to
            rows = self.rows_of(to, tuple(key for _, key in pairs))
            known = rows < len(self.table(to))
            codes = np.array([code for code, _ in pairs], dtype=np.intp)
            counts = np.bincount(codes[known], minlength=len(sets))
            self._named[path] = Named(
                everything=np.array(["all" in keys for keys in sets]),
                some=np.array([bool(keys - {NONE}) for keys in sets]),
                starts=np.cumsum(counts) - counts,
                counts=counts,
                rows=rows[known],
            )
        return self._named[path]

    def rows_of(self, entity: str, keys: Sequence[Value | None]) -> NDArray[np.intp]:
        """Return the row of each key; the number of rows for one that no row has."""
        own = self.table(entity).keys
        nowhere = len(own)
        if keys[:1] == (None,) and keys[1 : nowhere + 1] == own:
            # A reference column that lists the rows it can lead to in their order needs no looking up.
            rows = np.arange(-1, len(keys) - 1)
            rows[0] = nowhere
            rows[nowhere + 1 :] = nowhere
            return rows
        found: Mapping[Any, int] = self.rows_by_key(entity)
        return np.fromiter(map(found.get, keys, repeat(nowhere)), dtype=np.intp, count=len(keys))

    def rows_where(self, entity: str, name: str, value: Value | None) -> tuple[int, ...]:
        """Return the rows whose field has a value; None asks for those where it is blank."""
        return self._grouped(entity, name).get(value, ())

    def strays(self, entity: str, name: str, to: str) -> bool:
        """Return whether some row does not say to which row it belongs: its reference is blank or leads nowhere."""
        path = f"{entity}.{name}"
        if path not in self._strays:
            keys = self._grouped(entity, name)
            self._strays[path] = any(key != NONE and self.row(to, key) is None for key in keys)
        return self._strays[path]

    def _grouped(self, entity: str, name: str) -> Mapping[Value | None, tuple[int, ...]]:
        path = f"{entity}.{name}"
        if path not in self._groups:
            groups: dict[Value | None, list[int]] = {}
            for row in range(len(self.table(entity))):
                groups.setdefault(self.table(entity).value(name, row), []).append(row)
            self._groups[path] = {found: tuple(members) for found, members in groups.items()}
        return self._groups[path]

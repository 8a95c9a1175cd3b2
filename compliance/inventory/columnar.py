"""Sheets as read, kept by column: each thing that was typed once, and which row says which.

A hundred thousand rows say few different things. Reading, statements and typed columns work on the different things;
rows and cells, with the place of each, are made when somebody looks at one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from compliance.errors import Place
from compliance.inventory.model import Cell, Row, Value
from compliance.inventory.raw import Raw, as_typed

Codes: TypeAlias = NDArray[np.int32]


@dataclass(frozen=True, eq=False)
class SheetColumn:
    """One field, in every row of a sheet."""

    title: str
    """Column title as the user wrote it."""
    codes: Codes
    """For each row the index of what it says."""
    values: tuple[Value | None, ...]
    """What is said; the first is None, the blank cell."""
    raws: tuple[Raw, ...]
    """The same as typed."""
    statements: Codes | None = None
    """For each row 0, or 1 + the index of the statement that filled its blank cell."""
    place: Place | None = None
    """The one cell, where fields stand below each other instead of side by side."""

    def take(self, rows: NDArray[np.intp]) -> SheetColumn:
        """Return the column of some rows."""
        return replace(
            self, codes=self.codes[rows], statements=None if self.statements is None else self.statements[rows]
        )

    def value(self, row: int) -> Value | None:
        """Return what a row says."""
        return self.values[int(self.codes[row])]

    def raw(self, row: int) -> Raw:
        """Return what a row says, as typed."""
        return self.raws[int(self.codes[row])]

    def rows_with(self, codes: Sequence[int]) -> list[int]:
        """Return the rows that hold one of these codes."""
        if not codes:
            return []
        wanted = np.zeros(len(self.values), bool)
        wanted[list(codes)] = True
        return np.flatnonzero(wanted[self.codes]).tolist()

    def rows_where(self, holds: Callable[[Value | None], bool]) -> list[int]:
        """Return the rows whose value is so."""
        return self.rows_with([code for code, value in enumerate(self.values) if holds(value)])

    def known(self) -> NDArray[np.bool_]:
        """Return for each row whether it is known."""
        blank = np.array([value is None for value in self.values])
        return ~blank[self.codes]

    def with_values(self, values: Iterable[Value | None]) -> SheetColumn:
        """Return the column with other values for what was typed."""
        return replace(self, values=tuple(values))

    def filled(self, rows: NDArray[np.bool_], value: Value, raw: Raw, statement: int) -> SheetColumn:
        """Return the column with some rows saying `value`, because a statement says so."""
        codes, statements = self.codes.copy(), self.statements
        codes[rows] = len(self.values)
        statements = np.zeros(len(codes), np.int32) if statements is None else statements.copy()
        statements[rows] = statement + 1
        values, raws = (*self.values, value), (*self.raws, raw)
        return replace(self, codes=codes, values=values, raws=raws, statements=statements)

    def lengthened(self, cells: Sequence[Cell | None]) -> SheetColumn:
        """Return the column with cells of further rows below its own."""
        known = [cell for cell in cells if cell is not None]
        numbers = iter(range(len(self.values), len(self.values) + len(known)))
        codes = np.array([0 if cell is None else next(numbers) for cell in cells], np.int32)
        return replace(
            self,
            codes=np.concatenate([self.codes, codes]),
            values=(*self.values, *(cell.value for cell in known)),
            raws=(*self.raws, *(cell.raw for cell in known)),
            statements=None if self.statements is None else np.concatenate([self.statements, np.zeros_like(codes)]),
        )


@dataclass(frozen=True, eq=False)
class Sheet:
    """All rows of one entity, by column."""

    entity: str
    place: Place
    """Of the sheet itself."""
    keys: tuple[str, ...]
    numbers: tuple[int, ...]
    """Row numbers as the program shows them; lines of a text file where `by_line`."""
    columns: Mapping[str, SheetColumn]
    extra: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Columns named `x_...`."""
    by_line: bool = False
    stated_at: tuple[Place, ...] = ()
    """Places of all statements, by their index."""
    lent: tuple[Row, ...] = ()
    """The last rows: they are lent by others, and stand on no sheet of the user's."""

    def __len__(self) -> int:
        return len(self.keys)

    @property
    def own(self) -> int:
        """How many rows the user's sheet holds."""
        return len(self) - len(self.lent)

    def cell_place(self, row: int, column: str = "") -> Place:
        """Return the place of a row, or of a cell in it."""
        if row >= self.own:
            return self.lent[row - self.own].place
        at, number = self.place, self.numbers[row]
        if self.by_line:
            return Place(at.file, number, at.sheet, column=column)
        return Place(at.file, None, at.sheet, number, column)

    def place_of(self, row: int, field: str, title: str = "") -> Place:
        """Return the place of a cell, filled or blank; under `title`, else the field's name, if it has no column."""
        column = self.columns.get(field)
        if column is not None:
            return self._place_in(column, row)
        if any(column.place for column in self.columns.values()):
            return self.place._replace(column=title or field)
        return self.cell_place(row, title or field)

    def _place_in(self, column: SheetColumn, row: int) -> Place:
        """Return the place of a cell in one of the sheet's columns."""
        return column.place or self.cell_place(row, column.title)

    def take(self, kept: Sequence[int]) -> Sheet:
        """Return the sheet with some of its rows."""
        rows = np.array(kept, dtype=np.intp)
        return replace(
            self,
            keys=tuple(self.keys[row] for row in kept),
            numbers=tuple(self.numbers[row] for row in kept),
            columns={name: column.take(rows) for name, column in self.columns.items()},
            extra={name: tuple(texts[row] for row in kept) for name, texts in self.extra.items()},
        )

    def with_column(self, name: str, column: SheetColumn) -> Sheet:
        """Return the sheet with a column added or replaced."""
        return replace(self, columns={**self.columns, name: column})

    def with_lent(self, rows: Sequence[Row]) -> Sheet:
        """Return the sheet with rows that others lend, after its own."""
        named = dict.fromkeys((*self.columns, *(name for row in rows for name in row.cells)))
        blank = np.zeros(len(self), np.int32)
        columns = {
            name: self.columns.get(name, SheetColumn(name, blank, (None,), (None,))).lengthened(
                [row.cells.get(name) for row in rows]
            )
            for name in named
        }
        return replace(
            self,
            keys=(*self.keys, *(row.key for row in rows)),
            numbers=(*self.numbers, *(0 for _ in rows)),
            columns=columns,
            extra={name: (*texts, *("" for _ in rows)) for name, texts in self.extra.items()},
            lent=tuple(rows),
        )

    def with_statements(self, places: tuple[Place, ...]) -> Sheet:
        """Return the sheet with the places of all statements."""
        return replace(self, stated_at=places)

    def row(self, index: int) -> Row:
        """Return one row, its cells made when they are looked at."""
        extra = {name: texts[index] for name, texts in self.extra.items() if texts[index]}
        return Row(self.entity, self.keys[index], _Cells(self, index), self.cell_place(index), extra)

    def cell(self, name: str, index: int) -> Cell | None:
        """Return one cell, or None where it is blank."""
        column = self.columns.get(name)
        if column is None:
            return None
        code = int(column.codes[index])
        value = column.values[code]
        if value is None:
            return None
        if index >= self.own:
            return self.lent[index - self.own].cells[name]
        statement = 0 if column.statements is None else int(column.statements[index])
        if statement:
            return Cell(value, self.stated_at[statement - 1], "statement", as_typed(column.raws[code]))
        return Cell(value, self._place_in(column, index), raw=as_typed(column.raws[code]))


class _Cells(Mapping[str, Cell]):
    """The known cells of one row."""

    def __init__(self, sheet: Sheet, index: int) -> None:
        self._sheet, self._index = sheet, index

    def __getitem__(self, name: str) -> Cell:
        cell = self._sheet.cell(name, self._index)
        if cell is None:
            raise KeyError(name)
        return cell

    def __iter__(self) -> Iterator[str]:
        for name, column in self._sheet.columns.items():
            if column.values[int(column.codes[self._index])] is not None:
                yield name

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def __contains__(self, name: object) -> bool:
        column = self._sheet.columns.get(name) if isinstance(name, str) else None
        return column is not None and column.values[int(column.codes[self._index])] is not None

    def __repr__(self) -> str:
        return repr(dict(self))


class SheetRows(Mapping[str, tuple[Row, ...]]):
    """Rows by entity, as `Inventory.rows` wants them, made from sheets when they are asked for."""

    def __init__(self, sheets: Mapping[str, Sheet], entities: Iterable[str]) -> None:
        self.sheets = sheets
        self._entities = tuple(entities)
        self._made: dict[str, tuple[Row, ...]] = {}

    def __getitem__(self, entity: str) -> tuple[Row, ...]:
        if entity not in self._made:
            sheet = self.sheets.get(entity)
            if sheet is None and entity not in self._entities:
                raise KeyError(entity)
            self._made[entity] = tuple(sheet.row(index) for index in range(len(sheet))) if sheet else ()
        return self._made[entity]

    def __iter__(self) -> Iterator[str]:
        return iter(self._entities)

    def __len__(self) -> int:
        return len(self._entities)

    def __contains__(self, entity: object) -> bool:
        return entity in self._entities

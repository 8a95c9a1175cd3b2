"""Statements applied: blank cells filled, and what the statements say against each other or against a cell."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

import numpy as np
from numpy.typing import NDArray

from compliance.conditions.distinct import distinct
from compliance.inventory.columnar import Sheet, SheetColumn
from compliance.inventory.model import StatementRow, Value
from compliance.inventory.problems import ReadingLog
from compliance.inventory.statements import Statement


@dataclass
class Stating:
    """Sheets while statements are applied to them.

    Conditions are met by what cells record, never by what another statement filled: a statement rests on no other.
    """

    recorded: Mapping[str, Sheet]
    log: ReadingLog
    sheets: dict[str, Sheet] = field(init=False)
    applied: list[StatementRow] = field(default_factory=list)
    _stated: list[Statement] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.sheets = dict(self.recorded)

    def apply(self, statements: Iterable[Statement]) -> None:
        """Apply every statement, in their order; what is wrong goes to the log."""
        said: dict[object, Statement] = {}
        for statement in statements:
            first = said.setdefault(statement.says, statement)
            if first is not statement:
                self._problem(statement, f"says the same as {first.key}.", "Keep one.", "duplicate-statement")
                continue
            self._apply(statement)
        places = tuple(statement.row.place for statement in self._stated)
        self.sheets = {name: sheet.with_statements(places) for name, sheet in self.sheets.items()}

    def _apply(self, statement: Statement) -> None:
        number = len(self._stated)
        self._stated.append(statement)
        filled = 0
        sheet = self.sheets.get(statement.field.entity)
        if sheet is not None and len(sheet):
            column = sheet.columns.get(statement.field.name) or _blank(statement.field.title, len(sheet))
            meant = self._meant(statement, sheet)
            self._compare(statement, sheet, column, meant)
            blank = meant & ~column.known()
            filled = int(blank.sum())
            if filled:
                column = column.filled(blank, statement.value, statement.shown, number)
                self.sheets[statement.field.entity] = sheet.with_column(statement.field.name, column)
        self.applied.append(_row(statement, filled))

    def _meant(self, statement: Statement, sheet: Sheet) -> NDArray[np.bool_]:
        """Return which rows a statement is about. A row whose condition is unknown is not one of them."""
        meant = np.zeros(len(sheet), bool)
        if statement.condition is None:
            return ~meant
        name, wanted = statement.condition
        column = self.recorded[statement.field.entity].columns.get(name)
        if column is not None:
            meant[column.rows_where(lambda value: _meets(value, wanted))] = True
        return meant

    def _compare(self, statement: Statement, sheet: Sheet, column: SheetColumn, meant: NDArray[np.bool_]) -> None:
        """Report answers of other statements, and note recorded ones, that differ from this one."""
        differs = np.array([value is not None and value != statement.value for value in column.values])
        rows = np.flatnonzero(meant & differs[column.codes])
        stated = np.zeros(len(sheet), np.int32) if column.statements is None else column.statements
        for number in distinct(stated[rows]).tolist():
            among = rows[stated[rows] == number]
            count = f"{len(among):,} row{'s' if len(among) > 1 else ''}, first {sheet.keys[among[0]]}"
            if number:
                other = self._stated[number - 1].key
                remedy = "Withdraw one, or limit it with a condition."
                self._problem(statement, f"contradicts {other} in {count}.", remedy, "contradicting-statement")
            else:
                self.log.note(
                    f"{statement.row.place}: {statement.key} differs from what is recorded in {count}; the cells stand."
                )

    def _problem(self, statement: Statement, problem: str, remedy: str, code: str) -> None:
        self.log.problem(f"{statement.key} {problem}", statement.row.place, remedy, code=code)


def _blank(title: str, rows: int) -> SheetColumn:
    return SheetColumn(title, np.zeros(rows, np.int32), (None,), (None,))


def _meets(value: Value | None, wanted: Value) -> bool:
    """Whether a recorded answer is the wanted one; a list meets a condition that names some of it."""
    if isinstance(value, frozenset) and isinstance(wanted, frozenset):
        return wanted <= value if wanted else not value
    return value == wanted


def _row(statement: Statement, filled: int) -> StatementRow:
    row = statement.row
    day = row.value("stated_on")
    document = row.value("document")
    return StatementRow(
        id=row.key,
        path=statement.field.path,
        shown=statement.shown,
        stated_by=str(row.value("stated_by")),
        stated_on=day if isinstance(day, date) else None,
        document="" if document in (None, "none") else str(document),
        filled=filled,
        place=row.place,
    )

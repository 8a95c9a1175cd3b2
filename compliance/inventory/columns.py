"""From the inventory to the typed columns that conditions read.

An inventory that was read keeps its cells by column already, each different value once; those columns are turned over
without touching the rows one by one. Any other inventory is read row by row.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import numpy as np
from numpy.typing import NDArray

from compliance.conditions.facts import (
    Coded,
    Column,
    Days,
    Facts,
    Instants,
    Numbers,
    Table,
    YesNo,
    column_of,
    number_of,
)
from compliance.inventory.columnar import Sheet, SheetColumn, SheetRows
from compliance.inventory.model import Inventory, Row, Value
from compliance.jurisdictions import Jurisdictions
from compliance.vocabulary import Entity, Vocabulary

_NUMBERS: Mapping[str, type[Numbers]] = {"number": Numbers, "duration": Numbers, "date": Days, "datetime": Instants}

ASSESSMENT = "assessment"
"""The entity whose one row is this run; its `date` is the day the assessment is made."""


def to_facts(inventory: Inventory, vocabulary: Vocabulary, jurisdictions: Jurisdictions, on: date) -> Facts:
    """Return the facts an inventory states, with `on` as the day of the assessment."""
    tables: dict[str, Table] = {}
    for name, entity in vocabulary.entities.items():
        if name == ASSESSMENT:
            tables[name] = Table(name, (name,), {"date": column_of("date", [on])})
        elif isinstance(inventory.rows, SheetRows):
            tables[name] = _table_of_sheet(entity, inventory.rows.sheets.get(name))
        else:
            tables[name] = _table_of_rows(entity, inventory.rows.get(name, ()))
    return Facts(tables, vocabulary, jurisdictions)


def numbers_of(column: SheetColumn) -> NDArray[np.float64]:
    """Return numbers, days or moments as floats: NaN for a blank cell, infinity for the answer `none`."""
    return np.array([number_of(value) for value in column.values], dtype=np.float64)[column.codes]


def _table_of_sheet(entity: Entity, sheet: Sheet | None) -> Table:
    if sheet is None or not len(sheet):
        return Table(entity.name, (entity.name,) if entity.single else (), {})
    columns = {name: _typed(entity.fields[name].type, column) for name, column in sheet.columns.items()}
    return Table(entity.name, sheet.keys, columns)


def _typed(type_: str, column: SheetColumn) -> Column:
    if type_ in _NUMBERS:
        return _NUMBERS[type_](numbers_of(column))
    if type_ == "yes_no":
        answers = [1 if value is None else 2 * bool(value) for value in column.values]
        return YesNo(np.array(answers, dtype=np.uint8)[column.codes])
    # Several spellings of one answer become one value.
    index: dict[Value | None, int] = {None: 0}
    recoded = np.array([index.setdefault(value, len(index)) for value in column.values], dtype=np.int32)
    return Coded(recoded[column.codes], tuple(index))


def _table_of_rows(entity: Entity, rows: tuple[Row, ...]) -> Table:
    if not rows:
        return Table(entity.name, (entity.name,) if entity.single else (), {})
    known = dict.fromkeys(name for row in rows for name in row.cells)
    columns = {
        name: column_of(entity.fields[name].type, [row.value(name) for row in rows])
        for name in known
        if name in entity.fields and not entity.fields[name].computed
    }
    return Table(entity.name, tuple(row.key for row in rows), columns)

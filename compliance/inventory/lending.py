"""Rows lent to an inventory: it may name them without holding them, and then they count as if they stood in it.

A row of the inventory's own wins over a lent one of the same key, whole: the lent row fills none of its blank cells. So
does a row that was left out. What nobody names is not lent, and no statement fills the blank cells of what is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

import numpy as np

from compliance.errors import Place
from compliance.inventory.columnar import Sheet
from compliance.inventory.letters import Names
from compliance.inventory.model import Row
from compliance.inventory.problems import ReadingLog
from compliance.inventory.sheets import SheetRead
from compliance.vocabulary import Vocabulary


def lendable(
    rows: Iterable[Row], reads: Mapping[str, SheetRead], vocabulary: Vocabulary, log: ReadingLog
) -> dict[str, dict[str, Row]]:
    """Return the rows that an inventory may name, by entity and key: those whose keys it does not use itself."""
    found: dict[str, dict[str, Row]] = {}
    for row in rows:
        entity = vocabulary.entities.get(row.entity)
        if entity is None or (row.entity not in reads and _could_not_be_read(entity.sheet, log)):
            continue
        if row.entity not in reads or not _used(reads[row.entity]).find(row.key):
            cells = {name: cell for name, cell in row.cells.items() if name in entity.fields}
            found.setdefault(row.entity, {})[row.key] = replace(row, cells=cells)
    return found


def lend(
    sheets: Mapping[str, Sheet], free: Mapping[str, Mapping[str, Row]], vocabulary: Vocabulary, source: str
) -> tuple[dict[str, Sheet], tuple[Row, ...]]:
    """Return the sheets with the lent rows that they name, and those rows."""
    found, taken = dict(sheets), []
    for entity, rows in free.items():
        named = {key for sheet in sheets.values() for key in _named(sheet, entity, vocabulary)}
        wanted = [row for key, row in rows.items() if key in named]
        if wanted:
            found[entity] = found.get(entity, _empty(entity, vocabulary, source)).with_lent(wanted)
            taken += wanted
    return found, tuple(taken)


def _could_not_be_read(sheet: str, log: ReadingLog) -> bool:
    return any(problem.at and problem.at.sheet.casefold() == sheet for problem in log.problems)


def _used(read: SheetRead) -> Names[str]:
    keys: Sequence[str] = [*read.sheet.keys, *(key for key, _ in read.excluded)]
    return Names((key, key) for key in keys)


def _named(sheet: Sheet, entity: str, vocabulary: Vocabulary) -> Iterator[str]:
    """Yield the keys of an entity that a sheet names."""
    fields = vocabulary.entities[sheet.entity].fields
    for name, column in sheet.columns.items():
        if fields[name].to == entity:
            for code in np.flatnonzero(np.bincount(column.codes, minlength=len(column.values))).tolist():
                value = column.values[code]
                yield from value if isinstance(value, frozenset) else [str(value)]


def _empty(entity: str, vocabulary: Vocabulary, source: str) -> Sheet:
    return Sheet(entity, Place(source, sheet=vocabulary.entities[entity].sheet), (), (), {})

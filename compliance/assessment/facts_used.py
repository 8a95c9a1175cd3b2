"""The facts a verdict rests on, with the place in the inventory where each stands."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from compliance.assessment.model import FactUsed
from compliance.conditions.explain import literal_text
from compliance.conditions.facts import Facts
from compliance.conditions.reference import FactRead
from compliance.errors import Place
from compliance.inventory.columnar import SheetRows
from compliance.inventory.model import Cell, Inventory
from compliance.vocabulary import Field

UNKNOWN = "unknown"
NONE_LISTED = "none listed"


class FactsOf:
    """Tells facts as a reader knows them: title, value in words, sheet, row and column."""

    def __init__(self, facts: Facts, inventory: Inventory) -> None:
        self._facts = facts
        self._inventory = inventory

    def used(self, read: Iterable[FactRead]) -> tuple[FactUsed, ...]:
        """Return facts that were read, each once."""
        return tuple(map(self._used, {(fact.path, fact.entity, fact.key): fact for fact in read}.values()))

    def at(self, entity: str, row: int, path: str) -> FactRead:
        """Return one fact of a row, or of the parent of it that the path names."""
        key = self._facts.table(entity).keys[row] if row >= 0 else ""
        found = self._facts.vocabulary.field(path)
        return FactRead(path, entity, key, self._facts.value(found, row if row >= 0 else None))

    def _used(self, read: FactRead) -> FactUsed:
        path, entity, key = read.path, read.entity, read.key
        if path in self._facts.vocabulary.lists:
            return self._none_listed(path, key)
        field = self._facts.vocabulary.field(path)
        row = self._facts.row(entity, key)
        cell = self._cell(entity, row, field.name)
        if cell is not None:
            return FactUsed(path, field.title, key, literal_text(cell.value, field), cell.place, cell.origin)
        origin = "derived" if field.computed else "recorded"
        shown = UNKNOWN if read.value is None else literal_text(read.value, field)
        return FactUsed(path, field.title, key, shown, self._place(entity, row, field), origin)

    def _none_listed(self, path: str, key: str) -> FactUsed:
        """Return that nothing is listed: no row says so, but the sheet on which it would stand."""
        link = self._facts.vocabulary.lists[path]
        title = link.name.replace("_", " ").capitalize()
        place = Place(Path(self._inventory.source).name, sheet=self._facts.vocabulary.entities[link.of].sheet)
        return FactUsed(path, title, key, NONE_LISTED, place)

    def _cell(self, entity: str, row: int | None, name: str) -> Cell | None:
        """Return the cell of the inventory in which a fact stands."""
        rows = self._inventory.rows
        if row is None:
            return None
        if isinstance(rows, SheetRows):
            sheet = rows.sheets.get(entity)
            return sheet.cell(name, row) if sheet is not None and row < len(sheet) else None
        listed = rows.get(entity, ())
        return listed[row].cells.get(name) if row < len(listed) else None

    def _place(self, entity: str, row: int | None, field: Field) -> Place | None:
        """Return where a blank cell is, or would be; a computed fact has no cell."""
        rows = self._inventory.rows
        if row is None or field.computed:
            return None
        if isinstance(rows, SheetRows):
            sheet = rows.sheets.get(entity)
            return sheet.place_of(row, field.name, field.title) if sheet is not None and row < len(sheet) else None
        listed = rows.get(entity, ())
        return listed[row].place._replace(column=field.title) if row < len(listed) else None

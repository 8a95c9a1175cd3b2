"""References between rows: every one leads to a row that is there, or to a reason why the row is left out."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from compliance.conditions.distinct import distinct
from compliance.errors import Problem
from compliance.inventory.columnar import Sheet, SheetColumn
from compliance.inventory.letters import Names
from compliance.inventory.model import Value
from compliance.inventory.problems import ReadingLog
from compliance.inventory.raw import LOOKALIKES, CellFault, Reading, shown
from compliance.inventory.sheets import EXAMPLE, SheetRead
from compliance.vocabulary import Entity, Field, Vocabulary

_ALL = frozenset({"all"})


class Keys:
    """The keys of every sheet and of rows lent to it, those of rows that are left out apart."""

    def __init__(
        self, reads: Mapping[str, SheetRead], vocabulary: Vocabulary, lent: Mapping[str, Collection[str]] | None = None
    ) -> None:
        self._vocabulary = vocabulary
        self._keys = {entity: frozenset(keys) for entity, keys in (lent or {}).items()}
        for entity, read in reads.items():
            self._keys[entity] = self._keys.get(entity, frozenset()) | set(read.sheet.keys) - {""}
        self._excluded = {entity: frozenset(key for key, _ in read.excluded) for entity, read in reads.items()}
        self._names: dict[str, Names[str]] = {}

    def has_sheet(self, entity: str) -> bool:
        """Whether the sheet of an entity is there and could be read, or rows of it are lent."""
        return entity in self._keys

    def sheet_of(self, entity: str) -> str:
        """Return the name of an entity's sheet."""
        return self._vocabulary.entities[entity].sheet

    def has(self, entity: str, key: Value) -> bool:
        """Whether a row of an entity has exactly this key."""
        return isinstance(key, str) and key in self._keys[entity]

    def resolved(self, field: Field, value: Value) -> Reading:
        """Return a reference as the key it means. Raises CellFault with the nearest key."""
        if isinstance(value, frozenset):
            return self._set_resolved(field, value)
        if value == "none":
            return Reading(value)
        assert isinstance(value, str)
        return self._one(field, value)

    def _one(self, field: Field, key: str) -> Reading:
        entity = field.to
        if key in self._keys[entity]:
            return Reading(key)
        if key in self._excluded.get(entity, ()):
            return self._left_out(key)
        names = self._names.setdefault(entity, Names((key, key) for key in sorted(self._keys[entity])))
        found = names.find(key)
        if found:
            note = LOOKALIKES if found.looked_alike else "keys were read in the spelling of their own sheet."
            return Reading(found.thing, note)
        near = names.nearest(key)
        sheet = self.sheet_of(entity)
        remedy = f"Did you mean {near}?" if near else f"Add it to the sheet {sheet}, or correct it here."
        if ";" in key or "\n" in key:
            remedy = "Name one; use a row of its own for each."
        raise CellFault(f"{shown(key)} is not on the sheet {sheet}.", remedy, "missing-reference")

    def _left_out(self, key: str) -> Reading:
        if key.startswith(EXAMPLE):
            remedy = "Name a row of your own, or clear the cell."
            raise CellFault(f"{shown(key)} is the example row of the empty workbook.", remedy, "example-reference")
        return Reading(None, f"{shown(key)} is left out of the assessment, so the cell was read as blank.")

    def _set_resolved(self, field: Field, keys: frozenset[str]) -> Reading:
        if keys == _ALL or not keys:
            return Reading(keys)
        found: set[str] = set()
        notes: dict[str, None] = {}
        for key in sorted(keys):
            parts = [part.strip() for part in key.split(",")]
            split = key not in self._keys[field.to] and all(part in self._keys[field.to] for part in parts)
            for part in parts if split else [key]:
                read = self._one(field, part)
                if isinstance(read.value, str):
                    found.add(read.value)
                    notes |= {read.note: None} if read.note else {}
                else:
                    notes[f"{shown(part)} is left out of the assessment and was dropped from the list."] = None
        return Reading(frozenset(found), " ".join(notes))


def leave_out_dependents(reads: Mapping[str, SheetRead], vocabulary: Vocabulary) -> dict[str, SheetRead]:
    """Return the sheets without the rows that hang on a row left out; each carries the reason."""
    found = dict(reads)
    changed = True
    while changed:
        changed = False
        for name, read in found.items():
            reasons = _reasons_of_parents(name, read.sheet, found, vocabulary)
            if reasons:
                kept = [row for row in range(len(read.sheet)) if row not in reasons]
                excluded = tuple((read.sheet.keys[row], reason) for row, reason in sorted(reasons.items()))
                found[name] = SheetRead(read.sheet.take(kept), read.read, read.excluded + excluded)
                changed = True
    return found


def _reasons_of_parents(
    name: str, sheet: Sheet, reads: Mapping[str, SheetRead], vocabulary: Vocabulary
) -> dict[int, str]:
    reasons: dict[int, str] = {}
    for field, parent in vocabulary.entities[name].parents:
        if field not in sheet.columns or parent not in reads:
            continue
        out = {key for key, _ in reads[parent].excluded if not key.startswith(EXAMPLE)}
        column = sheet.columns[field]
        codes = [code for code, value in enumerate(column.values) if isinstance(value, str) and value in out]
        for row in column.rows_with(codes):
            reasons.setdefault(row, f"its {parent} {column.value(row)} is left out")
    return reasons


def linked(sheet: Sheet, entity: Entity, keys: Keys, log: ReadingLog) -> Sheet:
    """Return a sheet with every reference checked and spelt as the key it leads to."""
    for name, column in sheet.columns.items():
        field = entity.fields[name]
        if not field.to:
            continue
        if keys.has_sheet(field.to):
            sheet = sheet.with_column(name, column.with_values(_resolved(sheet, column, field, keys, log)))
        else:
            _tell_missing_sheet(sheet, column, keys.sheet_of(field.to), log)
    return sheet


def _tell_missing_sheet(sheet: Sheet, column: SheetColumn, target: str, log: ReadingLog) -> None:
    """Report, once, that a column leads to a sheet that is not there; one that could not be read was told before."""
    rows = column.rows_where(lambda value: value is not None and value not in ("none", frozenset(), _ALL))
    if rows and not any(problem.at and problem.at.sheet == target for problem in log.problems):
        text = f"the column names rows of the sheet {target}, which is missing."
        place = sheet.cell_place(rows[0], column.title)
        log.problem(text, place, "Add the sheet.", code="missing-reference")


def _resolved(sheet: Sheet, column: SheetColumn, field: Field, keys: Keys, log: ReadingLog) -> list[Value | None]:
    """Return the values of a reference column as keys. Values that no row holds any more are not looked at."""
    values = list(column.values)
    faults: dict[int, CellFault] = {}
    notes: dict[str, list[int]] = {}
    for code in distinct(column.codes).tolist():
        value = values[code]
        if value is None or keys.has(field.to, value):
            continue
        try:
            values[code], note = keys.resolved(field, value)
        except CellFault as fault:
            values[code], note, faults[code] = None, "", fault
        if note:
            notes.setdefault(note, []).append(code)
    for note, codes in notes.items():
        noted = column.rows_with(codes)
        log.note_cells(sheet.cell_place(noted[0], column.title), len(noted), note)
    rows = column.rows_with([*faults])
    told = [_problem(sheet, column, row, faults[int(column.codes[row])]) for row in rows[: log.most]]
    log.add(told, untold=len(rows[log.most :]))
    return values


def _problem(sheet: Sheet, column: SheetColumn, row: int, fault: CellFault) -> Problem:
    return Problem(fault.problem, sheet.cell_place(row, column.title), fault.remedy, fault.code)

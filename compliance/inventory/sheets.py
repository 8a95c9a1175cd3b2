"""From a sheet as it stands in the file to columns of values, every fault of it reported at once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from compliance.errors import Problem
from compliance.inventory.answers import YES, is_no_reason, is_unknown
from compliance.inventory.cells import CellReader
from compliance.inventory.columnar import Sheet, SheetColumn
from compliance.inventory.headings import EXCLUDE, Heading, Headings, field_named, read_heading
from compliance.inventory.keys import key_faults
from compliance.inventory.letters import exact, tidy
from compliance.inventory.places import Places
from compliance.inventory.problems import ReadingLog
from compliance.inventory.raw import CellFault, RawSheet, as_typed, shown
from compliance.inventory.typed import TypedColumn
from compliance.vocabulary import Entity, Field, Vocabulary

EXAMPLE = "EXAMPLE"
"""Keys that begin like this mark the example rows of the empty workbook."""

EXAMPLE_REASON = "example row of the empty workbook"


@dataclass(frozen=True)
class SheetRead:
    """The rows of a sheet, and those left out with the reason for each."""

    sheet: Sheet
    read: int
    """Rows that hold anything."""
    excluded: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class SheetReader:
    """Reads sheets against the vocabulary. What is wrong with them goes to the log."""

    vocabulary: Vocabulary
    places: Places
    log: ReadingLog

    def read(self, raw: RawSheet, entity: Entity) -> SheetRead | None:
        """Return the rows of a sheet, or None where its heading cannot be understood."""
        if raw.is_empty():
            return SheetRead(Sheet(entity.name, raw.place(), (), (), {}), 0)
        headings = Headings(entity, self.vocabulary)
        heading = read_heading(raw, headings, self.log)
        if heading is None:
            return None
        if heading.vertical:
            return self._vertical(raw, heading, headings)
        return _Table(self, raw, heading, headings).read()

    def cells(self, field: Field, raw: RawSheet) -> CellReader:
        """Return the reader of a column."""
        return CellReader(field, self.places, raw.serials_from)

    def _vertical(self, raw: RawSheet, heading: Heading, headings: Headings) -> SheetRead:
        """Read a sheet of one row whose fields stand below each other."""
        name = headings.entity.name
        columns: dict[str, SheetColumn] = {}
        extra: dict[str, tuple[str, ...]] = {}
        for index in range(heading.above, len(raw.rows)):
            named, cell, *_ = (*raw.rows[index], None, None)
            title = "" if named in (None, "") else tidy(shown(named))
            if not title and cell in (None, ""):
                continue
            place = raw.place(index, title)
            if title[:2].casefold() == "x_":
                extra[title.casefold()] = (as_typed(cell),)
                continue
            try:
                field, note = field_named(title, headings, columns)
                read = self.cells(headings.fields[field], raw).read(cell)
            except CellFault as fault:
                self.log.problem(fault.problem, place, fault.remedy, code=fault.code)
                continue
            codes = np.array([0 if read.value is None else 1], np.int32)
            columns[field] = SheetColumn(title, codes, (None, read.value), (None, cell), place=place)
            for text in filter(None, (note, read.note)):
                self.log.note(f"{place}: {text}")
        sheet = Sheet(name, raw.place(), (name,), (raw.number(heading.above - 1),), columns, extra)
        known = any(column.known()[0] for column in columns.values()) or any(texts[0] for texts in extra.values())
        return SheetRead(sheet if known else sheet.take([]), int(known))


@dataclass
class _Table:
    """A sheet of one heading and many rows, while it is being read."""

    reader: SheetReader
    raw: RawSheet
    heading: Heading
    headings: Headings

    def __post_init__(self) -> None:
        above, raw = self.heading.above, self.raw
        self.typed = {
            name: TypedColumn.in_sheet(raw, at, title, above) for name, (at, title) in self.heading.columns.items()
        }
        self.extra = {
            name: TypedColumn.in_sheet(raw, at, name, above).texts() for name, at in self.heading.extra.items()
        }
        self.height = raw.height - above
        lines = raw.lines[above:]
        self.numbers = tuple(lines or raw.numbers[above:] or range(above + 1, raw.height + 1))
        self.faults: list[tuple[int, int, Problem]] = []
        self.untold = 0

    def read(self) -> SheetRead:
        entity = self.headings.entity
        filled = self._filled()
        reasons = self._reasons(filled)
        kept = filled.copy()
        kept[list(reasons)] = False
        columns = {name: self._column(name, typed, kept) for name, typed in self.typed.items() if name != EXCLUDE}
        keys = self._keys(entity, columns, kept)
        if entity.single:
            self._check_single(entity, kept)
        self._note_merged()
        self.faults.sort(key=lambda fault: fault[:2])
        told = (self._named(problem, keys[row]) for row, _, problem in self.faults)
        self.reader.log.add(told, untold=self.untold)
        sheet = Sheet(
            entity.name, self.raw.place(), keys, self.numbers, columns, self.extra, by_line=bool(self.raw.lines)
        )
        excluded = tuple((keys[row] or f"row {self.numbers[row]}", reasons[row]) for row in sorted(reasons))
        return SheetRead(sheet.take(np.flatnonzero(kept).tolist()), int(filled.sum()), excluded)

    def _named(self, problem: Problem, key: str) -> Problem:
        """Return a problem that names its row by its key, where no program shows the number of a row."""
        if self.raw.columns is None or not key:
            return problem
        return replace(problem, problem=f"{key}: {problem.problem}")

    def _filled(self) -> NDArray[np.bool_]:
        """Return which rows hold anything, and report cells that stand under no title."""
        filled = np.zeros(self.height, bool)
        for typed in self.typed.values():
            filled |= typed.filled()
        for texts in self.extra.values():
            filled |= np.array([bool(text.strip()) for text in texts], bool)
        for at in self.heading.unnamed:
            typed = TypedColumn.in_sheet(self.raw, at, column_letters(at), self.heading.above)
            rows = np.flatnonzero(typed.filled())
            if len(rows):
                remedy = "Give the column a title, or clear it."
                fault = CellFault(
                    f"{shown(typed.raws[typed.codes[rows[0]]])} stands under no title.", remedy, "no-title"
                )
                self._fault(int(rows[0]), typed, fault)
                filled[rows] = True
        return filled

    def _reasons(self, filled: NDArray[np.bool_]) -> dict[int, str]:
        """Return the rows that are left out, with the reason of each."""
        reasons: dict[int, str] = {}
        if typed := self.typed.get(EXCLUDE):
            for row in np.flatnonzero(typed.filled()).tolist():
                reason = tidy(as_typed(typed.raws[typed.codes[row]]))
                if exact(reason) in YES:
                    remedy = "Write the reason instead of yes."
                    self._fault(row, typed, CellFault("the row is left out without a reason.", remedy, "no-reason"))
                elif not is_no_reason(reason) and not is_unknown(reason):
                    reasons[row] = reason
        if key := self.typed.get(self.headings.entity.key):
            codes = [n for n, raw in enumerate(key.raws) if isinstance(raw, str) and raw.strip().startswith(EXAMPLE)]
            reasons |= dict.fromkeys(key.rows(codes, filled), EXAMPLE_REASON)
        return reasons

    def _column(self, name: str, typed: TypedColumn, kept: NDArray[np.bool_]) -> SheetColumn:
        """Return a column's values. Faults and notes of rows that are left out do not count."""
        meaning = typed.read(self.reader.cells(self.headings.fields[name], self.raw).read)
        rows = typed.rows([*meaning.faults], kept)
        for row in rows[: self.reader.log.most]:
            self._fault(row, typed, meaning.faults[int(typed.codes[row])])
        self.untold += len(rows[self.reader.log.most :])
        for note, codes in meaning.notes.items():
            if noted := typed.rows(codes, kept):
                place = self.raw.place(self.heading.above + noted[0], typed.title)
                self.reader.log.note_cells(place, len(noted), note)
        return SheetColumn(typed.title, typed.codes, meaning.values, typed.raws)

    def _keys(self, entity: Entity, columns: Mapping[str, SheetColumn], kept: NDArray[np.bool_]) -> tuple[str, ...]:
        if entity.single:
            return (entity.name,) * self.height
        column = columns.get(entity.key)
        if column is None:
            title = entity.fields[entity.key].title
            problem = f"the sheet has no column {title} ({entity.key}), which names its rows."
            self.reader.log.problem(problem, self.raw.place(), "Add it.", code="missing-column")
            return ("",) * self.height
        texts = ["" if value is None else str(value) for value in column.values]
        keys = tuple(texts[code] for code in column.codes.tolist())
        told = {row for row, *_ in self.faults}
        for row, fault in key_faults(keys, np.flatnonzero(kept).tolist(), self.numbers):
            # A key that could not be read has been told already.
            if fault.code != "missing-key" or row not in told:
                self._fault(row, self.typed[entity.key], fault)
        return keys

    def _check_single(self, entity: Entity, kept: NDArray[np.bool_]) -> None:
        for row in np.flatnonzero(kept).tolist()[1:]:
            place = self.raw.place(self.heading.above + row)
            problem = Problem(f"the sheet {entity.sheet} holds one row; this is another.", place, "", "second-row")
            self.faults.append((row, 0, problem))

    def _note_merged(self) -> None:
        """Say that merged cells hold one value for all of them, which the spreadsheet keeps in the first alone."""
        for top, left, bottom, right in self.raw.merged:
            if bottom >= self.heading.above:
                first, last = f"{column_letters(left)}{top + 1}", f"{column_letters(right)}{bottom + 1}"
                text = f"cells {first}:{last} are merged; the first was read, the others are blank."
                self.reader.log.note(f"{self.raw.place()}: {text}")

    def _fault(self, row: int, typed: TypedColumn, fault: CellFault) -> None:
        place = self.raw.place(self.heading.above + row, typed.title)
        self.faults.append((row, typed.at, Problem(fault.problem, place, fault.remedy, fault.code)))


def column_letters(at: int) -> str:
    """Return the letters a spreadsheet shows above a column.

    >>> column_letters(0), column_letters(27)
    ('A', 'AB')
    """
    letters = ""
    at += 1
    while at:
        at, rest = divmod(at - 1, 26)
        letters = chr(65 + rest) + letters
    return letters

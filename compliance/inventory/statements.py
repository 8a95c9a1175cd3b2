"""Statements: a named person's word for many cells at once.

A statement fills blank cells only, in every row or in those that meet one simple condition (a column = an answer). What
a cell records stands, whatever a statement says; see `stating` for how they are applied.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from types import MappingProxyType
from typing import TypeVar

from compliance.inventory.cells import CellReader
from compliance.inventory.columnar import Sheet
from compliance.inventory.headings import EXCLUDE, Headings
from compliance.inventory.letters import Names, exact
from compliance.inventory.links import Keys
from compliance.inventory.model import Row, Value
from compliance.inventory.places import Places
from compliance.inventory.problems import ReadingLog
from compliance.inventory.raw import CellFault, as_typed, shown
from compliance.vocabulary import Entity, Field, Vocabulary

Meaning = TypeVar("Meaning")

SHEET = "statements"

_EVERY_ROW = frozenset({"all", "all rows", "every row"})

_FIELDS = (
    Field("statement", "id", "text", "Statement", "Which short name identifies the statement?", example="S-001"),
    Field("statement", "fact", "text", "Fact", "Which fact is stated?", also_known_as=("field", "path")),
    Field("statement", "value", "text", "Answer", "What is the answer?", also_known_as=("answer", "says")),
    Field(
        "statement",
        "where",
        "text",
        "For rows where",
        "For which rows is it stated, as column = answer (blank for all)?",
        also_known_as=("when", "condition", "for"),
        example="medium = video",
    ),
    Field("statement", "stated_by", "text", "Stated by", "Who states it?", also_known_as=("by", "name", "person")),
    Field("statement", "stated_on", "date", "Stated on", "On which day was it stated?", also_known_as=("on", "date")),
    Field("statement", "document", "reference", "Document", "Which listed document holds it?", to="document"),
)

STATEMENT = Entity(
    name="statement",
    title="Statement",
    one_row_is="a fact that a named person states for many rows",
    sheet=SHEET,
    key="id",
    title_field="id",
    fields=MappingProxyType({field.name: replace(field, sheet=SHEET) for field in _FIELDS}),
)
"""The sheet of statements. It is no entity of the vocabulary, because it speaks of the fields of all of them."""


@dataclass(frozen=True)
class Statement:
    """A statement, understood."""

    row: Row
    field: Field
    value: Value
    condition: tuple[str, Value] | None
    """(field of the same sheet, answer), or None for every row."""

    @property
    def key(self) -> str:
        """Its name."""
        return self.row.key

    @property
    def shown(self) -> str:
        """Its answer as typed."""
        return self.row.cells["value"].raw

    @property
    def says(self) -> tuple[str, Value, tuple[str, Value] | None]:
        """What it says, whoever says it."""
        return self.field.path, self.value, self.condition


class StatementReader:
    """Understands rows of the statements sheet."""

    def __init__(self, vocabulary: Vocabulary, places: Places, keys: Keys, log: ReadingLog) -> None:
        self._vocabulary, self._places, self._keys, self._log = vocabulary, places, keys, log
        fields = [field for field in vocabulary.fields.values() if vocabulary.entities[field.entity].sheet]
        titles = Counter(exact(field.title) for field in fields)
        self._facts = Names(
            [(field.path, field) for field in fields]
            + [(f"{field.sheet}.{field.name}", field) for field in fields]
            + [(f"{vocabulary.entities[field.entity].title}: {field.title}", field) for field in fields]
            + [(f"{field.sheet}: {field.title}", field) for field in fields]
            + [(field.title, field) for field in fields if titles[exact(field.title)] == 1]
        )

    def read(self, sheet: Sheet) -> Iterator[Statement]:
        """Yield the statements of a sheet; what is wrong with one goes to the log."""
        where = sheet.columns.get("where")
        for index in range(len(sheet)):
            row = sheet.row(index)
            field = self._understood(row, "fact", self._fact)
            answer: Value | None = None
            if field:
                answer = self._understood(row, "value", partial(self._answer, field))
            by = self._understood(row, "stated_by", str)
            limited = where is not None and bool(as_typed(where.raws[where.codes[index]]).strip())
            if limited and exact(str(row.value("where"))) not in _EVERY_ROW:
                condition = self._understood(row, "where", partial(self._condition, field)) if field else None
                understood = condition is not None
            else:
                condition, understood = None, True
            if field and answer is not None and by and understood:
                yield Statement(row, field, answer, condition)

    def _understood(self, row: Row, name: str, read: Callable[[str], Meaning]) -> Meaning | None:
        """Return what a cell of a statement means; None after telling what is wrong with it."""
        field = STATEMENT.fields[name]
        cell = row.cells.get(name)
        place = cell.place if cell else row.place._replace(column=field.title)
        if cell is None:
            problem = f"a statement must say: {field.question}"
            self._log.problem(problem, place, "Fill the cell.", code="incomplete-statement")
            return None
        try:
            return read(str(cell.value))
        except CellFault as fault:
            self._log.problem(fault.problem, place, fault.remedy, code=fault.code)
            return None

    def _fact(self, text: str) -> Field:
        found = self._facts.find(text)
        if found is None:
            near = self._facts.nearest(text)
            remedy = f"Did you mean {near}?" if near else "Write sheet and column, such as assets.medium."
            raise CellFault(f"{shown(text)} is no fact.", remedy, "unknown-fact")
        field = found.thing
        if field.computed or field.name in {self._vocabulary.entities[field.entity].key, EXCLUDE}:
            raise CellFault(f"{field.path} cannot be stated.", "State another fact.", "cannot-be-stated")
        return field

    def _answer(self, field: Field, text: str) -> Value | None:
        """Return the answer, read as a cell of the fact's own column would be."""
        value = CellReader(field, self._places).read(text).value
        if value is None:
            raise CellFault(f"{shown(text)} states nothing.", "Write the answer.", "incomplete-statement")
        if field.to and self._keys.has_sheet(field.to):
            return self._keys.resolved(field, value).value
        return value

    def _condition(self, field: Field, text: str) -> tuple[str, Value] | None:
        name, equals, wanted = text.partition("=")
        if not equals:
            remedy = "Write a column = an answer, such as medium = video."
            raise CellFault(f"{shown(text)} is no condition.", remedy, "bad-condition")
        headings = Headings(self._vocabulary.entities[field.entity], self._vocabulary)
        found = headings.find(name)
        if found is None or headings.fields[found.thing].computed:
            raise CellFault(*headings.unknown(name.strip()), "unknown-column")
        value = self._answer(headings.fields[found.thing], wanted.strip())
        return None if value is None else (found.thing, value)

"""The facts, as one condition about one row reads them: rows that names stand for, computed facts, what is listed.

Plain Python, a row at a time; with `reference` it is the specification.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import reduce
from typing import Any

from compliance.conditions import causes
from compliance.conditions.facts import Facts, number_of
from compliance.conditions.operators import ALL
from compliance.conditions.operators.orderings import later, pick
from compliance.conditions.values import NONE, Dated, Each, Fact, Operand, Pick, Value
from compliance.vocabulary import Field, ListLink, Vocabulary

Answer = bool | None


@dataclass(frozen=True)
class FactRead:
    """A fact that was read, and of which row."""

    path: str
    entity: str
    key: str
    """Empty where the row itself is unknown."""
    value: Value | None


@dataclass(frozen=True)
class Situation:
    """The facts, the days, and the rows that names stand for."""

    facts: Facts
    on: date
    key_day: date | None
    rows: Mapping[str, int | None]
    values: Mapping[str, str]
    """The value that `for_each_value` is at, by its path."""

    @property
    def vocabulary(self) -> Vocabulary:
        """The fields, entities and lists there are."""
        return self.facts.vocabulary

    def with_row(self, entity: str, row: int | None) -> Situation:
        """Return the situation in which `entity` stands for a row; its parents come along where they are not named."""
        family = self.family(entity, row)
        return replace(self, rows={**family, **self.rows, entity: row})

    def family(self, entity: str, row: int | None) -> dict[str, int | None]:
        """Return a row and its parents, nearest first."""
        found: dict[str, int | None] = {}
        waiting = [(entity, row)]
        while waiting:
            name, at = waiting.pop(0)
            if name not in found and not self.vocabulary.entities[name].single:
                found[name] = at
                for link, parent in self.vocabulary.entities[name].parents:
                    key = self.facts.value(self.vocabulary.fields[f"{name}.{link}"], at)
                    waiting.append((parent, self.facts.row(parent, key)))
        return found

    def row(self, entity: str) -> int | None:
        """Return the row an entity stands for; a single one stands for its only row."""
        return 0 if self.vocabulary.entities[entity].single else self.rows[entity]

    def value(self, path: str) -> Value | None:
        """Return a fact, recorded or computed; None where it is unknown."""
        found = self.vocabulary.fields[path]
        if path == "assessment.date":
            return self.on
        if found.computed:
            value: Value | None = self.computed(found.computed, found)
            return value
        return self.facts.value(found, self.row(found.entity))

    def read(self, path: str) -> FactRead:
        """Return a fact with the row it was read from."""
        entity = self.vocabulary.fields[path].entity
        row = self.row(entity)
        key = "" if row is None else self.facts.table(entity).keys[row]
        return FactRead(path, entity, key, self.value(path))

    def computed(self, how: Any, found: Field) -> Any:
        """Return what a computation gives; unknown or absent inputs give unknown."""
        if isinstance(how, int | float):
            return float(how)
        if isinstance(how, str):
            return self.value(how)
        ((name, parts),) = how.items()
        if name == "count":
            return self.count(self.vocabulary.lists[parts])
        if name == "is_one_of":
            value = self.value(parts[0])
            return None if value is None else value in parts[1]
        inputs = [self.computed(part, found) for part in parts]
        if any(value is None or value == NONE for value in inputs):
            return None
        return calculated(name, inputs)

    def count(self, link: ListLink) -> float | None:
        """Return how many rows are listed, if all of them are known."""
        members, doubt = self.listed(link)
        return float(len(members)) if not doubt and all(sure for _, sure in members) else None

    def listed(self, link: ListLink) -> tuple[list[tuple[int | None, bool]], int]:
        """Return the rows of a list, each with whether it is surely there, and why there may be more."""
        owner = self.row(link.entity)
        if owner is None:
            return [], causes.UNKNOWN_OWNER
        if link.everything:
            members: list[tuple[int | None, bool]] = [(row, True) for row in range(len(self.facts.table(link.of)))]
            doubt = 0
        elif link.listed_in:
            members, doubt = self._listed_by_me(link, owner)
        else:
            members, doubt = self._sharing_my_row(link, owner)
        doubt = doubt or self._incomplete(link, owner)
        if not doubt and link.same and self.facts.strays(link.of, link.same, link.same):
            doubt = causes.STRAY
        return members, doubt

    def _listed_by_me(self, link: ListLink, owner: int) -> tuple[list[tuple[int | None, bool]], int]:
        keys = self.facts.value(self.vocabulary.fields[f"{link.entity}.{link.listed_in}"], owner)
        if keys is None:
            return [], causes.UNKNOWN_LINK
        assert isinstance(keys, frozenset)
        if ALL in keys:
            return [(row, True) for row in range(len(self.facts.table(link.of)))], 0
        # A key that no row has still lists something: a row of which nothing is known.
        return [(self.facts.row(link.of, key), True) for key in sorted(keys - {NONE})], 0

    def _sharing_my_row(self, link: ListLink, owner: int) -> tuple[list[tuple[int | None, bool]], int]:
        mine = self._shared_key(link, owner)
        if mine == NONE:
            return [], 0
        if self.facts.row(link.same, mine) is None:
            return [], causes.UNKNOWN_LINK
        found = [(row, self._limit(link, owner, row)) for row in self.facts.rows_where(link.of, link.same, mine)]
        return [(row, limit is True) for row, limit in found if limit is not False], 0

    def _shared_key(self, link: ListLink, owner: int) -> Value | None:
        if link.same == link.entity:
            return self.facts.table(link.entity).keys[owner]
        return self.facts.value(self.vocabulary.fields[f"{link.entity}.{link.same}"], owner)

    def _limit(self, link: ListLink, owner: int, member: int) -> Answer:
        """Return whether a member counts for this owner."""
        if not link.limited_by:
            return True
        keys = self.facts.value(self.vocabulary.fields[f"{link.of}.{link.limited_by}"], member)
        if keys is None:
            return None
        assert isinstance(keys, frozenset)
        if ALL in keys:
            return True
        if not keys - {NONE}:
            return False
        mine = self.family(link.entity, owner).get(link.limited_to)
        return None if mine is None else self.facts.table(link.limited_to).keys[mine] in keys

    def _incomplete(self, link: ListLink, owner: int) -> int:
        if not link.complete_field:
            return 0
        complete = self.facts.value(self.vocabulary.fields[f"{link.entity}.{link.complete_field}"], owner)
        is_open = link.if_blank == "partial" if complete is None else not complete
        return causes.INCOMPLETE if is_open else 0

    def operand(self, operand: Operand) -> Any:
        """Return the value a clause compares with; None where it is unknown."""
        if isinstance(operand, Fact):
            value = self.value(operand.path)
            return None if value is None else later(value, operand.later)
        if isinstance(operand, Dated):
            return None if self.key_day is None else operand.parameter.on(self.key_day)
        if isinstance(operand, Each):
            return self.values[operand.path]
        if isinstance(operand, Pick):
            parts = [self.operand(part) for part in operand.of]
            return None if None in parts else pick(operand.which, parts)
        return operand


def calculated(name: str, inputs: Sequence[Any]) -> float | None:
    """Return sums, differences, ratios, the least and the greatest; days are counted, date-times in days."""
    if any(isinstance(value, date) for value in inputs):
        inputs = [number_of(value) / 86400 if isinstance(value, datetime) else number_of(value) for value in inputs]
    numbers = [float(value) for value in inputs]
    if name == "divide":
        return None if 0 in numbers[1:] else reduce(lambda a, b: a / b, numbers)
    if name == "subtract":
        return reduce(lambda a, b: a - b, numbers)
    if name == "add":
        return reduce(lambda a, b: a + b, numbers)
    return min(numbers) if name == "least" else max(numbers)

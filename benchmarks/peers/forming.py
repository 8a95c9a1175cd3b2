"""From the clauses of the packs to forms, from the words' own meaning."""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence
from datetime import date
from typing import Any

import numpy as np
from numpy.typing import NDArray

from benchmarks.peers.forms import (
    DAY,
    AnyForm,
    ByEra,
    Calculated,
    Chosen,
    Compared,
    Era,
    Flag,
    Form,
    InTime,
    Later,
    Literal,
    Looked,
    Marked,
    Number,
    Picked,
    Recorded,
    reads_of,
)
from benchmarks.peers.tables import OutOfReachError, Tables
from compliance.conditions.facts import Coded, YesNo, day_of, number_of
from compliance.conditions.kleene import UNKNOWN, YES, code_of
from compliance.conditions.operators import ALL, Operator, Setting, looks_at_map, operators, setting_of
from compliance.conditions.spans import Span, day_after
from compliance.conditions.tree import Leaf
from compliance.conditions.values import NONE, Dated, Each, Fact, Operand, Pick, Within, operands, parameters_in

_MOST_COMBINATIONS = 1 << 20

_WORDS = {
    "at_least": "ge",
    "on_or_after": "ge",
    "no_older_than": "ge",
    "at_most": "le",
    "on_or_before": "le",
    "more_than": "gt",
    "after": "gt",
    "less_than": "lt",
    "before": "lt",
}


class Former:
    """Turns clauses into forms, for one inventory."""

    def __init__(self, tables: Tables, on: date) -> None:
        self._tables = tables
        self._on = on
        self._fields = tables.vocabulary.fields

    def form(self, leaf: Leaf, era: Era | None, day: date) -> Form | bool | None:
        """Return a clause as a form, or its answer where that is the same for all rows.

        Args:
            leaf: The clause.
            era: Which spans of law its subjects lie in, where they differ and it matters.
            day: The day whose law counts where they do not.
        """
        if leaf.negated:
            raise OutOfReachError("A negated clause.")
        word = operators[leaf.operator]
        if leaf.operator == "within":
            return self._in_time(leaf)
        if leaf.operator in _WORDS:
            (wanted,) = operands(leaf.wanted)
            right = self._number(wanted, era, day)
            return Compared(_WORDS[leaf.operator], self._fact(leaf.path), right, self._setting(leaf, day).never)
        if self._is_number(leaf.path) and leaf.operator in {"is", "one_of"}:
            wanted_values = leaf.wanted if isinstance(leaf.wanted, frozenset) else [leaf.wanted]
            left = self._fact(leaf.path)
            return AnyForm(tuple(Compared("eq", left, self._number(value, era, day)) for value in wanted_values))
        if self._is_number(leaf.path) and leaf.operator == "recorded":
            # A blank is unknown, and whatever is known equals itself; "it never happened" is no record.
            fact = self._fact(leaf.path)
            return Compared("eq", fact, fact, (self._setting(leaf, day).never[0], False))
        if isinstance(self._tables.column(leaf.path), YesNo) and not self._fields[leaf.path].computed:
            if self._single(leaf.path):
                value = self._tables.column(leaf.path).value(0)
                return None if value is None else value == leaf.wanted
            if leaf.operator == "is" and isinstance(leaf.wanted, bool):
                return Flag(leaf.path, leaf.wanted)
        return self._looked(leaf, word, era, day)

    def _setting(self, leaf: Leaf, day: date) -> Setting:
        return setting_of(leaf, self._tables.vocabulary, self._tables.facts.jurisdictions, self._on, day)

    def _single(self, path: str) -> bool:
        return self._tables.vocabulary.entities[self._fields[path].entity].single

    def _is_number(self, path: str) -> bool:
        return self._fields[path].type in {"number", "duration", "date", "datetime"}

    # -- numbers

    def _fact(self, path: str) -> Number:
        found = self._fields[path]
        if path == "assessment.date":
            return Literal(float(self._on.toordinal()))
        if found.computed:
            return self._computed(found.computed)
        if self._single(path):
            return Literal(number_of(self._tables.column(path).value(0)))
        return Recorded(path)

    def _computed(self, how: Any) -> Number:
        if isinstance(how, str):
            return self._fact(how)
        if isinstance(how, int | float):
            return Literal(float(how))
        ((name, parts),) = how.items()
        if name == "count":
            raise OutOfReachError("A count of listed rows.")
        inputs = tuple(self._computed(part) for part in parts)
        kinds = {self._fields[read].type for part in inputs for read in reads_of(part) if isinstance(read, str)}
        if "datetime" in kinds:
            raise OutOfReachError("A calculation with date-times.")
        return Calculated(name, inputs)

    def _number(self, operand: Operand | Any, era: Era | None, day: date) -> Number:
        if isinstance(operand, Fact):
            found = self._fact(operand.path)
            return found if operand.later is None else _later(found, operand.later, self._fields[operand.path].type)
        if isinstance(operand, Dated):
            if era is None:
                return Literal(number_of(operand.parameter.on(day)))
            return ByEra(era, (*(number_of(operand.parameter.on(each)) for each in era.days), math.nan))
        if isinstance(operand, Pick):
            name = "least" if operand.which == "earliest" else "greatest"
            return Picked(name, tuple(self._number(part, era, day) for part in operand.of))
        return Literal(number_of(operand))

    def _in_time(self, leaf: Leaf) -> Form:
        assert isinstance(leaf.wanted, Within)
        span, start = leaf.wanted.span, leaf.wanted.start
        paths = [leaf.path, *(part.path for part in (start,) if isinstance(part, Fact))]
        if span.business_days or span.all_months or {self._fields[path].type for path in paths} != {"datetime"}:
            raise OutOfReachError("A deadline that is not counted in hours or days between date-times.")
        assert isinstance(start, Fact)
        seconds = span.days * DAY + span.hours * 3600
        return InTime(self._fact(leaf.path), self._fact(start.path), seconds, float(self._on.toordinal()))

    # -- tables

    def _looked(self, leaf: Leaf, word: Operator, era: Era | None, day: date) -> Form | bool | None:
        sides = [self._side(Fact(leaf.path)), *(self._side(operand) for operand in operands(leaf.wanted))]
        sizes = [len(values) for _, values in sides]
        if math.prod(sizes) > _MOST_COMBINATIONS:
            raise OutOfReachError(f"{leaf.path}: too many combinations of values.")

        def table_on(each: date) -> NDArray[np.uint8]:
            setting = self._setting(leaf, each)
            answers = [
                UNKNOWN if None in values else code_of(word.answer(values[0], tuple(values[1:]), setting))
                for values in itertools.product(*(values for _, values in sides))
            ]
            return np.array(answers, dtype=np.uint8)

        def table() -> NDArray[np.uint8]:
            if era is None:
                return table_on(day)
            tables = [table_on(each) for each in era.days]
            every = tables + [table_on(each) for each in era.every_day if each not in era.days]
            agreed = np.where(np.ptp(every, axis=0) == 0, every[0], UNKNOWN).astype(np.uint8)
            nobody_knows = np.full_like(agreed, UNKNOWN) if leaf.parameters else agreed
            return np.concatenate([*tables, nobody_knows])

        reads = [path for path, _ in sides]
        if era is not None:
            reads.insert(0, era)
            sizes.insert(0, len(era.days) + 1)
        columns = [(read, size) for read, size in zip(reads, sizes, strict=True) if read]
        if not columns:
            (answer,) = table().tolist()
            return None if answer == UNKNOWN else bool(answer)
        if len(columns) == 1 and era is None:
            found = self._alone(leaf, str(columns[0][0]), table())
            if found is not None:
                return found
        return Looked(tuple(read for read, _ in columns), tuple(size for _, size in columns), table)

    def _alone(self, leaf: Leaf, path: str, table: NDArray[np.uint8]) -> Form | None:
        """Return a clause about one column as values or flags, if every cell but the blank decides it."""
        if table[0] != UNKNOWN or (table[1:] == UNKNOWN).any():
            return None
        column = self._tables.column(path)
        values = self._tables.choices(path)
        if values is None:
            assert isinstance(column, Coded)
            return Chosen(path, tuple(str(column.values[code]) for code in np.flatnonzero(table == YES)))
        wanted = leaf.wanted
        if not isinstance(wanted, frozenset) or ALL in {*wanted, *values}:
            return None
        if leaf.operator == "only" and NONE not in wanted:
            return Marked(path, tuple(sorted(values - wanted - {NONE})), "any", wanted=False)
        word = "all" if leaf.operator == "covers" else "any"
        if (word == "all" and not wanted <= values - {NONE}) or leaf.operator not in {"covers", "overlaps", "excludes"}:
            return None
        return Marked(path, tuple(sorted(wanted & values)), word, leaf.operator != "excludes")

    def _side(self, operand: Operand | Any) -> tuple[Any, Sequence[Any]]:
        """Return the column a side is read from (empty for a single value) and its distinct values."""
        if isinstance(operand, Fact):
            if operand.later is not None:
                raise OutOfReachError("A span added to a coded value.")
            found = self._fields[operand.path]
            ((name, parts),) = found.computed.items() or (("", ()),)
            if name == "is_one_of":
                path, values = self._side(Fact(parts[0]))
                return path, [None if value is None else value in parts[1] for value in values]
            column = self._tables.column(operand.path)
            if not isinstance(column, Coded) or found.computed:
                raise OutOfReachError(f"{operand.path} is not held as codes.")
            return ("", [column.value(0)]) if self._single(operand.path) else (operand.path, column.values)
        if isinstance(operand, Dated | Each | Pick):
            raise OutOfReachError("A dated, listed or picked value beside a coded one.")
        return "", [operand]


def _later(of: Number, span: Span, type_: str) -> Number:
    if type_ != "date" or span.business_days or span.hours:
        raise OutOfReachError("A span that is not counted in months and days.")
    if isinstance(of, Literal):
        return _later_literal(of, span)
    return Later(of, span.all_months, span.days)


def _later_literal(of: Literal, span: Span) -> Literal:
    day = day_of(of.number)
    return Literal(number_of(day_after(day, span))) if isinstance(day, date) else of


def turns_of(leaf: Leaf, tables: Tables) -> tuple[int, ...]:
    """Return the ordinals of the days on which something a clause looks at changes."""
    days = {day.toordinal() for found in parameters_in(leaf.wanted) for day, _, _ in found.values}
    if looks_at_map(leaf, tables.vocabulary.fields[leaf.path]):
        days.update(day.toordinal() for day in tables.facts.jurisdictions.boundaries)
    return tuple(sorted(days))


def era_of(about: str, key_date: str, turns: tuple[int, ...], days: NDArray[np.float64]) -> Era | date:
    """Return the eras that key dates lie in, or a day of the one in which all of them lie."""
    known = days[~np.isnan(days)]
    every_day = tuple(date.fromordinal(day) for day in (turns[0] - 1, *turns))
    era_of_day = np.unique(np.searchsorted(np.array(turns, dtype=np.float64), known, side="right")).tolist()
    present = tuple(every_day[era] for era in era_of_day)
    if len(present) == 1 and len(known) == len(days):
        return present[0]
    return Era(about, key_date, tuple(day.toordinal() for day in present[1:]), present, every_day)

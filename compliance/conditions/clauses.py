"""One clause for every row of a frame: text, places and choices once for each distinct value, numbers as columns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from functools import reduce
from typing import Any

import numpy as np
from numpy.typing import NDArray

from compliance.conditions.columns import Amounts, Codes, Floats, ReadColumn, Rows
from compliance.conditions.combinations import Combinations, OnDays, asked, combinations, look_up
from compliance.conditions.facts import day_of, instant_of, number_of
from compliance.conditions.frames import Frame, Frames, lifted, rows_of
from compliance.conditions.kleene import NO, UNKNOWN, YES, code_of
from compliance.conditions.kleene import Codes as Answers
from compliance.conditions.operators import Setting, operators, setting_of
from compliance.conditions.operators.equality import Is, OneOf, Recorded
from compliance.conditions.operators.orderings import Ordering
from compliance.conditions.spans import Span
from compliance.conditions.tree import Leaf
from compliance.conditions.values import NONE, Dated, Each, Fact, Operand, Pick, Within, operands

_EPOCH = date(1970, 1, 1).toordinal()
_DAY = 86400.0

Side = ReadColumn | Any
"""A column, or one value that stands for all rows; None where that value is unknown."""


class Clauses:
    """Works out clauses over the rows of frames."""

    def __init__(self, frames: Frames, on: date) -> None:
        self._frames = frames
        self._on = on
        self._places = frames.columns.facts.jurisdictions
        self._blank: dict[str, NDArray[np.bool_]] = {}
        self._computed: dict[tuple[str, int], ReadColumn] = {}
        self._moved: dict[Fact, Amounts] = {}
        self._places_of: dict[int, tuple[tuple[Any, ...], frozenset[str]]] = {}

    def answers(self, leaf: Leaf, frame: Frame, day: date) -> Answers:
        """Return the answer of a clause for every row of its frame, on one day of the law and the map."""
        fact = self.fact(leaf.path, frame)
        sides = [self._side(operand, frame, day) for operand in operands(leaf.wanted)]
        if any(side is None for side in sides):
            return np.full(1, UNKNOWN, dtype=np.uint8)
        setting = setting_of(leaf, self._frames.vocabulary, self._places, self._on, day)
        word = operators[leaf.operator]
        if isinstance(fact, Amounts) and isinstance(word, Ordering):
            found = _ordered(word, fact, sides[0], setting)
        elif isinstance(fact, Amounts) and isinstance(word, Is | OneOf):
            found = _equal(fact, sides[0])
        elif isinstance(fact, Amounts) and isinstance(word, Recorded):
            none = code_of(word.answer(NONE, (True,), setting))
            found = np.where(np.isinf(fact.numbers), np.uint8(none), np.uint8(YES))
            found[fact.blank] = UNKNOWN
        elif isinstance(word, Is) and isinstance(fact, Codes) and _is_scalar(sides[0]):
            found = _same_value(fact, sides[0])
        else:
            kept = self._in_time(leaf.wanted, fact, sides[0]) if isinstance(leaf.wanted, Within) else None
            found = self._by_distinct_values(leaf, fact, sides, setting) if kept is None else kept
        return 2 - found if leaf.negated else found

    def blank(self, path: str, frame: Frame, rows: Rows | None = None) -> NDArray[np.bool_]:
        """Return where a recorded fact is blank, for all or some rows of a frame; a single row stands for all."""
        if path not in self._blank:
            self._blank[path] = self._frames.columns.column(path).blank
        entity = self._frames.vocabulary.fields[path].entity
        if self._frames.vocabulary.entities[entity].single:
            return self._blank[path]
        if rows is None:
            return lifted(self._blank[path], frame.way(entity))
        return self._blank[path].take(self._frames.subsets.along(frame.way(entity), rows))

    # -- sides of a comparison

    def fact(self, path: str, frame: Frame) -> ReadColumn:
        """Return a fact, recorded or computed, for the rows of a frame."""
        field = self._frames.vocabulary.fields[path]
        if not field.computed:
            return self._frames.read(path, frame)
        key = (path, frame.number)
        if key not in self._computed:
            self._computed[key] = self._compute(field.computed, frame)
        return self._computed[key]

    def _side(self, operand: Operand, frame: Frame, day: date) -> Side:
        if isinstance(operand, Fact):
            return self.fact(operand.path, frame) if operand.later is None else self._moved_fact(operand, frame)
        if isinstance(operand, Each):
            return self._frames.each(operand.path, frame)
        if isinstance(operand, Dated):
            return operand.parameter.on(day)
        if isinstance(operand, Pick):
            parts = [self._side(part, frame, day) for part in operand.of]
            return None if any(part is None for part in parts) else _picked(operand.which, parts)
        return operand

    def _moved_fact(self, operand: Fact, frame: Frame) -> ReadColumn:
        """Return a fact a span later, worked out for its own rows: they are fewer than those that ask."""
        assert operand.later is not None
        entity = self._frames.vocabulary.fields[operand.path].entity
        base = self._frames.base(entity)
        if operand not in self._moved:
            self._moved[operand] = _moved(self.fact(operand.path, base), operand.later)
        moved = self._moved[operand]
        for step in () if base is self._frames.world else frame.way(entity):
            moved = moved.take(rows_of(step))
        return moved

    def _compute(self, how: Any, frame: Frame) -> ReadColumn:
        if isinstance(how, str):
            return self.fact(how, frame)
        if isinstance(how, int | float):
            return Amounts(np.array([float(how)]), "number")
        ((name, parts),) = how.items()
        if name == "count":
            return Amounts(self._counted(parts, frame), "number")
        if name == "is_one_of":
            column = self.fact(parts[0], frame)
            assert isinstance(column, Codes)
            answers = [1 if value is None else 2 * (value in parts[1]) for value in column.values]
            return Codes(np.array(answers, dtype=np.uint8)[column.codes], (False, None, True))
        inputs = [self._compute(part, frame) for part in parts]
        return Amounts(_calculated(name, inputs), "number")

    def _counted(self, path: str, frame: Frame) -> Floats:
        link = self._frames.vocabulary.lists[path]
        listed = self._frames.listing(link)
        counts = listed.counts.astype(np.float64)
        if listed.doubt is not None:
            counts[listed.doubt > 0] = np.nan
        if listed.sure is not None:
            owner = np.repeat(np.arange(len(counts)), listed.counts)
            counts[owner[~listed.sure]] = np.nan
        single = self._frames.vocabulary.entities[link.entity].single
        return lifted(counts, () if single else frame.way(link.entity))

    # -- distinct values

    def _by_distinct_values(self, leaf: Leaf, fact: ReadColumn, sides: Sequence[Side], setting: Setting) -> Answers:
        """Ask the word once for each combination of values that occurs."""
        word = operators[leaf.operator]
        columns = [_encoded(side) for side in (fact, *sides)]
        if not any(isinstance(side, Codes | Amounts) for side in sides):
            table = np.array([asked(word, (value, *sides), setting) for value in columns[0].values], dtype=np.uint8)
            return look_up(table, columns[0].codes)
        combined = combinations(columns)
        return look_up(combined.answers(word, columns, setting), combined.numbers)

    def on_days(self, leaf: Leaf, frame: Frame, days: Sequence[date]) -> OnDays | None:
        """Return the answers of a clause on several days of the law and the map; None for one about numbers or days."""
        fact = self.fact(leaf.path, frame)
        if isinstance(fact, Amounts):
            return None
        found: Combinations | None = None
        tables = []
        standing: dict[object, Answers] = {}
        for day in days:
            sides = [self._side(operand, frame, day) for operand in operands(leaf.wanted)]
            columns = [_encoded(side) for side in (fact, *sides)]
            # What differs from day to day is one value for all rows, so the combinations are the same.
            found = found or combinations(columns)
            setting = setting_of(leaf, self._frames.vocabulary, self._places, self._on, day)
            # A day on which the map says the same of these places has the same answers.
            map_of_day = day if leaf.parameters else self._places.standing(self._places_in(columns), day)
            if map_of_day not in standing:
                standing[map_of_day] = found.answers(operators[leaf.operator], columns, setting)
            tables.append(standing[map_of_day])
        assert found is not None
        answers = np.array(tables)
        return OnDays(found.numbers, 2 - answers if leaf.negated else answers)

    def _places_in(self, columns: Sequence[Codes]) -> frozenset[str]:
        """Return the places that stand in some columns, alone or in a list."""
        return frozenset[str]().union(*(self._places_among(column.values) for column in columns))

    def _places_among(self, values: tuple[Any, ...]) -> frozenset[str]:
        key = id(values)
        if key not in self._places_of:
            alone = {value for value in values if isinstance(value, str)}
            listed = (value for value in values if isinstance(value, frozenset))
            # The values are kept with their places: their id must not be given to others.
            self._places_of[key] = (values, frozenset(filter(self._places.has, alone.union(*listed))))
        return self._places_of[key][1]

    def _in_time(self, wanted: Within, fact: ReadColumn, start: Side) -> Answers | None:
        """Return whether a clock of hours and days between two instants was kept; None for any other clock."""
        span = wanted.span
        kinds = {side.kind for side in (fact, start) if isinstance(side, Amounts)}
        if not isinstance(fact, Amounts) or not isinstance(start, Amounts) or kinds != {"instant"}:
            return None
        if span.business_days or span.all_months:
            return None
        # Whole microseconds, as clocks that are read one by one.
        length = round((span.days * _DAY + span.hours * 3600) * 1e6)
        due = np.rint(start.numbers * 1e6) + length
        found = _three(np.rint(fact.numbers * 1e6) <= due, fact.blank | start.blank)
        waits = np.isinf(fact.numbers) & np.isfinite(start.numbers)
        running = np.floor(due / (_DAY * 1e6)) + _EPOCH >= self._on.toordinal()
        found[waits & running] = UNKNOWN
        found[waits & ~running] = NO
        found[np.isinf(start.numbers) & ~fact.blank] = NO
        return found


def _is_scalar(side: Side) -> bool:
    """Whether one side is single values that compare by being the same."""
    if isinstance(side, Codes):
        return not any(isinstance(value, frozenset) for value in side.values)
    return isinstance(side, bool | str) and side != NONE


def _same_value(fact: Codes, side: Side) -> Answers:
    """Compare values with one value, or row by row with another column."""
    if not isinstance(side, Codes):
        unknown = fact.blank
        wanted = fact.values.index(side) if side in fact.values else -1
        return _three(np.zeros(len(unknown), dtype=np.bool_) if wanted < 0 else fact.codes == wanted, unknown)
    index = {value: code for code, value in enumerate(fact.values)}
    other = len(fact.values)
    codes = np.array([index.get(value, other) for value in side.values], dtype=np.min_scalar_type(other))
    same = fact.codes == codes[side.codes]
    unknown = fact.blank | side.blank
    return _three(same & ~unknown, unknown)


def _encoded(side: Side) -> Codes:
    """Return a side as codes into distinct values."""
    if isinstance(side, Codes):
        return side
    if not isinstance(side, Amounts):
        return Codes(np.zeros(1, dtype=np.intp), (side,))
    numbers, codes = np.unique(side.numbers, return_inverse=True)
    return Codes(codes, tuple(_value(number, side.kind) for number in numbers.tolist()))


def _value(number: float, kind: str) -> Any:
    if kind == "day":
        return day_of(number)
    if kind == "instant":
        return instant_of(number)
    return None if np.isnan(number) else number


# -- numbers, days and instants


def _ordered(word: Ordering, fact: Amounts, side: Side, setting: Setting) -> Answers:
    left, right = _aligned(fact, side)
    holds = word.holds(left.numbers, right.numbers)
    for amounts, never in zip((left, right), setting.never, strict=True):
        if never and amounts.may_be_none:
            holds = holds & ~np.isinf(amounts.numbers)
    return _three(holds, left.blank | right.blank)


def _equal(fact: Amounts, side: Side) -> Answers:
    wanted = side if isinstance(side, frozenset) else [side]
    answers: list[Answers] = []
    for value in wanted:
        left, right = _aligned(fact, value)
        answers.append(_three(left.numbers == right.numbers, left.blank | right.blank))
    return reduce(np.maximum, answers)


def _three(holds: NDArray[np.bool_], unknown: NDArray[np.bool_]) -> Answers:
    yes, open_ = np.asarray(holds).view(np.uint8), np.asarray(unknown).view(np.uint8)
    return (yes << np.uint8(1)) | open_


def _aligned(fact: Amounts, side: Side) -> tuple[Amounts, Amounts]:
    """Return both sides as amounts of one kind; an instant beside a day counts as its day in UTC."""
    right = side if isinstance(side, Amounts) else _amounts(side)
    if {fact.kind, right.kind} == {"day", "instant"}:
        return _as_days(fact), _as_days(right)
    return fact, right


def _amounts(value: Any) -> Amounts:
    kind = "instant" if isinstance(value, datetime) else "day" if isinstance(value, date) else "number"
    precision = np.float32 if kind == "day" else np.float64
    return Amounts(np.array([number_of(value)], dtype=precision), kind, may_be_none=value == NONE)


def _as_days(amounts: Amounts) -> Amounts:
    if amounts.kind == "day":
        return amounts
    return Amounts(np.floor(amounts.numbers / _DAY) + _EPOCH, "day", amounts.may_be_none)


def _picked(which: str, parts: Sequence[Side]) -> Amounts:
    sides = [part if isinstance(part, Amounts) else _amounts(part) for part in parts]
    step = np.minimum if which == "earliest" else np.maximum
    kinds = {side.kind for side in sides} - {"number"}
    if len(kinds) > 1:
        sides = [_as_days(side) for side in sides]
    numbers: Floats = reduce(step, (side.numbers for side in sides))
    return Amounts(numbers, "instant" if kinds == {"instant"} else "day", may_be_none=True)


def _moved(column: ReadColumn, span: Span) -> Amounts:
    """Return days or instants a span later; what is unknown or never stays so."""
    assert isinstance(column, Amounts)
    numbers = column.numbers.astype(np.float64)
    known = np.isfinite(numbers)
    if column.kind == "day":
        numbers[known] = _months_later(numbers[known] - _EPOCH, span) + _EPOCH + span.days
    else:
        day = np.floor(numbers[known] / _DAY)
        time = numbers[known] - day * _DAY
        numbers[known] = (_months_later(day, span) + span.days) * _DAY + time + span.hours * 3600
    return replace(column, numbers=numbers)


def _months_later(days: Floats, span: Span) -> Floats:
    """Return days since 1970 some months later; the last day of a month stays the last where the month is shorter."""
    if not span.all_months:
        return days
    day = days.astype("datetime64[D]")
    month = day.astype("datetime64[M]")
    into = day - month.astype("datetime64[D]")
    moved = month + np.timedelta64(span.all_months, "M")
    last = (moved + np.timedelta64(1, "M")).astype("datetime64[D]") - moved.astype("datetime64[D]")
    result = moved.astype("datetime64[D]") + np.minimum(into, last - np.timedelta64(1, "D"))
    found: Floats = result.astype(np.float64)
    return found


def _calculated(name: str, inputs: Sequence[ReadColumn]) -> Floats:
    """Return sums, differences, ratios, the least and the greatest; "none" among the inputs gives unknown."""
    days = any(isinstance(column, Amounts) and column.kind != "number" for column in inputs)
    numbers = []
    for column in inputs:
        assert isinstance(column, Amounts)
        known = np.where(np.isinf(column.numbers), np.nan, column.numbers).astype(np.float64)
        numbers.append(known / _DAY if days and column.kind == "instant" else known)
    if name == "divide":
        first, *others = numbers
        ratio: Floats = reduce(np.divide, [np.where(other == 0, np.nan, other) for other in others], first)
        return ratio
    steps = {"subtract": np.subtract, "add": np.add, "least": np.minimum, "greatest": np.maximum}
    result: Floats = reduce(steps[name], numbers)
    return result

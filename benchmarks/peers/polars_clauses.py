"""Clauses as Polars expressions."""

from __future__ import annotations

import math
import operator
from collections.abc import Callable, Mapping, Sequence
from functools import reduce
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from benchmarks.peers import forms
from benchmarks.peers.forms import DAY, EPOCH, Chosen, Compared, Era, Flag, Form, InTime, Looked, Marked, Number
from benchmarks.peers.grains import RAW
from benchmarks.peers.tables import Tables
from compliance.conditions.facts import Numbers
from compliance.conditions.kleene import UNKNOWN, YES

_WORDS: dict[str, Callable[[Any, Any], Any]] = {
    "ge": operator.ge,
    "le": operator.le,
    "gt": operator.gt,
    "lt": operator.lt,
    "eq": operator.eq,
}


class Expressions:
    """Makes expressions over the columns of a frame."""

    def __init__(self, tables: Tables, eras: Mapping[Era, str]) -> None:
        self._tables = tables
        self._eras = eras

    def clause(self, form: Form) -> pl.Expr:
        """Return the answers of a clause."""
        if isinstance(form, Flag):
            return pl.col(form.path) if form.wanted else ~pl.col(form.path)
        if isinstance(form, Chosen):
            column = pl.col(form.path)
            return column == form.values[0] if len(form.values) == 1 else column.is_in(form.values)
        if isinstance(form, Marked):
            step = operator.or_ if form.word == "any" else operator.and_
            found = reduce(step, map(pl.col, form.flags))
            return found if form.wanted else ~found
        if isinstance(form, Looked):
            return self._looked(form)
        if isinstance(form, InTime):
            fact, start = self._number(form.fact), self._number(form.start)
            due = start + form.seconds
            passed = pl.when((due / DAY).floor() + EPOCH < form.on).then(statement=False)
            done = pl.when(fact.is_infinite()).then(passed).otherwise(fact <= due)
            return pl.when(start.is_infinite() & fact.is_not_null()).then(statement=False).otherwise(done)
        if isinstance(form, Compared):
            return self._compared(form)
        return reduce(operator.or_, map(self._compared, form.of))

    def _looked(self, form: Looked) -> pl.Expr:
        codes = (
            pl.col(self._eras[read] if isinstance(read, Era) else read + RAW).cast(pl.UInt32) * stride
            for read, stride in zip(form.reads, form.strides, strict=True)
        )
        return pl.lit(flags(form.fill())).gather(reduce(operator.add, codes))

    def _compared(self, form: Compared) -> pl.Expr:
        left, right = self._number(form.left), self._number(form.right)
        holds = _WORDS[form.word](left, right)
        for side, number, never in ((left, form.left, form.never[0]), (right, form.right, form.never[1])):
            if never and self._has_none(number):
                holds &= side.is_finite()
        return holds

    def _has_none(self, number: Number) -> bool:
        paths = [read for read in forms.reads_of(number) if isinstance(read, str)]
        columns = (self._tables.column(path) for path in paths)
        return any(isinstance(column, Numbers) and bool(np.isinf(column.numbers).any()) for column in columns)

    def _number(self, number: Number) -> pl.Expr:
        if isinstance(number, forms.Recorded):
            return pl.col(number.path)
        if isinstance(number, forms.Literal):
            return pl.lit(None if math.isnan(number.number) else number.number, dtype=pl.Float64)
        if isinstance(number, forms.ByEra):
            return pl.lit(pl.Series(number.numbers).fill_nan(None)).gather(pl.col(self._eras[number.era]))
        if isinstance(number, forms.Later):
            return _later(self._number(number.of), number.months, number.days)
        parts = [self._number(part) for part in number.of]
        if isinstance(number, forms.Calculated):
            parts = [pl.when(part.is_finite()).then(part) for part in parts]
        return _calculated(number.name, parts)


def flags(codes: NDArray[np.uint8]) -> pl.Series:
    """Return codes as nullable booleans."""
    return pl.select(pl.when(pl.Series(codes != UNKNOWN)).then(pl.Series(codes == YES))).to_series()


def _later(days: pl.Expr, months: int, further: float) -> pl.Expr:
    if months:
        moved = (days - EPOCH).cast(pl.Int32, strict=False).cast(pl.Date).dt.offset_by(f"{months}mo")
        days = pl.when(days.is_finite()).then(moved.cast(pl.Int32).cast(pl.Float64) + EPOCH).otherwise(days)
    return days + further


def _calculated(name: str, parts: Sequence[pl.Expr]) -> pl.Expr:
    if name in {"least", "greatest"}:
        # `min_horizontal` passes over nulls; a sum does not.
        known = reduce(operator.add, parts).is_not_null()
        return pl.when(known).then((pl.min_horizontal if name == "least" else pl.max_horizontal)(parts))
    if name == "divide":
        first, *others = parts
        return reduce(operator.truediv, (pl.when(other != 0).then(other) for other in others), first)
    return reduce(operator.sub if name == "subtract" else operator.add, parts)

"""Clauses over pandas columns."""

from __future__ import annotations

import math
import operator
from collections.abc import Callable, Sequence
from functools import reduce
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from benchmarks.peers import forms
from benchmarks.peers.forms import DAY, EPOCH, Chosen, Compared, Era, Flag, Form, InTime, Looked, Marked, Number
from benchmarks.peers.grains import RAW
from compliance.conditions.kleene import UNKNOWN, YES

Flags = pd.arrays.BooleanArray
Floats = pd.arrays.FloatingArray

_WORDS: dict[str, Callable[[Any, Any], Any]] = {
    "ge": operator.ge,
    "le": operator.le,
    "gt": operator.gt,
    "lt": operator.lt,
    "eq": operator.eq,
}


class Expressions:
    """Works out clauses over columns that `read` returns."""

    def __init__(self, read: Callable[[str | Era], Any]) -> None:
        self._read = read

    def clause(self, form: Form) -> Any:
        """Return the answers of a clause."""
        if isinstance(form, Flag):
            column = self._read(form.path)
            return column if form.wanted else ~column
        if isinstance(form, Chosen):
            column = self._read(form.path)
            return Flags(np.asarray(column.isin(form.values)), column.isna())
        if isinstance(form, Marked):
            step = operator.or_ if form.word == "any" else operator.and_
            found = reduce(step, map(self._read, form.flags))
            return found if form.wanted else ~found
        if isinstance(form, Looked):
            return self._looked(form)
        if isinstance(form, InTime):
            return self._in_time(form)
        if isinstance(form, Compared):
            return self._compared(form)
        return reduce(operator.or_, (self._compared(part) for part in form.of))

    def _looked(self, form: Looked) -> Any:
        codes: Any = 0
        for read, stride in zip(form.reads, form.strides, strict=True):
            codes = codes + self._read(read if isinstance(read, Era) else read + RAW) * stride
        return flags(form.fill()).take(codes)

    def _compared(self, form: Compared) -> Any:
        left, right = self._number(form.left), self._number(form.right)
        holds = _WORDS[form.word](left, right)
        for side, never in ((left, form.never[0]), (right, form.never[1])):
            if never and _is_column(side) and _endless(side).any():
                holds &= ~_endless(side)
        return holds

    def _in_time(self, form: InTime) -> Any:
        fact, start = self._number(form.fact), self._number(form.start)
        due = start + form.seconds
        done = fact <= due
        passed = (np.floor(due / DAY) + EPOCH < form.on).fillna(value=False)
        running = _endless(fact) & ~start.isna()
        done[running & passed] = False
        done[running & ~passed] = pd.NA
        done[_endless(start) & ~fact.isna()] = False
        return done

    def _number(self, number: Number) -> Any:
        if isinstance(number, forms.Recorded):
            return self._read(number.path)
        if isinstance(number, forms.Literal):
            return pd.NA if math.isnan(number.number) else number.number
        if isinstance(number, forms.ByEra):
            return self._by_era(number)
        if isinstance(number, forms.Later):
            return _later(self._number(number.of), number.months, number.days)
        parts = [self._number(part) for part in number.of]
        if isinstance(number, forms.Calculated):
            parts = [_finite(part) if _is_column(part) else part for part in parts]
        return _calculated(number.name, parts)

    def _by_era(self, number: forms.ByEra) -> Any:
        return floats(np.array(number.numbers)).take(self._read(number.era))


def flags(codes: NDArray[np.uint8]) -> Flags:
    """Return codes as nullable booleans."""
    return Flags(codes == YES, codes == UNKNOWN)


def floats(numbers: NDArray[np.float64]) -> Floats:
    """Return numbers as a nullable column."""
    blank = np.isnan(numbers)
    return Floats(np.where(blank, 1.0, numbers), blank)


def _is_column(side: Any) -> bool:
    return isinstance(side, Floats | pd.Series)


def _endless(numbers: Floats) -> NDArray[np.bool_]:
    return np.isinf(numbers.to_numpy(np.float64, na_value=np.nan))


def _finite(numbers: Floats) -> Floats:
    endless = _endless(numbers)
    if endless.any():
        numbers = numbers.copy()
        numbers[endless] = pd.NA
    return numbers


def _nonzero(numbers: Floats) -> Floats:
    found = numbers.copy()
    found[(numbers == 0).to_numpy(np.bool_, na_value=False)] = pd.NA
    return found


def _later(days: Floats, months: int, further: float) -> Floats:
    if months:
        plain = days.to_numpy(np.float64, na_value=np.nan)
        known = np.isfinite(plain)
        dates = pd.Series((plain[known] - EPOCH).astype("datetime64[D]")) + pd.DateOffset(months=months)
        days = days.copy()
        days[known] = dates.to_numpy().astype("datetime64[D]").astype(np.float64) + EPOCH
    return days + further


def _calculated(name: str, parts: Sequence[Any]) -> Any:
    if name in {"least", "greatest"}:
        return reduce(np.minimum if name == "least" else np.maximum, parts)
    if name == "divide":
        first, *others = parts
        return reduce(operator.truediv, map(_nonzero, others), first)
    return reduce(operator.sub if name == "subtract" else operator.add, parts)

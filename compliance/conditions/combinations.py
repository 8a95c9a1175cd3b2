"""The combinations of values in the rows of several columns: a word is asked once for each, however many rows."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from compliance.conditions.columns import Codes
from compliance.conditions.kleene import UNKNOWN, code_of
from compliance.conditions.kleene import Codes as Answers
from compliance.conditions.operators import Operator, Setting

_MOST = 1 << 20
"""Most combinations of which a table holds each, whether or not it occurs."""
_ENOUGH = 256
"""Rows for each combination with which it is not worth looking whether it occurs."""
_CHUNK = 1 << 16
"""Rows that are looked up at a time: numpy turns narrow numbers into wide ones first."""


@dataclass(frozen=True, eq=False)
class Combinations:
    """The combinations of values in the rows of several columns."""

    numbers: NDArray[Any]
    """For every row the number of its combination."""
    count: int
    """How many numbers there are; not each of them occurs."""
    occurring: NDArray[np.intp]
    """The numbers that occur, or all where looking for them takes longer than asking about all."""
    codes: NDArray[np.intp]
    """For each that occurs the code in every column."""

    def answers(self, word: Operator, columns: Sequence[Codes], setting: Setting) -> Answers:
        """Return the answer for every number; a combination with a blank cell is unknown."""
        found = np.full(self.count, UNKNOWN, dtype=np.uint8)
        values = [
            [column.values[code] for column, code in zip(columns, row, strict=True)] for row in self.codes.tolist()
        ]
        found[self.occurring] = [asked(word, known, setting) for known in values]
        return found


@dataclass(frozen=True, eq=False)
class OnDays:
    """The answers of a clause on several days."""

    numbers: NDArray[Any]
    """For every row the number of its combination."""
    tables: Answers
    """For each day the answer of every combination."""


def look_up(table: Answers, numbers: NDArray[Any]) -> Answers:
    """Return the answers that stand in a table under some numbers."""
    found = np.empty(len(numbers), dtype=np.uint8)
    for start in range(0, len(numbers), _CHUNK):
        some = slice(start, start + _CHUNK)
        table.take(numbers[some], out=found[some])
    return found


def asked(word: Operator, values: Sequence[Any], setting: Setting) -> int:
    """Return the byte of the answer to one combination of values."""
    fact, *others = values
    unknown = fact is None or None in others
    return UNKNOWN if unknown else code_of(word.answer(fact, tuple(others), setting))


def combinations(columns: Sequence[Codes]) -> Combinations:
    """Number the combinations in the rows of some columns; a column of one row stands for all rows."""
    sizes = [len(column.values) for column in columns]
    count = math.prod(sizes)
    if count > _MOST:
        return _by_sorting(columns)
    narrow = np.min_scalar_type(count)
    numbers = np.zeros(np.broadcast_shapes(*(column.codes.shape for column in columns)), dtype=narrow)
    for column, size in zip(columns, sizes, strict=True):
        if size > 1:
            numbers *= narrow.type(size)
            np.add(numbers, column.codes, out=numbers, casting="unsafe")
    occurring = np.arange(count)
    if _ENOUGH * count > len(numbers):
        occurs = np.zeros(count, dtype=np.bool_)
        occurs[numbers] = True
        occurring = np.flatnonzero(occurs)
    return Combinations(numbers, count, occurring, np.stack(np.unravel_index(occurring, sizes), axis=1))


def _by_sorting(columns: Sequence[Codes]) -> Combinations:
    numbers = np.zeros(1, dtype=np.intp)
    for column in columns:
        numbers = np.unique(numbers * len(column.values) + column.codes, return_inverse=True)[1]
    occurring, first = np.unique(numbers, return_index=True)
    codes = [np.broadcast_to(column.codes, numbers.shape)[first] for column in columns]
    return Combinations(numbers, len(occurring), occurring, np.stack(codes, axis=1))

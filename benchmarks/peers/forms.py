"""Clauses as comparisons that any data-frame library knows.

A clause about yes and no is a flag, one about numbers or days a comparison, one about a choice, place or text whether
it is one of some values, one about a list of choices some flags. The few that compare a list with another column, or
with the map, are a look into a small table: which combination of values means yes, no or unknown. That table is filled
while the clock runs, as ours is.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

EPOCH = date(1970, 1, 1).toordinal()
DAY = 86400.0


@dataclass(frozen=True)
class Era:
    """Which of several spans of law a subject's key date lies in, 0 for the first; the last number is for no date."""

    about: str
    key_date: str
    turns: tuple[int, ...]
    """Ordinals of the days on which the next era begins: only those that part the dates of this inventory."""
    days: tuple[date, ...]
    """A day of each era."""
    every_day: tuple[date, ...]
    """A day of each era there is, whether or not a date lies in it."""


# -- numbers


@dataclass(frozen=True)
class Recorded:
    """A column of numbers, days or seconds."""

    path: str


@dataclass(frozen=True)
class Literal:
    """One number for all rows; NaN is unknown."""

    number: float


@dataclass(frozen=True)
class ByEra:
    """A number for each era; NaN is unknown."""

    era: Era
    numbers: tuple[float, ...]


@dataclass(frozen=True)
class Later:
    """Days some months and days later."""

    of: Number
    months: int
    days: float


@dataclass(frozen=True)
class Calculated:
    """A sum, difference, ratio, least or greatest of numbers; `none` among the inputs gives unknown."""

    name: str
    of: tuple[Number, ...]


@dataclass(frozen=True)
class Picked:
    """The least or the greatest of several days."""

    name: str
    of: tuple[Number, ...]


Number: TypeAlias = Recorded | Literal | ByEra | Later | Calculated | Picked


# -- clauses


@dataclass(frozen=True)
class Flag:
    """A yes-or-no column, or its opposite."""

    path: str
    wanted: bool


@dataclass(frozen=True)
class Compared:
    """Two numbers compared: `ge`, `le`, `gt`, `lt` or `eq`."""

    word: str
    left: Number
    right: Number
    never: tuple[bool, bool] = (False, False)
    """Whether infinity on a side means that it never happens, so that no comparison holds."""


@dataclass(frozen=True)
class InTime:
    """Done before a clock ran out; `none` is a no once the deadline has passed, and unknown before."""

    fact: Number
    start: Number
    seconds: float
    on: float


@dataclass(frozen=True)
class AnyForm:
    """At least one of several comparisons."""

    of: tuple[Compared, ...]


@dataclass(frozen=True)
class Chosen:
    """A choice, place or text that is one of some values."""

    path: str
    values: tuple[str, ...]


@dataclass(frozen=True)
class Marked:
    """A list of choices, held as one flag a choice: `any` of some flags, or `all` of them, or the opposite."""

    path: str
    values: tuple[str, ...]
    word: str
    wanted: bool

    @property
    def flags(self) -> tuple[str, ...]:
        """The names of the flags."""
        return tuple(flag_of(self.path, value) for value in self.values)


def flag_of(path: str, value: str) -> str:
    """Return what the flag of one choice of a list is called."""
    return f"{path}={value}"


@dataclass(frozen=True, eq=False)
class Looked:
    """A look into a table by the codes of several columns; code 0 of a field is the blank cell."""

    reads: tuple[str | Era, ...]
    sizes: tuple[int, ...]
    fill: Callable[[], NDArray[np.uint8]]
    """Asks the word about every combination: done inside the clock, as our engine does it."""

    @cached_property
    def strides(self) -> tuple[int, ...]:
        """What each code counts in the table."""
        return tuple(math.prod(self.sizes[nth + 1 :]) for nth in range(len(self.sizes)))


Form: TypeAlias = Flag | Chosen | Marked | Compared | InTime | AnyForm | Looked


def reads_of(form: Form | Number) -> tuple[str | Era, ...]:
    """Return the columns a form reads."""
    if isinstance(form, Flag | Chosen | Marked | Recorded):
        return (form.path,)
    if isinstance(form, Compared):
        return (*reads_of(form.left), *reads_of(form.right))
    if isinstance(form, InTime):
        return (*reads_of(form.fact), *reads_of(form.start))
    if isinstance(form, AnyForm | Calculated | Picked):
        return tuple(read for part in form.of for read in reads_of(part))
    if isinstance(form, Looked):
        return form.reads
    if isinstance(form, ByEra):
        return (form.era,)
    return reads_of(form.of) if isinstance(form, Later) else ()

"""The subjects of one evaluation and their key dates.

A clause whose value or map depends on the key date is worked out once for each era that occurs: between two days on
which nothing it looks at changes, all days give the same answer.
"""

from __future__ import annotations

from datetime import date
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from compliance.conditions.columns import Floats
from compliance.conditions.combinations import OnDays, look_up
from compliance.conditions.frames import Frame, Way, lifted
from compliance.conditions.kleene import UNKNOWN, Codes

Breaks = tuple[int, ...]
"""Ordinals of the days on which something a clause looks at changes."""

_MANY = 64
"""Most breaks with which it pays to compare all days one by one."""


class Eras:
    """Where the key dates of the subjects lie between the days on which something changes."""

    def __init__(self, days: Floats, breaks: Breaks, rows: int) -> None:
        self._breaks = breaks
        codes = _passed(days, breaks)
        codes[np.isnan(days)] = -1
        self.codes: NDArray[np.int16] = np.full(max(rows, len(codes)), -1, dtype=np.int16)
        """The era of every subject, -1 where nobody knows its key date, as for the unknown row at the end."""
        self.codes[: len(codes)] = codes
        nobody_knows, *known = np.bincount(codes + 1, minlength=1).tolist()
        self.present: list[int] = [era for era, count in enumerate(known) if count]
        self.some_unknown = nobody_knows > 0

    @cached_property
    def only(self) -> int | None:
        """The era that all subjects share, if they do."""
        return self.present[0] if len(self.present) == 1 and not self.some_unknown else None

    @cached_property
    def token(self) -> object:
        """Equal for key dates that no clause with these breaks can tell apart."""
        return self.codes.tobytes() if self.only is None else self.only

    @property
    def all(self) -> range:
        """Every era there is."""
        return range(len(self._breaks) + 1)

    def day(self, era: int) -> date:
        """Return a day of an era."""
        return date.fromordinal(self._breaks[era - 1] if era else self._breaks[0] - 1)

    def tables(self, found: OnDays, *, agrees: bool) -> tuple[NDArray[np.uint8], NDArray[np.intp]]:
        """Return the different tables of answers that the subjects need, and for every era which of them.

        The last is that of the subjects whose day nobody knows.

        Args:
            found: The answers in every era.
            agrees: Whether an answer that is the same in every era holds where nobody knows the day.
        """
        least, greatest = found.tables.min(axis=0), found.tables.max(axis=0)
        undated = np.where((least == greatest) & agrees, least, np.uint8(UNKNOWN))
        numbers: dict[bytes, int] = {}
        which = np.zeros(len(found.tables) + 1, dtype=np.intp)
        tables: list[Codes] = []
        for era in (*self.present, -1) if self.some_unknown or not self.present else self.present:
            table = undated if era < 0 else found.tables[era]
            which[era] = numbers.setdefault(table.tobytes(), len(tables))
            if which[era] == len(tables):
                tables.append(table)
        return np.array(tables), which

    def answers(self, found: OnDays, way: Way, *, agrees: bool) -> Codes:
        """Return for every row the answer in the era of its subject.

        Args:
            found: The answers in every era.
            way: The way from the subjects to the rows.
            agrees: Whether an answer that is the same in every era holds where nobody knows the day.
        """
        tables, which = self.tables(found, agrees=agrees)
        if len(tables) == 1:
            return look_up(tables[0], found.numbers)
        if len(self.codes) == 1:
            way = ()
        size = tables.shape[1]
        narrow = np.min_scalar_type(tables.size)
        row = lifted((which * size).astype(narrow).take(self.codes, mode="wrap"), way)
        return look_up(tables.ravel(), row + found.numbers.astype(narrow, copy=False))


def _passed(days: Floats, breaks: Breaks) -> NDArray[np.int16]:
    """Return how many of some days have come by each of some others."""
    if len(breaks) > _MANY:
        return np.searchsorted(np.array(breaks, dtype=np.float64), days, side="right").astype(np.int16)
    found = np.zeros(len(days), dtype=np.int16)
    for day in breaks:
        found += days >= day
    return found


class Run:
    """What one evaluation is about: the subjects and their key dates."""

    def __init__(self, frame: Frame, on: date, key_days: Floats | None) -> None:
        self.frame = frame
        self.key_days = key_days
        self._days = np.array([float(on.toordinal())]) if key_days is None else key_days
        self._eras: dict[Breaks, Eras] = {}

    def eras(self, breaks: Breaks) -> Eras:
        """Return the eras that the key dates lie in."""
        if breaks not in self._eras:
            self._eras[breaks] = Eras(self._days, breaks, self.frame.size)
        return self._eras[breaks]

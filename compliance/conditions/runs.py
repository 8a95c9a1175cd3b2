"""The subjects of one evaluation and their key dates.

A clause whose value or map depends on the key date is worked out once for each era that occurs: between two days on
which nothing it looks at changes, all days give the same answer.
"""

from __future__ import annotations

from datetime import date
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from compliance.conditions.columns import Floats, Rows
from compliance.conditions.combinations import OnDays
from compliance.conditions.frames import Frame
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

    def answers(self, found: OnDays, rows: Rows | None, *, agrees: bool) -> Codes:
        """Return for every row the answer in the era of its subject.

        Args:
            found: The answers in every era.
            rows: The subject of every row; None where they are the subjects.
            agrees: Whether an answer that is the same in every era holds where nobody knows the day.
        """
        least, greatest = found.tables.min(axis=0), found.tables.max(axis=0)
        undated = np.where((least == greatest) & agrees, least, np.uint8(UNKNOWN))
        tables = [(era, found.tables[era]) for era in self.present]
        if self.some_unknown or not tables:
            tables.append((-1, undated))
        codes = self.codes if rows is None else self.codes[rows]
        numbers, codes = np.broadcast_arrays(found.numbers, codes)
        answers: Codes = tables[0][1].take(numbers, mode="clip")
        for era, table in tables[1:]:
            if not np.array_equal(table, tables[0][1]):
                at = np.flatnonzero(codes == era)
                answers[at] = table.take(numbers[at], mode="clip")
        return answers


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

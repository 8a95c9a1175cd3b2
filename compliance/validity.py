"""Days, periods, and the status a duty has on a day.

Nothing here reads a clock: the day is always an argument. Law dates may be imprecise. `2024-05` begins on 1 May at the
earliest and on 31 May at the latest; `unstated` may have begun at any time since the entry before it. Doubt is resolved
towards the duty: what starts or keeps a duty counts from its earliest day, what ends or suspends one from its latest.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Any

STATUSES: tuple[str, ...] = (
    "proposed",
    "enacted",
    "in_force",
    "enjoined",
    "stayed",
    "struck_down",
    "superseded",
    "repealed",
)
"""`enacted` covers "entered into force but does not apply yet"; the first `in_force` is the date of application."""

UNSTATED = "unstated"

_STARTS = frozenset({"enacted", "in_force"})
_DAY = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")


@dataclass(frozen=True)
class Period:
    """Days from one to another, both included; an open side has no end.

    >>> Period(until=date(2020, 1, 31)).contains(date(2020, 2, 1))
    False
    """

    begins: date | None = None
    until: date | None = None

    def contains(self, day: date) -> bool:
        """Whether the day lies in the period."""
        return (self.begins is None or self.begins <= day) and (self.until is None or day <= self.until)


@dataclass(frozen=True)
class Start:
    """The day something begins, as well as it is known."""

    earliest: date | None
    """None where the source states no day."""
    latest: date | None

    @property
    def is_precise(self) -> bool:
        """Whether the day is known to the day."""
        return self.earliest is not None and self.earliest == self.latest


def parse_start(text: str) -> Start:
    """Return the earliest and the latest day that a written date can mean.

    >>> parse_start("2024-05")
    Start(earliest=datetime.date(2024, 5, 1), latest=datetime.date(2024, 5, 31))
    >>> parse_start("unstated").is_precise
    False

    Raises:
        ValueError: The text is no date.
    """
    if text == UNSTATED:
        return Start(None, None)
    match = _DAY.fullmatch(text)
    if match is None:
        raise ValueError(f"{text} is not a day (YYYY-MM-DD), a month (YYYY-MM), a year (YYYY) or unstated")
    year, month, day = match.groups()
    try:
        earliest = date(int(year), int(month or 1), int(day or 1))
    except ValueError:
        raise ValueError(f"{text} is not in the calendar") from None
    last_month = earliest.replace(month=int(month or 12))
    last_day = int(day) if day else calendar.monthrange(last_month.year, last_month.month)[1]
    return Start(earliest, last_month.replace(day=last_day))


@dataclass(frozen=True)
class Entry:
    """One line of a timeline: from this day the duty has this status."""

    begins: date | None
    """The earliest day; None where the source states none."""
    status: str
    cite: str
    where: Any = None
    """A condition, where the status holds for some cases only; a court can suspend part of a duty."""
    latest: date | None = None
    """The latest day it can have begun, where that is not `begins`."""

    @classmethod
    def written(cls, day: str, status: str, cite: str, where: Any = None) -> Entry:
        """Return an entry from its date as written. Raises ValueError where that is none.

        >>> Timeline((Entry.written("2025-09", "in_force", "Measures"),)).is_in_doubt_on(date(2025, 9, 15))
        True
        """
        start = parse_start(day)
        return cls(start.earliest, status, cite, where, None if start.is_precise else start.latest)

    @property
    def is_imprecise(self) -> bool:
        """Whether the day it begins is in doubt."""
        return self.begins is None or (self.latest is not None and self.latest != self.begins)

    @property
    def begins_as_written(self) -> str:
        """The day it begins as the source says it: no day is made up for a month or a year.

        >>> [Entry.written(day, "in_force", "Act").begins_as_written for day in ("2024-05", "1907", "unstated")]
        ['2024-05', '1907', 'unstated']
        """
        if self.begins is None:
            return UNSTATED
        if not self.is_imprecise:
            return self.begins.isoformat()
        written = (f"{self.begins.year:04}", f"{self.begins.year:04}-{self.begins.month:02}")
        meant = Start(self.begins, self.latest)
        return next((text for text in written if parse_start(text) == meant), f"{self.begins} to {self.latest}")

    @property
    def surely_from(self) -> date:
        """The day from which it has begun beyond doubt; the end of time where no day is stated."""
        return date.max if self.begins is None else self.latest or self.begins


@dataclass(frozen=True)
class Timeline:
    """What became of a duty, in order.

    >>> timeline = Timeline((
    ...     Entry(date(2024, 7, 12), "enacted", "Art. 113"),
    ...     Entry(date(2026, 8, 2), "in_force", "Art. 113, second paragraph"),
    ... ))
    >>> timeline.status_on(date(2026, 8, 1)), timeline.status_on(date(2026, 8, 2)), timeline.status_on(date(2024, 1, 1))
    ('enacted', 'in_force', None)
    """

    entries: tuple[Entry, ...]

    @cached_property
    def starts(self) -> tuple[date, ...]:
        """For each entry, the day from which it counts.

        An imprecise entry that starts a duty counts from its earliest day, any other from its latest. An unstated
        start counts from the entry before.
        """
        starts: list[date] = []
        for entry in self.entries:
            if entry.status not in _STARTS:
                starts.append(entry.surely_from)
            elif entry.begins is not None:
                starts.append(entry.begins)
            else:
                starts.append(starts[-1] if starts else date.min)
        return tuple(starts)

    def begun_on(self, day: date) -> tuple[Entry, ...]:
        """Return the entries that count on a day, the deciding one last.

        The last entry without a `where` decides for every case; a later one with a `where` decides for the cases of
        which that holds.
        """
        return tuple(entry for entry, start in zip(self.entries, self.starts, strict=True) if start <= day)

    def entry_on(self, day: date) -> Entry | None:
        """Return the last entry that counts for every case, or None before the duty existed."""
        return next((entry for entry in reversed(self.begun_on(day)) if entry.where is None), None)

    def status_on(self, day: date) -> str | None:
        """Return the status a duty has on a day, apart from entries that hold for some cases only."""
        entry = self.entry_on(day)
        return entry.status if entry else None

    def is_in_doubt_on(self, day: date) -> bool:
        """Whether an imprecise entry may or may not have begun by that day."""
        return any(
            entry.is_imprecise and earliest <= day < entry.surely_from
            for entry, earliest in zip(self.entries, self._earliest, strict=True)
        )

    def as_if_adopted(self) -> Timeline:
        """Return it with every proposal in force from its day, for cases that ask what a proposal would say.

        >>> Timeline((Entry.written("2026-04-17", "proposed", "Draft"),)).as_if_adopted().status_on(date(2026, 5, 1))
        'in_force'
        """
        return Timeline(
            tuple(
                replace(entry, status="in_force", begins=entry.begins or date.min, latest=None)
                if entry.status == "proposed"
                else entry
                for entry in self.entries
            )
        )

    def first(self, status: str) -> date | None:
        """Return the day from which the duty first has a status, or None."""
        return next(
            (start for entry, start in zip(self.entries, self.starts, strict=True) if entry.status == status), None
        )

    def first_as_written(self, status: str) -> str:
        """Return the day from which the duty first has a status as the source says it; empty where it never has."""
        return next((entry.begins_as_written for entry in self.entries if entry.status == status), "")

    def boundaries(self) -> tuple[date, ...]:
        """Return every day on which the status, or the doubt about it, can change."""
        days = {*self.starts, *self._earliest, *(entry.surely_from for entry in self.entries)}
        return tuple(sorted(days - {date.min, date.max}))

    @cached_property
    def _earliest(self) -> tuple[date, ...]:
        earliest: list[date] = []
        for entry in self.entries:
            earliest.append(entry.begins or (earliest[-1] if earliest else date.min))
        return tuple(earliest)

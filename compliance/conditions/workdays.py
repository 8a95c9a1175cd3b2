"""Working days: weekdays, and the public holidays of a place.

Which days are free is settled by people and published late, so no calendar is trusted alone: a deadline has two
answers, by weekends only and by the calendar of the place, and where they differ nobody knows.
"""

from __future__ import annotations

import os
import re
import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from compliance.json_cache import cached

_SATURDAY = 5

_FIRST, _LAST = date(2015, 1, 1).toordinal(), date(2035, 12, 31).toordinal()
"""The days that are looked up once and kept; for any other the package of calendars is asked."""

_PLACE = re.compile(r"[A-Z]{2}(-[A-Z0-9]{1,3})?")


def weekdays_after(day: date, count: int) -> date:
    """Return the day that is `count` weekdays later; the first day itself does not count.

    >>> weekdays_after(date(2026, 11, 20), 1)
    datetime.date(2026, 11, 23)
    """
    step = 1 if count >= 0 else -1
    for _ in range(abs(count)):
        day += timedelta(days=step)
        while day.weekday() >= _SATURDAY:
            day += timedelta(days=step)
    return day


def working_days_after(day: date, count: int, place: str) -> date | None:
    """Return the day that is `count` working days of a place later, or None where its calendar is not known."""
    if _PLACE.fullmatch(place):
        kept = _working_days(place)
        if kept is None:
            return None
        found = kept.after(day.toordinal(), count)
        if found is not None:
            return date.fromordinal(found)
    calendar = _calendar(place)
    return None if calendar is None else _day(calendar.get_nth_working_day(day, count))


@dataclass(frozen=True)
class _WorkingDays:
    """The working days of a place among the days that are kept."""

    unlike: frozenset[int]
    """Free days from Monday to Friday, and Saturdays and Sundays on which people work."""

    @classmethod
    def of(cls, calendar: Any) -> _WorkingDays:
        days = (date.fromordinal(number) for number in range(_FIRST, _LAST + 1))
        with warnings.catch_warnings():
            # Of years for which the package knows no holidays; nobody has asked about them yet.
            warnings.simplefilter("ignore")
            unlike = [day for day in days if calendar.is_working_day(day) != (day.weekday() < _SATURDAY)]
        return cls(frozenset(day.toordinal() for day in unlike))

    def after(self, day: int, count: int) -> int | None:
        """Return the working day that is `count` later, or None where the way there leaves the days that are kept.

        With a count of 0 it is the day itself, or else the next one on which people work.
        """
        step = 1 if count >= 0 else -1
        day -= 0 if count else 1
        for _ in range(abs(count) or 1):
            day += step
            while _FIRST <= day <= _LAST and not self._are_at_work(day):
                day += step
            if not _FIRST <= day <= _LAST:
                return None
        return day

    def _are_at_work(self, day: int) -> bool:
        # Day 1 of the calendar was a Monday.
        return ((day - 1) % 7 < _SATURDAY) != (day in self.unlike)


@lru_cache(maxsize=64)
def _working_days(place: str) -> _WorkingDays | None:
    """Return the working days of a place, from the cache where it holds them; None where no calendar is known."""

    def build() -> _WorkingDays | None:
        calendar = _calendar(place)
        return None if calendar is None else _WorkingDays.of(calendar)

    def to_json(days: _WorkingDays | None) -> list[int] | None:
        return None if days is None else sorted(days.unlike)

    def from_json(data: Sequence[int] | None) -> _WorkingDays | None:
        return None if data is None else _WorkingDays(frozenset(map(int, data)))

    edition = _edition()
    if not edition:
        return build()
    kind = f"working-days-in-{place.replace('-', '.')}"
    return cached(kind, f"{place} {_FIRST} {_LAST} {edition}", build, to_json=to_json, from_json=from_json)


def _edition() -> str:
    """Return the version of the package of calendars, without loading it; empty where it cannot be told."""
    found = find_spec("holidays")
    if found is None or found.origin is None:
        return ""
    installed = os.listdir(Path(found.origin).parents[1])  # noqa: PTH208 - names are enough
    return " ".join(sorted(name for name in installed if re.fullmatch(r"holidays-[^-]+\.dist-info", name)))


@lru_cache(maxsize=64)
def _calendar(place: str) -> Any:
    # Imported here: the package is large, and few conditions count working days.
    import holidays  # noqa: PLC0415

    country, _, part = place.partition("-")
    for subdivision in (part, None) if part else (None,):
        try:
            return holidays.country_holidays(country, subdiv=subdivision)
        except NotImplementedError:
            continue
    return None


def _day(value: date) -> date:
    return date(value.year, value.month, value.day)

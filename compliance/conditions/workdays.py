"""Working days: weekdays, and the public holidays of a place.

Which days are free is settled by people and published late, so no calendar is trusted alone: a deadline has two
answers, by weekends only and by the calendar of the place, and where they differ nobody knows.
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache
from typing import Any

_SATURDAY = 5


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
    calendar = _calendar(place)
    return None if calendar is None else _day(calendar.get_nth_working_day(day, count))


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

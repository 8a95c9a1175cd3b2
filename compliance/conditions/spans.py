"""Lengths of time: `12 months`, `{hours: 48}`, `{business_days: 3}`, and what a day or instant becomes after one."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass, fields
from datetime import date, datetime, timedelta
from typing import Any

_TEXT = re.compile(r"(\d+(?:\.\d+)?)\s*([a-z_]+)")
_DAYS_OF_A_YEAR = 365


@dataclass(frozen=True)
class Span:
    """A length of time; negative parts look back."""

    hours: float = 0
    days: float = 0
    business_days: int = 0
    months: int = 0
    years: int = 0

    def __neg__(self) -> Span:
        return Span(-self.hours, -self.days, -self.business_days, -self.months, -self.years)

    def __str__(self) -> str:
        parts = [(f.name, abs(getattr(self, f.name))) for f in fields(self)]
        return " and ".join(_count(amount, unit.replace("_", " ")) for unit, amount in parts if amount) or "no time"

    @property
    def looks_back(self) -> bool:
        """Whether it leads to an earlier day."""
        return any(getattr(self, f.name) < 0 for f in fields(self))

    @property
    def all_months(self) -> int:
        """Months and years together."""
        return 12 * self.years + self.months

    @property
    def in_days(self) -> float:
        """As a duration: a year counts 365 days, a month the twelfth of that.

        >>> Span(months=12).in_days == Span(years=1).in_days == 365
        True
        """
        return self.hours / 24 + self.days + self.business_days + self.all_months * _DAYS_OF_A_YEAR / 12


_UNITS: dict[str, tuple[str, float]] = {
    "minute": ("hours", 1 / 60),
    "hour": ("hours", 1),
    "day": ("days", 1),
    "week": ("days", 7),
    "business_day": ("business_days", 1),
    "month": ("months", 1),
    "year": ("years", 1),
}
UNITS: tuple[str, ...] = tuple(f"{unit}s" for unit in _UNITS)
"""The units a pack may write."""

_WHOLE = {"business_days", "months", "years"}


def span_of(amount: float, unit: str) -> Span | None:
    """Return a span of one unit, or None for an unknown unit or a part of a month.

    >>> span_of(2, "weeks")
    Span(hours=0, days=14, business_days=0, months=0, years=0)
    """
    found = _UNITS.get(unit.removesuffix("s"))
    if found is None:
        return None
    name, factor = found
    total = amount * factor
    if name in _WHOLE and total != int(total):
        return None
    part: dict[str, Any] = {name: int(total) if total == int(total) else total}
    return Span(**part)


def read_span(text: str) -> Span | None:
    """Read `12 months` or `48 hours`; None where the text is no such thing.

    >>> str(read_span("12 months"))
    '12 months'
    >>> read_span("soon") is None
    True
    """
    match = _TEXT.fullmatch(text.strip())
    return span_of(float(match.group(1)), match.group(2)) if match else None


def day_after(day: date, span: Span) -> date:
    """Return the calendar day a span later. The last day of a month stays the last where the month is shorter.

    >>> day_after(date(2024, 2, 29), Span(years=1))
    datetime.date(2025, 2, 28)
    """
    month = day.year * 12 + day.month - 1 + span.all_months
    year, month = divmod(month, 12)
    last = calendar.monthrange(year, month + 1)[1]
    moved = date(year, month + 1, min(day.day, last))
    return moved + timedelta(days=span.days)


def instant_after(instant: datetime, span: Span) -> datetime:
    """Return the instant a span later; months and years keep the time of day."""
    day = day_after(instant.date(), Span(months=span.months, years=span.years))
    return datetime.combine(day, instant.timetz()) + timedelta(days=span.days, hours=span.hours)


def _count(amount: float, unit: str) -> str:
    shown = f"{amount:g}"
    return f"{shown} {unit.removesuffix('s')}" if amount == 1 else f"{shown} {unit}"

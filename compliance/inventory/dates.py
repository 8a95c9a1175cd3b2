"""Days and moments as people write them in a cell.

Year, month, day is read, and so is a month in letters; `03/04/2026` is not, because nobody can say which day it is.
A moment needs its offset from UTC: without one it is a different moment in every place of release.
"""

from __future__ import annotations

import calendar
import math
import re
from collections.abc import Mapping
from datetime import date, datetime, time, timedelta

from compliance.inventory.raw import CellFault, Raw, shown

SERIALS_FROM_1900 = date(1899, 12, 30)
"""Day 0 of a spreadsheet's day numbers; right from 1 March 1900 on."""
SERIALS_FROM_1904 = date(1904, 1, 1)

_DAY = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})")
_BASIC_DAY = re.compile(r"(1[89]|2[01])(\d{2})(\d{2})(\d{2})")
_NUMBERS = re.compile(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{2}|\d{4})")
_DAY_FIRST = re.compile(r"(\d{1,2})(?:st|nd|rd|th|\.)?[ -]?([A-Za-z]{3,9})\.?,?[ -](\d{4})")
_MONTH_FIRST = re.compile(r"([A-Za-z]{3,9})\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})")
_MOMENT = re.compile(
    r"(\d{4}-\d{2}-\d{2})[T ](\d{1,2}:\d{2})(:\d{2}(?:\.\d{1,6})?)? ?(Z|z|UTC|[+-]\d{2}:?\d{2}|[+-]\d{1,2})?"
)
_IMPRECISE = re.compile(r"\d{4}(-\d{1,2})?")

_MONTHS: Mapping[str, int] = {
    form.casefold(): number
    for names in (calendar.month_name, calendar.month_abbr)
    for number, form in enumerate(names)
    if form
} | {"sept": 9}

_FIRST_SERIAL, _LAST_SERIAL = 61, 109_574
"""1 March 1900 to the end of 2199: a number outside is no day anybody means."""

MIDNIGHT = time(0)
_AS_TEXT = "Write it as year-month-day, such as 2026-04-03."
_WITH_OFFSET = "Write day, time and offset from UTC as text, such as 2026-04-03T14:30+02:00."


def read_day(raw: Raw, serials_from: date) -> tuple[date, str]:
    """Return the day a cell holds, and a note if it was not written as one.

    >>> read_day("3 April 2026", SERIALS_FROM_1900)
    (datetime.date(2026, 4, 3), '')

    Raises:
        CellFault: If it is no day, or could be several.
    """
    if isinstance(raw, datetime):
        if raw.time() != MIDNIGHT or raw.tzinfo:
            raise CellFault(f"{shown(raw)} has a time of day; a day is wanted.", _written(raw.date()), "time-in-date")
        return raw.date(), ""
    if isinstance(raw, date):
        return raw, ""
    if isinstance(raw, int | float) and not isinstance(raw, bool):
        return _day_of_number(raw, serials_from)
    if isinstance(raw, str):
        return _day_of_text(raw), ""
    raise CellFault(f"{shown(raw)} is not a day.", _AS_TEXT, "not-a-date")


def read_moment(raw: Raw) -> datetime:
    """Return the moment a cell holds, with its offset.

    Raises:
        CellFault: If it is no moment or has no offset.
    """
    if isinstance(raw, datetime) and raw.tzinfo:
        return raw
    if isinstance(raw, datetime):
        example = f"{raw:%Y-%m-%dT%H:%M}+02:00"
        raise CellFault(
            f"{shown(raw)} has no offset from UTC.",
            f"Write it as text with its offset, such as {example}.",
            "no-offset",
        )
    if isinstance(raw, str) and (found := _MOMENT.fullmatch(raw)):
        day, clock, seconds, offset = found.groups()
        if not offset:
            remedy = f"Add it, such as {day}T{clock}+02:00."
            raise CellFault(f"{shown(raw)} has no offset from UTC.", remedy, "no-offset")
        return _moment(f"{day}T{clock.zfill(5)}{seconds or ''}", offset, raw)
    if isinstance(raw, date) or (isinstance(raw, str) and _DAY.fullmatch(raw)):
        raise CellFault(f"{shown(raw)} has no time of day.", _WITH_OFFSET, "no-time")
    raise CellFault(f"{shown(raw)} is not a day with a time.", _WITH_OFFSET, "not-a-datetime")


def _moment(text: str, offset: str, raw: str) -> datetime:
    if offset in {"Z", "z", "UTC"}:
        offset = "+00:00"
    sign, digits = offset[0], offset[1:].replace(":", "")
    hours = digits.zfill(2) if len(digits) <= 2 else digits[:2]
    minutes = digits[2:] or "00"
    try:
        return datetime.fromisoformat(f"{text}{sign}{hours}:{minutes}")
    except ValueError:
        raise CellFault(f"{shown(raw)} is not a moment of the calendar.", _WITH_OFFSET, "not-a-datetime") from None


def _day_of_number(number: float, serials_from: date) -> tuple[date, str]:
    if math.isfinite(number) and number == int(number) and _BASIC_DAY.fullmatch(text := str(int(number))):
        raise CellFault(f"{text} is a number, not a day.", _written(_day_of_text(text)), "not-a-date")
    if not _FIRST_SERIAL <= number <= _LAST_SERIAL:
        raise CellFault(f"{shown(number)} is a number, not a day.", _AS_TEXT, "not-a-date")
    if number != int(number):
        remedy = _written(serials_from + timedelta(days=int(number)))
        raise CellFault(f"{shown(number)} stands for a day and a time; a day is wanted.", remedy, "time-in-date")
    return serials_from + timedelta(
        days=int(number)
    ), "day numbers were read as the days they stand for in a spreadsheet."


def _day_of_text(text: str) -> date:
    if found := _DAY.fullmatch(text):
        return _day(int(found[1]), int(found[2]), int(found[3]), text)
    if found := _BASIC_DAY.fullmatch(text):
        return _day(int(text[:4]), int(text[4:6]), int(text[6:]), text)
    if (found := _DAY_FIRST.fullmatch(text)) and (month := _MONTHS.get(found[2].casefold())):
        return _day(int(found[3]), month, int(found[1]), text)
    if (found := _MONTH_FIRST.fullmatch(text)) and (month := _MONTHS.get(found[1].casefold())):
        return _day(int(found[3]), month, int(found[2]), text)
    if found := _NUMBERS.fullmatch(text):
        raise _order_unknown(text, int(found[1]), int(found[2]), int(found[3]))
    if found := _MOMENT.fullmatch(text):
        if found[2].zfill(5) == "00:00" and not (found[3] or "").strip(":0.") and not found[4]:
            return _day_of_text(found[1])
        raise CellFault(f"{shown(text)} has a time of day; a day is wanted.", f"Write {found[1]}.", "time-in-date")
    if _IMPRECISE.fullmatch(text):
        raise CellFault(f"{shown(text)} names no day.", _AS_TEXT, "imprecise-date")
    raise CellFault(f"{shown(text)} is not a day.", _AS_TEXT, "not-a-date")


def _day(year: int, month: int, day: int, text: str) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        pass
    if 1 <= month <= 12 and year:
        last = calendar.monthrange(year, month)[1]
        remedy = f"{calendar.month_name[month]} {year} has {last} days."
    else:
        remedy = _AS_TEXT
    raise CellFault(f"{shown(text)} is not a day of the calendar.", remedy, "no-such-day")


def _order_unknown(text: str, first: int, second: int, year: int) -> CellFault:
    """Return the fault of a date in digits whose order is not said, with every day it could be."""
    year += 2000 if year < 100 else 0
    days = []
    for month, day in dict.fromkeys(((second, first), (first, second))):
        try:
            days.append(date(year, month, day))
        except ValueError:
            continue
    if not days:
        return CellFault(f"{shown(text)} is not a day of the calendar.", _AS_TEXT, "no-such-day")
    if len(days) == 1:
        return CellFault(f"{shown(text)} is not written as year-month-day.", _written(days[0]), "ambiguous-date")
    spelt = " or ".join(f"{day.day} {calendar.month_name[day.month]}" for day in days)
    remedy = f"Write {' or '.join(map(str, days))}."
    return CellFault(f"{shown(text)} could be {spelt}.", remedy, "ambiguous-date")


def _written(day: date) -> str:
    return f"Write {day}."

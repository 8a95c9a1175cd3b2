"""Numbers and lengths of time as people write them in a cell."""

from __future__ import annotations

import math
import re
from datetime import timedelta

from compliance.conditions.spans import read_span
from compliance.inventory.letters import exact, latin
from compliance.inventory.raw import CellFault, Percentage, Raw, Reading, shown

_PLAIN = re.compile(r"[-+]?(?:\d+|\d{1,3}(?:[ ']\d{3})+)(?:\.\d+)?(?:[eE][-+]?\d{1,2})?")
_WITH_COMMA = re.compile(r"([-+]?\d+),(\d+)")
_LIKE_THOUSANDS = re.compile(r"\+?(?!0+[.,])(\d{1,3})[.,](\d{3})(?![\d.,])")
"""Either a separator of thousands or a decimal point, depending on who typed it."""
_WITH_UNIT = re.compile(r"([-+\d][-+\d ',.]*?)\s*([^-+\d\s',.].*)")
_DAYS = re.compile(r"p(?:(\d+)d)?(?:t(\d+)h)?", re.IGNORECASE)

COUNTED = frozenset({"px", "people", "days", "tokens", "words"})
"""Units of which there are only whole numbers."""

_SHORT_UNITS = {
    "s": {"sec", "secs", "second", "seconds"},
    "px": {"pixel", "pixels"},
    "pt": {"point", "points"},
    "days": {"d"},
    "years": {"y", "yr", "yrs"},
    "eur": {"€"},
    "usd": {"$", "us$"},
    "people": {"persons", "person"},
}


def read_number(raw: Raw, unit: str) -> Reading:
    """Return a number in the unit of its column.

    >>> read_number("2,5 s", "s")
    Reading(value=2.5, note='a comma was read as the decimal point.')

    A number that the file itself holds as a number has one meaning; only one typed as text can be ambiguous.

    Raises:
        CellFault: If it is no number, is in another unit, is negative, or could be two numbers.
    """
    read = _number(raw, unit)
    if unit in COUNTED and isinstance(read.value, float) and not read.value.is_integer():
        remedy = f"Write a whole number of {unit}, without a separator of thousands."
        raise CellFault(f"{shown(raw)} is no whole number of {unit}.", remedy, "not-whole")
    return read


def _number(raw: Raw, unit: str) -> Reading:
    if isinstance(raw, Percentage):
        return _percentage(raw, unit)
    if isinstance(raw, int | float) and not isinstance(raw, bool):
        return Reading(_finite(raw))
    if not isinstance(raw, str):
        raise _no_number(raw, unit)
    text = latin(raw)
    note = "unusual digits or signs were read as plain ones." if text != raw else ""
    if unit and (found := _WITH_UNIT.fullmatch(text)) and _is_unit(found[2], unit):
        text = found[1].strip()
    if found := _LIKE_THOUSANDS.fullmatch(text):
        raise _ambiguous(raw, *found.groups())
    if _PLAIN.fullmatch(text):
        return Reading(_finite(float(text.replace(" ", "").replace("'", ""))), note)
    if found := _WITH_COMMA.fullmatch(text):
        return Reading(_finite(float(f"{found[1]}.{found[2]}")), "a comma was read as the decimal point.")
    raise _no_number(raw, unit)


def read_duration(raw: Raw) -> Reading:
    """Return a length of time in days; a bare number counts days.

    >>> read_duration("48 hours").value, read_duration("P30D").value, read_duration(7).value
    (2.0, 30.0, 7.0)

    Raises:
        CellFault: If it is no length of time.
    """
    if isinstance(raw, timedelta):
        return Reading(_finite(raw / timedelta(days=1)))
    if isinstance(raw, str):
        text = exact(latin(raw))
        if found := _LIKE_THOUSANDS.match(text):
            raise _ambiguous(raw, *found.groups())
        if span := read_span(text):
            return Reading(float(span.in_days))
        if (found := _DAYS.fullmatch(text)) and any(found.groups()):
            return Reading(int(found[1] or 0) + int(found[2] or 0) / 24)
    try:
        return _number(raw, "days")
    except CellFault as fault:
        if fault.code in {"negative-number", "ambiguous-number"}:
            raise
        remedy = "Write it as 30 days or 48 hours."
        raise CellFault(f"{shown(raw)} is no length of time.", remedy, "not-a-duration") from None


def _percentage(raw: Percentage, unit: str) -> Reading:
    if unit.startswith("%"):
        shown_number = round(raw.number * 100, 10)
        return Reading(_finite(shown_number), "a cell formatted as a percentage was read as the number it shows.")
    if not unit:
        return Reading(_finite(raw.number))
    raise _no_number(raw, unit)


def _ambiguous(raw: str, whole: str, decimals: str) -> CellFault:
    # Three decimals would be refused again, so the remedy has fewer, or a zero more.
    short = decimals.rstrip("0") or "0"
    fraction = f"{whole}.{short}" if len(short) < 3 else f"{whole}.{decimals}0"
    remedy = f"Write {whole}{decimals} or {fraction}."
    return CellFault(f"{shown(raw)} could be {whole}{decimals} or {whole}.{decimals}.", remedy, "ambiguous-number")


def _finite(number: float) -> float:
    if not math.isfinite(number) or abs(number) > 1e300:
        raise CellFault(f"{number} is no number.", "Type the number.", "not-a-number")
    if number < 0:
        remedy = "Write the number without its sign, or leave the cell blank."
        raise CellFault(f"{number:g} is negative.", remedy, "negative-number")
    return float(number)


def _is_unit(written: str, unit: str) -> bool:
    """Whether what follows a number is the unit of its column, in full or as people shorten it."""
    ours, theirs = exact(unit), exact(written).rstrip(".")
    return theirs in {ours, ours.removesuffix("s")} | _SHORT_UNITS.get(ours, set()) or (theirs, ours[:1]) == ("%", "%")


def _no_number(raw: Raw, unit: str) -> CellFault:
    if isinstance(raw, Percentage) or (isinstance(raw, str) and raw.endswith("%")):
        remedy = f"Write the number in {unit}." if unit else "Write it as a fraction: 0.05 for 5 %."
        return CellFault(f"{shown(raw)} is a percentage.", remedy, "percentage-not-wanted")
    remedy = f"Write the number alone, in {unit}." if unit else "Write the number alone."
    return CellFault(f"{shown(raw)} is no number.", remedy, "not-a-number")

"""What a case writes as a fact, as the value that conditions read."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any, NoReturn

from compliance.conditions.spans import read_span
from compliance.conditions.values import NONE, Value
from compliance.errors import PackError, Place, did_you_mean
from compliance.jurisdictions import Jurisdictions
from compliance.vocabulary import Field

_ONE_NONE = frozenset({"date", "datetime", "territory", "reference"})
_SEVERAL = frozenset({"choices", "territories", "references"})


def value_of(raw: Any, field: Field, jurisdictions: Jurisdictions, at: Place) -> Value | None:
    """Return a written fact as a value; None for a blanked one.

    Raises:
        PackError: It is no value of the field's type.
    """
    if raw is None:
        return None
    if raw == NONE and field.type in _ONE_NONE:
        return NONE
    if field.type in _SEVERAL:
        return _several(raw, field, jurisdictions, at)
    return _READERS[field.type](raw, field, jurisdictions, at)


def _several(raw: Any, field: Field, jurisdictions: Jurisdictions, at: Place) -> Value:
    if raw == NONE and NONE not in field.choices:
        return frozenset()
    one = {"choices": _choice, "territories": _territory, "references": _text}[field.type]
    return frozenset(str(one(item, field, jurisdictions, at)) for item in (raw if isinstance(raw, list) else [raw]))


def _yes_no(raw: Any, field: Field, _: Jurisdictions, at: Place) -> Value:
    return raw if isinstance(raw, bool) else _refuse(raw, field, "true or false", at)


def _number(raw: Any, field: Field, _: Jurisdictions, at: Place) -> Value:
    if isinstance(raw, int | float) and not isinstance(raw, bool):
        return float(raw)
    return _refuse(raw, field, "a number", at)


def _duration(raw: Any, field: Field, jurisdictions: Jurisdictions, at: Place) -> Value:
    span = read_span(raw) if isinstance(raw, str) else None
    return span.in_days if span else _number(raw, field, jurisdictions, at)


def _choice(raw: Any, field: Field, _: Jurisdictions, at: Place) -> Value:
    if isinstance(raw, str) and raw in field.choices:
        return raw
    if isinstance(raw, str) and raw in field.aliases:
        return field.aliases[raw]
    return _refuse(raw, field, f"one of {', '.join(field.choices)}", at, did_you_mean(str(raw), field.choices))


def _territory(raw: Any, field: Field, jurisdictions: Jurisdictions, at: Place) -> Value:
    if isinstance(raw, str) and jurisdictions.has(raw):
        return raw
    near = jurisdictions.nearest(str(raw))
    return _refuse(raw, field, "the code of a place", at, f"Did you mean {near}?" if near else "")


def _date(raw: Any, field: Field, _: Jurisdictions, at: Place) -> Value:
    try:
        return date.fromisoformat(str(raw))
    except ValueError:
        return _refuse(raw, field, "a day written YYYY-MM-DD, or none", at)


def _instant(raw: Any, field: Field, _: Jurisdictions, at: Place) -> Value:
    try:
        instant = datetime.fromisoformat(str(raw))
    except ValueError:
        return _refuse(raw, field, "a date and time with its offset, or none", at)
    return instant if instant.tzinfo else _refuse(raw, field, "a date and time with its offset, or none", at)


def _text(raw: Any, *_: Any) -> Value:
    return str(raw)


_READERS: Mapping[str, Callable[[Any, Field, Jurisdictions, Place], Value]] = {
    "yes_no": _yes_no,
    "choice": _choice,
    "number": _number,
    "duration": _duration,
    "date": _date,
    "datetime": _instant,
    "territory": _territory,
    "text": _text,
    "wording": _text,
    "reference": _text,
}


def _refuse(raw: Any, field: Field, wanted: str, at: Place, remedy: str = "") -> NoReturn:
    raise PackError(f"{field.path} must be {wanted}, not {raw}.", at=at, remedy=remedy, code="bad-fact")

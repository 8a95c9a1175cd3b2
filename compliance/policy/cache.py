"""A library as plain data and back, for the cache.

Values of the kinds listed here are written as `[number of the kind, which parts follow, those parts]`, without the
parts that have their default; everything else as JSON writes it. Reading makes only those kinds: a cache file can hold
wrong data, never code. Every start of the program reads this, so it is written for speed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import date, datetime
from enum import Enum
from functools import cache, partial
from typing import Any

from compliance.conditions import spans, tree, values
from compliance.errors import Place
from compliance.policy import model
from compliance.policy.later import comes_later, let_come_later
from compliance.validity import Entry, Timeline

_MODULES = (model, tree, values, spans)


def _kinds() -> tuple[type, ...]:
    found: dict[str, type] = {}
    for module in _MODULES:
        for kind in vars(module).values():
            if isinstance(kind, type) and (is_dataclass(kind) or issubclass(kind, Enum)):
                found.setdefault(kind.__qualname__, kind)
    return (*found.values(), Place, Entry, Timeline)


_KINDS = tuple(dict.fromkeys(_kinds()))
_NUMBERS = {kind: number for number, kind in enumerate(_KINDS)}
_PARTS = {kind: tuple(part for part in fields(kind) if part.init) for kind in _KINDS if is_dataclass(kind)}
_ENUMS = frozenset(number for number, kind in enumerate(_KINDS) if issubclass(kind, Enum))

_WITH_LATER = {
    _NUMBERS[kind]: later
    for kind, parts in _PARTS.items()
    if (later := frozenset(part.name for part in parts if comes_later(kind, part.name)))
}
"""Kinds some of whose parts are made when they are first asked for, and which parts."""

_TUPLE, _SET, _DATE, _INSTANT, _PLACE = -1, -2, -3, -4, -5


def library_to_json(library: model.Library) -> Any:
    """Return plain data for the cache."""
    return _plain(library)


def library_from_json(data: Any) -> model.Library:
    """Return the library that `library_to_json` wrote. Raises an ordinary error on anything else."""
    library = _value(data)
    if not isinstance(library, model.Library):
        raise TypeError(type(library))
    return library


def _plain(value: Any) -> Any:
    if isinstance(value, Enum):
        return [_NUMBERS[type(value)], value.value]
    if value is None or isinstance(value, bool | int | float | str):
        return value
    if isinstance(value, dict):
        return {key: _plain(part) for key, part in value.items()}
    if isinstance(value, Place) and not value.sheet:
        return [_PLACE, value.file, value.line]
    if isinstance(value, tuple | list):
        return [_TUPLE, *map(_plain, value)]
    if isinstance(value, frozenset):
        return [_SET, *sorted(map(_plain, value))]
    if isinstance(value, datetime):
        return [_INSTANT, value.isoformat()]
    if isinstance(value, date):
        return [_DATE, value.isoformat()]
    present, parts = 0, []
    for position, part in enumerate(_PARTS[type(value)]):
        held = getattr(value, part.name)
        if held != _default(part) or isinstance(held, bool | int | float):
            present |= 1 << position
            parts.append(_plain(held))
    return [_NUMBERS[type(value)], present, *parts]


def _default(part: Field[Any]) -> Any:
    return part.default_factory() if part.default_factory is not MISSING else part.default


@cache
def _names(number: int, present: int) -> tuple[str, ...]:
    parts = list(enumerate(_PARTS[_KINDS[number]]))
    missing = [part.name for nth, part in parts if _default(part) is MISSING and not present >> nth & 1]
    if missing:
        raise TypeError(missing)
    return tuple(part.name for nth, part in parts if present >> nth & 1)


def _value(data: Any) -> Any:
    if type(data) is dict:
        return {key: _value(part) for key, part in data.items()}
    if type(data) is not list:
        return data
    number = data[0]
    if number < 0:
        return _BUILDERS[number](data)
    kind = _KINDS[number]
    if number in _ENUMS:
        return kind(data[1])
    if number in _WITH_LATER:
        return _made_in_part(number, data)
    # Most parts are plain: a call for each would double the time.
    parts = [_value(part) if type(part) is list or type(part) is dict else part for part in data[2:]]
    return _made(number, zip(_names(number, data[1]), parts, strict=True))


def _made_in_part(number: int, data: list[Any]) -> Any:
    """Return an object some of whose parts are made when they are first asked for."""
    later, now, waiting = _WITH_LATER[number], [], {}
    for name, part in zip(_names(number, data[1]), data[2:], strict=True):
        if name in later:
            waiting[name] = partial(_value, part)
        else:
            now.append((name, _value(part)))
    made = _made(number, now)
    for name in waiting:
        del made.__dict__[name]
    let_come_later(made, waiting)
    return made


def _made(number: int, parts: Iterable[tuple[str, Any]]) -> Any:
    """Return a frozen object with some parts, and the defaults for the rest.

    Its own constructor sets each part of a frozen object by itself, which takes most of the time of loading.
    """
    kind, defaults = _defaults(number)
    made = object.__new__(kind)
    made.__dict__.update(defaults)
    made.__dict__.update(parts)
    return made


@cache
def _defaults(number: int) -> tuple[Any, dict[str, Any]]:
    kind = _KINDS[number]
    assert not hasattr(kind, "__post_init__")
    return kind, {part.name: _default(part) for part in _PARTS[kind]}


_BUILDERS: dict[int, Callable[[list[Any]], Any]] = {
    _TUPLE: lambda data: tuple(
        [_value(part) if type(part) is list or type(part) is dict else part for part in data[1:]]
    ),
    _SET: lambda data: frozenset(data[1:]),
    _DATE: lambda data: date.fromisoformat(data[1]),
    _INSTANT: lambda data: datetime.fromisoformat(data[1]),
    _PLACE: lambda data: Place(data[1], data[2]),
}

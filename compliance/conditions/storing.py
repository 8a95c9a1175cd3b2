"""A condition as plain JSON, and back: compiled packs are kept as JSON, and a digest is taken of the same text.

Sets are written in order, so that equal conditions have equal text.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import fields
from datetime import date, datetime
from typing import Any

from compliance.conditions.spans import Span
from compliance.conditions.tree import (
    AllOf,
    AnyOf,
    Condition,
    ForEachValue,
    Leaf,
    NoneOf,
    Quantified,
    WhenThen,
)
from compliance.conditions.values import Dated, Each, Fact, Parameter, Pick, Says, Within
from compliance.errors import Place

_KINDS: dict[str, type[Any]] = {
    kind.__name__: kind
    for kind in (
        AllOf,
        AnyOf,
        NoneOf,
        WhenThen,
        Quantified,
        ForEachValue,
        Leaf,
        Fact,
        Dated,
        Each,
        Pick,
        Within,
        Says,
        Parameter,
        Span,
    )
}


def to_json(condition: Condition) -> Any:
    """Return plain data that `from_json` reads.

    >>> from_json(to_json(Leaf("asset.medium", "one_of", frozenset({"video", "image"})))).wanted == {"image", "video"}
    True
    """
    return _plain(condition)


def from_json(data: Any) -> Condition:
    """Return the condition that `to_json` wrote."""
    condition = _built(data)
    assert isinstance(condition, Condition)
    return condition


def _plain(value: Any) -> Any:
    if value is None or isinstance(value, bool | int | float | str):
        return value
    if isinstance(value, datetime | date):
        return {"@": "instant" if isinstance(value, datetime) else "day", "is": value.isoformat()}
    if isinstance(value, frozenset):
        return {"@": "set", "is": sorted(map(_plain, value), key=str)}
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if isinstance(value, Place):
        return {"@": "place", "is": [value.file, value.line]}
    assert type(value).__name__ in _KINDS, value
    written = {f.name: getattr(value, f.name) for f in fields(value) if getattr(value, f.name) != f.default}
    return {"@": type(value).__name__, **{name: _plain(part) for name, part in written.items()}}


def _built(data: Any) -> Any:
    if isinstance(data, list):
        return tuple(_built(item) for item in data)
    if not isinstance(data, dict):
        return data
    kind = data["@"]
    if kind in _SCALARS:
        return _SCALARS[kind](data["is"])
    return _KINDS[kind](**{name: _built(part) for name, part in data.items() if name != "@"})


_SCALARS: Mapping[str, Callable[[Any], Any]] = {
    "day": date.fromisoformat,
    "instant": datetime.fromisoformat,
    "set": lambda items: frozenset(_built(item) for item in items),
    "place": lambda parts: Place(*parts),
}

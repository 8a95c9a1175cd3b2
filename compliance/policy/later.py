"""Parts of a frozen object that are made when they are first asked for.

A start of the program reads every requirement from the cache, and asks most of them for little more than their place:
their conditions need not be made. To whoever asks, such a part is like any other.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import MISSING, fields
from typing import Any, TypeVar

Made = TypeVar("Made")

_WAITING = "_waiting"
"""Where an object keeps what makes the parts that nobody has asked for yet."""


def may_come_later(*names: str) -> Callable[[type[Made]], type[Made]]:
    """Return a decorator of a frozen dataclass some of whose parts may be made when they are first asked for."""

    def prepare(kind: type[Made]) -> type[Made]:
        defaults = {part.name: part.default for part in fields(kind)}  # type: ignore[arg-type]
        for name in names:
            setattr(kind, name, _Later(name, defaults[name]))
        return kind

    return prepare


def comes_later(kind: type[Any], name: str) -> bool:
    """Return whether a part may be made when it is first asked for."""
    return isinstance(vars(kind).get(name), _Later)


def let_come_later(made: object, waiting: Mapping[str, Callable[[], Any]]) -> None:
    """Give an object that lacks some parts what makes each of them."""
    vars(made)[_WAITING] = waiting


class _Later:
    """Stands in the class for a part; once made, the part stands in the object and goes before this."""

    def __init__(self, name: str, default: Any) -> None:
        self.name, self.default = name, default

    def __get__(self, made: object | None, kind: type[Any]) -> Any:
        if made is None and self.default is not MISSING:
            return self.default
        waiting = None if made is None else vars(made).get(_WAITING, {}).get(self.name)
        if waiting is None:
            message = f"{kind.__name__} has no {self.name}"
            raise AttributeError(message)
        part = vars(made)[self.name] = waiting()
        return part

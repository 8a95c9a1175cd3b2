"""Reading a YAML mapping key by key, so that nothing in it goes unread and nothing wrong in it stops the reading.

A `Block` hands out the values of one mapping by the type they must have. A value of another type, a missing key and
an unknown key each become a problem with its line and the nearest known name; the reading goes on with a stand-in,
because nobody likes fixing one fault a run.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from datetime import date
from typing import Any, TypeVar

from compliance.errors import Place, Problem, did_you_mean
from compliance.strict_yaml.nodes import YamlList, YamlMap

Default = TypeVar("Default")

_MISSING: Any = object()
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


class Block:
    """One mapping of a file, and what it is called in messages.

    Every getter marks its key as known; `finish` then reports the keys nobody asked for. Keys that begin with `x-`
    are free for notes.
    """

    def __init__(self, node: YamlMap, called: str, problems: list[Problem]) -> None:
        self.node = node
        self.called = called
        self.problems = problems
        self._known: list[str] = []

    def __contains__(self, key: str) -> bool:
        return key in self.node

    def at(self, key: str | None = None) -> Place:
        """Return the place of a key."""
        return self.node.at(key)

    def problem(self, problem: str, key: str | None = None, *, remedy: str = "", code: str = "") -> None:
        """Note a problem at a key of this block."""
        self.problems.append(Problem(f"{self.called}: {problem}", self.at(key), remedy, code))

    def raw(self, key: str, default: Any = None) -> Any:
        """Return a value as it stands, whatever its type."""
        return self._get(key, default)

    def text(self, key: str, default: str = _MISSING) -> str:
        """Return text. A number is refused, because unquoted it may have lost a zero."""
        value = self._get(key, default)
        if isinstance(value, str) and (value.strip() or value == default):
            return value.strip()
        return self._refuse(key, value, "text", "")

    def flag(self, key: str, *, default: bool = _MISSING) -> bool:
        """Return true or false."""
        value = self._get(key, default)
        return value if isinstance(value, bool) else self._refuse(key, value, "true or false", False)

    def number(self, key: str, default: float = _MISSING) -> float:
        """Return a number."""
        value = self._get(key, default)
        if isinstance(value, int | float) and not isinstance(value, bool):
            return value
        return self._refuse(key, value, "a number", 0)

    def choice(self, key: str, choices: Collection[str], default: str = _MISSING) -> str:
        """Return one of `choices`."""
        value = self._get(key, default)
        if isinstance(value, str) and (value in choices or value == default):
            return value
        fallback: str = default if default is not _MISSING else next(iter(choices))
        if value is not _MISSING:
            remedy = did_you_mean(str(value), choices) or f"Write one of: {', '.join(choices)}."
            self.problem(f"{key}: {_shown(value)} is not a choice.", key, remedy=remedy, code="unknown-choice")
        return fallback

    def day(self, key: str, default: Default = _MISSING) -> date | Default:
        """Return a calendar day written YYYY-MM-DD."""
        value = self._get(key, default)
        if value is default and default is not _MISSING:
            return default
        if isinstance(value, str) and _DAY.fullmatch(value):
            try:
                return date.fromisoformat(value)
            except ValueError:
                pass
        return self._refuse(key, value, "a day written YYYY-MM-DD", date.min)

    def texts(self, key: str, default: tuple[str, ...] = _MISSING) -> tuple[str, ...]:
        """Return a list of texts; a single text stands for a list of one."""
        value = self._get(key, default)
        if isinstance(value, str):
            return (value,)
        if isinstance(value, list | tuple) and all(isinstance(item, str) for item in value):
            return tuple(value)
        if isinstance(value, YamlList):
            wrong = next(index for index, item in enumerate(value) if not isinstance(item, str))
            remedy = "Put it in quotes." if isinstance(value[wrong], int | float) else ""
            self.problems.append(
                Problem(
                    f"{self.called}: {key} must be a list of texts, not {_shown(value[wrong])}.",
                    value.at(wrong),
                    remedy,
                    "wrong-type",
                )
            )
            return tuple(item for item in value if isinstance(item, str))
        return self._refuse(key, value, "a list of texts", ())

    def block(self, key: str, called: str | None = None) -> Block:
        """Return a nested mapping as a block of its own; an empty one where it is missing."""
        value = self._get(key, _empty(self.at(key)))
        if not isinstance(value, YamlMap):
            value = self._refuse(key, value, "a mapping", _empty(self.at(key)))
        return Block(value, called or f"{self.called}, {key}", self.problems)

    def blocks(self, key: str, called: str | None = None) -> Iterator[Block]:
        """Return each mapping of a list as a block; nothing where the list is missing."""
        value = self._get(key, ())
        if not isinstance(value, list | tuple):
            self._refuse(key, value, "a list", None)
            return
        for index, item in enumerate(value):
            if isinstance(item, YamlMap):
                yield Block(item, called or f"{self.called}, {key}", self.problems)
            else:
                place = value.at(index) if isinstance(value, YamlList) else self.at(key)
                text = f"{self.called}: every item of {key} must be a mapping, not {_shown(item)}."
                self.problems.append(Problem(text, place, code="wrong-type"))

    def named_blocks(self, key: str, called: str = "") -> Iterator[tuple[str, Block]]:
        """Return (name, block) for each entry of a mapping of mappings; nothing where it is missing."""
        outer = self.block(key)
        yield from outer.entries(called)

    def entries(self, called: str = "") -> Iterator[tuple[str, Block]]:
        """Return (name, block) for every key of this block, each of which must hold a mapping."""
        for name, value in self.node.items():
            self._known.append(name)
            if isinstance(value, YamlMap):
                yield name, Block(value, f"{called} {name}".strip(), self.problems)
            elif not name.startswith("x-"):
                self._refuse(name, value, "a mapping", None)

    def plain(self, key: str) -> Mapping[str, Any]:
        """Return a mapping of plain values (text, numbers, true and false), as it stands; empty where missing."""
        inner = self.block(key)
        for name, value in inner.node.items():
            if isinstance(value, YamlMap | YamlList) or value is None:
                inner.problem(f"{name} must be a plain value.", name, code="wrong-type")
        return dict(inner.node)

    def finish(self) -> None:
        """Report keys that nobody asked for."""
        for key in self.node:
            if key not in self._known and not key.startswith("x-"):
                remedy = did_you_mean(key, self._known) or f"Known keys: {', '.join(dict.fromkeys(self._known))}."
                if self.node[key] is None:
                    remedy = "If it belongs to the text before the comma, put that whole text in quotes."
                self.problem(f"there is no key called {key} here.", key, remedy=remedy, code="unknown-key")

    def _get(self, key: str, default: Any) -> Any:
        self._known.append(key)
        if key in self.node:
            return self.node[key]
        if default is _MISSING:
            self.problem(f"the key {key} is missing.", code="missing-key")
        return default

    def _refuse(self, key: str, value: Any, wanted: str, stand_in: Default) -> Default:
        if value is not _MISSING:
            quotes = wanted == "text" and isinstance(value, int | float)
            remedy = "Put it in quotes." if quotes else ""
            self.problem(f"{key} must be {wanted}, not {_shown(value)}.", key, remedy=remedy, code="wrong-type")
        return stand_in


def _empty(place: Place) -> YamlMap:
    return YamlMap(place.file, place.line or 0)


def _shown(value: Any) -> str:
    """Return a value as a pack author would write it, shortened."""
    if value is None:
        return "nothing"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dict):
        return "a mapping"
    if isinstance(value, list):
        return "a list"
    text = str(value)
    return text if len(text) <= 60 else f"{text[:57]}…"

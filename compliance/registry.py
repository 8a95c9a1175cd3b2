"""Named parts that are added by adding one file.

An export, a reader or a check registers itself under a name; everything that lists, documents or tests
such parts walks the registry.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Generic, TypeVar

from compliance.errors import UsageError, did_you_mean

Part = TypeVar("Part")


class Registry(Mapping[str, Part], Generic[Part]):
    """Parts of one kind by name, in the order they were added.

    >>> greetings: Registry[str] = Registry("greeting")
    >>> _ = greetings.add("plain")("hello")
    >>> greetings["plain"], list(greetings)
    ('hello', ['plain'])
    """

    def __init__(self, kind: str) -> None:
        self.kind = kind
        self._parts: dict[str, Part] = {}

    def add(self, name: str) -> Callable[[Part], Part]:
        """Return a decorator that registers a part under `name`; a name is given once."""

        def register(part: Part) -> Part:
            if name in self._parts:
                message = f"two {self.kind}s are called {name}"
                raise ValueError(message)
            self._parts[name] = part
            return part

        return register

    def __getitem__(self, name: str) -> Part:
        try:
            return self._parts[name]
        except KeyError:
            remedy = did_you_mean(name, self._parts) or f"Choose one of: {', '.join(self._parts)}."
            message = f"there is no {self.kind} called {name}."
            raise UsageError(message, remedy=remedy) from None

    def __contains__(self, name: object) -> bool:
        return name in self._parts

    def __iter__(self) -> Iterator[str]:
        return iter(self._parts)

    def __len__(self) -> int:
        return len(self._parts)

"""A sequence that is worked out when somebody looks: most of a large assessment is never read one by one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property
from typing import TypeVar, overload

Item_co = TypeVar("Item_co", covariant=True)


class Lazily(Sequence[Item_co]):
    """Items made at the first look, and kept.

    >>> made = Lazily(lambda: "ab")
    >>> made[0], len(made), made == ("a", "b")
    ('a', 2, True)
    """

    def __init__(self, make: Callable[[], Iterable[Item_co]]) -> None:
        self._make = make

    @cached_property
    def _items(self) -> tuple[Item_co, ...]:
        return tuple(self._make())

    def __len__(self) -> int:
        return len(self._items)

    @overload
    def __getitem__(self, index: int) -> Item_co: ...

    @overload
    def __getitem__(self, index: slice) -> tuple[Item_co, ...]: ...

    def __getitem__(self, index: int | slice) -> Item_co | tuple[Item_co, ...]:
        return self._items[index]

    def __iter__(self) -> Iterator[Item_co]:
        return iter(self._items)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and self._items == tuple(other)

    def __hash__(self) -> int:
        return hash(self._items)

    def __repr__(self) -> str:
        return repr(self._items)

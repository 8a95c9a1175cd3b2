"""Sizes of paper."""

from __future__ import annotations

from dataclasses import dataclass

from compliance.errors import UsageError, did_you_mean


@dataclass(frozen=True)
class PageSize:
    """A size of paper, as the style sheets use it."""

    name: str
    width_mm: int | float
    height_mm: int | float


_SIZES = (PageSize("A4", 210, 297), PageSize("Letter", 215.9, 279.4))


def page_size(name: str) -> PageSize:
    """Return a size of paper by its name. Raises UsageError for another name.

    >>> page_size("letter").width_mm
    215.9
    """
    for size in _SIZES:
        if size.name.casefold() == name.casefold():
            return size
    names = [size.name for size in _SIZES]
    remedy = did_you_mean(name, names) or f"Choose {' or '.join(names)}."
    raise UsageError(f"there is no page size called {name}.", remedy=remedy)

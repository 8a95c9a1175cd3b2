"""Sets of reasons as bits, one word or less a row."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from compliance.conditions.columns import Rows

Masks = NDArray[np.unsignedinteger[Any]]

_WORD = 64
_DENSE = 1 << 22
"""Most combinations for which a table of all of them is kept."""


def bits_dtype(width: int) -> Any:
    """Return the narrowest type that holds so many bits.

    >>> bits_dtype(9)
    <class 'numpy.uint16'>
    """
    return next(kind for kind in (np.uint8, np.uint16, np.uint32, np.uint64) if 8 * kind().itemsize >= width)


def distinct(words: Sequence[Masks]) -> tuple[list[int], Rows]:
    """Return the distinct masks as whole numbers, and for each row the place of its own among them.

    Words are cut into pieces so small that a table of all of them finds the distinct ones without sorting rows.

    >>> distinct([np.array([4, 1, 4], dtype=np.uint8)])
    ([1, 4], array([1, 0, 1]))
    """
    rows = len(words[0])
    place = np.zeros(rows, dtype=np.intp)
    for word in words:
        for piece in _pieces(word):
            numbered = _numbered(piece)
            place = numbered if not place.any() else _numbered(place * (int(numbered.max()) + 1) + numbered)
    row_of = np.zeros(int(place.max(initial=-1)) + 1, dtype=np.intp)
    row_of[place] = np.arange(rows)
    masks = [0] * len(row_of)
    for nth, word in enumerate(words):
        masks = [mask | bits << (_WORD * nth) for mask, bits in zip(masks, word[row_of].tolist(), strict=True)]
    return masks, place


def _pieces(word: Masks) -> list[Masks]:
    if word.dtype.itemsize <= 2:
        return [word]
    cut = np.ascontiguousarray(word).view(np.uint16).reshape(len(word), -1 if len(word) else 1).T
    return [piece for piece in cut if piece.any()]


def _numbered(keys: NDArray[np.integer[Any]]) -> Rows:
    """Return keys as numbers without gaps, in the same order."""
    most = int(keys.max(initial=0)) + 1
    if most > _DENSE:
        numbers: Rows = np.unique(keys, return_inverse=True)[1]
        return numbers
    used = np.zeros(most, dtype=np.bool_)
    used[keys] = True
    occurring = np.flatnonzero(used)
    number = np.empty(most, dtype=np.intp)
    number[occurring] = np.arange(len(occurring))
    found: Rows = number[keys]
    return found

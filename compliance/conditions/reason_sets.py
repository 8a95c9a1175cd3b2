"""Sets of reasons for many rows: a code a row, and for each code the reasons as bits of one whole number.

Rows have few distinct sets, so sets are joined by their codes and each union is made once. The number may have as
many bits as there are reasons.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from compliance.conditions.columns import Rows
from compliance.conditions.segments import SomeOwners

_DENSE = 1 << 20
"""Most combinations for which a table of all of them is kept."""

_WORD = 64
_LOW = (1 << _WORD) - 1


@dataclass(frozen=True, eq=False)
class Sets:
    """For every row the code of its reasons. Code 0 stands for none."""

    codes: NDArray[np.integer[Any]]
    masks: Sequence[int]

    @classmethod
    def none(cls, rows: int) -> Sets:
        """Return no reasons."""
        return cls(np.zeros(rows, dtype=np.uint8), (0,))

    def spread(self, where: NDArray[np.bool_]) -> Sets:
        """Return these sets for the rows that are true, and no reasons for the others."""
        codes = np.zeros(len(where), dtype=np.intp)
        codes[where] = self.codes
        return Sets(codes, self.masks)

    def shifted(self, places: int) -> Sets:
        """Return the same sets of reasons that stand so many places later."""
        return Sets(self.codes, [mask << places for mask in self.masks]) if places else self

    def over(self, owners: SomeOwners) -> Sets:
        """Return for each owner the reasons of its rows together."""
        width = max(self.masks).bit_length()
        words = []
        for start in range(0, width, _WORD):
            word = np.array([mask >> start & _LOW for mask in self.masks], dtype=np.uint64)
            words.append(owners.reduce(np.bitwise_or, word[self.codes], 0))
        return _of_words(words, len(owners.counts))


def union(sets: Sequence[Sets], rows: int) -> Sets:
    """Return for each row all its reasons together."""
    known = [found for found in sets if len(found.masks) > 1]
    if len(known) < 2:
        return known[0] if known else Sets.none(rows)
    joined, *others = known
    while others:
        key, wide, taken = joined.codes.astype(np.intp), len(joined.masks), [joined]
        while others and (len(taken) == 1 or wide * len(others[0].masks) <= _DENSE):
            key = key * len(others[0].masks) + others[0].codes
            wide *= len(others[0].masks)
            taken.append(others.pop(0))
        occurring, codes = numbered(key, wide)
        masks = [_joined(combination, taken) for combination in occurring.tolist()]
        joined = Sets(codes, masks) if masks and not masks[0] else Sets(codes + 1, [0, *masks])
    return joined


def _joined(combination: int, sets: Sequence[Sets]) -> int:
    mask = 0
    for found in reversed(sets):
        combination, code = divmod(combination, len(found.masks))
        mask |= found.masks[code]
    return mask


def numbered(keys: NDArray[np.integer[Any]], wide: int) -> tuple[Rows, Rows]:
    """Return the keys that occur, in ascending order, and for each row the place of its key among them."""
    if wide > _DENSE:
        occurring, codes = np.unique(keys, return_inverse=True)
        return occurring.astype(np.intp), codes
    used = np.zeros(wide, dtype=np.bool_)
    used[keys] = True
    occurring = np.flatnonzero(used)
    number = np.empty(wide, dtype=np.intp)
    number[occurring] = np.arange(len(occurring))
    return occurring, number[keys]


def _of_words(words: Sequence[NDArray[np.uint64]], rows: int) -> Sets:
    """Return sets from their bits, 64 to a word."""
    pieces = []
    for nth, word in enumerate(words):
        for low, piece in enumerate(word.view(np.uint16).reshape(rows, 4).T):
            most = int(piece.max(initial=0))
            if most:
                occurring, codes = numbered(piece, most + 1)
                place = nth * _WORD + low * 16
                masks = [key << place for key in occurring.tolist()]
                pieces.append(Sets(codes, masks) if not masks[0] else Sets(codes + 1, [0, *masks]))
    return union(pieces, rows)

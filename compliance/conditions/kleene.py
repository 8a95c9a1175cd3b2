"""Columns of answers that may be unknown.

A fact nobody recorded is neither met nor missed. A `Kleene` column holds one byte a row: 0 no, 1 unknown, 2 yes,
so that "and" is the smaller, "or" the larger, and nothing has to be special-cased.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

NO, UNKNOWN, YES = 0, 1, 2

Codes = NDArray[np.uint8]


def code_of(answer: bool | None) -> int:
    """Return the byte of an answer.

    >>> [code_of(answer) for answer in (False, None, True)]
    [0, 1, 2]
    """
    return UNKNOWN if answer is None else 2 * int(answer)


def answer_of(code: int) -> bool | None:
    """Return the answer a byte stands for."""
    return None if code == UNKNOWN else code == YES


@dataclass(frozen=True, eq=False)
class Kleene:
    """A column of yes, no and unknown.

    >>> yes_no_unknown = Kleene.from_values([True, False, None])
    >>> (yes_no_unknown & Kleene.from_values([None, None, None])).to_values()
    [None, False, None]
    """

    codes: Codes

    @classmethod
    def from_values(cls, values: Sequence[bool | None]) -> Kleene:
        """Return the column of these answers."""
        return cls(np.array([code_of(value) for value in values], dtype=np.uint8))

    def to_values(self) -> list[bool | None]:
        """Return the answers as Python values."""
        return [answer_of(code) for code in self.codes.tolist()]

    def __len__(self) -> int:
        return len(self.codes)

    def __and__(self, other: Kleene) -> Kleene:
        return Kleene(np.minimum(self.codes, other.codes))

    def __or__(self, other: Kleene) -> Kleene:
        return Kleene(np.maximum(self.codes, other.codes))

    def __invert__(self) -> Kleene:
        return Kleene(YES - self.codes)

    @property
    def yes(self) -> NDArray[np.bool_]:
        """Where the answer is known to be yes."""
        return np.equal(self.codes, YES)

    @property
    def no(self) -> NDArray[np.bool_]:
        """Where the answer is known to be no."""
        return np.equal(self.codes, NO)

    @property
    def unknown(self) -> NDArray[np.bool_]:
        """Where a fact is missing that would decide."""
        return np.equal(self.codes, UNKNOWN)

"""Why a row fails or stays open: the clauses that decided, the facts that are missing, or what stands in the way.

Grounds are found for whole columns at once. Each source of grounds (a trigger, a duty, an exception, a blank place)
gives every row a number; rows with the same numbers have the same ground.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, fields, is_dataclass

import numpy as np
from numpy.typing import NDArray

from compliance.assessment.subjects import Rows
from compliance.conditions.tree import Leaf
from compliance.conditions.values import Dated

LAW_DATE = "law date"
"""The day the law starts or ends is not known to the day."""
ATTESTATION = "attestation"
"""Nobody has answered the requirement's question, with a document and in date."""
ATTESTED_NO = "attested no"
"""A named person answered the requirement's question with no."""


@dataclass(frozen=True)
class Ground:
    """What decided, or what is missing to decide."""

    leaves: tuple[Leaf, ...] = ()
    """Clauses that are definitely not met."""
    parts: tuple[str, ...] = ()
    """Named parts of the duty in which they stand."""
    missing: tuple[str, ...] = ()
    """Field paths whose absence keeps it open."""
    notes: tuple[str, ...] = ()
    """LAW_DATE, ATTESTATION, ATTESTED_NO, or the message of what broke."""

    def __add__(self, other: Ground) -> Ground:
        return Ground(
            _once(*self.leaves, *other.leaves),
            _once(*self.parts, *other.parts),
            _once(*self.missing, *other.missing),
            _once(*self.notes, *other.notes),
        )

    @property
    def tokens(self) -> tuple[str, ...]:
        """What makes it the same ground in every run, in a fixed order."""
        clauses = [f"{leaf.path}|{leaf.operator}: {_stable(leaf.wanted)} {leaf.negated}" for leaf in self.leaves]
        return tuple(sorted((*self.parts, *clauses, *self.missing, *self.notes)))


NO_GROUND = Ground()


def finding_id(requirement: str, kind: str, through: str, ground: Ground) -> str:
    """Return the name of a finding: the same for the same requirement and cause, whoever it concerns.

    >>> finding_id("some-duty", "fail", "", Ground(parts=("explicit",)))
    'F-dffef1ba'
    """
    text = "\n".join((requirement, kind, through, *ground.tokens))
    return f"F-{hashlib.sha256(text.encode()).hexdigest()[:8]}"


class Grounds:
    """Collects, source by source, the grounds of some rows of a table."""

    def __init__(self, rows: Rows) -> None:
        self.rows = rows
        self._numbers = np.zeros(len(rows), np.int64)
        self._grounds: list[Ground] = [NO_GROUND]

    def add(self, positions: NDArray[np.integer], numbers: NDArray[np.integer], grounds: Iterable[Ground]) -> None:
        """Add one source: for the rows at `positions`, the number of the ground that it gives each."""
        if not len(positions):
            return
        given = (NO_GROUND, *grounds)
        more = np.zeros(len(self.rows), np.int64)
        more[positions] = np.asarray(numbers) + 1
        distinct, self._numbers = np.unique(self._numbers * len(given) + more, return_inverse=True)
        pairs = (divmod(number, len(given)) for number in distinct.tolist())
        self._grounds = [self._grounds[old] + given[new] for old, new in pairs]

    def add_where(self, flags: NDArray[np.bool_], ground: Ground) -> None:
        """Add one ground to every flagged row."""
        positions = np.flatnonzero(flags)
        self.add(positions, np.zeros(len(positions), np.int64), (ground,))

    def split(self) -> list[tuple[Ground, Rows]]:
        """Return each distinct ground with its rows, in the order of the first row."""
        if not len(self.rows):
            return []
        order = np.argsort(self._numbers, kind="stable")
        bounds = np.flatnonzero(np.diff(self._numbers[order])) + 1
        parts = [(self._grounds[int(self._numbers[part[0]])], self.rows[part]) for part in np.split(order, bounds)]
        return sorted(parts, key=lambda part: int(part[1][0]))


def _stable(wanted: object) -> str:
    """Write a wanted value the same way in every run. A dated parameter is its name: amendments keep the cause."""
    if isinstance(wanted, Dated):
        return f"${wanted.parameter.name}"
    if isinstance(wanted, frozenset):
        return repr(sorted(map(str, wanted)))
    if isinstance(wanted, tuple):
        return f"({', '.join(map(_stable, wanted))})"
    if is_dataclass(wanted):
        inner = (_stable(getattr(wanted, named.name)) for named in fields(wanted))
        return f"{type(wanted).__name__}({', '.join(inner)})"
    return repr(wanted)


def _once(*items: object) -> tuple:  # type: ignore[type-arg]
    return tuple(dict.fromkeys(items))

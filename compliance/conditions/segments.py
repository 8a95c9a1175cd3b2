"""Listed rows laid out for counting: every owner's rows reduced to one value, all owners at once.

Most owners list few rows. Their first rows stand together, then their second rows, and so on, owners with many rows
first, so that one pass over bytes that lie side by side takes the next row of every owner into account. Where some
owner lists very many rows, the rows of an owner stand together instead.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

Rows = NDArray[np.intp]
Lifted = TypeVar("Lifted", bound=np.generic)

_FEW = 48
"""Most rows of an owner for which going row by row over all owners pays."""


@dataclass(frozen=True, eq=False)
class Segments:
    """How many rows each owner lists, and where they stand."""

    counts: Rows

    @cached_property
    def total(self) -> int:
        """Number of listed rows of all owners."""
        return int(self.counts.sum())

    @cached_property
    def listing(self) -> Rows:
        """The owners that list anything; those with the most rows first where rows stand in layers."""
        if not self.in_layers:
            return np.flatnonzero(self.counts)
        rest = (self._most - self.counts).astype(np.uint8)
        return np.argsort(rest, kind="stable")[: np.count_nonzero(self.counts)]

    @cached_property
    def in_layers(self) -> bool:
        """Whether first rows stand together, then second rows, and so on."""
        return self._most <= _FEW

    @cached_property
    def _most(self) -> int:
        return int(self.counts.max()) if len(self.counts) else 0

    @cached_property
    def _layers(self) -> list[int]:
        """How many owners have a first row, a second row, and so on."""
        have = np.bincount(self.counts[self.listing], minlength=self._most + 1)
        return [int(size) for size in (len(self.listing) - np.cumsum(have))[: self._most]]

    @cached_property
    def _starts(self) -> Rows:
        """Where the rows of each listing owner begin, where they stand together."""
        ends = np.cumsum(self.counts[self.listing])
        return ends - self.counts[self.listing]

    @cached_property
    def owner(self) -> Rows:
        """For every listed row its owner."""
        if self.in_layers:
            layers = [self.listing[:size] for size in self._layers]
            return np.concatenate(layers) if layers else np.zeros(0, dtype=np.intp)
        return np.repeat(self.listing, self.counts[self.listing])

    def lift(self, cells: NDArray[Lifted]) -> NDArray[Lifted]:
        """Return for every listed row the cell of its owner: layers are copied, and each owner is looked up once."""
        if not self.in_layers:
            return cells.take(self.owner, mode="wrap")
        first = cells.take(self.listing, mode="wrap")
        found = np.empty(self.total, dtype=cells.dtype)
        done = 0
        for size in self._layers:
            found[done : done + size] = first[:size]
            done += size
        return found

    def positions(self, starts: Rows) -> Rows:
        """Return for every listed row where it stands, the rows of an owner standing together from its start on."""
        first = starts.take(self.listing)
        if not self.in_layers:
            return np.repeat(first - self._starts, self.counts[self.listing]) + np.arange(self.total)
        found = np.empty(self.total, dtype=np.intp)
        done = 0
        for nth, size in enumerate(self._layers):
            np.add(first[:size], nth, out=found[done : done + size])
            done += size
        return found

    def reduce(self, step: np.ufunc, values: NDArray[Any], if_empty: Any) -> NDArray[Any]:
        """Return for each owner the values of its rows reduced to one, and `if_empty` where it lists none."""
        found = np.full(len(self.counts), if_empty, dtype=values.dtype)
        if not self.total:
            return found
        if not self.in_layers:
            found[self.listing] = step.reduceat(values, self._starts)
            return found
        first, *further = self._layers
        result = values[:first].copy()
        start = first
        for size in further:
            step(result[:size], values[start : start + size], out=result[:size])
            start += size
        found[self.listing] = result
        return found

    def of(self, owners: Rows) -> SomeOwners:
        """Return the rows of some owners."""
        counts = self.counts[owners]
        if not self.in_layers:
            ends = np.cumsum(counts)
            back = ends - counts - self._starts[self._rank[owners]]
            return SomeOwners(counts, np.arange(int(counts.sum())) - np.repeat(back, counts), None)
        rank = self._rank[owners]
        layers: list[Rows] = []
        rows = []
        begin = 0
        for nth, size in enumerate(self._layers):
            have = np.flatnonzero(counts > nth)
            if not len(have):
                break
            layers.append(have)
            rows.append(rank[have] + begin)
            begin += size
        return SomeOwners(counts, np.concatenate(rows) if rows else np.zeros(0, dtype=np.intp), layers)

    @cached_property
    def _rank(self) -> Rows:
        rank = np.zeros(len(self.counts), dtype=np.intp)
        rank[self.listing] = np.arange(len(self.listing))
        return rank


@dataclass(frozen=True, eq=False)
class SomeOwners:
    """The listed rows of some owners."""

    counts: Rows
    rows: Rows
    """Layer by layer, or owner by owner where there are no layers."""
    layers: list[Rows] | None
    """The owners that have a first row, a second row, and so on."""

    def reduce(self, step: np.ufunc, values: NDArray[Any], if_empty: Any) -> NDArray[Any]:
        """Return for each owner the values of its rows reduced to one, and `if_empty` where it lists none."""
        found = np.full(len(self.counts), if_empty, dtype=values.dtype)
        if self.layers is None:
            some = np.flatnonzero(self.counts)
            if len(some):
                found[some] = step.reduceat(values, np.cumsum(self.counts[some]) - self.counts[some])
            return found
        start = 0
        for nth, have in enumerate(self.layers):
            here = values[start : start + len(have)]
            found[have] = step(found[have], here) if nth else here
            start += len(have)
        return found

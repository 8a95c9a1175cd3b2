"""Every asset in every territory where it is released: the grain of the clearance matrix."""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

import numpy as np
from numpy.typing import NDArray

from compliance.assessment.subjects import ASSET, ON_AN_ASSET, RELEASE, Rows, Subjects
from compliance.conditions.facts import Coded

NOT_RECORDED = ""
"""Stands for a territory or an asset that a release does not name, and for where an asset without a release goes: such
pairs are decided too, as undecided."""


@dataclass(frozen=True, eq=False)
class Pairs:
    """Asset and territory pairs, by number, in the order of the assets and then of the territory codes."""

    places: tuple[str, ...]
    """Codes of the territories; NOT_RECORDED for releases that name none."""
    asset: Rows
    """Row of each pair's asset; -1 where the release names none."""
    place: NDArray[np.intp]
    """Number of each pair's territory in `places`."""
    of_release: Rows
    """The pair of each release."""
    released: NDArray[np.bool_]
    """Whether some release makes the pair; the others stand for assets of which no release is listed."""
    _first: Rows
    """For each asset, the number of its first pair; one more at the end."""

    def __len__(self) -> int:
        return len(self.asset)

    @classmethod
    def of(cls, subjects: Subjects) -> Pairs:
        """Return the pairs of an inventory."""
        assets = subjects.scope(RELEASE)[ASSET]
        unreleased = np.setdiff1d(np.arange(subjects.count(ASSET)), assets)
        places, place_of = _places(subjects, with_nowhere=len(unreleased) > 0)
        width = max(len(places), 1)
        made = (assets + 1) * width + place_of
        # The place that is not recorded has no code, so it is the first of the sorted ones.
        keys, numbers = np.unique(np.concatenate([made, (unreleased + 1) * width]), return_inverse=True)
        of_release = numbers[: len(made)]
        released = np.zeros(len(keys), bool)
        released[of_release] = True
        asset, place = keys // width - 1, keys % width
        first = np.searchsorted(asset, np.arange(subjects.count(ASSET) + 1))
        return cls(places, asset, place, of_release, released, first)

    def touched(self, entity: str, rows: Rows, subjects: Subjects) -> tuple[Rows, Rows]:
        """Return (position in `rows`, pair) for every pair that a row counts for.

        A release counts for its own pair. What hangs on an asset counts for every release of it. Rows that hang on no
        asset, or on one that is not released, count for no pair.
        """
        if entity == RELEASE:
            return np.arange(len(rows)), self.of_release[rows]
        if entity not in ON_AN_ASSET:
            return np.zeros(0, np.intp), np.zeros(0, np.intp)
        assets = subjects.scope(entity)[ASSET][rows]
        known = np.flatnonzero(assets >= 0)
        begins, ends = self._first[assets[known]], self._first[assets[known] + 1]
        counts = ends - begins
        positions = np.repeat(known, counts)
        offsets = np.arange(len(positions)) - np.repeat(np.cumsum(counts) - counts, counts)
        pairs = np.repeat(begins, counts) + offsets
        counted = self.released[pairs]
        return positions[counted], pairs[counted]


def _places(subjects: Subjects, *, with_nowhere: bool) -> tuple[tuple[str, ...], NDArray[np.intp]]:
    """Return the territories of all releases, by code, and the number of each release's."""
    column = cast("Coded", subjects.facts.column(f"{RELEASE}.territory"))
    codes = [NOT_RECORDED if value is None else str(value) for value in column.values]
    used = np.bincount(column.codes, minlength=len(codes)) > 0
    found = {code for code, is_used in zip(codes, used.tolist(), strict=True) if is_used}
    places = sorted(found | ({NOT_RECORDED} if with_nowhere else set()))
    numbers = {place: number for number, place in enumerate(places)}
    return tuple(places), np.array([numbers.get(code, 0) for code in codes], np.intp)[column.codes]

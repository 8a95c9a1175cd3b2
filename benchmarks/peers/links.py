"""The lists of an inventory as tables to be joined: who lists whom through which shared row or named key."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from benchmarks.peers.tables import OutOfReachError, Tables
from compliance.vocabulary import ListLink

LISTS = "@lists"
"""The row that lists."""
MEMBER = "@member"
"""The row that is listed."""
SHARED = "@shared"
"""The row both belong to."""
LIMIT = "@limit"
"""The row that a member must hold for, to be listed."""
SURE = "@sure"
"""Whether it is surely listed: whether the cell that says for what a member holds is filled."""

Frame = Mapping[str, NDArray[Any]]


@dataclass(frozen=True)
class Link:
    """A list as tables.

    Without `owners`, `members` already says who lists whom. Else owners list the members with which they share a row;
    of a limited list `members` are those that hold for everything or for nobody knows what, and `named` says for what
    each of the others holds.
    """

    owners: Frame | None
    members: Frame
    named: Frame | None

    @classmethod
    def of(cls, link: ListLink, tables: Tables) -> Link:
        """Return the tables of a list."""
        if link.listed_in:
            bridge = tables.bridge(f"{link.entity}.{link.listed_in}")
            if bridge.everything.any():
                raise OutOfReachError(f"{link.path} lists every row there is.")
            return cls(None, {LISTS: _rows(bridge.rows), MEMBER: _rows(bridge.named)}, None)
        shared = _rows(tables.parents(link.of, link.same))
        everybody = _rows(np.arange(len(shared)))
        if not link.limited_by and link.same == link.entity:
            return cls(None, {LISTS: shared, MEMBER: everybody}, None)
        owners = {name: _rows(_seen_from(link.entity, to, tables)) for name, to in _columns(link)}
        if not link.limited_by:
            return cls(owners, {SHARED: shared, MEMBER: everybody}, None)
        bridge = tables.bridge(f"{link.of}.{link.limited_by}")
        free = bridge.everything | bridge.blank
        members = {SHARED: shared[free], MEMBER: everybody[free], SURE: ~bridge.blank[free]}
        named = {SHARED: shared[bridge.rows], MEMBER: _rows(bridge.rows), LIMIT: _rows(bridge.named)}
        return cls(owners, members, named)


def _columns(link: ListLink) -> list[tuple[str, str]]:
    limit = [(LIMIT, link.limited_to)] if link.limited_by else []
    return [(LISTS, link.entity), (SHARED, link.same), *limit]


def _seen_from(entity: str, to: str, tables: Tables) -> NDArray[Any]:
    return np.arange(tables.size(entity)) if to == entity else tables.parents(entity, to)


def _rows(rows: NDArray[Any]) -> NDArray[np.uint32]:
    return rows.astype(np.uint32)

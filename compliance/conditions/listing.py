"""The rows that each row lists, for a whole table at once: what `Situation.listed` says, as arrays."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from compliance.conditions import causes
from compliance.conditions.columns import Codes, Columns, Rows
from compliance.conditions.facts import Named
from compliance.conditions.operators import ALL
from compliance.conditions.values import NONE
from compliance.vocabulary import ListLink

_FEW = 8
"""Named rows that are looked at one by one, before those of long lists are searched for."""


@dataclass(frozen=True, eq=False)
class Listing:
    """For every owner (the unknown one last) where its members stand in `members`, and what is doubtful about them."""

    starts: Rows
    counts: Rows
    members: Rows | None
    """None where members stand in the order of their table."""
    sure: NDArray[np.bool_] | None = None
    """For every member whether it is surely listed; None where all are."""
    doubt: NDArray[np.uint8] | None = None
    """For every owner why there may be more, see `causes`; None where no list may hold more."""


def listing(link: ListLink, columns: Columns) -> Listing:
    """Return what every owner lists."""
    owners = columns.size(link.entity)
    found = _everything(link, columns) if link.everything else None
    if found is None:
        found = _listed_by_owners(link, columns) if link.listed_in else _sharing(link, columns)
    doubt = np.zeros(owners, dtype=np.uint8) if found.doubt is None else found.doubt
    if link.complete_field:
        _doubt(doubt, _incomplete(link, columns), causes.INCOMPLETE)
    if link.same and _strays(link, columns):
        _doubt(doubt, np.ones(owners, dtype=np.bool_), causes.STRAY)
    if not columns.vocabulary.entities[link.entity].single:
        doubt[-1] = causes.UNKNOWN_OWNER
        found.counts[-1] = 0
    return replace(found, doubt=doubt if doubt.any() else None)


def _doubt(doubt: NDArray[np.uint8], where: NDArray[np.bool_], reason: int) -> None:
    doubt[where & (doubt == 0)] = reason


def _everything(link: ListLink, columns: Columns) -> Listing:
    owners, members = columns.size(link.entity), len(columns.facts.table(link.of))
    return Listing(np.zeros(owners, dtype=np.intp), np.full(owners, members, dtype=np.intp), None)


def _listed_by_owners(link: ListLink, columns: Columns) -> Listing:
    column = columns.column(f"{link.entity}.{link.listed_in}")
    assert isinstance(column, Codes)
    everybody = np.arange(len(columns.facts.table(link.of)), dtype=np.intp)
    lists = []
    for keys in column.values:
        known = keys if isinstance(keys, frozenset) else frozenset()
        lists.append(everybody if ALL in known else columns.facts.rows_of(link.of, tuple(sorted(known - {NONE}))))
    counts = np.array([len(rows) for rows in lists], dtype=np.intp)
    starts = np.cumsum(counts) - counts
    doubt = column.blank.astype(np.uint8) * np.uint8(causes.UNKNOWN_LINK)
    return Listing(starts[column.codes], counts[column.codes], np.concatenate(lists), doubt=doubt)


def _sharing(link: ListLink, columns: Columns) -> Listing:
    nowhere = len(columns.facts.table(link.same))
    shared = columns.parents(link.of, link.same)[:-1]
    in_order = bool((shared[1:] >= shared[:-1]).all())
    members = None if in_order else np.argsort(shared, kind="stable")
    counts = np.bincount(shared, minlength=nowhere + 1)
    starts = np.cumsum(counts) - counts
    counts[nowhere] = 0
    if link.same == link.entity:
        found = Listing(starts, counts, members)
    else:
        mine = columns.parents(link.entity, link.same)
        column = columns.column(f"{link.entity}.{link.same}")
        assert isinstance(column, Codes)
        doubt = ((mine == nowhere) & ~_is_none(column)).astype(np.uint8) * np.uint8(causes.UNKNOWN_LINK)
        found = Listing(starts[mine], counts[mine], members, doubt=doubt)
    return _limited(found, link, columns) if link.limited_by else found


def _limited(found: Listing, link: ListLink, columns: Columns) -> Listing:
    """Leave out members that do not count for an owner, and mark those of which nobody knows."""
    owner = np.repeat(np.arange(len(found.counts)), found.counts)
    ends = np.cumsum(found.counts)
    member = np.arange(len(owner)) + np.repeat(found.starts - (ends - found.counts), found.counts)
    if found.members is not None:
        member = found.members.take(member)
    limit = columns.column(f"{link.of}.{link.limited_by}")
    assert isinstance(limit, Codes)
    codes = limit.codes.take(member)
    sets = columns.facts.named_in(f"{link.of}.{link.limited_by}")
    unknown = codes == limit.values.index(None)
    sure = sets.everything.take(codes)
    # Only what names some rows, and not all, has to be looked into.
    some = np.flatnonzero(~(unknown | sure))
    mine = _row_of_owner(link, columns).take(owner[some])
    sure[some] = _names(sets, codes[some], mine)
    # Whoever does not know their own row cannot find it among those a member names.
    unknown[some] = (mine == len(columns.facts.table(link.limited_to))) & sets.some.take(codes[some])
    kept = np.flatnonzero(sure | unknown)
    counts = np.bincount(owner.take(kept), minlength=len(found.counts))
    sure = sure.take(kept)
    member = member.take(kept)
    return Listing(np.cumsum(counts) - counts, counts, member, None if sure.all() else sure, found.doubt)


def _row_of_owner(link: ListLink, columns: Columns) -> Rows:
    """Return for every owner its row of the entity that limits members: its own, or its nearest parent."""
    rows = {link.entity: np.arange(columns.size(link.entity), dtype=np.intp)}
    waiting = [link.entity]
    while link.limited_to not in rows:
        name = waiting.pop(0)
        for field, parent in columns.vocabulary.entities[name].parents:
            if parent not in rows and not columns.vocabulary.entities[parent].single:
                rows[parent] = columns.parents(name, field)[rows[name]]
                waiting.append(parent)
    return rows[link.limited_to]


def _names(sets: Named, codes: NDArray[np.integer[Any]], mine: Rows) -> NDArray[np.bool_]:
    """Return where the set with a code names the row `mine`."""
    found = np.zeros(len(codes), dtype=np.bool_)
    counts, starts = sets.counts.take(codes), sets.starts.take(codes)
    at = np.flatnonzero(counts)
    for nth in range(_FEW):
        found[at] = sets.rows.take(starts[at] + nth) == mine[at]
        at = at[(counts[at] > nth + 1) & ~found[at]]
    if len(at):
        wide = int(max(sets.rows.max(), mine.max())) + 1
        naming = np.sort(np.repeat(np.arange(len(sets.counts)), sets.counts) * wide + sets.rows)
        asked = codes[at].astype(np.intp) * wide + mine[at]
        place = np.minimum(np.searchsorted(naming, asked), len(naming) - 1)
        found[at] = naming[place] == asked
    return found


def _incomplete(link: ListLink, columns: Columns) -> NDArray[np.bool_]:
    column = columns.column(f"{link.entity}.{link.complete_field}")
    assert isinstance(column, Codes)
    is_open = np.array([link.if_blank == "partial" if value is None else not value for value in column.values])
    found: NDArray[np.bool_] = is_open[column.codes]
    return found


def _strays(link: ListLink, columns: Columns) -> bool:
    """Return whether some member does not say to whom it belongs."""
    column = columns.column(f"{link.of}.{link.same}")
    assert isinstance(column, Codes)
    nowhere = len(columns.facts.table(link.same))
    stray = (columns.parents(link.of, link.same) == nowhere) & ~_is_none(column)
    return bool(stray[:-1].any())


def _is_none(column: Codes) -> NDArray[np.bool_]:
    """Return where a reference says that there is none."""
    none = column.values.index(NONE) if NONE in column.values else -1
    found: NDArray[np.bool_] = column.codes == none
    return found

"""Listed rows in pandas: who lists whom, what each adds, and what they say together."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from benchmarks.peers.links import LIMIT, LISTS, MEMBER, SHARED, SURE, Link
from benchmarks.peers.pandas_clauses import Flags, flags
from benchmarks.peers.plan import Reduced
from compliance.conditions.kleene import NO, UNKNOWN, YES, code_of

NOTHING = 255
"""In place of an answer, for owners that list nothing."""


def load_link(link: Link) -> tuple[pd.DataFrame | None, pd.DataFrame, pd.DataFrame | None]:
    """Return the tables of a list as frames."""
    return (
        None if link.owners is None else pd.DataFrame(link.owners),
        pd.DataFrame(link.members),
        None if link.named is None else pd.DataFrame(link.named),
    )


def pairs(owners: pd.DataFrame | None, members: pd.DataFrame, named: pd.DataFrame | None) -> pd.DataFrame:
    """Return which rows list which, and whether surely."""
    if owners is None:
        return members
    found = owners[[LISTS, SHARED]].merge(members, on=SHARED).drop(columns=SHARED)
    if named is None:
        return found
    limited = named.merge(owners, on=[SHARED, LIMIT])[[LISTS, MEMBER]]
    return pd.concat([found, limited.assign(**{SURE: True})], ignore_index=True)


def as_codes(answers: Any) -> NDArray[np.uint8]:
    """Return nullable booleans as 0, 1 and 2."""
    if not isinstance(answers, Flags | pd.Series):
        return np.array([code_of(None if answers is pd.NA else answers)], dtype=np.uint8)
    return (answers.astype("UInt8") * 2).to_numpy(np.uint8, na_value=UNKNOWN)


def takes(column: Reduced) -> str:
    """Return whether a quantifier takes the least or the most of what its rows add, or counts."""
    if column.quantified.kind == "for_every":
        return "least"
    return "most" if column.quantified.at_least == 1 else "count"


def added(column: Reduced, codes: NDArray[np.uint8], sure: NDArray[np.bool_] | None, size: int) -> NDArray[np.uint8]:
    """Return what each listed row adds to the answer of a quantifier."""
    codes = np.broadcast_to(codes, (size,))
    if sure is None:
        return codes
    doubted = np.maximum if column.quantified.kind == "for_every" else np.minimum
    return np.where(sure, codes, doubted(codes, np.uint8(UNKNOWN)))


def for_owners(found: Any, size: int) -> Any:
    """Return results in the places of their owners."""
    return found.reindex(np.arange(size), fill_value=NOTHING)


def counted(column: Reduced, codes: NDArray[np.uint8], owners: NDArray[Any]) -> pd.Series:
    """Return for each owner that lists rows whether enough of them are yes."""
    hits = pd.DataFrame({"yes": codes == YES, "possible": codes != NO}).groupby(owners, sort=False).sum()
    return (hits >= column.quantified.at_least).sum(axis=1).astype(np.uint8)


def settled(
    column: Reduced, over: NDArray[np.uint8], surely: NDArray[np.uint8] | None, is_open: NDArray[np.bool_] | None
) -> Flags:
    """Return the answer of a quantifier, for owners that list nothing too."""
    quantified = column.quantified
    if_none = code_of(quantified.if_none_listed)
    listed = over != NOTHING
    if quantified.kind == "for_no":
        over = YES - over
    if surely is not None:
        over = np.where((surely == 0) & (over != if_none), np.uint8(UNKNOWN), over)
    codes = np.where(listed, over, np.uint8(if_none))
    if is_open is not None:
        step = np.maximum if quantified.kind == "for_some" else np.minimum
        doubted = np.where(listed, step(codes, np.uint8(UNKNOWN)), np.uint8(UNKNOWN))
        codes = np.where(is_open, doubted, codes)
    return flags(codes)

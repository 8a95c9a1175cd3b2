"""Listed rows in Polars: who lists whom, what each adds, and what they say together."""

from __future__ import annotations

import polars as pl

from benchmarks.peers.links import LIMIT, LISTS, MEMBER, SHARED, SURE, Link
from benchmarks.peers.plan import Column, Reduced
from compliance.conditions.kleene import NO, UNKNOWN, YES, code_of


def load_link(link: Link) -> tuple[pl.LazyFrame | None, pl.LazyFrame, pl.LazyFrame | None]:
    """Return the tables of a list as frames."""
    return (
        None if link.owners is None else pl.DataFrame(link.owners).lazy(),
        pl.DataFrame(link.members).lazy(),
        None if link.named is None else pl.DataFrame(link.named).lazy(),
    )


def pairs(owners: pl.LazyFrame | None, members: pl.LazyFrame, named: pl.LazyFrame | None) -> pl.LazyFrame:
    """Return which rows list which, and whether surely."""
    if owners is None:
        return members
    found = owners.join(members, on=SHARED).select(pl.exclude(SHARED, LIMIT))
    if named is None:
        return found
    limited = named.join(owners, on=[SHARED, LIMIT]).select(LISTS, MEMBER, pl.lit(value=True).alias(SURE))
    return pl.concat([found.select(LISTS, MEMBER, SURE), limited])


def as_codes(answers: pl.Expr) -> pl.Expr:
    """Return nullable booleans as 0, 1 and 2."""
    return (answers.cast(pl.UInt8) * 2).fill_null(1)


def added(column: Reduced, *, unsure: bool) -> pl.Expr:
    """Return what each listed row adds to the answer of a quantifier."""
    of = column.of
    codes = as_codes(pl.col(of.name)) if isinstance(of, Column) else pl.lit(code_of(of), pl.UInt8)
    if not unsure:
        return codes
    doubted = pl.max_horizontal if column.quantified.kind == "for_every" else pl.min_horizontal
    return pl.when(pl.col(SURE)).then(codes).otherwise(doubted(codes, pl.lit(UNKNOWN, pl.UInt8)))


def together(column: Reduced) -> pl.Expr:
    """Return what the rows of one owner say together."""
    codes = pl.col(column.name)
    if column.quantified.kind == "for_every":
        return codes.min()
    least = column.quantified.at_least
    if least == 1:
        return codes.max()
    return ((codes == YES).sum() >= least).cast(pl.UInt8) + ((codes != NO).sum() >= least).cast(pl.UInt8)


def settled(column: Reduced, *, surely: str, more: str) -> pl.Expr:
    """Return the answer of a quantifier, for owners that list nothing too.

    Args:
        column: The quantifier.
        surely: The column that says whether some row is surely listed; empty where all are.
        more: The column that says whether the list may hold more; empty where no list can.
    """
    quantified = column.quantified
    if_none = code_of(quantified.if_none_listed)
    over = pl.col(column.name)
    if quantified.kind == "for_no":
        over = YES - over
    listed = over.is_not_null()
    if surely:
        over = pl.when(~pl.col(surely) & (over != if_none)).then(pl.lit(UNKNOWN, pl.UInt8)).otherwise(over)
    codes = over.fill_null(if_none)
    if more:
        step = pl.max_horizontal if quantified.kind == "for_some" else pl.min_horizontal
        doubted = pl.when(listed).then(step(codes, pl.lit(UNKNOWN, pl.UInt8))).otherwise(pl.lit(UNKNOWN, pl.UInt8))
        codes = pl.when(pl.col(more)).then(doubted).otherwise(codes)
    return pl.when(codes != UNKNOWN).then(codes == YES)

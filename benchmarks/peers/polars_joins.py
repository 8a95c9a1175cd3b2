"""The plan carried out by Polars as a data engineer writes it: joins on keys, and left joins of what a group says.

The same staged plan, expressions and enums as `polars_peer`, which is tuned by hand: there rows are lifted by `gather`
and results are put into their owners' places by row number. Here every step of one stage and one set of rows is one
lazy query, joins and all.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import polars as pl
import polars.selectors as cs
from numpy.typing import NDArray

from benchmarks.peers.grains import ROW, about_of, from_member, from_outer, index_of, needed_after, pulled
from benchmarks.peers.links import LISTS, MEMBER, SURE
from benchmarks.peers.plan import OWNER, Answers, Column, Grain, Lifted, Reduced
from benchmarks.peers.polars_lists import added, as_codes, settled, together
from benchmarks.peers.polars_peer import PolarsPeer, numbers
from compliance.conditions.kleene import code_of
from compliance.conditions.scope import SUBJECT


class PolarsJoins(PolarsPeer):
    """An inventory as Polars frames, and a plan to carry out over it by joins."""

    def __init__(self, *given: Any) -> None:
        super().__init__(*given)
        self._families: dict[int, pl.DataFrame] = {}
        for grain in self._plan.grains:
            if grain.link is not None and grain.outer is not None:
                names = from_member(grain, grain.outer)
                parents = {f"@{name}": numbers(self._tables.parents(grain.link.of, name)) for name in names}
                members = {MEMBER: numbers(np.arange(self._tables.size(grain.link.of)))}
                self._families[grain.number] = pl.DataFrame({**members, **parents})

    def run(self) -> dict[str, NDArray[np.uint8]]:
        """Work everything out; return for each question its answers: 0 no, 1 unknown, 2 yes."""
        self._in_order: dict[int, pl.DataFrame] = {}
        return super().run()

    def _answers(self, found: Answers) -> NDArray[np.uint8]:
        if not isinstance(found, Column):
            return np.array([code_of(found)], dtype=np.uint8)
        number = found.grain.number
        if number not in self._in_order:
            asked = {
                of.name for of in self._plan.questions.values() if isinstance(of, Column) and of.grain is found.grain
            }
            codes = (as_codes(pl.col(name)).alias(name) for name in asked)
            self._in_order[number] = self._frames[number].lazy().sort(ROW).select(*codes).collect()
        return self._in_order[number][found.name].to_numpy()

    # -- rows

    def _open(self, grain: Grain, listed: dict[str, pl.DataFrame]) -> pl.DataFrame:
        """Return the rows of a grain with the keys that are needed there."""
        if grain.outer is None or grain.link is None:
            return self._based[grain.entity]
        return self._members(grain, grain.outer, listed[grain.link.path].lazy()).collect()

    def _with_facts(self, frame: pl.LazyFrame, grain: Grain) -> pl.LazyFrame:
        """Return a frame with the columns that its clauses read."""
        for name, columns in pulled(grain, self._plan, self._eras).items():
            source = self._based[about_of(grain) if name == SUBJECT else name].lazy()
            key = index_of(grain, name)
            frame = frame.join(source.select(pl.col(ROW).alias(key), *columns), on=key, how="left")
        return frame

    def _members(self, grain: Grain, outer: Grain, listed: pl.LazyFrame) -> pl.LazyFrame:
        assert grain.link is not None
        further = from_outer(grain, outer)
        if outer.is_own(grain.link.entity) and not further:
            frame = listed.rename({LISTS: OWNER})
        else:
            mine = (pl.col(index_of(outer, name)).alias(f"@{name}") for name in further)
            key = pl.col(index_of(outer, grain.link.entity)).alias(LISTS)
            owners = self._frames[outer.number].lazy().select(pl.col(ROW).alias(OWNER), key, *mine)
            frame = owners.join(listed, on=LISTS).drop(LISTS)
        family = self._families[grain.number]
        if family.width > 1:
            frame = frame.join(family.lazy(), on=MEMBER, how="left")
        return frame.with_row_index(ROW)

    # -- one stage of one grain

    def _work_out(self, grain: Grain, columns: Sequence[Column]) -> None:
        if not columns:
            return
        frame = self._frames[grain.number].lazy()
        stage = columns[0].stage
        if not stage:
            frame = self._with_facts(frame, grain)
        lifted: dict[tuple[int, str], list[Lifted]] = {}
        reduced: dict[int, list[Reduced]] = {}
        for column in columns:
            if isinstance(column, Lifted):
                lifted.setdefault((column.of.grain.number, column.through), []).append(column)
            elif isinstance(column, Reduced):
                reduced.setdefault(column.members.number, []).append(column)
        for (source, through), asked in lifted.items():
            key = index_of(grain, through)
            wanted = (pl.col(column.of.name).alias(column.name) for column in asked)
            frame = frame.join(self._frames[source].lazy().select(pl.col(ROW).alias(key), *wanted), on=key, how="left")
        for asked_of in reduced.values():
            frame = self._with_reduced(frame, grain, asked_of)
        frame = frame.with_columns(self._worked_out(columns))
        self._frames[grain.number] = frame.select(
            cs.by_name(needed_after(stage, grain, self._plan), require_all=False)
        ).collect()

    def _with_reduced(self, frame: pl.LazyFrame, grain: Grain, asked: Sequence[Reduced]) -> pl.LazyFrame:
        """Return a frame with the answers of all quantifiers over the same rows."""
        members = self._frames[asked[0].members.number]
        link = asked[0].members.link
        assert link is not None
        unsure = SURE in members.columns
        surely, more = f"@surely {link.path}", f"@more {link.path}"
        adding = {column.name: added(column, unsure=unsure) for column in asked}
        answered = (
            members.lazy()
            .select(pl.col(OWNER).alias(ROW), *([SURE] if unsure else []), **adding)
            .group_by(ROW)
            .agg(*([pl.col(SURE).max().alias(surely)] if unsure else []), *(together(column) for column in asked))
        )
        frame = frame.join(answered, on=ROW, how="left")
        is_open = more in self._based[link.entity].columns
        if is_open and not grain.is_own(link.entity):
            key = index_of(grain, link.entity)
            owners = self._based[link.entity].lazy().select(pl.col(ROW).alias(key), more)
            frame = frame.join(owners, on=key, how="left")
        answers = [
            settled(column, surely=surely if unsure else "", more=more if is_open else "").alias(column.name)
            for column in asked
        ]
        return frame.with_columns(answers).drop(surely, *([] if grain.is_own(link.entity) else [more]), strict=False)

"""The plan carried out by pandas as a data engineer writes it: data frames, merges on keys, and `groupby`.

Every column is a Series of a nullable type: flags are `boolean`, numbers and days `Float64`, choices, places and texts
`category`. The same staged plan as `pandas_peer`, which is tuned by hand: there columns are bare arrays and rows are
lifted by `take`. Here a frame keeps only the columns that somebody still asks for.
"""

from __future__ import annotations

import operator
from collections.abc import Iterable, Mapping, Sequence
from functools import reduce
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from benchmarks.peers.forms import Era
from benchmarks.peers.grains import ROW, about_of, from_member, from_outer, held_as, index_of, needed_after, pulled
from benchmarks.peers.links import LISTS, MEMBER, SURE, Link
from benchmarks.peers.pandas_clauses import floats
from benchmarks.peers.pandas_lists import NOTHING, added, as_codes, counted, load_link, pairs, settled, takes
from benchmarks.peers.pandas_peer import load
from benchmarks.peers.pandas_series import SeriesExpressions
from benchmarks.peers.plan import (
    OWNER,
    Answers,
    Clause,
    Column,
    Grain,
    Joined,
    Lifted,
    MakePlan,
    Not,
    Question,
    Reduced,
)
from benchmarks.peers.tables import Tables
from compliance.conditions.scope import SUBJECT


class PandasJoins:
    """An inventory as pandas frames, and a plan to carry out over it by merges."""

    def __init__(self, tables: Tables, make_plan: MakePlan, questions: Iterable[Question]) -> None:
        self._tables = tables
        self._make_plan = make_plan
        self._plan = plan = make_plan()
        reads = dict.fromkeys(read for grain in plan.grains for read in grain.reads)
        self._eras = {era: f"@era {nth}" for nth, era in enumerate(read for read in reads if isinstance(read, Era))}
        self._links = {g.link.path: load_link(Link.of(g.link, tables)) for g in plan.grains if g.link}
        self._loaded = self._load(questions)
        self._families = {
            grain.number: _frame(
                {MEMBER: np.arange(tables.size(grain.link.of))}
                | {f"@{name}": tables.parents(grain.link.of, name) for name in from_member(grain, grain.outer)}
            )
            for grain in plan.grains
            if grain.link is not None and grain.outer is not None
        }
        self._based: dict[str, pd.DataFrame] = {}
        self._frames: dict[int, pd.DataFrame] = {}
        self._made: dict[int, Any] = {}

    def run(self) -> dict[str, NDArray[np.uint8]]:
        """Work everything out; return for each question its answers: 0 no, 1 unknown, 2 yes."""
        self._plan = self._make_plan()
        self._based = {entity: self._with_eras(entity, frame) for entity, frame in self._loaded.items()}
        listed = {path: pairs(*tables) for path, tables in self._links.items()}
        self._frames = {}
        for grain in self._plan.grains:
            if grain.outer is None or grain.link is None:
                self._frames[grain.number] = self._based[grain.entity]
            else:
                self._frames[grain.number] = self._members(grain, grain.outer, listed[grain.link.path])
        for stage in range(self._plan.stages):
            for grain in self._plan.grains:
                columns = [c for c in self._plan.columns if c.grain is grain and c.stage == stage]
                if columns:
                    self._work_out(grain, stage, columns)
        return {name: self._answers(found) for name, found in self._plan.questions.items()}

    def _answers(self, found: Answers) -> NDArray[np.uint8]:
        return as_codes(
            self._frames[found.grain.number][found.name] if isinstance(found, Column) else self._part(found)
        )

    # -- loading, before the clock starts

    def _load(self, questions: Iterable[Question]) -> dict[str, pd.DataFrame]:
        tables, columns = self._tables, dict[str, dict[str, Any]]()
        for column in self._plan.columns:
            if isinstance(column, Clause):
                for name, cells in load(column.form, tables).items():
                    columns.setdefault(name.partition(".")[0], {})[name] = cells
        for grain in self._plan.grains:
            for name in grain.indexes if grain.entity else ():
                columns.setdefault(grain.entity, {})[f"@{name}"] = tables.parents(grain.entity, name)
            more = None if grain.link is None else tables.may_hold_more(grain.link)
            if grain.link is not None and more is not None:
                columns.setdefault(grain.link.entity, {})[f"@more {grain.link.path}"] = more
            if grain.entity:
                columns.setdefault(grain.entity, {})
        for question in questions:
            columns[question.about][f"@day {question.key_date}"] = floats(question.days)
        return {name: _frame({ROW: np.arange(tables.size(name)), **held}) for name, held in columns.items()}

    # -- rows

    def _with_eras(self, entity: str, frame: pd.DataFrame) -> pd.DataFrame:
        eras = {name: _era(frame, era) for era, name in self._eras.items() if era.about == entity}
        return frame.assign(**eras)

    def _members(self, grain: Grain, outer: Grain, listed: pd.DataFrame) -> pd.DataFrame:
        assert grain.link is not None
        further = from_outer(grain, outer)
        if outer.is_own(grain.link.entity) and not further:
            frame = listed.rename(columns={LISTS: OWNER})
        else:
            source = self._frames[outer.number]
            owners = {OWNER: source[ROW], LISTS: source[index_of(outer, grain.link.entity)]}
            mine = {f"@{name}": source[index_of(outer, name)] for name in further}
            frame = pd.DataFrame({**owners, **mine}).merge(listed, on=LISTS).drop(columns=LISTS)
        family = self._families[grain.number]
        if family.shape[1] > 1:
            frame = frame.merge(family, on=MEMBER, how="left")
        return frame.assign(**{ROW: np.arange(len(frame))})

    def _facts(self, grain: Grain) -> pd.DataFrame:
        """Return the frame of a grain with the columns that its clauses read."""
        own = [column for read, name in grain.reads.items() if not name for column in self._held(read, grain)]
        frame = self._frames[grain.number]
        wanted = {name: name for name in needed_after(-1, grain, self._plan) if name in frame}
        frame = frame[[*wanted, *dict.fromkeys(own)]]
        for name, columns in pulled(grain, self._plan, self._eras).items():
            source = self._based[about_of(grain) if name == SUBJECT else name]
            frame = _merged(frame, source, index_of(grain, name), {column: column for column in columns})
        return frame

    def _held(self, read: str | Era, grain: Grain) -> list[str]:
        return held_as(read, grain, self._plan, self._eras)

    # -- one stage of one grain

    def _work_out(self, grain: Grain, stage: int, columns: Sequence[Column]) -> None:
        frame = self._frames[grain.number] if stage else self._facts(grain)
        lifted: dict[tuple[int, str], dict[str, str]] = {}
        reduced: dict[int, list[Reduced]] = {}
        for column in columns:
            if isinstance(column, Lifted):
                lifted.setdefault((column.of.grain.number, column.through), {})[column.of.name] = column.name
            elif isinstance(column, Reduced):
                reduced.setdefault(column.members.number, []).append(column)
        for (source, through), names in lifted.items():
            frame = _merged(frame, self._frames[source], index_of(grain, through), names)
        for asked in reduced.values():
            frame = self._with_reduced(frame, grain, asked)
        self._made = {c.number: frame[c.name] for c in self._plan.columns if c.grain is grain and c.name in frame}
        expressions = SeriesExpressions(frame, self._eras)
        for column in columns:
            if isinstance(column, Clause):
                self._made[column.number] = expressions.clause(column.form)
            elif isinstance(column, Not):
                self._made[column.number] = ~self._part(column.of)
            elif isinstance(column, Joined):
                step = operator.and_ if column.every else operator.or_
                self._made[column.number] = reduce(step, map(self._part, column.of))
        needed = needed_after(stage, grain, self._plan)
        made = {column.name: self._made[column.number] for column in columns if column.name in needed}
        held = [name for name in needed if name in frame and name not in made]
        self._frames[grain.number] = pd.concat([frame[held], pd.DataFrame(made)], axis=1)

    def _part(self, of: Answers) -> Any:
        if isinstance(of, Column):
            return self._made[of.number]
        return pd.NA if of is None else of

    def _with_reduced(self, frame: pd.DataFrame, grain: Grain, asked: Sequence[Reduced]) -> pd.DataFrame:
        """Return a frame with the answers of all quantifiers over the same rows."""
        members = self._frames[asked[0].members.number]
        link = asked[0].members.link
        assert link is not None
        owners = members[OWNER].to_numpy()
        sure = members[SURE].to_numpy(np.bool_) if SURE in members else None
        columns = {c.name: self._added(c, members, sure) for c in asked}
        least = [column.name for column in asked if takes(column) == "least"]
        most = [column.name for column in asked if takes(column) == "most"]
        if sure is not None:
            columns[SURE] = sure.astype(np.uint8)
            most.append(SURE)
        listed = pd.DataFrame(columns).groupby(owners, sort=False)
        counts = [counted(c, columns[c.name], owners).rename(c.name) for c in asked if takes(c) == "count"]
        parts = [listed[most].max(), listed[least].min(), *counts]
        over = frame[[ROW]].merge(pd.concat(parts, axis=1), left_on=ROW, right_index=True, how="left")
        over = over.fillna(NOTHING).astype(np.uint8)
        more = f"@more {link.path}"
        is_open = None
        if more in self._based[link.entity]:
            source = frame if grain.is_own(link.entity) else self._based[link.entity]
            opened = frame if source is frame else _merged(frame, source, index_of(grain, link.entity), {more: more})
            is_open = opened[more].to_numpy()
        surely = None if sure is None else over[SURE].to_numpy()
        found = {c.name: pd.Series(settled(c, over[c.name].to_numpy(), surely, is_open)) for c in asked}
        return pd.concat([frame, pd.DataFrame(found)], axis=1)

    def _added(self, column: Reduced, members: pd.DataFrame, sure: NDArray[np.bool_] | None) -> NDArray[np.uint8]:
        of = members[column.of.name] if isinstance(column.of, Column) else self._part(column.of)
        return added(column, as_codes(of), sure, len(members))


def _frame(columns: Mapping[str, Any]) -> pd.DataFrame:
    """Return columns as a frame; row numbers, which are keys, in the type that pandas merges fastest."""
    keys = {name: cells.astype(np.int64) for name, cells in columns.items() if _is_key(cells)}
    return pd.DataFrame({**columns, **keys})


def _is_key(cells: Any) -> bool:
    return isinstance(cells, np.ndarray) and cells.dtype != np.bool_


def _merged(frame: pd.DataFrame, source: pd.DataFrame, key: str, names: Mapping[str, str]) -> pd.DataFrame:
    """Return a frame with columns of the rows to which a key leads, some under another name."""
    wanted = source[[ROW, *names]].rename(columns={ROW: key, **names})
    return frame.merge(wanted, on=key, how="left")


def _era(frame: pd.DataFrame, era: Era) -> NDArray[np.int64]:
    days = frame[f"@day {era.key_date}"]
    passed = sum(((days >= turn).fillna(value=False).astype(np.int64) for turn in era.turns), start=0)
    return np.where(days.isna(), len(era.days), passed)

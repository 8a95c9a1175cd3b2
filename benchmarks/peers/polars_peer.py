"""The plan carried out by Polars.

Answers are nullable booleans, whose `&`, `|` and `~` follow Kleene. Everything of one stage and one set of rows is one
lazy query, so that Polars works out shared sub-expressions once and uses all cores; only what another stage needs is
materialised. Rows are lifted by `gather` (a join on row numbers took as long). The rows that quantifiers go through
come from hash joins, once a list and owner. All quantifiers over the same rows are one `group_by` over 0, 1 and 2:
`max` of small integers was quicker than `any(ignore_nulls=False)`, and putting the results in their owners' places by
row number quicker than a left join that keeps the order. Choices, places and texts are enums, asked with `==` and
`is_in`; lists of choices are nullable dummies, one a choice.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterable, Sequence
from functools import reduce
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from benchmarks.peers import forms
from benchmarks.peers.forms import Era
from benchmarks.peers.grains import RAW, ROW, about_of, index_of, pulled
from benchmarks.peers.links import LISTS, MEMBER, SURE, Link
from benchmarks.peers.plan import OWNER, Answers, Clause, Column, Grain, Joined, Lifted, Not, Plan, Question, Reduced
from benchmarks.peers.polars_clauses import Expressions, flags
from benchmarks.peers.polars_lists import added, as_codes, load_link, pairs, settled, together
from benchmarks.peers.tables import Tables
from compliance.conditions.facts import Coded, Numbers, YesNo
from compliance.conditions.kleene import code_of
from compliance.conditions.scope import SUBJECT


class PolarsPeer:
    """An inventory as Polars frames, and a plan to carry out over it."""

    def __init__(self, tables: Tables, make_plan: Callable[[], Plan], questions: Iterable[Question]) -> None:
        self._tables = tables
        self._make_plan = make_plan
        self._plan = plan = make_plan()
        self._eras = {
            era: f"@era {nth}"
            for nth, era in enumerate(
                dict.fromkeys(read for grain in plan.grains for read in grain.reads if isinstance(read, Era))
            )
        }
        self._expressions = Expressions(tables, self._eras)
        self._loaded = {entity: self._load(entity) for entity in {g.entity for g in plan.grains} | self._read_from()}
        for question in questions:
            days = pl.Series(f"@day {question.key_date}", question.days).fill_nan(None)
            self._loaded[question.about] = self._loaded[question.about].with_columns(days)
        self._links = {g.link.path: load_link(Link.of(g.link, tables)) for g in plan.grains if g.link}
        self._frames: dict[int, pl.DataFrame] = {}
        self._based: dict[str, pl.DataFrame] = {}

    def run(self) -> dict[str, NDArray[np.uint8]]:
        """Work everything out; return for each question its answers: 0 no, 1 unknown, 2 yes."""
        self._plan = self._make_plan()
        self._based = {entity: self._with_eras(entity, frame) for entity, frame in self._loaded.items()}
        listed = {path: pairs(*tables).collect() for path, tables in self._links.items()}
        self._frames = {}
        for grain in self._plan.grains:
            self._frames[grain.number] = self._open(grain, listed)
        for stage in range(self._plan.stages):
            for grain in self._plan.grains:
                self._work_out(grain, [c for c in self._plan.columns if c.grain is grain and c.stage == stage])
        return {name: self._answers(found) for name, found in self._plan.questions.items()}

    def _answers(self, found: Answers) -> NDArray[np.uint8]:
        if not isinstance(found, Column):
            return np.array([code_of(found)], dtype=np.uint8)
        return self._frames[found.grain.number].select(as_codes(pl.col(found.name))).to_series().to_numpy()

    # -- loading, before the clock starts

    def _read_from(self) -> set[str]:
        paths = {read for grain in self._plan.grains for read in grain.reads if isinstance(read, str)}
        return {path.partition(".")[0] for path in paths}

    def _load(self, entity: str) -> pl.DataFrame:
        if not entity:
            return pl.DataFrame()
        columns: dict[str, pl.Series] = {ROW: pl.Series(np.arange(self._tables.size(entity), dtype=np.uint32))}
        for grain in self._plan.grains:
            for read in grain.reads:
                if isinstance(read, str) and read.partition(".")[0] == entity and read not in columns:
                    columns.update(self._series(read))
            if grain.entity == entity:
                for name in grain.indexes:
                    columns[f"@{name}"] = numbers(self._tables.parents(entity, name))
            if grain.link is not None and grain.link.entity == entity:
                more = self._tables.may_hold_more(grain.link)
                if more is not None:
                    columns[f"@more {grain.link.path}"] = pl.Series(more)
        return pl.DataFrame(columns)

    def _series(self, path: str) -> dict[str, pl.Series]:
        column = self._tables.column(path)
        if isinstance(column, YesNo):
            return {path: flags(column.codes)}
        if isinstance(column, Numbers):
            return {path: pl.Series(column.numbers).fill_nan(None)}
        assert isinstance(column, Coded)
        raw = pl.Series(column.codes.astype(np.min_scalar_type(len(column.values))))
        choices = self._tables.choices(path)
        if choices is not None:
            marked = {forms.flag_of(path, choice): flags(self._tables.marked(path, choice)) for choice in choices}
            return {path + RAW: raw, **marked}
        values = [None if value is None else str(value) for value in column.values]
        kind = pl.Enum(list(dict.fromkeys(value for value in values if value is not None)))
        return {path + RAW: raw, path: pl.Series(values, dtype=kind).gather(raw)}

    # -- rows

    def _with_eras(self, entity: str, frame: pl.DataFrame) -> pl.DataFrame:
        eras = {era: name for era, name in self._eras.items() if era.about == entity}
        return frame.lazy().with_columns(**{name: era_number(era) for era, name in eras.items()}).collect()

    def _open(self, grain: Grain, listed: dict[str, pl.DataFrame]) -> pl.DataFrame:
        """Return the rows of a grain with the row numbers and columns that are needed there."""
        if grain.outer is None or grain.link is None:
            frame = self._based[grain.entity]
        else:
            frame = self._listed(grain, grain.outer, listed[grain.link.path])
        for name, columns in pulled(grain, self._plan, self._eras).items():
            source = self._based[about_of(grain) if name == SUBJECT else name]
            rows = frame[index_of(grain, name)]
            frame = frame.hstack(source.lazy().select(pl.col(columns).gather(rows)).collect())
        return frame

    def _listed(self, grain: Grain, outer: Grain, listed: pl.DataFrame) -> pl.DataFrame:
        assert grain.link is not None
        if outer.is_own(grain.link.entity):
            frame = listed.rename({LISTS: OWNER})
        else:
            owners = self._frames[outer.number].lazy()
            asking = owners.select(pl.col(ROW).alias(OWNER), pl.col(index_of(outer, grain.link.entity)).alias(LISTS))
            frame = asking.join(listed.lazy(), on=LISTS).drop(LISTS).collect()
        for name in grain.indexes - {grain.link.of}:
            if grain.scope.names[name] != outer.scope.names.get(name):
                rows = numbers(self._tables.parents(grain.link.of, name)).gather(frame[MEMBER])
            elif outer.is_own(name):
                rows = frame[OWNER]
            else:
                rows = self._frames[outer.number][index_of(outer, name)].gather(frame[OWNER])
            frame = frame.with_columns(rows.alias(f"@{name}"))
        return frame.with_row_index(ROW)

    # -- one stage of one grain

    def _work_out(self, grain: Grain, columns: Sequence[Column]) -> None:
        frame = self._frames[grain.number]
        lifted: dict[tuple[int, str], list[Lifted]] = {}
        reduced: dict[int, list[Reduced]] = {}
        for column in columns:
            if isinstance(column, Lifted):
                lifted.setdefault((column.of.grain.number, column.through), []).append(column)
            elif isinstance(column, Reduced):
                reduced.setdefault(column.members.number, []).append(column)
        for (source, through), asked in lifted.items():
            rows = frame[index_of(grain, through)]
            wanted = [pl.col(column.of.name).gather(rows).alias(column.name) for column in asked]
            frame = frame.hstack(self._frames[source].lazy().select(wanted).collect())
        for asked_of in reduced.values():
            frame = frame.hstack(self._reduced(frame, grain, asked_of))
        kept = self._worked_out(columns)
        self._frames[grain.number] = frame.lazy().with_columns(kept).collect() if kept else frame

    def _worked_out(self, columns: Sequence[Column]) -> list[pl.Expr]:
        """Return what is worked out row by row, as far as somebody asks for it."""
        made: dict[int, pl.Expr] = {}
        for column in columns:
            made[column.number] = self._expression(column, made)
        return [
            made[column.number].alias(column.name)
            for column in columns
            if column.number in self._plan.kept and not isinstance(column, Lifted | Reduced)
        ]

    def _expression(self, column: Column, made: dict[int, pl.Expr]) -> pl.Expr:
        def part(of: Answers) -> pl.Expr:
            if not isinstance(of, Column):
                return pl.lit(of, dtype=pl.Boolean)
            return made.get(of.number, pl.col(of.name))

        if isinstance(column, Clause):
            return self._expressions.clause(column.form)
        if isinstance(column, Not):
            return ~part(column.of)
        if isinstance(column, Joined):
            return reduce(operator.and_ if column.every else operator.or_, map(part, column.of))
        return pl.col(column.name)

    # -- quantifiers

    def _reduced(self, frame: pl.DataFrame, grain: Grain, asked: Sequence[Reduced]) -> pl.DataFrame:
        """Return the answers of all quantifiers over the same rows."""
        members = self._frames[asked[0].members.number]
        link = asked[0].members.link
        assert link is not None
        unsure = SURE in members.columns
        adding = {column.name: added(column, unsure=unsure) for column in asked}
        surely = [pl.col(SURE).max()] if unsure else []
        answered = (
            members.lazy()
            .select(OWNER, *([SURE] if unsure else []), **adding)
            .group_by(OWNER)
            .agg(*surely, *(together(column) for column in asked))
            .collect()
        )
        place = pl.repeat(None, frame.height, dtype=pl.UInt32, eager=True)
        place.scatter(answered[OWNER], pl.int_range(answered.height, dtype=pl.UInt32, eager=True))
        found = answered.lazy().select(pl.exclude(OWNER).gather(place))
        more = f"@more {link.path}"
        is_open = more in self._based[link.entity].columns
        if is_open:
            source = self._based[link.entity][more]
            found = found.with_columns(
                source if grain.is_own(link.entity) else source.gather(frame[index_of(grain, link.entity)])
            )
        answers = [settled(c, surely=SURE if unsure else "", more=more if is_open else "").alias(c.name) for c in asked]
        return found.select(answers).collect()


def numbers(rows: NDArray[np.integer[Any]]) -> pl.Series:
    return pl.Series(rows.astype(np.uint32))


def era_number(era: Era) -> pl.Expr:
    day = pl.col(f"@day {era.key_date}")
    passed = reduce(operator.add, ((day >= turn).cast(pl.UInt8) for turn in era.turns), pl.lit(0, pl.UInt8) * (day > 0))
    return passed.fill_null(len(era.days))

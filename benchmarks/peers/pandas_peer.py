"""The plan carried out by pandas.

Answers are nullable booleans, whose `&`, `|` and `~` follow Kleene; numbers are nullable too, so that comparing a blank
cell gives NA. Choices, places and texts are categories; `isin` says False of a blank, so its mask is put back. Lists of
choices are nullable dummies, one a choice. Columns are pandas arrays of equal length: no index has to be aligned. Each
column is worked out once; rows are lifted by `take` and listed by `merge`, and all quantifiers over the same rows are
one `groupby` over 0, 1 and 2.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterable, Sequence
from functools import partial, reduce
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from benchmarks.peers import forms
from benchmarks.peers.forms import Era, Form
from benchmarks.peers.grains import RAW
from benchmarks.peers.links import LISTS, MEMBER, SURE, Link
from benchmarks.peers.pandas_clauses import Expressions, Flags, flags, floats
from benchmarks.peers.pandas_lists import added, as_codes, counted, for_owners, load_link, pairs, settled, takes
from benchmarks.peers.plan import OWNER, Answers, Clause, Column, Grain, Joined, Lifted, Not, Plan, Question, Reduced
from benchmarks.peers.tables import Tables
from compliance.conditions.facts import Coded, Numbers, YesNo
from compliance.conditions.scope import SUBJECT


class PandasPeer:
    """An inventory as pandas columns, and a plan to carry out over it."""

    def __init__(self, tables: Tables, make_plan: Callable[[], Plan], questions: Iterable[Question]) -> None:
        self._tables = tables
        self._make_plan = make_plan
        self._plan = plan = make_plan()
        self._days = {(question.about, question.key_date): floats(question.days) for question in questions}
        self._loaded: dict[str, Any] = {}
        for column in plan.columns:
            if isinstance(column, Clause):
                self._loaded.update(load(column.form, tables))
        self._links = {g.link.path: load_link(Link.of(g.link, tables)) for g in plan.grains if g.link}
        self._more = {g.link.path: tables.may_hold_more(g.link) for g in plan.grains if g.link}
        self._eras: dict[Era, NDArray[np.intp]] = {}
        self._rows: dict[tuple[int, str], NDArray[np.intp] | None] = {}
        self._members: dict[int, pd.DataFrame] = {}
        self._pulled: dict[tuple[int, str], Any] = {}
        self._made: dict[int, Flags] = {}

    def run(self) -> dict[str, NDArray[np.uint8]]:
        """Work everything out; return for each question its answers: 0 no, 1 unknown, 2 yes."""
        self._plan = self._make_plan()
        self._eras, self._rows, self._pulled, self._made = {}, {}, {}, {}
        listed = {path: pairs(*tables) for path, tables in self._links.items()}
        for grain in self._plan.grains:
            if grain.outer is not None and grain.link is not None:
                self._members[grain.number] = self._listed(grain, grain.outer, listed[grain.link.path])
        for stage in range(self._plan.stages):
            for grain in self._plan.grains:
                self._work_out(grain, [c for c in self._plan.columns if c.grain is grain and c.stage == stage])
        return {name: as_codes(self._part(found)) for name, found in self._plan.questions.items()}

    # -- rows

    def _listed(self, grain: Grain, outer: Grain, listed: pd.DataFrame) -> pd.DataFrame:
        assert grain.link is not None
        if outer.is_own(grain.link.entity):
            return listed.rename(columns={LISTS: OWNER})
        lists = self._index(outer, grain.link.entity)
        assert lists is not None
        owners = pd.DataFrame({OWNER: np.arange(len(lists)), LISTS: lists})
        return owners.merge(listed, on=LISTS)

    def _index(self, grain: Grain, name: str) -> NDArray[np.intp] | None:
        """Return for each row of a grain the row a name stands for; None where they are the rows themselves."""
        if grain.is_own(name):
            return None
        key = (grain.number, name)
        if key not in self._rows:
            self._rows[key] = self._find_index(grain, name)
        return self._rows[key]

    def _find_index(self, grain: Grain, name: str) -> NDArray[np.intp]:
        if grain.outer is None or grain.link is None:
            return self._tables.parents(grain.entity, name).astype(np.intp)
        members = self._members[grain.number]
        if name in {OWNER, grain.link.of}:
            return members[OWNER if name == OWNER else MEMBER].to_numpy(np.intp)
        if grain.scope.names[name] != grain.outer.scope.names.get(name):
            return self._tables.parents(grain.link.of, name)[members[MEMBER].to_numpy()].astype(np.intp)
        outer = self._index(grain.outer, name)
        owner = members[OWNER].to_numpy(np.intp)
        return owner if outer is None else outer[owner]

    def _read(self, grain: Grain, read: str | Era) -> Any:
        """Return a column for the rows of a grain."""
        name = SUBJECT if isinstance(read, Era) else read.partition(".")[0]
        key = (grain.number, str(read))
        if key not in self._pulled:
            column = self._era(read) if isinstance(read, Era) else self._loaded[read]
            rows = self._index(grain, name)
            self._pulled[key] = column if rows is None else column.take(rows)
        return self._pulled[key]

    def _era(self, era: Era) -> NDArray[np.intp]:
        if era not in self._eras:
            days = self._days[era.about, era.key_date]
            passed = sum(((days >= turn).fillna(value=False).astype(np.intp) for turn in era.turns), start=0)
            self._eras[era] = np.where(days.isna(), len(era.days), passed)
        return self._eras[era]

    # -- one stage of one grain

    def _work_out(self, grain: Grain, columns: Sequence[Column]) -> None:
        reduced: dict[int, list[Reduced]] = {}
        for column in columns:
            if isinstance(column, Reduced):
                reduced.setdefault(column.members.number, []).append(column)
        for asked in reduced.values():
            self._reduce(grain, asked)
        expressions = Expressions(partial(self._read, grain))
        for column in columns:
            if isinstance(column, Lifted):
                rows = self._index(grain, column.through)
                self._made[column.number] = self._made[column.of.number].take(rows)
            elif isinstance(column, Clause):
                self._made[column.number] = expressions.clause(column.form)
            elif isinstance(column, Not):
                self._made[column.number] = ~self._part(column.of)
            elif isinstance(column, Joined):
                step = operator.and_ if column.every else operator.or_
                self._made[column.number] = reduce(step, map(self._part, column.of))

    def _part(self, of: Answers) -> Any:
        if isinstance(of, Column):
            return self._made[of.number]
        return pd.NA if of is None else of

    # -- quantifiers

    def _reduce(self, grain: Grain, asked: Sequence[Reduced]) -> None:
        """Work out the answers of all quantifiers over the same rows."""
        members = self._members[asked[0].members.number]
        link = asked[0].members.link
        assert link is not None
        sure = members[SURE].to_numpy(np.bool_) if SURE in members else None
        columns = {str(c.number): added(c, as_codes(self._part(c.of)), sure, len(members)) for c in asked}
        if sure is not None:
            columns[SURE] = sure.astype(np.uint8)
        listed = pd.DataFrame(columns).groupby(members[OWNER].to_numpy(), sort=False)
        size = self._size(grain)
        takes_most = [str(c.number) for c in asked if takes(c) == "most"] + ([SURE] if sure is not None else [])
        most = for_owners(listed[takes_most].max(), size)
        least = for_owners(listed[[str(c.number) for c in asked if takes(c) == "least"]].min(), size)
        more = self._more[link.path]
        rows = self._index(grain, link.entity)
        is_open = None if more is None else more if rows is None else more[rows]
        surely = None if sure is None else most[SURE].to_numpy()
        for column in asked:
            kind, number = takes(column), str(column.number)
            if kind == "count":
                over = for_owners(counted(column, columns[number], members[OWNER].to_numpy()), size)
            else:
                over = (most if kind == "most" else least)[number]
            self._made[column.number] = settled(column, over.to_numpy(), surely, is_open)

    def _size(self, grain: Grain) -> int:
        return self._tables.size(grain.entity) if grain.entity else len(self._members[grain.number])


def load(form: Form, tables: Tables) -> dict[str, Any]:
    """Return the columns that a clause reads, before the clock starts."""
    loaded: dict[str, Any] = {}
    for read in forms.reads_of(form):
        column = None if isinstance(read, Era) else tables.column(read)
        if isinstance(column, YesNo):
            loaded[str(read)] = flags(column.codes)
        elif isinstance(column, Numbers):
            loaded[str(read)] = floats(column.numbers)
        elif isinstance(column, Coded):
            path = str(read)
            loaded[path + RAW] = column.codes.astype(np.intp)
            for choice in tables.choices(path) or ():
                loaded[forms.flag_of(path, choice)] = flags(tables.marked(path, choice))
            if tables.choices(path) is None:
                _, *values = map(str, column.values)
                loaded[path] = pd.Categorical.from_codes(column.codes - 1, categories=values)
    return loaded

"""Frames: the rows over which a clause is worked out, and how the rows of other frames hang on them.

A clause about a consent and nothing else is worked out once for each consent, however many releases ask for it. Each
entity has a base frame: its own rows, with their parents. Inside a quantifier the frame is that of its owner, opened
up: one row for each listed row. A condition is worked out at its home, the smallest frame that settles every row it
speaks of, and its answers are then taken to where they are asked for.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from compliance.conditions.columns import Codes, Columns, ReadColumn, Rows
from compliance.conditions.listing import Listing, listing
from compliance.conditions.scope import SUBJECT, Scope, each_name
from compliance.conditions.segments import Segments
from compliance.conditions.values import NONE
from compliance.vocabulary import ListLink, Vocabulary

Names = frozenset[str]
Step = Rows | Segments
"""For each row the row before: given as such, or by who lists whom."""
Way = tuple[Step, ...]
"""How cells get from one frame to another, step by step.

Bytes that take two steps are sooner there than rows of rows are made for one step.
"""
Lifted = TypeVar("Lifted", bound=np.generic)

_MOST_KEPT = 64 * 1024 * 1024
"""Bytes of rows of rows that are kept."""


@dataclass(frozen=True, eq=False)
class Home:
    """Where a condition is worked out, and the way from there to the rows that ask."""

    frame: Frame
    way: Way = ()
    """Empty where the rows are the same, or where one answer stands for all."""

    def lift(self, answers: NDArray[Lifted]) -> NDArray[Lifted]:
        """Return answers for the rows that ask; a single answer may stand for all."""
        return lifted(answers, self.way)

    def rows_for(self, asking: Frame, rows: Rows) -> Rows:
        """Return the rows that answer for some rows of the frame that asks."""
        if not self.way and self.frame is not asking:
            return np.zeros(len(rows), dtype=np.intp)
        return asking.frames.subsets.along(self.way, rows)


def lifted(cells: NDArray[Lifted], way: Way) -> NDArray[Lifted]:
    """Return cells for the rows to which a way leads."""
    for step in way:
        # A single cell stands for all rows, whatever their numbers: only then does anything wrap.
        cells = step.lift(cells) if isinstance(step, Segments) else cells.take(step, mode="wrap")
    return cells


def rows_of(step: Step) -> Rows:
    """Return for each row of a step the row before."""
    return step.owner if isinstance(step, Segments) else step


class Subsets:
    """Rows of rows, kept for a while: many conditions are asked of the same rows one after another."""

    def __init__(self) -> None:
        self._kept: dict[tuple[int, int], tuple[Rows, Rows, Rows]] = {}
        self._bytes = 0

    def along(self, way: Way, rows: Rows) -> Rows:
        """Return where a way comes from, for some of the rows to which it leads."""
        for step in reversed(way):
            rows = self._take(rows_of(step), rows)
        return rows

    def _take(self, of: Rows, rows: Rows) -> Rows:
        key = (id(of), id(rows))
        if key not in self._kept:
            # Both arrays are kept with the result: their ids must not be given to others.
            self._kept[key] = (of, rows, of.take(rows))
            self._bytes += rows.nbytes
            while self._bytes > _MOST_KEPT and len(self._kept) > 1:
                _, oldest, _ = self._kept.pop(next(iter(self._kept)))
                self._bytes -= oldest.nbytes
        return self._kept[key][2]


class Frame:
    """Rows, and for every name in scope the row of its table that each of them speaks of."""

    def __init__(self, frames: Frames, number: int, size: int, scope: Scope) -> None:
        self.frames = frames
        self.number = number
        self.size = size
        self.scope = scope
        self.names: Names = frozenset(scope.names)
        """Everything in scope but the single entities."""
        self._homes: dict[Names, Home] = {}

    def way(self, name: str) -> Way:
        """Return the way from the rows of a name; empty where they are the same rows in the same order."""
        raise NotImplementedError

    def rows(self, name: str) -> Rows | None:
        """Return for each row the row in scope under a name; None where they are the same rows in the same order."""
        first, *further = self.way(name) or (None,)
        return first if first is None else lifted(rows_of(first), tuple(further))

    def home(self, needs: Names) -> Home:
        """Return the smallest frame that settles the rows that these names stand for here."""
        if needs not in self._homes:
            self._homes[needs] = self._home(needs) if needs else Home(self.frames.world)
        return self._homes[needs]

    def _home(self, needs: Names) -> Home:
        best, through = Home(self), ""
        for name in self.scope.entities:
            if needs <= self.scope.follows_from(name) and self.frames.base(name).size <= best.frame.size:
                best, through = Home(self.frames.base(name)), name
        return Home(best.frame, self.way(through)) if through else best


class BaseFrame(Frame):
    """Every row of one entity, the unknown one last; or the one row of the world, in which single entities are."""

    def __init__(self, frames: Frames, number: int, entity: str, size: int, scope: Scope) -> None:
        super().__init__(frames, number, size, scope)
        self._own = {entity, SUBJECT}
        self._parents: Mapping[str, Rows] = frames.parents(entity) if entity else {}

    def way(self, name: str) -> Way:
        """Return the way from the rows of a parent; the subject is the row itself."""
        return () if name in self._own else (self._parents[name],)


class OpenedFrame(Frame):
    """One row for each listed row, or listed value, of the rows of another frame."""

    def __init__(self, outer: Frame, number: int, scope: Scope, segments: Segments) -> None:
        super().__init__(outer.frames, number, segments.total, scope)
        self.outer = outer
        self.segments = segments
        self._ways: dict[str, Way] = {}

    def way(self, name: str) -> Way:
        """Return the way from the rows of a name: of the member, its parents, or the outer frame."""
        if name not in self._ways:
            self._ways[name] = (*self.outer.way(name), self.segments)
        return self._ways[name]

    def _home(self, needs: Names) -> Home:
        best = super()._home(needs)
        names = self.outer.scope.names
        if all(names.get(name) == self.scope.names[name] for name in needs):
            outer = self.outer.home(needs)
            if outer.frame.size < best.frame.size:
                return Home(outer.frame, (*outer.way, self.segments))
        return best


class MembersFrame(OpenedFrame):
    """One row for each listed row."""

    def __init__(self, outer: Frame, number: int, link: ListLink, listed: Listing) -> None:
        owners = None if link.entity not in outer.names else outer.rows(link.entity)
        if link.entity not in outer.names and outer.size != len(listed.counts):
            owners = np.zeros(outer.size, dtype=np.intp)
        counts = listed.counts if owners is None else listed.counts.take(owners)
        starts = listed.starts if owners is None else listed.starts.take(owners)
        segments = Segments(counts)
        super().__init__(outer, number, outer.scope.member(link), segments)
        position = segments.positions(starts)
        member = position if listed.members is None else listed.members.take(position)
        self.sure: NDArray[np.bool_] | None = None if listed.sure is None else listed.sure.take(position)
        doubt = listed.doubt if listed.doubt is None or owners is None else listed.doubt[owners]
        self.doubt: NDArray[np.uint8] | None = doubt if doubt is not None and doubt.any() else None
        """For each row of the outer frame why its list may hold more."""
        self.open = None if self.doubt is None else self.doubt > 0
        """For each row of the outer frame whether its list may hold more."""
        self._ways[link.of] = (member,)
        for name, parents in self.frames.parents(link.of).items():
            if name not in outer.names:
                self._ways[name] = (parents, member)

    @cached_property
    def doubtful(self) -> NDArray[np.uint8] | None:
        """For each listed row 1 if it may not be listed; None where all surely are."""
        return None if self.sure is None else (~self.sure).view(np.uint8)

    @cached_property
    def nobody(self) -> NDArray[np.bool_] | None:
        """For each row of the outer frame whether it lists rows, and perhaps none of them; None where no row does."""
        if self.sure is None:
            return None
        nobody: NDArray[np.bool_] = self.segments.reduce(np.maximum, self.sure.view(np.uint8), 1) == 0
        return nobody

    @cached_property
    def open_empty(self) -> Rows:
        """The rows of the outer frame that list nothing, and perhaps something."""
        return np.flatnonzero(self.open & (self.segments.counts == 0)) if self.open is not None else np.arange(0)


class ValuesFrame(OpenedFrame):
    """One row for each value that a fact lists."""

    def __init__(self, outer: Frame, number: int, path: str, column: ReadColumn) -> None:
        assert isinstance(column, Codes)
        if len(column.codes) != outer.size:
            column = column.take(np.zeros(outer.size, dtype=np.intp))
        sets = [sorted(value - {NONE}) if isinstance(value, frozenset) else [] for value in column.values]
        values = list(dict.fromkeys(value for listed in sets for value in listed))
        index = {value: code for code, value in enumerate(values)}
        counts = np.array([len(listed) for listed in sets], dtype=np.intp)
        starts = np.cumsum(counts) - counts
        segments = Segments(counts[column.codes])
        super().__init__(outer, number, outer.scope.each(path), segments)
        flat = np.array([index[value] for listed in sets for value in listed], dtype=np.intp)
        position = segments.positions(starts[column.codes])
        self.values = tuple(values)
        self._ways[each_name(path)] = (flat[position],)


class Frames:
    """Every frame of one set of tables, made once."""

    def __init__(self, columns: Columns) -> None:
        self.columns = columns
        self.vocabulary: Vocabulary = columns.vocabulary
        self.subsets = Subsets()
        self._made = 0
        self.world = BaseFrame(self, self._number(), "", 1, Scope(self.vocabulary, {}))
        self._bases: dict[str, BaseFrame] = {}
        self._listings: dict[str, Listing] = {}
        self._families: dict[str, Mapping[str, Rows]] = {}
        self._opened: dict[tuple[int, str], OpenedFrame] = {}

    def base(self, entity: str) -> BaseFrame:
        """Return the frame of all rows of an entity."""
        if self.vocabulary.entities[entity].single:
            return self.world
        if entity not in self._bases:
            scope = Scope.about(entity, self.vocabulary)
            self._bases[entity] = BaseFrame(self, self._number(), entity, self.columns.size(entity), scope)
        return self._bases[entity]

    def parents(self, entity: str) -> Mapping[str, Rows]:
        """Return for every row of an entity the rows of its parents, nearest first."""
        if entity not in self._families:
            found: dict[str, Rows] = {}
            waiting: list[tuple[str, Rows | None]] = [(entity, None)]
            while waiting:
                name, rows = waiting.pop(0)
                for link, parent in self.vocabulary.entities[name].parents:
                    if parent not in found and parent != entity and not self.vocabulary.entities[parent].single:
                        up = self.columns.parents(name, link)
                        found[parent] = up if rows is None else up[rows]
                        waiting.append((parent, found[parent]))
            self._families[entity] = found
        return self._families[entity]

    def listing(self, link: ListLink) -> Listing:
        """Return what every row lists."""
        if link.path not in self._listings:
            self._listings[link.path] = listing(link, self.columns)
        return self._listings[link.path]

    def members(self, outer: Frame, link: ListLink) -> MembersFrame:
        """Return the frame of what the rows of another frame list."""
        found = self._opened.get((outer.number, link.path))
        if found is None:
            found = MembersFrame(outer, self._number(), link, self.listing(link))
            self._opened[outer.number, link.path] = found
        assert isinstance(found, MembersFrame)
        return found

    def values(self, outer: Frame, path: str) -> ValuesFrame:
        """Return the frame of the values that a fact of another frame lists."""
        key = each_name(path)
        found = self._opened.get((outer.number, key))
        if found is None:
            found = ValuesFrame(outer, self._number(), path, self.read(path, outer))
            self._opened[outer.number, key] = found
        assert isinstance(found, ValuesFrame)
        return found

    def read(self, path: str, frame: Frame) -> ReadColumn:
        """Return a recorded column for the rows of a frame; a single row stands for all."""
        column = self.columns.column(path)
        entity = self.vocabulary.fields[path].entity
        if self.vocabulary.entities[entity].single:
            return column
        for step in frame.way(entity):
            column = column.take(rows_of(step))
        return column

    def each(self, path: str, frame: Frame) -> Codes:
        """Return the value that `for_each_value` is at, for the rows of a frame inside it."""
        name = each_name(path)
        opened = frame
        while isinstance(opened, OpenedFrame) and not (
            isinstance(opened, ValuesFrame) and name not in opened.outer.names
        ):
            opened = opened.outer
        assert isinstance(opened, ValuesFrame)
        rows = frame.rows(name)
        assert rows is not None
        return Codes(rows, opened.values)

    def _number(self) -> int:
        self._made += 1
        return self._made

"""Conditions for whole tables at once: the same answers as `reference`, a byte a row.

Every condition is worked out at its home (see `frames`), equal conditions of different requirements once, and within a
group whatever has the same home first. Quantifiers reduce the rows of all owners together (see `segments`).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any, Protocol, TypeVar

import numpy as np
from numpy.typing import NDArray

from compliance.conditions.clauses import Clauses
from compliance.conditions.columns import Columns, Floats, Rows
from compliance.conditions.computed import counted_by
from compliance.conditions.facts import Facts
from compliance.conditions.frames import Frame, Frames, Home, Names, lifted
from compliance.conditions.kleene import NO, UNKNOWN, YES, Codes, Kleene, code_of
from compliance.conditions.nodes import Node, Nodes
from compliance.conditions.quantifiers import counted, over
from compliance.conditions.reasons import Reasons, find_reasons
from compliance.conditions.runs import Run
from compliance.conditions.scope import SUBJECT, each_name
from compliance.conditions.tree import AllOf, Condition, ForEachValue, Leaf, NoneOf, Quantified, WhenThen
from compliance.conditions.values import Each, operands


class Sized(Protocol):
    """Something that is kept."""

    @property
    def nbytes(self) -> int:
        """How many bytes it takes."""


Kept = TypeVar("Kept", bound=Sized)

_MOST_KEPT = 256 * 1024 * 1024
"""Bytes of answers that are kept for conditions that come again."""

_MOST_RUNS = 16
"""How many sets of key dates are kept."""


class Engine:
    """Works out conditions over one set of facts, on one day of assessment."""

    def __init__(self, facts: Facts, on: date) -> None:
        self.facts = facts
        self.vocabulary = facts.vocabulary
        self.on = on
        self.frames = Frames(Columns(facts, on))
        self.clauses = Clauses(self.frames, on)
        self.nodes = Nodes(self.vocabulary, tuple(day.toordinal() for day in facts.jurisdictions.boundaries))
        self.sought: dict[tuple[object, ...], Any] = {}
        """Where reasons are sought: the parts of conditions met so far (see `reasons`)."""
        self._runs: list[tuple[str, Run]] = []
        self._needs: dict[tuple[int, Names, object], Names] = {}
        self._kept: dict[tuple[object, ...], Any] = {}
        self._kept_bytes = 0

    def evaluate(
        self,
        condition: Condition,
        about: str,
        key_days: Floats | None = None,
        rows: NDArray[np.integer[Any]] | None = None,
    ) -> Kleene:
        """Return the answer for every row of a table, or for some of them.

        Args:
            condition: What is asked.
            about: The entity whose rows are the subjects.
            key_days: For each row of the table the ordinal of its key date, NaN where nobody knows it; the day of the
                assessment where not given.
            rows: The rows that are asked about; all of them where not given.
        """
        run = self._run(about, key_days)
        node = self.nodes.node(condition)
        if rows is None:
            return Kleene(self.answers(node, run.frame, run)[: len(self.facts.table(about))])
        return Kleene(self.answers_at(node, run.frame, rows.astype(np.intp), run))

    def reasons(
        self, condition: Condition, about: str, rows: NDArray[np.integer[Any]], key_days: Floats | None = None
    ) -> Reasons:
        """Return why the answer of some rows is no or unknown. Arguments as for `evaluate`."""
        return find_reasons(self, condition, self._run(about, key_days), rows.astype(np.intp))

    def _run(self, about: str, key_days: Floats | None) -> Run:
        """Return the subjects with their key dates; the last ones are kept, since requirements share them."""
        for entity, run in self._runs:
            if entity == about and run.key_days is key_days:
                return run
        run = Run(self.frames.base(about), self.on, key_days)
        self._runs = [(about, run), *self._runs[: _MOST_RUNS - 1]]
        return run

    # -- where conditions are worked out

    def needs(self, node: Node, names: Names, run: Run) -> Names:
        """Return the names, of those in scope, whose rows a condition speaks of."""
        key = (node.number, names, tuple([run.eras(breaks).token for breaks in node.dated]))
        if key not in self._needs:
            self._needs[key] = self._find_needs(node, names, run) & names
        return self._needs[key]

    def _find_needs(self, node: Node, names: Names, run: Run) -> Names:
        condition = node.condition
        if isinstance(condition, Leaf):
            found = {self.vocabulary.fields[path].entity for path in condition.reads()}
            counted = (path for read in condition.reads() for path in counted_by(read, self.vocabulary))
            found |= {self.vocabulary.lists[path].entity for path in counted}
            found |= {each_name(o.path) for o in operands(condition.wanted) if isinstance(o, Each)}
            if any(run.eras(breaks).only is None for breaks in node.dated) and self._turns(condition, node, run):
                found.add(SUBJECT)
            return frozenset(found)
        if isinstance(condition, Quantified):
            link = self.vocabulary.lists[condition.over]
            inside = names | {link.of} | set(self.frames.parents(link.of))
            own = (inside - names) | {link.of}
            return (self.needs(node.children[0], inside, run) - own) | {link.entity}
        if isinstance(condition, ForEachValue):
            value = each_name(condition.path)
            entity = self.vocabulary.fields[condition.path].entity
            return (self.needs(node.children[0], names | {value}, run) - {value}) | {entity}
        return frozenset[str]().union(*(self.needs(child, names, run) for child in node.children))

    def _turns(self, leaf: Leaf, node: Node, run: Run) -> bool:
        """Return whether the answers of a clause about one column depend on the key date, and of any other clause."""
        eras = run.eras(node.dated[0])
        if len(leaf.reads()) > 1 or not eras.present or any(isinstance(o, Each) for o in operands(leaf.wanted)):
            return True
        own = self.frames.base(self.vocabulary.fields[leaf.path].entity)
        found = self.clauses.on_days(leaf, own, [eras.day(era) for era in eras.all])
        return found is None or len(eras.tables(found, agrees=not leaf.parameters)[0]) > 1

    # -- answers

    def answers(self, node: Node, frame: Frame, run: Run) -> Codes:
        """Return the answer for every row of a frame."""
        home = self.home(node, frame, run)
        return np.broadcast_to(home.lift(self.at_home(node, home, run)), (frame.size,))

    def answers_at(self, node: Node, frame: Frame, rows: Rows, run: Run) -> Codes:
        """Return the answer for some rows of a frame."""
        home = self.home(node, frame, run)
        if home.frame is frame and node.is_group and self.key(node, home, run) not in self._kept:
            return np.broadcast_to(self._combined(node, frame, run, rows), (len(rows),))
        answers = self.at_home(node, home, run)
        if len(answers) != home.frame.size:
            return np.broadcast_to(answers, (len(rows),))
        return answers.take(home.rows_for(frame, rows))

    def home(self, node: Node, frame: Frame, run: Run) -> Home:
        """Return where a condition that is asked of a frame is worked out."""
        return frame.home(self.needs(node, frame.names, run))

    def at_home(self, node: Node, home: Home, run: Run) -> Codes:
        """Return the answers where they are worked out: one for each row there, or one for all."""
        key = self.key(node, home, run)
        return self.kept(key, lambda: self._work_out(node, home.frame, run))

    def key(self, node: Node, home: Home, run: Run) -> tuple[object, ...]:
        """Return what tells answers apart: the condition, where it is worked out, and the eras it looks at."""
        return (node.number, home.frame.number, tuple([run.eras(breaks).token for breaks in node.dated]))

    def kept(self, key: tuple[object, ...], work_out: Callable[[], Kept]) -> Kept:
        """Return a column that was worked out before, or work it out and keep it for a while."""
        found = self._kept.get(key)
        if found is None:
            found = self._kept[key] = work_out()
            self._kept_bytes += found.nbytes
            while self._kept_bytes > _MOST_KEPT and len(self._kept) > 1:
                self._kept_bytes -= self._kept.pop(next(iter(self._kept))).nbytes
        return found

    def _work_out(self, node: Node, frame: Frame, run: Run) -> Codes:
        condition = node.condition
        if isinstance(condition, Leaf):
            return self._clause(condition, node, frame, run)
        if isinstance(condition, Quantified):
            return self._quantified(condition, node, frame, run)
        if isinstance(condition, ForEachValue):
            return self._for_each(condition, node, frame, run)
        return self._combined(node, frame, run, None)

    def _combined(self, node: Node, frame: Frame, run: Run, rows: Rows | None) -> Codes:
        """Return the answers of a group from those of its conditions, for some rows of its home or for all."""
        condition = node.condition
        if isinstance(condition, WhenThen):
            when, then = ([child] for child in node.children)
            missed = YES - self._together(when, frame, run, rows, np.maximum)
            return np.maximum(missed, self._together(then, frame, run, rows, np.maximum))
        if isinstance(condition, AllOf):
            return self._together(node.children, frame, run, rows, np.minimum)
        greatest = self._together(node.children, frame, run, rows, np.maximum)
        return YES - greatest if isinstance(condition, NoneOf) else greatest

    def _together(self, children: Sequence[Node], frame: Frame, run: Run, rows: Rows | None, step: np.ufunc) -> Codes:
        """Reduce the answers of some conditions to one; those with the same home before they are lifted."""
        parts: list[Codes] = []
        by_home: dict[tuple[int, ...], tuple[Home, list[Codes]]] = {}
        for child in children:
            home = self.home(child, frame, run)
            if rows is not None and home.frame is frame and child.is_group:
                parts.append(self.answers_at(child, frame, rows, run))
                continue
            key = (home.frame.number, *map(id, home.way))
            by_home.setdefault(key, (home, []))[1].append(self.at_home(child, home, run))
        for home, found in by_home.values():
            answers = _reduced(step, found)
            if rows is None or len(answers) == 1:
                parts.append(home.lift(answers) if len(answers) > 1 else answers)
            else:
                parts.append(answers.take(home.rows_for(frame, rows)))
        if not parts:
            return np.full(1, YES if step is np.minimum else NO, dtype=np.uint8)
        return _reduced(step, parts)

    def _clause(self, leaf: Leaf, node: Node, frame: Frame, run: Run) -> Codes:
        if not node.dated:
            return self.clauses.answers(leaf, frame, self.on)
        eras = run.eras(node.dated[0])
        if eras.only is not None:
            return self.clauses.answers(leaf, frame, eras.day(eras.only))
        way = frame.way(SUBJECT) if len(eras.codes) > 1 else ()
        found = self.clauses.on_days(leaf, frame, [eras.day(era) for era in eras.all])
        if found is not None:
            return eras.answers(found, way, agrees=not leaf.parameters)
        codes = lifted(eras.codes, way)
        answers = np.full(frame.size, UNKNOWN, dtype=np.uint8)
        for era in eras.present:
            np.copyto(answers, self.clauses.answers(leaf, frame, eras.day(era)), where=codes == era)
        return answers

    # -- quantifiers

    def _quantified(self, condition: Quantified, node: Node, frame: Frame, run: Run) -> Codes:
        opened = self.frames.members(frame, self.vocabulary.lists[condition.over])
        added = counted(condition, self.answers(node.children[0], opened, run), opened.doubtful)
        if_none = code_of(condition.if_none_listed)
        found = over(condition, opened.segments, added, if_none)
        if opened.nobody is not None:
            # Perhaps nothing is listed at all, and then the answer would be another one.
            for other in {NO, YES} - {if_none}:
                _doubt(found, other, opened.nobody)
        if opened.open is not None:
            _doubt(found, NO if condition.kind == "for_some" else YES, opened.open)
            found[opened.open_empty] = UNKNOWN
        return found

    def _for_each(self, condition: ForEachValue, node: Node, frame: Frame, run: Run) -> Codes:
        opened = self.frames.values(frame, condition.path)
        answers = self.answers(node.children[0], opened, run)
        found = opened.segments.reduce(np.minimum, answers, code_of(condition.if_none_listed))
        found[np.broadcast_to(self.clauses.blank(condition.path, frame), (frame.size,))] = UNKNOWN
        return found


def _doubt(answers: Codes, answer: int, where: NDArray[np.bool_]) -> None:
    """Make one answer unknown somewhere: unknown lies between no and yes, one apart."""
    if answer == NO:
        np.maximum(answers, where.view(np.uint8), out=answers)
    else:
        np.minimum(answers, YES - where.view(np.uint8), out=answers)


def _reduced(step: np.ufunc, parts: Sequence[Codes]) -> Codes:
    """Reduce answers to one, a single one standing for all; no more is allocated than the result."""
    first, *further = parts
    found = first
    for part in further:
        own = found is not first and len(part) in {1, len(found)}
        found = step(found, part, out=found if own else None)
    return found

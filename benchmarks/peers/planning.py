"""Makes the plan: every condition over the fewest rows that settle it, a clause about a consent once a consent."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from benchmarks.peers.forming import Former, era_of, turns_of
from benchmarks.peers.forms import Era, reads_of
from benchmarks.peers.plan import (
    OWNER,
    Answers,
    Clause,
    Column,
    Grain,
    Joined,
    Lifted,
    Not,
    Plan,
    Question,
    Reduced,
    parts_of,
)
from benchmarks.peers.tables import OutOfReachError, Tables
from compliance.conditions.scope import SUBJECT, Scope
from compliance.conditions.tree import AllOf, Condition, ForEachValue, Leaf, NoneOf, Quantified, WhenThen
from compliance.vocabulary import ListLink


class Planner:
    """Makes a plan for questions about one inventory."""

    def __init__(self, tables: Tables, on: date) -> None:
        self._tables = tables
        self._vocabulary = tables.vocabulary
        self._on = on
        self._former = Former(tables, on)
        self._grains: dict[object, Grain] = {}
        self._columns: dict[object, Answers] = {}
        self._order: list[Column] = []
        self._eras: dict[tuple[str, str, tuple[int, ...]], Era | date] = {}
        self._question: Question

    def plan(self, questions: Iterable[Question]) -> Plan:
        """Return what to work out for these questions."""
        answers: dict[str, Answers] = {}
        left_out: dict[str, str] = {}
        for question in questions:
            self._question = question
            try:
                answers[question.name] = self._at(question.condition, self._base(question.about))
            except OutOfReachError as fault:
                left_out[question.name] = str(fault)
        return Plan(answers, tuple(self._order), tuple(self._grains.values()), self._kept(answers.values()), left_out)

    def _kept(self, asked: Iterable[Answers]) -> frozenset[int]:
        kept = {answer.number for answer in asked if isinstance(answer, Column)}
        for column in self._order:
            for part in parts_of(column):
                if isinstance(part, Column) and (isinstance(column, Lifted | Reduced) or part.stage < column.stage):
                    kept.add(part.number)
        return frozenset(kept)

    # -- grains

    def _base(self, entity: str) -> Grain:
        if entity not in self._grains:
            self._grains[entity] = Grain(len(self._grains), Scope.about(entity, self._vocabulary), entity)
        return self._grains[entity]

    def _members(self, outer: Grain, link: ListLink) -> Grain:
        key = (outer.number, link.path)
        if key not in self._grains:
            if link.everything:
                raise OutOfReachError("A list of every row there is.")
            scope = outer.scope.member(link)
            self._grains[key] = Grain(len(self._grains), scope, outer=outer, link=link)
            outer.need(link.entity)
        return self._grains[key]

    def _home(self, needs: frozenset[str], grain: Grain) -> tuple[Grain, str]:
        """Return the grain of the fewest rows that settle what these names stand for, and the name that leads there."""
        best: tuple[int, Grain, str] | None = None
        for name in grain.scope.entities:
            size = self._tables.size(name)
            if needs <= grain.scope.follows_from(name) and (best is None or size <= best[0]):
                best = size, self._base(name), name
        if best is not None:
            return best[1:]
        outer = grain.outer
        if outer is not None and all(outer.scope.names.get(name) == grain.scope.names[name] for name in needs):
            return outer, OWNER
        return grain, ""

    # -- which rows a condition speaks of

    def _needs(self, condition: Condition, names: frozenset[str]) -> frozenset[str]:
        if isinstance(condition, Leaf):
            found = {self._vocabulary.fields[path].entity for path in condition.reads()}
            if isinstance(self._era(condition), Era):
                found.add(SUBJECT)
            return frozenset(found) & names
        if isinstance(condition, Quantified):
            link = self._vocabulary.lists[condition.over]
            family = {name for name in Scope.about(link.of, self._vocabulary).names if name != SUBJECT}
            inside = names | family
            own = (inside - names) | {link.of}
            return ((self._needs(condition.body, inside) - own) | {link.entity}) & names
        if isinstance(condition, ForEachValue):
            raise OutOfReachError("A statement about every value of a cell.")
        return frozenset[str]().union(*(self._needs(child, names) for child in condition.children))

    def _era(self, leaf: Leaf) -> Era | date | None:
        turns = turns_of(leaf, self._tables)
        if not turns:
            return None
        key = (self._question.about, self._question.key_date, turns)
        if key not in self._eras:
            self._eras[key] = era_of(*key, self._question.days)
        return self._eras[key]

    def _eras_in(self, condition: Condition) -> tuple[object, ...]:
        return tuple(self._era(leaf) for leaf in condition.leaves() if turns_of(leaf, self._tables))

    # -- columns

    def _at(self, condition: Condition, grain: Grain) -> Answers:
        """Return the answers of a condition for the rows of a grain."""
        return self._lift(self._at_home(condition, grain), grain)

    def _at_home(self, condition: Condition, grain: Grain) -> tuple[Answers, str]:
        home, through = self._home(self._needs(condition, frozenset(grain.scope.names)), grain)
        if home is not grain and through == OWNER:
            return self._at(condition, home), OWNER
        key = (condition, home.number, self._eras_in(condition))
        if key not in self._columns:
            self._columns[key] = self._work_out(condition, home)
        found = self._columns[key]
        return found, "" if home is grain or grain.is_own(through) else through

    def _lift(self, found: tuple[Answers, str], grain: Grain) -> Answers:
        of, through = found
        if not isinstance(of, Column) or not through or of.grain is grain:
            return of
        grain.need(through)
        key = (of.number, grain.number, through)
        if key not in self._columns:
            self._columns[key] = self._add(Lifted(0, grain, of.stage + 1, of, through))
        return self._columns[key]

    def _add(self, column: Column) -> Column:
        added = replace(column, number=len(self._order))
        self._order.append(added)
        return added

    def _work_out(self, condition: Condition, grain: Grain) -> Answers:
        if isinstance(condition, Leaf):
            return self._clause(condition, grain)
        if isinstance(condition, Quantified):
            return self._quantified(condition, grain)
        if isinstance(condition, WhenThen):
            return self._join(
                [self._not(self._at(condition.when, grain)), self._at(condition.then, grain)], grain, every=False
            )
        every = isinstance(condition, AllOf)
        found = self._group(condition.children, grain, every=every)
        return self._not(found) if isinstance(condition, NoneOf) else found

    def _group(self, children: Sequence[Condition], grain: Grain, *, every: bool) -> Answers:
        """Combine conditions, those of the same coarser rows before they are lifted."""
        by_home: dict[object, list[tuple[Answers, str]]] = {}
        for child in children:
            answers, through = self._at_home(child, grain)
            home = answers.grain.number if isinstance(answers, Column) else None
            by_home.setdefault((home, through), []).append((answers, through))
        lifted = []
        for found in by_home.values():
            first, through = found[0]
            if isinstance(first, Column):
                together = self._join([answers for answers, _ in found], first.grain, every=every)
                lifted.append(self._lift((together, through), grain))
            else:
                lifted += [answers for answers, _ in found]
        return self._join(lifted, grain, every=every)

    def _join(self, parts: Sequence[Answers], grain: Grain, *, every: bool) -> Answers:
        if (not every) in parts:
            return not every
        open_ones = tuple(dict.fromkeys(part for part in parts if part is not every))
        if not open_ones:
            return every
        if len(open_ones) == 1:
            return open_ones[0]
        key = (every, grain.number, tuple(sorted(str(_number(part)) for part in open_ones)))
        if key not in self._columns:
            stage = max(part.stage for part in open_ones if isinstance(part, Column))
            self._columns[key] = self._add(Joined(0, grain, stage, open_ones, every))
        return self._columns[key]

    def _not(self, of: Answers) -> Answers:
        if not isinstance(of, Column):
            return None if of is None else not of
        key = ("not", of.number)
        if key not in self._columns:
            self._columns[key] = self._add(Not(0, of.grain, of.stage, of))
        return self._columns[key]

    def _clause(self, leaf: Leaf, grain: Grain) -> Answers:
        era = self._era(leaf)
        form = self._former.form(
            leaf, era if isinstance(era, Era) else None, era if isinstance(era, date) else self._on
        )
        if isinstance(form, bool) or form is None:
            return form
        for read in reads_of(form):
            name = SUBJECT if isinstance(read, Era) else self._vocabulary.fields[read].entity
            grain.reads[read] = "" if grain.is_own(name) else name
            grain.need(name)
        return self._add(Clause(0, grain, 0, form))

    def _quantified(self, condition: Quantified, grain: Grain) -> Answers:
        members = self._members(grain, self._vocabulary.lists[condition.over])
        of = self._at(condition.body, members)
        stage = of.stage + 1 if isinstance(of, Column) else 1
        return self._add(Reduced(0, grain, stage, of, members, condition))


def _number(part: Answers) -> object:
    return part.number if isinstance(part, Column) else part

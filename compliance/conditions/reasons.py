"""Why answers are no or unknown, for many rows at once.

From the rows that were asked for, the search goes down only where a condition has the answer of the whole, so its cost
follows the number of rows that need a reason. What it finds in a quantifier is kept: requirements share them.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from compliance.conditions.causes import (
    Cause,
    Causes,
    asked_of_children,
    own_doubts,
    possible_reasons,
    sources,
)
from compliance.conditions.columns import Rows
from compliance.conditions.frames import Frame
from compliance.conditions.kleene import NO, UNKNOWN, YES, code_of
from compliance.conditions.nodes import Node
from compliance.conditions.quantifiers import counted, over
from compliance.conditions.reason_sets import Sets, numbered, union
from compliance.conditions.runs import Run
from compliance.conditions.tree import AllOf, AnyOf, Condition, ForEachValue, Leaf, NoneOf, Quantified

if TYPE_CHECKING:
    from compliance.conditions.engine import Engine


_ASKED = -2
"""Marks rows whose reasons are being sought."""


@dataclass(frozen=True, eq=False)
class Reasons:
    """For every row that was asked for the number of its cause. Cause 0 is that of a yes: none."""

    codes: NDArray[np.int32]
    causes: tuple[Cause, ...]

    def of(self, nth: int) -> Cause:
        """Return the cause of the nth row that was asked for."""
        return self.causes[int(self.codes[nth])]


def find_reasons(engine: Engine, condition: Condition, run: Run, rows: Rows) -> Reasons:
    """Return the causes of the answers that some rows got."""
    answers = engine.answers_at(engine.nodes.node(condition), run.frame, rows, run)
    codes = np.zeros(len(rows), dtype=np.int32)
    found = [Cause()]
    for answer in (NO, UNKNOWN):
        asked = answers == answer
        if asked.any():
            sets = Search(engine, run).inside(condition, run.frame, rows[asked], answer, negated=False)
            occurring, numbers = numbered(sets.codes, len(sets.masks))
            causes = Causes(possible_reasons(condition, engine.vocabulary, unknown=answer == UNKNOWN))
            masks: dict[int, int] = {}
            of_code = [masks.setdefault(causes.plain(sets.masks[code]), len(masks)) for code in occurring.tolist()]
            codes[asked] = np.array(of_code, dtype=np.int32)[numbers] + np.int32(len(found))
            found += [causes.of(mask) for mask in masks]
    return Reasons(codes, tuple(found))


@dataclass(eq=False)
class Kept:
    """Reasons found in a quantifier so far: a code a row of its home, -1 where nobody asked yet."""

    codes: NDArray[np.int32]
    masks: list[int] = field(default_factory=lambda: [0])
    _index: dict[int, int] = field(default_factory=lambda: {0: 0})

    def add(self, rows: Rows, sets: Sets) -> None:
        """Keep the reasons of some rows."""
        for mask in sets.masks:
            if mask not in self._index:
                self._index[mask] = len(self.masks)
                self.masks.append(mask)
        self.codes[rows] = np.array([self._index[mask] for mask in sets.masks], dtype=np.int32)[sets.codes]


@dataclass(frozen=True)
class Search:
    """A search for the reasons of one kind of answer."""

    engine: Engine
    run: Run

    def reasons(self, condition: Condition, frame: Frame, rows: Rows, answer: int, *, negated: bool) -> Sets:
        """Return the reasons of some rows of a frame, none for rows where the condition has another answer."""
        if isinstance(condition, Leaf):
            return self._leaf(condition, frame, rows, answer)
        if _is_said_by_children(condition, answer):
            return self.inside(condition, frame, rows, answer, negated=negated)
        node = self.engine.nodes.node(condition)
        has_answer = self.engine.answers_at(node, frame, rows, self.run) == answer
        count = np.count_nonzero(has_answer)
        if count == len(rows):
            return self.inside(condition, frame, rows, answer, negated=negated)
        if not count:
            return Sets.none(len(rows))
        return self.inside(condition, frame, rows[has_answer], answer, negated=negated).spread(has_answer)

    def inside(self, condition: Condition, frame: Frame, rows: Rows, answer: int, *, negated: bool) -> Sets:
        """Return the reasons of rows of a frame, all of which have the answer."""
        if isinstance(condition, Leaf):
            return self._leaf(condition, frame, rows, answer)
        node = self.engine.nodes.node(condition)
        home = self.engine.home(node, frame, self.run)
        at = home.rows_for(frame, rows)
        if isinstance(condition, Quantified):
            return self._kept_quantified(node, home.frame, at, answer, negated=negated)
        if isinstance(condition, ForEachValue):
            return self._for_each(condition, home.frame, at, answer, negated=negated)
        return self._group(condition, home.frame, at, answer, negated=negated)

    def _group(self, condition: Condition, frame: Frame, rows: Rows, answer: int, *, negated: bool) -> Sets:
        # What is unknown stays unknown when it is turned round, so that every child may hold a reason.
        every = negated or answer == UNKNOWN
        found = []
        place = 0
        for child, flips in asked_of_children(condition, negated=every):
            child_answer = YES - answer if flips else answer
            inner = self.reasons(child, frame, rows, child_answer, negated=negated != flips)
            found.append(inner.shifted(place))
            place += self.engine.nodes.width(child, unknown=answer == UNKNOWN, negated=negated != flips)
        return union(found, len(rows))

    def _leaf(self, leaf: Leaf, frame: Frame, rows: Rows, answer: int) -> Sets:
        node = self.engine.nodes.node(leaf)
        has_answer = self.engine.answers_at(node, frame, rows, self.run) == answer
        if answer != UNKNOWN:
            return Sets(has_answer.view(np.uint8), (0, 1))
        paths = sources(leaf, self.engine.vocabulary)
        own = 1 << len(paths)
        if paths == (leaf.path,):
            # Blank or not, it is this fact that keeps the clause unknown.
            return Sets(has_answer.view(np.uint8), (0, 1))
        home = self.engine.home(node, frame, self.run)
        at = home.rows_for(frame, rows)
        codes = np.zeros(len(rows), dtype=np.intp)
        for nth, path in enumerate(paths):
            codes |= self.engine.clauses.blank(path, home.frame, at).astype(np.intp) << nth
        masks = [0, own, *range(1, own)]
        return Sets((codes + 1) * has_answer, masks)

    def _for_each(self, condition: ForEachValue, frame: Frame, rows: Rows, answer: int, *, negated: bool) -> Sets:
        opened = self.engine.frames.values(frame, condition.path)
        owners = opened.segments.of(rows)
        inner = self.reasons(condition.satisfies, opened, owners.rows, answer, negated=negated)
        empty = Sets((owners.counts == 0).view(np.uint8), (0, 1))
        return union([empty, inner.over(owners).shifted(1)], len(rows))

    # -- quantifiers

    def _kept_quantified(self, node: Node, frame: Frame, rows: Rows, answer: int, *, negated: bool) -> Sets:
        kept = self.engine.kept_reasons(node, frame, answer, self.run, negated=negated)
        codes = kept.codes[rows]
        missing = codes < 0
        if not missing.any():
            return Sets(codes, kept.masks)
        kept.codes[rows[missing]] = _ASKED
        new = np.flatnonzero(kept.codes == _ASKED)
        kept.add(new, self._quantified(node, frame, new, answer, negated=negated))
        return Sets(kept.codes[rows], kept.masks)

    def _quantified(self, node: Node, frame: Frame, rows: Rows, answer: int, *, negated: bool) -> Sets:
        engine, condition = self.engine, node.condition
        assert isinstance(condition, Quantified)
        flips = condition.kind == "for_no"
        wanted = YES - answer if flips else answer
        opened = engine.frames.members(frame, engine.vocabulary.lists[condition.over])
        owners = opened.segments.of(rows)
        sure = None if opened.sure is None else opened.sure[owners.rows]
        added = counted(condition, engine.answers_at(node.children[0], opened, owners.rows, self.run), sure)
        adds = added == wanted
        inner = self.reasons(condition.body, opened, owners.rows[adds], wanted, negated=negated != flips).spread(adds)
        body = inner.over(owners)
        empty = owners.counts == 0
        if answer != UNKNOWN:
            return union([Sets(empty.view(np.uint8), (0, 1)), body.shifted(1)], len(rows))
        doubt = np.zeros(len(rows), dtype=np.uint8) if opened.doubt is None else opened.doubt[rows]
        own = np.where(empty, np.uint8(1) << doubt, np.uint8(0))
        if sure is not None or opened.doubt is not None:
            limit = np.uint8(1 << len(own_doubts(condition, engine.vocabulary)) >> 1)
            together = over(condition, owners, added, UNKNOWN)
            # Where the rows agree, what is unknown is which of them, or whether others, are listed.
            agree = (together != UNKNOWN) & ~empty
            body = Sets(np.where(agree, 0, body.codes), body.masks)
            by_doubt = agree & (doubt > 0)
            if sure is not None:
                nobody = owners.reduce(np.maximum, sure.view(np.uint8), 1) == 0
                by_doubt &= ~nobody | (together == code_of(condition.if_none_listed))
                doubtful = owners.reduce(np.maximum, (adds & ~sure).view(np.uint8), 0) > 0
                own[(agree & ~by_doubt) | (doubtful & ~agree)] = limit
            own[by_doubt] = np.uint8(1) << doubt[by_doubt]
        width = len(own_doubts(condition, engine.vocabulary))
        return union([Sets(own, range(1 << width)), body.shifted(width)], len(rows))


def _is_said_by_children(condition: Condition, answer: int) -> bool:
    """Whether a child can only have the answer where the group has it too, so that the group need not be asked."""
    if isinstance(condition, NoneOf | AllOf):
        return answer == NO
    return isinstance(condition, AnyOf) and answer == YES

"""Why answers are no or unknown, for many rows at once.

Every reason that a condition can have is a bit, in the order of the page (`causes.possible_reasons`), and zero where
the condition has another answer than the one explained. The search starts from the rows that were asked for and goes
down only where the answer leads: a quantifier opens the lists of no other rows. Its bits are kept at its home like
answers, row by row as they are found, since other requirements ask for them too.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from compliance.conditions import causes
from compliance.conditions.causes import Cause, Causes, asked_of_children, own_doubts, possible_reasons, sources
from compliance.conditions.columns import Rows
from compliance.conditions.frames import Frame, Home
from compliance.conditions.kleene import NO, UNKNOWN, YES, Codes, code_of
from compliance.conditions.masks import Masks, bits_dtype, distinct
from compliance.conditions.nodes import Node
from compliance.conditions.quantifiers import counted, over
from compliance.conditions.runs import Run
from compliance.conditions.segments import SomeOwners
from compliance.conditions.tree import AllOf, AnyOf, Condition, ForEachValue, Leaf, NoneOf, Quantified

if TYPE_CHECKING:
    from compliance.conditions.engine import Engine

_WORD = 64


@dataclass(frozen=True, eq=False)
class Reasons:
    """For every row that was asked for the number of its cause. Cause 0 is that of a yes: none."""

    codes: NDArray[np.int32]
    _found: tuple[tuple[Causes, int], ...]
    """Every cause but the first as bits, with what tells their meaning."""

    def of(self, nth: int) -> Cause:
        """Return the cause of the nth row that was asked for."""
        return self._cause(int(self.codes[nth]))

    @cached_property
    def causes(self) -> tuple[Cause, ...]:
        """Every cause, by number."""
        return tuple([self._cause(number) for number in range(len(self._found) + 1)])

    def _cause(self, number: int) -> Cause:
        if not number:
            return Cause()
        meaning, bits = self._found[number - 1]
        return meaning.of(bits)


def find_reasons(engine: Engine, condition: Condition, run: Run, rows: Rows) -> Reasons:
    """Return the causes of the answers that some rows got."""
    node = engine.nodes.node(condition)
    answers = engine.answers_at(node, run.frame, rows, run)
    codes = np.zeros(len(rows), dtype=np.int32)
    found: list[tuple[Causes, int]] = []
    for answer in (NO, UNKNOWN):
        asked = answers == answer
        if asked.any():
            possible = possible_reasons(condition, engine.vocabulary, unknown=answer == UNKNOWN)
            search = _Search(engine, run, unknown=answer == UNKNOWN)
            some = rows if asked.all() else rows[asked]
            part = _Part(node, answer, negated=False)
            words = [
                np.broadcast_to(search.some(part, run.frame, some, window), (len(some),))
                for window in _windows(len(possible))
            ]
            made = Causes(possible)
            masks, places = distinct(words)
            if made.some_again:
                numbers: dict[int, int] = {}
                of_mask = [numbers.setdefault(made.plain(mask), len(numbers)) for mask in masks]
                masks, places = list(numbers), np.array(of_mask, dtype=np.intp).take(places)
            codes[asked] = places + (len(found) + 1)
            found += [(made, mask) for mask in masks]
    return Reasons(codes, tuple(found))


@dataclass(frozen=True)
class _Part:
    """A condition whose reasons are sought, and the answer that is explained."""

    node: Node
    answer: int
    negated: bool
    """Whether the condition must not hold."""


@dataclass(frozen=True)
class _Window:
    """The reasons that fit into one word, counted from the first of the condition."""

    start: int
    end: int

    def within(self, first: int, width: int) -> _Window:
        """Return the window as counted from a reason of the condition, for so many reasons."""
        return _Window(max(self.start - first, 0), min(self.end - first, width))


def _windows(width: int) -> list[_Window]:
    return [_Window(start, min(start + _WORD, width)) for start in range(0, width, _WORD)]


@dataclass(frozen=True)
class _Placed:
    """The reasons of a condition among those of the group it stands in."""

    first: int
    width: int
    bits_of: Callable[[_Window], Masks]


class _Found:
    """The reasons of the rows of a home, as far as somebody asked for them."""

    def __init__(self, size: int, width: int) -> None:
        self.bits: Masks = np.zeros(size, dtype=bits_dtype(width))
        self._asked = np.zeros(size, dtype=np.bool_)
        self.nbytes = self.bits.nbytes + self._asked.nbytes

    def new(self, rows: Rows, answers: Codes, answer: int) -> Rows:
        """Return those of some rows that have the answer and were not asked for before, each once and in order."""
        has_answer = (answers if len(answers) == 1 else answers.take(rows)) == answer
        new: Rows = rows[has_answer & ~self._asked.take(rows)]
        if not (new[1:] > new[:-1]).all():
            found = np.zeros(len(self._asked), dtype=np.bool_)
            found[new] = True
            new = np.flatnonzero(found)
        self._asked[new] = True
        return new


@dataclass(frozen=True)
class _Search:
    engine: Engine
    run: Run
    unknown: bool

    def parts(self, part: _Part) -> Sequence[tuple[_Part, int]]:
        """Return the conditions in which the reasons of a condition are sought, and how many each can have."""
        key = (part.node.number, part.answer, part.negated, self.unknown)
        found: Sequence[tuple[_Part, int]] | None = self.engine.sought.get(key)
        if found is None:
            found = self.engine.sought[key] = tuple(self._parts(part))
        return found

    def _parts(self, part: _Part) -> Iterator[tuple[_Part, int]]:
        nodes = self.engine.nodes
        for child, flips in asked_of_children(part.node.condition, negated=part.negated or self.unknown):
            answer = YES - part.answer if flips else part.answer
            sought = _Part(nodes.node(child), answer, negated=part.negated != flips)
            yield sought, nodes.width(child, unknown=self.unknown, negated=sought.negated)

    def some(self, part: _Part, frame: Frame, rows: Rows, window: _Window) -> Masks:
        """Return the reasons of some rows of a frame, one for each or one for all; none where the answer is another."""
        condition = part.node.condition
        home = self.engine.home(part.node, frame, self.run)
        if isinstance(condition, Leaf):
            return self._leaf(condition, part, home, home.rows_for(frame, rows), window)
        if home.frame is not frame:
            return self._kept(part, home, home.rows_for(frame, rows), window)
        if _is_said_by_children(part):
            return self._group(part, frame, rows, window)
        has_answer = self.engine.answers_at(part.node, frame, rows, self.run) == part.answer
        if has_answer.all():
            return self._work_out(part, frame, rows, window)
        at = np.flatnonzero(has_answer)
        if not len(at):
            return np.zeros(1, dtype=np.uint8)
        bits = self._work_out(part, frame, rows[at], window)
        found = np.zeros(len(rows), dtype=bits.dtype)
        found[at] = bits
        return found

    def _kept(self, part: _Part, home: Home, rows: Rows, window: _Window) -> Masks:
        """Return the reasons of some rows of a home; those that were sought before are known."""
        key = ("reasons", window, part.answer, part.negated, self.engine.key(part.node, home, self.run))
        found = self.engine.kept(key, lambda: _Found(home.frame.size, window.end - window.start))
        new = found.new(rows, self.engine.at_home(part.node, home, self.run), part.answer)
        if len(new):
            found.bits[new] = self._work_out(part, home.frame, new, window)
        bits: Masks = found.bits.take(rows)
        return bits

    def _work_out(self, part: _Part, frame: Frame, rows: Rows, window: _Window) -> Masks:
        """Return the reasons of rows that have the answer."""
        condition = part.node.condition
        if isinstance(condition, Quantified):
            return self._quantified(part, condition, frame, rows, window)
        if isinstance(condition, ForEachValue):
            return self._for_each(part, condition, frame, rows, window)
        return self._group(part, frame, rows, window)

    def _group(self, part: _Part, frame: Frame, rows: Rows, window: _Window) -> Masks:
        """Return the reasons of rows that have the answer of a group, from those of its conditions."""
        first = 0
        placed = []
        for child, width in self.parts(part):
            placed.append(_Placed(first, width, partial(self.some, child, frame, rows)))
            first += width
        return _joined(placed, window)

    def _leaf(self, leaf: Leaf, part: _Part, home: Home, rows: Rows, window: _Window) -> Masks:
        answers = self.engine.at_home(part.node, home, self.run)
        has_answer = (answers if len(answers) == 1 else answers.take(rows)) == part.answer
        own = own_doubts(leaf, self.engine.vocabulary) if self.unknown else ()
        if len(own) <= 1:
            # Blank or not, it is this fact that keeps the clause unknown.
            alone: Masks = has_answer.view(np.uint8)
            return alone
        dtype = bits_dtype(len(own))
        found = np.zeros(1, dtype=dtype)
        for path in sources(leaf, self.engine.vocabulary):
            blank = self.engine.clauses.blank(path, home.frame, rows)
            found = found | (blank.astype(dtype) << dtype(own.index(path)))
        found = np.where(found == 0, dtype(1 << own.index(leaf.path)), found)
        return _cut(found * has_answer, window)

    def _for_each(self, part: _Part, condition: ForEachValue, frame: Frame, rows: Rows, window: _Window) -> Masks:
        opened = self.engine.frames.values(frame, condition.path)
        owners = opened.segments.of(rows)
        ((child, width),) = self.parts(part)

        def inner(window: _Window) -> Masks:
            bits = np.broadcast_to(self.some(child, opened, owners.rows, window), (len(owners.rows),))
            return owners.reduce(np.bitwise_or, bits, 0)

        empty = (owners.counts == 0).view(np.uint8)
        return _joined([_Placed(0, 1, partial(_cut, empty)), _Placed(1, width, inner)], window)

    # -- quantifiers

    def _quantified(self, part: _Part, condition: Quantified, frame: Frame, rows: Rows, window: _Window) -> Masks:
        engine = self.engine
        opened = engine.frames.members(frame, engine.vocabulary.lists[condition.over])
        owners = opened.segments.of(rows)
        sure = None if opened.sure is None else opened.sure[owners.rows]
        ((child, width),) = self.parts(part)
        answers = engine.answers_at(child.node, opened, owners.rows, self.run)
        added = counted(condition, answers, None if sure is None else (~sure).view(np.uint8))
        doubt = None if opened.doubt is None else opened.doubt[rows]
        own, agree = self._own(condition, owners, added, sure, doubt)

        def inner(window: _Window) -> Masks:
            bits = np.broadcast_to(self.some(child, opened, owners.rows, window), (len(owners.rows),))
            if sure is not None:
                # A row that may not be listed adds a doubt, whatever its own answer.
                bits = bits * (added == child.answer)
            found = owners.reduce(np.bitwise_or, bits, 0)
            return found if agree is None else found * ~agree

        of_list = len(own_doubts(condition, engine.vocabulary)) if self.unknown else 1
        return _joined([_Placed(0, of_list, partial(_cut, own)), _Placed(of_list, width, inner)], window)

    def _own(
        self,
        condition: Quantified,
        owners: SomeOwners,
        added: Codes,
        sure: NDArray[np.bool_] | None,
        doubt: NDArray[np.uint8] | None,
    ) -> tuple[Masks, NDArray[np.bool_] | None]:
        """Return the reasons that lie in the list itself, and where those of its rows do not count beside them."""
        empty = owners.counts == 0
        if not self.unknown:
            return empty.view(np.uint8), None
        link = self.engine.vocabulary.lists[condition.over]
        paths = own_doubts(condition, self.engine.vocabulary)
        bit_of = np.array([1 << paths.index(path) for path in (link.path, *causes.doubts(link))], dtype=np.uint8)
        if sure is None and doubt is None:
            return empty * bit_of[0], None
        why = np.zeros(len(empty), dtype=np.uint8) if doubt is None else doubt
        own = empty * bit_of[why]
        together = over(condition, owners, added, UNKNOWN)
        # Where the rows agree, what is unknown is which of them, or whether others, are listed.
        agree = (together != UNKNOWN) & ~empty
        by_doubt = agree & (why > 0)
        if sure is not None:
            nobody = owners.reduce(np.maximum, sure.view(np.uint8), 1) == 0
            by_doubt &= ~nobody | (together == code_of(condition.if_none_listed))
            unsure = (added == UNKNOWN) & ~sure
            doubtful = owners.reduce(np.maximum, unsure.view(np.uint8), 0) > 0
            own[(agree & ~by_doubt) | (doubtful & ~agree)] = 1 << paths.index(causes.limits(link)[0])
        own[by_doubt] = bit_of[why[by_doubt]]
        return own, agree


def _joined(parts: Sequence[_Placed], window: _Window) -> Masks:
    """Return the bits of conditions, each at its place."""
    found = []
    for part in parts:
        inner = window.within(part.first, part.width)
        if inner.start < inner.end:
            found.append((max(part.first - window.start, 0), inner, part.bits_of))
    if not found:
        return np.zeros(1, dtype=np.uint8)
    dtype = bits_dtype(max(place + inner.end - inner.start for place, inner, _ in found))
    joined = np.zeros(1, dtype=dtype)
    for place, inner, bits_of in found:
        moved = bits_of(inner).astype(dtype)
        if place:
            moved <<= dtype(place)
        if len(joined) == 1:
            joined, moved = moved, joined
        joined |= moved
    return joined


def _cut(bits: Masks, window: _Window) -> Masks:
    """Return the bits of a window."""
    if not window.start and bits.dtype == bits_dtype(window.end):
        return bits
    return (bits >> bits.dtype.type(window.start)) & bits.dtype.type((1 << window.end - window.start) - 1)


def _is_said_by_children(part: _Part) -> bool:
    """Whether a child can only have the answer where the group has it too, so that the group need not be asked."""
    if isinstance(part.node.condition, NoneOf | AllOf):
        return part.answer == NO
    return isinstance(part.node.condition, AnyOf) and part.answer == YES

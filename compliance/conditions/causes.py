"""Why an answer is no or unknown: the clauses that are unmet, or the facts whose absence keeps it open.

A clause counts only along branches that have the answer of the whole: of two alternatives that are both unmet each is
a cause, while a clause that is met, or that does not matter any more, is none.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import NamedTuple

from compliance.conditions.tree import Condition, ForEachValue, Leaf, NoneOf, Quantified, WhenThen
from compliance.vocabulary import ListLink, Vocabulary

LISTED = "listed"
"""The word of the clause that something is listed at all; no pack writes it."""


class Cause(NamedTuple):
    """What made an answer no, or keeps it unknown."""

    leaves: tuple[Leaf, ...] = ()
    """Clauses that are unmet (for a no) or unknown. A negated one holds and must not."""
    parts: tuple[str, ...] = ()
    """Named parts they stand in."""
    missing: tuple[str, ...] = ()
    """Paths of the blank facts; empty for a no."""


@dataclass(frozen=True)
class Reason:
    """One clause of a cause; with a path, the blank fact that keeps it unknown."""

    leaf: Leaf
    part: str
    missing: str = ""


def listed(condition: Condition) -> Leaf:
    """Return the clause that something is listed."""
    assert isinstance(condition, Quantified | ForEachValue)
    path = condition.over if isinstance(condition, Quantified) else condition.path
    return Leaf(path, LISTED, wanted=True, part=condition.part, place=condition.place)


def sources(leaf: Leaf, vocabulary: Vocabulary) -> tuple[str, ...]:
    """Return the recorded facts a clause rests on; computed ones are replaced by their inputs."""
    return tuple(path for path in leaf.reads() if not vocabulary.fields[path].computed)


def doubts(link: ListLink) -> tuple[str, ...]:
    """Return why a list may hold more than is known, most telling first; an index into this is a doubt.

    The owner or the row it shares with its members is unknown; nobody said what is listed; somebody said that more
    is; a member of unknown owner may belong here.
    """
    shared = f"{link.entity}.{link.same}" if link.same and link.same != link.entity else ""
    own = f"{link.entity}.{link.listed_in}" if link.listed_in else ""
    complete = f"{link.entity}.{link.complete_field}" if link.complete_field else ""
    stray = f"{link.of}.{link.same}" if link.same else ""
    return (link.path, shared or own or link.path, complete or link.path, stray or link.path)


UNKNOWN_OWNER, UNKNOWN_LINK, INCOMPLETE, STRAY = range(1, 5)
"""Doubts, as numbers from 1; 0 is none."""


def possible_reasons(condition: Condition, vocabulary: Vocabulary, *, unknown: bool) -> tuple[Reason, ...]:
    """Return every reason a condition can have for a no, or for being unknown, in the order of the page.

    Each clause has its own place in the order, even where it is the same clause as another one.
    """
    return tuple(_unknown(condition, "", vocabulary) if unknown else _known(condition, "", negated=False))


def _known(condition: Condition, part: str, *, negated: bool) -> Iterator[Reason]:
    part = condition.part or part
    if isinstance(condition, Leaf):
        yield Reason(replace(condition, negated=negated), part)
        return
    if isinstance(condition, Quantified | ForEachValue):
        yield Reason(listed(condition), part)
    for child, flips in asked_of_children(condition, negated=negated):
        yield from _known(child, part, negated=negated != flips)


def _unknown(condition: Condition, part: str, vocabulary: Vocabulary) -> Iterator[Reason]:
    part = condition.part or part
    for path in own_doubts(condition, vocabulary):
        leaf = condition if isinstance(condition, Leaf) else listed(condition)
        yield Reason(leaf, part, path)
    for child, _ in asked_of_children(condition, negated=True):
        yield from _unknown(child, part, vocabulary)


def asked_of_children(condition: Condition, *, negated: bool) -> tuple[tuple[Condition, bool], ...]:
    """Return the conditions in which reasons are sought, each with whether its answer is turned round.

    Where a consequence is missed, what triggered it is no reason.
    """
    if isinstance(condition, NoneOf):
        return tuple((child, True) for child in condition.children)
    if isinstance(condition, WhenThen):
        return ((condition.when, True), (condition.then, False))[not negated :]
    if isinstance(condition, Quantified):
        return ((condition.body, condition.kind == "for_no"),)
    return tuple((child, False) for child in condition.children)


def own_doubts(condition: Condition, vocabulary: Vocabulary) -> tuple[str, ...]:
    """Return the paths that can keep a condition unknown, apart from its children."""
    if isinstance(condition, Leaf):
        return tuple(dict.fromkeys((*sources(condition, vocabulary), condition.path)))
    if isinstance(condition, Quantified):
        link = vocabulary.lists[condition.over]
        return tuple(dict.fromkeys((link.path, *doubts(link), *limits(link))))
    return (condition.path,) if isinstance(condition, ForEachValue) else ()


def limits(link: ListLink) -> tuple[str, ...]:
    """Return the field that limits which members count, if there is one."""
    return (f"{link.of}.{link.limited_by}",) if link.limited_by else ()


class Causes:
    """Makes causes from the reasons a condition can have, given as bits: the lowest stands for the first."""

    def __init__(self, possible: Sequence[Reason]) -> None:
        first: dict[Reason, int] = {}
        places = [first.setdefault(reason, nth) for nth, reason in enumerate(possible)]
        self._first = {1 << nth: 1 << place for nth, place in enumerate(places) if place != nth}
        """For each reason that stands in an earlier place too, as a bit: the earliest."""
        self._again = sum(self._first)
        self.some_again = bool(self._first)
        """Whether some reason stands in several places."""
        self._possible = possible

    @cached_property
    def _leaves(self) -> tuple[Leaf, ...]:
        """The clauses, those that are equal once."""
        return tuple(dict.fromkeys(found.leaf for found in self._possible))

    @cached_property
    def _reasons(self) -> list[tuple[int, str, str]]:
        """For each reason the number of its clause, its part and the blank fact."""
        numbers = {leaf: nth for nth, leaf in enumerate(self._leaves)}
        return [(numbers[found.leaf], found.part, found.missing) for found in self._possible]

    def plain(self, mask: int) -> int:
        """Return reasons with each that stands in several places only in its first."""
        again = mask & self._again
        mask ^= again
        while again:
            lowest = again & -again
            mask |= self._first[lowest]
            again ^= lowest
        return mask

    def of(self, plain: int) -> Cause:
        """Return the cause that some reasons are, each in its first place."""
        leaves: dict[int, None] = {}
        parts: dict[str, None] = {}
        missing: dict[str, None] = {}
        while plain:
            lowest = plain & -plain
            leaf, part, path = self._reasons[lowest.bit_length() - 1]
            leaves[leaf] = parts[part] = missing[path] = None
            plain ^= lowest
        return Cause(tuple([self._leaves[nth] for nth in leaves]), _named(parts), _named(missing))


def _named(names: Iterable[str]) -> tuple[str, ...]:
    return tuple([name for name in names if name])

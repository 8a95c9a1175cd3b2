"""What a condition is: a tree of clauses that a fact can meet, miss or leave open.

    Leaf           asset.medium: [image, video]
    AllOf          all of these hold
    AnyOf          at least one of these holds
    NoneOf         none of these holds
    WhenThen       when the first holds, then the second
    Quantified     for_every, for_some, for_no over listed rows
    ForEachValue   for every value a fact lists

Nodes are frozen and compare by what they say. `part`, `term` and `place` say something about a node, so they do not
count when two nodes are compared: the same clause under two names is worked out once.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property

from compliance.conditions.values import Wanted, facts_in, parameters_in
from compliance.errors import Place


@dataclass(frozen=True)
class Condition:
    """A node; the kinds of node below inherit from it."""

    part: str = field(default="", compare=False, kw_only=True)
    """The name that findings quote, or empty."""
    term: str = field(default="", compare=False, kw_only=True)
    """The legal term this was written as, or empty."""
    place: Place | None = field(default=None, compare=False, kw_only=True)
    """Where the pack writes it."""

    @property
    def children(self) -> tuple[Condition, ...]:
        """The conditions it is made of."""
        return ()

    def with_children(self, children: tuple[Condition, ...]) -> Condition:
        """Return the same node over other conditions, as many as `children`, or fewer for a group."""
        assert not children
        return self

    @property
    def shape(self) -> tuple[object, ...]:
        """What it says apart from its children: with their identity, the identity of the node."""
        return ()

    def walk(self) -> Iterator[Condition]:
        """Yield this node and every node below it, in the order of the page."""
        yield self
        for child in self.children:
            yield from child.walk()

    def leaves(self) -> Iterator[Leaf]:
        """Yield every clause, in the order of the page."""
        return (node for node in self.walk() if isinstance(node, Leaf))

    def fields(self) -> frozenset[str]:
        """Return every field path it reads: facts, values, computed fields and what they are computed from."""
        return frozenset(path for node in self.walk() for path in node.reads())

    def lists(self) -> frozenset[str]:
        """Return the path of every list it goes through."""
        return frozenset(node.over for node in self.walk() if isinstance(node, Quantified))

    def reads(self) -> tuple[str, ...]:
        """Return the field paths this node itself reads."""
        return ()


@dataclass(frozen=True)
class Leaf(Condition):
    """One clause: a fact, a word that compares, and what it is compared with."""

    path: str
    operator: str
    wanted: Wanted
    negated: bool = False
    """Only in causes: the clause holds, and must not."""
    inputs: tuple[str, ...] = field(default=(), compare=False)
    """What its computed fields are computed from."""

    @cached_property
    def shape(self) -> tuple[object, ...]:
        """Path, operator and wanted value."""
        return (self.path, self.operator, type(self.wanted), self.wanted, self.negated)

    def reads(self) -> tuple[str, ...]:
        """Its fact, the facts it is compared with, and what they are computed from."""
        return self._reads

    @cached_property
    def _reads(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys((self.path, *facts_in(self.wanted), *self.inputs)))

    @cached_property
    def parameters(self) -> tuple[str, ...]:
        """Names of the dated parameters it is compared with."""
        return tuple(parameter.name for parameter in parameters_in(self.wanted))


@dataclass(frozen=True)
class _Group(Condition):
    of: tuple[Condition, ...]

    @property
    def children(self) -> tuple[Condition, ...]:
        """The conditions of the group."""
        return self.of

    def with_children(self, children: tuple[Condition, ...]) -> Condition:
        """Return the same kind of group over other conditions."""
        return replace(self, of=children)


class AllOf(_Group):
    """Every one of these holds. Over nothing it holds: see TRUE."""


class AnyOf(_Group):
    """At least one of these holds."""


class NoneOf(_Group):
    """None of these holds."""


TRUE = AllOf(())
"""The condition that always holds."""


@dataclass(frozen=True)
class WhenThen(Condition):
    """Where the first holds, the second must."""

    when: Condition
    then: Condition

    @property
    def children(self) -> tuple[Condition, ...]:
        """The trigger and the consequence."""
        return (self.when, self.then)

    def with_children(self, children: tuple[Condition, ...]) -> Condition:
        """Return the same node over another trigger and consequence."""
        when, then = children
        return replace(self, when=when, then=then)


@dataclass(frozen=True)
class Quantified(Condition):
    """A statement about the rows of a list: every one, some, or no one.

    A row of which `where` is unknown stays in: leaving it out would excuse a person nobody asked about.
    """

    kind: str
    """`for_every`, `for_some` or `for_no`."""
    over: str
    """Path of the list, `release.labels`."""
    if_none_listed: bool | None
    """The answer where nothing is listed."""
    satisfies: Condition
    where: Condition = TRUE
    at_least: int = 1
    """For `for_some`: how many."""

    @property
    def children(self) -> tuple[Condition, ...]:
        """The restriction and the statement."""
        return (self.where, self.satisfies)

    def with_children(self, children: tuple[Condition, ...]) -> Condition:
        """Return the same node with another restriction and statement."""
        where, satisfies = children
        return replace(self, where=where, satisfies=satisfies)

    @property
    def shape(self) -> tuple[object, ...]:
        """Everything but the restriction and the statement."""
        return (self.kind, self.over, self.if_none_listed, self.at_least)

    @cached_property
    def body(self) -> Condition:
        """What is asked of one row: for_every: when `where` then `satisfies`; else both."""
        if self.where == TRUE:
            return self.satisfies
        if self.kind == "for_every":
            return WhenThen(self.where, self.satisfies)
        return AllOf((self.where, self.satisfies))


@dataclass(frozen=True)
class ForEachValue(Condition):
    """A statement about every value that a fact lists, such as every language used."""

    path: str
    if_none_listed: bool | None
    satisfies: Condition

    @property
    def children(self) -> tuple[Condition, ...]:
        """The statement."""
        return (self.satisfies,)

    def with_children(self, children: tuple[Condition, ...]) -> Condition:
        """Return the same node with another statement."""
        (satisfies,) = children
        return replace(self, satisfies=satisfies)

    @property
    def shape(self) -> tuple[object, ...]:
        """The fact, and the answer where it lists nothing."""
        return (self.path, self.if_none_listed)

    def reads(self) -> tuple[str, ...]:
        """The fact whose values it goes through."""
        return (self.path,)

"""Conditions by number: equal conditions of different requirements are one node, worked out once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from compliance.conditions.causes import asked_of_children, own_doubts
from compliance.conditions.operators import looks_at_map
from compliance.conditions.runs import Breaks
from compliance.conditions.tree import Condition, ForEachValue, Leaf, Quantified
from compliance.conditions.values import parameters_in
from compliance.vocabulary import Vocabulary


@dataclass(frozen=True, eq=False)
class Node:
    """A condition, known by a number that equal conditions share."""

    condition: Condition
    number: int
    children: tuple[Node, ...]
    """Of a quantifier: its body."""
    dated: tuple[Breaks, ...]
    """Breaks of all clauses that look at the key date."""

    @property
    def is_group(self) -> bool:
        """Whether its answers are put together from those of its children, row by row."""
        return not isinstance(self.condition, Leaf | Quantified | ForEachValue)


class Nodes:
    """Every condition met so far."""

    def __init__(self, vocabulary: Vocabulary, map_breaks: Breaks) -> None:
        self._vocabulary = vocabulary
        self._map_breaks = map_breaks
        self._nodes: dict[tuple[object, ...], Node] = {}
        self._seen: dict[int, tuple[Condition, Node]] = {}
        self._widths: dict[tuple[int, bool, bool], int] = {}

    def node(self, condition: Condition) -> Node:
        """Return the node of a condition; equal conditions have the same number."""
        seen = self._seen.get(id(condition))
        if seen is None:
            inner = (condition.body,) if isinstance(condition, Quantified) else condition.children
            children = tuple(self.node(child) for child in inner)
            key = (type(condition), condition.shape, tuple(child.number for child in children))
            if key not in self._nodes:
                dated = {breaks for child in children for breaks in child.dated} | set(self._breaks(condition))
                self._nodes[key] = Node(condition, len(self._nodes), children, tuple(sorted(dated)))
            # The condition is kept with its node: its id must not be given to another one.
            seen = self._seen[id(condition)] = (condition, self._nodes[key])
        return seen[1]

    def _breaks(self, condition: Condition) -> Sequence[Breaks]:
        if not isinstance(condition, Leaf):
            return ()
        days = {day.toordinal() for found in parameters_in(condition.wanted) for day, _, _ in found.values}
        if looks_at_map(condition, self._vocabulary.fields[condition.path]):
            days.update(self._map_breaks)
        return (tuple(sorted(days)),) if days else ()

    def width(self, condition: Condition, *, unknown: bool, negated: bool) -> int:
        """Return how many reasons a condition can have."""
        key = (self.node(condition).number, unknown, negated)
        if key not in self._widths:
            if unknown:
                own = len(own_doubts(condition, self._vocabulary))
            else:
                own = int(isinstance(condition, Leaf | Quantified | ForEachValue))
            asked = asked_of_children(condition, negated=negated or unknown)
            inner = (self.width(child, unknown=unknown, negated=negated != flips) for child, flips in asked)
            self._widths[key] = own + sum(inner)
        return self._widths[key]

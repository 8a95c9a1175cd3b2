"""What lifts or relaxes a duty, and what an empty list means."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from itertools import combinations

from compliance.conditions.operators import SETS
from compliance.conditions.tree import TRUE, AllOf, Condition, Leaf, Quantified
from compliance.errors import Problem
from compliance.policy.checks.registry import Reviewed, about, checks


@checks.add("exceptions")
def exceptions(reviewed: Reviewed) -> Iterator[Problem]:
    """An exception is cited, has an id of its own, and says what it relaxes the duty to, if it relaxes it."""
    for requirement in reviewed.library.requirements:
        ids = [exception.id for exception in requirement.exceptions]
        for exception in requirement.exceptions:
            told = f"the exception {exception.id}"
            if not exception.cites:
                yield about(requirement, f"{told} cites nothing.")
            if ids.count(exception.id) > 1:
                yield about(requirement, f"{told} stands twice.")
            if exception.effect == "relaxes" and exception.requires_instead is None:
                yield about(requirement, f"{told} relaxes the duty and does not say to what.", "Add requires_instead.")
            if exception.effect == "lifts" and exception.requires_instead is not None:
                yield about(requirement, f"{told} lifts the duty and yet requires something instead.")
            if exception.when == TRUE:
                yield about(requirement, f"{told} always holds.")
            for other in exception.prevails_over:
                if other not in ids or other == exception.id:
                    yield about(requirement, f"{told} prevails over {other}, which is no other exception here.")


@checks.add("exception-priority")
def exception_priority(reviewed: Reviewed) -> Iterator[Problem]:
    """Two exceptions that relax a duty to different things and can both hold say which one prevails."""
    sets = {path for path, field in reviewed.vocabulary.fields.items() if field.type in SETS}
    for requirement in reviewed.library.requirements:
        relaxing = [exception for exception in requirement.exceptions if exception.requires_instead is not None]
        for one, other in combinations(relaxing, 2):
            settled = other.id in one.prevails_over or one.id in other.prevails_over
            if (
                settled
                or one.requires_instead == other.requires_instead
                or _exclude_each_other(one.when, other.when, sets)
            ):
                continue
            yield about(
                requirement,
                f"{one.id} and {other.id} can both hold and relax the duty to different things.",
                "Add prevails_over to one of them.",
            )


@checks.add("empty-lists")
def empty_lists(reviewed: Reviewed) -> Iterator[Problem]:
    """Where an empty list satisfies a duty (`if_none_listed: true`), an assumption gives the reason."""
    for requirement in reviewed.library.requirements:
        for node in requirement.requires.walk():
            if isinstance(node, Quantified) and node.if_none_listed is True:
                told = f"{node.kind} {node.over} holds where nothing is listed."
                yield about(requirement, told, "Give the reason as an assumption.", note=bool(requirement.assumptions))


@checks.add("where")
def where(reviewed: Reviewed) -> Iterator[Problem]:
    """A row whose `where` is unknown stays in play; every such restriction is noted, for a second look."""
    for requirement in reviewed.library.requirements:
        restricted = {
            node.over for node in requirement.requires.walk() if isinstance(node, Quantified) and node.where != TRUE
        }
        for path in sorted(restricted):
            yield about(requirement, f"{path} is restricted by where: a row of which it is unknown stays.", note=True)


def _exclude_each_other(one: Condition, other: Condition, sets: AbstractSet[str]) -> bool:
    """Whether both need one fact to have values that it cannot have at once; a fact of `sets` can have several."""
    needed = _needed(one)
    return any(
        path in needed and path not in sets and not needed[path] & values for path, values in _needed(other).items()
    )


def _needed(condition: Condition) -> dict[str, frozenset[object]]:
    """Return the facts that a condition needs to be one of some values, as far as its outermost `all` says so."""
    clauses = condition.of if isinstance(condition, AllOf) else (condition,)
    needed: dict[str, frozenset[object]] = {}
    for clause in clauses:
        if isinstance(clause, Leaf) and clause.operator in {"is", "one_of"}:
            wanted = clause.wanted
            if isinstance(wanted, bool | str | float):
                needed[clause.path] = frozenset({wanted})
            elif isinstance(wanted, frozenset):
                needed[clause.path] = frozenset(wanted)
    return needed

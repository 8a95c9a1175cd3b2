"""What makes advice, contracts and commitments binding for some."""

from __future__ import annotations

from collections.abc import Iterator

from compliance.conditions.tree import AllOf, AnyOf, Condition, NoneOf, WhenThen
from compliance.errors import Problem
from compliance.policy.checks.registry import Reviewed, about, checks
from compliance.policy.model import ADVICE, BY_AGREEMENT

_ORGANISATION = "organisation"


@checks.add("binding")
def binding(reviewed: Reviewed) -> Iterator[Problem]:
    """Law has no `binds_when`; it asks about the organisation alone, and some organisation is not bound."""
    for requirement in reviewed.library.requirements:
        condition = requirement.binds_when
        if condition is None:
            continue
        if requirement.force not in (*ADVICE, *BY_AGREEMENT):
            told = f"has binds_when, and a requirement of force {requirement.force} binds anyway."
            forces = ", ".join(force.value for force in (*ADVICE, *BY_AGREEMENT))
            yield about(requirement, told, f"Say force: one of {forces}; or leave binds_when out.")
        if _always(condition):
            yield about(requirement, "binds_when always holds.", "Say what the organisation did to be bound.")
        for path in sorted(condition.fields() | condition.lists()):
            if path.partition(".")[0] != _ORGANISATION:
                yield about(requirement, f"binds_when reads {path}, which is no fact of the organisation.")
        for path in sorted(condition.lists()):
            if path.partition(".")[0] == _ORGANISATION:
                yield about(requirement, f"binds_when goes through {path}: ask for a fact of the organisation itself.")


def _always(condition: Condition) -> bool:
    """Whether a condition holds whatever the facts are, as far as its form shows."""
    if isinstance(condition, AllOf):
        return all(map(_always, condition.of))
    if isinstance(condition, AnyOf):
        return any(map(_always, condition.of))
    if isinstance(condition, NoneOf):
        return all(map(_never, condition.of))
    if isinstance(condition, WhenThen):
        return _never(condition.when) or _always(condition.then)
    return False


def _never(condition: Condition) -> bool:
    """Whether a condition never holds, whatever the facts are."""
    if isinstance(condition, AllOf):
        return any(map(_never, condition.of))
    if isinstance(condition, AnyOf):
        return all(map(_never, condition.of))
    if isinstance(condition, NoneOf):
        return any(map(_always, condition.of))
    if isinstance(condition, WhenThen):
        return _always(condition.when) and _never(condition.then)
    return False

"""Selection and tightening: a profile takes some requirements in, and may ask more than they do, never less.

What a profile leaves out is kept beside the selection, because a decision must not pass for one that looked at
everything: where the law left out reaches the project, the assessment says so.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from compliance.conditions.tree import TRUE, AllOf, AnyOf, Condition, ForEachValue, Leaf, NoneOf, Quantified, WhenThen
from compliance.conditions.values import Dated, Parameter
from compliance.errors import UsageError, did_you_mean
from compliance.jurisdictions import Jurisdictions
from compliance.policy.model import Library, Profile, Requirement, Selection

_RISING = frozenset({"at_least", "more_than"})
_FALLING = frozenset({"at_most", "less_than"})
_GROWING = frozenset({"covers"})


class NotStricterError(ValueError):
    """A value that a profile cannot set: it asks no more than the law, or nobody can tell whether it does."""


def profile_named(id_: str, library: Library) -> Profile:
    """Return the profile of this id. Raises UsageError with the nearest."""
    known = {profile.id: profile for profile in library.profiles}
    if id_ not in known:
        remedy = did_you_mean(id_, known) or f"Known profiles: {', '.join(known) or 'none'}."
        raise UsageError(f"there is no profile {id_}.", remedy=remedy, code="unknown-profile")
    return known[id_]


def with_profile(library: Library, profile: Profile, jurisdictions: Jurisdictions, on: date) -> Library:
    """Return the library that a profile selects, tightened, and what is left out beside it.

    Args:
        library: All packs.
        profile: One of its profiles.
        jurisdictions: The places.
        on: The day on which one place lies in another.
    """
    ids = selected(library.requirements, profile, jurisdictions, on)
    packs = []
    for pack in library.packs:
        kept = tuple(_tightened(one, profile) for one in pack.requirements if one.id in ids)
        if kept:
            packs.append(replace(pack, requirements=kept))
    digest = hashlib.sha256(f"{library.digest}\n{profile.id} {profile.digest}".encode()).hexdigest()
    return replace(
        library,
        packs=tuple(packs),
        digest=digest,
        law_as_at=max((one.provenance.as_of for pack in packs for one in pack.requirements), default=library.law_as_at),
        profile=profile,
        left_out=tuple(one for one in library.requirements if one.id not in ids),
        shared=library.instruments,
    )


def selected(
    requirements: Iterable[Requirement], profile: Profile, jurisdictions: Jurisdictions, on: date
) -> frozenset[str]:
    """Return the ids of the requirements that a profile takes in, and of those that they build on."""
    listed = {requirement.id: requirement for requirement in requirements}
    found = {
        id_
        for id_, requirement in listed.items()
        if any(takes_in(selection, requirement, jurisdictions, on) for selection in profile.include)
    }
    waiting = list(found)
    while waiting:
        below = listed[waiting.pop()].builds_on.get("id", "")
        if below in listed and below not in found:
            found.add(below)
            waiting.append(below)
    return frozenset(found)


def takes_in(selection: Selection, requirement: Requirement, jurisdictions: Jurisdictions, on: date) -> bool:
    """Return whether a selection takes a requirement in."""
    said = (
        (selection.themes, requirement.theme in selection.themes),
        (selection.duty_of, bool(set(requirement.duty_of) & set(selection.duty_of))),
        (selection.about, requirement.about in selection.about),
        (selection.packs, requirement.pack in selection.packs),
        (selection.requirements, requirement.id in selection.requirements),
        (
            selection.places,
            any(jurisdictions.reaches(requirement.jurisdiction, place, on) for place in selection.places),
        ),
    )
    return all(holds for part, holds in said if part)


def tightened(requirement: Requirement, name: str, value: Any) -> Requirement:
    """Return a requirement whose duty asks for a stricter value of a dated parameter.

    Args:
        requirement: The requirement as it stands in its pack.
        name: One of its parameters.
        value: A number, or choices for a parameter that is a set of them.

    Raises:
        NotStricterError: In words, why the value cannot be set.
    """
    parameter = requirement.parameters[name]
    rising = _direction(requirement, name)
    moved = replace(parameter, values=tuple(_stricter(parameter, value, rising=rising)))
    return replace(
        requirement,
        requires=_with_parameter(requirement.requires, moved),
        parameters={**requirement.parameters, name: moved},
    )


def _tightened(requirement: Requirement, profile: Profile) -> Requirement:
    settings: Mapping[str, Any] = profile.settings.get(requirement.id, {})
    raised = profile.raised.get(requirement.id)
    if not settings and raised is None:
        return requirement
    for name, value in settings.items():
        requirement = tightened(requirement, name, value)
    said = json.dumps([requirement.digest, sorted(settings.items()), raised], default=sorted)
    digest = hashlib.sha256(said.encode()).hexdigest()
    return replace(requirement, severity=raised or requirement.severity, digest=digest)


def _direction(requirement: Requirement, name: str) -> bool:
    """Return whether more of a parameter is stricter."""
    elsewhere = (one for one in requirement.conditions if one is not requirement.requires)
    if any(name in leaf.parameters for condition in elsewhere for leaf in condition.leaves()):
        raise NotStricterError("it also says when the duty applies or is lifted")
    found = {rising for leaf, positive in _uses(requirement.requires, name) for rising in [_rises(leaf, positive)]}
    if len(found) != 1:
        raise NotStricterError("it is used in ways that pull apart" if found else "the duty does not use it")
    return found.pop()


def _uses(condition: Condition, name: str, *, positive: bool = True) -> Iterator[tuple[Leaf, bool]]:
    """Yield the clauses that compare with a parameter, and whether each must hold or must not."""
    if isinstance(condition, Leaf):
        if name in condition.parameters:
            yield condition, positive != condition.negated
    elif isinstance(condition, NoneOf):
        for child in condition.of:
            yield from _uses(child, name, positive=not positive)
    elif isinstance(condition, WhenThen):
        yield from _uses(condition.when, name, positive=not positive)
        yield from _uses(condition.then, name, positive=positive)
    elif isinstance(condition, Quantified):
        if condition.where != TRUE and any(name in leaf.parameters for leaf in condition.where.leaves()):
            raise NotStricterError("it says which rows of a list are looked at")
        yield from _uses(condition.satisfies, name, positive=positive != (condition.kind == "for_no"))
    else:
        assert isinstance(condition, AllOf | AnyOf | ForEachValue)
        for child in condition.children:
            yield from _uses(child, name, positive=positive)


def _rises(leaf: Leaf, positive: bool) -> bool:
    if not isinstance(leaf.wanted, Dated) or leaf.operator not in _RISING | _FALLING | _GROWING:
        raise NotStricterError("it is no plain limit, so nobody can tell which value is stricter")
    return (leaf.operator in _RISING | _GROWING) == positive


def _stricter(parameter: Parameter, value: Any, *, rising: bool) -> Iterator[tuple[date, Any, str]]:
    """Yield the dated values with the stricter one in place of each that asks less."""
    latest = parameter.values[-1][1]
    if isinstance(latest, frozenset):
        more = frozenset(value) if isinstance(value, list | tuple | set | frozenset) else frozenset({value})
        if not rising or not latest < more:
            raise NotStricterError(f"it must hold all of {', '.join(sorted(latest))}, and more")
        yield from ((day, held | more, cite) for day, held, cite in parameter.values)
        return
    if isinstance(value, bool) or not isinstance(value, int | float) or not isinstance(latest, int | float):
        raise NotStricterError("only numbers and sets of choices can be set")
    if not (value > latest if rising else value < latest):
        raise NotStricterError(f"it must be {'more' if rising else 'less'} than {latest:g}")
    best = max if rising else min
    yield from ((day, best(held, float(value)), cite) for day, held, cite in parameter.values)


def _with_parameter(condition: Condition, parameter: Parameter) -> Condition:
    if isinstance(condition, Leaf):
        wanted = condition.wanted
        if isinstance(wanted, Dated) and wanted.parameter.name == parameter.name:
            return replace(condition, wanted=Dated(parameter))
        return condition
    return condition.with_children(tuple(_with_parameter(child, parameter) for child in condition.children))

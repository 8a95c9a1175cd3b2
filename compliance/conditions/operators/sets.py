"""Words that compare what is listed, and places."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from compliance.conditions.operators.base import ALL, SETS, Operator, Setting, add
from compliance.conditions.values import NONE, Value


class _OfSets(Operator):
    field_types = SETS
    looks_at_map = True
    wants = "set"

    def answer(self, fact: Value, values: tuple[Any, ...], setting: Setting) -> bool | None:
        """Compare two sets."""
        (wanted,) = values
        return self.compares(*_sets(fact, wanted), _measure(setting))

    @abstractmethod
    def compares(self, mine: frozenset[str], wanted: frozenset[str], places: _Measure) -> bool:
        """Return whether the two sets stand as the word says."""


@dataclass(frozen=True)
class _Measure:
    """When one value stands for another: the same value, or for places one inside the other."""

    inside: Callable[[str, str], bool]
    meets: Callable[[str, str], bool]


def _measure(setting: Setting) -> _Measure:
    if setting.field.type in {"territory", "territories"}:
        places, day = setting.jurisdictions, setting.day
        return _Measure(lambda a, b: places.inside(a, b, day), lambda a, b: places.reaches(a, b, day))
    return _Measure(_inside, lambda a, b: a == b or ALL in {a, b})


def _inside(inner: str, outer: str) -> bool:
    return outer in {inner, ALL}


def _sets(fact: Value, wanted: Any) -> tuple[frozenset[str], frozenset[str]]:
    """Return both sides as sets. "None" is an empty list unless it is asked for by name."""
    mine = fact if isinstance(fact, frozenset) else frozenset({str(fact)})
    other = wanted if isinstance(wanted, frozenset) else frozenset({str(wanted)})
    if NONE in other and len(other) > 1:
        return mine or frozenset({NONE}), other
    if other == {NONE} and isinstance(wanted, frozenset):
        return mine or frozenset({NONE}), other
    return mine - {NONE}, other - {NONE}


@add("covers")
class Covers(_OfSets):
    """`consent.territories|covers: {field: release.territory}`: every value wanted is there, places by containment."""

    reads_as = "covers {wanted}"
    denied_as = "does not cover {wanted}"

    def compares(self, mine: frozenset[str], wanted: frozenset[str], places: _Measure) -> bool:
        """Every wanted value lies in one of mine."""
        return all(any(places.inside(value, own) for own in mine) for value in wanted)


@add("overlaps")
class Overlaps(_OfSets):
    """`store.holds|overlaps: [face_model, voice_model]`: at least one value wanted is there."""

    reads_as = "includes at least one of {wanted}"
    denied_as = "includes none of {wanted}"

    def compares(self, mine: frozenset[str], wanted: frozenset[str], places: _Measure) -> bool:
        """One of mine meets a wanted one."""
        return any(places.meets(own, value) for own in mine for value in wanted)


@add("excludes")
class Excludes(Overlaps):
    """`asset.techniques|excludes: [voice_clone]`: none of the values is there."""

    reads_as = "includes none of {wanted}"
    denied_as = "includes at least one of {wanted}"

    def compares(self, mine: frozenset[str], wanted: frozenset[str], places: _Measure) -> bool:
        """No value of mine meets one of these."""
        return not super().compares(mine, wanted, places)


@add("only")
class Only(_OfSets):
    """`asset.techniques|only: [colour, noise]`: nothing but these."""

    reads_as = "includes nothing but {wanted}"
    denied_as = "includes more than {wanted}"

    def compares(self, mine: frozenset[str], wanted: frozenset[str], places: _Measure) -> bool:
        """Each of mine lies in a wanted one."""
        return all(any(places.inside(own, value) for value in wanted) for own in mine)


@add("inside")
class Inside(Operator):
    """`release.territory|inside: XA`: a place within one of these places, on the key date."""

    reads_as = "is inside {wanted}"
    denied_as = "is not inside {wanted}"
    field_types = frozenset({"territory"})
    looks_at_map = True
    wants = "place"

    def answer(self, fact: Value, values: tuple[Any, ...], setting: Setting) -> bool | None:
        """Look the place up on the map of the day."""
        mine, wanted = _sets(fact, values[0])
        return all(any(setting.jurisdictions.inside(own, place, setting.day) for place in wanted) for own in mine) and (
            bool(mine)
        )

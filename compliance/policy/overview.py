"""What the packs cover, place by place: how much is asked, how it binds, what holds today, how surely it was read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from compliance.jurisdictions import WORLD, Jurisdictions
from compliance.policy.model import ADVICE, BY_AGREEMENT, Library, Requirement

LAW, AGREED, ADVISED = "law", "agreed", "advised"
"""How requirements bind: whoever they reach, whoever signed up, nobody."""

IN_FORCE, COMING, PROPOSED, NOT_IN_FORCE = "in force", "coming", "proposed", "not in force"
"""How requirements stand on a day: applied, enacted for later, a bill, or stopped or over."""

_Key = TypeVar("_Key")
_STANDING: Mapping[str | None, str] = {"in_force": IN_FORCE, "enacted": COMING, "proposed": PROPOSED, None: COMING}


@dataclass(frozen=True)
class PlaceOverview:
    """What the packs ask under the law of one country or alliance, its parts included."""

    place: str
    parts: tuple[str, ...]
    """Parts of it whose own law is among what is counted."""
    by_force: Mapping[str, int]
    by_standing: Mapping[str, int]
    by_confidence: Mapping[str, int]

    @property
    def requirements(self) -> int:
        """How many requirements there are."""
        return sum(self.by_force.values())


def overview_of(library: Library, jurisdictions: Jurisdictions, on: date) -> tuple[PlaceOverview, ...]:
    """Return what is asked under the law of every place, the parts of a country in the row of the country.

    Args:
        library: The packs.
        jurisdictions: The places, and what lies in what.
        on: The day on which law is in force, to come, or over.
    """
    by_place: dict[str, list[Requirement]] = {}
    for requirement in library.requirements:
        by_place.setdefault(_country(requirement.jurisdiction, jurisdictions, on), []).append(requirement)
    rows = (_row(place, asked, on) for place, asked in by_place.items())
    return tuple(sorted(rows, key=lambda row: (row.place == WORLD, jurisdictions.name(row.place))))


def total_of(rows: Iterable[PlaceOverview]) -> PlaceOverview:
    """Return the sum of some rows."""
    listed = list(rows)
    return PlaceOverview(
        place="",
        parts=tuple(part for row in listed for part in row.parts),
        by_force=_sum(row.by_force for row in listed),
        by_standing=_sum(row.by_standing for row in listed),
        by_confidence=_sum(row.by_confidence for row in listed),
    )


def _sum(counts: Iterable[Mapping[_Key, int]]) -> Mapping[_Key, int]:
    total: Counter[_Key] = Counter()
    for one in counts:
        total.update(one)
    return total


def _country(place: str, jurisdictions: Jurisdictions, on: date) -> str:
    """Return the country that a place is part of, or the place itself; an alliance is no country."""
    outer = [
        membership.place
        for membership in jurisdictions.places[place].memberships
        if membership.period.contains(on) and not jurisdictions.places[membership.place].kind
    ]
    return _country(outer[0], jurisdictions, on) if outer else place


def _row(place: str, asked: Iterable[Requirement], on: date) -> PlaceOverview:
    listed = list(asked)
    return PlaceOverview(
        place=place,
        parts=tuple(sorted({one.jurisdiction for one in listed} - {place})),
        by_force=Counter(_binds(one) for one in listed),
        by_standing=Counter(_STANDING.get(one.timeline.status_on(on), NOT_IN_FORCE) for one in listed),
        by_confidence=Counter(one.provenance.confidence for one in listed),
    )


def _binds(requirement: Requirement) -> str:
    if requirement.force in ADVICE:
        return ADVISED
    return AGREED if requirement.force in BY_AGREEMENT else LAW

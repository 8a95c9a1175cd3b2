"""Places, and which place lies in which on a day.

A law attaches to one place and reaches whatever lies in it; a release in a wider place is reached by the law of every
part. Memberships are dated, so the answer depends on the day. Every place lies in the whole world.
"""

from __future__ import annotations

import bisect
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property
from typing import Any

from compliance.errors import nearest
from compliance.validity import Period

WORLD = "WW"
"""The code of the whole world."""

EVERYWHERE = "Agreements and terms"
"""What holds everywhere: it binds whoever signed up, or nobody."""

_ALLIANCES = frozenset({"union", "area"})
_ALWAYS = Period()
_SHORTEST_PART = 4
"""Letters of a word before it is looked for inside names: every two letters stand in some name."""
_MOST_ALIKE = 3


@dataclass(frozen=True)
class Membership:
    """A place lies in another one, for a while or for ever."""

    place: str
    period: Period = _ALWAYS

    def to_json(self) -> list[str | None]:
        """Return plain data for the cache."""
        days = (self.period.begins, self.period.until)
        return [self.place, *(day.isoformat() if day else None for day in days)]

    @classmethod
    def from_json(cls, data: list[str | None]) -> Membership:
        """Return the membership that `to_json` wrote."""
        place, *days = data
        assert place is not None
        return cls(place, Period(*(date.fromisoformat(day) if day else None for day in days)))


@dataclass(frozen=True)
class Territory:
    """One place: a country, a part of one, or an alliance of countries."""

    code: str
    name: str
    kind: str = ""
    """`union` or `area` for an alliance, which lies in a place when all its members do; `world`; else empty."""
    memberships: tuple[Membership, ...] = ()
    also: tuple[str, ...] = ()
    """Other words for it. They are no codes, but an inventory may say them, and a misspelt code finds them."""
    note: str = ""


@dataclass(frozen=True)
class Jurisdictions:
    """Every place by its code."""

    places: Mapping[str, Territory]
    version: str = ""
    digest: str = field(default="", compare=False)
    """SHA-256 of the file it was read from."""
    _insides: dict[int, Mapping[str, frozenset[str]]] = field(default_factory=dict, compare=False, repr=False)
    _common: dict[tuple[str, int], frozenset[str]] = field(default_factory=dict, compare=False, repr=False)

    @cached_property
    def codes(self) -> tuple[str, ...]:
        """Every code, in the order of the file."""
        return tuple(self.places)

    def has(self, code: str) -> bool:
        """Whether `code` names a place."""
        return code in self.places

    def name(self, code: str) -> str:
        """Return the English name of a place."""
        return self.places[code].name

    def law_of(self, code: str) -> str:
        """Return what the law of a place is listed under: what holds everywhere is no law of a place.

        >>> Jurisdictions({}).law_of(WORLD)
        'Agreements and terms'
        """
        return EVERYWHERE if code == WORLD else self.name(code)

    def nearest(self, word: str) -> str:
        """Return the code of the place that a wrong code or a name most likely means, or an empty string."""
        return next(iter(self.alike(word)), "")

    def alike(self, word: str) -> tuple[str, ...]:
        """Return the codes of the places that a wrong code or a name most likely means, the likeliest first.

        A name that holds the word comes before one that is merely spelt alike.
        """
        known, wanted = self._words, word.casefold().strip()
        if wanted in known:
            return (known[wanted],)
        if len(wanted) >= _SHORTEST_PART:
            holding = sorted((name for name in known if wanted in name), key=lambda name: (name.find(wanted), name))
            if holding:
                return tuple(dict.fromkeys(known[name] for name in holding))[:_MOST_ALIKE]
        near = nearest(word, known)
        return (known[near],) if near else ()

    def inside(self, inner: str, outer: str, on: date) -> bool:
        """Whether one place lies in another on a day; every place lies in itself.

        An alliance lies in a place when all its members do.
        """
        return outer in self._on(on)[inner]

    def reaches(self, place: str, territory: str, on: date) -> bool:
        """Whether the law of a place reaches a territory on a day: some of the one lies in the other."""
        self._on(on)
        return territory in self._reached(place, self.era(on))

    def standing(self, places: frozenset[str], on: date) -> Hashable:
        """Return how some places stand to one another on a day: the same for days between which none of it changes."""
        insides, era = self._on(on), self.era(on)
        return tuple((insides[place] & places, self._reached(place, era) & places) for place in sorted(places))

    def members(self, outer: str, on: date) -> tuple[str, ...]:
        """Return every other place that lies in `outer` on a day."""
        return tuple(code for code in self.places if code != outer and self.inside(code, outer, on))

    @cached_property
    def boundaries(self) -> tuple[date, ...]:
        """Days on which some membership begins, or is over for the first time."""
        periods = [membership.period for place in self.places.values() for membership in place.memberships]
        begun = {period.begins for period in periods if period.begins}
        return tuple(sorted(begun | {period.until + timedelta(days=1) for period in periods if period.until}))

    def era(self, on: date) -> int:
        """Return a number that is the same for days between which no membership changes."""
        return bisect.bisect_right(self.boundaries, on)

    def _on(self, on: date) -> Mapping[str, frozenset[str]]:
        """Return for each place what it lies in, worked out once for each era."""
        era = self.era(on)
        if era not in self._insides:
            insides = {code: frozenset({WORLD, *self._outers(code, on)}) for code in self.places}
            for alliance in (code for code, place in self.places.items() if place.kind in _ALLIANCES):
                members = [outers for code, outers in insides.items() if alliance in outers and code != alliance]
                if members:
                    insides[alliance] |= frozenset.intersection(*members)
            self._insides[era] = insides
        return self._insides[era]

    def _reached(self, place: str, era: int) -> frozenset[str]:
        """Return the places that have a part in common with a place."""
        key = (place, era)
        if key not in self._common:
            insides = self._insides[era]
            self._common[key] = frozenset().union(*(outers for outers in insides.values() if place in outers))
        return self._common[key]

    def _outers(self, code: str, on: date) -> Iterable[str]:
        found = [code]
        for place in found:
            direct = (link.place for link in self.places[place].memberships if link.period.contains(on))
            found += [outer for outer in direct if outer not in found]
        return found

    @cached_property
    def _words(self) -> Mapping[str, str]:
        words = {word.casefold(): place.code for place in self.places.values() for word in (place.name, *place.also)}
        return words | {code.casefold(): code for code in self.places}

    def to_json(self) -> dict[str, Any]:
        """Return plain data for the cache."""
        rows = [
            [place.code, place.name, place.kind, [m.to_json() for m in place.memberships], place.also, place.note]
            for place in self.places.values()
        ]
        return {"version": self.version, "digest": self.digest, "places": rows}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Jurisdictions:
        """Return the jurisdictions that `to_json` wrote."""
        places = {
            code: Territory(code, name, kind, tuple(map(Membership.from_json, memberships)), tuple(also), note)
            for code, name, kind, memberships, also, note in data["places"]
        }
        return cls(places, data["version"], data["digest"])

"""Places as people name them in a cell: by code, by English name, or by another word."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from compliance.inventory.answers import NONE
from compliance.inventory.letters import Names, exact, latin, loose, tidy
from compliance.inventory.raw import LOOKALIKES, CellFault, Reading, shown
from compliance.jurisdictions import Jurisdictions, Territory


class Places:
    """Finds the code of a place.

    Some code is spelt like the answer `no`; only its capitals tell it from the answer.
    """

    def __init__(self, jurisdictions: Jurisdictions) -> None:
        every = tuple(jurisdictions.places.values())
        self._jurisdictions = jurisdictions
        self._others = {exact(word) for place in every for word in place.also}
        self._shared = _shared_names(every)
        self._names = Names(
            [(place.code, place.code) for place in every]
            + [(place.name, place.code) for place in every]
            + [(word, place.code) for place in every for word in place.also]
        )

    def knows(self, text: str) -> bool:
        """Whether a text names a place."""
        return self._names.find(text) is not None or loose(latin(text)) in self._shared

    def read(self, text: str) -> Reading:
        """Return the code of a place. Raises CellFault with the nearest one."""
        if several := self._shared.get(loose(latin(text))):
            remedy = f"Write {self._listed(several)}."
            raise CellFault(f"{shown(text)} names more than one place.", remedy, "ambiguous-place")
        found = self._names.find(text)
        if found is None:
            raise self._unknown(text)
        code = found.thing
        if exact(text) in NONE and tidy(text) != code:
            remedy = f"Write none, or {code} in capitals for {self._jurisdictions.name(code)}."
            raise CellFault(f"{shown(text)} could be an answer or a place.", remedy, "answer-or-place")
        if found.looked_alike:
            return Reading(code, LOOKALIKES)
        return Reading(code, self._read_as(text, code) if exact(text) in self._others else "")

    def _read_as(self, text: str, code: str) -> str:
        """Return the note on another word for a place, with its name where that says more than the word."""
        name = self._jurisdictions.name(code)
        more = f", {name}" if loose(text) in loose(name) else ""
        return f"{tidy(text)} was read as {code}{more}."

    def _listed(self, codes: Sequence[str]) -> str:
        *most, last = (f"{code} ({self._jurisdictions.name(code)})" for code in codes)
        return f"{', '.join(most)} or {last}" if most else last

    def _unknown(self, text: str) -> CellFault:
        near = self._jurisdictions.alike(latin(text))
        remedy = f"Did you mean {self._listed(near)}?" if near else ""
        return CellFault(
            f"{shown(text)} is no place.",
            remedy or "Write a code of ISO 3166, or the English name, as the legend lists them.",
            "unknown-place",
        )


def _shared_names(places: Iterable[Territory]) -> Mapping[str, tuple[str, ...]]:
    """Return names that several places bear, told apart only by what stands in brackets, with the codes of those."""
    bearers: dict[str, list[str]] = {}
    for place in places:
        bearers.setdefault(loose(place.name.partition(" (")[0]), []).append(place.code)
    return {name: tuple(codes) for name, codes in bearers.items() if len(codes) > 1}

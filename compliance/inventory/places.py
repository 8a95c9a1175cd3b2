"""Places as people name them in a cell: by code, by English name, or by another word."""

from __future__ import annotations

from compliance.inventory.answers import NONE
from compliance.inventory.letters import Names, exact, latin, tidy
from compliance.inventory.raw import LOOKALIKES, CellFault, Reading, shown
from compliance.jurisdictions import Jurisdictions


class Places:
    """Finds the code of a place.

    Some code is spelt like the answer `no`; only its capitals tell it from the answer.
    """

    def __init__(self, jurisdictions: Jurisdictions) -> None:
        every = tuple(jurisdictions.places.values())
        self._jurisdictions = jurisdictions
        self._others = {exact(word) for place in every for word in place.also}
        self._names = Names(
            [(place.code, place.code) for place in every]
            + [(place.name, place.code) for place in every]
            + [(word, place.code) for place in every for word in place.also]
        )

    def knows(self, text: str) -> bool:
        """Whether a text names a place."""
        return self._names.find(text) is not None

    def read(self, text: str) -> Reading:
        """Return the code of a place. Raises CellFault with the nearest one."""
        found = self._names.find(text)
        if found is None:
            raise self._unknown(text)
        code = found.thing
        if exact(text) in NONE and tidy(text) != code:
            remedy = f"Write none, or {code} in capitals for {self._jurisdictions.name(code)}."
            raise CellFault(f"{shown(text)} could be an answer or a place.", remedy, "answer-or-place")
        if found.looked_alike:
            return Reading(code, LOOKALIKES)
        return Reading(code, f"{tidy(text)} was read as {code}." if exact(text) in self._others else "")

    def _unknown(self, text: str) -> CellFault:
        near = self._jurisdictions.nearest(latin(text))
        remedy = f"Did you mean {near} ({self._jurisdictions.name(near)})?" if near else ""
        return CellFault(
            f"{shown(text)} is no place.",
            remedy or "Write a code of ISO 3166, or the English name, as the legend lists them.",
            "unknown-place",
        )

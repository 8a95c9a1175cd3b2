"""Which requirement meets which subject: by the place, by our role, and on which day that is judged.

Every answer is one Kleene byte a row. A blank place or role is unknown, never "not ours". Requirements that ask the
same (the same places, roles, key date) share one answer.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeVar, cast

import numpy as np
from numpy.typing import NDArray

from compliance.assessment.subjects import Rows, Subjects
from compliance.assessment.timing import Codes, Days, Flags
from compliance.conditions.facts import Coded, Instants, Numbers
from compliance.conditions.kleene import NO, UNKNOWN, YES
from compliance.jurisdictions import Jurisdictions
from compliance.policy.model import Instrument, Requirement

ANYONE = "anyone"
ASSESSMENT_DATE = "assessment.date"
_EPOCH = date(1970, 1, 1).toordinal()
_SECONDS_A_DAY = 86_400
_UNKNOWN_ERA = -1
_Scalar = TypeVar("_Scalar", bound=np.generic)


@dataclass(frozen=True)
class KeyDays:
    """The day whose law counts, for each row, and the last day of the row's window."""

    days: Days
    ends: Days
    """The same as `days` where the subject is no window."""
    never: Flags
    """The key event has not happened, and the inventory says so."""


@dataclass(frozen=True)
class _Reach:
    """Places whose law an instrument is, and since when."""

    places: tuple[tuple[str, date], ...]

    @classmethod
    def of(cls, requirement: Requirement, instruments: Mapping[str, Instrument]) -> _Reach:
        instrument = instruments.get(requirement.instrument)
        further = instrument.extended_to if instrument else ()
        extended = tuple((more["jurisdiction"], date.fromisoformat(more["from"])) for more in further)
        return cls(((requirement.jurisdiction, date.min), *extended))


class Applicability:
    """Answers who is reached, for one inventory."""

    def __init__(
        self, subjects: Subjects, jurisdictions: Jurisdictions, instruments: Mapping[str, Instrument], on: date
    ) -> None:
        self._subjects = subjects
        self._jurisdictions = jurisdictions
        self._instruments = instruments
        self.on = on
        self._key_days: dict[tuple[str, str], KeyDays] = {}
        self._by_place: dict[tuple[object, ...], Codes] = {}
        self._by_role: dict[tuple[str, tuple[str, ...]], Codes] = {}

    def key_days(self, requirement: Requirement) -> KeyDays:
        """Return the key date and window of every row."""
        asked = (requirement.about, requirement.key_date)
        if asked not in self._key_days:
            self._key_days[asked] = self._make_key_days(*asked)
        return self._key_days[asked]

    def ends_path(self, requirement: Requirement) -> str:
        """Return the field that says when the subject's window ends; empty where it is no window."""
        return self._ends_path(requirement.key_date)

    def by_place(self, requirement: Requirement) -> Codes:
        """Return whether any fact that links a row to a place links it to the requirement's."""
        reach = _Reach.of(requirement, self._instruments)
        asked = (requirement.about, requirement.key_date, requirement.reached_by, reach)
        if asked not in self._by_place:
            eras = self._eras(self.key_days(requirement).days, reach)
            answers = [self._by_path(requirement.about, path, reach, eras) for path in requirement.reached_by]
            # Without a link to a place a requirement is taken to reach everybody: silence must not excuse.
            everybody = np.full(self._subjects.count(requirement.about), YES, np.uint8)
            self._by_place[asked] = np.maximum.reduce(answers) if answers else everybody
        return self._by_place[asked]

    def by_role(self, requirement: Requirement) -> Codes:
        """Return whether we have a role that the duty binds."""
        asked = (requirement.about, requirement.duty_of)
        if asked not in self._by_role:
            self._by_role[asked] = self._make_by_role(*asked)
        return self._by_role[asked]

    def roles_path(self, about: str) -> str:
        """Return the field that holds our roles for a subject: its own, or else the organisation's."""
        own = f"{about}.our_roles"
        return own if self._subjects.facts.vocabulary.has(own) else "organisation.roles"

    def blank(self, about: str, path: str) -> Flags:
        """Return for which rows nobody recorded a place."""
        column, rows = self._subjects.column(about, path)
        blank: Flags = _taken(cast("Coded", column).codes, rows, 0) == 0
        return blank

    def places_of(self, requirement: Requirement, on: date) -> tuple[str, ...]:
        """Return the places whose law a requirement is on a day."""
        return tuple(place for place, since in _Reach.of(requirement, self._instruments).places if since <= on)

    def _make_key_days(self, about: str, path: str) -> KeyDays:
        count = self._subjects.count(about)
        if path == ASSESSMENT_DATE:
            today = np.broadcast_to(np.float64(self.on.toordinal()), count)
            return KeyDays(today, today, np.broadcast_to(np.bool_(False), count))
        days = self._days(about, path)
        ends_path = self._ends_path(path)
        ends = self._days(about, ends_path) if ends_path else days
        happens_once = self._subjects.facts.vocabulary.field(path).none_means == "never"
        never = np.isposinf(days) if happens_once else np.zeros(count, bool)
        return KeyDays(days, ends, never)

    def _ends_path(self, path: str) -> str:
        owner, _, name = path.partition(".")
        ends = f"{owner}.{name.replace('starts', 'ends')}"
        return ends if "starts" in name and self._subjects.facts.vocabulary.has(ends) else ""

    def _days(self, about: str, path: str) -> Days:
        column, rows = self._subjects.column(about, path)
        numbers = _taken(cast("Numbers", column).numbers, rows, np.nan)
        if isinstance(column, Instants):
            return np.floor(numbers / _SECONDS_A_DAY) + _EPOCH
        return numbers

    def _eras(self, days: Days, reach: _Reach) -> tuple[tuple[date, ...], NDArray[np.intp]]:
        """Return a day of each era in which no membership and no extension changes, and the era of each row."""
        turns = {since for _, since in reach.places} | set(self._jurisdictions.boundaries)
        sample = (date.min, *sorted(turns - {date.min}))
        starts = np.array([day.toordinal() for day in sample[1:]], np.float64)
        eras = np.searchsorted(starts, days, side="right")
        return sample, np.where(np.isnan(days), _UNKNOWN_ERA, eras)

    def _by_path(self, about: str, path: str, reach: _Reach, eras: tuple[tuple[date, ...], NDArray[np.intp]]) -> Codes:
        sample, era_of = eras
        column, rows = self._subjects.column(about, path)
        coded = cast("Coded", column)
        codes = _taken(coded.codes, rows, 0)
        # One table of answers, filled only where some row asks; the last column is for days nobody knows.
        width = len(sample) + 1
        cells = codes * width + np.where(era_of == _UNKNOWN_ERA, len(sample), era_of)
        asked = np.flatnonzero(np.bincount(cells, minlength=1))
        table = np.zeros(width * len(coded.values), np.uint8)
        for cell in asked.tolist():
            code, era = divmod(cell, width)
            table[cell] = self._reaches(
                coded.values[code], reach, sample if era == len(sample) else sample[era : era + 1]
            )
        return table[cells]

    def _reaches(self, value: object, reach: _Reach, days: tuple[date, ...]) -> int:
        if value is None:
            return UNKNOWN
        places = value if isinstance(value, frozenset) else {value} - {"none"}
        answers = {
            any(
                since <= day and self._jurisdictions.reaches(ours, str(place), day)
                for ours, since in reach.places
                for place in places
            )
            for day in days
        }
        if len(answers) > 1:
            return UNKNOWN
        return YES if answers.pop() else NO

    def _make_by_role(self, about: str, duty_of: tuple[str, ...]) -> Codes:
        if ANYONE in duty_of:
            return np.broadcast_to(np.uint8(YES), self._subjects.count(about))
        column, rows = self._subjects.column(about, self.roles_path(about))
        coded = cast("Coded", column)
        bound = frozenset(duty_of)
        answers = [
            UNKNOWN if value is None else YES * bool(bound & cast("frozenset[str]", value)) for value in coded.values
        ]
        return np.array(answers, np.uint8)[_taken(coded.codes, rows, 0)]


def _taken(values: NDArray[_Scalar], rows: Rows, missing: float) -> NDArray[_Scalar]:
    """Read one value a row; `missing` where there is no row."""
    if not len(values):
        return np.full(len(rows), missing, values.dtype)
    taken = values[rows]
    nowhere = rows < 0
    if nowhere.any():
        taken[nowhere] = missing
    return taken

"""What changes when: law that starts or ends, grace, waivers and consents that end, releases and elections."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import NamedTuple, cast

import numpy as np
from numpy.typing import NDArray

from compliance.assessment.duty import EXEMPT, FAIL, PASS, SUSPENDED, UNDETERMINED, UPCOMING
from compliance.assessment.model import CalendarEntry, WaiverUse
from compliance.assessment.outcomes import OutcomeColumn
from compliance.assessment.subjects import Subjects
from compliance.assessment.wording import STATUS_WORDS
from compliance.conditions.facts import Coded, Numbers
from compliance.policy.model import Requirement

HORIZON = timedelta(days=730)
"""How far the calendar looks ahead where no release lasts longer."""

_MEETS = (PASS, FAIL, UNDETERMINED, EXEMPT, UPCOMING, SUSPENDED)
_ENDS = frozenset({"repealed", "superseded", "struck_down"})


class _Dated(NamedTuple):
    """A date field whose day is worth an entry, and how that is said."""

    entity: str
    name: str
    kind: str
    pattern: str


_DATED = (
    _Dated("release", "starts_on", "release starts", "{rows} {start}{places}"),
    _Dated("release", "ends_on", "release ends", "{rows} {end}{places}"),
    _Dated("consent", "ends_on", "consent ends", "{rows} {end}"),
    _Dated("election", "vote_on", "election", "{rows} {take} place"),
)


def calendar_of(
    columns: Mapping[str, OutcomeColumn], uses: Sequence[WaiverUse], subjects: Subjects, on: date
) -> tuple[CalendarEntry, ...]:
    """Return what changes from the day of the assessment on, by day."""
    until = on + HORIZON
    entries = [*_law(columns), *_waivers(uses), *_rows(subjects, on, until)]
    kept = {entry for entry in entries if on <= entry.on <= until}
    return tuple(sorted(kept, key=lambda entry: (entry.on, entry.kind, entry.text, entry.concerns)))


def _law(columns: Mapping[str, OutcomeColumn]) -> Iterator[CalendarEntry]:
    """Yield the turns of every requirement that meets some subject, or will."""
    for column in columns.values():
        meets = column.has(*_MEETS).any() or not np.isnan(column.becomes).all()
        if meets:
            yield from _turns(column.requirement)


def _turns(requirement: Requirement) -> Iterator[CalendarEntry]:
    concerns = (requirement.id,)
    timeline = requirement.timeline
    for entry, start in zip(timeline.entries, timeline.starts, strict=True):
        if start in {date.min, date.max}:
            continue
        kind = "law ends" if entry.status in _ENDS else "law starts" if entry.status == "in_force" else "law changes"
        about = (" at the earliest" if start == entry.begins else " at the latest") if entry.is_imprecise else ""
        part = ", in part" if entry.where is not None else ""
        words = STATUS_WORDS[entry.status]
        yield CalendarEntry(start, kind, f"“{requirement.title}” {words}{part}{about} ({entry.cite}).", concerns)
    for transition in requirement.transition:
        if transition.applies_from not in {date.min, date.max}:
            text = f"“{requirement.title}” applies where a period of grace ends ({transition.cite})."
            yield CalendarEntry(transition.applies_from, "grace ends", text, concerns)


def _waivers(uses: Sequence[WaiverUse]) -> Iterator[CalendarEntry]:
    for use in uses:
        if use.state != "expired" and use.subjects and use.waiver.ends < date.max:
            day = use.waiver.ends + timedelta(days=1)
            text = f"Waiver {use.waiver.id} has ended: what it accepted counts again."
            yield CalendarEntry(day, "waiver ends", text, (use.waiver.id,))


def _rows(subjects: Subjects, on: date, until: date) -> Iterator[CalendarEntry]:
    """Yield the dated rows of the inventory, those of one day and place together."""
    vocabulary = subjects.facts.vocabulary
    for dated in _DATED:
        path = f"{dated.entity}.{dated.name}"
        if not vocabulary.has(path):
            continue
        days = cast("Numbers", subjects.facts.column(path)).numbers
        rows = np.flatnonzero((days >= on.toordinal()) & (days <= until.toordinal()))
        place_of, places = _places(subjects, dated.entity)
        together = days[rows].astype(np.int64) * len(places) + place_of[rows]
        order = np.argsort(together, kind="stable")
        for some in np.split(rows[order], np.flatnonzero(np.diff(together[order])) + 1):
            if len(some):
                place = places[place_of[some[0]]]
                text, keys = _told(subjects, dated, some.tolist(), place)
                yield CalendarEntry(date.fromordinal(int(days[some[0]])), dated.kind, text, keys)


def _places(subjects: Subjects, entity: str) -> tuple[NDArray[np.int32], tuple[str, ...]]:
    """Return for each row the number of its territory, and the territories; all the same where it has none."""
    if not subjects.facts.vocabulary.has(f"{entity}.territory"):
        return np.zeros(subjects.count(entity), np.int32), ("",)
    column = cast("Coded", subjects.facts.column(f"{entity}.territory"))
    return column.codes, tuple(str(value or "") for value in column.values)


def _told(subjects: Subjects, dated: _Dated, rows: Sequence[int], place: str) -> tuple[str, tuple[str, ...]]:
    """Return what happens to some rows on a day, in a sentence, and their keys."""
    title = subjects.facts.vocabulary.entities[dated.entity].title.lower()
    keys = tuple(subjects.keys(dated.entity)[row] for row in rows)
    one = len(rows) == 1
    jurisdictions = subjects.facts.jurisdictions
    text = dated.pattern.format(
        rows=f"{title} {keys[0]}" if one else f"{len(rows)} {title}s",
        places=f" in {jurisdictions.name(place)}" if jurisdictions.has(place) else "",
        start="starts" if one else "start",
        end="ends" if one else "end",
        take="takes" if one else "take",
    )
    return f"{text[:1].upper()}{text[1:]}.", keys

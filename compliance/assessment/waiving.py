"""Waivers laid over fails: they annotate, they never erase.

A waiver matches a requirement and subjects by their keys, never a text. One that has expired, names something unknown
or meets what cannot be waived has no effect, and says so.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import numpy as np
from numpy.typing import NDArray

from compliance.assessment.groups import Group
from compliance.assessment.model import Outcome, Subject, Waiver, WaiverUse
from compliance.assessment.subjects import Subjects
from compliance.errors import did_you_mean
from compliance.policy.model import Requirement

ALL = "all"
IN_FORCE, EXPIRED, NOT_YET = "in force", "expired", "not yet"
"""The states of a waiver on a day, as `Waiver.state` names them."""

_NOTHING_FAILS = "None of its subjects fails this requirement."


def state_on(waiver: Waiver, day: date, timezone: str) -> str:
    """Return `in force`, `expired` or `not yet` for a civil day of the project's time zone.

    Both ends of a waiver are included, in the waiver's own zone. Where the zones differ, the project's day touches two
    days of the waiver's; it is in force only if it is on both, because an acceptance that ends at noon has ended.

    >>> first, last = date(2026, 1, 1), date(2026, 1, 31)
    >>> waiver = Waiver("W-1", "some-duty", ("all",), "held back", "Counsel", first, first, last, "Asia/Tokyo")
    >>> [state_on(waiver, last, zone) for zone in ("Asia/Tokyo", "America/Los_Angeles")]
    ['in force', 'expired']
    """
    first, last = _days_touched(day, timezone, waiver.timezone)
    states = (waiver.state(first), waiver.state(last))
    return NOT_YET if NOT_YET in states else states[1]


def _days_touched(day: date, here: str, there: str) -> tuple[date, date]:
    """Return the first and last day of zone `there` that a civil day of zone `here` touches."""
    if here == there:
        return day, day
    from_zone, to_zone = ZoneInfo(here), ZoneInfo(there)
    begin = datetime.combine(day, time.min, from_zone)
    end = datetime.combine(day + timedelta(days=1), time.min, from_zone) - timedelta(microseconds=1)
    return begin.astimezone(to_zone).date(), end.astimezone(to_zone).date()


@dataclass(frozen=True)
class Waiving:
    """What the waivers of a run do."""

    waivers: tuple[Waiver, ...]
    uses: tuple[WaiverUse, ...]
    by_group: Mapping[str, NDArray[np.int32]]
    """Finding id to the number of the waiver in force over each row, -1 for none; groups without any are absent."""

    def numbers(self, group: Group) -> NDArray[np.int32]:
        """Return which waiver is in force over each row of a group; -1 for none."""
        return self.by_group.get(group.id, np.full(len(group.rows), -1, np.int32))

    def over(self, group: Group, position: int) -> str:
        """Return the id of the waiver in force over one row of a group, or an empty string."""
        number = int(self.numbers(group)[position])
        return self.waivers[number].id if number >= 0 else ""


def lay_over(
    waivers: Sequence[Waiver],
    groups: Sequence[Group],
    *,
    requirements: Mapping[str, Requirement],
    subjects: Subjects,
    on: date,
    timezone: str,
) -> Waiving:
    """Lay waivers over the failing rows they match; the first of several in force counts."""
    by_group: dict[str, NDArray[np.int32]] = {}
    uses = []
    for number, waiver in enumerate(waivers):
        state = state_on(waiver, on, timezone)
        note = _no_effect(waiver, state, requirements, subjects)
        met: list[Subject] = []
        findings: list[str] = []
        for group in groups:
            if group.kind is not Outcome.FAIL or group.requirement.id != waiver.requirement:
                continue
            matched = _matched(waiver, group, subjects)
            if not matched.any():
                continue
            findings.append(group.id)
            met += subjects.of(group.entity, group.rows[matched])
            if state == IN_FORCE and group.requirement.waivable:
                numbers = by_group.setdefault(group.id, np.full(len(group.rows), -1, np.int32))
                numbers[matched & (numbers < 0)] = number
        if not note and not met:
            note = _NOTHING_FAILS
        left = (waiver.ends - on).days if state == IN_FORCE else None
        uses.append(WaiverUse(waiver, state, tuple(met), tuple(findings), left, note))
    return Waiving(tuple(waivers), tuple(uses), by_group)


def _matched(waiver: Waiver, group: Group, subjects: Subjects) -> NDArray[np.bool_]:
    if waiver.subjects == (ALL,):
        return np.ones(len(group.rows), bool)
    return np.isin(group.rows, subjects.rows_of(group.entity, waiver.subjects))


def _no_effect(waiver: Waiver, state: str, requirements: Mapping[str, Requirement], subjects: Subjects) -> str:
    """Return why a waiver, or a part of it, has no effect; empty where it has."""
    requirement = requirements.get(waiver.requirement)
    if requirement is None:
        near = did_you_mean(waiver.requirement, requirements)
        return f"There is no requirement {waiver.requirement}. {near}".strip()
    if not requirement.waivable:
        return "This requirement cannot be waived."
    if state == EXPIRED:
        return f"Expired after {waiver.ends} ({waiver.timezone}): what it accepted counts again."
    if state == NOT_YET:
        return f"Begins on {waiver.begins} ({waiver.timezone})."
    known = subjects.row_by_key(requirement.about)
    unknown = [key for key in waiver.subjects if key not in known and key != ALL]
    if not unknown:
        return ""
    return f"There is no {requirement.about} called {', '.join(unknown)}. {did_you_mean(unknown[0], known)}".strip()


def loud(uses: Iterable[WaiverUse]) -> tuple[str, ...]:
    """Return a sentence for every waiver that does not do what its author expects."""
    return tuple(f"Waiver {use.waiver.id}: {use.note}" for use in uses if use.note and use.note != _NOTHING_FAILS)

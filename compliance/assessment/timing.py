"""When a duty counts for a row: its key date, the status on that day, grace periods, and the days to come.

A column of statuses holds one byte a row, its number in `STANDINGS`. Nothing here knows which requirement applies to
whom; conditions on rows (`where`, a transition's `when`) are answered by a function that is handed in.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from compliance.conditions.tree import Condition
from compliance.policy.model import Requirement, Transition
from compliance.validity import STATUSES, Entry, Timeline

Days = NDArray[np.float64]
"""Day ordinals; NaN where nobody said, infinity for an end that never comes."""

Codes = NDArray[np.uint8]
"""One Kleene code a row: 0 no, 1 unknown, 2 yes."""

Flags = NDArray[np.bool_]

NOT_YET = "before the first entry"
STANDINGS: tuple[str, ...] = (NOT_YET, *STATUSES)
"""What a duty is on a day; the order is the byte code."""

IN_FORCE = STANDINGS.index("in_force")
ENACTED = STANDINGS.index("enacted")
PROPOSED = STANDINGS.index("proposed")
HELD_UP = tuple(STANDINGS.index(status) for status in ("enjoined", "stayed"))
OVER = tuple(STANDINGS.index(status) for status in ("struck_down", "superseded", "repealed"))

Answer = Callable[[Condition], Codes]


@dataclass(frozen=True)
class Standing:
    """What a duty is for each row on a day of that row's."""

    status: Codes
    """Number in `STANDINGS`."""
    doubt: Flags
    """The law's own date is imprecise and the day lies inside the doubt."""
    open: Flags
    """A transition that cannot be decided would change whether the duty has begun."""


def ordinal(day: date) -> float:
    """A day as a number; the ends of time as infinities, so that a day nobody knows is not before or after them."""
    if day == date.min:
        return -np.inf
    return np.inf if day == date.max else float(day.toordinal())


def one_of(codes: Codes, wanted: Iterable[int]) -> Flags:
    """Return which rows have one of a few codes; for so few, comparing each is quicker than searching a set."""
    found = np.zeros(len(codes), bool)
    for code in wanted:
        found |= codes == code
    return found


def depends_on_the_day(requirement: Requirement) -> bool:
    """Whether the status differs between any two days."""
    return bool(requirement.timeline.boundaries() or requirement.transition)


def standing_on(requirement: Requirement, days: Days, answer: Answer) -> Standing:
    """Return what a duty is for each row on its day.

    The last entry that has begun decides. One with a `where` counts for the rows of which it holds; where that is
    unknown the duty stands.
    """
    status, doubt = _by_timeline(requirement.timeline, days, answer)
    if not requirement.transition:
        return Standing(status, doubt, np.zeros(len(days), bool))
    status, still_open = _by_transition(requirement.transition, status, days, answer)
    return Standing(status, doubt, still_open)


def _by_timeline(timeline: Timeline, days: Days, answer: Answer) -> tuple[Codes, Flags]:
    status = np.zeros(len(days), np.uint8)
    doubt = np.zeros(len(days), bool)
    earliest = date.min
    for entry, start in zip(timeline.entries, timeline.starts, strict=True):
        code = STANDINGS.index(entry.status)
        earliest = entry.begins or earliest
        # A proposal without a day is a proposal all the same; it starts and ends nothing.
        begun = _since(days, earliest if code == PROPOSED else start)
        in_doubt = _in_doubt(entry, earliest, days)
        if entry.where is not None:
            holds = answer(entry.where) >= (1 if code == IN_FORCE else 2)
            begun, in_doubt = begun & holds, in_doubt & holds
        status[begun] = code
        doubt = np.where(begun | in_doubt, in_doubt, doubt)
    return status, doubt


def _in_doubt(entry: Entry, earliest: date, days: Days) -> Flags:
    """Days on which an imprecise entry may or may not have begun."""
    if not entry.is_imprecise:
        return np.zeros(len(days), bool)
    return _since(days, earliest) & ~_since(days, entry.surely_from)


def _since(days: Days, start: date) -> Flags:
    """Rows whose day is `start` or later; what has always been counts even for a day nobody knows."""
    if start == date.min:
        return np.ones(len(days), bool)
    if start == date.max:
        return np.zeros(len(days), bool)
    return days >= start.toordinal()


def _by_transition(
    transitions: tuple[Transition, ...], status: Codes, days: Days, answer: Answer
) -> tuple[Codes, Flags]:
    """Move the start of the duty to where the first transition that holds puts it.

    Every start that is still possible is followed to its end; only where they disagree does the answer stay open.
    """
    movable = (status == IN_FORCE) | (status == ENACTED)
    none_before = np.full(len(days), 2, np.uint8)
    begun, waiting = np.zeros(len(days), bool), np.zeros(len(days), bool)
    for transition in transitions:
        holds = answer(transition.when)
        possible = np.minimum(none_before, holds) > 0
        from_then = _since(days, transition.applies_from)
        begun |= possible & from_then
        waiting |= possible & ~from_then
        none_before = np.minimum(none_before, 2 - holds)
    untouched = none_before > 0
    begun |= untouched & (status == IN_FORCE)
    waiting |= untouched & (status == ENACTED)
    moved = status.copy()
    moved[movable & begun] = IN_FORCE
    moved[movable & waiting & ~begun] = ENACTED
    return moved, movable & begun & waiting


def turning_days(requirement: Requirement) -> tuple[float, ...]:
    """Days on which the status can change, first to last."""
    days = {*requirement.timeline.boundaries(), *(moved.applies_from for moved in requirement.transition)}
    return tuple(sorted(ordinal(day) for day in days if date.min < day < date.max))


@dataclass(frozen=True)
class Future:
    """For rows whose duty is not in force on their day: when it will be."""

    within: Days
    """First day inside the row's window on which it is in force; NaN where there is none."""
    ever: Days
    """First later day on which it is in force, inside the window or not; NaN where there is none."""


def future_of(requirement: Requirement, now: Codes, days: Days, ends: Days, answer: Answer) -> Future:
    """Look ahead from each row's day to the days on which the duty begins.

    A window whose end nobody stated may last for ever.
    """
    within, ever = np.full(len(days), np.nan), np.full(len(days), np.nan)
    waiting = now != IN_FORCE
    if not waiting.any():
        return Future(within, ever)
    for turn in turning_days(requirement):
        later = waiting & (days < turn) & np.isnan(ever)
        if not later.any():
            continue
        then = standing_on(requirement, np.full(len(days), turn), answer).status == IN_FORCE
        ever[later & then] = turn
        reached = later & then & ~(ends < turn)
        within[reached] = turn
    return Future(within, ever)

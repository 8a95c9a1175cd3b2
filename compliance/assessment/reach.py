"""Whether and when a requirement meets each row: place, role, trigger, and what the duty is on the row's day."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from compliance.assessment.applicability import Applicability, KeyDays
from compliance.assessment.timing import (
    IN_FORCE,
    Answer,
    Codes,
    Days,
    Flags,
    Future,
    Standing,
    depends_on_the_day,
    future_of,
    standing_on,
)
from compliance.conditions.kleene import NO
from compliance.policy.model import Requirement


@dataclass(frozen=True)
class Reach:
    """Whether and when a requirement meets its rows."""

    place: Codes
    role: Codes
    trigger: Codes
    key: KeyDays
    days: Days
    """The day judged: the key date, or for a duty that must hold throughout, the first day in force in the window."""
    standing: Standing
    future: Future
    open_end: Flags
    """Whether the duty comes inside the window depends on an end nobody stated."""
    undated: Flags
    """Nobody knows the key date, and it matters."""

    @property
    def applies(self) -> Codes:
        """Reached, bound and triggered."""
        return np.minimum(np.minimum(self.place, self.role), self.trigger)

    @property
    def duty_days(self) -> Days:
        """The day whose dated parameters count: for a duty yet to come, the day it comes."""
        coming = (self.standing.status != IN_FORCE) & ~np.isnan(self.future.ever)
        return np.where(coming, self.future.ever, self.days) if coming.any() else self.days


def reach_of(requirement: Requirement, applicability: Applicability, answer: Answer) -> Reach:
    """Return whether and when a requirement meets its rows; `answer` answers conditions on their key dates."""
    place, role = applicability.by_place(requirement), applicability.by_role(requirement)
    key = applicability.key_days(requirement)
    count = len(place)
    nobody, nowhere = np.broadcast_to(np.uint8(NO), count), np.broadcast_to(np.bool_(False), count)
    trigger = answer(requirement.applies_when) if np.minimum(place, role).any() else nobody
    if not np.minimum(np.minimum(place, role), trigger).any():
        never = np.broadcast_to(np.float64(np.nan), count)
        standing, future = Standing(nobody, nowhere, nowhere), Future(never, never)
        return Reach(place, role, trigger, key, key.days, standing, future, nowhere, nowhere)
    standing = standing_on(requirement, key.days, answer)
    future = future_of(requirement, standing.status, key.days, key.ends, answer)
    undated = np.isnan(key.days) if depends_on_the_day(requirement) else nowhere
    if requirement.holds != "throughout":
        return Reach(place, role, trigger, key, key.days, standing, future, nowhere, undated)
    comes = ~np.isnan(future.within)
    open_end = comes & np.isnan(key.ends)
    moved = comes & ~open_end
    days = np.where(moved, future.within, key.days)
    if moved.any():
        standing = standing_on(requirement, days, answer)
    return Reach(place, role, trigger, key, days, standing, future, open_end, undated)

"""From conditions to outcomes: one requirement for every row it is about, in the order the law is read.

Not reached, or not triggered: not applicable. No key date: undetermined. Before the duty, a proposal, or after its end:
not applicable. Then the duty itself: met, it passes; an exception that lifts it exempts; one that relaxes it puts
another duty in its place. Whatever is unknown and could still decide leaves the outcome undetermined. What is enacted
or held up by a court keeps the outcome it would have.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

from compliance.assessment.applicability import Applicability
from compliance.assessment.claims import OnFile
from compliance.assessment.duty import (
    ERROR,
    EXEMPT,
    FAIL,
    NOT_APPLICABLE,
    SUSPENDED,
    UNDETERMINED,
    UPCOMING,
    Duty,
    judged,
    weigh,
)
from compliance.assessment.model import OUTCOMES
from compliance.assessment.reach import Reach, reach_of
from compliance.assessment.subjects import Subjects
from compliance.assessment.timing import (
    ENACTED,
    HELD_UP,
    IN_FORCE,
    NOT_YET,
    OVER,
    PROPOSED,
    STANDINGS,
    Answer,
    Codes,
    Days,
    Flags,
    one_of,
    ordinal,
)
from compliance.conditions.engine import Engine
from compliance.conditions.kleene import NO, UNKNOWN, YES
from compliance.conditions.tree import Condition
from compliance.policy.model import Requirement

NOTHING = 255
"""The byte of "no outcome" in a column of would-be outcomes."""


_BADNESS = np.array([{FAIL: 3, UNDETERMINED: 2, EXEMPT: 1}.get(code, 0) for code in range(len(OUTCOMES))])
"""How bad an outcome is, by its byte, where a duty must hold on several days."""


class Why(IntEnum):
    """Why a requirement is not applicable to a row; a byte a row. A higher number got further before it fell out."""

    IT_IS = 0
    PLACE = 1
    ROLE = 2
    TRIGGER = 3
    NEVER = 4
    NOT_YET = 5
    PROPOSED = 6
    OVER = 7
    SWITCHED_OFF = 8


@dataclass(frozen=True)
class OutcomeColumn:
    """The outcomes of one requirement, one a row of the entity it is about."""

    requirement: Requirement
    codes: Codes
    """Number in `OUTCOMES`."""
    would_be: Codes
    """Number in `OUTCOMES` of what it would be if the duty were in force; NOTHING where that is no question."""
    status: Codes
    """Number in `STANDINGS`, on the day judged."""
    days: Days
    """The day whose law was applied."""
    duty_days: Days
    """The day whose dated parameters were: the same, or for a duty yet to come the day it comes."""
    why: Codes
    """Number in `Why`."""
    through: NDArray[np.int8]
    """Number of the exception that decided; -1 for none."""
    becomes: Days
    """First day inside the row's window on which a duty that does not count on its first day does; else NaN."""
    open_end: Flags
    """The outcome waits for the end of the row's window, which nobody stated."""
    applies: int = 0
    """Number of rows to which it applies beyond doubt, whether or not it is in force."""
    error: str = ""

    def has(self, *outcomes: int) -> Flags:
        """Which rows have one of these outcomes."""
        return one_of(self.codes, outcomes)


@dataclass(frozen=True)
class _Later:
    """A duty weighed on every day of a window: the worst result, the day it is from, and whether that day is sure."""

    result: Codes
    through: NDArray[np.int8]
    days: Days
    open_end: Flags


class Judge:
    """Judges requirements over one inventory. What requirements share is worked out once."""

    def __init__(
        self,
        subjects: Subjects,
        engine: Engine,
        applicability: Applicability,
        on_file: OnFile,
        requirements: Iterable[Requirement],
    ) -> None:
        self.subjects = subjects
        self.engine = engine
        self.applicability = applicability
        self.on_file = on_file
        self._last: tuple[Requirement, Reach] | None = None
        self._switches = _switches({requirement.id: requirement for requirement in requirements})

    def judge(self, requirement: Requirement) -> OutcomeColumn:
        """Return the outcome of every row.

        A requirement whose evaluation breaks is an error for each of its rows; the rest of the run goes on.
        """
        try:
            return self._judge(requirement)
        except Exception as fault:  # noqa: BLE001 - reported as the outcome `error` of this requirement alone
            return self.broken(requirement, fault)

    def broken(self, requirement: Requirement, fault: Exception) -> OutcomeColumn:
        """Return the outcomes of a requirement that cannot be judged."""
        return _broken(requirement, self.subjects.count(requirement.about), f"{type(fault).__name__}: {fault}")

    def answer(self, requirement: Requirement, condition: Condition, days: Days) -> Codes:
        """Return a condition's answer for every row."""
        return self.engine.evaluate(condition, requirement.about, days).codes

    def reach(self, requirement: Requirement) -> Reach:
        """Return whether and when a requirement meets its rows; the last answer is kept for those who ask why."""
        if self._last is None or self._last[0] is not requirement:
            key = self.applicability.key_days(requirement)
            self._last = requirement, reach_of(requirement, self.applicability, self._answers(requirement, key.days))
        return self._last[1]

    def weigh(self, requirement: Requirement, days: Days) -> Duty:
        """Return the duty and its exceptions for every row."""
        return weigh(requirement, self._answers(requirement, days), self.on_file)

    def _answers(self, requirement: Requirement, days: Days) -> Answer:
        return lambda condition: self.answer(requirement, condition, days)

    def _judge(self, requirement: Requirement) -> OutcomeColumn:
        reach = self.reach(requirement)
        applies, count = reach.applies, len(reach.place)
        if not applies.any():
            return _nowhere(requirement, reach)
        status = reach.standing.status
        duty_days, open_end = reach.duty_days, reach.open_end
        result, through = judged(self.weigh(requirement, duty_days))
        if requirement.holds == "throughout":
            later = self._throughout(requirement, reach, result, through)
            result, through, duty_days = later.result, later.through, later.days
            open_end = open_end | later.open_end
        result[applies == UNKNOWN] = UNDETERMINED
        through[applies == UNKNOWN] = -1

        codes = np.full(count, NOT_APPLICABLE, np.uint8)
        in_force = status == IN_FORCE
        codes[in_force] = result[in_force]
        codes[in_force & reach.standing.doubt & (result == FAIL)] = UNDETERMINED
        codes[status == ENACTED] = UPCOMING
        codes[one_of(status, HELD_UP)] = SUSPENDED
        codes[reach.standing.open | open_end | reach.undated] = UNDETERMINED
        switched_off = self._switched_off(requirement, count)
        held_back = switched_off | one_of(codes, (UPCOMING, SUSPENDED, NOT_APPLICABLE))
        would_be = np.where(held_back, result, np.uint8(NOTHING))
        why = _why(reach, status, codes, switched_off)
        outside = (applies == NO) | reach.key.never | switched_off
        codes[outside] = NOT_APPLICABLE
        would_be[(applies == NO) | reach.key.never] = NOTHING
        through[outside] = -1
        becomes = np.where(outside | in_force, np.nan, reach.future.within)
        surely = int(((applies == YES) & ~outside).sum())
        return OutcomeColumn(
            requirement, codes, would_be, status, reach.days, duty_days, why, through, becomes, open_end, surely
        )

    def _throughout(self, requirement: Requirement, reach: Reach, result: Codes, through: NDArray[np.int8]) -> _Later:
        """Weigh a duty again on every later day of the window on which a dated parameter changes; the worst counts."""
        days, open_end = reach.duty_days.copy(), np.zeros(len(result), bool)
        changes = {day for parameter in requirement.parameters.values() for day, _, _ in parameter.values}
        for turn in sorted(ordinal(day) for day in changes):
            inside = (reach.days < turn) & ~(reach.key.ends < turn)
            if not inside.any():
                continue
            later, later_through = judged(self.weigh(requirement, np.where(inside, turn, days)))
            worse = inside & (_BADNESS[later] > _BADNESS[result])
            open_end |= worse & np.isnan(reach.key.ends)
            result, through = np.where(worse, later, result), np.where(worse, later_through, through)
            days = np.where(worse, turn, days)
        return _Later(result, through, days, open_end)

    def _switched_off(self, requirement: Requirement, count: int) -> Flags:
        """Rows for which another requirement takes this one's place."""
        off = np.zeros(count, bool)
        for other in self._switches.get(requirement.id, ()):
            reach = self.reach(other)
            off |= (reach.applies == YES) & (reach.standing.status == IN_FORCE) & ~reach.key.never
        return off


def _switches(requirements: Mapping[str, Requirement]) -> dict[str, tuple[Requirement, ...]]:
    """Return for each requirement those that switch it off where they apply.

    Narrower ones that replace it do, and the one that takes precedence; only those about the same kind of row can.
    """
    switches: dict[str, tuple[Requirement, ...]] = {}
    for requirement in requirements.values():
        other = requirements.get(requirement.builds_on.get("id", ""))
        relation = requirement.builds_on.get("relation")
        if other is None or other.about != requirement.about:
            continue
        if relation == "replaces":
            switches[other.id] = (*switches.get(other.id, ()), requirement)
        elif relation == "preempted_by":
            switches[requirement.id] = (*switches.get(requirement.id, ()), other)
    return switches


def _why(reach: Reach, status: Codes, codes: Codes, switched_off: Flags) -> Codes:
    why = np.zeros(len(status), np.uint8)
    void = codes == NOT_APPLICABLE
    why[void & (status == STANDINGS.index(NOT_YET))] = Why.NOT_YET
    why[void & (status == PROPOSED)] = Why.PROPOSED
    why[void & one_of(status, OVER)] = Why.OVER
    why[switched_off] = Why.SWITCHED_OFF
    why[reach.key.never] = Why.NEVER
    return _why_not_reached(reach, why)


def _why_not_reached(reach: Reach, why: Codes) -> Codes:
    why[reach.trigger == NO] = Why.TRIGGER
    why[reach.role == NO] = Why.ROLE
    why[reach.place == NO] = Why.PLACE
    return why


def _nowhere(requirement: Requirement, reach: Reach) -> OutcomeColumn:
    """Not applicable to any row: one byte, whatever the number of rows."""
    count = len(reach.place)
    return OutcomeColumn(
        requirement,
        codes=np.broadcast_to(np.uint8(NOT_APPLICABLE), count),
        would_be=np.broadcast_to(np.uint8(NOTHING), count),
        status=np.broadcast_to(np.uint8(0), count),
        days=reach.days,
        duty_days=reach.days,
        why=_why_not_reached(reach, np.zeros(count, np.uint8)),
        through=np.broadcast_to(np.int8(-1), count),
        becomes=np.broadcast_to(np.float64(np.nan), count),
        open_end=np.broadcast_to(np.bool_(False), count),
    )


def _broken(requirement: Requirement, count: int, error: str) -> OutcomeColumn:
    return OutcomeColumn(
        requirement,
        codes=np.broadcast_to(np.uint8(ERROR), count),
        would_be=np.broadcast_to(np.uint8(NOTHING), count),
        status=np.broadcast_to(np.uint8(0), count),
        days=np.broadcast_to(np.float64(np.nan), count),
        duty_days=np.broadcast_to(np.float64(np.nan), count),
        why=np.broadcast_to(np.uint8(0), count),
        through=np.broadcast_to(np.int8(-1), count),
        becomes=np.broadcast_to(np.float64(np.nan), count),
        open_end=np.broadcast_to(np.bool_(False), count),
        error=error,
    )

"""The word that asks whether something was done in time."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from compliance.conditions.operators.base import DAYS, Operator, Setting, add, aligned
from compliance.conditions.spans import day_after, instant_after
from compliance.conditions.values import NONE, Value, Within
from compliance.conditions.workdays import weekdays_after, working_days_after


@add("within")
class WithinSpan(Operator):
    """`notice.removed_at|within: {hours: 48, of: notice.received_at}`: done before the clock ran out.

    The answer `none` is a no once the deadline has passed, and unknown while the clock still runs.
    """

    reads_as = "is within {wanted}"
    denied_as = "is not within {wanted}"
    field_types = DAYS
    wants = "within"

    def answer(self, fact: Value, values: tuple[Any, ...], setting: Setting) -> bool | None:
        """Compare with every deadline that may be the right one; where they disagree nobody knows."""
        start, place = values
        if start == NONE:
            return False
        answers = {_met(fact, due, setting.on) for due in self.deadlines(fact, start, place, setting)}
        return answers.pop() if len(answers) == 1 else None

    def due(self, fact: Value, values: tuple[Any, ...], setting: Setting) -> date | None:
        """Return the first deadline that may be the right one, while it is not done and may still be."""
        start, place = values
        if fact != NONE or self.answer(fact, values, setting) is not None:
            return None
        return min(self.deadlines(fact, start, place, setting))

    def deadlines(self, fact: Value, start: Any, place: Any, setting: Setting) -> tuple[date, ...]:
        """Return the last day or instant that is still in time, twice where the calendar of a place may matter.

        Either may be the earlier one: where people work on some Saturdays, the calendar ends sooner.
        """
        assert isinstance(setting.wanted, Within)
        span = setting.wanted.span
        _, start = aligned(fact, start) if fact != NONE else (fact, start)
        if span.business_days:
            day = start.astimezone(UTC).date() if isinstance(start, datetime) else start
            calendar = working_days_after(day, span.business_days, str(place)) if place and place != NONE else None
            return (weekdays_after(day, span.business_days), calendar or date.max)
        if isinstance(start, datetime):
            return (instant_after(start.astimezone(UTC), span),)
        return (day_after(start, span),)


def _met(fact: Any, due: date, on: date) -> bool | None:
    if fact == NONE:
        last = due.date() if isinstance(due, datetime) else due
        return False if last < on else None
    fact, due = aligned(fact, due)
    return bool(fact <= due)

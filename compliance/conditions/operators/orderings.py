"""Words that compare amounts and days."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterable
from datetime import UTC, date, datetime
from typing import Any

from compliance.conditions.operators.base import AMOUNTS, DAYS, Operator, Setting, add, aligned
from compliance.conditions.spans import Span, day_after, instant_after
from compliance.conditions.values import NONE, Value


class Ordering(Operator):
    """A comparison of numbers or days; `holds` compares single values and whole columns alike.

    "None" is a day that never comes: no comparison with it holds. Where it means that there is no end, it is later
    than every day.
    """

    @abstractmethod
    def holds(self, fact: Any, wanted: Any) -> Any:
        """Compare two numbers, or two columns of them."""

    def answer(self, fact: Value, values: tuple[Any, ...], setting: Setting) -> bool | None:
        """Compare two values as numbers of one kind."""
        (wanted,) = values
        left_never, right_never = setting.never
        if (fact == NONE and left_never) or (wanted == NONE and right_never):
            return False
        left, right = aligned(fact, wanted)
        return bool(self.holds(_ordered(left), _ordered(right)))


def _ordered(value: Any) -> float:
    if value == NONE:
        return float("inf")
    if isinstance(value, datetime):
        return value.timestamp()
    if isinstance(value, date):
        return float(value.toordinal())
    return float(value)


class _Amount(Ordering):
    field_types = AMOUNTS
    wants = "amount"


class _Day(Ordering):
    field_types = DAYS
    wants = "day"


@add("at_least")
class AtLeast(_Amount):
    """`label.seconds|at_least: 2`: the bound itself is enough."""

    reads_as = "is at least {wanted}"
    denied_as = "is less than {wanted}"

    def holds(self, fact: Any, wanted: Any) -> Any:
        """Compare two numbers, or two columns of them."""
        return fact >= wanted


@add("at_most")
class AtMost(_Amount):
    """`label.gap_s|at_most: 30`: the bound itself is allowed."""

    reads_as = "is at most {wanted}"
    denied_as = "is more than {wanted}"

    def holds(self, fact: Any, wanted: Any) -> Any:
        """Compare two numbers, or two columns of them."""
        return fact <= wanted


@add("more_than")
class MoreThan(_Amount):
    """`organisation.employees|more_than: 250`: the bound itself is not enough."""

    reads_as = "is more than {wanted}"
    denied_as = "is at most {wanted}"

    def holds(self, fact: Any, wanted: Any) -> Any:
        """Compare two numbers, or two columns of them."""
        return fact > wanted


@add("less_than")
class LessThan(_Amount):
    """`person.age|less_than: 18`: the bound itself is too much."""

    reads_as = "is less than {wanted}"
    denied_as = "is at least {wanted}"

    def holds(self, fact: Any, wanted: Any) -> Any:
        """Compare two numbers, or two columns of them."""
        return fact < wanted


@add("before")
class Before(_Day):
    """`release.starts_on|before: 2026-08-02`: an earlier day."""

    reads_as = "is before {wanted}"
    denied_as = "is not before {wanted}"

    def holds(self, fact: Any, wanted: Any) -> Any:
        """Compare two numbers, or two columns of them."""
        return fact < wanted


@add("after")
class After(_Day):
    """`person.died_on|after: 2021-05-28`: a later day."""

    reads_as = "is after {wanted}"
    denied_as = "is not after {wanted}"

    def holds(self, fact: Any, wanted: Any) -> Any:
        """Compare two numbers, or two columns of them."""
        return fact > wanted


@add("on_or_before")
class OnOrBefore(_Day):
    """`consent.signed_on|on_or_before: {field: release.starts_on}`: that day or an earlier one."""

    reads_as = "is on or before {wanted}"
    denied_as = "is not on or before {wanted}"

    def holds(self, fact: Any, wanted: Any) -> Any:
        """Compare two numbers, or two columns of them."""
        return fact <= wanted


@add("on_or_after")
class OnOrAfter(_Day):
    """`consent.ends_on|on_or_after: {field: release.ends_on}`: that day or a later one."""

    reads_as = "is on or after {wanted}"
    denied_as = "is not on or after {wanted}"

    def holds(self, fact: Any, wanted: Any) -> Any:
        """Compare two numbers, or two columns of them."""
        return fact >= wanted


@add("no_older_than")
class NoOlderThan(_Day):
    """`store.last_tested_on|no_older_than: 12 months`: counted back from the day of the assessment, or from `of`."""

    reads_as = "is on or after {wanted}"
    denied_as = "is before {wanted}"
    wants = "span"

    def holds(self, fact: Any, wanted: Any) -> Any:
        """Compare two numbers, or two columns of them."""
        return fact >= wanted


def later(value: Any, span: Span | None) -> Any:
    """Return a date or date-time a span later; "none" stays none."""
    if span is None or value == NONE:
        return value
    if isinstance(value, datetime):
        return instant_after(value.astimezone(UTC), span)
    if isinstance(value, date):
        return day_after(value, span)
    return value


def pick(which: str, values: Iterable[Any]) -> Any:
    """Return the earliest or latest of known dates; "none" is later than every day."""
    listed = list(values)
    if any(isinstance(value, datetime) for value in listed) and any(
        isinstance(value, date) and not isinstance(value, datetime) for value in listed
    ):
        listed = [value.astimezone(UTC).date() if isinstance(value, datetime) else value for value in listed]
    return (min if which == "earliest" else max)(listed, key=_ordered)

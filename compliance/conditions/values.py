"""What a clause compares a fact with: a literal, another fact, a dated parameter, a date with an offset.

asset.medium: video                                                   a literal
consent.ends_on|on_or_after: {field: release.ends_on}                 Fact
label.seconds|at_least: $min_seconds                                  Dated
release.starts_on|before: {field: person.died_on, plus: {years: 70}}  Fact with a span
release.starts_on|before: {earliest: [2026-01-01, {field: …}]}        Pick
label.language: {each: asset.languages}                               Each
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, TypeAlias

from compliance.conditions.spans import Span

Value: TypeAlias = bool | float | str | date | datetime | frozenset[str]
"""A known fact. `"none"` is an answer; None, which is no Value, stands for a blank cell."""

NONE = "none"
"""The answer that there is none: it has not happened, it has no end, nothing is listed."""


@dataclass(frozen=True)
class Parameter:
    """A value the law sets, and since when. Nothing is overwritten: an amendment adds a line."""

    name: str
    unit: str
    values: tuple[tuple[date, Any, str], ...]
    """(first day, value, citation), oldest first. In a clause, values have the type of its field."""

    def on(self, day: date) -> Any:
        """Return the value on a day, or None before the first.

        >>> amended = ((date(2025, 9, 1), 2.0, "s. 4"), (date(2027, 1, 1), 3.0, "s. 5"))
        >>> [Parameter("min_seconds", "s", amended).on(date(year, 1, 1)) for year in (2025, 2026, 2027)]
        [None, 2.0, 3.0]
        """
        begun = [value for begins, value, _ in self.values if begins <= day]
        return begun[-1] if begun else None


@dataclass(frozen=True)
class Fact:
    """The value of another field, a span later (or earlier: the span is negative) where one is given."""

    path: str
    later: Span | None = None


@dataclass(frozen=True)
class Dated:
    """The value a parameter has on the subject's key date."""

    parameter: Parameter


@dataclass(frozen=True)
class Each:
    """The value that `for_each_value` is at."""

    path: str


@dataclass(frozen=True)
class Pick:
    """The earliest or the latest of several dates. One of them unknown, the pick is unknown."""

    which: str
    """`earliest` or `latest`."""
    of: tuple[Operand, ...]


@dataclass(frozen=True)
class Within:
    """A clock: done within a span of a start. `place` is where working days are counted."""

    span: Span
    start: Operand
    place: Operand = ""


@dataclass(frozen=True)
class Says:
    """Words that must be said. With `by`, the words depend on a choice, such as the medium."""

    mode: str
    """`exactly` (one of the phrases and nothing else), `any_of` or `contains_all`."""
    phrases: tuple[tuple[str, tuple[str, ...]], ...]
    """(choice, phrases); the choice is empty where the words do not depend on one."""
    by: Fact | None = None
    language: Operand | None = None
    """The language the words must be in."""
    spoken: Fact | None = None
    """The fact that says which language they are in."""


Operand: TypeAlias = Value | Fact | Dated | Each | Pick
Wanted: TypeAlias = Operand | Within | Says


def operands(wanted: Wanted) -> tuple[Operand, ...]:
    """Return the values a comparison needs beside the fact itself, in a fixed order."""
    if isinstance(wanted, Within):
        return (wanted.start, wanted.place)
    if isinstance(wanted, Says):
        return tuple(part for part in (wanted.by, wanted.language, wanted.spoken) if part is not None)
    return (wanted,)


def facts_in(wanted: Wanted) -> Iterator[str]:
    """Yield the paths of the fields a wanted value reads."""
    for operand in operands(wanted):
        if isinstance(operand, Fact | Each):
            yield operand.path
        elif isinstance(operand, Pick):
            for part in operand.of:
                yield from facts_in(part)


def parameters_in(wanted: Wanted) -> Iterator[Parameter]:
    """Yield the parameters a wanted value reads."""
    for operand in operands(wanted):
        if isinstance(operand, Dated):
            yield operand.parameter
        elif isinstance(operand, Pick):
            for part in operand.of:
                yield from parameters_in(part)

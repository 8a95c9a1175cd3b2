"""Cases: enough of them, on both sides of everything, in the words of the vocabulary."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from typing import Any

from compliance.conditions.tree import Leaf
from compliance.errors import Problem, did_you_mean
from compliance.policy.cases import CaseList
from compliance.policy.checks.case_words import said_by_cases
from compliance.policy.checks.registry import Note, Reviewed, about, checks
from compliance.policy.model import Requirement
from compliance.validity import Timeline
from compliance.vocabulary import Vocabulary

_EACH_SIDE = ("pass", "fail", "undetermined", "not_applicable")
_ATTESTED = ("undetermined", "not_applicable")
"""What cases without an attestation on file can show of a manual requirement."""
_PROPOSED = ("not_applicable",)
"""What a bill can show: it binds nobody, whatever it would say."""
_ENACTED = ("upcoming", "not_applicable")
"""What a power or an act without a day of application can show."""
_BOUNDS = frozenset({"at_least", "at_most", "more_than", "less_than"})


@checks.add("cases")
def cases(reviewed: Reviewed) -> Iterator[Problem]:
    """Every requirement has a case or flip that passes, fails, is undetermined and is not applicable.

    Every exception is gone through by some case; cases of requirements that do not exist are errors.
    """
    by_id = reviewed.by_id()
    for name, listed in reviewed.cases.items():
        if name not in by_id:
            yield Problem(f"cases of {name}, which is no requirement.", listed.place, did_you_mean(name, by_id))
    for requirement in reviewed.library.requirements:
        found = reviewed.cases.get(requirement.id)
        if found is None:
            yield about(requirement, "has no cases.")
            continue
        wanted = _EACH_SIDE if requirement.attest is None else _ATTESTED
        if {entry.status for entry in requirement.timeline.entries} == {"proposed"}:
            wanted = _PROPOSED
        elif "in_force" not in {entry.status for entry in requirement.timeline.entries}:
            wanted = _ENACTED
        for outcome in wanted:
            if outcome not in found.outcomes and (outcome != "fail" or _can_fail(requirement.timeline)):
                yield Problem(f"{requirement.id}: no case is expected to be {outcome}.", found.place)
        through = {case.through for case in found.cases} - {""}
        exceptions = {exception.id for exception in requirement.exceptions}
        for exception in sorted(exceptions - through):
            yield Problem(f"{requirement.id}: no case goes through the exception {exception}.", found.place)
        for exception in sorted(through - exceptions):
            yield Problem(f"{requirement.id}: a case goes through {exception}, which is no exception.", found.place)
        yield from _gaps(requirement, found)


def _can_fail(timeline: Timeline) -> bool:
    """Whether there is a day on which the duty is in force beyond doubt; on others nothing fails."""
    days = timeline.boundaries()
    return any(timeline.status_on(day) == "in_force" and not timeline.is_in_doubt_on(day) for day in days)


def _gaps(requirement: Requirement, found: CaseList) -> Iterator[Problem]:
    titles = [case.it for case in found.cases]
    for case in found.cases:
        if titles.count(case.it) > 1:
            yield Problem(f"{requirement.id}: two cases are called {case.it}.", case.place)
        if case.known_gap:
            yield Note(f"{requirement.id}: known gap: {case.known_gap}", case.place)


@checks.add("case-dates")
def case_dates(reviewed: Reviewed) -> Iterator[Problem]:
    """Cases stand in every stretch of time that the timeline tells apart: before it, between its days, after it."""
    for requirement, found in _with_cases(reviewed):
        days = _days(found, requirement.key_date, reviewed.vocabulary)
        for begins, ends in pairwise((date.min, *requirement.timeline.boundaries(), date.max)):
            if not any(begins <= day < ends for day in days):
                after = "" if begins == date.min else f" on or after {begins}"
                before = "" if ends == date.max else f" before {ends}"
                yield Problem(f"{requirement.id}: no case is{after}{before}.", found.place)


@checks.add("case-thresholds")
def case_thresholds(reviewed: Reviewed) -> Iterator[Problem]:
    """Cases stand on both sides of every number a duty compares with, one of them at the number itself."""
    for requirement, found in _with_cases(reviewed):
        for leaf in _bounds(requirement):
            bound = leaf.wanted
            assert isinstance(bound, int | float)
            numbers = {
                value for value in _values(found, leaf.path, reviewed.vocabulary) if isinstance(value, int | float)
            }
            for side, there in {
                "below": any(number < bound for number in numbers) or not bound,
                "at": bound in numbers,
                "above": any(number > bound for number in numbers),
            }.items():
                if not there and (side != "above" or bound not in numbers):
                    told = f"{requirement.id}: no case has {leaf.path} {side} {bound:g}."
                    yield Note(told, found.place) if side == "at" else Problem(told, found.place)


@checks.add("case-words")
def case_words(reviewed: Reviewed) -> Iterator[Problem]:
    """Cases speak of entities, fields and lists of the vocabulary, and choose among its choices."""
    for found in reviewed.cases.values():
        faults = (said.fault for said in said_by_cases(found, reviewed.vocabulary))
        for fault in dict.fromkeys(fault for fault in faults if fault):
            yield Problem(f"cases of {found.requirement}: {fault}", found.place)


def _with_cases(reviewed: Reviewed) -> Iterator[tuple[Requirement, CaseList]]:
    for requirement in reviewed.library.requirements:
        if requirement.id in reviewed.cases:
            yield requirement, reviewed.cases[requirement.id]


def _bounds(requirement: Requirement) -> Iterator[Leaf]:
    for leaf in requirement.requires.leaves():
        if leaf.operator in _BOUNDS and isinstance(leaf.wanted, int | float):
            yield leaf


def _days(found: CaseList, path: str, vocabulary: Vocabulary) -> set[date]:
    days = {case.as_of for case in found.cases if case.as_of and path == "assessment.date"}
    for value in _values(found, path, vocabulary):
        with contextlib.suppress(ValueError):
            days.add(date.fromisoformat(str(value)[:10]))
    return {day for day in days if day is not None}


def _values(found: CaseList, path: str, vocabulary: Vocabulary) -> Iterator[Any]:
    """Yield every value that some case gives a field."""
    return (said.value for said in said_by_cases(found, vocabulary) if said.path == path and not said.fault)

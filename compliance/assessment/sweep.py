"""Does a requirement hold together on every side of every date? Its cases are judged at each boundary and beside it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from compliance.assessment.cases import CaseResult, CaseRunner, Check
from compliance.assessment.model import Outcome
from compliance.policy.cases import CaseList, Flip
from compliance.policy.model import Requirement
from compliance.vocabulary import Vocabulary

_DAY = timedelta(days=1)
EDGES = (date(2024, 1, 1), date(2028, 12, 31))
"""Days that every requirement is judged on, one without a known date too: the span in which releases are planned."""


@dataclass(frozen=True)
class Swept:
    """One case, judged as if its key date were another."""

    day: date
    result: CaseResult

    @property
    def problem(self) -> str:
        """What broke; empty where nothing did."""
        answer = self.result.answer
        if answer.outcome is not Outcome.ERROR:
            return ""
        return f"{self.result.requirement}, {self.result.check.case.it}, on {self.day}: {answer.error}"


def sweep(runner: CaseRunner, requirement: Requirement, cases: CaseList) -> Iterator[Swept]:
    """Yield every case at every boundary of the requirement, the day before and the day after."""
    written = [_as_written(requirement, day, runner.vocabulary) for day in days_of(requirement)]
    for case in cases.cases:
        for day, value in zip(days_of(requirement), written, strict=True):
            flip = Flip(case.expect, requirement.key_date, value, case.place)
            yield Swept(day, runner.one(requirement, cases, Check(case, flip)))


def days_of(requirement: Requirement) -> tuple[date, ...]:
    """Return the boundaries of timeline, grace and dated parameters, each with its neighbours, and the edges."""
    boundaries = {
        *requirement.timeline.boundaries(),
        *(moved.applies_from for moved in requirement.transition),
        *(day for parameter in requirement.parameters.values() for day, _, _ in parameter.values),
    } - {date.min, date.max}
    beside = {day + shift for day in boundaries for shift in (-_DAY, 0 * _DAY, _DAY)}
    return tuple(sorted(beside.union(EDGES)))


def _as_written(requirement: Requirement, day: date, vocabulary: Vocabulary) -> str:
    if vocabulary.field(requirement.key_date).type == "datetime":
        return f"{day.isoformat()}T12:00+00:00"
    return day.isoformat()

"""Outcomes of whole inventories, as far as conditions decide them, and the reasons of those that need one.

Only releases that a requirement's place reaches are told; documents of exemption claims are taken to be on file.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from compliance.conditions.engine import Engine
from compliance.conditions.kleene import NO, UNKNOWN, YES
from compliance.conditions.reasons import Reasons
from compliance.conditions.tree import Condition
from compliance.policy.model import Requirement

Codes = NDArray[np.uint8]
Flags = NDArray[np.bool_]
Rows = NDArray[np.intp]


@dataclass(frozen=True, eq=False)
class Subjects:
    """The rows that a requirement is about."""

    key_days: NDArray[np.float64]
    reached: Flags
    """Whether its place may reach them."""


class Evaluation:
    """Evaluates every condition of some requirements over one inventory."""

    def __init__(self, engine: Engine, subjects: Mapping[str, Subjects]) -> None:
        self._engine = engine
        self._subjects = subjects
        self._answers: dict[tuple[str, int], Codes] = {}
        """By requirement and identity of the condition: reasons look at answers that are there already."""

    def answer(self, requirement: Requirement, condition: Condition) -> Codes:
        """Return the answer of a condition for every row."""
        key = (requirement.id, id(condition))
        if key not in self._answers:
            days = self._subjects[requirement.id].key_days
            self._answers[key] = self._engine.evaluate(condition, requirement.about, days).codes
        return self._answers[key]

    def answers(self, requirement: Requirement) -> Iterator[Codes]:
        """Yield the answers of every condition of a requirement."""
        return (self.answer(requirement, condition) for condition in requirement.conditions)

    def reasons(self, requirement: Requirement) -> Iterator[Reasons]:
        """Yield why rows fail or stay open: for every condition that has to do with it."""
        rows = self._concerned(requirement)
        applies = self.answer(requirement, requirement.applies_when).take(rows)
        met = self.answer(requirement, requirement.requires).take(rows)
        yield from self._explain(requirement, requirement.applies_when, rows[applies == UNKNOWN])
        yield from self._explain(requirement, requirement.requires, rows[applies == YES])
        unmet = rows[(applies == YES) & (met == NO)]
        for exception in requirement.exceptions:
            when = self.answer(requirement, exception.when).take(unmet)
            yield from self._explain(requirement, exception.when, unmet[when == UNKNOWN])
            if exception.requires_instead is not None:
                instead = self.answer(requirement, exception.requires_instead).take(unmet)
                open_ones = unmet[(when != NO) & (instead == UNKNOWN)]
                yield from self._explain(requirement, exception.requires_instead, open_ones)

    def _concerned(self, requirement: Requirement) -> Rows:
        """Return the rows that a requirement reaches, that do not meet it, and that no exception rescues."""
        reached = self._subjects[requirement.id].reached.view(np.uint8)
        applies = self.answer(requirement, requirement.applies_when) * reached
        rows = np.flatnonzero((applies != NO) & (self.answer(requirement, requirement.requires) != YES))
        for exception in requirement.exceptions:
            saves = self.answer(requirement, exception.when).take(rows)
            if exception.requires_instead is not None:
                saves = np.minimum(saves, self.answer(requirement, exception.requires_instead).take(rows))
            rows = rows[saves != YES]
        return rows

    def _explain(self, requirement: Requirement, condition: Condition, rows: Rows) -> Iterator[Reasons]:
        if len(rows):
            days = self._subjects[requirement.id].key_days
            yield self._engine.reasons(condition, requirement.about, rows, days)

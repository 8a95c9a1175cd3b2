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
        applies = self.answer(requirement, requirement.applies_when)
        applies = np.where(self._subjects[requirement.id].reached, applies, np.uint8(NO))
        met = self.answer(requirement, requirement.requires)
        rescued = np.zeros_like(met)
        for exception in requirement.exceptions:
            saves = self.answer(requirement, exception.when)
            if exception.requires_instead is not None:
                saves = np.minimum(saves, self.answer(requirement, exception.requires_instead))
            rescued = np.maximum(rescued, saves)
        concerned = (applies != NO) & (met != YES) & (rescued != YES)
        yield from self._explain(requirement, requirement.applies_when, concerned & (applies == UNKNOWN))
        yield from self._explain(requirement, requirement.requires, concerned & (applies == YES))
        for exception in requirement.exceptions:
            open_ones = concerned & (applies == YES) & (met == NO)
            yield from self._explain_open(requirement, exception.when, open_ones)
            if exception.requires_instead is not None:
                holds = self.answer(requirement, exception.when) != NO
                yield from self._explain_open(requirement, exception.requires_instead, open_ones & holds)

    def _explain_open(self, requirement: Requirement, condition: Condition, rows: Flags) -> Iterator[Reasons]:
        unknown = self.answer(requirement, condition) == UNKNOWN
        yield from self._explain(requirement, condition, rows & unknown)

    def _explain(self, requirement: Requirement, condition: Condition, rows: Flags) -> Iterator[Reasons]:
        asked = np.flatnonzero(rows)
        if len(asked):
            days = self._subjects[requirement.id].key_days
            yield self._engine.reasons(condition, requirement.about, asked, days)

"""What outcomes weigh in a decision: which asset and territory pairs, or which jurisdiction of the project, and how.

Force, confidence and severity are kept apart. Force and confidence say what an outcome does; severity only orders.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

from compliance.assessment.duty import FAIL, NOT_APPLICABLE, PASS, UNDETERMINED
from compliance.assessment.groups import Group
from compliance.assessment.model import Decision, Outcome
from compliance.assessment.outcomes import OutcomeColumn
from compliance.assessment.pairs import Pairs
from compliance.assessment.subjects import Rows, Subjects
from compliance.assessment.timing import one_of
from compliance.assessment.waiving import Waiving
from compliance.assessment.wording import named_exception
from compliance.conditions.distinct import distinct
from compliance.conditions.facts import day_of
from compliance.policy.model import Requirement


class Effect(IntEnum):
    """What something does to a decision, worst first."""

    BLOCKS = 0
    OPEN = 1
    UNCOVERED = 2
    WAIVED = 3
    RELAXED = 4
    COMING = 5
    ADVISED = 6

    @property
    def decision(self) -> Decision:
        """The decision it leads to where nothing worse does."""
        if self is Effect.BLOCKS:
            return Decision.BLOCKED
        return Decision.UNDECIDED if self <= Effect.UNCOVERED else Decision.CLEAR_WITH_CONDITIONS


@dataclass(frozen=True, eq=False)
class Weight:
    """One thing that weighs on decisions."""

    effect: Effect
    text: str
    """What it is, as the beginning of a sentence that may go on with whom it concerns."""
    pairs: Rows
    """Asset and territory pairs, each once, in order."""
    jurisdiction: str = ""
    """For subjects on no asset: the place whose law it is. Empty where it weighs on pairs alone."""
    reaches: tuple[str, ...] = ()
    """For those: every place whose releases it counts for."""
    subjects: int = 0
    """For those: how many."""
    finding: str = ""
    requirement: Requirement | None = None

    @property
    def order(self) -> tuple[int, int, str, str]:
        """Worst first, then by severity, then in a fixed order."""
        severity = self.requirement.severity.rank if self.requirement else 0
        return (self.effect, severity, self.requirement.id if self.requirement else "", self.finding or self.text)


class Scales:
    """Lays outcomes on the pairs and jurisdictions they count for."""

    def __init__(self, pairs: Pairs, subjects: Subjects, laws: Mapping[str, tuple[str, ...]]) -> None:
        self._pairs = pairs
        self._subjects = subjects
        self._laws = laws
        """Requirement id to the places whose law it is."""

    def weigh(self, columns: Iterable[OutcomeColumn], groups: Iterable[Group], waiving: Waiving) -> tuple[Weight, ...]:
        """Return everything that weighs on some decision, worst first."""
        weights = [weight for group in groups for weight in self._of_group(group, waiving)]
        weights += [weight for column in columns for weight in self._of_column(column)]
        return tuple(sorted(weights, key=lambda weight: weight.order))

    def project_places(self, columns: Iterable[OutcomeColumn]) -> frozenset[str]:
        """Return the jurisdictions whose law applies to subjects that hang on no released asset."""
        places = set()
        for column in columns:
            rows = np.flatnonzero(column.codes != NOT_APPLICABLE)
            if len(rows) and len(self._off_pairs(column.requirement, rows)):
                places.add(column.requirement.jurisdiction)
        return frozenset(places)

    def _of_group(self, group: Group, waiving: Waiving) -> Iterator[Weight]:
        numbers = waiving.numbers(group)
        for number in distinct(numbers).tolist():
            rows = group.rows[numbers == number]
            if number >= 0:
                waiver = waiving.waivers[number]
                text = f"Waiver {waiver.id} (until {waiver.ends}) lies over “{group.requirement.title}”"
                yield from self._lay(Effect.WAIVED, text, group.requirement, rows, group.id)
                continue
            effect = _effect(group)
            if effect is not None:
                yield from self._lay(effect, _told(group), group.requirement, rows, group.id)

    def _of_column(self, column: OutcomeColumn) -> Iterator[Weight]:
        requirement = column.requirement
        if not requirement.force.is_binding:
            return
        relaxed = (column.codes == PASS) & (column.through >= 0)
        for number in distinct(column.through[relaxed]).tolist() if relaxed.any() else ():
            rows = np.flatnonzero(relaxed & (column.through == number))
            relied_on = named_exception(requirement.exceptions[number].id)
            text = f"“{requirement.title}” is met only in the form that {relied_on} allows"
            yield from self._lay(Effect.RELAXED, text, requirement, rows)
        coming = ~np.isnan(column.becomes) & one_of(column.would_be, (PASS, FAIL, UNDETERMINED))
        for day in distinct(column.becomes[coming]).tolist() if coming.any() else ():
            for would_be, result in (
                (PASS, "is met now"),
                (FAIL, "would fail"),
                (UNDETERMINED, "cannot be decided yet"),
            ):
                rows = np.flatnonzero(coming & (column.becomes == day) & (column.would_be == would_be))
                text = f"“{requirement.title}” applies from {day_of(day)}, inside the release window, and {result}"
                yield from self._lay(Effect.COMING, text, requirement, rows)

    def _lay(
        self, effect: Effect, text: str, requirement: Requirement, rows: Rows, finding: str = ""
    ) -> Iterator[Weight]:
        """Lay rows on the pairs they count for, and the rest on the project under the requirement's law."""
        if not len(rows):
            return
        _, touched = self._pairs.touched(requirement.about, rows, self._subjects)
        if len(touched):
            yield Weight(effect, text, distinct(touched), finding=finding, requirement=requirement)
        off = self._off_pairs(requirement, rows)
        if len(off):
            yield Weight(
                effect,
                text,
                np.zeros(0, np.intp),
                requirement.jurisdiction,
                self._laws[requirement.id],
                len(off),
                finding,
                requirement,
            )

    def _off_pairs(self, requirement: Requirement, rows: Rows) -> Rows:
        positions, _ = self._pairs.touched(requirement.about, rows, self._subjects)
        on: NDArray[np.bool_] = np.zeros(len(rows), bool)
        on[positions] = True
        return rows[~on]


def _effect(group: Group) -> Effect | None:
    if group.blocks:
        return Effect.BLOCKS
    if group.leaves_open:
        return Effect.OPEN
    return Effect.ADVISED if group.kind is Outcome.FAIL else None


def _told(group: Group) -> str:
    title = f"“{group.requirement.title}”"
    if group.kind is Outcome.ERROR:
        return f"{title} could not be evaluated"
    if group.kind is Outcome.UNDETERMINED:
        return f"{title} cannot be decided"
    if group.advisory:
        return f"The recommendation {title} is not followed"
    if not group.confidence.decides:
        return f"{title} fails by a text that is only recalled; confirm with counsel"
    return f"{title} is not met"

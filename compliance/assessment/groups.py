"""Failing and open rows, grouped by requirement and ground: what becomes a finding, still as columns of row numbers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

import numpy as np

from compliance.assessment.claims import DOCUMENT_PATH
from compliance.assessment.duty import FAIL, UNDETERMINED, Duty, Exceptional
from compliance.assessment.grounds import (
    ATTESTATION,
    ATTESTED_NO,
    LAW_DATE,
    Ground,
    Grounds,
    finding_id,
)
from compliance.assessment.model import OUTCOMES, Outcome
from compliance.assessment.outcomes import Judge, OutcomeColumn
from compliance.assessment.reach import Reach
from compliance.assessment.subjects import Rows
from compliance.assessment.timing import Days, Flags
from compliance.conditions.distinct import distinct
from compliance.conditions.kleene import NO, UNKNOWN, YES
from compliance.conditions.tree import AllOf, Condition
from compliance.policy.model import Confidence, Requirement


@dataclass(frozen=True, eq=False)
class Group:
    """Rows of one requirement that share an outcome, an exception relied on, and a ground."""

    id: str
    requirement: Requirement
    kind: Outcome
    """FAIL, UNDETERMINED or ERROR."""
    through: str
    ground: Ground
    rows: Rows
    claimable: tuple[str, ...] = ()
    """Exceptions that hold for some of the rows and would count if they were claimed with a document."""

    @property
    def entity(self) -> str:
        """What the rows are."""
        return self.requirement.about

    @property
    def advisory(self) -> bool:
        """Whether it only advises. What broke is never mere advice."""
        return not self.requirement.force.is_binding and self.kind is not Outcome.ERROR

    @property
    def confidence(self) -> Confidence:
        """Of the weakest part that decided.

        Where the duty asks for several parts together, each that is missing decides by itself: the surest counts.
        """
        provenance = self.requirement.provenance
        parts = [provenance.parts.get(part, provenance.confidence) for part in self.ground.parts]
        sure = min if self.kind is Outcome.FAIL and not self.through and self._asks_for_all() else max
        found = [sure(parts, key=lambda confidence: confidence.rank)] if parts else []
        return max((provenance.confidence, *found), key=lambda confidence: confidence.rank)

    def _asks_for_all(self) -> bool:
        """Whether the parts that are missing stand side by side in a duty that asks for all of them."""
        duty = self.requirement.requires
        side_by_side = {part.part for part in duty.of} if isinstance(duty, AllOf) else set()
        return set(self.ground.parts) <= side_by_side

    @property
    def blocks(self) -> bool:
        """Whether it holds a release back where no waiver lies over it."""
        return self.kind is Outcome.FAIL and not self.advisory and self.confidence.decides

    @property
    def leaves_open(self) -> bool:
        """Whether it leaves a release undecided."""
        if self.kind is Outcome.FAIL:
            return not self.advisory and not self.confidence.decides
        return not self.advisory


def groups_of(judge: Judge, column: OutcomeColumn) -> tuple[Group, ...]:
    """Group the rows of one requirement that fail, stay open or broke."""
    requirement = column.requirement
    if column.error:
        rows = np.arange(len(column.codes))
        return _group(requirement, Outcome.ERROR, "", [(Ground(notes=(column.error,)), rows)]) if len(rows) else ()
    concerned = np.flatnonzero(column.has(FAIL, UNDETERMINED))
    if not len(concerned):
        return ()
    why = _Explainer(judge, column)
    found: list[Group] = []
    for code in (FAIL, UNDETERMINED):
        for through in distinct(column.through[concerned]).tolist():
            rows = np.flatnonzero((column.codes == code) & (column.through == through))
            if len(rows):
                grounds = why.failing(rows, through) if code == FAIL else why.open(rows, through)
                named = requirement.exceptions[through].id if through >= 0 else ""
                made = _group(requirement, OUTCOMES[code], named, grounds.split())
                found += [replace(group, claimable=why.claimable(group.rows)) for group in made]
    return tuple(found)


def judged_and_grouped(judge: Judge, requirement: Requirement) -> tuple[OutcomeColumn, tuple[Group, ...]]:
    """Return a requirement's outcomes and its groups; where the reasons cannot be found either, all rows are errors."""
    column = judge.judge(requirement)
    try:
        return column, groups_of(judge, column)
    except Exception as fault:  # noqa: BLE001 - as in `Judge.judge`
        broken = judge.broken(requirement, fault)
        return broken, groups_of(judge, broken)


def _group(
    requirement: Requirement, kind: Outcome, through: str, grounds: Iterable[tuple[Ground, Rows]]
) -> tuple[Group, ...]:
    """Make groups; grounds that differ in nothing that counts are one."""
    by_id: dict[str, Group] = {}
    for ground, rows in grounds:
        id_ = finding_id(requirement.id, kind, through, ground)
        if id_ in by_id:
            rows = np.sort(np.concatenate([by_id[id_].rows, rows]))  # noqa: PLW2901
        by_id[id_] = Group(id_, requirement, kind, through, ground, rows)
    return tuple(by_id.values())


class _Explainer:
    """Finds the grounds of one requirement's rows."""

    def __init__(self, judge: Judge, column: OutcomeColumn) -> None:
        self.judge = judge
        self.requirement = column.requirement
        self.reach: Reach = judge.reach(column.requirement)
        self.days: Days = column.duty_days
        self.open_end: Flags = column.open_end
        self.duty: Duty = judge.weigh(column.requirement, self.days)

    def failing(self, rows: Rows, through: int) -> Grounds:
        """Return which clauses are not met: of the relaxed duty where one is relied on, else of the duty itself."""
        grounds = Grounds(rows)
        if through >= 0:
            instead = self.requirement.exceptions[through].requires_instead
            if instead is not None:
                self._add(grounds, instead, np.ones(len(rows), bool), self.days)
                return grounds
        grounds.add_where(self.duty.attested[rows] == NO, Ground(notes=(ATTESTED_NO,)))
        self._add(grounds, self.requirement.requires, self.duty.stated[rows] == NO, self.days)
        return grounds

    def open(self, rows: Rows, through: int) -> Grounds:
        """Return which facts are missing: those that say whether it applies come before those of the duty."""
        grounds = Grounds(rows)
        self._when(grounds)
        applies = self.reach.applies[rows]
        self._whether(grounds, applies == UNKNOWN)
        reached = (applies == YES) & ~self._undecided_start(rows)
        met = self.duty.met[rows]
        unmet = reached & (met == NO)
        for found in self.duty.relaxed:
            if found.number == through and found.exception.requires_instead is not None:
                instead = found.instead[rows]
                self._add(grounds, found.exception.requires_instead, reached & (instead == UNKNOWN), self.days)
                unmet &= instead == NO
        self._duty(grounds, reached & (met == UNKNOWN))
        self._exceptions(grounds, unmet)
        return grounds

    def _undecided_start(self, rows: Rows) -> Flags:
        undecided: Flags = (self.reach.undated | self.reach.standing.open | self.open_end)[rows]
        return undecided

    def claimable(self, rows: Rows) -> tuple[str, ...]:
        """Return the exceptions that hold for some row and only want a claim."""
        return tuple(
            found.exception.id
            for found in self.duty.exceptions
            if ((found.when[rows] == YES) & (found.claimed[rows] < YES)).any()
        )

    def _when(self, grounds: Grounds) -> None:
        rows, requirement = grounds.rows, self.requirement
        grounds.add_where(self.reach.undated[rows], Ground(missing=(requirement.key_date,)))
        ends = self.judge.applicability.ends_path(requirement)
        if ends:
            grounds.add_where(self.open_end[rows], Ground(missing=(ends,)))
        unmoved = self.reach.standing.open[rows]
        for transition in requirement.transition:
            answer = self.judge.answer(requirement, transition.when, self.reach.days)[rows]
            self._add(grounds, transition.when, unmoved & (answer == UNKNOWN), self.reach.days)
        in_doubt = self.reach.standing.doubt[rows] & (self.duty.met[rows] == NO)
        if in_doubt.any():
            grounds.add_where(in_doubt, Ground(notes=(LAW_DATE,)))
            self._add(grounds, requirement.requires, in_doubt & (self.duty.stated[rows] == NO), self.days)

    def _whether(self, grounds: Grounds, unknown: Flags) -> None:
        rows, requirement = grounds.rows, self.requirement
        place = unknown & (self.reach.place[rows] == UNKNOWN)
        undated = place.copy()
        for path in requirement.reached_by:
            blank = place & self.judge.applicability.blank(requirement.about, path)[rows]
            grounds.add_where(blank, Ground(missing=(path,)))
            undated &= ~blank
        grounds.add_where(undated, Ground(missing=(requirement.key_date,)))
        role = unknown & (self.reach.role[rows] == UNKNOWN)
        grounds.add_where(role, Ground(missing=(self.judge.applicability.roles_path(requirement.about),)))
        trigger = unknown & (self.reach.trigger[rows] == UNKNOWN)
        self._add(grounds, requirement.applies_when, trigger, self.reach.key.days)

    def _duty(self, grounds: Grounds, unknown: Flags) -> None:
        rows = grounds.rows
        asked = unknown & (self.duty.attested[rows] == UNKNOWN)
        grounds.add_where(asked, Ground(notes=(ATTESTATION,)))
        self._add(grounds, self.requirement.requires, unknown & (self.duty.stated[rows] == UNKNOWN), self.days)

    def _exceptions(self, grounds: Grounds, unmet: Flags) -> None:
        """Add what is missing to say whether an exception rescues a duty that is not met."""
        for found in self.duty.exceptions:
            could = unmet & (found.counts[grounds.rows] >= UNKNOWN) & self._rescues(found, grounds.rows)
            when = found.when[grounds.rows] == UNKNOWN
            self._add(grounds, found.exception.when, could & when, self.days)
            undocumented = could & (found.claimed[grounds.rows] == UNKNOWN)
            grounds.add_where(undocumented, Ground(missing=(DOCUMENT_PATH,)))
            if found.exception.requires_instead is not None:
                instead = could & (found.instead[grounds.rows] == UNKNOWN)
                self._add(grounds, found.exception.requires_instead, instead, self.days)

    @staticmethod
    def _rescues(found: Exceptional, rows: Rows) -> Flags:
        if found.exception.effect == "lifts" or found.exception.prevails_over:
            return np.ones(len(rows), bool)
        rescues: Flags = found.instead[rows] >= UNKNOWN
        return rescues

    def _add(self, grounds: Grounds, condition: Condition, flags: Flags, days: Days) -> None:
        """Add the reasons a condition is not met, or unknown, for the flagged rows."""
        positions = np.flatnonzero(flags)
        if not len(positions):
            return
        reasons = self.judge.engine.reasons(condition, self.requirement.about, grounds.rows[positions], days)
        causes = [Ground(cause.leaves, cause.parts, cause.missing) for cause in reasons.causes]
        grounds.add(positions, reasons.codes, causes)

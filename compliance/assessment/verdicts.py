"""Single verdicts, explained through the reference interpreter: by clause, by fact with its place, by source.

Columns decide; this module tells one row of them at a time, when somebody asks.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from datetime import date

from compliance.assessment.duty import EXEMPT, FAIL, NOT_APPLICABLE, PASS, UNDETERMINED
from compliance.assessment.facts_used import FactsOf
from compliance.assessment.grounds import Ground
from compliance.assessment.groups import Group
from compliance.assessment.model import OUTCOMES, Clause, FactUsed, Outcome, Verdict
from compliance.assessment.outcomes import NOTHING, Judge, OutcomeColumn, Why
from compliance.assessment.subjects import Subjects
from compliance.assessment.timing import NOT_YET, STANDINGS
from compliance.assessment.wording import clauses_of, reason_not_applicable, reason_of
from compliance.conditions import reference
from compliance.conditions.reference import Explanation, FactRead
from compliance.conditions.tree import Condition, Leaf, NoneOf, Quantified, WhenThen
from compliance.policy.model import Requirement

MOST_FACTS = 60
"""A verdict about a subject with hundreds of listed rows names this many facts."""


class Verdicts:
    """Makes verdicts from outcome columns."""

    def __init__(self, judge: Judge, subjects: Subjects, facts_of: FactsOf, on: date) -> None:
        self._judge = judge
        self._subjects = subjects
        self._facts_of = facts_of
        self._on = on

    def verdict(self, column: OutcomeColumn, row: int, group: Group | None, waiver: str) -> Verdict:
        """Return the verdict for one row; `group` is the one it belongs to, if it fails or stays open."""
        requirement = column.requirement
        code, would_be = int(column.codes[row]), int(column.would_be[row])
        why = Why(int(column.why[row]))
        through = int(column.through[row])
        exception = requirement.exceptions[through].id if through >= 0 else ""
        shown_would_be = would_be if is_shown(code, why) else NOTHING
        clauses, missing, facts = self._told(column, row, group, code if shown_would_be == NOTHING else shown_would_be)
        return Verdict(
            requirement=requirement,
            subject=self._subjects.of_row(requirement.about, row),
            outcome=OUTCOMES[code],
            would_be=None if shown_would_be == NOTHING else OUTCOMES[shown_would_be],
            status=status_of(column, row),
            key_date=day_of(column, row),
            through=exception,
            reason=self._reason(column, row, group, why, exception),
            clauses=clauses,
            missing=missing,
            facts=facts,
            waiver=waiver,
            confidence=group.confidence if group else None,
        )

    def deciding_facts(self, column: OutcomeColumn, row: int, group: Group) -> tuple[FactUsed, ...]:
        """Return the facts that make a row fail or keep it open; a list that should not be empty is one of them."""
        requirement = column.requirement
        day = _as_day(column.duty_days[row])
        failing = group.kind is Outcome.FAIL
        conditions = [requirement.requires] if failing else [requirement.applies_when, requirement.requires]
        for exception in requirement.exceptions:
            if exception.id == group.through and exception.requires_instead is not None:
                conditions.append(exception.requires_instead)
            elif not failing:
                conditions.append(exception.when)
        named = {path for leaf in group.ground.leaves for path in leaf.reads()} if failing else {*group.ground.missing}
        read = [
            fact
            for condition in conditions
            for fact in self._read(self._explain(condition, requirement, row, day), requirement.about, row)
            if fact.path in named and (failing or fact.value is None)
        ]
        reach = [] if failing else self._reach_facts(requirement, row, group.ground.missing)
        return self._facts_of.used((*reach, *read)[:MOST_FACTS])

    def triggering_facts(self, column: OutcomeColumn, row: int, group: Group) -> tuple[FactUsed, ...]:
        """Return where, in which role and when a failing row is judged, and the facts that trigger the duty."""
        if group.kind is not Outcome.FAIL:
            return ()
        requirement = column.requirement
        trigger = self._explain(requirement.applies_when, requirement, row, _as_day(column.duty_days[row]))
        read = self._read(trigger, requirement.about, row, supporting=True)
        return self._facts_of.used([*self._reach_facts(requirement, row), *read][:MOST_FACTS])

    def _told(
        self, column: OutcomeColumn, row: int, group: Group | None, code: int
    ) -> tuple[tuple[Clause, ...], tuple[str, ...], tuple[FactUsed, ...]]:
        """Return clauses, missing facts and facts read, as far as the outcome rests on them."""
        requirement, vocabulary = column.requirement, self._subjects.facts.vocabulary
        if column.error:
            return (), (), ()
        why = Why(int(column.why[row]))
        reach_facts = self._reach_facts(requirement, row)
        if code == NOT_APPLICABLE and why in {Why.PLACE, Why.ROLE, Why.NEVER}:
            return (), (), self._facts_of.used(reach_facts)
        day = _as_day(column.duty_days[row])
        trigger = self._explain(requirement.applies_when, requirement, row, day)
        triggers = [*reach_facts, *self._read(trigger, requirement.about, row)]
        if code == NOT_APPLICABLE:
            untriggered = self._ground([trigger], FAIL) if why is Why.TRIGGER else Ground()
            return clauses_of(untriggered, vocabulary), (), self._facts_of.used(triggers[:MOST_FACTS])
        explained = [self._explain(condition, requirement, row, day) for condition in self._weighed(column, row, code)]
        read = [fact for found in explained for fact in self._read(found, requirement.about, row)]
        facts = self._facts_of.used([*read, *triggers][:MOST_FACTS])
        ground = group.ground if group else self._ground([trigger, *explained], code)
        if code in {PASS, EXEMPT}:
            ground = Ground(tuple(dict.fromkeys(leaf for found in explained for leaf in _met(found))))
        return clauses_of(ground, vocabulary), ground.missing, facts

    def _weighed(self, column: OutcomeColumn, row: int, code: int) -> Iterator[Condition]:
        """Yield the conditions that decided once the requirement was found to apply."""
        requirement = column.requirement
        through = int(column.through[row])
        if through < 0:
            yield requirement.requires
            if code == UNDETERMINED:
                yield from (exception.when for exception in requirement.exceptions)
            return
        exception = requirement.exceptions[through]
        yield exception.when
        if exception.requires_instead is not None:
            yield exception.requires_instead

    def _ground(self, explained: Iterable[Explanation], code: int) -> Ground:
        """Return why a duty that is not in force would fail, or would stay open."""
        wanted = False if code == FAIL else None
        found = [explanation.cause for explanation in explained if explanation.answer is wanted]
        ground = Ground()
        for cause in found:
            ground += Ground(cause.leaves, cause.parts, cause.missing)
        return ground

    def _explain(self, condition: Condition, requirement: Requirement, row: int, day: date | None) -> Explanation:
        return reference.explain(condition, self._subjects.facts, requirement.about, row, self._on, day)

    def _read(self, found: Explanation, entity: str, row: int, *, supporting: bool = False) -> Iterator[FactRead]:
        """Yield the facts that clauses read about a row, and the lists in which nothing is listed.

        With `supporting`, those along the branches that make the whole hold.
        """
        if supporting and found.answer is not True:
            return
        yield from found.facts
        condition = found.condition
        # Of what must not be the case, everything that is not the case speaks for it.
        negative = isinstance(condition, NoneOf | WhenThen) or _is_for_no(condition)
        for child in found.children:
            of, of_row = entity, row
            if isinstance(condition, Quantified) and child.row:
                of = self._subjects.facts.vocabulary.lists[condition.over].of
                of_row = self._subjects.row_by_key(of).get(child.row.removeprefix(f"{of} "), -1)
            yield from self._read(child, of, of_row, supporting=supporting and not negative)
        if isinstance(condition, Quantified) and not found.children and not found.doubt:
            owner = self._subjects.facts.vocabulary.lists[condition.over].entity
            at = int(self._subjects.scope(entity)[owner][row]) if owner in self._subjects.scope(entity) else -1
            key = self._subjects.keys(owner)[at] if at >= 0 else ""
            yield FactRead(condition.over, owner, key, None)

    def _reach_facts(self, requirement: Requirement, row: int, only: Iterable[str] | None = None) -> list[FactRead]:
        """Return the facts that say where, in which role and when."""
        paths = [*requirement.reached_by, self._judge.applicability.roles_path(requirement.about), requirement.key_date]
        wanted = paths if only is None else [path for path in paths if path in set(only)]
        scope = self._subjects.scope(requirement.about)
        read = []
        for path in wanted:
            entity = self._subjects.facts.vocabulary.field(path).entity
            read.append(self._facts_of.at(entity, int(scope[entity][row]), path))
        return read

    def _reason(self, column: OutcomeColumn, row: int, group: Group | None, why: Why, exception: str) -> str:
        requirement = column.requirement
        outcome = OUTCOMES[int(column.codes[row])]
        if outcome is Outcome.NOT_APPLICABLE:
            return reason_not_applicable(requirement, why, status_of(column, row))
        ground = group.ground if group else Ground()
        return reason_of(requirement, outcome, ground, exception=exception, status=status_of(column, row))


def is_shown(code: int, why: Why) -> bool:
    """Whether the outcome a duty would have says something: it is coming, held up, or proposed."""
    return code != NOT_APPLICABLE or why is Why.PROPOSED


def _is_for_no(condition: Condition) -> bool:
    return isinstance(condition, Quantified) and condition.kind == "for_no"


def _met(explanation: Explanation) -> Iterator[Leaf]:
    """Yield the clauses that are met, along the branches that make the whole hold."""
    condition = explanation.condition
    if explanation.answer is not True or isinstance(condition, NoneOf):
        return
    if isinstance(condition, Leaf):
        yield condition
    elif isinstance(condition, WhenThen):
        yield from _met(explanation.children[1])
    elif not _is_for_no(condition):
        for child in explanation.children:
            yield from _met(child)


def day_of(column: OutcomeColumn, row: int) -> date | None:
    """Return the day whose law was applied to a row; None where nobody knows it, or it never comes."""
    return _as_day(float(column.days[row]))


def _as_day(number: float) -> date | None:
    return date.fromordinal(int(number)) if math.isfinite(number) else None


def status_of(column: OutcomeColumn, row: int) -> str:
    """Return the status of the duty on that day, in words of the timeline."""
    code = int(column.status[row])
    if code == STANDINGS.index(NOT_YET):
        # A row that is out of reach was not judged by time; the timeline says what the duty is on its day.
        day = day_of(column, row)
        return (column.requirement.timeline.status_on(day) if day else None) or NOT_YET
    return STANDINGS[code]

"""Findings: what a person can act on. One requirement, one cause, every subject it concerns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import cast

from compliance.assessment.groups import Group
from compliance.assessment.lazily import Lazily
from compliance.assessment.model import FactUsed, Finding, Outcome
from compliance.assessment.outcomes import OutcomeColumn
from compliance.assessment.pairs import Pairs
from compliance.assessment.subjects import RELEASE, Subjects
from compliance.assessment.verdicts import Verdicts
from compliance.assessment.waiving import Waiving
from compliance.assessment.wording import clauses_of, condition_text, effect_text, generic, recommendation_text
from compliance.conditions.distinct import distinct
from compliance.conditions.explain import literal_text
from compliance.conditions.facts import Numbers

SHOWN = 3
"""Facts are shown for this many subjects of a finding; the verdicts tell all."""

_KINDS = (Outcome.FAIL, Outcome.ERROR, Outcome.UNDETERMINED)


@dataclass(frozen=True, eq=False)
class Findings:
    """Makes findings from groups."""

    subjects: Subjects
    pairs: Pairs
    verdicts: Verdicts
    columns: Mapping[str, OutcomeColumn]
    waiving: Waiving
    on: date

    def of(self, groups: Sequence[Group]) -> tuple[Finding, ...]:
        """Return findings: what binds before what advises; fails, errors, what is open; then by severity."""
        position = {id_: number for number, id_ in enumerate(self.columns)}
        ordered = sorted(
            groups,
            key=lambda group: (
                group.advisory,
                _KINDS.index(group.kind),
                group.requirement.severity.rank,
                position[group.requirement.id],
                group.through,
                int(group.rows[0]),
                group.id,
            ),
        )
        return tuple(self._finding(group) for group in ordered)

    def _finding(self, group: Group) -> Finding:
        requirement, vocabulary = group.requirement, self.subjects.facts.vocabulary
        subjects = self.subjects.of(group.entity, group.rows)
        waived = (
            tuple(
                (subject, waiver)
                for position, subject in enumerate(subjects)
                if (waiver := self.waiving.over(group, position))
            )
            if group.id in self.waiving.by_group
            else ()
        )
        return Finding(
            id=group.id,
            kind=group.kind,
            requirement=requirement,
            subjects=subjects,
            clauses=clauses_of(group.ground, vocabulary),
            missing=group.ground.missing,
            through=group.through,
            confidence=group.confidence,
            territories=self._territories(group),
            blocks=group.blocks and len(waived) < len(subjects),
            advisory=group.advisory,
            waived=waived,
            condition=condition_text(group, subjects, vocabulary),
            effect=effect_text(requirement, group.confidence, vocabulary) if group.kind is not Outcome.ERROR else "",
            recommendation=recommendation_text(
                group, lambda path: self._filled(group, path), vocabulary, out_since=self._out_since(group)
            ),
            steps=self._steps(group),
            facts=Lazily(lambda: self._facts(group)),
        )

    def _territories(self, group: Group) -> tuple[str, ...]:
        _, pairs = self.pairs.touched(group.entity, group.rows, self.subjects)
        return tuple(self.pairs.places[number] for number in distinct(self.pairs.place[pairs]).tolist())

    def _filled(self, group: Group, path: str) -> str:
        """Return what a placeholder of the remedy stands for, where it is the same for every subject."""
        vocabulary, facts = self.subjects.facts.vocabulary, self.subjects.facts
        scope = self.subjects.scope(group.entity)
        if not vocabulary.has(path) or vocabulary.field(path).entity not in scope:
            return f"the {path.partition('.')[2].replace('_', ' ')}"
        field = vocabulary.field(path)
        rows = distinct(scope[field.entity][group.rows])
        values = {facts.value(field, row if row >= 0 else None) for row in rows[: SHOWN + 1].tolist()}
        if field.computed or len(rows) > SHOWN or len(values) != 1:
            return generic(path, vocabulary)
        value = values.pop()
        if value is None:
            return generic(path, vocabulary)
        if isinstance(value, str) and field.type == "territory" and facts.jurisdictions.has(value):
            return facts.jurisdictions.name(value)
        return literal_text(value, field)

    def _out_since(self, group: Group) -> list[date]:
        """Return the first days of the failing releases that are out on the day of the assessment."""
        if group.entity != RELEASE or group.kind is not Outcome.FAIL:
            return []
        on = self.on.toordinal()
        starts, ends = (
            cast("Numbers", self.subjects.facts.column(f"{RELEASE}.{name}")).numbers[group.rows]
            for name in ("starts_on", "ends_on")
        )
        return [date.fromordinal(int(day)) for day in starts[(starts <= on) & ~(ends < on)].tolist()]

    def _steps(self, group: Group) -> tuple[str, ...]:
        """Return the steps of the remedy, or for an open question the evidence that would answer it."""
        if group.kind is Outcome.FAIL:
            return group.requirement.steps
        missing = set(group.ground.missing)
        return tuple(
            f"Obtain: {expected.what}" for expected in group.requirement.evidence if missing & set(expected.proves)
        )

    def _facts(self, group: Group) -> tuple[FactUsed, ...]:
        if group.kind is Outcome.ERROR:
            return ()
        column, rows = self.columns[group.requirement.id], group.rows[:SHOWN].tolist()
        found = [fact for row in rows for fact in self.verdicts.deciding_facts(column, row, group)]
        found += [fact for row in rows for fact in self.verdicts.triggering_facts(column, row, group)]
        return tuple(dict.fromkeys(found))

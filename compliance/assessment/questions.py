"""Questions: the missing facts, each with what hangs on it, those first that say whether anything applies at all."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from compliance.assessment.grounds import ATTESTATION
from compliance.assessment.groups import Group
from compliance.assessment.model import Outcome, Question
from compliance.assessment.pairs import Pairs
from compliance.assessment.subjects import ASSET, Rows, Subjects
from compliance.assessment.timing import Flags
from compliance.assessment.wording import question_text, title_of
from compliance.conditions.distinct import distinct
from compliance.conditions.facts import Coded, Column, YesNo
from compliance.conditions.kleene import UNKNOWN
from compliance.policy.model import Requirement

ATTEST = "attest"
"""The first half of the path of a question that a requirement itself asks: `attest.<requirement id>`."""


@dataclass
class _Asked:
    """What hangs on one missing fact, gathered group by group."""

    held_open: Flags
    """Asset and territory pairs that wait for it."""
    outcomes: int = 0
    findings: list[str] = field(default_factory=list)
    rows: dict[str, list[Rows]] = field(default_factory=dict)
    """Open rows, by the entity they are of."""

    def note(self, group: Group, pairs: Rows) -> None:
        """Add the rows of a group."""
        self.held_open[pairs] = True
        self.outcomes += len(group.rows)
        self.findings.append(group.id)
        self.rows.setdefault(group.entity, []).append(group.rows)


class Questions:
    """Gathers the questions of a run."""

    def __init__(self, subjects: Subjects, pairs: Pairs) -> None:
        self._subjects = subjects
        self._pairs = pairs

    def of(self, groups: Sequence[Group]) -> tuple[Question, ...]:
        """Return one question for each missing fact, most outcomes first, screening facts before everything."""
        asked: dict[str, _Asked] = {}
        manual: dict[str, tuple[Requirement, _Asked]] = {}
        for group in groups:
            if group.kind is not Outcome.UNDETERMINED:
                continue
            _, pairs = self._pairs.touched(group.entity, group.rows, self._subjects)
            for path in group.ground.missing:
                asked.setdefault(path, self._nothing()).note(group, pairs)
            if ATTESTATION in group.ground.notes:
                _, found = manual.setdefault(group.requirement.id, (group.requirement, self._nothing()))
                found.note(group, pairs)
        questions = [self._question(path, found) for path, found in asked.items()]
        questions += [self._manual(requirement, found) for requirement, found in manual.values()]
        return tuple(sorted(questions, key=lambda q: (not q.screening, -q.outcomes, -q.decisions, q.path)))

    def _nothing(self) -> _Asked:
        return _Asked(np.zeros(len(self._pairs), bool))

    def _question(self, path: str, asked: _Asked) -> Question:
        vocabulary = self._subjects.facts.vocabulary
        known = vocabulary.field(path) if vocabulary.has(path) else None
        entity = path.partition(".")[0]
        blank = np.zeros(self._subjects.count(entity), bool)
        for about, rows in asked.rows.items():
            blank |= self._blank(path, about, np.concatenate(rows))
        keys = self._subjects.keys(entity)
        return Question(
            path=path,
            title=title_of(path, vocabulary),
            text=question_text(path, vocabulary),
            who=known.ask if known else "production",
            rows=tuple(keys[row] for row in np.flatnonzero(blank).tolist()),
            outcomes=asked.outcomes,
            decisions=int(asked.held_open.sum()),
            findings=tuple(asked.findings),
            screening=known.screening if known else False,
        )

    def _manual(self, requirement: Requirement, asked: _Asked) -> Question:
        assert requirement.attest is not None
        rows = distinct(np.concatenate(asked.rows[requirement.about]))
        keys = self._subjects.keys(requirement.about)
        return Question(
            path=f"{ATTEST}.{requirement.id}",
            title=requirement.title,
            text=requirement.attest.question,
            who=", ".join(requirement.attest.by),
            rows=tuple(keys[row] for row in rows.tolist()),
            outcomes=asked.outcomes,
            decisions=int(asked.held_open.sum()),
            findings=tuple(asked.findings),
        )

    def _blank(self, path: str, about: str, rows: Rows) -> Flags:
        """Return the rows whose blank cell keeps some rows of `about` open."""
        entity, _, _ = path.partition(".")
        scope = self._subjects.scope(about)
        owned = self._subjects.count(entity)
        if entity in scope:
            named = scope[entity][rows]
            meant = np.zeros(owned, bool)
            meant[named[named >= 0]] = True
        else:
            meant = self._beside(entity, scope, rows)
        if path in self._subjects.facts.vocabulary.lists:
            return meant
        return meant & _blank_cells(self._subjects.facts.column(path))

    def _beside(self, entity: str, scope: Mapping[str, Rows], rows: Rows) -> Flags:
        """Return which listed rows hang on the same asset, or else the same parent, as the rows in question."""
        theirs = self._subjects.scope(entity)
        entities = self._subjects.facts.vocabulary.entities
        shared = [name for name in theirs if name in scope and not entities[name].single]
        if not shared:
            return np.ones(self._subjects.count(entity), bool)
        parent = ASSET if ASSET in shared else shared[0]
        mine = scope[parent][rows]
        meant = np.zeros(self._subjects.count(parent) + 1, bool)
        meant[mine[mine >= 0]] = True
        # A listed row without an owner may belong to anybody.
        meant[-1] = True
        return meant[theirs[parent]]


def _blank_cells(column: Column) -> Flags:
    if isinstance(column, YesNo | Coded):
        blank: Flags = column.codes == (UNKNOWN if isinstance(column, YesNo) else 0)
        return blank
    return np.isnan(column.numbers)

"""Running the cases beside the packs: does each requirement say of each project what its author expects?

A check is a case, or a case with one fact flipped. Checks that share the day, the organisation and the claims on file
are laid into one set of tables and judged together: that is what makes deleting every clause in turn affordable.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import numpy as np

from compliance.assessment.binding import binds_here
from compliance.assessment.case_facts import CaseRows, Told, told
from compliance.assessment.claims import SINGLE_LINKS
from compliance.assessment.groups import groups_of
from compliance.assessment.model import OUTCOMES, Outcome
from compliance.assessment.outcomes import Judge, OutcomeColumn
from compliance.assessment.run import judge_of
from compliance.assessment.subjects import Rows, Subjects
from compliance.errors import ComplianceError, Place
from compliance.jurisdictions import Jurisdictions
from compliance.policy.cases import Case, CaseList, Flip
from compliance.policy.model import Library, Requirement
from compliance.vocabulary import Vocabulary

_DOCUMENT = "document-on-file"


@dataclass(frozen=True)
class Check:
    """A case, or a case with one fact changed."""

    case: Case
    flip: Flip | None = None

    @property
    def expect(self) -> str:
        """The outcome its author expects."""
        return self.flip.expect if self.flip else self.case.expect

    @property
    def place(self) -> Place:
        """Where it is written."""
        return self.flip.place if self.flip else self.case.place

    @property
    def words(self) -> str:
        """The case in words, and the changed fact."""
        if self.flip is None:
            return self.case.it
        return f"{self.case.it}; {self.flip.path}: {'blank' if self.flip.value is None else self.flip.value}"

    @property
    def says_whether_binding(self) -> bool:
        """Whether its author expects it to bind the organisation, or to advise it."""
        return self.flip is None and self.case.binding is not None

    def is_right(self, answer: Answer) -> bool:
        """Whether an answer is what its author expects."""
        if answer.outcome != self.expect:
            return False
        if self.flip is not None:
            return True
        through = not self.case.through or answer.through == self.case.through
        binding = self.case.binding is None or answer.binding == self.case.binding
        return through and binding and set(self.case.missing) <= set(answer.missing)


@dataclass(frozen=True)
class Answer:
    """What a requirement says of one project."""

    outcome: Outcome
    through: str = ""
    missing: tuple[str, ...] = ()
    error: str = ""
    binding: bool = True
    """Whether it binds the organisation, or only advises."""

    def __str__(self) -> str:
        through = f" through {self.through}" if self.through else ""
        missing = f", missing {', '.join(self.missing)}" if self.missing else ""
        return self.error or f"{self.outcome}{through}{missing}"


@dataclass(frozen=True)
class CaseResult:
    """One check, and what the requirement says of it."""

    requirement: str
    check: Check
    answer: Answer

    @property
    def is_right(self) -> bool:
        """Whether it is what its author expects."""
        return self.check.is_right(self.answer)

    @property
    def problem(self) -> str:
        """What is wrong, in a sentence; empty for a right one."""
        if self.is_right:
            return ""
        case = self.check.case
        wanted = self.check.expect
        if self.check.flip is None:
            wanted += f" through {case.through}" if case.through else ""
            wanted += f", missing {', '.join(case.missing)}" if case.missing else ""
        got = str(self.answer)
        if self.check.says_whether_binding and not self.answer.error:
            wanted += f", {_force_word(binding=bool(case.binding))}"
            got += f", {_force_word(binding=self.answer.binding)}"
        return f"{self.requirement}, {self.check.words}: expected {wanted}, got {got}."


@dataclass(frozen=True, eq=False)
class Batch:
    """Checks that are judged together."""

    checks: tuple[Check, ...]
    judge: Judge
    rows: Rows
    """The subject of each check."""

    def answers(self, requirement: Requirement) -> list[Answer]:
        """Return what a requirement says of each check."""
        column = self._judged(requirement)
        if column.error:
            return [Answer(Outcome.ERROR, error=column.error) for _ in self.checks]
        groups = groups_of(self.judge, column)
        binding = self.binds(requirement)
        found = []
        for row in self.rows.tolist():
            through = int(column.through[row])
            missing = [path for group in groups if np.isin(row, group.rows) for path in group.ground.missing]
            named = requirement.exceptions[through].id if through >= 0 else ""
            found.append(Answer(OUTCOMES[int(column.codes[row])], named, tuple(missing), binding=binding))
        return found

    def binds(self, requirement: Requirement) -> bool:
        """Return whether a requirement binds the organisation, which the checks share."""
        engine = self.judge.engine
        return binds_here(requirement, engine.facts, engine.on) is True

    def outcomes(self, requirement: Requirement) -> list[tuple[int, int]]:
        """Return the outcome of each check alone, with the one it would have if the duty were in force."""
        column = self._judged(requirement)
        return list(zip(column.codes[self.rows].tolist(), column.would_be[self.rows].tolist(), strict=True))

    def _judged(self, requirement: Requirement) -> OutcomeColumn:
        """Return the outcomes of a requirement, of a proposal as if it were law where the cases ask for that."""
        if self.checks[0].case.if_in_force:
            requirement = replace(requirement, timeline=requirement.timeline.as_if_adopted())
        return self.judge.judge(requirement)


class CaseRunner:
    """Runs cases of requirements."""

    def __init__(self, library: Library, vocabulary: Vocabulary, jurisdictions: Jurisdictions) -> None:
        self.library = library
        self.vocabulary = vocabulary
        self.jurisdictions = jurisdictions

    def run(self, requirement: Requirement, cases: CaseList) -> list[CaseResult]:
        """Return the result of every check of a requirement, in the order of the file."""
        checks = list(checks_of(cases))
        try:
            batches = list(self.batches(requirement, cases, checks))
        except ComplianceError:
            # One that cannot be read must not take the others along.
            return [self.one(requirement, cases, check) for check in checks]
        answers: dict[int, Answer] = {}
        for batch in batches:
            answers |= zip(map(id, batch.checks), batch.answers(requirement), strict=True)
        return [CaseResult(requirement.id, check, answers[id(check)]) for check in checks]

    def one(self, requirement: Requirement, cases: CaseList, check: Check) -> CaseResult:
        """Return the result of one check, judged by itself."""
        try:
            (batch,) = self.batches(requirement, cases, [check])
        except ComplianceError as fault:
            return CaseResult(requirement.id, check, Answer(Outcome.ERROR, error=str(fault)))
        return CaseResult(requirement.id, check, batch.answers(requirement)[0])

    def batches(self, requirement: Requirement, cases: CaseList, checks: Sequence[Check]) -> Iterator[Batch]:
        """Yield the checks in batches, the largest first.

        Raises:
            PackError: The facts of a check cannot be read.
        """
        together: dict[object, list[tuple[Check, Told]]] = {}
        for check in checks:
            facts = self._told(cases, check)
            together.setdefault(self._apart(requirement, check, facts), []).append((check, facts))
        for found in sorted(together.values(), key=len, reverse=True):
            yield self._batch(requirement, found)

    def _told(self, cases: CaseList, check: Check) -> Told:
        change = {check.flip.path: check.flip.value} if check.flip else {}
        return told(cases.baseline, check.case.given, change, vocabulary=self.vocabulary, at=check.place)

    def _apart(self, requirement: Requirement, check: Check, facts: Told) -> object:
        """Return what checks must share to be judged together; anything else would mix their facts."""
        entities = self.vocabulary.entities
        singles = {name: said for name, said in facts.items() if entities[name].single}
        alone = (
            entities[requirement.about].single or _sees_every_row(requirement, self.vocabulary) or _names_rows(facts)
        )
        on = self._day(requirement, check, facts)
        return (id(check) if alone else 0, on, repr(singles), check.case.claims, check.case.if_in_force)

    @staticmethod
    def _day(requirement: Requirement, check: Check, facts: Told) -> date:
        day = facts.get("assessment", {}).get("date")
        return check.case.as_of or (date.fromisoformat(str(day)) if day else requirement.provenance.as_of)

    def _batch(self, requirement: Requirement, found: Sequence[tuple[Check, Told]]) -> Batch:
        check, facts = found[0]
        rows = CaseRows(self.vocabulary, self.jurisdictions, check.place)
        keys = []
        for one, said in found:
            rows.at = one.place
            keys.append(rows.add(said, requirement.about))
        for key in keys if requirement.about in SINGLE_LINKS else ["all"]:
            rows.rows["record"] += _claims(requirement, check.case, key)
        if check.case.claims:
            rows.rows["document"].append({"id": _DOCUMENT})
        subjects = Subjects(rows.facts())
        judge = judge_of(subjects.facts, subjects, self.library, self._day(requirement, check, facts))
        # There is one row of a single entity, and it has no key.
        single = self.vocabulary.entities[requirement.about].single
        about = np.zeros(len(found), np.intp) if single else subjects.rows_of(requirement.about, keys)
        return Batch(tuple(one for one, _ in found), judge, about)


def _force_word(*, binding: bool) -> str:
    return "binding" if binding else "advice"


def checks_of(cases: CaseList) -> Iterator[Check]:
    """Yield every case, each followed by its flips."""
    for case in cases.cases:
        yield Check(case)
        for flip in case.flips:
            yield Check(case, flip)


def _sees_every_row(requirement: Requirement, vocabulary: Vocabulary) -> bool:
    """Whether a requirement goes through lists that hold every row of a kind, those of other projects included."""
    lists = {path for condition in requirement.conditions for path in condition.lists()}
    return any(vocabulary.lists[path].everything for path in lists)


def _names_rows(said: Any) -> bool:
    """Whether some row brings its own key, or leaves a link to its owner blank: it could be another project's."""
    if isinstance(said, list):
        return any(map(_names_rows, said))
    if not isinstance(said, Mapping):
        return False
    return (
        "id" in said
        or any(value is None and name in _OWNERS for name, value in said.items())
        or any(map(_names_rows, said.values()))
    )


_OWNERS = frozenset({"asset", "person", "release", "store", "system"})
"""References through which lists find their members."""


def _claims(requirement: Requirement, case: Case, key: str) -> list[dict[str, Any]]:
    """Return the records of a case's exemption claims, without an end."""
    return [
        {
            "id": f"claim-{number}-{key}",
            "kind": "exemption_claim",
            "requirement": requirement.id,
            "exception": claim.exception,
            "document": _DOCUMENT if claim.document else "none",
            "expires_on": "none",
            "assets": frozenset({"all"}),
            "releases": frozenset({"all"}),
            **({requirement.about: key} if requirement.about in SINGLE_LINKS else {}),
        }
        for number, claim in enumerate(case.claims)
    ]

"""Does every clause matter? Each is deleted in turn, and some case must then come out otherwise.

A clause whose deletion no case notices is either not needed or not tested; both are worth an author's look.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from compliance.assessment.cases import Batch, CaseRunner, checks_of
from compliance.conditions.explain import headline
from compliance.conditions.tree import TRUE, AllOf, AnyOf, Condition, NoneOf, Quantified, WhenThen
from compliance.errors import Place
from compliance.jurisdictions import WORLD
from compliance.policy.cases import CaseList
from compliance.policy.model import LegalException, Requirement
from compliance.vocabulary import Vocabulary


@dataclass(frozen=True)
class Mutant:
    """A requirement with one thing less."""

    without: str
    """What was deleted, in words."""
    place: Place | None
    requirement: Requirement


@dataclass(frozen=True)
class Unnoticed:
    """A deletion that no case notices."""

    requirement: str
    without: str
    place: Place | None

    def __str__(self) -> str:
        where = f"{self.place}: " if self.place else ""
        return f"{where}{self.requirement}: no case notices that this is deleted: {self.without}"


def unnoticed(runner: CaseRunner, requirement: Requirement, cases: CaseList) -> tuple[Unnoticed, ...]:
    """Return every single deletion that leaves the outcome of all cases as it was."""
    batches = tuple(runner.batches(requirement, cases, tuple(checks_of(cases))))
    before = [batch.outcomes(requirement) for batch in batches]
    return tuple(
        Unnoticed(requirement.id, mutant.without, mutant.place)
        for mutant in mutants(requirement, runner.vocabulary)
        if not _is_noticed(mutant.requirement, batches, before)
    )


def _is_noticed(mutant: Requirement, batches: tuple[Batch, ...], before: Sequence[Sequence[tuple[int, int]]]) -> bool:
    return any(batch.outcomes(mutant) != outcomes for batch, outcomes in zip(batches, before, strict=True))


def mutants(requirement: Requirement, vocabulary: Vocabulary) -> Iterator[Mutant]:
    """Yield the requirement without each of its clauses, roles, links, exceptions and grace periods in turn."""
    yield from _reach(requirement)
    for less, gone in _without_one(requirement.applies_when):
        yield _mutant(replace(requirement, applies_when=less), gone, vocabulary)
    for less, gone in _without_one(requirement.requires):
        yield _mutant(replace(requirement, requires=less), gone, vocabulary)
    for number, exception in enumerate(requirement.exceptions):
        yield from _exception(requirement, number, exception, vocabulary)
    for number, moved in enumerate(requirement.transition):
        others = (*requirement.transition[:number], *requirement.transition[number + 1 :])
        yield Mutant(f"the transition of {moved.cite}", moved.when.place, replace(requirement, transition=others))
        for less, gone in _without_one(moved.when):
            changed = (
                *requirement.transition[:number],
                replace(moved, when=less),
                *requirement.transition[number + 1 :],
            )
            yield _mutant(replace(requirement, transition=changed), gone, vocabulary)


def _reach(requirement: Requirement) -> Iterator[Mutant]:
    if requirement.jurisdiction != WORLD:
        everywhere = replace(requirement, jurisdiction=WORLD)
        yield Mutant(f"its limit to {requirement.jurisdiction}", requirement.place, everywhere)
    if len(requirement.reached_by) > 1:
        for path in requirement.reached_by:
            others = tuple(other for other in requirement.reached_by if other != path)
            yield Mutant(f"its link by {path}", requirement.place, replace(requirement, reached_by=others))
    if len(requirement.duty_of) > 1:
        for role in requirement.duty_of:
            others = tuple(other for other in requirement.duty_of if other != role)
            yield Mutant(f"the role {role}", requirement.place, replace(requirement, duty_of=others))


def _exception(
    requirement: Requirement, number: int, exception: LegalException, vocabulary: Vocabulary
) -> Iterator[Mutant]:
    before, after = requirement.exceptions[:number], requirement.exceptions[number + 1 :]

    def instead(changed: LegalException) -> Requirement:
        return replace(requirement, exceptions=(*before, changed, *after))

    place = exception.when.place
    yield Mutant(f"the exception {exception.id}", place, replace(requirement, exceptions=(*before, *after)))
    if exception.must_be_documented:
        undocumented = instead(replace(exception, must_be_documented=False))
        yield Mutant(f"that {exception.id} must be documented", place, undocumented)
    for less, gone in _without_one(exception.when):
        yield _mutant(instead(replace(exception, when=less)), gone, vocabulary)
    if exception.requires_instead is not None:
        for less, gone in _without_one(exception.requires_instead):
            yield _mutant(instead(replace(exception, requires_instead=less)), gone, vocabulary)


def _mutant(requirement: Requirement, gone: Condition, vocabulary: Vocabulary) -> Mutant:
    return Mutant(headline(gone, vocabulary), gone.place, requirement)


def _without_one(condition: Condition) -> Iterator[tuple[Condition, Condition]]:
    """Yield the condition with one part of it deleted, and the part. A deleted clause asks for nothing."""
    if condition != TRUE:
        yield TRUE, condition
    yield from _thinner(condition)


def _thinner(condition: Condition) -> Iterator[tuple[Condition, Condition]]:
    """Yield the condition with something inside it deleted."""
    children = condition.children
    for number, child in enumerate(children):
        before, after = children[:number], children[number + 1 :]
        if isinstance(condition, AllOf | AnyOf | NoneOf) and after + before:
            yield condition.with_children((*before, *after)), child
        elif _can_go(condition, number, child):
            yield condition.with_children((*before, TRUE, *after)), child
        for less, gone in _thinner(child):
            yield condition.with_children((*before, less, *after)), gone


def _can_go(condition: Condition, number: int, child: Condition) -> bool:
    """Whether a part that stands alone can be deleted without deleting all that it stands in."""
    if child == TRUE:
        return False
    return isinstance(condition, Quantified) or (isinstance(condition, WhenThen) and number == 0)

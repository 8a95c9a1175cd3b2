"""What a condition means: one row at a time, in plain Python. This is the specification.

The engine must give the same answers and the same causes for whole tables; property tests hold it to that. Single
verdicts are explained from here, because the explanation keeps every clause, row and fact it met.

An answer is True, False or None for unknown. A blank fact is never decided for anybody.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any, Literal

from compliance.conditions import causes
from compliance.conditions import explain as words
from compliance.conditions.causes import Cause, Reason
from compliance.conditions.facts import Facts, Value
from compliance.conditions.operators import Setting, looks_at_map, operators, setting_of
from compliance.conditions.situation import Answer, FactRead, Situation
from compliance.conditions.tree import AllOf, AnyOf, Condition, ForEachValue, Leaf, NoneOf, Quantified, WhenThen
from compliance.conditions.values import NONE, operands
from compliance.vocabulary import Vocabulary

__all__ = ["Answer", "Explanation", "FactRead", "KeyDay", "answer", "cause", "examined", "explain"]

KeyDay = date | None | Literal["as of"]
"""The day whose law counts; None where nobody knows it; `as of` the day of the assessment."""


@dataclass(frozen=True)
class Explanation:
    """One node of a condition with its answer, and everything below it."""

    condition: Condition
    vocabulary: Vocabulary
    answer: Answer
    children: tuple[Explanation, ...] = ()
    """Of a quantifier: one for each listed row, its statement about that row."""
    facts: tuple[FactRead, ...] = ()
    row: str = ""
    """Of a statement about a listed row: `label L-1`; about a listed value: the value."""
    sure: bool = True
    """Whether that row is surely listed here."""
    doubt: int = 0
    """Of a quantifier: why the list may hold more, see `causes.doubts`."""
    due: date | None = None
    """Of a clock that still runs: the last day or instant that is in time."""

    @property
    def text(self) -> str:
        """The clause in words, or the words that open a group."""
        return words.headline(self.condition, self.vocabulary)

    @property
    def missing(self) -> tuple[str, ...]:
        """Paths of the facts whose absence keeps the answer unknown."""
        return self.cause.missing

    @property
    def cause(self) -> Cause:
        """Why the answer is no or unknown; nothing for a yes."""
        if self.answer is True:
            return Cause()
        given = set(_reasons(self, "", negated=False))
        every = causes.possible_reasons(self.condition, self.vocabulary, unknown=self.answer is None)
        mask = sum(1 << nth for nth, reason in enumerate(every) if reason in given)
        made = causes.Causes(every)
        return made.of(made.plain(mask))

    def walk(self) -> Iterator[Explanation]:
        """Yield this explanation and all below it."""
        yield self
        for child in self.children:
            yield from child.walk()


def answer(  # noqa: PLR0917 - who, where, when: always in this order
    condition: Condition, facts: Facts, about: str, row: int, on: date, key_day: KeyDay = "as of"
) -> Answer:
    """Return whether a condition holds for one row of the table `about`."""
    return explain(condition, facts, about, row, on, key_day).answer


def cause(  # noqa: PLR0917
    condition: Condition, facts: Facts, about: str, row: int, on: date, key_day: KeyDay = "as of"
) -> Cause:
    """Return why a condition is not met, or not known to be met, by one row."""
    return explain(condition, facts, about, row, on, key_day).cause


def explain(  # noqa: PLR0917
    condition: Condition, facts: Facts, about: str, row: int, on: date, key_day: KeyDay = "as of"
) -> Explanation:
    """Return the answer for one row with everything it rests on."""
    situation = Situation(facts, on, on if key_day == "as of" else key_day, {}, {})
    return examined(condition, situation.with_row(about, row))


# -- logic of three values


def negation(value: Answer) -> Answer:
    """Return no for yes, yes for no, unknown for unknown."""
    return None if value is None else not value


def conjunction(*values: Answer) -> Answer:
    """Return no if one is no, else unknown if one is unknown, else yes."""
    return False if False in values else None if None in values else True


def disjunction(*values: Answer) -> Answer:
    """Return yes if one is yes, else unknown if one is unknown, else no."""
    return True if True in values else None if None in values else False


def at_least(count: int, values: Sequence[Answer]) -> Answer:
    """Return whether at least so many are yes."""
    yes, unknown = values.count(True), values.count(None)
    return True if yes >= count else None if yes + unknown >= count else False


# -- conditions


def examined(condition: Condition, situation: Situation) -> Explanation:
    """Return the answer of any condition with everything it rests on."""
    if isinstance(condition, Leaf):
        return _leaf(condition, situation)
    if isinstance(condition, Quantified):
        return _quantified(condition, situation)
    if isinstance(condition, ForEachValue):
        return _for_each(condition, situation)
    children = tuple(examined(child, situation) for child in condition.children)
    answers = [child.answer for child in children]
    if isinstance(condition, AllOf):
        return Explanation(condition, situation.vocabulary, conjunction(*answers), children)
    if isinstance(condition, AnyOf):
        return Explanation(condition, situation.vocabulary, disjunction(*answers), children)
    if isinstance(condition, NoneOf):
        return Explanation(condition, situation.vocabulary, negation(disjunction(*answers)), children)
    assert isinstance(condition, WhenThen)
    when, then = answers
    return Explanation(condition, situation.vocabulary, disjunction(negation(when), then), children)


def _leaf(leaf: Leaf, situation: Situation) -> Explanation:
    facts = tuple(situation.read(path) for path in leaf.reads())
    fact = situation.value(leaf.path)
    values = tuple(situation.operand(operand) for operand in operands(leaf.wanted))
    if fact is None or None in values:
        return Explanation(leaf, situation.vocabulary, None, facts=facts)
    places, day = situation.facts.jurisdictions, situation.key_day or situation.on
    setting = setting_of(leaf, situation.vocabulary, places, situation.on, day)
    found = _compared(leaf, situation, fact, values, setting)
    due = operators[leaf.operator].due(fact, values, setting)
    return Explanation(leaf, situation.vocabulary, negation(found) if leaf.negated else found, facts=facts, due=due)


def _compared(leaf: Leaf, situation: Situation, fact: Value, values: tuple[Any, ...], setting: Setting) -> Answer:
    if situation.key_day is not None or not looks_at_map(leaf, setting.field):
        return operators[leaf.operator].answer(fact, values, setting)
    # Nobody knows the day: the map decides only if it says the same in every era.
    eras = {
        operators[leaf.operator].answer(fact, values, replace(setting, day=day))
        for day in days_of_eras(setting.jurisdictions.boundaries)
    }
    return eras.pop() if len(eras) == 1 else None


def _quantified(condition: Quantified, situation: Situation) -> Explanation:
    link = situation.vocabulary.lists[condition.over]
    members, doubt = situation.listed(link)
    children = []
    for row, sure in members:
        found = examined(condition.body, situation.with_row(link.of, row))
        key = "" if row is None else situation.facts.table(link.of).keys[row]
        children.append(replace(found, row=f"{link.of} {key}".strip(), sure=sure))
    answer = settled(condition, [counted(condition, child) for child in children], children, doubt)
    return Explanation(condition, situation.vocabulary, answer, tuple(children), doubt=doubt)


def _for_each(condition: ForEachValue, situation: Situation) -> Explanation:
    facts = (situation.read(condition.path),)
    listed = facts[0].value
    if listed is None:
        return Explanation(condition, situation.vocabulary, None, facts=facts)
    assert isinstance(listed, frozenset)
    children = []
    for value in sorted(listed - {NONE}):
        inside = replace(situation, values={**situation.values, condition.path: value})
        children.append(replace(examined(condition.satisfies, inside), row=value))
    answer = conjunction(*(child.answer for child in children)) if children else condition.if_none_listed
    return Explanation(condition, situation.vocabulary, answer, tuple(children), facts)


def counted(condition: Quantified, member: Explanation) -> Answer:
    """Return what a listed row adds; one that may not be listed adds no more than a doubt."""
    if member.sure:
        return member.answer
    return disjunction(member.answer, None) if condition.kind == "for_every" else conjunction(member.answer, None)


def settled(condition: Quantified, added: Sequence[Answer], members: Sequence[Explanation], doubt: int) -> Answer:
    """Return the answer of a quantifier from what its rows add."""
    if not members:
        return None if doubt else condition.if_none_listed
    found = _over(condition, added)
    if not any(member.sure for member in members) and found != condition.if_none_listed:
        # Perhaps nothing is listed at all, and then the answer would be another one.
        return None
    if doubt:
        return disjunction(found, None) if condition.kind == "for_some" else conjunction(found, None)
    return found


def _over(condition: Quantified, added: Sequence[Answer]) -> Answer:
    if condition.kind == "for_every":
        return conjunction(*added)
    if condition.kind == "for_some":
        return at_least(condition.at_least, added)
    return negation(disjunction(*added))


def days_of_eras(boundaries: Iterable[date]) -> list[date]:
    """Return one day of every era between boundaries."""
    known = list(boundaries)
    return [known[0] - timedelta(days=1), *known] if known else [date.min]


# -- causes


def _reasons(found: Explanation, part: str, *, negated: bool) -> Iterator[Reason]:
    """Yield the reasons of an answer, along the branches that share it. `negated`: the condition must not hold."""
    condition = found.condition
    part = condition.part or part
    if isinstance(condition, Leaf):
        yield from _leaf_reasons(found, condition, part, negated=negated)
    elif isinstance(condition, Quantified):
        yield from _quantifier_reasons(found, condition, part, negated=negated)
    elif isinstance(condition, NoneOf):
        for child in found.children:
            if child.answer == negation(found.answer):
                yield from _reasons(child, part, negated=not negated)
    elif isinstance(condition, WhenThen):
        when, then = found.children
        # Where a consequence is missed, what triggered it is no reason.
        if found.answer is not False and when.answer == negation(found.answer):
            yield from _reasons(when, part, negated=not negated)
        if then.answer == found.answer:
            yield from _reasons(then, part, negated=negated)
    else:
        if isinstance(condition, ForEachValue) and not found.children:
            missing = condition.path if found.answer is None else ""
            yield Reason(causes.listed(condition), part, missing)
        for child in found.children:
            if child.answer == found.answer:
                yield from _reasons(child, part, negated=negated)


def _leaf_reasons(found: Explanation, leaf: Leaf, part: str, *, negated: bool) -> Iterator[Reason]:
    if found.answer is not None:
        yield Reason(replace(leaf, negated=negated), part)
        return
    blank = {fact.path for fact in found.facts if fact.value is None}
    missing = [path for path in causes.sources(leaf, found.vocabulary) if path in blank]
    for path in missing or [leaf.path]:
        yield Reason(leaf, part, path)


def _quantifier_reasons(found: Explanation, condition: Quantified, part: str, *, negated: bool) -> Iterator[Reason]:
    link = found.vocabulary.lists[condition.over]
    listed = causes.listed(condition)
    inner_negated = negated != (condition.kind == "for_no")
    wanted = negation(found.answer) if condition.kind == "for_no" else found.answer
    added = [counted(condition, child) for child in found.children]
    if not found.children:
        missing = "" if found.answer is not None else link.path
        if found.doubt:
            missing = causes.doubts(link)[found.doubt - 1]
        yield Reason(listed, part, missing)
    elif found.answer is None and _over(condition, added) is not None:
        # The rows agree; what is unknown is which of them, or whether others, are listed.
        if any(child.sure for child in found.children) or _over(condition, added) == condition.if_none_listed:
            yield Reason(listed, part, causes.doubts(link)[found.doubt - 1])
        else:
            yield Reason(listed, part, causes.limits(link)[0])
    else:
        for child, adds in zip(found.children, added, strict=True):
            if adds == wanted:
                if child.answer == wanted:
                    yield from _reasons(child, part, negated=inner_negated)
                if not child.sure and adds is None:
                    yield Reason(listed, part, causes.limits(link)[0])

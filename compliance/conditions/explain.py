"""Conditions in words, made from the vocabulary's titles and from nothing else.

`plain_reading` is what a lawyer signs off, `clause_text` what a finding quotes.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from compliance.conditions.causes import LISTED
from compliance.conditions.operators import SETS, operators
from compliance.conditions.spans import Span
from compliance.conditions.tree import (
    TRUE,
    AllOf,
    AnyOf,
    Condition,
    ForEachValue,
    Leaf,
    NoneOf,
    Quantified,
    WhenThen,
)
from compliance.conditions.values import Dated, Each, Fact, Parameter, Pick, Says, Wanted, Within
from compliance.vocabulary import Field, Vocabulary

_INDENT = "  "
_ONE_SUFFICES = frozenset({"overlaps", "excludes", "only"})
"""Words that ask of several values whether one of them is there: their values are told with "or"."""
_GROUPED_FROM = 10_000
"""Numbers from here on have their thousands grouped."""
_COUNTS_AS = {True: "yes", False: "no", None: "unknown"}


def plain_reading(condition: Condition, vocabulary: Vocabulary) -> list[str]:
    """Return a condition as indented lines, a clause a line."""
    return list(_lines(condition, vocabulary, 0))


def headline(condition: Condition, vocabulary: Vocabulary) -> str:
    """Return a clause in words, or the words that open a group."""
    if isinstance(condition, Leaf):
        return clause_text(condition, vocabulary)
    if isinstance(condition, Quantified):
        return _quantifier(condition, vocabulary)
    if isinstance(condition, ForEachValue):
        title = vocabulary.fields[condition.path].title
        return f"for every value of {title} ({_none_listed(condition.if_none_listed)})"
    if condition == TRUE:
        return "always"
    groups: dict[type[Condition], str] = {
        AllOf: "all of these hold",
        AnyOf: "at least one of these holds",
        NoneOf: "none of these holds",
        WhenThen: "when the first holds, the second holds",
    }
    return groups[type(condition)]


def clause_text(leaf: Leaf, vocabulary: Vocabulary) -> str:
    """Return one clause in words.

    A negated clause, as causes have them, is told as what must be: `Medium is not Video`.
    """
    if leaf.operator == LISTED:
        return _listed_text(leaf, vocabulary)
    field = vocabulary.fields[leaf.path]
    word = operators[leaf.operator]
    if isinstance(leaf.wanted, bool) and leaf.operator == "is":
        return f"{field.title}: {_shown(leaf.wanted is not leaf.negated, field, vocabulary)}"
    wanted = _shown(leaf.wanted, field, vocabulary)
    if leaf.negated:
        return f"{field.title} {word.denied_as.format(wanted=wanted)}"
    if leaf.operator in {"is", "one_of"} and not isinstance(leaf.wanted, Fact | Pick):
        return f"{field.title}: {wanted}"
    return f"{field.title} {word.reads_as.format(wanted=wanted)}"


def _lines(condition: Condition, vocabulary: Vocabulary, depth: int, lead: str = "") -> Iterable[str]:
    start = f"{_INDENT * depth}{lead}{_labels(condition)}"
    if isinstance(condition, Leaf) or condition == TRUE:
        yield start + headline(condition, vocabulary)
    elif isinstance(condition, WhenThen):
        yield from _lines(condition.when, vocabulary, depth, f"{lead}{_labels(condition)}when ")
        yield from _lines(condition.then, vocabulary, depth, "then ")
    else:
        yield f"{start}{headline(condition, vocabulary)}:"
        if isinstance(condition, Quantified) and condition.where != TRUE:
            yield from _lines(condition.where, vocabulary, depth + 1, "where ")
            yield from _lines(condition.satisfies, vocabulary, depth + 1)
        else:
            inner = condition.children[1:] if isinstance(condition, Quantified) else condition.children
            for child in inner:
                yield from _lines(child, vocabulary, depth + 1)


def _labels(condition: Condition) -> str:
    name = f"[{condition.part}] " if condition.part else ""
    return f"{name}{condition.term.replace('_', ' ')}: " if condition.term else name


def _quantifier(condition: Quantified, vocabulary: Vocabulary) -> str:
    link = vocabulary.lists[condition.over]
    owner = vocabulary.entities[link.entity].title.lower()
    how_many = {
        "for_every": "every one",
        "for_some": f"at least {condition.at_least if condition.at_least > 1 else 'one'}",
        "for_no": "none",
    }[condition.kind]
    listed = f"the {owner}'s {link.name.replace('_', ' ')}"
    return f"for {how_many} of {listed} ({_none_listed(condition.if_none_listed)})"


def _none_listed(answer: bool | None) -> str:
    return f"none listed counts as {_COUNTS_AS[answer]}"


def _listed_text(leaf: Leaf, vocabulary: Vocabulary) -> str:
    if leaf.path in vocabulary.lists:
        return f"{_with_article(vocabulary.entities[vocabulary.lists[leaf.path].of].title.lower())} is listed"
    return f"{vocabulary.fields[leaf.path].title} lists a value"


def _with_article(noun: str) -> str:
    return f"{'an' if noun[0] in 'aeiou' else 'a'} {noun}"


# -- values in words


def _shown(wanted: Wanted, field: Field, vocabulary: Vocabulary) -> str:
    if isinstance(wanted, Within):
        place = f" ({_operand(wanted.place, field, vocabulary)})" if wanted.place else ""
        return f"{wanted.span} of {_operand(wanted.start, field, vocabulary)}{place}"
    if isinstance(wanted, Says):
        return _said(wanted, vocabulary)
    return _operand(wanted, field, vocabulary)


def _operand(value: Any, field: Field, vocabulary: Vocabulary) -> str:
    if isinstance(value, Fact):
        return _moved(_owned(value.path, vocabulary), value.later)
    if isinstance(value, Dated):
        return _parameter(value.parameter, field)
    if isinstance(value, Each):
        return f"that value of {vocabulary.fields[value.path].title}"
    if isinstance(value, Pick):
        return f"the {value.which} of {_and(_operand(part, field, vocabulary) for part in value.of)}"
    return literal_text(value, field)


def literal_text(value: Any, field: Field) -> str:
    """Return a value of a field as a reader sees it.

    >>> literal_text(True, Field("asset", "has_sound", "yes_no", "Has sound"))
    'yes'
    """
    if isinstance(value, frozenset):
        shown = sorted(literal_text(item, field) for item in value) or ["none"]
        return _and(shown) if field.type in SETS else _or(shown)
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime):
        return value.isoformat(sep=" ", timespec="minutes")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, int | float):
        return f"{number_text(value)} {field.unit or ('days' if field.type == 'duration' else '')}".strip()
    return field.choices.get(value, value)


def number_text(value: float) -> str:
    """Return a number as a reader writes it, never with an exponent.

    >>> number_text(7_000_000), number_text(1080), number_text(0.05)
    ('7,000,000', '1080', '0.05')
    """
    return f"{value:g}" if abs(value) < _GROUPED_FROM else f"{value:,.12g}"


def _owned(path: str, vocabulary: Vocabulary) -> str:
    field = vocabulary.fields[path]
    entity = vocabulary.entities[field.entity]
    return f"the {field.title.lower()}" if entity.single else f"the {entity.title.lower()}'s {field.title.lower()}"


def _moved(text: str, later: Span | None) -> str:
    if later is None:
        return text
    return f"{later} {'before' if later.looks_back else 'after'} {text}"


def _parameter(parameter: Parameter, field: Field) -> str:
    unit = parameter.unit or field.unit
    shown = [
        f"{number_text(value)} {unit}".strip()
        if isinstance(value, int | float) and not isinstance(value, bool)
        else literal_text(value, field)
        for _, value, _ in parameter.values
    ]
    if len(shown) == 1:
        return shown[0]
    begins = [day.isoformat() for day, _, _ in parameter.values]
    return ", ".join(f"{value} (from {day})" for value, day in zip(shown, begins, strict=True))


def _said(wanted: Says, vocabulary: Vocabulary) -> str:
    mode = {"exactly": "exactly ", "any_of": "", "contains_all": "all of "}[wanted.mode]
    join = _and if wanted.mode == "contains_all" else _or
    phrases = {choice: join(f'"{phrase}"' for phrase in asked) for choice, asked in wanted.phrases}
    if wanted.by is None:
        text = f"{mode}{phrases['']}"
    else:
        by = vocabulary.fields[wanted.by.path]
        text = mode + "; ".join(f"{by.choices.get(choice, choice)}: {said}" for choice, said in phrases.items())
    if wanted.spoken is None:
        return text
    language = vocabulary.fields[wanted.spoken.path]
    return f"{text}, {language.title}: {_operand(wanted.language, language, vocabulary)}"


def _or(parts: Iterable[str]) -> str:
    return _joined(parts, "or")


def _and(parts: Iterable[str]) -> str:
    return _joined(parts, "and")


def _joined(parts: Iterable[str], word: str) -> str:
    *most, last = parts
    return f"{', '.join(most)} {word} {last}" if most else last

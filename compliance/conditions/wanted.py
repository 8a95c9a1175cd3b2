"""What a clause compares its fact with, from YAML to a value: literals by the field's type, `{field: …}`, `$name`.

The operator says which kind of value it takes (`Operator.wants`); a value of another kind is a problem with its line
and, where there is one, the nearest value that would do.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, NoReturn, TypeVar

from compliance.conditions.operators import ALL, DAYS, SETS
from compliance.conditions.scope import Scope, each_name
from compliance.conditions.spans import UNITS, Span, read_span, span_of
from compliance.conditions.values import (
    NONE,
    Dated,
    Each,
    Fact,
    Operand,
    Parameter,
    Pick,
    Says,
    Value,
    Wanted,
    Within,
)
from compliance.errors import Place, Problem, did_you_mean
from compliance.jurisdictions import Jurisdictions
from compliance.vocabulary import Field, Vocabulary

Read = TypeVar("Read")

_ONE_OF = {"choices": "choice", "territories": "territory", "references": "reference", "datetime": "date"}
"""Types whose values compare with those of another type."""

_MODES = ("exactly", "any_of", "contains_all")


@dataclass(frozen=True)
class Surroundings:
    """What a clause may refer to."""

    vocabulary: Vocabulary
    parameters: Mapping[str, Parameter]
    problems: list[Problem]
    scope: Scope
    jurisdictions: Jurisdictions | None = None
    workdays_in: str = ""
    """The place whose calendar counts working days, unless the clause names one."""


class _Refused(Exception):  # noqa: N818 - never leaves this module
    def __init__(self, problem: Problem) -> None:
        super().__init__(str(problem))
        self.problem = problem


@dataclass(frozen=True)
class WantedReader:
    """Reads the right side of one clause."""

    around: Surroundings
    field: Field
    place: Place | None

    def read(self, kind: str, raw: Any) -> Wanted | None:
        """Return the value of the kind an operator takes, or None after noting a problem."""
        readers: Mapping[str, Callable[[Any], Wanted]] = {
            "value": self._value,
            "values": self._values,
            "amount": self._value,
            "day": self._value,
            "set": self._values,
            "place": self._values,
            "within": self._within,
            "span": self._since,
            "says": self._says,
            "true": self._true,
        }
        return self._noting(readers[kind], raw)

    def span(self, raw: Any) -> Span | None:
        """Return a length of time, or None after noting a problem."""
        return self._noting(self._span, raw)

    def _noting(self, read: Callable[[Any], Read], raw: Any) -> Read | None:
        try:
            return read(raw)
        except _Refused as refused:
            self.around.problems.append(refused.problem)
            return None

    # -- single values and sets

    def _value(self, raw: Any) -> Operand:
        return self._expression(raw, self._value) or self._literal(raw)

    def _values(self, raw: Any) -> Operand:
        found = self._expression(raw, self._values)
        if found is not None:
            return found
        listed = raw if isinstance(raw, list) else [raw]
        if not listed:
            self._refuse("the list of values is empty.", code="empty-list")
        values = [self._noting(self._literal, item) for item in listed]
        known: frozenset[Any] = frozenset(value for value in values if value is not None)
        return known

    def _expression(self, raw: Any, read: Callable[[Any], Operand]) -> Operand | None:
        """Return the fact, parameter or pick that `raw` writes; None where it is a literal."""
        if isinstance(raw, str) and raw.startswith("$"):
            return self._parameter(raw[1:], read)
        if not isinstance(raw, dict):
            return None
        if "field" in raw:
            return self._fact(raw)
        if set(raw) == {"each"}:
            return self._each(str(raw["each"]))
        if len(raw) == 1 and (which := next(iter(raw))) in {"earliest", "latest"} and self.field.type in DAYS:
            return self._pick(which, raw[which])
        remedy = "Write a value, {field: …}, {each: …}, $parameter, {earliest: […]} or {latest: […]}."
        return self._refuse(f"{', '.join(raw)} is no value.", remedy=remedy, code="bad-value")

    def _fact(self, raw: Mapping[str, Any]) -> Fact:
        if unknown := [key for key in raw if key not in {"field", "plus", "minus"}]:
            self._refuse(f"there is no key called {unknown[0]} beside field.", code="unknown-key")
        found = self._field(str(raw["field"]))
        if not _compares(self.field, found, self.around.vocabulary):
            problem = f"{self.field.path} ({self.field.type}) cannot be compared with {found.path} ({found.type})."
            self._refuse(problem, code="wrong-type")
        if "plus" in raw and "minus" in raw:
            self._refuse("plus and minus stand side by side.", remedy="Write one of them.", code="bad-value")
        later = self._span(raw["plus"]) if "plus" in raw else -self._span(raw["minus"]) if "minus" in raw else None
        if later is not None and found.type not in DAYS:
            self._refuse(f"{found.path} is no date: nothing can be added to it.", code="wrong-type")
        if later is not None and later.business_days:
            self._refuse("working days are only counted by within.", remedy="Use days.", code="bad-value")
        if later is not None and later.hours and found.type == "date":
            self._refuse(f"{found.path} is a day: hours cannot be added to it.", remedy="Use days.", code="wrong-type")
        return Fact(found.path, later)

    def _field(self, path: str) -> Field:
        vocabulary, scope = self.around.vocabulary, self.around.scope
        if not vocabulary.has(path):
            remedy = did_you_mean(path, vocabulary.fields)
            self._refuse(f"the field {path} is not in the vocabulary.", remedy=remedy, code="unknown-field")
        found = vocabulary.fields[path]
        if not scope.knows(found.entity):
            self._refuse(
                f"{path} cannot be read here: no {found.entity} is in scope.",
                remedy=f"In scope: {', '.join(scope.bindable())}.",
                code="out-of-scope",
            )
        return found

    def _each(self, path: str) -> Each:
        if each_name(path) not in self.around.scope.names:
            problem = f"each: {path} does not stand inside for_each_value: {path}."
            self._refuse(problem, remedy="Write for_each_value.", code="bad-each")
        if _kind(self.around.vocabulary.fields[path]) != _kind(self.field):
            self._refuse(f"{self.field.path} cannot be compared with values of {path}.", code="wrong-type")
        return Each(path)

    def _parameter(self, name: str, read: Callable[[Any], Operand]) -> Dated:
        parameter = self.around.parameters.get(name)
        if parameter is None:
            remedy = did_you_mean(name, self.around.parameters) or "Declare it under parameters."
            self._refuse(f"there is no parameter called {name}.", remedy=remedy, code="unknown-parameter")
        values = tuple((begins, read(value), cite) for begins, value, cite in parameter.values)
        return Dated(replace(parameter, values=values))

    def _pick(self, which: str, raw: Any) -> Pick:
        if not isinstance(raw, list) or not raw:
            self._refuse(f"{which} needs a list of dates.", code="empty-list")
        return Pick(which, tuple(self._value(item) for item in raw))

    # -- literals

    def _literal(self, raw: Any) -> Value:
        """Return a literal of the field's type."""
        type_ = self.field.type
        if raw == NONE and type_ not in {"yes_no", "number", "duration", "choice"}:
            return NONE
        if type_ == "yes_no":
            return raw if isinstance(raw, bool) else self._wrong(raw, "true or false")
        if type_ == "number":
            is_number = isinstance(raw, int | float) and not isinstance(raw, bool)
            return float(raw) if is_number else self._wrong(raw, "a number")
        if type_ == "duration":
            return self._span(raw).in_days
        if type_ in {"choice", "choices"}:
            return self._choice(raw)
        if type_ in {"territory", "territories"}:
            return self._code_of_place(raw)
        if type_ == "date":
            return self._day(raw)
        if type_ == "datetime":
            return self._instant(raw)
        if type_ == "references" and raw == ALL:
            return ALL
        return self._wrong(raw, "none, or {field: …}: rows have no fixed names")

    def _choice(self, raw: Any) -> str:
        choices, aliases = self.field.choices, self.field.aliases
        if isinstance(raw, str) and raw in choices:
            return raw
        if isinstance(raw, str) and raw in aliases:
            return aliases[raw]
        if isinstance(raw, bool):
            self._wrong(raw, f"one of {', '.join(choices)}")
        remedy = did_you_mean(str(raw), [*choices, *aliases]) or f"Choose one of: {', '.join(choices)}."
        return self._refuse(f"{raw} is no choice of {self.field.path}.", remedy=remedy, code="unknown-choice")

    def _code_of_place(self, raw: Any) -> str:
        known = self.around.jurisdictions
        if not isinstance(raw, str):
            self._wrong(raw, "the code of a place")
        if known is None or known.has(raw):
            return raw
        near = known.nearest(raw)
        remedy = f"Did you mean {near}?" if near else ""
        return self._refuse(f"{raw} is not a place.", remedy=remedy, code="unknown-place")

    def _day(self, raw: Any) -> date:
        try:
            return date.fromisoformat(str(raw))
        except ValueError:
            self._wrong(raw, "a day written YYYY-MM-DD, none, or {field: …}")

    def _instant(self, raw: Any) -> date:
        try:
            instant = datetime.fromisoformat(str(raw))
        except ValueError:
            self._wrong(raw, "a day, or a date and time with its offset")
        if len(str(raw)) <= len("2026-01-01"):
            return instant.date()
        return instant if instant.tzinfo else self._wrong(raw, "a date and time with its offset from UTC")

    def _span(self, raw: Any) -> Span:
        """Read `12 months`, `{months: 12}` or, for a duration, a number of days."""
        span = None
        if isinstance(raw, str):
            span = read_span(raw)
        elif self.field.type == "duration" and isinstance(raw, int | float) and not isinstance(raw, bool):
            span = Span(days=raw)
        elif isinstance(raw, dict) and len(raw) == 1:
            unit, amount = next(iter(raw.items()))
            if isinstance(amount, int | float) and not isinstance(amount, bool):
                span = span_of(amount, unit)
        units = ", ".join(UNITS)
        return span or self._wrong(raw, f"a length of time such as 12 months or {{days: 90}} (units: {units})")

    # -- clocks, words and presence

    def _within(self, raw: Any) -> Within:
        if not isinstance(raw, dict) or "of" not in raw:
            self._wrong(raw, "a clock such as {hours: 48, of: notice.received_at}")
        span = self._span({key: value for key, value in raw.items() if key not in {"of", "in"}})
        start = self._fact(raw["of"] if isinstance(raw["of"], dict) else {"field": raw["of"]})
        types = {self.field.type, self.around.vocabulary.fields[start.path].type}
        if span.hours and types != {"datetime"}:
            self._refuse("hours need a date and time on both sides.", remedy="Use days.", code="wrong-type")
        if span.business_days:
            return Within(span, start, self._workdays_in(raw.get("in", self.around.workdays_in)))
        if "in" in raw:
            self._refuse("in: only counts with business_days.", code="unknown-key")
        return Within(span, start)

    def _workdays_in(self, raw: Any) -> Operand:
        if raw == "":
            return ""
        if isinstance(raw, str) and "." not in raw:
            return self._code_of_place(raw)
        found = self._field(str(raw.get("field") if isinstance(raw, dict) else raw))
        if found.type != "territory":
            self._refuse(f"{found.path} is no single place.", code="wrong-type")
        return Fact(found.path)

    def _since(self, raw: Any) -> Fact:
        of = raw.get("of") if isinstance(raw, dict) else None
        length = {key: value for key, value in raw.items() if key != "of"} if isinstance(raw, dict) else raw
        start = self._fact({"field": of or "assessment.date"})
        return Fact(start.path, -self._span(length))

    def _says(self, raw: Any) -> Says:
        found = [mode for mode in _MODES if isinstance(raw, dict) and mode in raw]
        if len(found) != 1:
            self._wrong(raw, f"a mapping with one of {', '.join(_MODES)}")
        known = [*_MODES, "by", "language"]
        if unknown := [key for key in raw if key not in known]:
            remedy = did_you_mean(unknown[0], known)
            self._refuse(f"there is no key called {unknown[0]} here.", remedy=remedy, code="unknown-key")
        by = self._says_by(raw["by"]) if "by" in raw else None
        phrases = self._phrases(raw[found[0]], by)
        language, spoken = self._language(raw["language"]) if "language" in raw else (None, None)
        return Says(found[0], phrases, Fact(by.path) if by else None, language, spoken)

    def _says_by(self, raw: Any) -> Field:
        path = str(raw.get("field") if isinstance(raw, dict) else raw)
        found = self._field("asset.medium" if path == "medium" else path)
        if found.type != "choice":
            self._refuse(f"by: {path} must be a fact with one choice.", code="wrong-type")
        return found

    def _phrases(self, raw: Any, by: Field | None) -> tuple[tuple[str, tuple[str, ...]], ...]:
        if by is None:
            return (("", self._texts(raw)),)
        if not isinstance(raw, dict):
            self._wrong(raw, f"a mapping from the choices of {by.path} to phrases")
        chooser = replace(self, field=by)
        return tuple((chooser._choice(choice), self._texts(written)) for choice, written in raw.items())  # noqa: SLF001

    def _texts(self, raw: Any) -> tuple[str, ...]:
        listed = raw if isinstance(raw, list) else [raw]
        if listed and all(isinstance(item, str) and item.strip() for item in listed):
            return tuple(listed)
        return self._wrong(raw, "a phrase or a list of phrases")

    def _language(self, raw: Any) -> tuple[Operand | None, Fact | None]:
        """Return the language wanted, and the fact that says which one was used, where the vocabulary has one."""
        candidates = (f"{self.field.path}_language", f"{self.field.entity}.language")
        name = next((path for path in candidates if self.around.vocabulary.has(path)), "")
        if not name:
            self._refuse(f"no field says in which language {self.field.path} is.", code="no-language")
        speaker = replace(self, field=self.around.vocabulary.fields[name])
        return speaker._value(raw), Fact(name)  # noqa: SLF001

    def _true(self, raw: Any) -> bool:
        if raw is not True:
            self._refuse(
                "recorded takes true only: a blank must never help.",
                remedy='For "has not happened" compare with none.',
                code="recorded-false",
            )
        return True

    # -- problems

    def _wrong(self, raw: Any, wanted: str) -> NoReturn:
        shown = str(raw).lower() if isinstance(raw, bool) else "nothing" if raw is None else raw
        self._refuse(f"{self.field.path} needs {wanted}, not {shown}.", code="wrong-type")

    def _refuse(self, problem: str, *, remedy: str = "", code: str = "") -> NoReturn:
        raise _Refused(Problem(problem, self.place, remedy, code))


def _kind(field: Field) -> str:
    return _ONE_OF.get(field.type, field.type)


def _compares(mine: Field, other: Field, vocabulary: Vocabulary) -> bool:
    """Whether a fact can be compared with values of another field."""
    if mine.to and other.path == f"{mine.to}.{vocabulary.entities[mine.to].key}":
        return True
    if mine.type in {"text", "wording"} or mine.to != other.to or _kind(mine) != _kind(other):
        return False
    return mine.type not in {"yes_no", "reference"} or other.type not in SETS

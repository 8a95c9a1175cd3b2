"""From the YAML of a pack to conditions. Every problem is noted with its line, and the reading goes on.

    all: […]   any: […]   none: […]          groups
    when: …  then: …                         a consequence
    for_every | for_some | for_no: release.labels
      where: …                               which of the listed rows count
      satisfies: …
      if_none_listed: true | false | unknown   no default: what a court would say if nothing was on file
      at_least_n: 2                          with for_some
    for_each_value: asset.languages          its value is {each: asset.languages} inside satisfies
      satisfies: …   if_none_listed: …
    during: {from: {event: vote, minus: {days: 90}}, to: {event: vote}}
    term: deep_fake   |   term: {name: election_window, with: {days: 60}}
    asset.medium: video                      a clause: equality, or one of a list
    label.seconds|at_least: 2                a clause with a word of `operators`

`name:` beside any of these names the part, for findings to quote.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from compliance.conditions.computed import inputs_of
from compliance.conditions.operators import SETS, fits, operators
from compliance.conditions.scope import Scope
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
from compliance.conditions.values import Fact, Parameter, facts_in
from compliance.conditions.wanted import Surroundings, WantedReader
from compliance.errors import Place, Problem, did_you_mean
from compliance.jurisdictions import Jurisdictions
from compliance.strict_yaml import YamlList, YamlMap
from compliance.vocabulary import Field, Vocabulary

_GROUPS: dict[str, type[AllOf | AnyOf | NoneOf]] = {"all": AllOf, "any": AnyOf, "none": NoneOf}
_QUANTIFIERS = ("for_every", "for_some", "for_no")
_KEYS: dict[str, frozenset[str]] = {
    **dict.fromkeys(_GROUPS, frozenset()),
    "when": frozenset({"then"}),
    **dict.fromkeys(_QUANTIFIERS, frozenset({"where", "satisfies", "if_none_listed", "at_least_n"})),
    "for_each_value": frozenset({"satisfies", "if_none_listed"}),
    "during": frozenset(),
    "term": frozenset(),
}
"""The key that opens each kind of node, and the keys that may stand beside it."""

_IF_NONE: dict[Any, bool | None] = {True: True, False: False, "unknown": None}


@dataclass(frozen=True)
class Term:
    """A legal definition, written once and used by name. `$p` in `means` stands for the parameter `p`."""

    name: str
    means: Any
    """The YAML of its condition."""
    parameters: Mapping[str, str] = field(default_factory=dict)
    """Name to type; every use gives each of them under `with`."""


def read_condition(
    node: Any,
    *,
    about: str,
    vocabulary: Vocabulary,
    terms: Mapping[str, Term] | None = None,
    parameters: Mapping[str, Parameter] | None = None,
    problems: list[Problem],
    jurisdictions: Jurisdictions | None = None,
    workdays_in: str = "",
    at: Place | None = None,
) -> Condition:
    """Read one condition.

    Args:
        node: The YAML, a mapping.
        about: Entity of the subject; it and its parents are in scope.
        vocabulary: The fields, entities and lists there are.
        terms: Shared definitions by name.
        parameters: Dated values by name, for `$name`.
        problems: Where problems are added; the condition is not to be used if any were.
        jurisdictions: Where given, codes of places are checked.
        workdays_in: The place whose calendar counts working days where a clause names none.
        at: Where the condition stands, for nodes that do not know.

    Returns:
        The tree, closed: no term or parameter name is left to be looked up.
    """
    around = Surroundings(
        vocabulary, parameters or {}, problems, Scope.about(about, vocabulary), jurisdictions, workdays_in
    )
    return _Reader(around, terms or {}, at).condition(node)


@dataclass(frozen=True)
class _Reader:
    around: Surroundings
    terms: Mapping[str, Term]
    at: Place | None
    within_terms: tuple[str, ...] = ()

    def condition(self, node: Any) -> Condition:
        """Read a node of any kind; a node with a problem reads as TRUE."""
        if isinstance(node, list):
            return self.problem(node, "a list stands where one condition belongs.", "Write all: before it.", "bad-node")
        if not isinstance(node, dict) or not node:
            return self.problem(node, f"a condition is a mapping, not {_shown(node)}.", "", "bad-node")
        here = replace(self, at=_place(node) or self.at)
        part = node.get("name", "")
        if not isinstance(part, str):
            return here.problem(node, "name must be text.", "", "wrong-type", key="name")
        keys = [key for key in node if key != "name" and not key.startswith("x-")]
        openers = [key for key in keys if key in _KEYS]
        if not openers:
            found = here.leaf(node, keys)
        elif unknown := [key for key in keys if key != openers[0] and key not in _KEYS[openers[0]]]:
            return here.unexpected(node, openers[0], unknown[0])
        else:
            found = here.inner(node, openers[0])
        return replace(found, part=part or found.part, place=found.place or here.at)

    def inner(self, node: Mapping[str, Any], opener: str) -> Condition:
        """Read a node by the key that opens it."""
        if opener in _GROUPS:
            return self._group(node, opener)
        if opener in _QUANTIFIERS:
            return self._quantified(node, opener)
        read = {"when": self._when, "for_each_value": self._for_each, "during": self._during, "term": self._term}
        return read[opener](node)

    # -- groups and consequences

    def _group(self, node: Mapping[str, Any], opener: str) -> Condition:
        items = node[opener]
        if not isinstance(items, list):
            return self.problem(
                node, f"{opener} needs a list.", "Begin each line with a dash.", "wrong-type", key=opener
            )
        if not items and opener != "all":
            return self.problem(node, f"{opener} needs at least one condition.", "", "empty-list", key=opener)
        children = []
        for index, item in enumerate(items):
            place = items.at(index) if isinstance(items, YamlList) else self.at
            children.append(replace(self, at=place).condition(item))
        return _GROUPS[opener](tuple(children))

    def _when(self, node: Mapping[str, Any]) -> Condition:
        if "then" not in node:
            return self.problem(node, "when needs then.", "", "missing-key")
        return WhenThen(self.condition(node["when"]), self.condition(node["then"]))

    # -- quantifiers

    def _quantified(self, node: Mapping[str, Any], kind: str) -> Condition:
        path = node[kind]
        lists = self.around.vocabulary.lists
        if not isinstance(path, str) or path not in lists:
            remedy = did_you_mean(str(path), lists)
            return self.problem(
                node, f"the list {_shown(path)} is not in the vocabulary.", remedy, "unknown-list", key=kind
            )
        link = lists[path]
        if not self._in_scope(node, kind, link.entity, path) or not self._complete(node, kind):
            return TRUE
        count = node.get("at_least_n", 1)
        if not isinstance(count, int) or isinstance(count, bool) or count < 1 or (kind != "for_some" and count != 1):
            return self.problem(
                node, "at_least_n is a whole number from 1, with for_some.", "", "wrong-type", key="at_least_n"
            )
        inside = replace(self, around=replace(self.around, scope=self.around.scope.member(link)))
        return Quantified(
            kind=kind,
            over=path,
            if_none_listed=_IF_NONE[node["if_none_listed"]],
            satisfies=inside.condition(node["satisfies"]),
            where=inside.condition(node["where"]) if "where" in node else TRUE,
            at_least=count,
        )

    def _for_each(self, node: Mapping[str, Any]) -> Condition:
        path = node["for_each_value"]
        found = self.field(node, str(path), key="for_each_value")
        if found is None or not self._complete(node, "for_each_value"):
            return TRUE
        if found.type not in SETS or found.computed:
            return self.problem(node, f"{path} does not list several values.", "", "wrong-type", key="for_each_value")
        inside = replace(self, around=replace(self.around, scope=self.around.scope.each(found.path)))
        return ForEachValue(found.path, _IF_NONE[node["if_none_listed"]], inside.condition(node["satisfies"]))

    def _complete(self, node: Mapping[str, Any], opener: str) -> bool:
        if "satisfies" not in node:
            self.problem(node, f"{opener} needs satisfies.", "", "missing-key")
            return False
        answer = node.get("if_none_listed")
        if "if_none_listed" not in node or not (isinstance(answer, bool) or answer == "unknown"):
            self.problem(
                node,
                f"{opener} needs if_none_listed: true, false or unknown.",
                "Ask what a court would say if nothing was on file.",
                "missing-key",
            )
            return False
        return True

    def _during(self, node: Mapping[str, Any]) -> Condition:
        """A window around the events of a vote, as a statement about the elections of the release."""
        window = node["during"]
        known = ("from", "to", "over", "day", "where")
        if not isinstance(window, dict) or not {"from", "to"} & set(window):
            remedy = "Write {from: {event: vote, minus: {days: 90}}, to: {event: vote}}."
            return self.problem(node, "during needs from, to or both.", remedy, "missing-key", key="during")
        if unknown := [key for key in window if key not in known]:
            remedy = did_you_mean(unknown[0], known)
            return self.problem(
                node, f"there is no key called {unknown[0]} in during.", remedy, "unknown-key", key="during"
            )
        link = self.around.vocabulary.lists.get(str(window.get("over", "release.elections")))
        if link is None:
            return self.problem(node, "during needs a list of elections.", "", "unknown-list", key="during")
        if not self._in_scope(node, "during", link.entity, link.path):
            return TRUE
        inside = replace(self, around=replace(self.around, scope=self.around.scope.member(link)))
        begins = inside.event(node, link.of, window.get("from"))
        ends = inside.event(node, link.of, window.get("to"))
        first = inside.field(node, str(window.get("day", f"{link.entity}.starts_on")), key="during")
        last = first if "day" in window else inside.field(node, f"{link.entity}.ends_on", key="during")
        if first is None or last is None or (begins is None and "from" in window) or (ends is None and "to" in window):
            return TRUE
        clauses: list[Condition] = []
        if ends is not None:
            clauses.append(Leaf(first.path, "on_or_before", ends, place=self.at))
        if begins is not None:
            # An interval reaches the window if it ends in or after it; one that starts in or after it surely does,
            # even where nobody knows its end.
            paths = dict.fromkeys((first.path, last.path))
            reaching = tuple(Leaf(path, "on_or_after", begins, place=self.at) for path in paths)
            clauses.append(reaching[0] if len(reaching) == 1 else AnyOf(reaching, place=self.at))
        return Quantified(
            kind="for_some",
            over=link.path,
            if_none_listed=False,
            satisfies=AllOf(tuple(clauses), place=self.at),
            where=inside.condition(window["where"]) if "where" in window else TRUE,
        )

    def event(self, node: Mapping[str, Any], entity: str, raw: Any) -> Fact | None:
        """Read one end of a window: the day of an event, moved."""
        if raw is None:
            return None
        fields = self.around.vocabulary.entities[entity].fields
        events = {name.removesuffix("_on"): name for name, found in fields.items() if found.type == "date"}
        event = raw.get("event") if isinstance(raw, dict) else raw
        if event not in events or (isinstance(raw, dict) and set(raw) - {"event", "plus", "minus"}):
            remedy = did_you_mean(str(event), events) or f"Events: {', '.join(events)}."
            self.problem(node, f"{_shown(event)} is no event of an {entity}.", remedy, "unknown-event", key="during")
            return None
        found = fields[events[event]]
        reader = WantedReader(self.around, found, _place(node, "during") or self.at)
        shifts = {key: raw[key] for key in ("plus", "minus") if isinstance(raw, dict) and key in raw}
        spans = [span if key == "plus" else -span for key, shift in shifts.items() if (span := reader.span(shift))]
        if len(spans) != len(shifts):
            return None
        return Fact(found.path, spans[0] if spans and spans[0] != Span() else None)

    # -- terms

    def _term(self, node: Mapping[str, Any]) -> Condition:
        used = node["term"]
        name = used.get("name") if isinstance(used, dict) else used
        given = used.get("with", {}) if isinstance(used, dict) else {}
        term = self.terms.get(name) if isinstance(name, str) else None
        if term is None:
            remedy = did_you_mean(str(name), self.terms)
            return self.problem(node, f"there is no term called {_shown(name)}.", remedy, "unknown-term", key="term")
        if term.name in self.within_terms:
            return self.problem(node, f"the term {name} is defined by itself.", "", "circular-term", key="term")
        if not isinstance(given, dict) or set(given) != set(term.parameters):
            wanted = ", ".join(term.parameters) or "no parameters"
            return self.problem(node, f"the term {name} takes {wanted}.", "", "term-parameters", key="term")
        inside = replace(self, within_terms=(*self.within_terms, term.name))
        found = inside.condition(_filled(term.means, given))
        return replace(found, term=term.name, place=_place(node, "term") or self.at)

    # -- clauses

    def leaf(self, node: Mapping[str, Any], keys: list[str]) -> Condition:
        """Read one clause."""
        if len(keys) != 1:
            facts = [key for key in keys if "." in key]
            if len(facts) > 1:
                return self.problem(
                    node, f"{facts[0]} and {facts[1]} stand in one item.", "Start a new line with a dash.", "two-facts"
                )
        key = next((key for key in keys if "." in key), keys[0] if keys else "name")
        if "." not in key or len(keys) != 1:
            stray = next((other for other in keys if "." not in other), key)
            remedy = did_you_mean(stray, [*_KEYS, "then", "where", "satisfies", "if_none_listed"])
            if stray == "not":
                remedy = "Write none: [ … ]."
            return self.problem(node, f"{stray} opens no condition.", remedy, "unknown-key", key=stray)
        path, bar, word = key.partition("|")
        found = self.field(node, path, key=key)
        if found is None:
            return TRUE
        raw = node[key]
        name = word if bar else "one_of" if isinstance(raw, list) else "is"
        if name not in operators or (bar and name in {"is", "one_of"}) or found.type not in operators[name].field_types:
            return self._unfit(node, key, found, name if bar else "")
        place = _place(node, key) or self.at
        wanted = WantedReader(self.around, found, place).read(operators[name].wants, raw)
        if wanted is None:
            return TRUE
        inputs = tuple(
            dict.fromkeys(
                source for read in (found.path, *facts_in(wanted)) for source in inputs_of(read, self.around.vocabulary)
            )
        )
        return Leaf(found.path, name, wanted, inputs=inputs, place=place)

    def _unfit(self, node: Mapping[str, Any], key: str, found: Field, word: str) -> Condition:
        fitting = fits(found.type)
        if not word:
            return self.problem(
                node,
                f"{found.path} ({found.type}) cannot be compared for equality.",
                f"Words that fit: {', '.join(fitting)}.",
                "wrong-operator",
                key=key,
            )
        remedy = did_you_mean(word, fitting) or f"Words that fit: {', '.join(fitting)}."
        why = f"does not fit {found.path} ({found.type})" if word in operators else "is no operator"
        return self.problem(node, f"{word} {why}.", remedy, "wrong-operator", key=key)

    def field(self, node: Mapping[str, Any], path: str, *, key: str) -> Field | None:
        """Return a field in scope, or None after noting a problem."""
        vocabulary = self.around.vocabulary
        if not vocabulary.has(path):
            remedy = did_you_mean(path, vocabulary.fields)
            self.problem(node, f"the field {path} is not in the vocabulary.", remedy, "unknown-field", key=key)
            return None
        found = vocabulary.fields[path]
        return found if self._in_scope(node, key, found.entity, path) else None

    def _in_scope(self, node: Mapping[str, Any], key: str, entity: str, path: str) -> bool:
        if self.around.scope.knows(entity):
            return True
        remedy = f"In scope: {', '.join(self.around.scope.bindable())}."
        self.problem(node, f"{path} cannot be read here: no {entity} is in scope.", remedy, "out-of-scope", key=key)
        return False

    def unexpected(self, node: Mapping[str, Any], opener: str, stray: str) -> Condition:
        """Note a key that does not belong beside the opening one."""
        if "." in stray or stray in _KEYS:
            text = f"{opener} and {stray} stand in one item."
            return self.problem(node, text, "Start a new line with a dash.", "two-facts", key=stray)
        remedy = did_you_mean(stray, [*_KEYS[opener], "name"])
        return self.problem(node, f"there is no key called {stray} beside {opener}.", remedy, "unknown-key", key=stray)

    def problem(self, node: Any, problem: str, remedy: str, code: str, *, key: str | None = None) -> Condition:
        """Note a problem and return the condition that stands in."""
        self.around.problems.append(Problem(problem, _place(node, key) or self.at, remedy, code))
        return TRUE


def _place(node: Any, key: str | None = None) -> Place | None:
    if isinstance(node, YamlMap):
        return node.at(key)
    return node.at() if isinstance(node, YamlList) else None


def _shown(value: Any) -> str:
    return "nothing" if value is None else str(value)


def _filled(node: Any, given: Mapping[str, Any]) -> Any:
    """Return the YAML of a term with its parameters put in; lines stay those of the term."""
    if isinstance(node, str) and node.startswith("$") and node[1:] in given:
        return given[node[1:]]
    if isinstance(node, YamlMap):
        copy = YamlMap(node.file, node.line)
        copy.lines = node.lines
        copy.update({key: _filled(value, given) for key, value in node.items()})
        return copy
    if isinstance(node, YamlList):
        listed = YamlList(node.file, node.line)
        listed.lines = node.lines
        listed.extend(_filled(item, given) for item in node)
        return listed
    if isinstance(node, dict):
        return {key: _filled(value, given) for key, value in node.items()}
    if isinstance(node, list):
        return [_filled(item, given) for item in node]
    return node

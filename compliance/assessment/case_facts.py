"""From the facts of a case to tables: the rows it names, linked to each other as a reader would expect.

A case writes `release: {...}`, `asset: {...}` and lists that hang on them (`release.labels: [...]`). Rows of the case
are linked by their reference fields; a listed row belongs to the row it is listed under, and may bring its own parents
along (`person: {...}`). A list that is mentioned is complete unless the case says otherwise.
"""

from __future__ import annotations

import copy
import itertools
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from compliance.assessment.case_values import value_of
from compliance.conditions.facts import Facts
from compliance.conditions.values import Value
from compliance.errors import PackError, Place, did_you_mean
from compliance.jurisdictions import Jurisdictions
from compliance.vocabulary import Entity, ListLink, Vocabulary

Told = dict[str, Any]
"""Facts as written: entity to its facts, its lists and its parents."""


def told(baseline: Mapping[str, Any], *changes: Mapping[str, Any], vocabulary: Vocabulary, at: Place) -> Told:
    """Lay changes over a baseline; each is a mapping from entities, lists or field paths to what they say.

    Raises:
        PackError: A path names nothing.
    """
    facts: Told = {}
    for layer in (baseline, *changes):
        for path, value in layer.items():
            _lay(facts, path, copy.deepcopy(value), vocabulary, at)
    return facts


def _lay(facts: Told, path: str, value: Any, vocabulary: Vocabulary, at: Place) -> None:
    name, *steps = path.split(".")
    if name not in vocabulary.entities:
        remedy = did_you_mean(name, vocabulary.entities)
        raise PackError(f"{path}: there is no entity {name}.", at=at, remedy=remedy, code="unknown-entity")
    if not steps:
        for key, part in (value or {}).items():
            _lay(facts, f"{name}.{key}", part, vocabulary, at)
        return
    inside: Any = facts.setdefault(name, {})
    for step, following in itertools.pairwise(steps):
        if isinstance(inside, list):
            if not step.isdigit() or int(step) >= len(inside):
                raise PackError(f"{path}: there is no row {step} in that list.", at=at, code="unknown-row")
            inside = inside[int(step)]
        elif following.isdigit():
            inside = inside.setdefault(step, [])
        else:
            inside = inside.setdefault(step, {})
    if isinstance(inside, list):
        raise PackError(f"{path}: names a row, not a fact of it.", at=at, code="no-fact")
    inside[steps[-1]] = value


@dataclass
class CaseRows:
    """The rows of one case or several, as they are made."""

    vocabulary: Vocabulary
    jurisdictions: Jurisdictions
    at: Place
    rows: dict[str, list[dict[str, Value | None]]] = field(default_factory=lambda: defaultdict(list))

    def add(self, facts: Told, about: str) -> str:
        """Add the rows of one case and return the key of its subject."""
        wanted = self._with_parents({about, *facts})
        keys = {name: self._add(name, facts.get(name, {})) for name in wanted}
        rows = {name: self.rows[name][-1] for name in wanted}
        for name in wanted:
            self._fill(self.vocabulary.entities[name], rows[name], facts.get(name, {}), keys)
        return keys[about]

    def facts(self) -> Facts:
        """Return the tables of everything added."""
        self._add_mentioned()
        return Facts.from_rows(self.rows, self.vocabulary, self.jurisdictions)

    def _with_parents(self, names: set[str]) -> list[str]:
        """Return the entities of a case, with the parents through which their lists find their members."""
        wanted = [name for name in self.vocabulary.entities if name in names]
        for name in wanted:
            for link in self.vocabulary.entities[name].lists.values():
                for needed in (link.same, link.limited_to):
                    if needed and needed not in wanted and self._leads(name, needed):
                        wanted.append(needed)
        return wanted

    def _leads(self, entity: str, parent: str) -> bool:
        return any(name == parent for _, name in self.vocabulary.entities[entity].parents)

    def _add(self, entity: str, facts: Told) -> str:
        described = self.vocabulary.entities[entity]
        if described.single:
            # There is one, whatever the number of cases.
            self.rows[entity] = self.rows[entity] or [{}]
            return entity
        key = str(facts.get(described.key) or f"{entity}-{len(self.rows[entity]) + 1}")
        self.rows[entity].append({described.key: key})
        return key

    def _fill(self, entity: Entity, row: dict[str, Value | None], facts: Told, scope: Mapping[str, str]) -> None:
        """Write the facts of one row, its links to the rows in scope, its parents and what is listed under it."""
        facts = _nested(facts, self.vocabulary)
        links = dict(scope)
        for name, parent in entity.parents:
            if isinstance(facts.get(name), dict):
                links[parent] = self._add(parent, facts[name])
                self._fill(self.vocabulary.entities[parent], self.rows[parent][-1], facts[name], links)
            if parent in links and name not in row and not (name in facts and facts[name] is None):
                row[name] = links[parent]
        own = {**links, entity.name: str(row.get(entity.key, entity.name))}
        for name, value in facts.items():
            if name in entity.lists and (name not in entity.fields or _lists_rows(value)):
                self._list(entity.lists[name], row, value, facts, own)
            elif name in entity.fields:
                if not isinstance(value, dict):
                    row[name] = value_of(value, entity.fields[name], self.jurisdictions, self.at)
            elif name not in self.vocabulary.entities:
                remedy = did_you_mean(name, (*entity.fields, *entity.lists))
                raise PackError(f"{entity.name} has no {name}.", at=self.at, remedy=remedy, code="unknown-field")

    def _list(
        self, link: ListLink, owner: dict[str, Value | None], members: Any, facts: Told, scope: Mapping[str, str]
    ) -> None:
        """Add the rows listed under a row."""
        if members is None:
            return
        if link.complete_field and link.complete_field not in facts:
            owner[link.complete_field] = True
        entity = self.vocabulary.entities[link.of]
        keys = []
        for member in members:
            if not isinstance(member, dict):
                raise PackError(f"{link.path}: a listed row is a mapping.", at=self.at, code="bad-row")
            said = _nested(member, self.vocabulary)
            key = self._add(link.of, said)
            row = self.rows[link.of][-1]
            if link.limited_by and link.limited_by not in said:
                row[link.limited_by] = frozenset({scope.get(link.limited_to, "all")})
            inner = dict(scope)
            for needed in self._with_parents({link.of}):
                if needed != link.of and needed not in inner and not isinstance(said.get(needed), dict):
                    inner[needed] = self._add(needed, {})
            self._fill(entity, row, said, inner)
            keys.append(key)
        if link.listed_in:
            owner[link.listed_in] = frozenset(keys)

    def _add_mentioned(self) -> None:
        """Add a blank row for every key that a reference of the case names."""
        for name, entity in self.vocabulary.entities.items():
            for reference in entity.fields.values():
                if reference.to:
                    for row in list(self.rows[name]):
                        self._add_missing(self.vocabulary.entities[reference.to], row.get(reference.name))

    def _add_missing(self, entity: Entity, named: Value | None) -> None:
        keys = named if isinstance(named, frozenset) else {named} - {None}
        known = {row.get(entity.key) for row in self.rows[entity.name]}
        for key in sorted(map(str, keys - known - {"all", "none"})):
            self.rows[entity.name].append({entity.key: key})


def _lists_rows(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(item, dict) for item in value)


def _nested(facts: Told, vocabulary: Vocabulary) -> Told:
    """Turn `person.kind: living` inside a row into `person: {kind: living}`."""
    flat: Told = {}
    for name, value in facts.items():
        owner, _, rest = name.partition(".")
        if rest and owner in vocabulary.entities:
            inner = flat.setdefault(owner, {})
            inner[rest] = value
        else:
            flat[name] = value
    return flat

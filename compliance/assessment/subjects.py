"""The rows that outcomes are about: their keys, names, parents, and the asset they hang on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import cast

import numpy as np
from numpy.typing import NDArray

from compliance.assessment.model import Subject
from compliance.conditions.facts import Coded, Column, Facts, Table

Rows = NDArray[np.intp]
"""Row numbers of a table; -1 where there is no row, or nobody said which."""

Texts = NDArray[np.object_]
"""One text a row."""

ASSET = "asset"
RELEASE = "release"
ON_AN_ASSET: frozenset[str] = frozenset({ASSET, RELEASE, "depiction", "label"})
"""Entities whose outcomes count for an asset; every other one counts for the project in a jurisdiction."""


class Subjects:
    """The rows of an inventory as a reader knows them; what is asked for is worked out once."""

    def __init__(self, facts: Facts) -> None:
        self.facts = facts
        self._row_by_key: dict[str, dict[str, int]] = {}
        self._scopes: dict[str, dict[str, Rows]] = {}
        self._made: dict[str, dict[int, Subject]] = {}
        self._texts: dict[str, Texts] = {}
        self._keys: dict[str, Texts] = {}
        self._titles: dict[str, Texts] = {}

    def table(self, entity: str) -> Table:
        """The rows of an entity."""
        return self.facts.table(entity)

    def count(self, entity: str) -> int:
        """How many rows an entity has."""
        return len(self.facts.table(entity))

    def keys(self, entity: str) -> Sequence[str]:
        """The keys of an entity's rows, in the order of the inventory."""
        return self.facts.table(entity).keys

    def row_by_key(self, entity: str) -> Mapping[str, int]:
        """Row number by key."""
        if entity not in self._row_by_key:
            self._row_by_key[entity] = {key: row for row, key in enumerate(self.keys(entity))}
        return self._row_by_key[entity]

    def rows_of(self, entity: str, keys: Iterable[str]) -> Rows:
        """Row numbers of the keys that exist."""
        known = self.row_by_key(entity)
        return np.array([known[key] for key in keys if key in known], np.intp)

    def scope(self, entity: str) -> Mapping[str, Rows]:
        """For each entity in scope of `entity`'s rows (itself, its parents, theirs), the row that is meant.

        The nearest parent gives an entity its meaning, as it does in conditions.
        """
        if entity not in self._scopes:
            entities = self.facts.vocabulary.entities
            scope = {entity: np.arange(self.count(entity))}
            for nearer in _breadth_first(scope):
                for name, parent in entities[nearer].parents:
                    if parent not in scope:
                        scope[parent] = _followed(scope[nearer], self._leads_to(nearer, name, parent))
            for single in entities.values():
                if single.single and single.name not in scope:
                    scope[single.name] = np.zeros(self.count(entity), np.intp)
            self._scopes[entity] = scope
        return self._scopes[entity]

    def column(self, entity: str, path: str) -> tuple[Column, Rows]:
        """The column a path names, and for each row of `entity` the row of it to read."""
        return self.facts.column(path), self.scope(entity)[self.facts.vocabulary.field(path).entity]

    def of(self, entity: str, rows: NDArray[np.integer]) -> tuple[Subject, ...]:
        """Rows as subjects, in the order given; each is made once."""
        made = self._made.setdefault(entity, {})
        wanted = rows.tolist()
        missing = [row for row in wanted if row not in made]
        if missing:
            made.update(zip(missing, self._make(entity, missing), strict=True))
        return tuple([made[row] for row in wanted])

    def of_row(self, entity: str, row: int) -> Subject:
        """One row as a subject."""
        return self.of(entity, np.array([row]))[0]

    def titles(self) -> Mapping[str, Mapping[str, str]]:
        """Entity to key to title; made entity by entity as they are asked for."""
        return _Titles(self)

    def texts(self, entity: str, name: str) -> Texts:
        """A field of text, choice, territory or reference for every row; empty where unknown."""
        path = f"{entity}.{name}"
        if path not in self._texts:
            self._texts[path] = self._read_texts(entity, name)
        return self._texts[path]

    def _read_texts(self, entity: str, name: str) -> Texts:
        if name == self.facts.vocabulary.entities[entity].key:
            return self._key_texts(entity)
        column = cast("Coded", self.facts.column(f"{entity}.{name}"))
        words = np.array(["" if value is None else str(value) for value in column.values], object)
        return words[column.codes]

    def titled(self, entity: str) -> Texts:
        """What a reader calls each row: its title, or its key where it has none."""
        if entity not in self._titles:
            described = self.facts.vocabulary.entities[entity]
            keys = self._key_texts(entity)
            titles = self.texts(entity, described.title_field) if described.title_field in described.fields else keys
            self._titles[entity] = np.where(titles == "", keys, titles)
        return self._titles[entity]

    def _key_texts(self, entity: str) -> Texts:
        if entity not in self._keys:
            self._keys[entity] = np.array(self.keys(entity), object)
        return self._keys[entity]

    def _make(self, entity: str, rows: Sequence[int]) -> Iterator[Subject]:
        at = np.array(rows, np.intp)
        nothing = np.full(len(at), "", object)
        assets, territories = nothing, nothing
        if ASSET in self.scope(entity) and self.count(ASSET):
            of_asset = self.scope(entity)[ASSET][at]
            assets = np.where(of_asset < 0, "", self._key_texts(ASSET)[of_asset])
        if self.facts.vocabulary.has(f"{entity}.territory"):
            territories = self.texts(entity, "territory")[at]
        keys, titles = self._key_texts(entity)[at], self.titled(entity)[at]
        for key, title, asset, territory in zip(keys, titles, assets, territories, strict=True):
            yield Subject(entity, key, title, asset, territory)

    def _leads_to(self, entity: str, name: str, parent: str) -> Rows:
        column = cast("Coded", self.facts.column(f"{entity}.{name}"))
        known = self.row_by_key(parent)
        rows = np.array([known.get(str(value), -1) for value in column.values], np.intp)
        return rows[column.codes]


class _Titles(Mapping[str, Mapping[str, str]]):
    def __init__(self, subjects: Subjects) -> None:
        self._subjects = subjects
        self._made: dict[str, Mapping[str, str]] = {}

    def __getitem__(self, entity: str) -> Mapping[str, str]:
        if entity not in self._made:
            self._made[entity] = dict(zip(self._subjects.keys(entity), self._subjects.titled(entity), strict=True))
        return self._made[entity]

    def __iter__(self) -> Iterator[str]:
        return iter(self._subjects.facts.vocabulary.entities)

    def __len__(self) -> int:
        return len(self._subjects.facts.vocabulary.entities)


def _breadth_first(scope: Mapping[str, Rows]) -> Iterator[str]:
    """Walk the entities of a scope, nearest first, while it grows."""
    walked: list[str] = []
    while len(walked) < len(scope):
        nearer = next(name for name in scope if name not in walked)
        walked.append(nearer)
        yield nearer


def _followed(rows: Rows, leads_to: Rows) -> Rows:
    """Follow a link from rows that may be missing themselves."""
    if not len(leads_to):
        return np.full(len(rows), -1, np.intp)
    return np.where(rows < 0, -1, leads_to[rows])

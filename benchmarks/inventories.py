"""Invented inventories of any size, drawn from a seed and built straight as columns.

Only what the packs ask about is drawn. Answers that some clause asks for come more often than others, so that triggers
hold and duties are met, missed and left open. Each column has its own share of blank cells, between 3 and 20 %. Cells
that say which row a row belongs to are filled: an inventory in which they are not is faulty as a whole.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

import numpy as np
from numpy.typing import NDArray

from compliance.conditions.facts import Coded, Column, Days, Facts, Instants, Numbers, Table, Value, YesNo
from compliance.conditions.tree import Leaf
from compliance.conditions.values import NONE, Dated, Fact, Says, operands
from compliance.jurisdictions import Jurisdictions
from compliance.policy.model import Requirement
from compliance.vocabulary import Field, Vocabulary

Rows = NDArray[np.intp]

_FIRST = date(2024, 6, 1).toordinal()
_LAST = date(2028, 6, 1).toordinal()
_MOST_SETS = 48
"""Most distinct sets of values in one column."""
_ELECTIONS = 60


def make_facts(
    assets: int,
    seed: int,
    requirements: Sequence[Requirement],
    vocabulary: Vocabulary,
    jurisdictions: Jurisdictions,
) -> Facts:
    """Return an invented inventory.

    An asset has about two depictions, two labels and three releases; there are as many people as assets, each with
    about four consents and one contract clause.
    """
    rng = np.random.default_rng(seed)
    layout = _lay_out(assets, rng)
    columns = _Columns(rng, requirements, vocabulary, jurisdictions)
    tables = {}
    for entity, keys in layout.keys.items():
        drawn = {
            found.name: columns.draw(found, len(keys))
            for found in vocabulary.entities[entity].fields.values()
            if found.path in columns.asked and not found.computed and found.type not in {"reference", "references"}
        }
        tables[entity] = Table(entity, keys, {**drawn, **layout.links.get(entity, {})})
    return Facts(tables, vocabulary, jurisdictions)


# -- which rows there are, and which belongs to which


@dataclass(frozen=True)
class _Layout:
    keys: Mapping[str, tuple[str, ...]]
    links: Mapping[str, Mapping[str, Column]]


def _lay_out(assets: int, rng: np.random.Generator) -> _Layout:
    everybody = np.arange(assets)
    of_release = np.repeat(everybody, 1 + rng.binomial(4, 0.5, assets))
    of_label = np.repeat(everybody, rng.binomial(4, 0.5, assets))
    of_depiction = np.repeat(everybody, rng.binomial(4, 0.5, assets))
    of_consent = np.repeat(everybody, rng.binomial(8, 0.5, assets))
    of_clause = np.repeat(everybody, rng.binomial(2, 0.5, assets))
    shown = rng.integers(0, assets, len(of_depiction))
    of_notice = rng.integers(0, assets, 1 + assets // 10)
    keys = {
        "organisation": ("organisation",),
        **{
            entity: tuple(f"{entity}-{row}" for row in range(rows))
            for entity, rows in {
                "asset": assets,
                "person": assets,
                "release": len(of_release),
                "label": len(of_label),
                "depiction": len(of_depiction),
                "consent": len(of_consent),
                "clause": len(of_clause),
                "notice": len(of_notice),
                "election": _ELECTIONS,
                "system": 1 + assets // 50,
                "store": 1 + assets // 50,
            }.items()
        },
    }
    assets_of_people = _grouped(of_depiction, shown, assets)
    links: dict[str, dict[str, Column]] = {
        "release": {"asset": _leads(of_release, keys["asset"]), "elections": _some_elections(len(of_release), rng)},
        "label": {
            "asset": _leads(of_label, keys["asset"]),
            "releases": _limits(of_label, _grouped(np.arange(len(of_release)), of_release, assets), "release", rng),
        },
        "depiction": {"asset": _leads(of_depiction, keys["asset"]), "person": _leads(shown, keys["person"])},
        "consent": {
            "person": _leads(of_consent, keys["person"]),
            "assets": _limits(of_consent, assets_of_people, "asset", rng),
        },
        "clause": {
            "person": _leads(of_clause, keys["person"]),
            "assets": _limits(of_clause, assets_of_people, "asset", rng),
        },
        "notice": {"asset": _leads(of_notice, keys["asset"])},
    }
    return _Layout(keys, links)


def _grouped(rows: Rows, owners: Rows, count: int) -> list[list[int]]:
    order = np.argsort(owners, kind="stable")
    ends = np.cumsum(np.bincount(owners, minlength=count))
    return [part.tolist() for part in np.split(rows[order], ends[:-1])]


def _leads(rows: Rows, keys: tuple[str, ...]) -> Coded:
    return Coded((rows + 1).astype(np.int32), (None, *keys))


def _limits(owners: Rows, candidates: Sequence[list[int]], entity: str, rng: np.random.Generator) -> Coded:
    """Return for what each row holds: most for all, some for a list, some blank."""
    kind = rng.choice(3, len(owners), p=(0.08, 0.62, 0.3))
    picked = rng.random(len(owners))
    index: dict[frozenset[str] | None, int] = {None: 0, frozenset({"all"}): 1}
    codes = np.where(kind == 0, 0, 1).astype(np.int32)
    for row in np.flatnonzero(kind == 2).tolist():
        listed = candidates[owners[row]]
        first = int(picked[row] * len(listed))
        keys = frozenset(f"{entity}-{found}" for found in listed[first : first + 2])
        codes[row] = index.setdefault(keys, len(index))
    return Coded(codes, tuple(index))


def _some_elections(rows: int, rng: np.random.Generator) -> Coded:
    sets = [frozenset({f"election-{n}"}) for n in range(_ELECTIONS)]
    sets += [frozenset({f"election-{n}", f"election-{n - 1}"}) for n in range(1, _ELECTIONS)]
    several = 2 + rng.integers(0, len(sets), rows)
    codes = np.choose(rng.choice(3, rows, p=(0.08, 0.6, 0.32)), (0, 1, several)).astype(np.int32)
    return Coded(codes, (None, frozenset(), *sets))


# -- what the cells say


class _Columns:
    """Draws columns whose cells the clauses of the packs care about."""

    def __init__(
        self,
        rng: np.random.Generator,
        requirements: Iterable[Requirement],
        vocabulary: Vocabulary,
        jurisdictions: Jurisdictions,
    ) -> None:
        self._rng = rng
        self.asked: set[str] = set()
        self._wanted: dict[str, list[Any]] = {}
        places: dict[str, None] = {}
        for requirement in requirements:
            self.asked |= requirement.fields
            places.setdefault(requirement.jurisdiction)
            for condition in requirement.conditions:
                for path in condition.lists():
                    link = vocabulary.lists[path]
                    self.asked.add(f"{link.entity}.{link.complete_field}")
                for leaf in condition.leaves():
                    self._wanted.setdefault(leaf.path, []).extend(_literals(leaf))
        parts = [code for code in jurisdictions.codes if code.partition("-")[0] in places and code not in places]
        self._places = [*places, *rng.permutation(np.array(parts, dtype=object))[:6].tolist()]

    def draw(self, found: Field, rows: int) -> Column:
        """Return a column of a field."""
        blank = self._rng.random(rows) < self._rng.uniform(0.03, 0.2)
        if found.type == "yes_no":
            yes = self._rng.random(rows) < self._share_of_yes(found)
            return YesNo(np.where(blank, 1, 2 * yes).astype(np.uint8))
        if found.type in {"number", "duration"}:
            return Numbers(np.where(blank, np.nan, self._numbers(found, rows)))
        if found.type == "date":
            return Days(np.where(blank, np.nan, self._days(found, rows)))
        if found.type == "datetime":
            epoch = datetime(1970, 1, 1, tzinfo=UTC).toordinal()
            hours = self._rng.integers(0, 24 * 60, rows) * 3600.0
            return Instants(
                np.where(blank, np.nan, (self._rng.integers(_LAST - 700, _LAST - 600) - epoch) * 86400.0 + hours)
            )
        values, weights = self._values(found)
        codes = 1 + self._rng.choice(len(values), rows, p=weights / weights.sum())
        return Coded(np.where(blank, 0, codes).astype(np.int32), (None, *values))

    def _share_of_yes(self, found: Field) -> float:
        if found.name.endswith("_complete"):
            return 0.9
        wanted = [value for value in self._wanted.get(found.path, ()) if isinstance(value, bool)]
        return 0.2 + 0.6 * sum(wanted) / len(wanted) if wanted else 0.5

    def _numbers(self, found: Field, rows: int) -> NDArray[np.float64]:
        bounds = [value for value in self._wanted.get(found.path, ()) if isinstance(value, float)]
        if found.unit == "px":
            return self._rng.integers(8, 120, rows) * (1.0 if found.entity == "label" else 16.0)
        return self._rng.integers(0, int(2 * max(bounds, default=10)) + 2, rows).astype(np.float64)

    def _days(self, found: Field, rows: int) -> NDArray[np.float64]:
        first = date(2026, 1, 1).toordinal() if found.entity == "release" else _FIRST
        days = self._rng.integers(first, _LAST, rows).astype(np.float64)
        if found.none_means == "forever" or NONE in self._wanted.get(found.path, ()):
            days[self._rng.random(rows) < 0.4] = np.inf
        return days

    def _values(self, found: Field) -> tuple[list[Value], NDArray[np.float64]]:
        wanted = self._wanted.get(found.path, [])
        if found.type == "territory":
            return list(self._places), np.ones(len(self._places))
        if found.type in {"wording", "text"}:
            phrases = list(dict.fromkeys(str(value) for value in wanted if isinstance(value, str)))
            texts = [*phrases, *(f"{phrase}, made for this film" for phrase in phrases), "Behind the scenes", "Trailer"]
            return list(texts), np.ones(len(texts))
        codes = self._places if found.type == "territories" else list(found.choices)
        weights = np.array([4.0 if code in wanted else 1.0 for code in codes])
        if found.type == "choice":
            return list(codes), weights
        weights /= weights.sum()
        sets: dict[frozenset[str], None] = {frozenset(): None}
        if found.type == "territories":
            sets[frozenset({"WW"})] = None
        most = min(3, len(codes))
        for _ in range(4 * _MOST_SETS):
            size = int(self._rng.integers(1, most + 1))
            sets[frozenset(self._rng.choice(np.array(codes, dtype=object), size, replace=False, p=weights))] = None
        listed = list(sets)[:_MOST_SETS]
        return list(listed), np.ones(len(listed))


def _literals(leaf: Leaf) -> Iterable[Any]:
    """Yield the values a clause is glad of, sets one by one."""
    if isinstance(leaf.wanted, Says):
        for _, phrases in leaf.wanted.phrases:
            yield from phrases
        return
    for operand in operands(leaf.wanted):
        if isinstance(operand, Dated):
            yield from (value for _, value, _ in operand.parameter.values)
        elif isinstance(operand, frozenset):
            yield from operand
        elif not isinstance(operand, Fact):
            yield operand

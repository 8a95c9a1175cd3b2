"""What the outcomes mean for a release: asset and territory, territory, project, each by the worst below it.

A place or a theme that nobody has considered is never clear: it is undecided, and says so.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import overload

import numpy as np
from numpy.typing import NDArray

from compliance.assessment.leaving import LeftOut
from compliance.assessment.model import AssetDecision, Decision, TerritoryDecision
from compliance.assessment.pairs import NOT_RECORDED, Pairs
from compliance.assessment.subjects import ASSET, Rows, Subjects
from compliance.assessment.weights import Effect, Weight
from compliance.jurisdictions import WORLD, Jurisdictions
from compliance.policy.coverage import TerritoryCoverage, coverage_of
from compliance.policy.model import THEMES, PlaceCoverage

_WAIVED_CODE = "W"
_ORDER = tuple(Decision)
MOST_NAMED = 10
"""Keys of assets named in a sentence."""


@dataclass(frozen=True)
class Decided:
    """Every decision of a run."""

    assets: AssetDecisions
    territories: tuple[TerritoryDecision, ...]
    project: tuple[TerritoryDecision, ...]
    overall: Decision


def decide(
    weights: Sequence[Weight],
    project_places: frozenset[str],
    pairs: Pairs,
    subjects: Subjects,
    *,
    considered: Sequence[PlaceCoverage],
    left_out: LeftOut,
    on: date,
) -> Decided:
    """Decide assets in territories, territories, the project's rows, and the whole.

    Args:
        weights: What bears on a decision.
        project_places: Places whose law reaches the project's own rows.
        pairs: Asset by release territory.
        subjects: The rows judged.
        considered: The places considered.
        left_out: What a profile leaves out and reaches the project.
        on: The assessment date.
    """
    jurisdictions = subjects.facts.jurisdictions
    coverages = [
        coverage_of(place, considered, jurisdictions, on) if place != NOT_RECORDED else None for place in pairs.places
    ]
    with_release = np.bincount(pairs.place[pairs.released], minlength=len(pairs.places)) > 0
    gaps = [
        _gap(place, coverage, jurisdictions, left_out) for place, coverage in zip(pairs.places, coverages, strict=True)
    ]
    uncovered = [
        Weight(Effect.UNCOVERED, gap, np.flatnonzero(pairs.released & (pairs.place == number)))
        for number, gap in enumerate(gaps)
        if gap and with_release[number]
    ]
    weighed = sorted([*weights, *uncovered, *_unreleased(pairs, subjects)], key=lambda weight: weight.order)
    on_pairs = [weight for weight in weighed if len(weight.pairs)]
    on_project = [weight for weight in weighed if weight.jurisdiction]
    assets = AssetDecisions(pairs, subjects, tuple(on_pairs))
    project = tuple(
        _project_row(place, [weight for weight in on_project if weight.jurisdiction == place], jurisdictions)
        for place in sorted(project_places | {weight.jurisdiction for weight in on_project})
    )
    counts = _counts(on_pairs, pairs)
    territories = []
    for number, place in enumerate(pairs.places):
        reaching = [
            weight
            for weight in on_project
            if place != NOT_RECORDED and any(jurisdictions.reaches(law, place, on) for law in weight.reaches)
        ]
        local = [(weight, int(counts[row, number])) for row, weight in enumerate(on_pairs) if counts[row, number]]
        of_assets = assets.decided[pairs.place == number]
        named = jurisdictions.name(place) if place != NOT_RECORDED else _nowhere(pairs)
        decision = _territory((place, named), local, reaching, of_assets, jurisdictions)
        coverage = coverages[number]
        left = _themes_left(coverage, left_out)
        territories.append(replace(decision, covered=not (gaps[number] and with_release[number]), themes_left=left))
    # Nothing released is nothing decided.
    every = [Decision.CLEAR if territories else Decision.UNDECIDED]
    every += [row.decision for row in (*territories, *project)]
    overall = min(every, key=lambda decision: decision.rank)
    return Decided(assets, tuple(territories), project, overall)


def _unreleased(pairs: Pairs, subjects: Subjects) -> Iterator[Weight]:
    """Yield what leaves assets undecided of which no release is listed: a decision needs a place and a day."""
    rows = np.flatnonzero(~pairs.released)
    if len(rows):
        keys = [subjects.keys(ASSET)[asset] for asset in pairs.asset[rows].tolist()]
        more = len(keys) - MOST_NAMED
        named = f"{', '.join(keys[:MOST_NAMED])}{f' and {more} more' if more > 0 else ''}"
        it, it_is = ("it", "it is") if len(keys) == 1 else ("them", "they are")
        text = f"No release is listed for {named}: nothing decided {it}; list a release, or say why {it_is} left out"
        yield Weight(Effect.UNCOVERED, text, rows)


def _nowhere(pairs: Pairs) -> str:
    """Return what the row of pairs without a territory is called."""
    of_releases = pairs.released[pairs.place == pairs.places.index(NOT_RECORDED)]
    return "Territory not recorded" if of_releases.any() else "No release listed"


def _themes_left(coverage: TerritoryCoverage | None, left_out: LeftOut) -> tuple[str, ...]:
    """Return the themes of a covered territory that no decision speaks for."""
    if coverage is None or not coverage.is_covered:
        return ()
    left = {*coverage.themes_left, *left_out.themes.get(coverage.territory, ())}
    return tuple(theme for theme in THEMES if theme in left)


def _gap(place: str, coverage: TerritoryCoverage | None, jurisdictions: Jurisdictions, left_out: LeftOut) -> str:
    """Return that nobody has considered a release territory, in a sentence; empty where somebody has."""
    if coverage is None:
        return "The territory is not recorded"
    if place in left_out.unasked:
        return f"The profile takes in no {jurisdictions.name(place)} law, and leaves out some that reaches the project"
    if coverage.is_covered:
        return ""
    if any(entry.place == place for entry in coverage.considered):
        name = jurisdictions.name(place)
        return f"Not all {name} law was considered: parts of it have law of their own; list a release for each part"
    return f"No pack covers {jurisdictions.name(place)} law"


class AssetDecisions(Sequence[AssetDecision]):
    """One decision for each asset in each territory, kept as bytes; each is put into words when it is asked for."""

    def __init__(self, pairs: Pairs, subjects: Subjects, weights: tuple[Weight, ...]) -> None:
        self._pairs = pairs
        self._subjects = subjects
        self._weights = weights
        flags = np.zeros(len(pairs), np.uint8)
        for weight in weights:
            flags[weight.pairs] |= np.uint8(1 << weight.effect)
        self._flags = flags

    @cached_property
    def decided(self) -> NDArray[np.uint8]:
        """The rank of each pair's decision."""
        ranks = np.full(len(self._flags), Decision.CLEAR.rank, np.uint8)
        for effect in reversed(Effect):
            ranks[(self._flags & (1 << effect)) > 0] = effect.decision.rank
        return ranks

    @cached_property
    def _by_pair(self) -> tuple[Rows, Rows]:
        """Where the weights of each pair begin, and their numbers, worst first."""
        pairs = np.concatenate([np.zeros(0, np.intp), *(weight.pairs for weight in self._weights)])
        numbers = np.repeat(np.arange(len(self._weights)), [len(weight.pairs) for weight in self._weights])
        order = np.argsort(pairs, kind="stable")
        return np.searchsorted(pairs[order], np.arange(len(self._flags) + 1)), numbers[order]

    def __len__(self) -> int:
        return len(self._flags)

    @overload
    def __getitem__(self, index: int) -> AssetDecision: ...

    @overload
    def __getitem__(self, index: slice) -> tuple[AssetDecision, ...]: ...

    def __getitem__(self, index: int | slice) -> AssetDecision | tuple[AssetDecision, ...]:
        if isinstance(index, slice):
            return tuple(self._make(pair) for pair in range(*index.indices(len(self))))
        return self._make(range(len(self))[index])

    def __iter__(self) -> Iterator[AssetDecision]:
        return (self._make(pair) for pair in range(len(self)))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and tuple(self) == tuple(other)

    def __hash__(self) -> int:
        return hash(tuple(self))

    def _make(self, pair: int) -> AssetDecision:
        asset = int(self._pairs.asset[pair])
        begins, numbers = self._by_pair
        weights = [self._weights[number] for number in numbers[begins[pair] : begins[pair + 1]].tolist()]
        decision = _ORDER[self.decided[pair]]
        return AssetDecision(
            asset=self._subjects.keys(ASSET)[asset] if asset >= 0 else NOT_RECORDED,
            territory=self._pairs.places[self._pairs.place[pair]],
            decision=decision,
            code=_code(decision, {weight.effect for weight in weights}),
            findings=_once(weight.finding for weight in weights if weight.finding),
            reasons=_once(f"{weight.text}." for weight in weights),
        )


def _code(decision: Decision, effects: set[Effect]) -> str:
    """Return the letter of the matrix; W where nothing worse than a waiver stands in the way."""
    if decision is Decision.CLEAR_WITH_CONDITIONS and Effect.WAIVED in effects:
        return _WAIVED_CODE
    return decision.code


def _counts(weights: Sequence[Weight], pairs: Pairs) -> NDArray[np.intp]:
    """Return how many pairs each weight has in each territory."""
    width = len(pairs.places)
    rows = [np.bincount(pairs.place[weight.pairs], minlength=width) for weight in weights]
    return np.array(rows, np.intp).reshape(len(rows), width)


def _territory(
    place: tuple[str, str],
    local: Sequence[tuple[Weight, int]],
    reaching: Sequence[Weight],
    of_assets: NDArray[np.uint8],
    jurisdictions: Jurisdictions,
) -> TerritoryDecision:
    code, name = place
    total = len(of_assets)
    by_rank = np.bincount(of_assets, minlength=len(_ORDER))
    told = [(weight, _for_assets(weight, count, total)) for weight, count in local]
    told += [(weight, _for_project(weight, jurisdictions)) for weight in reaching]
    told.sort(key=lambda pair: pair[0].order)
    worst = min((weight.effect.decision for weight, _ in told), key=lambda d: d.rank, default=Decision.CLEAR)
    return TerritoryDecision(
        territory=code,
        name=name,
        decision=worst,
        reasons=_once(sentence for _, sentence in told),
        assets=total,
        by_decision={decision: int(by_rank[decision.rank]) for decision in _ORDER if by_rank[decision.rank]},
        blocking=_findings(told, Effect.BLOCKS),
        open=_findings(told, Effect.OPEN),
        conditions=_findings(told, Effect.WAIVED, Effect.ADVISED),
    )


def _project_row(place: str, weights: Sequence[Weight], jurisdictions: Jurisdictions) -> TerritoryDecision:
    told = [(weight, _for_subjects(weight)) for weight in weights]
    return TerritoryDecision(
        territory=place,
        name=jurisdictions.law_of(place),
        decision=min((weight.effect.decision for weight in weights), key=lambda d: d.rank, default=Decision.CLEAR),
        reasons=_once(sentence for _, sentence in told),
        assets=0,
        by_decision={},
        blocking=_findings(told, Effect.BLOCKS),
        open=_findings(told, Effect.OPEN),
        conditions=_findings(told, Effect.WAIVED, Effect.ADVISED),
    )


def _findings(told: Sequence[tuple[Weight, str]], *effects: Effect) -> tuple[str, ...]:
    return _once(weight.finding for weight, _ in told if weight.effect in effects and weight.finding)


def _for_assets(weight: Weight, count: int, total: int) -> str:
    named = f" ({weight.finding})" if weight.finding else ""
    if weight.effect is Effect.UNCOVERED:
        return f"{weight.text}."
    return f"{weight.text}: {count} of {total} {'asset' if total == 1 else 'assets'}{named}."


def _for_subjects(weight: Weight) -> str:
    named = f" ({weight.finding})" if weight.finding else ""
    entity = weight.requirement.about if weight.requirement else ""
    return f"{weight.text}: {weight.subjects} {_plural(entity, weight.subjects)}{named}."


def _for_project(weight: Weight, jurisdictions: Jurisdictions) -> str:
    # What holds everywhere is no law: an agreement, a standard, the terms of a platform.
    everywhere = weight.jurisdiction == WORLD
    by = "By agreement" if everywhere else f"Under {jurisdictions.name(weight.jurisdiction)} law"
    return f"{by}, for the project: {_for_subjects(weight)}"


def _plural(entity: str, count: int) -> str:
    return entity if count == 1 else f"{entity}s"


def _once(items: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(items))

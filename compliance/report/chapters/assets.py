"""The decision for every asset in every territory."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from compliance.assessment.model import AssetDecision
from compliance.report.chapters.chapter import Chapter
from compliance.report.index import Index
from compliance.report.text import shorten
from compliance.report.words import MARKS, UNRELEASED, Mark, mark_of_code

_ASSETS = 150
_COLUMNS = 14


@dataclass(frozen=True)
class AssetRow:
    """One asset, one mark a territory."""

    key: str
    title: str
    cells: tuple[Mark, ...]


@dataclass(frozen=True)
class AssetTable:
    """As many territories as a page is wide."""

    territories: tuple[tuple[str, str], ...]
    rows: tuple[AssetRow, ...]


@dataclass(frozen=True)
class AssetsView:
    """What the chapter prints."""

    tables: tuple[AssetTable, ...]
    assets: int
    left_out: int
    key: tuple[Mark, ...]


def prepare(index: Index) -> AssetsView | None:
    """Prepare the decisions, worst assets first, so that what is left out is the least grave."""
    assessment = index.assessment
    worst = index.asset_ranks
    if not worst:
        return None
    assets = sorted(worst, key=lambda asset: (worst[asset], asset))[:_ASSETS]
    shown = frozenset(assets)
    decisions = {(row.asset, row.territory): row for row in assessment.asset_decisions if row.asset in shown}
    reached = {territory for _, territory in decisions}
    order = [row.territory for row in assessment.territory_decisions if row.territory in reached]
    order += sorted(reached.difference(order))
    width = -(-len(order) // -(-len(order) // _COLUMNS))
    parts = [order[start : start + width] for start in range(0, len(order), width)]
    tables = tuple(_table(index, part, assets, decisions) for part in parts)
    return AssetsView(tables, len(worst), len(worst) - len(assets), (*MARKS, UNRELEASED))


def _table(
    index: Index, territories: list[str], assets: list[str], decisions: Mapping[tuple[str, str], AssetDecision]
) -> AssetTable:
    """The assets released in some of the territories."""
    rows = []
    for asset in assets:
        decided = [decisions.get((asset, territory)) for territory in territories]
        if any(decided):
            cells = tuple(mark_of_code(decision.code) if decision else UNRELEASED for decision in decided)
            rows.append(AssetRow(asset, shorten(index.subject_title("asset", asset), 60), cells))
    return AssetTable(tuple((code, index.place(code)) for code in territories), tuple(rows))


CHAPTER = Chapter(
    "assets",
    "Decisions by asset and territory",
    prepare,
    wide=True,
    runs_on=True,
    if_empty="Decisions by asset: no asset is released.",
)

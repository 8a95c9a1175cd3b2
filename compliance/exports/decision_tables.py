"""Decisions as tables: every level in one list, and the places alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from compliance.assessment.model import Assessment, Decision, TerritoryDecision
from compliance.exports.cells import Cell
from compliance.exports.columns import Column, Table, listed


@dataclass(frozen=True)
class Decided:
    """A decision of any level."""

    level: str
    """project, territory, jurisdiction or asset."""
    territory: str
    name: str
    decision: Decision
    code: str
    asset: str = ""
    title: str = ""
    findings: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()


def _every_level(assessment: Assessment) -> Iterator[Decided]:
    yield Decided("project", "", assessment.project.name, assessment.decision, assessment.decision.code)
    names = {decision.territory: decision.name for decision in assessment.territory_decisions}
    for level, decisions in (("territory", assessment.territory_decisions), ("jurisdiction", assessment.project_rows)):
        for place in decisions:
            findings = (*place.blocking, *place.open, *place.conditions)
            yield Decided(
                level,
                place.territory,
                place.name,
                place.decision,
                place.decision.code,
                findings=findings,
                reasons=place.reasons,
            )
    titles = assessment.titles.get("asset", {})
    for each in assessment.asset_decisions:
        yield Decided(
            "asset",
            each.territory,
            names.get(each.territory, each.territory),
            each.decision,
            each.code,
            each.asset,
            titles.get(each.asset, ""),
            each.findings,
            each.reasons,
        )


DECISIONS: Table[Decided] = Table(
    "decisions",
    "Decisions",
    (
        Column("level", "Level", lambda d: d.level),
        Column("territory", "Place", lambda d: d.territory, 10),
        Column("name", "Name", lambda d: d.name, 24),
        Column("asset", "Asset", lambda d: d.asset),
        Column("asset_title", "Title", lambda d: d.title, 28),
        Column("decision", "Decision", lambda d: d.decision.words, 22),
        Column("code", "Code", lambda d: d.code, 8),
        Column("findings", "Findings", lambda d: listed(d.findings), 28),
        Column("reasons", "Reasons", lambda d: " ".join(d.reasons), 60),
    ),
    _every_level,
)


@dataclass(frozen=True)
class Placed:
    """The decision of a place, and what it is decided for."""

    level: str
    place: TerritoryDecision


def _places(assessment: Assessment) -> Iterator[Placed]:
    """Yield the whole project, then territories and the project's own rows, the worst first."""
    rows = [Placed("Territory", place) for place in assessment.territory_decisions]
    rows += [Placed("Project, under the law of", place) for place in assessment.project_rows]
    yield Placed("Everything", _whole(assessment))
    yield from sorted(rows, key=lambda row: row.place.decision.rank)


def _whole(assessment: Assessment) -> TerritoryDecision:
    worst: dict[str, Decision] = {}
    for each in assessment.asset_decisions:
        before = worst.get(each.asset, each.decision)
        worst[each.asset] = min(before, each.decision, key=lambda decision: decision.rank)
    return TerritoryDecision(
        territory="",
        name=assessment.project.name,
        decision=assessment.decision,
        reasons=("The worst of the rows below. Each asset is counted once, by the worst of its territories.",),
        assets=len(worst),
        by_decision=Counter(worst.values()),
        blocking=tuple(finding.id for finding in assessment.findings if finding.blocks),
        open=tuple(finding.id for finding in assessment.undetermined),
        conditions=(),
        covered=all(place.covered for place in assessment.territory_decisions),
    )


def _assets_that_are(kind: Decision) -> Callable[[Placed], Cell]:
    return lambda row: row.place.by_decision.get(kind, 0)


PLACES: Table[Placed] = Table(
    "places",
    "Decision",
    (
        Column("name", "Place", lambda p: p.place.name, 26),
        Column("territory", "Code", lambda p: p.place.territory, 8),
        Column("level", "Decided for", lambda p: p.level, 24),
        Column("decision", "Decision", lambda p: p.place.decision.words, 22),
        Column("reasons", "Why", lambda p: "\n".join(p.place.reasons), 64),
        Column("assets", "Assets", lambda p: p.place.assets, 8),
        *(Column[Placed](kind.value, kind.words, _assets_that_are(kind), 11) for kind in Decision),
        Column("blocking", "Blocking findings", lambda p: listed(p.place.blocking), 28),
        Column("open", "Undecided findings", lambda p: listed(p.place.open), 28),
        Column("conditions", "Conditions", lambda p: listed(p.place.conditions), 28),
        Column("covered", "Covered by packs", lambda p: p.place.covered, 10),
    ),
    _places,
)

"""Exposure: what the law says that the recorded breaches can cost, added up by law and size of firm; no prediction."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from compliance.assessment.exposure import SIZES, Exposure, beyond_money, exposures
from compliance.policy.model import Requirement
from compliance.report.chapters.chapter import Chapter
from compliance.report.index import Index
from compliance.report.words import listed, plain


@dataclass(frozen=True)
class ExposureLine:
    """The sum for one law, currency and group of sizes."""

    sizes: str
    least: str
    most: str


@dataclass(frozen=True)
class LawExposure:
    """What breaches of the law of one place can cost."""

    place: str
    requirements: int
    lines: tuple[ExposureLine, ...]
    each: str
    """Titles of requirements whose sanction can come more than once, in words."""
    beyond: str
    """Sanctions that cannot be added up, in words."""


@dataclass(frozen=True)
class ExposureView:
    """What the chapter prints."""

    laws: tuple[LawExposure, ...]


def prepare(index: Index) -> ExposureView | None:
    """Prepare a sum for each law of which a binding requirement fails without a waiver."""
    breached = {
        finding.requirement.id: finding.requirement
        for finding in index.assessment.fails
        if finding.open_subjects and finding.requirement.sanctions
    }
    by_place: dict[str, list[Requirement]] = {}
    for requirement in breached.values():
        by_place.setdefault(requirement.jurisdiction, []).append(requirement)
    laws = tuple(_law(index.law_of(place), by_place[place]) for place in sorted(by_place, key=index.law_of))
    return ExposureView(laws) if laws else None


def _law(place: str, requirements: list[Requirement]) -> LawExposure:
    by_size = [(size, exposures(requirements, size=size)) for size in SIZES]
    titles = {requirement.id: requirement.title for requirement in requirements}
    each = dict.fromkeys(titles[id_] for _, sums in by_size for cost in sums for id_ in cost.each)
    return LawExposure(
        place=place,
        requirements=len(requirements),
        lines=tuple(_lines(by_size)),
        each=listed(each),
        beyond=listed([plain(kind).lower() for kind in beyond_money(requirements)]),
    )


def _lines(by_size: list[tuple[str, tuple[Exposure, ...]]]) -> Iterable[ExposureLine]:
    """Yield a line for each currency and run of sizes for which its sum is the same."""
    for position in range(len(by_size[0][1])):
        alike = groupby(((size, sums[position]) for size, sums in by_size), key=lambda pair: pair[1])
        for cost, pairs in alike:
            sizes = [plain(size).lower() for size, _ in pairs]
            told = "any" if len(sizes) == len(SIZES) else listed(sizes)
            most = f"{cost.currency} {cost.most:,.0f}"
            yield ExposureLine(
                sizes=told,
                least=f"{cost.currency} {cost.least:,.0f}" if cost.least else "none stated",
                most=f"{most}, or more by turnover" if cost.is_open else most,
            )


CHAPTER = Chapter("exposure", "What the recorded breaches could cost", prepare, runs_on=True)

"""Findings as tables: all of them, those that fail, and those that are open."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from compliance.assessment.model import Assessment, Finding, Outcome
from compliance.exports.columns import Column, Table, listed, words
from compliance.policy.model import Library


@dataclass(frozen=True)
class Found:
    """A finding, and the library that names its sources."""

    finding: Finding
    library: Library

    @property
    def sources(self) -> str:
        """The provisions it rests on, by the titles of their instruments."""
        titles = self.library.instruments
        return listed(f"{titles[cite.instrument].title}, {cite.at}" for cite in self.finding.requirement.cites)


def _all(assessment: Assessment) -> Iterator[Found]:
    return (Found(finding, assessment.library) for finding in assessment.findings)


def _fails(assessment: Assessment) -> Iterable[Found]:
    return (found for found in _all(assessment) if found.finding.kind is Outcome.FAIL)


def _open(assessment: Assessment) -> Iterable[Found]:
    return (found for found in _all(assessment) if found.finding.kind is not Outcome.FAIL)


FINDINGS: Table[Found] = Table(
    "findings",
    "Findings",
    (
        Column("id", "Finding", lambda f: f.finding.id, 12),
        Column("kind", "Outcome", lambda f: f.finding.kind.value),
        Column("severity", "Severity", lambda f: f.finding.severity.value, 10),
        Column("blocks", "Blocks", lambda f: f.finding.blocks, 8),
        Column("advisory", "Advisory", lambda f: f.finding.advisory, 9),
        Column("territories", "Territories", lambda f: listed(f.finding.territories)),
        Column("title", "Requirement", lambda f: f.finding.requirement.title, 36),
        Column("condition", "What was found", lambda f: f.finding.condition, 48),
        Column("recommendation", "What to do", lambda f: f.finding.recommendation, 48),
        Column("effect", "What it can cost", lambda f: f.finding.effect, 36),
        Column("sources", "Source", lambda f: f.sources, 32),
        Column("confidence", "Confidence", lambda f: words(f.finding.confidence), 12),
        Column("requirement", "Requirement id", lambda f: f.finding.requirement.id, 28),
        Column("jurisdiction", "Law of", lambda f: f.finding.requirement.jurisdiction, 10),
        Column("theme", "Theme", lambda f: words(f.finding.requirement.theme)),
        Column("force", "Force", lambda f: words(f.finding.requirement.force)),
        Column("through", "Exception relied on", lambda f: f.finding.through, 18),
        Column("missing", "Missing facts", lambda f: listed(f.finding.missing), 28),
        Column("entity", "About", lambda f: f.finding.requirement.about, 12),
        Column("count", "Rows", lambda f: len(f.finding.subjects), 8),
        Column("waived", "Waived", lambda f: len(f.finding.waived), 8),
        Column("waivers", "Waivers", lambda f: listed(sorted({waiver for _, waiver in f.finding.waived})), 14),
        Column("subjects", "Which", lambda f: listed(subject.key for subject in f.finding.subjects), 36),
    ),
    _all,
)

FAILS = replace(FINDINGS, name="fails", rows=_fails)
OPEN = replace(FINDINGS, name="open", title="Undecided", rows=_open)

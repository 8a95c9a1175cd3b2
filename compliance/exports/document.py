"""The shape of an assessment as JSON.

`compliance/exports/assessment.schema.json` is generated from these classes, their sentences included, so the schema
and the file cannot drift apart. `SCHEMA` is raised in its last part when a field is added, in its first when one goes
or changes its meaning.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from compliance.assessment.model import Decision, Outcome
from compliance.policy.model import Confidence, Force, Severity

SCHEMA = "1.2"


class Record:
    """A part of the document: every key is always there, and there are no others."""

    __pydantic_config__: ClassVar[dict[str, object]] = {"use_attribute_docstrings": True, "extra": "forbid"}


@dataclass(frozen=True)
class ToolRecord(Record):
    """The program that made the assessment."""

    name: str
    version: str


@dataclass(frozen=True)
class ProjectRecord(Record):
    """The project under review."""

    name: str
    client: str
    report_number: str
    prepared_by: str
    legend: str
    """Confidentiality or privilege legend."""
    timezone: str
    """In which days are counted."""


@dataclass(frozen=True)
class InputRecord(Record):
    """A file the assessment rests on."""

    role: str
    name: str
    sha256: str
    size: int


@dataclass(frozen=True)
class PackRecord(Record):
    """A policy pack in use."""

    id: str
    title: str
    version: str
    published: date
    sha256: str
    requirements: int


@dataclass(frozen=True)
class ProfileRecord(Record):
    """The profile in use: a selection of requirements."""

    id: str
    title: str
    version: str
    sha256: str
    requirements: int
    """Looked at."""
    left_out: int
    """Not looked at."""


@dataclass(frozen=True)
class CountsRecord(Record):
    """Totals, for readers that need no more."""

    outcomes: dict[Outcome, int]
    """Outcomes of each kind, over all requirements and subjects."""
    findings: int
    """Everything under `findings`; the next four add up to it."""
    fails: int
    """Findings of binding requirements that fail."""
    undetermined: int
    """Findings of binding requirements that cannot be decided yet."""
    errors: int
    """Findings of binding requirements whose evaluation went wrong."""
    advisory: int
    """Findings of voluntary codes and guidance."""
    blocking: int
    """Findings, among the fails, that hold a release back."""
    decisions: dict[Decision, int]
    """Asset by territory."""


@dataclass(frozen=True)
class ExcludedRecord(Record):
    """A row that was read and left out, and why."""

    row: str
    reason: str


@dataclass(frozen=True)
class SheetRecord(Record):
    """Reconciliation of one sheet: read = evaluated + excluded + rejected."""

    sheet: str
    read: int
    evaluated: int
    excluded: list[ExcludedRecord]
    rejected: int
    adds_up: bool


@dataclass(frozen=True)
class SubjectRecord(Record):
    """A row of the inventory that outcomes are about."""

    entity: str
    key: str
    title: str
    asset: str
    """Key of the asset it hangs on, or empty."""
    territory: str
    """Place code of a release, or empty."""


@dataclass(frozen=True)
class CitationRecord(Record):
    """A place in a source."""

    instrument: str
    at: str
    role: str


@dataclass(frozen=True)
class CriterionRecord(Record):
    """A requirement, and whether it applies: one row of the statement of applicability."""

    requirement: str
    pack: str
    title: str
    plain: str
    theme: str
    severity: Severity
    force: Force
    jurisdiction: str
    instrument: str
    cites: list[CitationRecord]
    confidence: Confidence
    read_on: date
    """Day on which the source was last read."""
    about: str
    """Entity of which every row is a subject."""
    key_date: str
    """Field whose day's law counts."""
    status: str
    """On the assessment day."""
    applies: str
    why: str
    in_force_from: date | None
    """The earliest day on which it can have begun."""
    in_force_from_as_written: str
    """As the source says it: a day, a month, a year, or `unstated`; empty where it is not in force yet."""
    until: date | None
    until_as_written: str
    counts: dict[Outcome, int]
    sha256: str
    """Of the requirement's text as evaluated."""


@dataclass(frozen=True)
class PlaceRecord(Record):
    """Where something stands in a file of the user's."""

    file: str
    line: int | None
    sheet: str
    row: int | None
    column: str


@dataclass(frozen=True)
class FactRecord(Record):
    """A fact that decided, and where it was read."""

    path: str
    title: str
    subject: str
    shown: str
    """`unknown` for a blank cell."""
    origin: str
    place: PlaceRecord | None


@dataclass(frozen=True)
class ClauseRecord(Record):
    """A line of a condition that decided."""

    text: str
    part: str
    paths: list[str]


@dataclass(frozen=True)
class WaivedRecord(Record):
    """A subject under a waiver in force."""

    subject: str
    waiver: str


@dataclass(frozen=True)
class FindingRecord(Record):
    """One requirement, one cause, every subject it concerns."""

    id: str
    kind: Outcome
    requirement: str
    title: str
    severity: Severity
    confidence: Confidence
    """The weakest part that decided."""
    blocks: bool
    """Whether it holds a release back."""
    advisory: bool
    territories: list[str]
    entity: str
    subjects: list[str]
    """Keys of rows of `entity`; the subjects under a waiver are among them."""
    waived: list[WaivedRecord]
    clauses: list[ClauseRecord]
    missing: list[str]
    through: str
    """Id of the exception relied on, or empty."""
    condition: str
    effect: str
    recommendation: str
    steps: list[str]
    facts: list[FactRecord]


@dataclass(frozen=True)
class QuestionRecord(Record):
    """A missing fact, as asked of a person."""

    path: str
    title: str
    text: str
    who: str
    screening: bool
    """Whether it decides what applies at all; such questions come first."""
    rows: list[str]
    """Keys of the rows whose cell is blank."""
    outcomes: int
    decisions: int
    findings: list[str]


@dataclass(frozen=True)
class AssetDecisionRecord(Record):
    """The decision for one asset in one territory."""

    asset: str
    territory: str
    decision: Decision
    code: str
    """C clear, CC clear with conditions, B blocked, U undecided, W clear but for a waiver."""
    findings: list[str]
    reasons: list[str]


@dataclass(frozen=True)
class TerritoryDecisionRecord(Record):
    """The decision for one territory, or for what is no release in one jurisdiction."""

    territory: str
    name: str
    decision: Decision
    reasons: list[str]
    covered: bool
    assets: int
    by_decision: dict[Decision, int]
    blocking: list[str]
    open: list[str]
    conditions: list[str]


@dataclass(frozen=True)
class WaiverRecord(Record):
    """The client's acceptance of a fail; it never hides the outcome under it."""

    id: str
    requirement: str
    subjects: list[str]
    """Keys as written, or `all`."""
    state: str
    days_left: int | None
    begins: date
    ends: date
    """Included."""
    timezone: str
    reason: str
    approver: str
    approved_on: date
    compensating: str
    document: str
    meets: list[str]
    """Keys of the failing subjects it matches, whatever its state."""
    findings: list[str]
    note: str


@dataclass(frozen=True)
class StatementRecord(Record):
    """A named person's word for many cells at once."""

    id: str
    path: str
    shown: str
    stated_by: str
    stated_on: date | None
    document: str
    filled: int


@dataclass(frozen=True)
class CalendarRecord(Record):
    """A day on which something changes a decision or may change it."""

    on: date
    kind: str
    text: str
    concerns: list[str]


@dataclass(frozen=True)
class OutcomesRecord(Record):
    """Outcomes that are alike in everything but their subject."""

    requirement: str
    entity: str
    outcome: Outcome
    would_be: Outcome | None
    """Outcome if the duty were in force."""
    status: str
    """Of the duty on the key date."""
    key_date: date | None
    finding: str
    """Id, or empty."""
    count: int
    subjects: list[str]
    """Keys of rows of `entity`."""


@dataclass(frozen=True)
class Document(Record):
    """One run of Clearance: every outcome, finding, question, decision and waiver, and what they rest on."""

    schema: str
    """Version of this shape."""
    tool: ToolRecord
    project: ProjectRecord
    as_of: date
    """The assessment date."""
    as_of_is_past: bool
    law_as_at: date
    """Latest day on which a source was read."""
    decision: Decision
    """The worst of all territories and project rows."""
    digest: str
    """SHA-256 over inputs, assessment date and outcomes."""
    library: str
    """SHA-256 of all packs in use."""
    notes: list[str]
    counts: CountsRecord
    inputs: list[InputRecord]
    packs: list[PackRecord]
    profile: ProfileRecord | None
    """None where every requirement of the packs is looked at."""
    reconciliation: list[SheetRecord]
    statements: list[StatementRecord]
    territory_decisions: list[TerritoryDecisionRecord]
    project_decisions: list[TerritoryDecisionRecord]
    """By jurisdiction: stores, systems, the organisation, notices and records."""
    asset_decisions: list[AssetDecisionRecord]
    findings: list[FindingRecord]
    questions: list[QuestionRecord]
    waivers: list[WaiverRecord]
    calendar: list[CalendarRecord]
    criteria: list[CriterionRecord]
    titles: dict[str, Mapping[str, str]]
    """Entity, key, title: the names behind the keys."""
    subjects: list[SubjectRecord]
    outcomes: list[OutcomesRecord]

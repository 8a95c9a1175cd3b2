"""The assessment as values: outcomes, decisions, findings, and what is missing. All outputs are views of this.

Assessment
  outcomes      one table: requirement x subject, as bytes; a Verdict is made when one is asked for
  findings      one requirement, one cause, all its subjects
  questions     missing facts, with what hangs on each
  decisions     asset x territory, territory, project
  reconciliation  rows read = evaluated + excluded + rejected
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Protocol

from compliance.errors import Place
from compliance.policy.model import Confidence, Library, Requirement, Severity


class Outcome(StrEnum):
    """Of one requirement for one subject."""

    PASS = "pass"  # noqa: S105 - an outcome, no secret
    FAIL = "fail"
    UNDETERMINED = "undetermined"
    NOT_APPLICABLE = "not_applicable"
    EXEMPT = "exempt"
    UPCOMING = "upcoming"
    SUSPENDED = "suspended"
    ERROR = "error"


OUTCOMES: tuple[Outcome, ...] = tuple(Outcome)
"""The order is the byte code in outcome tables."""


class Decision(StrEnum):
    """What the outcomes mean for a release, worst first."""

    BLOCKED = "blocked"
    UNDECIDED = "undecided"
    CLEAR_WITH_CONDITIONS = "clear_with_conditions"
    CLEAR = "clear"

    @property
    def rank(self) -> int:
        """0 for the worst."""
        return list(Decision).index(self)

    @property
    def words(self) -> str:
        """As a person reads it: `Clear with conditions`."""
        return self.value.replace("_", " ").capitalize()

    @property
    def code(self) -> str:
        """The letter of the matrix."""
        return {"blocked": "B", "undecided": "U", "clear_with_conditions": "CC", "clear": "C"}[self.value]


@dataclass(frozen=True, order=True)
class Subject:
    """What an outcome is about: a row of the inventory, with the names a reader knows it by."""

    entity: str
    key: str
    title: str = ""
    asset: str = ""
    """Key of the asset it hangs on, if any."""
    territory: str = ""
    """Place code of the release, if it is one."""


@dataclass(frozen=True)
class FactUsed:
    """A fact a verdict rests on, and where it stands in the inventory."""

    path: str
    """`label.seconds`"""
    title: str
    subject: str
    """Key of the row it was read from."""
    shown: str
    """As a reader sees it; `unknown` for a blank cell."""
    place: Place | None = None
    origin: str = "recorded"
    """recorded, statement, observed or derived."""


@dataclass(frozen=True)
class Clause:
    """A line of a condition that decided, in words."""

    text: str
    part: str = ""
    """Name of the part of `requires` it stands in."""
    paths: tuple[str, ...] = ()


@dataclass(frozen=True)
class Verdict:
    """One outcome, explained by clause, fact, place, evidence and source."""

    requirement: Requirement
    subject: Subject
    outcome: Outcome
    would_be: Outcome | None
    """Outcome if the duty were in force (upcoming, suspended, proposed)."""
    status: str
    """Timeline status on the key date."""
    key_date: date | None
    through: str
    """Id of the exception that decided, or empty."""
    reason: str
    """One sentence."""
    clauses: tuple[Clause, ...] = ()
    missing: tuple[str, ...] = ()
    """Field paths whose absence keeps it open."""
    facts: tuple[FactUsed, ...] = ()
    waiver: str = ""
    """Id of the waiver in force, or empty."""
    confidence: Confidence | None = None
    """Of the weakest part that decided; None where no part of the duty did."""


@dataclass(frozen=True)
class Finding:
    """What a person can act on: one requirement, one cause, every subject it concerns."""

    id: str
    """`F-` and eight hexadecimal digits; the same for the same requirement and cause in every run."""
    kind: Outcome
    """FAIL, UNDETERMINED or ERROR."""
    requirement: Requirement
    subjects: tuple[Subject, ...]
    clauses: tuple[Clause, ...]
    missing: tuple[str, ...]
    through: str
    """The exception that was relied on, or empty."""
    confidence: Confidence
    """The weakest part that decided."""
    territories: tuple[str, ...]
    blocks: bool
    """Binding, sufficient confidence, at least one subject without a waiver in force."""
    advisory: bool
    waived: tuple[tuple[Subject, str], ...] = ()
    """Subjects under a waiver in force, with the waiver's id."""
    condition: str = ""
    """What was found, in a sentence or two."""
    effect: str = ""
    recommendation: str = ""
    steps: tuple[str, ...] = ()
    facts: Sequence[FactUsed] = ()
    """Facts of the first subjects, with their places; read when somebody looks."""

    @property
    def severity(self) -> Severity:
        """Of the requirement."""
        return self.requirement.severity

    @property
    def open_subjects(self) -> tuple[Subject, ...]:
        """Subjects without a waiver in force."""
        waived = {subject for subject, _ in self.waived}
        return tuple(subject for subject in self.subjects if subject not in waived)


@dataclass(frozen=True)
class Question:
    """A missing fact, as asked of a person, and what hangs on it."""

    path: str
    title: str
    text: str
    who: str
    """Who can usually answer: production, legal, technical, vendor."""
    rows: tuple[str, ...]
    """Keys of the rows whose cell is blank."""
    outcomes: int
    """Undetermined outcomes that name this fact."""
    decisions: int
    """Asset x territory decisions held open by them."""
    findings: tuple[str, ...]
    screening: bool = False
    hints: tuple[str, ...] = ()
    """What could be answered, where the packs know it, a sentence each."""


@dataclass(frozen=True)
class AssetDecision:
    """The decision for one asset in one territory."""

    asset: str
    territory: str
    decision: Decision
    code: str
    """Matrix code: C, CC, B, U or W (clear but for a waiver)."""
    findings: tuple[str, ...]
    reasons: tuple[str, ...]


@dataclass(frozen=True)
class TerritoryDecision:
    """The decision for one territory, the worst of its assets and of the project rows that reach it."""

    territory: str
    name: str
    decision: Decision
    reasons: tuple[str, ...]
    """Worst first, a sentence each."""
    assets: int
    by_decision: Mapping[Decision, int]
    blocking: tuple[str, ...]
    """Finding ids."""
    open: tuple[str, ...]
    conditions: tuple[str, ...]
    covered: bool = True
    themes_left: tuple[str, ...] = ()
    """Themes that nobody has considered for a covered territory: the decision does not speak for them."""


@dataclass(frozen=True)
class Waiver:
    """The client's acceptance of a fail, with its end. It never hides the outcome under it."""

    id: str
    requirement: str
    subjects: tuple[str, ...]
    """Keys, or ("all",)."""
    reason: str
    approver: str
    approved_on: date
    begins: date
    ends: date
    timezone: str
    compensating: str = ""
    document: str = ""
    place: Place | None = None

    def is_in_force(self, on: date) -> bool:
        """Whether it holds on the civil day `on` (both ends included)."""
        return self.begins <= on <= self.ends

    def state(self, on: date) -> str:
        """`in force`, `expired` or `not yet`."""
        if self.is_in_force(on):
            return "in force"
        return "expired" if on > self.ends else "not yet"


@dataclass(frozen=True)
class WaiverUse:
    """A waiver, its state on the day, and what it meets."""

    waiver: Waiver
    state: str
    subjects: tuple[Subject, ...]
    """Failing subjects it matches, whatever its state."""
    findings: tuple[str, ...]
    days_left: int | None
    note: str = ""
    """Why it has no effect (expired, unknown requirement, no subject, cannot be waived)."""


@dataclass(frozen=True)
class SheetCount:
    """Reconciliation of one sheet: read = evaluated + excluded + rejected."""

    sheet: str
    read: int
    evaluated: int
    excluded: tuple[tuple[str, str], ...] = ()
    """(row or key, reason)."""
    rejected: int = 0

    @property
    def adds_up(self) -> bool:
        """Whether nothing was dropped."""
        return self.read == self.evaluated + len(self.excluded) + self.rejected


@dataclass(frozen=True)
class Statement:
    """A named person's word for many cells at once; it fills blanks only."""

    id: str
    path: str
    shown: str
    stated_by: str
    stated_on: date | None
    document: str
    filled: int


@dataclass(frozen=True)
class InputFile:
    """A file the assessment rests on."""

    role: str
    """inventory, waivers, pack, vocabulary, jurisdictions, configuration."""
    name: str
    sha256: str
    size: int


@dataclass(frozen=True)
class ProjectInfo:
    """What the cover says."""

    name: str
    client: str = ""
    report_number: str = ""
    prepared_by: str = ""
    legend: str = ""
    """Confidentiality or privilege legend, chosen by counsel."""
    timezone: str = "UTC"


@dataclass(frozen=True)
class CalendarEntry:
    """A day on which something changes a decision or may change it."""

    on: date
    kind: str
    """law starts, law ends, grace ends, waiver ends, consent ends, release starts, release ends, election."""
    text: str
    concerns: tuple[str, ...] = ()


@dataclass(frozen=True)
class Applicability:
    """One row of the statement of applicability."""

    requirement: Requirement
    status: str
    """On the assessment day: in_force, enacted, proposed, enjoined, struck_down, repealed ..."""
    applies: str
    """`applies`, `not applicable`, `not reached` or `undecided`."""
    why: str
    counts: Mapping[Outcome, int]
    in_force_from: date | None
    """The earliest day on which it can have begun."""
    until: date | None
    in_force_as_written: str = ""
    """The day it begins as the source says it: `2024-05`, `1907`, `unstated`; empty where it is not in force yet."""
    until_as_written: str = ""


class OutcomeTable(Protocol):
    """All outcomes of a run, kept as bytes."""

    def counts(self) -> Mapping[Outcome, int]:
        """Number of outcomes of each kind, over everything."""

    def counts_by_requirement(self) -> Mapping[str, Mapping[Outcome, int]]:
        """The same, by requirement id."""

    def counts_by_theme(self, territory: str | None = None) -> Mapping[str, Mapping[Outcome, int]]:
        """The same, by theme, over binding requirements; for one territory where named."""

    def verdicts(self, requirement: str | None = None, outcome: Outcome | None = None) -> Iterator[Verdict]:
        """Verdicts made one by one, in a stable order."""

    def verdict(self, requirement: str, subject: str) -> Verdict:
        """The verdict for one subject key. Raises UsageError with the nearest known name."""

    def rows(
        self, only: Collection[Outcome] | None = None
    ) -> Iterator[tuple[str, Subject, Outcome, Outcome | None, str, date | None, str]]:
        """(requirement id, subject, outcome, would-be, status, key date, finding id or ''), cheap, in a stable order.

        With `only`, outcomes of these kinds alone.
        """


@dataclass(frozen=True)
class Assessment:
    """One run: everything every output is a view of."""

    project: ProjectInfo
    as_of: date
    as_of_is_past: bool
    library: Library
    outcomes: OutcomeTable
    findings: tuple[Finding, ...]
    """Fails first, by severity, then undetermined; advisory ones after binding ones."""
    questions: tuple[Question, ...]
    """Most outcomes first; missing screening facts before everything."""
    asset_decisions: Sequence[AssetDecision]
    """By asset and territory; each is put into words when somebody looks."""
    territory_decisions: tuple[TerritoryDecision, ...]
    project_rows: tuple[TerritoryDecision, ...]
    """Per jurisdiction: subjects that are no releases (stores, systems, organisation, notices)."""
    decision: Decision
    waivers: tuple[WaiverUse, ...]
    statements: tuple[Statement, ...]
    applicability: tuple[Applicability, ...]
    calendar: tuple[CalendarEntry, ...]
    reconciliation: tuple[SheetCount, ...]
    inputs: tuple[InputFile, ...]
    version: str
    digest: str
    """SHA-256 over inputs, as-of date and outcomes: what the seal is drawn from."""
    titles: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """entity -> key -> title, for assets, people, stores and so on."""
    notes: tuple[str, ...] = ()
    """Loud things: expired waivers, places not covered, open lists."""

    def finding(self, id_: str) -> Finding:
        """The finding with this id; KeyError where there is none."""
        return {finding.id: finding for finding in self.findings}[id_]

    @property
    def fails(self) -> tuple[Finding, ...]:
        """Binding fails."""
        return tuple(f for f in self.findings if f.kind is Outcome.FAIL and not f.advisory)

    @property
    def undetermined(self) -> tuple[Finding, ...]:
        """Binding requirements that cannot be decided."""
        return tuple(f for f in self.findings if f.kind is not Outcome.FAIL and not f.advisory)

    @property
    def advisory(self) -> tuple[Finding, ...]:
        """Findings of voluntary codes and guidance."""
        return tuple(f for f in self.findings if f.advisory)

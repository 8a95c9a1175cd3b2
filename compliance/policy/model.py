"""What the law asks, as values: packs, instruments, requirements, exceptions, sanctions.

Everything here is read-only and was checked by `loading`. Field paths such as `label.seconds` are names of the
vocabulary; conditions are trees of `compliance.conditions.tree`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

from compliance.conditions.tree import Condition
from compliance.conditions.values import Parameter
from compliance.errors import Place
from compliance.policy.later import may_come_later
from compliance.validity import Timeline


class Force(StrEnum):
    """How a source binds."""

    OBLIGATION = "obligation"
    PROHIBITION = "prohibition"
    VALIDITY_CONDITION = "validity_condition"
    CONTRACT = "contract"
    COMMITMENT = "commitment"
    VOLUNTARY = "voluntary"
    GUIDANCE = "guidance"

    @property
    def is_binding(self) -> bool:
        """Whether a fail can hold a release back; voluntary rows and guidance only advise."""
        return self not in ADVICE


ADVICE: tuple[Force, ...] = (Force.VOLUNTARY, Force.GUIDANCE)
"""What binds nobody by itself; `binds_when` says whom it binds all the same."""

BY_AGREEMENT: tuple[Force, ...] = (Force.CONTRACT, Force.COMMITMENT)
"""What binds only who says so; with `binds_when`, it asks nothing of whom it is known not to bind."""


class Confidence(StrEnum):
    """How sure we are of the words of a source, strongest first."""

    TEXT_READ = "text_read"
    QUOTED = "quoted"
    SECONDARY = "secondary"
    RECALLED = "recalled"

    @property
    def decides(self) -> bool:
        """Whether a fail that rests on this source may block; one that rests on memory may not."""
        return self is not Confidence.RECALLED

    @property
    def rank(self) -> int:
        """0 for the strongest; a larger number is weaker."""
        return list(Confidence).index(self)


class Severity(StrEnum):
    """What to look at first. Severity orders and filters; it never decides."""

    CRITICAL = "critical"
    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"

    @property
    def rank(self) -> int:
        """0 for critical."""
        return list(Severity).index(self)


PLACEHOLDER = re.compile(r"\{\{ *([a-z_]+\.[a-z0-9_]+) *\}\}")
"""`{{ asset.title }}` in a remedy."""

THEMES: tuple[str, ...] = (
    "labelling",
    "provenance",
    "consent",
    "privacy_rights",
    "data_security",
    "prohibited_content",
    "election",
    "advertising",
    "takedown",
    "record_keeping",
    "filing",
    "governance",
)


@dataclass(frozen=True)
class Instrument:
    """A source text."""

    id: str
    title: str
    jurisdiction: str
    kind: str
    official: str
    identifier: Mapping[str, str] = field(default_factory=dict)
    native_title: str = ""
    url: str = ""
    extended_to: tuple[Mapping[str, str], ...] = ()
    """Further places the instrument reaches, each with `jurisdiction`, `from` and `cite`."""


@dataclass(frozen=True)
class Citation:
    """A place in an instrument, and what it is cited for."""

    instrument: str
    at: str
    role: str = "basis"
    """basis, definition, manner, exception, sanction or reading (`as` in the pack)."""
    url: str = ""


@dataclass(frozen=True)
class Sanction:
    """What a breach can cost, as data; never a prediction."""

    kind: str
    text: str = ""
    when: Condition | None = None
    """The cases it is for, where it is not for every breach."""
    at_least: Mapping[str, Any] = field(default_factory=dict)
    at_most: Mapping[str, Any] = field(default_factory=dict)
    """Keys: amount, currency, or_percent_of_turnover, whichever (higher|lower), years, months, days, note."""
    for_small_firms: Mapping[str, Any] = field(default_factory=dict)
    """The same keys, for firms of the sizes that `sizes` lists; without it micro, small and medium ones."""
    per: str = ""
    repeat: str = ""
    suspended_until: str = ""
    cites: tuple[Citation, ...] = ()


@dataclass(frozen=True)
class ExpectedEvidence:
    """What would show a fact."""

    id: str
    what: str
    proves: tuple[str, ...]
    probes: tuple[str, ...] = ()
    only_for: str = ""


@dataclass(frozen=True)
class LegalException:
    """An exception written in the law: it lifts the duty, or relaxes it to another one."""

    id: str
    plain: str
    cites: tuple[Citation, ...]
    effect: str
    """`lifts` or `relaxes`."""
    when: Condition
    requires_instead: Condition | None = None
    must_be_documented: bool = False
    prevails_over: tuple[str, ...] = ()


@dataclass(frozen=True)
class Transition:
    """A grace period: where `when` holds, the duty applies from another day."""

    when: Condition
    applies_from: date
    cite: str


@dataclass(frozen=True)
class Attest:
    """A question to be answered by a named person, for duties no inventory can show."""

    question: str
    by: tuple[str, ...]
    valid_for: str


@dataclass(frozen=True)
class Provenance:
    """Where the words were read, when, and how well."""

    confidence: Confidence
    sources: tuple[str, ...]
    as_of: date
    parts: Mapping[str, Confidence] = field(default_factory=dict)
    """Confidence of named parts of `requires`; the weakest part that decided counts."""
    note: str = ""


@may_come_later("applies_when", "requires", "exceptions", "evidence", "assumptions", "sanctions")
@dataclass(frozen=True)
class Requirement:
    """One question asked of one kind of subject by one provision."""

    id: str
    pack: str
    title: str
    plain: str
    theme: str
    severity: Severity
    force: Force
    duty_of: tuple[str, ...]
    """Roles; ("anyone",) binds whoever does it."""
    instrument: str
    cites: tuple[Citation, ...]
    jurisdiction: str
    reached_by: tuple[str, ...]
    """Field paths of type territory or territories; any of them links the subject to the jurisdiction."""
    about: str
    """Entity of the vocabulary: one outcome per row of it."""
    key_date: str
    """Field path of type date (or datetime) whose day's law counts; `assessment.date` for running duties."""
    timeline: Timeline
    applies_when: Condition
    requires: Condition
    exceptions: tuple[LegalException, ...] = ()
    parameters: Mapping[str, Parameter] = field(default_factory=dict)
    """Dated values that its conditions name, by name."""
    holds: str = "at_start"
    """`at_start` or `throughout`."""
    transition: tuple[Transition, ...] = ()
    builds_on: Mapping[str, str] = field(default_factory=dict)
    """Keys `id` and `relation` (stricter, replaces, implements, preempted_by)."""
    attest: Attest | None = None
    decides: Mapping[str, str] = field(default_factory=dict)
    """Keys `pass` and `fail`, values `indicative` or `conclusive`."""
    assumptions: tuple[Mapping[str, str], ...] = ()
    sanctions: tuple[Sanction, ...] = ()
    evidence: tuple[ExpectedEvidence, ...] = ()
    remedy: str = ""
    """May hold `{{ entity.field }}` placeholders and nothing else."""
    steps: tuple[str, ...] = ()
    label_cures: bool = True
    """False for prohibitions that no disclosure heals; the recommendation says so."""
    waivable: bool = True
    provenance: Provenance = field(default_factory=lambda: Provenance(Confidence.RECALLED, (), date.min))
    review_due: date | None = None
    replaces: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    bound_through: str = ""
    """`platform` where the duty reaches us only through the platforms we use."""
    binds_when: Condition | None = None
    """Over facts of the organisation: where it holds, what else only advises binds as a commitment given.

    On a contract or commitment it is part of the trigger too: known not to hold, nothing is asked; not known, it
    advises.
    """
    enforcement: Mapping[str, str] = field(default_factory=dict)
    """`suspended_until`, `note`: fines that are postponed while the duty stands."""
    translations: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    place: Place | None = None
    digest: str = ""
    """SHA-256 of the requirement's text as loaded: what counsel signs off."""

    @property
    def conditions(self) -> tuple[Condition, ...]:
        """Every condition that bears on its outcome: trigger, duty, exceptions, grace periods, parts suspended."""
        relaxed = (exception.requires_instead for exception in self.exceptions)
        suspended = (entry.where for entry in self.timeline.entries)
        return (
            self.applies_when,
            self.requires,
            *(exception.when for exception in self.exceptions),
            *(transition.when for transition in self.transition),
            *(condition for condition in (*relaxed, *suspended) if condition is not None),
        )

    @property
    def is_binding_here(self) -> bool:
        """Whether it only advises others, and binds the organisation assessed."""
        return self.binds_when is not None and self.force.is_binding

    @property
    def placeholders(self) -> tuple[str, ...]:
        """Field paths that the remedy and its steps name in double braces."""
        return tuple(path for text in (self.remedy, *self.steps) for path in PLACEHOLDER.findall(text))

    @property
    def fields(self) -> frozenset[str]:
        """Every field path that its conditions read; reach, key date and whom it binds included."""
        conditions = (*self.conditions, *(condition for condition in (self.binds_when,) if condition is not None))
        read = {path for condition in conditions for path in condition.fields()}
        return frozenset(read | set(self.reached_by) | {self.key_date})


@dataclass(frozen=True)
class Coverage:
    """How far a pack goes for one provision or dossier row."""

    key: str
    instrument: str
    at: str
    status: str
    """encoded, partly, planned, manual or out_of_scope."""
    why: str = ""
    by: tuple[str, ...] = ()
    place: Place | None = None


@dataclass(frozen=True)
class Pack:
    """One file (or folder) of requirements of one instrument or family."""

    id: str
    prefix: str
    title: str
    version: str
    published: date
    notice: str
    instruments: Mapping[str, Instrument]
    requirements: tuple[Requirement, ...]
    coverage: tuple[Coverage, ...]
    changelog: tuple[Mapping[str, Any], ...]
    file: str
    digest: str
    """SHA-256 of the file's bytes."""


@dataclass(frozen=True)
class PlaceCoverage:
    """A place, or place and themes, that somebody has considered, and when (`policies/coverage.yaml`)."""

    place: str
    themes: tuple[str, ...]
    considered_on: date
    note: str = ""
    with_parts: bool = False
    """Whether the law of every part of the place has been considered too."""


@dataclass(frozen=True)
class ListedElection:
    """A vote that an inventory may name without a row of its own (`policies/elections.yaml`).

    A day that is not given is unknown, never guessed.
    """

    id: str
    places: tuple[str, ...]
    kind: str
    vote_on: date
    cite: str
    """Where the day was read, in plain words."""
    as_of: date
    voting_starts_on: date | None = None
    absentee_starts_on: date | None = None
    convention_on: date | None = None
    place: Place | None = None


@dataclass(frozen=True)
class Selection:
    """Which requirements a profile takes in: those for which every part that is said holds."""

    themes: tuple[str, ...] = ()
    duty_of: tuple[str, ...] = ()
    """Roles of which a duty binds at least one; `anyone` is a role of its own here."""
    about: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    """Whose law it is, or the law of a place within, or of a place around."""
    packs: tuple[str, ...] = ()
    requirements: tuple[str, ...] = ()


@dataclass(frozen=True)
class Profile:
    """A selection of requirements that a user names instead of packs; it may tighten them, and never loosens."""

    id: str
    title: str
    plain: str
    """For whom it is, and what it leaves out."""
    version: str
    published: date
    include: tuple[Selection, ...]
    settings: Mapping[str, Mapping[str, Any]]
    """Stricter values of dated parameters, by requirement and parameter."""
    raised: Mapping[str, Severity]
    """Severities raised, by requirement."""
    file: str
    digest: str
    """SHA-256 of the file's bytes."""
    place: Place | None = None


@dataclass(frozen=True)
class Control:
    """An entry of a control catalogue or framework of somebody else."""

    id: str
    title: str


@dataclass(frozen=True)
class Mapped:
    """A requirement of ours beside a control of a framework, and why."""

    ours: str
    theirs: str
    relation: str
    """`equal`, `subset`, `superset` or `intersects`: ours, seen from theirs."""
    because: str
    mapped_on: date
    place: Place | None = None


@dataclass(frozen=True)
class Crosswalk:
    """Our requirements beside the controls of one framework (`policies/crosswalks/`)."""

    id: str
    title: str
    edition: str
    publisher: str
    note: str
    """How well the framework was read."""
    controls: tuple[Control, ...]
    lines: tuple[Mapped, ...]
    place: Place | None = None


@dataclass(frozen=True)
class Library:
    """All packs in use, with what they share."""

    packs: tuple[Pack, ...]
    considered: tuple[PlaceCoverage, ...]
    digest: str
    law_as_at: date
    """Latest `as_of` of any requirement's provenance."""
    elections: tuple[ListedElection, ...] = ()
    """The calendar of votes."""
    profiles: tuple[Profile, ...] = ()
    """Those a user may name."""
    crosswalks: tuple[Crosswalk, ...] = ()
    profile: Profile | None = None
    """The one in use."""
    left_out: tuple[Requirement, ...] = ()
    """What the profile in use does not take in."""
    shared: Mapping[str, Instrument] = field(default_factory=dict)
    """Instruments of packs that are not in use; those that are may cite them."""

    @property
    def requirements(self) -> tuple[Requirement, ...]:
        """Every requirement, in the order of the packs."""
        return tuple(requirement for pack in self.packs for requirement in pack.requirements)

    @property
    def instruments(self) -> Mapping[str, Instrument]:
        """Every instrument by id."""
        own = {id_: instrument for pack in self.packs for id_, instrument in pack.instruments.items()}
        return {**self.shared, **own}

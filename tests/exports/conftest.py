"""A small assessment under the law of a place that does not exist, with one of everything an export must show."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date

import pytest

from compliance.assessment.model import (
    Applicability,
    Assessment,
    AssetDecision,
    CalendarEntry,
    Clause,
    Decision,
    FactUsed,
    Finding,
    InputFile,
    Outcome,
    ProjectInfo,
    Question,
    SheetCount,
    Statement,
    Subject,
    TerritoryDecision,
    Waiver,
    WaiverUse,
)
from compliance.conditions.tree import Leaf
from compliance.errors import Place
from compliance.policy.model import (
    Citation,
    Confidence,
    Force,
    Instrument,
    Library,
    Pack,
    Provenance,
    Requirement,
    Severity,
)
from compliance.validity import Entry, Timeline

ON = date(2030, 3, 1)
HOSTILE = '=HYPERLINK("http://example.test","x")'


def requirement(id_, title, **changed):
    given = {
        "pack": "xa-media",
        "plain": f"{title}, in plain words.",
        "theme": "labelling",
        "severity": Severity.HIGH,
        "force": Force.OBLIGATION,
        "duty_of": ("deployer",),
        "instrument": "xa-media-act",
        "cites": (Citation("xa-media-act", "s. 4(1)"), Citation("xa-media-act", "s. 9", "sanction")),
        "jurisdiction": "XA",
        "reached_by": ("release.territory",),
        "about": "release",
        "key_date": "release.starts_on",
        "timeline": Timeline((Entry(date(2029, 1, 1), "in_force", "s. 20"),)),
        "applies_when": Leaf("asset.made_with_ai", "equals", True),
        "requires": Leaf("label.seconds", "at_least", 2.0),
        "provenance": Provenance(Confidence.TEXT_READ, ("official gazette",), date(2030, 2, 1)),
        "digest": "d" * 64,
    }
    return Requirement(id=id_, title=title, **(given | changed))


LABEL = requirement("xa-media-4-label", "A synthetic image is labelled")
CONSENT = requirement(
    "xa-media-7-consent", "A replica has consent", theme="consent", severity=Severity.CRITICAL, about="depiction"
)
CODE = requirement("xa-code-1", "A badge is offered", force=Force.VOLUNTARY, severity=Severity.LOW)


@dataclass(frozen=True)
class Outcomes:
    """An outcome table that keeps its rows as they are shown."""

    listed: tuple[tuple, ...]

    def rows(self):
        return iter(self.listed)

    def counts(self):
        return Counter(row[2] for row in self.listed)

    def counts_by_requirement(self):
        counts = defaultdict(Counter)
        for row in self.listed:
            counts[row[0]][row[2]] += 1
        return counts


def release(key, asset, territory):
    return Subject("release", key, f"{asset} in {territory}", asset, territory)


R1, R2, R3 = release("R1", "A1", "XA"), release("R2", "A2", "XA"), release("R3", "A1", "XB")
D1 = Subject("depiction", "D1", "A. Person", "A1")

FAIL = Finding(
    id="F-0000aaaa",
    kind=Outcome.FAIL,
    requirement=LABEL,
    subjects=(R1, R2),
    clauses=(Clause("Time on screen is at least 2 s", "duration", ("label.seconds",)),),
    missing=(),
    through="",
    confidence=Confidence.TEXT_READ,
    territories=("XA",),
    blocks=True,
    advisory=False,
    waived=((R2, "W-1"),),
    condition="The label is shown for 1 s.",
    effect="A fine.",
    recommendation="Show the label for 2 s.",
    steps=("Recut the opening.",),
    facts=(
        FactUsed(
            "label.seconds",
            "Time on screen",
            "L1",
            "1 s",
            Place("inventory.xlsx", sheet="labels", row=3, column="Time on screen"),
        ),
    ),
)
OPEN = Finding(
    id="F-0000bbbb",
    kind=Outcome.UNDETERMINED,
    requirement=CONSENT,
    subjects=(D1,),
    clauses=(),
    missing=("consent.covers_replica",),
    through="",
    confidence=Confidence.SECONDARY,
    territories=("XA", "XB"),
    blocks=False,
    advisory=False,
    condition="Nobody recorded whether the consent covers a replica.",
)
ADVICE = Finding(
    id="F-0000cccc",
    kind=Outcome.FAIL,
    requirement=CODE,
    subjects=(R1,),
    clauses=(),
    missing=(),
    through="",
    confidence=Confidence.QUOTED,
    territories=("XA",),
    blocks=False,
    advisory=True,
    condition="No badge | none at all.",
)

IN_FORCE = Waiver(
    "W-1", LABEL.id, ("R2",), "Recut under way", "General counsel", ON, ON, date(2030, 3, 31), "UTC", document="DOC-1"
)
EXPIRED = Waiver(
    "W-2", LABEL.id, ("all",), "Older cut", "General counsel", ON, date(2030, 1, 1), date(2030, 1, 31), "UTC"
)


def made() -> Assessment:
    """Return the sample assessment."""
    rows = (
        (CODE.id, R1, Outcome.FAIL, None, "in_force", ON, ADVICE.id),
        (CONSENT.id, D1, Outcome.UNDETERMINED, None, "in_force", None, OPEN.id),
        (LABEL.id, R1, Outcome.FAIL, None, "in_force", ON, FAIL.id),
        (LABEL.id, R2, Outcome.FAIL, None, "in_force", ON, FAIL.id),
        (LABEL.id, R3, Outcome.NOT_APPLICABLE, None, "", ON, ""),
    )
    table = Outcomes(rows)
    pack = Pack(
        "xa-media",
        "xa-media-",
        "Media Act of Exa",
        "1.2.0",
        date(2030, 2, 2),
        "No legal advice.",
        {"xa-media-act": Instrument("xa-media-act", "Media Act", "XA", "statute", "Gazette 1")},
        (LABEL, CONSENT, CODE),
        (),
        (),
        "xa/media.yaml",
        "e" * 64,
    )
    return Assessment(
        project=ProjectInfo(
            "The Lighthouse Keeper", "Exa Pictures", "CLR-1", "A. Officer", "Privileged", "Europe/Berlin"
        ),
        as_of=ON,
        as_of_is_past=True,
        library=Library((pack,), (), "f" * 64, date(2030, 2, 1)),
        outcomes=table,
        findings=(FAIL, OPEN, ADVICE),
        questions=(
            Question("asset.medium", "Medium", "What is it?", "technical", ("A2",), 3, 2, (OPEN.id,), screening=True),
            Question(
                "consent.covers_replica", "Replica", "Does it cover a replica?", "legal", ("C1",), 1, 1, (OPEN.id,)
            ),
        ),
        asset_decisions=(
            AssetDecision("A1", "XA", Decision.BLOCKED, "B", (FAIL.id,), ("1 requirement fails",)),
            AssetDecision("A1", "XB", Decision.UNDECIDED, "U", (OPEN.id,), ("1 question is open",)),
            AssetDecision("A2", "XA", Decision.CLEAR_WITH_CONDITIONS, "W", (FAIL.id,), ("waiver W-1",)),
        ),
        territory_decisions=(
            TerritoryDecision(
                "XA",
                "Exa",
                Decision.BLOCKED,
                ("1 of 2 assets is blocked.",),
                2,
                {Decision.BLOCKED: 1, Decision.CLEAR_WITH_CONDITIONS: 1},
                (FAIL.id,),
                (OPEN.id,),
                (),
            ),
            TerritoryDecision(
                "XB",
                "Exbe",
                Decision.UNDECIDED,
                ("1 question is open.",),
                1,
                {Decision.UNDECIDED: 1},
                (),
                (OPEN.id,),
                (),
            ),
        ),
        project_rows=(TerritoryDecision("XA", "Exa", Decision.CLEAR, (), 0, {}, (), (), ()),),
        decision=Decision.BLOCKED,
        waivers=(
            WaiverUse(IN_FORCE, "in force", (R2,), (FAIL.id,), 30),
            WaiverUse(EXPIRED, "expired", (R1, R2), (FAIL.id,), -29, "Expired on 2030-01-31."),
        ),
        statements=(Statement("S-1", "asset.is_sexual", "no", "A. Producer", ON, "DOC-2", 2),),
        applicability=tuple(
            Applicability(row, "in_force", "applies", "", table.counts_by_requirement()[row.id], date(2029, 1, 1), None)
            for row in (LABEL, CONSENT, CODE)
        ),
        calendar=(CalendarEntry(date(2030, 3, 31), "waiver ends", "Waiver W-1 ends.", (FAIL.id,)),),
        reconciliation=(SheetCount("assets", 3, 2, (("A9", "out of scope"),)), SheetCount("labels", 1, 1)),
        inputs=(InputFile("inventory", "inventory.xlsx", "a" * 64, 1234),),
        version="9.9.9",
        digest="b" * 64,
        titles={"asset": {"A1": HOSTILE, "A2": "Plain title"}},
        notes=("Waiver W-2 expired on 2030-01-31.",),
    )


@pytest.fixture
def assessment() -> Assessment:
    """The sample assessment."""
    return made()

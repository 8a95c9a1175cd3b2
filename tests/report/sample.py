"""A made-up assessment with every kind of content a report can meet.

Places, laws, amounts and people are invented; nothing here is real law. `XA` to `XH` are codes that no country has.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from compliance.assessment.model import (
    OUTCOMES,
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
    Verdict,
    Waiver,
    WaiverUse,
)
from compliance.conditions.tree import AllOf
from compliance.errors import Place, UsageError
from compliance.policy.model import (
    Citation,
    Confidence,
    ExpectedEvidence,
    Force,
    Instrument,
    LegalException,
    Library,
    Pack,
    Provenance,
    Requirement,
    Sanction,
    Severity,
)
from compliance.validity import Timeline

AS_OF = date(2031, 3, 3)

PLACES: Mapping[str, str] = {
    "XA": "Alphaland",
    "XB": "Federation of Betony",
    "XC": "Cassia and the Outer Isles",
    "XD": "Dunmark",
    "XE": "Ebria",
    "XF": "Fennoria",
    "XG": "Gallory",
    "XH": "Hestia, Free City",
}

INJECTION = "<script>alert('x')</script><b>bold</b> & <a href=\"file:///etc/passwd\">link</a>"
LONG = "Longcell" + "abcdefghij" * 29 + "ENDOFCELL"
"""An unbroken string of more than 300 characters, whose end must be readable."""
WORDY = (
    "The voice of the narrator was generated for the trailer and for the two teasers, then re-recorded in part by a"
    " performer whose agreement covers the trailer only, so that the teasers rest on a letter of the agency dated two"
    " days after their first publication, which the production has on file but which nobody has signed. ENDOFWORDY"
)
BIDI = "invoice\u202egnp.exe"
ARABIC = "إعلان مولّد بالذكاء الاصطناعي"
HEBREW = "תוכן שנוצר בבינה מלאכותית"
CHINESE = "人工智能生成合成内容标识"
HINDI = "कृत्रिम रूप से निर्मित"
FORMULA = '=HYPERLINK("http://example.invalid","click")'
CONTROLS = "bell\x07 and null\x00 and escape\x1b[31m"
UNDRAWABLE = "sign \U0010fffd here"
"""A character for private use, which no font has."""

_THEMES = (
    ("labelling", "Disclose that {what} is artificial", "label", "Disclosure", "AI-made content that looks real"),
    ("provenance", "Mark {what} so that machines can tell", "label", "Marking", "files"),
    ("consent", "Hold written consent of the person shown in {what}", "depiction", "Consent", "replicas"),
    ("privacy_rights", "Tell the person how the likeness in {what} is used", "depiction", "Notice", "likeness data"),
    ("data_security", "Encrypt the store that holds likeness data for {what}", "store", "Security", "stores"),
    ("election", "Keep candidates out of {what} before a vote", "release", "Elections", "campaigns"),
    ("advertising", "Say in {what} that the performer is synthetic", "release", "Advertising", "advertisements"),
    ("record_keeping", "Keep the generation record of {what} for six years", "asset", "Records", "records"),
    ("takedown", "Answer a takedown request about {what} in time", "notice", "Takedown", "notices"),
    ("filing", "File the notice for {what} before release", "release", "Filing", "filings"),
)
_WHATS = (
    "the main title",
    "the trailer",
    "the posters",
    "the teaser campaign",
    "the dubbed versions",
    "the archive scene",
)


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _instruments() -> dict[str, Instrument]:
    made = {}
    for code, name in PLACES.items():
        low = code.lower()
        made[f"{low}-media-act"] = Instrument(
            id=f"{low}-media-act",
            title=f"Example Media Act of {name}",
            jurisdiction=code,
            kind="statute",
            official="official gazette",
            identifier={"gazette": f"{code} 2029/17"},
            native_title={"XB": CHINESE, "XC": ARABIC, "XD": HINDI, "XE": "Überbeispielgesetz"}.get(code, ""),
            url=f"https://law.example/{low}/media-act",
        )
        made[f"{low}-person-act"] = Instrument(
            id=f"{low}-person-act",
            title=f"Example Personality Act of {name}",
            jurisdiction=code,
            kind="statute",
            official="unofficial translation",
            url="javascript:alert(1)" if code == "XA" else f"https://law.example/{low}/person-act?version=2031&lang=en",
        )
    made["ind-code"] = Instrument(
        "ind-code", "Example Screen Industry Code", "XA", "code", "publisher's site", url="https://code.example/"
    )
    return made


def _requirement(number: int, *, advisory: bool = False) -> Requirement:
    theme, title, about, _, kind = _THEMES[number % len(_THEMES)]
    what = _WHATS[number % len(_WHATS)]
    code = ("XA", "XB", "XC", "XF", "XG")[number % 9 % 5] if number < 300 else list(PLACES)[number % len(PLACES)]
    if number in {7, 20}:
        code = "XE"
    instrument = f"{code.lower()}-{'person' if theme in {'consent', 'privacy_rights'} else 'media'}-act"
    confidence = list(Confidence)[number % 7 % 4]
    return Requirement(
        id=f"{code.lower()}-{theme.replace('_', '-')}-{number:02d}",
        pack="ind" if advisory else code.lower(),
        title=title.format(what=what),
        plain=(
            f"Whoever releases {kind} must do so in a way that the public notices at first exposure and that stays"
            f" for as long as the content is shown."
        ),
        theme=theme,
        severity=list(Severity)[number % 4] if not advisory else Severity.LOW,
        force=Force.GUIDANCE if advisory else list(Force)[number % 4],
        duty_of=("producer",),
        instrument="ind-code" if advisory else instrument,
        cites=(
            Citation("ind-code" if advisory else instrument, f"s. {number + 1}({number % 3 + 1})"),
            Citation("ind-code" if advisory else instrument, f"sch. {number % 4 + 1}", role="manner"),
        ),
        jurisdiction=code,
        reached_by=("release.territory",),
        about=about,
        key_date="release.starts_on",
        timeline=Timeline(()),
        applies_when=AllOf(()),
        requires=AllOf(()),
        exceptions=(
            LegalException(
                id="artistic",
                plain="Evidently artistic, satirical or fictional work may carry the notice in its credits instead.",
                cites=(Citation(instrument, f"s. {number + 2}"),),
                effect="relaxes",
                when=AllOf(()),
                must_be_documented=True,
            ),
        )
        if number % 3 == 0
        else (),
        assumptions=(
            {"text": "Whether a label is clear is entered by a person who saw the final cut.", "basis": "s. 2(1)"},
        )
        if number % 2
        else (),
        sanctions=(
            Sanction(
                "administrative_fine",
                at_most={
                    "amount": 50000 * (number + 1),
                    "currency": "XTS",
                    "or_percent_of_turnover": 2,
                    "whichever": "higher",
                },
                per="violation",
                cites=(Citation(instrument, f"s. {number + 40}"),),
            ),
            Sanction("order_to_remove", text="the authority may order removal within 24 hours"),
        )
        if number % 4 != 3
        else (Sanction("imprisonment", at_most={"years": 2}),),
        evidence=(
            ExpectedEvidence(
                "frame", f"Frame grab of the notice, taken from the delivered master of {what}", ("label.seconds",)
            ),
            ExpectedEvidence(
                "memo",
                "Signed note why the work's character is evident to its audience",
                ("asset.context",),
                only_for="artistic",
            ),
        ),
        remedy=f"Add the notice to {what} before its release and record it in the inventory.",
        label_cures=theme not in {"election", "consent"},
        provenance=Provenance(confidence, ("official text",), date(2031, 2, 1) - timedelta(days=number)),
        place=Place(f"policies/{code.lower()}/example.yaml", line=10 + number),
    )


ASSETS: Mapping[str, str] = {
    f"AS-{number:03d}": title
    for number, title in enumerate(
        [
            "Main title, master",
            "Trailer A",
            "Trailer B, dubbed",
            LONG,
            INJECTION,
            ARABIC,
            CHINESE,
            FORMULA,
            "Archive scene with the late narrator",
            *(f"Campaign still {letter}" for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"),
            BIDI,
            CONTROLS,
            "Teaser, vertical",
            "Poster, 27 x 40",
            WORDY,
        ],
        start=1,
    )
}


def _subjects(number: int, territory: str) -> tuple[Subject, ...]:
    entity = _THEMES[number % len(_THEMES)][2]
    if entity == "store":
        return (Subject("store", "ST-1", "Likeness vault"),)
    if entity == "notice":
        return (Subject("notice", "NT-2", "Complaint of 2031-02-11"),)
    keys = list(ASSETS)[number % 9 : number % 9 + 1 + number * 7 % 26]
    return tuple(Subject("release", f"RL-{key[3:]}-{territory}", ASSETS[key], key, territory) for key in keys)


_HOSTILE = (INJECTION, LONG, WORDY, BIDI, ARABIC, CHINESE, HEBREW, FORMULA, CONTROLS, UNDRAWABLE)


def _finding(number: int, kind: Outcome, *, advisory: bool = False) -> Finding:
    requirement = _requirement(number, advisory=advisory)
    territory = requirement.jurisdiction
    subjects = _subjects(number, territory)
    waived = tuple((subject, "W-2031-02") for subject in subjects) if number in {7, 20} else ()
    failed = kind is Outcome.FAIL
    missing = () if failed else (_QUESTION_PATHS[number % len(_QUESTION_PATHS)],)
    hostile = _HOSTILE[number] if number < len(_HOSTILE) else "0.8 s"
    return Finding(
        id=f"F-{_digest(requirement.id)[:8]}",
        kind=kind,
        requirement=requirement,
        subjects=subjects,
        clauses=(
            Clause("Time on screen is not at least 2 s", "duration", ("label.seconds",)),
            Clause("No label says that the content is artificial", "wording", ("label.says_artificial",)),
        )
        if failed
        else (),
        missing=missing,
        through="",
        confidence=requirement.provenance.confidence,
        territories=(territory,) if number % 5 or territory == "XE" else tuple(dict.fromkeys((territory, "XF", "XG"))),
        blocks=failed and not advisory and requirement.provenance.confidence.decides and not waived,
        advisory=advisory,
        waived=waived,
        condition=(
            f"In {len(subjects)} of the subjects the notice is shown for less time than required, or carries other words."
            if failed
            else "The facts that decide are not recorded."
        ),
        effect="A breach can lead to: administrative fine, at most XTS 50,000 or 2 % of turnover, whichever is higher, per violation."
        if failed
        else "",
        recommendation=f"{requirement.remedy} It clears once the notice is on screen for two seconds or more."
        if failed
        else "",
        steps=(
            "Put the notice at or before first exposure.",
            "Measure it in the delivered master.",
            "Record it on the sheet labels.",
        )
        if failed and number % 2
        else (),
        facts=(
            FactUsed(
                "label.seconds",
                "Time on screen",
                "LB-4",
                hostile,
                Place("film.xlsx", sheet="labels", row=number + 2, column="Seconds on screen"),
            ),
            FactUsed(
                "label.text",
                "Words of the label",
                "LB-4",
                CHINESE if number % 2 else "Contains AI",
                Place("film.xlsx", sheet="labels", row=number + 2, column="Words"),
            ),
            FactUsed(
                "asset.medium",
                "Medium",
                "AS-001",
                "video",
                Place("film.xlsx", sheet="assets", row=2, column="Medium"),
                origin="statement",
            ),
        )
        if failed
        else (),
    )


_QUESTION_PATHS = ("asset.realism", "depiction.consent", "label.seconds", "release.our_roles", "store.encrypted")


def _applicability(findings: tuple[Finding, ...], others: tuple[Requirement, ...]) -> tuple[Applicability, ...]:
    rows = []
    for finding in findings:
        outcomes = {finding.kind: len(finding.subjects), Outcome.PASS: 3, Outcome.NOT_APPLICABLE: 120}
        applies = "applies" if finding.kind is Outcome.FAIL else "undecided"
        why = "It reaches releases in the territory." if applies == "applies" else "A fact that decides is missing."
        rows.append(Applicability(finding.requirement, "in_force", applies, why, outcomes, date(2029, 9, 1), None))
    states = (
        ("proposed", "not applicable", "a bill only; nothing binds yet", None),
        ("enjoined", "not applicable", "a court has enjoined it since 2030-05-02", date(2030, 1, 1)),
        ("struck_down", "not applicable", "a court has struck it down", date(2028, 7, 1)),
        ("enacted", "applies", "starts inside the release window", date(2031, 6, 1)),
        ("in_force", "not reached", "no release, store or person of the project is in the place", date(2029, 9, 1)),
        ("in_force", "not applicable", "no asset is political", date(2029, 9, 1)),
    )
    for number, requirement in enumerate(others):
        status, applies, why, begins = states[number % len(states)]
        until = date(2033, 1, 1) if status == "enjoined" else None
        counts = {Outcome.UPCOMING: 4} if status == "enacted" else {Outcome.NOT_APPLICABLE: 160}
        rows.append(Applicability(requirement, status, applies, why, counts, begins, until))
    return tuple(rows)


@dataclass(frozen=True)
class SampleOutcomes:
    """Outcomes as the engine would give them: counts, and a few conforming rows."""

    by_theme: Mapping[tuple[str, str], Mapping[Outcome, int]]
    totals: Mapping[Outcome, int]
    conforming: tuple[tuple[Requirement, Subject, Outcome, Outcome | None], ...] = ()

    def counts(self) -> Mapping[Outcome, int]:
        return self.totals

    def counts_by_requirement(self) -> Mapping[str, Mapping[Outcome, int]]:
        return {}

    def counts_by_theme(self, territory: str | None = None) -> Mapping[str, Mapping[Outcome, int]]:
        return {theme: counts for (place, theme), counts in self.by_theme.items() if place == territory}

    def verdicts(self, requirement: str | None = None, outcome: Outcome | None = None) -> Iterator[Verdict]:  # noqa: ARG002
        return iter(())

    def verdict(self, requirement: str, subject: str) -> Verdict:
        for met, row, outcome, would_be in self.conforming:
            if (met.id, row.key) == (requirement, subject):
                through = met.exceptions[0].id if outcome is Outcome.EXEMPT else ""
                return Verdict(met, row, outcome, would_be, "in_force", AS_OF, through, "It is so.")
        raise UsageError(f"there is no verdict for {requirement} and {subject}.")

    def rows(
        self, only: Collection[Outcome] | None = None
    ) -> Iterator[tuple[str, Subject, Outcome, Outcome | None, str, date | None, str]]:
        for met, row, outcome, would_be in self.conforming:
            if only is None or outcome in only:
                yield met.id, row, outcome, would_be, "in_force", AS_OF, ""


def _outcomes(findings: tuple[Finding, ...]) -> SampleOutcomes:
    by_theme: dict[tuple[str, str], dict[Outcome, int]] = {}
    for number, place in enumerate(PLACES):
        for offset, (theme, *_) in enumerate(_THEMES):
            counts = {Outcome.NOT_APPLICABLE: 12}
            if (number + offset) % 3:
                counts[Outcome.PASS] = 30
            if (number + offset) % 7 == 0:
                counts[Outcome.UPCOMING] = 2
            by_theme[place, theme] = counts
    totals = dict.fromkeys(OUTCOMES, 0)
    for finding in findings:
        totals[finding.kind] += len(finding.subjects)
    totals |= {
        Outcome.PASS: 4180,
        Outcome.NOT_APPLICABLE: 61204,
        Outcome.EXEMPT: 11,
        Outcome.UPCOMING: 24,
        Outcome.SUSPENDED: 6,
    }
    return SampleOutcomes(by_theme, totals, tuple(_conforming(findings)))


def _conforming(
    findings: tuple[Finding, ...],
) -> Iterator[tuple[Requirement, Subject, Outcome, Outcome | None]]:
    """Four rows in one place that meet a duty, one that is exempt from it, and one that it does not bind yet."""
    requirement = next(finding.requirement for finding in findings if finding.requirement.exceptions)
    for number in range(4):
        yield requirement, Subject("release", f"RM-{number}", asset="AS-001", territory="XD"), Outcome.PASS, None
    yield requirement, Subject("release", "RM-8", asset="AS-002", territory="XD"), Outcome.EXEMPT, None
    yield requirement, Subject("store", "ST-1"), Outcome.UPCOMING, Outcome.FAIL


def _territories(findings: tuple[Finding, ...]) -> tuple[TerritoryDecision, ...]:
    rows = []
    for code, name in PLACES.items():
        here = [finding for finding in findings if code in finding.territories and not finding.advisory]
        blocking = tuple(finding.id for finding in here if finding.blocks)
        undecided = tuple(finding.id for finding in here if not finding.blocks and finding.open_subjects)
        decision = Decision.BLOCKED if blocking else Decision.UNDECIDED if undecided else Decision.CLEAR
        reasons = [f"{len(blocking)} binding requirements are not met"] if blocking else []
        reasons += [f"{len(undecided)} requirements cannot be decided"] if undecided else []
        if code == "XD":
            decision, blocking, undecided, reasons = (
                Decision.CLEAR,
                (),
                (),
                ["Every requirement that reaches it is met"],
            )
        if code == "XE":
            decision, blocking, undecided, reasons = (
                Decision.CLEAR_WITH_CONDITIONS,
                (),
                (),
                ["A waiver is in force until 2031-05-31"],
            )
        if code == "XH":
            decision, blocking, reasons = Decision.UNDECIDED, (), ["No pack covers the place"]
        split = {decision: 9, Decision.CLEAR: 26} if decision is not Decision.CLEAR else {Decision.CLEAR: 35}
        rows.append(
            TerritoryDecision(
                code, name, decision, tuple(reasons), 35, split, blocking, undecided, (), covered=code != "XH"
            )
        )
    return tuple(rows)


def _asset_decisions() -> tuple[AssetDecision, ...]:
    codes = (
        ("B", Decision.BLOCKED),
        ("U", Decision.UNDECIDED),
        ("CC", Decision.CLEAR_WITH_CONDITIONS),
        ("W", Decision.CLEAR_WITH_CONDITIONS),
        ("C", Decision.CLEAR),
    )
    rows = []
    for number, asset in enumerate(ASSETS):
        for offset, territory in enumerate(PLACES):
            if (number + offset) % 6:
                code, decision = codes[(number * 3 + offset) % 5]
                rows.append(AssetDecision(asset, territory, decision, code, (), ()))
    return tuple(rows)


def _waivers(findings: tuple[Finding, ...]) -> tuple[WaiverUse, ...]:
    covered = next(finding for finding in findings if finding.waived)
    other = findings[2]
    first = Waiver(
        "W-2031-02", covered.requirement.id, ("all",), "Late delivery by the mixing house; " + WORDY, "R. Example, general counsel",
        date(2031, 2, 1), date(2031, 2, 1), date(2031, 5, 31), "Etc/UTC", "A notice stands in the programme notes", "DOC-9",
    )  # fmt: skip
    expired = replace(
        first,
        id="W-2030-11",
        requirement=other.requirement.id,
        ends=date(2031, 1, 31),
        reason=INJECTION,
        compensating="",
        document="",
    )
    unknown = replace(
        first, id="W-2031-03", requirement="xa-no-such-requirement", begins=date(2031, 9, 1), ends=date(2031, 12, 31)
    )
    return (
        WaiverUse(first, "in force", covered.subjects, (covered.id,), 89),
        WaiverUse(
            expired,
            "expired",
            other.subjects,
            (other.id,),
            -31,
            "it expired on 2031-01-31, so the result counts in full",
        ),
        WaiverUse(unknown, "not yet", (), (), 302, "there is no requirement of this id"),
    )


def _questions(findings: tuple[Finding, ...]) -> tuple[Question, ...]:
    texts = {
        "asset.realism": (
            "Realism",
            "Could somebody take the content for a recording of real people or events?",
            "production",
        ),
        "depiction.consent": ("Consent on file", "Which permission covers this person in this asset?", "legal"),
        "label.seconds": ("Time on screen", "For how many seconds is the notice on screen?", "technical"),
        "release.our_roles": ("Our roles", "In which roles do we release the asset in this territory?", "legal"),
        "store.encrypted": ("Encrypted at rest", "Is the store encrypted at rest?", "technical"),
    }
    rows = {
        "asset": list(ASSETS),
        "depiction": ["DP-1", "DP-2"],
        "label": ["LB-4"],
        "release": ["RL-001-XA", "RL-002-XA"],
        "store": ["ST-1"],
    }
    made = []
    for path, (title, text, who) in texts.items():
        waiting = tuple(finding.id for finding in findings if path in finding.missing)
        entity = path.partition(".")[0]
        made.append(
            Question(
                path,
                title,
                text,
                who,
                tuple(rows[entity]),
                40 - len(made),
                12,
                waiting,
                screening=path == "asset.realism",
            )
        )
    return tuple(made)


def sample(fails: int = 60, undecided: int = 18, advisory: int = 4, others: int = 30) -> Assessment:
    """Return an assessment with that many findings; the first ten fails carry hostile values."""
    fail = tuple(_finding(number, Outcome.FAIL) for number in range(fails))
    open_ = (
        *(_finding(100 + number, Outcome.UNDETERMINED) for number in range(undecided - 1)),
        _finding(140, Outcome.ERROR),
    )
    advice = tuple(_finding(200 + number, Outcome.FAIL, advisory=True) for number in range(advisory))
    findings = (*sorted(fail, key=lambda f: f.severity.rank), *open_, *advice)
    unmet = tuple(_requirement(300 + number) for number in range(others))
    requirements = (*(finding.requirement for finding in findings), *unmet)
    packs = tuple(
        Pack(
            id=code.lower(),
            prefix=f"{code.lower()}-",
            title=f"{name}: media and personality",
            version="1.2.0",
            published=date(2031, 2, 20),
            notice="Paraphrased from invented texts for tests.",
            instruments={id_: i for id_, i in _instruments().items() if i.jurisdiction == code},
            requirements=tuple(r for r in requirements if r.jurisdiction == code),
            coverage=(),
            changelog=(),
            file=f"policies/{code.lower()}/example.yaml",
            digest=_digest(code),
        )
        for code, name in PLACES.items()
    )
    library = Library(packs, (), _digest("library"), date(2031, 2, 1))
    outcomes = _outcomes(findings)
    return Assessment(
        project=ProjectInfo(
            "The Quiet Meridian", "Harbour & Vale Pictures <Ltd>", "SMC-2031-0417", "Compliance office, Harbour & Vale",
            "Prepared for counsel. Confidential.", "Etc/UTC",
        ),
        as_of=AS_OF,
        as_of_is_past=True,
        library=library,
        outcomes=outcomes,
        findings=findings,
        questions=_questions(findings),
        asset_decisions=_asset_decisions(),
        territory_decisions=_territories(findings),
        project_rows=(
            TerritoryDecision("XA", "Alphaland", Decision.BLOCKED, ("The likeness vault is not encrypted",), 0, {}, (fail[4].id,), (), ()),
            TerritoryDecision("XD", "Dunmark", Decision.CLEAR, (), 0, {}, (), (), ()),
        ),
        decision=Decision.BLOCKED,
        waivers=_waivers(fail),
        statements=(
            Statement("S-1", "asset.sexual", "No asset contains sexual content", "M. Example, producer", date(2031, 2, 27), "DOC-3", 40),
            Statement("S-2", "asset.medium", "Every still is an image", "K. Example, post-production", None, "", 26),
        ),
        applicability=_applicability(findings, unmet),
        calendar=(
            CalendarEntry(date(2031, 3, 31), "release starts", "Main title opens in Alphaland and Betony", ("AS-001",)),
            CalendarEntry(date(2031, 5, 31), "waiver ends", "Waiver W-2031-02 ends", (fail[7].id,)),
            CalendarEntry(date(2031, 6, 1), "law starts", "Example Media Act of Ebria, s. 12, applies", ("RL-001-XE",)),
            CalendarEntry(date(2031, 8, 15), "election", "General election in Cassia and the Outer Isles", ()),
            CalendarEntry(date(2032, 1, 1), "consent ends", "Consent CN-4 of the narrator ends " + WORDY, ("CN-4",)),
            CalendarEntry(date(2031, 1, 31), "waiver ends", "Waiver W-2030-11 ended", ()),
        ),
        reconciliation=(
            SheetCount("assets", 42, 40, (("AS-041", "marked out of scope: cut from the film"), ("AS-000", "example row of the template"))),
            SheetCount("labels", 31, 30, (), 1),
            SheetCount("releases", 283, 283),
            SheetCount("people", 12, 12),
        ),
        inputs=(
            InputFile("inventory", "film.xlsx", _digest("film"), 482113),
            InputFile("waivers", "waivers.yaml", _digest("waivers"), 2210),
            InputFile("vocabulary", "vocabulary.yaml", _digest("vocabulary"), 90210),
            InputFile("configuration", "clearance.toml", _digest("configuration"), 311),
        ),
        version="0.1.0",
        digest=_digest("assessment"),
        titles={
            "asset": ASSETS,
            "person": {f"P-{n}": f"Person {n}" for n in range(12)},
            "store": {"ST-1": "Likeness vault"},
            "label": {"LB-4": "Opening card"},
            "document": {"DOC-3": "Producer's statement.pdf", "DOC-9": INJECTION},
        },
        notes=(
            "waiver W-2030-11 expired on 2031-01-31",
            "depictions of AS-009 may be incomplete",
            f"a cell reads {BIDI} and another {CONTROLS}",
            f"scripts met: {ARABIC}, {HEBREW}, {CHINESE}, {HINDI}",
        ),
    )  # fmt: skip

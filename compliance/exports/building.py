"""From an assessment to the document that `json` writes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict
from datetime import date

from compliance.assessment.model import (
    Applicability,
    Assessment,
    AssetDecision,
    Decision,
    FactUsed,
    Finding,
    Outcome,
    OutcomeTable,
    Question,
    SheetCount,
    Subject,
    TerritoryDecision,
    WaiverUse,
)
from compliance.exports.document import (
    SCHEMA,
    AssetDecisionRecord,
    CalendarRecord,
    CitationRecord,
    ClauseRecord,
    CountsRecord,
    CriterionRecord,
    Document,
    ExcludedRecord,
    FactRecord,
    FindingRecord,
    InputRecord,
    OutcomesRecord,
    PackRecord,
    PlaceRecord,
    ProfileRecord,
    ProjectRecord,
    QuestionRecord,
    SheetRecord,
    StatementRecord,
    SubjectRecord,
    TerritoryDecisionRecord,
    ToolRecord,
    WaivedRecord,
    WaiverRecord,
)
from compliance.policy.model import Library

_Alike = tuple[str, str, Outcome, Outcome | None, str, date | None, str]


def to_document(assessment: Assessment) -> Document:
    """Return the whole assessment as plain records."""
    subjects, outcomes = _outcomes(assessment.outcomes)
    return Document(
        schema=SCHEMA,
        tool=ToolRecord("clearance", assessment.version),
        project=ProjectRecord(**asdict(assessment.project)),
        as_of=assessment.as_of,
        as_of_is_past=assessment.as_of_is_past,
        law_as_at=assessment.library.law_as_at,
        decision=assessment.decision,
        digest=assessment.digest,
        library=assessment.library.digest,
        notes=list(assessment.notes),
        counts=counts_of(assessment),
        inputs=[InputRecord(**asdict(file)) for file in assessment.inputs],
        packs=[
            PackRecord(pack.id, pack.title, pack.version, pack.published, pack.digest, len(pack.requirements))
            for pack in assessment.library.packs
        ],
        profile=_profile(assessment.library),
        reconciliation=[_sheet(count) for count in assessment.reconciliation],
        statements=[StatementRecord(**asdict(statement)) for statement in assessment.statements],
        territory_decisions=[_territory(decision) for decision in assessment.territory_decisions],
        project_decisions=[_territory(decision) for decision in assessment.project_rows],
        asset_decisions=[_asset(decision) for decision in assessment.asset_decisions],
        findings=[_finding(finding) for finding in assessment.findings],
        questions=[_question(question) for question in assessment.questions],
        waivers=[_waiver(use) for use in assessment.waivers],
        calendar=[
            CalendarRecord(entry.on, entry.kind, entry.text, list(entry.concerns)) for entry in assessment.calendar
        ],
        criteria=[_criterion(row) for row in assessment.applicability],
        titles={entity: dict(titles) for entity, titles in assessment.titles.items()},
        subjects=[SubjectRecord(**asdict(subject)) for subject in subjects],
        outcomes=outcomes,
    )


def _profile(library: Library) -> ProfileRecord | None:
    profile = library.profile
    if profile is None:
        return None
    counts = (len(library.requirements), len(library.left_out))
    return ProfileRecord(profile.id, profile.title, profile.version, profile.digest, *counts)


def counts_of(assessment: Assessment) -> CountsRecord:
    """Return the totals that every output states alike."""
    outcomes = assessment.outcomes.counts()
    # Asset decisions are made one by one when they are asked for; their counts stand with the territories already.
    decisions: Counter[Decision] = Counter()
    for territory in assessment.territory_decisions:
        decisions.update(territory.by_decision)
    open_kinds = Counter(finding.kind for finding in assessment.undetermined)
    return CountsRecord(
        outcomes={outcome: outcomes.get(outcome, 0) for outcome in Outcome},
        findings=len(assessment.findings),
        fails=len(assessment.fails),
        undetermined=open_kinds[Outcome.UNDETERMINED],
        errors=open_kinds[Outcome.ERROR],
        advisory=len(assessment.advisory),
        blocking=sum(finding.blocks for finding in assessment.findings),
        decisions={decision: decisions[decision] for decision in Decision},
    )


def _outcomes(table: OutcomeTable) -> tuple[list[Subject], list[OutcomesRecord]]:
    """Group outcomes that differ only in their subject; a large project has millions, in a few thousand groups."""
    subjects: dict[Subject, None] = {}
    alike: dict[_Alike, list[str]] = {}
    for requirement, subject, outcome, would_be, status, key_date, finding in table.rows():
        subjects[subject] = None
        group = (requirement, subject.entity, outcome, would_be, status, key_date, finding)
        alike.setdefault(group, []).append(subject.key)
    return list(subjects), [OutcomesRecord(*group, len(keys), keys) for group, keys in alike.items()]


def _finding(finding: Finding) -> FindingRecord:
    return FindingRecord(
        id=finding.id,
        kind=finding.kind,
        requirement=finding.requirement.id,
        title=finding.requirement.title,
        severity=finding.severity,
        confidence=finding.confidence,
        blocks=finding.blocks,
        advisory=finding.advisory,
        territories=list(finding.territories),
        entity=finding.requirement.about,
        subjects=_keys(finding.subjects),
        waived=[WaivedRecord(subject.key, waiver) for subject, waiver in finding.waived],
        clauses=[ClauseRecord(clause.text, clause.part, list(clause.paths)) for clause in finding.clauses],
        missing=list(finding.missing),
        through=finding.through,
        condition=finding.condition,
        effect=finding.effect,
        recommendation=finding.recommendation,
        steps=list(finding.steps),
        facts=[_fact(fact) for fact in finding.facts],
    )


def _fact(fact: FactUsed) -> FactRecord:
    place = PlaceRecord(**fact.place._asdict()) if fact.place else None
    return FactRecord(fact.path, fact.title, fact.subject, fact.shown, fact.origin, place)


def _question(question: Question) -> QuestionRecord:
    return QuestionRecord(
        path=question.path,
        title=question.title,
        text=question.text,
        who=question.who,
        screening=question.screening,
        rows=list(question.rows),
        outcomes=question.outcomes,
        decisions=question.decisions,
        findings=list(question.findings),
    )


def _asset(decision: AssetDecision) -> AssetDecisionRecord:
    return AssetDecisionRecord(
        asset=decision.asset,
        territory=decision.territory,
        decision=decision.decision,
        code=decision.code,
        findings=list(decision.findings),
        reasons=list(decision.reasons),
    )


def _territory(decision: TerritoryDecision) -> TerritoryDecisionRecord:
    return TerritoryDecisionRecord(
        territory=decision.territory,
        name=decision.name,
        decision=decision.decision,
        reasons=list(decision.reasons),
        covered=decision.covered,
        assets=decision.assets,
        by_decision={kind: decision.by_decision.get(kind, 0) for kind in Decision},
        blocking=list(decision.blocking),
        open=list(decision.open),
        conditions=list(decision.conditions),
    )


def _waiver(use: WaiverUse) -> WaiverRecord:
    waiver = use.waiver
    return WaiverRecord(
        id=waiver.id,
        requirement=waiver.requirement,
        subjects=list(waiver.subjects),
        state=use.state,
        days_left=use.days_left,
        begins=waiver.begins,
        ends=waiver.ends,
        timezone=waiver.timezone,
        reason=waiver.reason,
        approver=waiver.approver,
        approved_on=waiver.approved_on,
        compensating=waiver.compensating,
        document=waiver.document,
        meets=_keys(use.subjects),
        findings=list(use.findings),
        note=use.note,
    )


def _sheet(count: SheetCount) -> SheetRecord:
    excluded = [ExcludedRecord(row, reason) for row, reason in count.excluded]
    return SheetRecord(count.sheet, count.read, count.evaluated, excluded, count.rejected, count.adds_up)


def _criterion(row: Applicability) -> CriterionRecord:
    requirement = row.requirement
    return CriterionRecord(
        requirement=requirement.id,
        pack=requirement.pack,
        title=requirement.title,
        plain=requirement.plain,
        theme=requirement.theme,
        severity=requirement.severity,
        force=requirement.force,
        jurisdiction=requirement.jurisdiction,
        instrument=requirement.instrument,
        cites=[CitationRecord(citation.instrument, citation.at, citation.role) for citation in requirement.cites],
        confidence=requirement.provenance.confidence,
        read_on=requirement.provenance.as_of,
        about=requirement.about,
        key_date=requirement.key_date,
        status=row.status,
        applies=row.applies,
        why=row.why,
        in_force_from=row.in_force_from,
        in_force_from_as_written=row.in_force_as_written,
        until=row.until,
        until_as_written=row.until_as_written,
        counts={outcome: row.counts.get(outcome, 0) for outcome in Outcome},
        sha256=requirement.digest,
    )


def _keys(subjects: Iterable[Subject]) -> list[str]:
    return [subject.key for subject in subjects]

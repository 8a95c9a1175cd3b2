"""Waivers: those without effect first, each with the true result under it."""

from __future__ import annotations

from dataclasses import dataclass

from compliance.assessment.model import WaiverUse
from compliance.report.chapters.chapter import Chapter
from compliance.report.index import Index, Refs
from compliance.report.words import count, day, plain, sentence

_ORDER = {"expired": 0, "not yet": 1, "in force": 2}


@dataclass(frozen=True)
class WaiverCard:
    """One waiver."""

    id: str
    state: str
    effective: bool
    requirement: str
    reason: str
    approver: str
    approved_on: str
    period: str
    left: str
    underneath: str
    findings: Refs
    compensating: str
    document: str
    note: str


@dataclass(frozen=True)
class WaiversView:
    """What the chapter prints."""

    waivers: tuple[WaiverCard, ...]
    expired: int
    in_force: int


def prepare(index: Index) -> WaiversView | None:
    """Prepare the waivers."""
    uses = sorted(index.assessment.waivers, key=lambda use: (_ORDER.get(use.state, 0), use.waiver.ends, use.waiver.id))
    if not uses:
        return None
    return WaiversView(
        waivers=tuple(_card(index, use) for use in uses),
        expired=sum(use.state == "expired" for use in uses),
        in_force=sum(use.state == "in force" for use in uses),
    )


def _card(index: Index, use: WaiverUse) -> WaiverCard:
    waiver = use.waiver
    requirement = index.applicability.get(waiver.requirement)
    title = requirement.requirement.title if requirement else ""
    return WaiverCard(
        id=waiver.id,
        state=plain(use.state),
        effective=use.state == "in force" and not use.note,
        requirement=f"{title} ({waiver.requirement})" if title else waiver.requirement,
        reason=sentence(waiver.reason),
        approver=waiver.approver,
        approved_on=day(waiver.approved_on),
        period=f"{day(waiver.begins)} to {day(waiver.ends)}, both days included, {waiver.timezone}",
        left=_left(use),
        underneath=f"Not met for {count(len(use.subjects), 'subject')}"
        if use.subjects
        else "No failing subject is met by it",
        findings=index.finding_refs(use.findings),
        compensating=sentence(waiver.compensating),
        document=waiver.document,
        note=sentence(use.note),
    )


def _left(use: WaiverUse) -> str:
    if use.days_left is None or use.state == "not yet":
        return f"begins {day(use.waiver.begins)}" if use.state == "not yet" else ""
    if use.days_left < 0:
        return f"ended {count(-use.days_left, 'day')} ago"
    return f"{count(use.days_left, 'day')} left"


CHAPTER = Chapter("waivers", "Waivers", prepare, runs_on=True, if_empty="Waivers: none on file.")

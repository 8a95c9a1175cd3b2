"""Advisory findings: voluntary codes and guidance. They never hold a release back."""

from __future__ import annotations

from dataclasses import dataclass

from compliance.assessment.model import Outcome
from compliance.report.chapters.card import Card, card
from compliance.report.chapters.chapter import Chapter
from compliance.report.chapters.register import RegisterLine, line
from compliance.report.index import Index


@dataclass(frozen=True)
class AdvisoryView:
    """What the chapter prints."""

    cards: tuple[Card, ...]
    lines: tuple[RegisterLine, ...]
    """Advisory findings without a card: those that cannot be decided, and those beyond the cards."""


def prepare(index: Index) -> AdvisoryView | None:
    """Prepare the advisory findings."""
    found = index.assessment.advisory
    if not found:
        return None
    told = [finding for finding in found if finding.kind is Outcome.FAIL and finding.id in index.carded]
    return AdvisoryView(
        cards=tuple(card(index, finding) for finding in told),
        lines=tuple(line(index, finding) for finding in found if finding not in told),
    )


CHAPTER = Chapter("advisory", "Advisory findings", prepare, runs_on=True, if_empty="Advisory findings: none.")

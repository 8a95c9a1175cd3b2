"""The findings at length: binding requirements that are not met."""

from __future__ import annotations

from dataclasses import dataclass

from compliance.report.chapters.card import Card, card
from compliance.report.chapters.chapter import Chapter
from compliance.report.index import Index


@dataclass(frozen=True)
class FindingsView:
    """What the chapter prints."""

    cards: tuple[Card, ...]


def prepare(index: Index) -> FindingsView | None:
    """Prepare the cards of the register's findings."""
    cards = tuple(card(index, finding) for finding in index.assessment.fails if finding.id in index.carded)
    return FindingsView(cards) if cards else None


CHAPTER = Chapter("findings", "Findings", prepare)

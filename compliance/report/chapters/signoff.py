"""Sign-off: who puts a name to what."""

from __future__ import annotations

from dataclasses import dataclass

from compliance.report.chapters.chapter import Chapter
from compliance.report.index import Index
from compliance.report.words import day


@dataclass(frozen=True)
class Signatory:
    """A box to sign in."""

    role: str
    anchor: str
    statement: str


@dataclass(frozen=True)
class SignoffView:
    """What the chapter prints."""

    signatories: tuple[Signatory, ...]
    objects: tuple[tuple[str, str], ...]
    as_of: str
    law_as_at: str


def prepare(index: Index) -> SignoffView:
    """Prepare the boxes and what is signed."""
    assessment = index.assessment
    inventories = [(f"Inventory: {file.name}", file.sha256) for file in assessment.inputs if file.role == "inventory"]
    return SignoffView(
        signatories=(
            Signatory(
                "Prepared by",
                "sign-prepared",
                "I ran this assessment on the inputs named above and changed nothing in it.",
            ),
            Signatory("Reviewed by", "sign-reviewed", "I reviewed the findings, the criteria and the limitations."),
            Signatory("Approved by", "sign-approved", "I take note of the conclusion and of what remains undecided."),
        ),
        objects=(
            ("Assessment (the seal on the cover)", assessment.digest),
            ("Policy packs, all", assessment.library.digest),
            *inventories,
        ),
        as_of=day(assessment.as_of),
        law_as_at=day(assessment.library.law_as_at),
    )


CHAPTER = Chapter("signoff", "Sign-off", prepare)

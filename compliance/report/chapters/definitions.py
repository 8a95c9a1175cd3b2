"""Definitions: the words and letters of this report, each once."""

from __future__ import annotations

from dataclasses import dataclass

from compliance.report.chapters.chapter import Chapter
from compliance.report.chapters.contents import key
from compliance.report.index import Index
from compliance.report.words import GRADES, STATUSES, Grade, Mark

_TERMS: tuple[tuple[str, str], ...] = (
    ("Advisory", "Of a voluntary code or of guidance. Reported in a chapter of its own; never holds a release back."),
    ("Asset", "One piece of media in the inventory."),
    ("Attestation", "A named person's signed answer to a question no inventory can show."),
    ("Evaluated as at", "The day that stands for today: for running duties, waivers and what is still to come."),
    ("Exception", "Written in the law: it lifts a duty, or puts a lighter one in its place."),
    ("Exemption claim", "The project's reliance on an exception, with a reason, a person and a document."),
    ("Fact", "A cell of the inventory. A blank cell is unknown, never a no."),
    ("Finding", "One requirement, one cause, and every subject it concerns. Its id stays the same from run to run."),
    ("Instrument", "A source text: a statute, a regulation, a standard, a contract, a code."),
    ("Jurisdiction", "The place whose law is applied."),
    ("Key date", "The day whose law counts for a subject, such as the day a release starts."),
    ("Law stated as at", "The latest day on which a source behind these packs was read."),
    ("Provision", "A place in an instrument."),
    ("Release", "An asset offered in a territory, through a channel, from a day to a day."),
    ("Requirement", "One question asked of one kind of subject by one provision."),
    ("Subject", "What an outcome is about: a row of the inventory."),
    ("Territory", "A place where an asset is released."),
    (
        "Waiver",
        "The client's acceptance of a result that is not met, with its end. It never hides the result under it.",
    ),
)


@dataclass(frozen=True)
class DefinitionsView:
    """What the chapter prints."""

    marks: tuple[tuple[Mark, str, str], ...]
    grades: tuple[Grade, ...]
    statuses: tuple[str, ...]
    terms: tuple[tuple[str, str], ...]
    numbers: tuple[tuple[str, str], ...]


def prepare(index: Index) -> DefinitionsView:
    """Prepare the definitions."""
    del index
    return DefinitionsView(
        marks=key(),
        grades=tuple(GRADES.values()),
        statuses=tuple(STATUSES.values()),
        terms=_TERMS,
        numbers=(
            ("A-01", "An authority, in the table of authorities"),
            ("E-01", "A piece of evidence, in the evidence index"),
            ("F-00000000", "A finding: eight hexadecimal digits"),
            ("Q-01", "A question, under undecided items"),
        ),
    )


CHAPTER = Chapter("definitions", "Definitions and codes", prepare, runs_on=True)

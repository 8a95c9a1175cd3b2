"""The contents page; its list is made by the report itself, from the chapters that have content."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from compliance.report.chapters.chapter import Chapter
from compliance.report.index import Index
from compliance.report.words import BLOCKED, CLEAR, CONDITIONS, NONE, UNCONSIDERED, UNDECIDED, WAIVED, Mark

_MEANING: Mapping[Mark, tuple[str, str]] = {
    BLOCKED: ("A binding requirement is not met, and no waiver is in force.", "Do not release."),
    UNDECIDED: (
        "Nothing blocks, but a fact that decides is missing, or no pack covers the place.",
        "Hold until answered.",
    ),
    CONDITIONS: (
        "Lawful on terms: a waiver, a relaxed duty, or a duty that starts within the release.",
        "Release on the terms.",
    ),
    WAIVED: ("Clear but for requirements under a waiver in force.", "Release on the waiver."),
    CLEAR: ("Every requirement that reaches it is met.", "None."),
    NONE: ("Requirements of this kind were examined, and none reaches it.", "None."),
    UNCONSIDERED: (
        "Nobody considered this theme there, or not all the law of the place, or a profile leaves it out: not clear.",
        "Clear it elsewhere.",
    ),
}


@dataclass(frozen=True)
class ContentsView:
    """What the contents page prints besides the list of chapters."""

    key: tuple[tuple[Mark, str, str], ...]


def prepare(index: Index) -> ContentsView:
    """Prepare the key to the marks."""
    del index
    return ContentsView(key())


def key() -> tuple[tuple[Mark, str, str], ...]:
    """Return every mark with its meaning and what it means for a release."""
    return tuple((mark, *meaning) for mark, meaning in _MEANING.items())


CHAPTER = Chapter("contents", "Contents", prepare, listed=False)

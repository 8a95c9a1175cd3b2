"""Method: how the answers came about, told so that it can be repeated."""

from __future__ import annotations

from dataclasses import dataclass

from compliance.assessment.model import OUTCOMES, Decision
from compliance.report.chapters.chapter import Chapter
from compliance.report.index import Index
from compliance.report.words import CONFIDENCES, FORCES, GRADES, OUTCOMES_IN_WORDS, Grade, Mark, mark_of

_DECISIONS: dict[Decision, str] = {
    Decision.BLOCKED: "A binding requirement with sufficient confidence is not met, and no waiver is in force.",
    Decision.UNDECIDED: (
        "Nothing blocks, but a binding requirement cannot be decided or could not be evaluated, or one that is not met"
        " rests on a source nobody read, or no pack covers the place or theme."
    ),
    Decision.CLEAR_WITH_CONDITIONS: (
        "None of these, but a waiver is in force, a relaxed duty is relied on, a duty starts inside the release window,"
        " or an advisory requirement is not met."
    ),
    Decision.CLEAR: "None of these.",
}


@dataclass(frozen=True)
class MethodView:
    """The tables of the chapter; its prose stands in the template."""

    outcomes: tuple[tuple[str, str], ...]
    decisions: tuple[tuple[Mark, str], ...]
    grades: tuple[Grade, ...]
    forces: tuple[tuple[str, str], ...]
    confidences: tuple[tuple[str, str], ...]
    as_of: str
    timezone: str


def prepare(index: Index) -> MethodView:
    """Prepare the tables."""
    return MethodView(
        outcomes=tuple(OUTCOMES_IN_WORDS[outcome] for outcome in OUTCOMES),
        decisions=tuple((mark_of(decision), words) for decision, words in _DECISIONS.items()),
        grades=tuple(GRADES.values()),
        forces=tuple(FORCES.values()),
        confidences=tuple(CONFIDENCES.values()),
        as_of=index.assessment.as_of.isoformat(),
        timezone=index.assessment.project.timezone,
    )


CHAPTER = Chapter("method", "Method", prepare, runs_on=True)

"""The findings register: one line a finding."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from compliance.assessment.model import Finding
from compliance.report.chapters.chapter import Chapter
from compliance.report.chapters.summary import places_words
from compliance.report.index import CARDS, Index, Ref, Refs
from compliance.report.text import shorten
from compliance.report.words import ADVISORY, BLOCKED, GRADES, UNDECIDED, WAIVED, Grade, Mark


@dataclass(frozen=True)
class RegisterLine:
    """One finding."""

    id: str
    ref: Ref
    carded: bool
    """Whether a card tells it at length; else the line itself is what others point at."""
    mark: Mark
    grade: Grade
    title: str
    places: str
    subjects: int
    cites: Refs


@dataclass(frozen=True)
class RegisterView:
    """What the chapter prints."""

    lines: tuple[RegisterLine, ...]
    blocking: int
    rest: tuple[str, ...]
    """What the others do, and how many of those that block concern no release; with `blocking` it adds up."""
    beyond_cards: int
    marks: tuple[Mark, ...]


def prepare(index: Index) -> RegisterView | None:
    """Prepare the register of binding requirements that are not met."""
    fails = index.assessment.fails
    if not fails:
        return None
    lines = tuple(line(index, finding) for finding in fails)
    return RegisterView(
        lines=lines,
        blocking=sum(finding.blocks for finding in fails),
        rest=tuple(_rest(fails)),
        beyond_cards=max(len(fails) - CARDS, 0),
        marks=(BLOCKED, UNDECIDED, WAIVED),
    )


def _rest(fails: tuple[Finding, ...]) -> Iterable[str]:
    """How the findings that block nothing come to be so, and how many that block concern the project itself."""
    own = sum(finding.blocks and not finding.territories for finding in fails)
    waived = sum(not finding.blocks and not finding.open_subjects for finding in fails)
    recalled = sum(not finding.blocks and bool(finding.open_subjects) for finding in fails)
    if own:
        concern = "concerns" if own == 1 else "concern"
        yield f"{own} of them {concern} the project as a whole (a store, system or notice), not one release"
    if waived:
        yield f"{waived} {'is' if waived == 1 else 'are'} wholly under waivers"
    if recalled:
        yield (
            f"{recalled} {'rests' if recalled == 1 else 'rest'} on a source that was only recalled, "
            "so cannot block: the place is undecided"
        )


def line(index: Index, finding: Finding) -> RegisterLine:
    """Return the line of one finding."""
    return RegisterLine(
        id=finding.id,
        ref=Ref(finding.id, finding.id),
        carded=finding.id in index.carded,
        mark=mark_of_finding(finding),
        grade=GRADES[finding.severity],
        title=shorten(finding.requirement.title, 160),
        places=places_words(index, finding.territories, cap=4),
        subjects=len(finding.subjects),
        cites=index.citation_refs(finding.requirement, ["basis"], cap=2),
    )


def mark_of_finding(finding: Finding) -> Mark:
    """Return what a finding means for a release."""
    if finding.blocks:
        return BLOCKED
    if finding.advisory:
        return ADVISORY
    return WAIVED if not finding.open_subjects else UNDECIDED


CHAPTER = Chapter(
    "register",
    "Findings register",
    prepare,
    wide=True,
    runs_on=True,
    if_empty="Findings: every binding requirement that was decided is met.",
)

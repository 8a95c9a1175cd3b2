"""The assessment as Markdown: the answer for a merge request or a message, not the whole of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TextIO

from compliance.assessment.model import Assessment, Finding, TerritoryDecision
from compliance.exports import exports, printed
from compliance.exports.building import counts_of
from compliance.exports.files import staged_file

MOST_FINDINGS = 20
MOST_QUESTIONS = 10
MOST_NOTES = 5
MOST_REASONS = 2

_ALIVE = str.maketrans({char: f"\\{char}" for char in r"\`*_{}[]<>#|!~"} | {"\n": " ", "\r": " "})


@printed.add("md")
def print_markdown(assessment: Assessment, out: TextIO) -> None:
    """Write the decision for each territory, what to fix and what to answer."""
    out.writelines(f"{line}\n" for line in _lines(assessment))


@exports.add("md")
def write_markdown(assessment: Assessment, to: Path) -> None:
    """Write the same to a file. Raises OutputError."""
    with staged_file(to) as draft, draft.open("w", encoding="utf-8", errors="replace", newline="\n") as out:
        print_markdown(assessment, out)


def _lines(assessment: Assessment) -> Iterator[str]:
    counts = counts_of(assessment)
    past = ", a past date" if assessment.as_of_is_past else ""
    yield f"# {_plain(assessment.project.name)}: {assessment.decision.words}"
    yield ""
    yield (
        f"Assessed as of {assessment.as_of}{past}; law as at {assessment.library.law_as_at}; "
        f"Clearance {assessment.version}. A screening for supervised legal review."
    )
    yield ""
    yield from (f"- {_plain(note)}" for note in assessment.notes[:MOST_NOTES])
    yield from _more(len(assessment.notes) - MOST_NOTES, "notes")
    yield from _table(
        ("Place", "Decision", "Why"),
        (
            (name, decision.decision.words, _reasons(decision))
            for rows, more in ((assessment.territory_decisions, ""), (assessment.project_rows, " (project as a whole)"))
            for name, decision in ((f"{row.name}{more}", row) for row in rows)
        ),
    )
    yield from _findings("To fix", assessment.fails)
    yield from _findings("Undecided", assessment.undetermined)
    yield from _findings("Advisory", assessment.advisory)
    if assessment.questions:
        yield "\n## To answer"
        yield from _table(
            ("Question", "Who", "Blank in", "Holds open"),
            (
                (
                    question.text,
                    question.who,
                    _counted(len(question.rows), "row"),
                    _counted(question.outcomes, "outcome"),
                )
                for question in assessment.questions[:MOST_QUESTIONS]
            ),
        )
        yield from _more(len(assessment.questions) - MOST_QUESTIONS, "questions")
    yield ""
    yield (
        f"Findings: {counts.findings} ({counts.fails} fail, {counts.undetermined} undecided, {counts.errors} errors, "
        f"{counts.advisory} advisory)."
    )
    yield ""
    read = sum(sheet.read for sheet in assessment.reconciliation)
    evaluated = sum(sheet.evaluated for sheet in assessment.reconciliation)
    excluded = sum(len(sheet.excluded) for sheet in assessment.reconciliation)
    rejected = sum(sheet.rejected for sheet in assessment.reconciliation)
    yield f"Rows: {read} read = {evaluated} evaluated + {excluded} excluded + {rejected} rejected."


def _findings(title: str, findings: tuple[Finding, ...]) -> Iterator[str]:
    if not findings:
        return
    yield f"\n## {title}"
    yield from _table(
        ("Finding", "Severity", "Where", "Rows", "What", "What to do"),
        (
            (
                finding.id,
                finding.severity.value,
                ", ".join(finding.territories),
                str(len(finding.subjects)),
                finding.condition or finding.requirement.title,
                finding.recommendation,
            )
            for finding in findings[:MOST_FINDINGS]
        ),
    )
    yield from _more(len(findings) - MOST_FINDINGS, "findings")


def _reasons(decision: TerritoryDecision) -> str:
    more = len(decision.reasons) - MOST_REASONS
    return " ".join([*decision.reasons[:MOST_REASONS], *([f"And {more} more."] if more > 0 else [])])


def _table(titles: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> Iterator[str]:
    yield ""
    yield f"| {' | '.join(titles)} |"
    yield f"|{' --- |' * len(titles)}"
    yield from (f"| {' | '.join(map(_plain, row))} |" for row in rows)


def _counted(count: int, noun: str) -> str:
    return f"{count} {noun}{'' if count == 1 else 's'}"


def _more(count: int, of: str) -> Iterator[str]:
    if count > 0:
        yield f"\nand {count} more {of}."


def _plain(text: str) -> str:
    r"""Return text that Markdown shows as it is.

    >>> print(_plain("a|b"))
    a\|b
    """
    return text.translate(_ALIVE)

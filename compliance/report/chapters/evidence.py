"""The evidence index: what would show the facts, the findings that ask for it, and the documents on file."""

from __future__ import annotations

from dataclasses import dataclass

from compliance.report.chapters.chapter import Chapter
from compliance.report.index import Index, Refs

_DOCUMENTS = 150


@dataclass(frozen=True)
class Expected:
    """A piece of evidence that findings ask for."""

    code: str
    what: str
    proves: str
    findings: Refs


@dataclass(frozen=True)
class EvidenceView:
    """What the chapter prints."""

    expected: tuple[Expected, ...]
    documents: tuple[tuple[str, str], ...]
    more_documents: int


def prepare(index: Index) -> EvidenceView | None:
    """Prepare the index."""
    assessment = index.assessment
    documents = sorted(assessment.titles.get("document", {}).items())
    if not index.evidence and not documents:
        return None
    asked: dict[str, list[str]] = {}
    proves: dict[str, list[str]] = {}
    for finding in assessment.findings:
        for evidence in finding.requirement.evidence:
            asked.setdefault(evidence.what, []).append(finding.id)
            proves.setdefault(evidence.what, []).extend(evidence.proves)
    return EvidenceView(
        expected=tuple(
            Expected(
                code=code,
                what=what,
                proves="; ".join(dict.fromkeys(index.field_title(path) for path in proves[what])),
                findings=index.finding_refs(asked[what], cap=6),
            )
            for what, code in index.evidence.items()
        ),
        documents=tuple(documents[:_DOCUMENTS]),
        more_documents=max(len(documents) - _DOCUMENTS, 0),
    )


CHAPTER = Chapter(
    "evidence",
    "Evidence index",
    prepare,
    wide=True,
    runs_on=True,
    if_empty="Evidence index: nothing is asked for.",
)

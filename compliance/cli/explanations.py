"""Explanations as a terminal shows them: a finding, an outcome, a requirement in one inventory."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice

from rich.console import Group, RenderableType
from rich.text import Text

from compliance.assessment.model import Assessment, Clause, FactUsed, Finding, Outcome, Subject, Verdict
from compliance.cli.layout import Line, block, numbered, some
from compliance.cli.pack_pages import entry_line
from compliance.cli.terminal import Symbols, printable
from compliance.policy.model import Confidence, Library, Requirement

MOST_SUBJECTS = 12
MOST_FACTS = 20
MOST_ROWS = 10

_CONFIDENCE = {
    Confidence.TEXT_READ: "the text was read",
    Confidence.QUOTED: "read as quoted by others",
    Confidence.SECONDARY: "read in secondary sources, confirm before filing",
    Confidence.RECALLED: "from memory, so it cannot block; read the source",
}


def finding_page(finding: Finding, library: Library, symbols: Symbols) -> RenderableType:
    """Lay out a finding: condition, criteria, effect, what to do, and where."""
    weight = "advisory" if finding.advisory else "blocks" if finding.blocks else "does not block"
    places = ", ".join(finding.territories)
    return Group(
        Text.assemble(
            (finding.id, "bold"),
            f"  {finding.kind}, {finding.severity}, {weight}",
            f" {symbols.dot} {places}" if places else "",
        ),
        Text(printable(finding.requirement.title), "bold"),
        *block("What was found", [finding.condition]),
        *block("Clauses that decided", ((symbols.dot, _clause(clause)) for clause in finding.clauses)),
        *block("Facts", _facts(finding.facts, symbols)),
        *block("Missing", finding.missing),
        *block("Exception relied on", [finding.through]),
        *block("What to do", [finding.recommendation, *numbered(finding.steps)]),
        *block("What it can cost", [finding.effect]),
        *_criteria(finding.requirement, library, finding.confidence),
        *block(f"Rows ({len(finding.subjects)})", _subjects(finding)),
    )


def verdict_page(verdict: Verdict, library: Library, symbols: Symbols) -> RenderableType:
    """Lay out one outcome of one row."""
    subject, requirement = verdict.subject, verdict.requirement
    status = verdict.status.replace("_", " ") or "not in force"
    would_be = f" (would be: {verdict.would_be})" if verdict.would_be else ""
    waived = f", waived by {verdict.waiver}" if verdict.waiver else ""
    return Group(
        Text.assemble((f"{verdict.outcome.replace('_', ' ')}{would_be}{waived}", "bold"), f"  {_subject(subject)}"),
        Text(f"{requirement.id}: {printable(requirement.title)}", "bold"),
        *block("Why", [verdict.reason]),
        *block("Law on the key date", [f"{status} on {verdict.key_date or 'an unknown day'} ({requirement.key_date})"]),
        *block("Clauses that decided", ((symbols.dot, _clause(clause)) for clause in verdict.clauses)),
        *block("Facts", _facts(verdict.facts, symbols, len(verdict.facts))),
        *block("Missing", verdict.missing),
        *block("Exception relied on", [verdict.through]),
        *_criteria(requirement, library, verdict.confidence or requirement.provenance.confidence),
    )


def criterion_page(assessment: Assessment, requirement: Requirement, symbols: Symbols) -> RenderableType:
    """Lay out how a requirement came out in an inventory."""
    library = assessment.library
    row = next((row for row in assessment.applicability if row.requirement.id == requirement.id), None)
    counts = assessment.outcomes.counts_by_requirement().get(requirement.id, {})
    findings = [finding for finding in assessment.findings if finding.requirement.id == requirement.id]
    return Group(
        Text(requirement.id, "bold"),
        Text(printable(requirement.title), "bold"),
        *block("In this inventory", [row.why or row.applies if row else "not evaluated"]),
        *block("Outcomes", (f"{counts[o]} {o.replace('_', ' ')}" for o in Outcome if counts.get(o))),
        *block("Rows", _rows_by_outcome(assessment, requirement, counts)),
        *block(
            "Findings",
            (
                f"{found.id} {symbols.dot} {some(len(found.subjects), 'row')} {symbols.dot} {found.condition}"
                for found in findings
            ),
        ),
        *block("In force", (entry_line(entry) for entry in requirement.timeline.entries)),
        *_criteria(requirement, library, requirement.provenance.confidence),
    )


def _rows_by_outcome(assessment: Assessment, requirement: Requirement, counts: Mapping[Outcome, int]) -> Iterator[str]:
    """Yield the keys of the rows that came out in each way, so that each can be asked about."""
    for outcome in Outcome:
        if counts.get(outcome):
            verdicts = assessment.outcomes.verdicts(requirement.id, outcome)
            keys = [verdict.subject.key for verdict in islice(verdicts, MOST_ROWS)]
            more = counts[outcome] - len(keys)
            yield f"{outcome.replace('_', ' ')}: {', '.join(keys)}{f' and {more} more' if more else ''}"


def _criteria(requirement: Requirement, library: Library, confidence: Confidence) -> Iterator[RenderableType]:
    basis = [citation for citation in requirement.cites if citation.role == "basis"]
    sources = [library.instruments[citation.instrument] for citation in basis]
    cites = "; ".join(f"{source.title}, {one.at}" for one, source in zip(basis, sources, strict=True))
    force = requirement.force.value.replace("_", " ")
    yield from block(
        "What is asked",
        [requirement.plain, f"{force} of {', '.join(requirement.duty_of).replace('_', ' ')} under {cites}"],
    )
    addresses = [one.url or source.url or source.official for one, source in zip(basis, sources, strict=True)]
    read = f"{_CONFIDENCE[confidence]}; last read on {requirement.provenance.as_of}"
    yield from block("Source", [read, *dict.fromkeys(addresses)])


def _clause(clause: Clause) -> str:
    return f"{clause.text}{f' ({clause.part})' if clause.part else ''}"


def _facts(facts: Sequence[FactUsed], symbols: Symbols, most: int = MOST_FACTS) -> Iterator[Line]:
    yield from ((symbols.dot, _fact(fact, symbols)) for fact in facts[:most])
    if len(facts) > most:
        yield f"and {len(facts) - most} more"


def _fact(fact: FactUsed, symbols: Symbols) -> str:
    origin = "" if fact.origin == "recorded" else f" ({fact.origin})"
    where = f" {symbols.arrow} {fact.place}" if fact.place else ""
    return f"{fact.subject}: {fact.title} = {fact.shown}{origin}{where}"


def _subjects(finding: Finding) -> Sequence[str]:
    waivers = dict(finding.waived)
    lines = [
        f"{_subject(subject)}{f', waived by {waivers[subject]}' if subject in waivers else ''}"
        for subject in finding.subjects[:MOST_SUBJECTS]
    ]
    more = len(finding.subjects) - MOST_SUBJECTS
    return [*lines, f"and {more} more"] if more > 0 else lines


def _subject(subject: Subject) -> str:
    title = f" ({subject.title})" if subject.title not in {"", subject.key} else ""
    asset = f", asset {subject.asset}" if subject.asset not in {"", subject.key} else ""
    territory = f", in {subject.territory}" if subject.territory else ""
    return f"{subject.entity} {subject.key}{title}{asset}{territory}"

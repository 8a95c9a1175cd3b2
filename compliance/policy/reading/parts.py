"""The smaller blocks of a requirement: citations, timeline, parameters, sanctions, evidence, exceptions."""

from __future__ import annotations

from typing import Any

from compliance.conditions.spans import read_span
from compliance.conditions.values import Parameter
from compliance.errors import did_you_mean
from compliance.policy.model import (
    Attest,
    Citation,
    Confidence,
    ExpectedEvidence,
    LegalException,
    Provenance,
    Sanction,
    Transition,
)
from compliance.policy.reading.context import Context
from compliance.strict_yaml import Block
from compliance.validity import STATUSES, Entry, Timeline

CITED_AS: tuple[str, ...] = ("basis", "definition", "manner", "exception", "sanction", "reading")
SANCTION_UNITS: tuple[str, ...] = ("violation", "day", "call", "copy")
EFFECTS: tuple[str, ...] = ("lifts", "relaxes")
FIRM_SIZES: tuple[str, ...] = ("micro", "small", "medium", "small_mid_cap", "large")
"""Sizes of an organisation, as the vocabulary has them; a law says for itself which of them are small."""

_AMOUNT_KEYS = ("amount", "currency", "or_percent_of_turnover", "whichever", "years", "months", "days", "note")


def citations(block: Block, key: str, context: Context, role: str = "basis") -> tuple[Citation, ...]:
    """Read a list of citations; one without an instrument cites the requirement's own."""
    found = []
    for inner in block.blocks(key, f"{block.called}, {key}"):
        citation = Citation(
            instrument=inner.text("instrument", context.instrument),
            at=inner.text("at"),
            role=inner.choice("as", CITED_AS, role),
            url=inner.text("url", ""),
        )
        inner.finish()
        context.mention("instrument", citation.instrument, inner, "instrument")
        found.append(citation)
    return tuple(found)


def timeline(block: Block, context: Context) -> Timeline:
    """Read what became of a duty."""
    entries = []
    for inner in block.blocks("timeline", f"{block.called}, timeline"):
        day = str(inner.raw("from", ""))
        status = inner.choice("status", STATUSES)
        cite = inner.text("cite", "")
        where = context.condition(inner, "where") if "where" in inner else None
        try:
            entries.append(Entry.written(day, status, cite, where))
        except ValueError as fault:
            inner.problem(f"from: {fault}.", "from", code="bad-date")
        inner.finish()
    if not block.raw("timeline"):
        block.problem("the timeline is missing.", code="missing-key")
    return Timeline(tuple(entries))


def parameters(block: Block) -> dict[str, Parameter]:
    """Read the dated values of a requirement as they stand; the conditions that name them know their type."""
    found = {}
    for name, inner in block.named_blocks("parameters", f"{block.called}, parameter"):
        unit = inner.text("unit", "")
        values = []
        for line in inner.blocks("values", f"{inner.called}, values"):
            values.append((line.day("from"), line.raw("value"), line.text("cite")))
            if "value" not in line:
                line.problem("the key value is missing.", code="missing-key")
            line.finish()
        if not values:
            inner.problem("has no values.", code="missing-key")
        inner.finish()
        found[name] = Parameter(name, unit, tuple(values))
    return found


def transitions(block: Block, context: Context) -> tuple[Transition, ...]:
    """Read the grace periods."""
    found = []
    for inner in block.blocks("transition", f"{block.called}, transition"):
        found.append(Transition(context.condition(inner, "when"), inner.day("applies_from"), inner.text("cite")))
        inner.finish()
    return tuple(found)


def sanctions(block: Block, context: Context) -> tuple[Sanction, ...]:
    """Read what a breach can cost."""
    found = []
    for inner in block.blocks("sanctions", f"{block.called}, sanction"):
        at_most = _amount(inner, "at_most")
        if "whichever" in inner:
            at_most["whichever"] = inner.choice("whichever", ("higher", "lower"))
        found.append(
            Sanction(
                kind=inner.text("kind"),
                text=inner.text("text", ""),
                when=context.condition(inner, "when") if "when" in inner else None,
                at_least=_amount(inner, "at_least"),
                at_most=at_most,
                for_small_firms=_small_firms(inner),
                per=inner.choice("per", SANCTION_UNITS, ""),
                repeat=inner.text("repeat", ""),
                suspended_until=inner.text("suspended_until", ""),
                cites=citations(inner, "cites", context, "sanction"),
            )
        )
        inner.finish()
    return tuple(found)


def _small_firms(block: Block) -> dict[str, Any]:
    """Read what is different for small firms, and which sizes are small in this law."""
    bound = _amount(block, "for_small_firms", "sizes")
    if "sizes" in bound:
        inner = block.block("for_small_firms")
        bound["sizes"] = inner.texts("sizes")
        for size in bound["sizes"]:
            if size not in FIRM_SIZES:
                inner.problem(
                    f"sizes: {size} is no size of an organisation.",
                    "sizes",
                    remedy=did_you_mean(size, FIRM_SIZES) or f"Write one of: {', '.join(FIRM_SIZES)}.",
                    code="unknown-choice",
                )
    return bound


def _amount(block: Block, key: str, *further: str) -> dict[str, Any]:
    inner = block.block(key)
    for name in (*_AMOUNT_KEYS, *further):
        inner.raw(name)
    inner.finish()
    for name in {"amount", "or_percent_of_turnover", "years", "months", "days"} & set(inner.node):
        inner.number(name)
    if "amount" in inner and "currency" not in inner:
        inner.problem("an amount needs its currency.", "amount", code="missing-key")
    return dict(inner.node)


def evidence(block: Block, context: Context) -> tuple[ExpectedEvidence, ...]:
    """Read what would show the facts."""
    found = []
    for inner in block.blocks("evidence", f"{block.called}, evidence"):
        found.append(
            ExpectedEvidence(
                id=inner.text("id"),
                what=inner.text("what"),
                proves=context.paths(inner, "proves", (), inner.texts("proves")),
                probes=inner.texts("probes", ()),
                only_for=inner.text("only_for", ""),
            )
        )
        inner.finish()
    return tuple(found)


def exceptions(block: Block, context: Context) -> tuple[LegalException, ...]:
    """Read the exceptions written in the law."""
    found = []
    for inner in block.blocks("exceptions", f"{block.called}, exception"):
        id_ = inner.text("id")
        inner.called = f"{block.called}, exception {id_}"
        found.append(
            LegalException(
                id=id_,
                plain=inner.text("plain"),
                cites=citations(inner, "cites", context, "exception"),
                effect=inner.choice("effect", EFFECTS),
                when=context.condition(inner, "when"),
                requires_instead=context.condition(inner, "requires_instead") if "requires_instead" in inner else None,
                must_be_documented=inner.flag("must_be_documented", default=False),
                prevails_over=inner.texts("prevails_over", ()),
            )
        )
        inner.finish()
    return tuple(found)


def attest(block: Block) -> Attest | None:
    """Read the question that a named person answers, if the duty is one that no inventory can show."""
    if "attest" not in block:
        block.raw("attest")
        return None
    inner = block.block("attest")
    found = Attest(inner.text("question"), inner.texts("by"), inner.text("valid_for"))
    if read_span(found.valid_for) is None:
        inner.problem("valid_for must be a length of time, such as 12 months.", "valid_for", code="wrong-type")
    inner.finish()
    return found


def provenance(block: Block) -> Provenance:
    """Read where the words were read, when, and how well."""
    inner = block.block("provenance")
    confidences = tuple(Confidence)
    parts = inner.block("parts")
    found = Provenance(
        confidence=Confidence(inner.choice("confidence", confidences)),
        sources=inner.texts("sources"),
        as_of=inner.day("as_of"),
        parts={name: Confidence(parts.choice(name, confidences)) for name in parts.node},
        note=inner.text("note", ""),
    )
    inner.finish()
    return found

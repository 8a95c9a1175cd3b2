"""One pack file: what it is, its sources, how far it goes, its terms and its requirements."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from compliance.conditions.reading import Term
from compliance.errors import Place, Problem
from compliance.policy.model import Coverage, Instrument, Pack
from compliance.policy.reading.context import Context
from compliance.policy.reading.requirement import read_requirement
from compliance.strict_yaml import Block, YamlMap

COVERAGE_STATUSES: tuple[str, ...] = ("encoded", "partly", "planned", "manual", "out_of_scope")

_VERSION = re.compile(r"[0-9]+\.[0-9]+\.[0-9]+")
_CHANGES = ("added", "changed", "removed")


@dataclass(frozen=True)
class Terms:
    """Legal terms by name: as read, and as written."""

    read: Mapping[str, Term]
    written: Mapping[str, Any]


def read_pack(node: YamlMap, stem: str, digest: str, context: Context, shared: Terms) -> Pack:
    """Return the pack a file holds; what is wrong with it becomes problems of the context.

    Args:
        node: The file.
        stem: Its path without the ending, `place/instrument`; a pack that names no id and no prefix takes them from it.
        digest: SHA-256 of the file's bytes.
        context: What it is read against.
        shared: Terms that every pack may use.
    """
    block = Block(node, "pack", context.problems)
    check_format(block)
    about = block.block("pack")
    slug = stem.replace("/", "-")
    id_ = about.text("id", slug)
    instruments = {
        name: _instrument(name, inner, context) for name, inner in block.named_blocks("instruments", "instrument")
    }
    own = read_terms(block, context)
    for name in own.read:
        if name in shared.read:
            block.problem(f"the term {name} is a shared term already.", "terms", code="term-taken")
    terms = Terms({**shared.read, **own.read}, {**shared.written, **own.written})
    inside = context.within(terms=terms.read)
    pack = Pack(
        id=id_,
        prefix=about.text("prefix", f"{slug}-"),
        title=about.text("title"),
        version=_version(about),
        published=about.day("published"),
        notice=about.text("notice", ""),
        instruments=instruments,
        requirements=tuple(
            read_requirement(inner, id_, inside, terms.written) for inner in block.blocks("requirements", "requirement")
        ),
        coverage=_coverage(block, context),
        changelog=tuple(_change(inner) for inner in about.blocks("changelog", "pack, changelog")),
        file=node.file,
        digest=digest,
    )
    about.finish()
    block.finish()
    return pack


def check_format(block: Block) -> None:
    """Check that a file says it is written in the one known format."""
    if block.number("format") != 1 and "format" in block:
        block.problem("only format 1 is known.", "format", code="unknown-format")


def read_terms(block: Block, context: Context) -> Terms:
    """Read the legal terms of a file."""
    read, written = {}, {}
    for name, inner in block.named_blocks("terms", "term"):
        for cite in inner.blocks("cites", f"term {name}, cites"):
            context.mention("instrument", cite.text("instrument"), cite, "instrument")
            cite.text("at")
            cite.finish()
        inner.text("plain", "")
        takes = inner.block("parameters")
        read[name] = Term(name, inner.raw("means"), {key: takes.text(key) for key in takes.node})
        written[name] = inner.node
        if "means" not in inner:
            inner.problem("the key means is missing.", code="missing-key")
        inner.finish()
    return Terms(read, written)


def _version(block: Block) -> str:
    version = block.text("version")
    if version and not _VERSION.fullmatch(version):
        block.problem("version must be three numbers, such as 1.2.0.", "version", code="bad-version")
    return version


def _instrument(name: str, block: Block, context: Context) -> Instrument:
    extended = []
    for inner in block.blocks("extended_to", f"instrument {name}, extended_to"):
        extended.append(
            {
                "jurisdiction": context.place(inner, "jurisdiction"),
                "from": inner.day("from").isoformat(),
                "cite": inner.text("cite"),
            }
        )
        inner.finish()
    identifier = block.plain("identifier")
    instrument = Instrument(
        id=name,
        title=block.text("title"),
        jurisdiction=context.place(block, "jurisdiction"),
        kind=block.text("kind"),
        official=block.text("official", ""),
        identifier={key: str(value) for key, value in identifier.items()},
        native_title=block.text("native_title", ""),
        url=block.text("url", ""),
        extended_to=tuple(extended),
    )
    block.finish()
    return instrument


def _coverage(block: Block, context: Context) -> tuple[Coverage, ...]:
    lines = []
    for inner in block.blocks("coverage", "coverage"):
        line = Coverage(
            key=inner.text("key", ""),
            instrument=inner.text("instrument"),
            at=inner.text("at", ""),
            status=inner.choice("status", COVERAGE_STATUSES),
            why=inner.text("why", ""),
            by=inner.texts("by", ()),
            place=inner.at(),
        )
        inner.finish()
        context.mention("instrument", line.instrument, inner, "instrument")
        lines.append(line)
    return tuple(lines)


def _change(block: Block) -> dict[str, Any]:
    change: dict[str, Any] = {"version": block.text("version"), "on": block.day("on").isoformat()}
    change |= {key: block.texts(key) for key in _CHANGES if key in block}
    change |= {key: block.text(key) for key in ("verdicts", "note") if key in block}
    for key in (*_CHANGES, "verdicts", "note"):
        block.raw(key)
    block.finish()
    return change


def duplicates(packs: list[Pack]) -> list[Problem]:
    """Report packs and requirements that share an id, and instruments told differently in two packs."""
    problems = []
    seen_packs: dict[str, str] = {}
    seen: dict[str, Any] = {}
    told: dict[str, tuple[Instrument, str]] = {}
    for pack in packs:
        if pack.id in seen_packs:
            text = f"two packs are called {pack.id}, here and in {seen_packs[pack.id]}."
            problems.append(Problem(text, Place(pack.file), code="duplicate-id"))
        seen_packs[pack.id] = pack.file
        for requirement in pack.requirements:
            if requirement.id in seen:
                text = f"two requirements are called {requirement.id}, here and at {seen[requirement.id]}."
                problems.append(Problem(text, requirement.place, code="duplicate-id"))
            seen[requirement.id] = requirement.place
        for name, instrument in pack.instruments.items():
            other, file = told.setdefault(name, (instrument, pack.file))
            if other != instrument:
                text = f"the instrument {name} is told differently in {file}."
                problems.append(Problem(text, Place(pack.file), "Tell it in one place.", "instrument-differs"))
    return problems

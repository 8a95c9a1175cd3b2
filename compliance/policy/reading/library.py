"""All files together: shared terms first, then the packs, then the names they mention."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TypeVar

from compliance.errors import ComplianceError, PackError, Place, Problem, did_you_mean
from compliance.jurisdictions import Jurisdictions
from compliance.policy.loading import PolicyFile
from compliance.policy.model import THEMES, Crosswalk, Library, ListedElection, Pack, PlaceCoverage, Profile
from compliance.policy.reading.context import Context
from compliance.policy.reading.elections import read_elections
from compliance.policy.reading.pack import Terms, check_format, duplicates, read_pack, read_terms
from compliance.policy.reading.profile import read_crosswalk, read_profile
from compliance.strict_yaml import Block, YamlMap, read_mapping
from compliance.vocabulary import Vocabulary

_Named = TypeVar("_Named", Profile, Crosswalk)


def read_library(
    files: Sequence[PolicyFile], digest: str, vocabulary: Vocabulary, jurisdictions: Jurisdictions
) -> Library:
    """Return the library that the files hold.

    Raises:
        PackError: With every problem of every file.
    """
    context = Context(vocabulary, jurisdictions, problems=[])
    nodes = {file: _node(file, context) for file in files}
    shared = _shared_terms([nodes[file] for file in files if file.kind == "terms"], context)
    packs: list[Pack] = []
    considered: list[PlaceCoverage] = []
    elections: dict[str, ListedElection] = {}
    for file, node in nodes.items():
        if node is not None and file.kind == "pack":
            packs.append(read_pack(node, file.stem, file.digest, context, shared))
        elif node is not None and file.kind == "coverage":
            considered += _considered(node, context)
        elif node is not None and file.kind == "elections":
            elections = read_elections(node, context, elections)
    profiles = _unlike(
        context,
        (
            read_profile(node, file.stem, file.digest, context, packs)
            for file, node in nodes.items()
            if node is not None and file.kind == "profile"
        ),
    )
    crosswalks = _unlike(
        context,
        (
            read_crosswalk(node, file.stem, context)
            for file, node in nodes.items()
            if node is not None and file.kind == "crosswalk"
        ),
    )
    context.problems.extend(duplicates(packs))
    context.problems.extend(_unknown_mentions(context, packs))
    if not context.problems and not any(pack.requirements for pack in packs):
        raise PackError("no policy pack holds a requirement.", code="no-requirements")
    if context.problems:
        # A term that is wrong is wrong wherever it is used, and told once.
        raise PackError(list(dict.fromkeys(sorted(context.problems, key=_by_place))))
    as_at = max(requirement.provenance.as_of for pack in packs for requirement in pack.requirements)
    return Library(tuple(packs), tuple(considered), digest, as_at, tuple(elections.values()), profiles, crosswalks)


def _unlike(context: Context, found: Iterable[_Named]) -> tuple[_Named, ...]:
    """Return what was read by its ids, each of which stands once."""
    by_id: dict[str, _Named] = {}
    for one in found:
        if one.id in by_id:
            told = f"{one.id} stands twice, here and at {by_id[one.id].place}."
            context.problems.append(Problem(told, one.place, code="id-taken"))
        by_id.setdefault(one.id, one)
    return tuple(by_id.values())


def _node(file: PolicyFile, context: Context) -> YamlMap | None:
    try:
        return read_mapping(file.path, shown_as=file.shown_as)
    except ComplianceError as fault:
        context.problems.extend(fault.problems)
        return None


def _shared_terms(nodes: Iterable[YamlMap | None], context: Context) -> Terms:
    shared = Terms({}, {})
    for node in nodes:
        if node is None:
            continue
        block = Block(node, "terms", context.problems)
        check_format(block)
        found = read_terms(block, context)
        for name in found.read:
            if name in shared.read:
                block.problem(f"the term {name} is a shared term already.", "terms", code="term-taken")
        block.finish()
        shared = Terms({**shared.read, **found.read}, {**shared.written, **found.written})
    return shared


def _considered(node: YamlMap, context: Context) -> tuple[PlaceCoverage, ...]:
    block = Block(node, "coverage", context.problems)
    check_format(block)
    found = []
    for inner in block.blocks("considered", "considered"):
        place = context.place(inner, "place")
        inner.called = f"considered, {place}"
        themes = inner.texts("themes")
        for theme in themes:
            if theme not in THEMES:
                remedy = did_you_mean(theme, THEMES) or f"Write some of: {', '.join(THEMES)}."
                inner.problem(f"there is no theme {theme}.", "themes", remedy=remedy, code="unknown-choice")
        on = inner.day("on")
        found.append(PlaceCoverage(place, themes, on, inner.text("note", ""), inner.flag("with_parts", default=False)))
        inner.finish()
    block.finish()
    return tuple(found)


def _unknown_mentions(context: Context, packs: Iterable[Pack]) -> Iterable[Problem]:
    """Report instruments and requirements that are mentioned and are nowhere."""
    known = {
        "instrument": {name for pack in packs for name in pack.instruments},
        "requirement": {requirement.id for pack in packs for requirement in pack.requirements},
    }
    for mention in context.mentions:
        if mention.name not in known[mention.kind]:
            remedy = did_you_mean(mention.name, known[mention.kind])
            text = f"{mention.where}: there is no {mention.kind} called {mention.name}."
            yield Problem(text, mention.place, remedy, f"unknown-{mention.kind}")


def _by_place(problem: Problem) -> tuple[str, int]:
    place = problem.at or Place("")
    return place.file, place.line or 0

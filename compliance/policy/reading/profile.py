"""Profiles and crosswalks: selections of requirements, and requirements beside the controls of others."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from compliance.errors import did_you_mean
from compliance.policy.model import (
    THEMES,
    Control,
    Crosswalk,
    Mapped,
    Pack,
    Profile,
    Requirement,
    Selection,
    Severity,
)
from compliance.policy.profiles import NotStricterError, selected, takes_in, tightened
from compliance.policy.reading.context import Context
from compliance.policy.reading.pack import check_format
from compliance.policy.reading.requirement import ANYONE
from compliance.strict_yaml import Block, YamlMap

MAPPED_AS: tuple[str, ...] = ("equal", "subset", "superset", "intersects")

_ORGANISATION = "organisation.roles"


def read_profile(node: YamlMap, stem: str, digest: str, context: Context, packs: Sequence[Pack]) -> Profile:
    """Return the profile a file holds; what is wrong with it becomes problems of the context.

    Args:
        node: The file.
        stem: Its path without the ending; the last part is the id.
        digest: SHA-256 of the file's bytes.
        context: What it is read against.
        packs: Every pack: a profile names nothing that is not there.
    """
    block = Block(node, "profile", context.problems)
    check_format(block)
    about = block.block("profile")
    id_ = about.text("id", stem.rpartition("/")[2])
    block.called = about.called = f"profile {id_}"
    requirements = {requirement.id: requirement for pack in packs for requirement in pack.requirements}
    profile = Profile(
        id=id_,
        title=about.text("title"),
        plain=about.text("plain"),
        version=about.text("version"),
        published=about.day("published"),
        include=tuple(_selections(block, context, packs, requirements)),
        settings=_settings(block),
        raised=_raised(block, requirements),
        file=node.file,
        digest=digest,
        place=block.at(),
    )
    about.finish()
    block.finish()
    if not profile.include:
        block.problem("takes nothing in.", "include", code="empty-profile")
    _check_settings(block, profile, requirements, context)
    return profile


def _selections(
    block: Block, context: Context, packs: Sequence[Pack], requirements: Mapping[str, Requirement]
) -> Iterable[Selection]:
    roles = (*context.vocabulary.fields[_ORGANISATION].choices, ANYONE) if context.vocabulary.has(_ORGANISATION) else ()
    known: Mapping[str, Collection[str]] = {
        "themes": THEMES,
        "duty_of": roles,
        "about": context.vocabulary.entities,
        "packs": [pack.id for pack in packs],
        "requirements": requirements,
    }
    for inner in block.blocks("include", f"{block.called}, include"):
        said = {name: _some(inner, name, words) for name, words in known.items()}
        places = context.places(inner, "places") if "places" in inner else ()
        selection = Selection(**said, places=places)
        inner.finish()
        if selection == Selection():
            inner.problem("a selection must say something.", remedy=f"Keys: {', '.join(known)}, places.", code="no-key")
        elif not any(takes_in(selection, one, context.jurisdictions, date.max) for one in requirements.values()):
            inner.problem("this selection takes nothing in.", code="empty-selection")
        yield selection


def _some(block: Block, key: str, known: Collection[str]) -> tuple[str, ...]:
    words = block.texts(key, ())
    for word in words:
        if word not in known:
            remedy = did_you_mean(word, known)
            block.problem(f"{key}: there is no {word}.", key, remedy=remedy, code="unknown-choice")
    return words


def _settings(block: Block) -> dict[str, dict[str, Any]]:
    if "set" not in block:
        block.raw("set")
        return {}
    return {id_: {name: inner.raw(name) for name in inner.node} for id_, inner in block.named_blocks("set", "set")}


def _raised(block: Block, requirements: Mapping[str, Requirement]) -> dict[str, Severity]:
    if "raise" not in block:
        block.raw("raise")
        return {}
    inner = block.block("raise")
    found = {}
    for id_ in inner.node:
        severity = Severity(inner.choice(id_, tuple(Severity)))
        known = requirements.get(id_)
        if known is not None and severity.rank >= known.severity.rank:
            told = f"raise: {id_} is {known.severity} already; a profile only raises."
            inner.problem(told, id_, code="not-stricter")
        found[id_] = severity
    inner.finish()
    return found


def _check_settings(block: Block, profile: Profile, requirements: Mapping[str, Requirement], context: Context) -> None:
    """Report what a profile changes and does not take in, and every value that is no stricter."""
    taken = selected(requirements.values(), profile, context.jurisdictions, date.max)
    for key, named in (("set", profile.settings), ("raise", profile.raised)):
        for id_ in named:
            if id_ not in requirements:
                remedy = did_you_mean(id_, requirements)
                block.problem(f"{key}: there is no requirement {id_}.", key, remedy=remedy, code="unknown-requirement")
            elif id_ not in taken:
                block.problem(f"{key}: {id_} is not taken in.", key, remedy="Include it.", code="not-included")
    for id_, values in profile.settings.items():
        if id_ not in requirements:
            continue
        requirement = requirements[id_]
        for name, value in values.items():
            if name not in requirement.parameters:
                remedy = did_you_mean(name, requirement.parameters)
                told = f"set: {id_} has no parameter {name}."
                block.problem(told, "set", remedy=remedy, code="unknown-parameter")
                continue
            try:
                tightened(requirement, name, value)
            except (NotStricterError, TypeError, ArithmeticError) as why:
                reason = (
                    str(why) if isinstance(why, NotStricterError) else "only numbers and sets of choices can be set"
                )
                block.problem(f"set: {id_}, {name}: {reason}.", "set", code="not-stricter")
                continue
            for choice in _unknown_choices(requirement, name, value, context):
                block.problem(f"set: {id_}, {name}: there is no choice {choice}.", "set", code="unknown-choice")


def _unknown_choices(requirement: Requirement, name: str, value: Any, context: Context) -> Iterable[str]:
    fields = context.vocabulary.fields
    known = {
        choice
        for leaf in requirement.requires.leaves()
        if name in leaf.parameters and leaf.path in fields
        for choice in fields[leaf.path].choices
    }
    return (str(one) for one in value if one not in known) if isinstance(value, list) and known else ()


def read_crosswalk(node: YamlMap, stem: str, context: Context) -> Crosswalk:
    """Return the crosswalk a file holds; what is wrong with it becomes problems of the context."""
    block = Block(node, "crosswalk", context.problems)
    check_format(block)
    about = block.block("crosswalk")
    id_ = about.text("id", stem.rpartition("/")[2])
    block.called = about.called = f"crosswalk {id_}"
    controls = tuple(_control(inner) for inner in block.blocks("controls", f"{block.called}, controls"))
    crosswalk = Crosswalk(
        id=id_,
        title=about.text("title"),
        edition=about.text("edition"),
        publisher=about.text("publisher"),
        note=about.text("note"),
        controls=controls,
        lines=tuple(_mapped(inner, controls, context) for inner in block.blocks("lines", f"{block.called}, lines")),
        place=block.at(),
    )
    about.finish()
    block.finish()
    _check_crosswalk(block, crosswalk)
    return crosswalk


def _control(block: Block) -> Control:
    control = Control(block.text("id"), block.text("title"))
    block.finish()
    return control


def _mapped(block: Block, controls: Sequence[Control], context: Context) -> Mapped:
    ids = [control.id for control in controls]
    line = Mapped(
        ours=block.text("ours"),
        theirs=block.choice("theirs", ids or ("",)),
        relation=block.choice("relation", MAPPED_AS),
        because=block.text("because"),
        mapped_on=block.day("on"),
        place=block.at(),
    )
    block.finish()
    context.mention("requirement", line.ours, block, "ours")
    return line


def _check_crosswalk(block: Block, crosswalk: Crosswalk) -> None:
    ids = [control.id for control in crosswalk.controls]
    for id_ in dict.fromkeys(id_ for id_ in ids if ids.count(id_) > 1):
        block.problem(f"the control {id_} stands twice.", "controls", code="control-taken")
    pairs = [(line.ours, line.theirs) for line in crosswalk.lines]
    for ours, theirs in dict.fromkeys(pair for pair in pairs if pairs.count(pair) > 1):
        block.problem(f"{ours} beside {theirs} stands twice.", "lines", code="line-taken")
    for id_ in ids:
        if not any(theirs == id_ for _, theirs in pairs):
            block.problem(f"nothing of ours stands beside the control {id_}.", "controls", code="control-unused")

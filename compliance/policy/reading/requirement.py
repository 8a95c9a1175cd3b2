"""One requirement, in the order a lawyer reads it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from typing import Any

from compliance.conditions.tree import TRUE, AllOf, Condition
from compliance.conditions.values import Parameter, parameters_in
from compliance.policy.model import BY_AGREEMENT, THEMES, Force, Requirement, Severity
from compliance.policy.reading import parts
from compliance.policy.reading.context import Context
from compliance.strict_yaml import Block, YamlMap

ANYONE = "anyone"
RELATIONS: tuple[str, ...] = ("stricter", "replaces", "implements", "preempted_by")
MEANINGS: tuple[str, ...] = ("indicative", "conclusive")

_ORGANISATION = "organisation"

_CARE = frozenset({"review_due", "translations", "tags"})
"""Keys that change without the requirement saying anything else."""


def read_requirement(block: Block, pack: str, context: Context, term_texts: Mapping[str, Any]) -> Requirement:
    """Return the requirement a block describes.

    Args:
        block: The block; what is wrong with it becomes a problem.
        pack: Id of the pack.
        context: What it is read against.
        term_texts: The text of every term, so that the digest covers those the requirement uses.
    """
    id_ = block.text("id")
    block.called = f"requirement {id_}".strip()
    about = block.choice("about", context.vocabulary.entities)
    instrument = block.text("instrument")
    declared = parts.parameters(block)
    context = context.within(
        about=about, instrument=instrument, jurisdiction=context.place(block, "jurisdiction"), parameters=declared
    )
    context.mention("instrument", instrument, block, "instrument")
    attest = parts.attest(block)
    force = Force(block.choice("force", tuple(Force)))
    remedy = block.block("remedy")
    requirement = Requirement(
        id=id_,
        pack=pack,
        title=block.text("title"),
        plain=block.text("plain"),
        theme=block.choice("theme", THEMES),
        severity=Severity(block.choice("severity", tuple(Severity))),
        force=force,
        duty_of=_roles(block, context),
        instrument=instrument,
        cites=parts.citations(block, "cites", context),
        jurisdiction=context.jurisdiction,
        reached_by=context.paths_in_scope(block, "reached_by", {"territory", "territories"}, block.texts("reached_by")),
        about=about,
        key_date=_key_date(block, context),
        timeline=parts.timeline(block, context),
        applies_when=_trigger(block, context, force),
        requires=context.condition(block, "requires", required=attest is None),
        exceptions=parts.exceptions(block, context),
        holds=block.choice("holds", ("at_start", "throughout"), "at_start"),
        transition=parts.transitions(block, context),
        builds_on=_builds_on(block, context),
        attest=attest,
        decides=_decides(block),
        assumptions=_assumptions(block),
        sanctions=parts.sanctions(block, context),
        evidence=parts.evidence(block, context),
        remedy=remedy.text("text", ""),
        steps=remedy.texts("steps", ()),
        label_cures=block.flag("label_cures", default=True),
        waivable=block.flag("waivable", default=True),
        provenance=parts.provenance(block),
        review_due=block.day("review_due", None),
        replaces=block.texts("replaces", ()),
        tags=block.texts("tags", ()),
        bound_through=block.choice("bound_through", ("platform",), ""),
        binds_when=_binds_when(block, context),
        enforcement=_texts(block, "enforcement", ("suspended_until", "note")),
        translations=_translations(block),
        place=block.at(),
        digest=_digest(block.node, term_texts),
    )
    remedy.finish()
    block.finish()
    _one_duty(block, requirement)
    return replace(requirement, parameters=_used_parameters(block, requirement, declared))


def _used_parameters(block: Block, requirement: Requirement, declared: Collection[str]) -> dict[str, Parameter]:
    """Return the parameters its conditions name, typed by the clauses that name them."""
    leaves = (leaf for condition in requirement.conditions for leaf in condition.leaves())
    used = {parameter.name: parameter for leaf in leaves for parameter in parameters_in(leaf.wanted)}
    for name in declared:
        if name not in used and not block.problems:
            block.problem(f"the parameter {name} is not used.", "parameters", code="unused-parameter")
    return used


def _one_duty(block: Block, requirement: Requirement) -> None:
    if requirement.attest is not None and requirement.requires != TRUE:
        block.problem("has both requires and attest.", "attest", remedy="Write two requirements.", code="two-duties")
    if not requirement.cites:
        block.problem("cites nothing.", "cites", code="missing-key")
    if not requirement.reached_by and "reached_by" in block:
        block.problem("nothing links a case to the jurisdiction.", "reached_by", code="missing-key")


def _roles(block: Block, context: Context) -> tuple[str, ...]:
    roles = block.texts("duty_of")
    vocabulary = context.vocabulary
    of_organisation = vocabulary.fields["organisation.roles"].choices if vocabulary.has("organisation.roles") else {}
    own = f"{context.about}.our_roles"
    of_subject = vocabulary.fields[own].choices if vocabulary.has(own) else of_organisation
    known = {ANYONE, *of_organisation, *of_subject}
    for role in roles:
        if role not in known:
            remedy = f"Write one of: {', '.join(sorted(known))}."
            block.problem(f"duty_of: there is no role {role}.", "duty_of", remedy=remedy, code="unknown-choice")
    if roles and ANYONE not in roles and not set(roles) & set(of_subject):
        remedy = f"{own} knows: {', '.join(of_subject)}."
        block.problem("duty_of: the subject can have none of these roles.", "duty_of", remedy=remedy, code="no-role")
    if ANYONE in roles and len(roles) > 1:
        block.problem("duty_of: anyone stands alone.", "duty_of", code="bad-role")
    return roles


def _key_date(block: Block, context: Context) -> str:
    path = block.text("key_date")
    if path:
        context.paths_in_scope(block, "key_date", {"date", "datetime"}, (path,))
    return path


def _trigger(block: Block, context: Context, force: Force) -> Condition:
    """Read what brings the duty about; of a contract or commitment, that we are bound comes first."""
    trigger = context.condition(block, "applies_when", required=False)
    if force not in BY_AGREEMENT or "binds_when" not in block or context.about not in context.vocabulary.entities:
        return trigger
    bound = context.condition(block, "binds_when")
    return bound if trigger == TRUE else AllOf((bound, trigger), place=bound.place)


def _binds_when(block: Block, context: Context) -> Condition | None:
    """Read whom advice binds: a condition about the organisation, whatever the requirement is about."""
    if "binds_when" not in block:
        block.raw("binds_when")
        return None
    return context.within(about=_ORGANISATION, parameters={}).condition(block, "binds_when")


def _builds_on(block: Block, context: Context) -> dict[str, str]:
    if "builds_on" not in block:
        block.raw("builds_on")
        return {}
    inner = block.block("builds_on")
    found = {"id": inner.text("id"), "relation": inner.choice("relation", RELATIONS)}
    if "cite" in inner:
        found["cite"] = inner.text("cite")
    inner.finish()
    context.mention("requirement", found["id"], inner, "id")
    return found


def _decides(block: Block) -> dict[str, str]:
    inner = block.block("decides")
    found = {outcome: inner.choice(outcome, MEANINGS, "indicative") for outcome in ("pass", "fail")}
    inner.finish()
    return found


def _assumptions(block: Block) -> tuple[dict[str, str], ...]:
    found = []
    for inner in block.blocks("assumptions", f"{block.called}, assumption"):
        found.append({"text": inner.text("text"), "basis": inner.text("basis", "")})
        inner.finish()
    return tuple(found)


def _texts(block: Block, key: str, keys: Collection[str]) -> dict[str, str]:
    inner = block.block(key)
    found = {name: inner.text(name) for name in keys if name in inner}
    for name in keys:
        inner.raw(name)
    inner.finish()
    return found


def _translations(block: Block) -> dict[str, dict[str, str]]:
    outer = block.block("translations")
    return {language: _texts(outer, language, ("title", "plain", "remedy")) for language in outer.node}


def _digest(node: YamlMap, term_texts: Mapping[str, Any]) -> str:
    """Return the digest of what a requirement says, the terms it uses included: what counsel signs off."""
    used: dict[str, Any] = {}
    waiting = sorted(_terms_in(node))
    for name in waiting:
        if name in term_texts and name not in used:
            used[name] = term_texts[name]
            waiting += sorted(_terms_in(term_texts[name]))
    said = {key: value for key, value in node.items() if key not in _CARE and not key.startswith("x-")}
    text = json.dumps([said, dict(sorted(used.items()))], sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def _terms_in(node: Any) -> Iterator[str]:
    if isinstance(node, dict):
        called = node.get("term")
        name = called.get("name") if isinstance(called, dict) else called
        if isinstance(name, str):
            yield name
        for value in node.values():
            yield from _terms_in(value)
    elif isinstance(node, list):
        for value in node:
            yield from _terms_in(value)

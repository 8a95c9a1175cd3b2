"""The schema of a pack file."""

from __future__ import annotations

from compliance.jurisdictions import Jurisdictions
from compliance.policy.model import ADVICE, BY_AGREEMENT, THEMES, Confidence, Force, Severity
from compliance.policy.reading.pack import COVERAGE_STATUSES
from compliance.policy.reading.parts import CITED_AS, EFFECTS, FIRM_SIZES, SANCTION_UNITS
from compliance.policy.reading.requirement import ANYONE, MEANINGS, RELATIONS
from compliance.policy.schema import conditions
from compliance.policy.schema.shapes import (
    CONDITION,
    DAY,
    FLAG,
    NUMBER,
    PLACE,
    PLAIN,
    TEXT,
    TEXTS,
    VERSION,
    Schema,
    listed,
    mapping,
    named,
    one_of,
)
from compliance.validity import STATUSES
from compliance.vocabulary import Vocabulary


def pack_schema(vocabulary: Vocabulary, jurisdictions: Jurisdictions) -> Schema:
    """Return the schema of a pack."""
    keys = {
        "format": {"const": 1},
        "pack": _about(),
        "instruments": named(_instrument()),
        "coverage": listed(_coverage()),
        "terms": named(_term()),
        "requirements": listed(_requirement(vocabulary)),
    }
    shared = {**conditions.definitions(vocabulary, jurisdictions), "cites": listed(_cite()), "amount": _amount()}
    return {**mapping(keys, ["format", "pack"]), "definitions": shared}


def terms_schema(vocabulary: Vocabulary, jurisdictions: Jurisdictions) -> Schema:
    """Return the schema of a file of shared terms."""
    keys = {"format": {"const": 1}, "terms": named(_term())}
    shared = {**conditions.definitions(vocabulary, jurisdictions), "cites": listed(_cite())}
    return {**mapping(keys, ["format", "terms"]), "definitions": shared}


_CITES: Schema = {"$ref": "#/definitions/cites"}
_AMOUNT: Schema = {"$ref": "#/definitions/amount"}


def _about() -> Schema:
    change = {"version": VERSION, "on": DAY, "verdicts": TEXT, "note": TEXT}
    change |= dict.fromkeys(("added", "changed", "removed"), TEXTS)
    keys = {"id": TEXT, "prefix": TEXT, "title": TEXT, "version": VERSION, "published": DAY, "notice": TEXT}
    return mapping({**keys, "changelog": listed(mapping(change, ["version", "on"]))}, ["title", "version", "published"])


def _instrument() -> Schema:
    extended = mapping({"jurisdiction": PLACE, "from": DAY, "cite": TEXT}, ["jurisdiction", "from", "cite"])
    keys = {"title": TEXT, "native_title": TEXT, "jurisdiction": PLACE, "kind": TEXT, "official": TEXT, "url": TEXT}
    keys |= {"identifier": PLAIN, "extended_to": listed(extended)}
    return mapping(keys, ["title", "jurisdiction", "kind"])


def _coverage() -> Schema:
    keys = {"key": TEXT, "instrument": TEXT, "at": TEXT, "status": one_of(COVERAGE_STATUSES), "why": TEXT, "by": TEXTS}
    return mapping(keys, ["key", "instrument", "status"])


def _term() -> Schema:
    keys = {"cites": _CITES, "plain": TEXT, "parameters": named(TEXT), "means": CONDITION}
    return mapping(keys, ["means"])


def _cite() -> Schema:
    return mapping({"instrument": TEXT, "at": TEXT, "as": one_of(CITED_AS), "url": TEXT}, ["at"])


def _amount(**further: Schema) -> Schema:
    numbers = dict.fromkeys(("amount", "or_percent_of_turnover", "years", "months", "days"), NUMBER)
    keys = {**numbers, "currency": TEXT, "whichever": one_of(("higher", "lower")), "note": TEXT}
    return mapping({**keys, **further}, dependencies={"amount": ["currency"]})


def _requirement(vocabulary: Vocabulary) -> Schema:
    roles = [*vocabulary.fields["organisation.roles"].choices] if vocabulary.has("organisation.roles") else []
    fields = vocabulary.fields
    places = one_of(path for path, field in fields.items() if field.type in {"territory", "territories"})
    days = one_of(path for path, field in fields.items() if field.type in {"date", "datetime"})
    remedy = mapping({"text": TEXT, "steps": TEXTS})
    keys: dict[str, Schema] = {
        "id": {"type": "string", "pattern": "^[A-Za-z0-9]+(-[A-Za-z0-9]+)*$"},
        "title": TEXT,
        "plain": TEXT,
        "theme": one_of(THEMES),
        "severity": one_of(Severity),
        "replaces": TEXTS,
        "tags": TEXTS,
        "force": one_of(Force),
        "duty_of": listed(one_of((*roles, ANYONE)), minItems=1),
        "bound_through": one_of(("platform",)),
        "binds_when": CONDITION,
        "instrument": TEXT,
        "cites": _CITES,
        "jurisdiction": PLACE,
        "reached_by": listed(places, minItems=1),
        "about": one_of(vocabulary.entities),
        "key_date": days,
        "holds": one_of(("at_start", "throughout")),
        "timeline": listed(_entry(), minItems=1),
        "transition": listed(
            mapping({"when": CONDITION, "applies_from": DAY, "cite": TEXT}, ["when", "applies_from", "cite"])
        ),
        "parameters": named(_parameter()),
        "builds_on": mapping({"id": TEXT, "relation": one_of(RELATIONS), "cite": TEXT}, ["id", "relation"]),
        "applies_when": CONDITION,
        "requires": CONDITION,
        "attest": mapping({"question": TEXT, "by": TEXTS, "valid_for": TEXT}, ["question", "by", "valid_for"]),
        "exceptions": listed(_exception()),
        "decides": mapping(dict.fromkeys(("pass", "fail"), one_of(MEANINGS))),
        "assumptions": listed(mapping({"text": TEXT, "basis": TEXT}, ["text"])),
        "sanctions": listed(_sanction()),
        "evidence": listed(_evidence(vocabulary)),
        "remedy": remedy,
        "label_cures": FLAG,
        "waivable": FLAG,
        "enforcement": mapping({"suspended_until": TEXT, "note": TEXT}),
        "provenance": _provenance(),
        "review_due": DAY,
        "translations": named(mapping(dict.fromkeys(("title", "plain", "remedy"), TEXT))),
    }
    required = "id title plain theme severity force duty_of instrument cites jurisdiction reached_by about key_date"
    advises = {"properties": {"force": one_of((*ADVICE, *BY_AGREEMENT))}}
    binds = {"if": {"required": ["binds_when"]}, "then": advises}
    return mapping(keys, [*required.split(), "timeline", "provenance"], **binds)


def _entry() -> Schema:
    start = {"type": ["string", "integer"], "pattern": "^([0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?|unstated)$"}
    keys = {"from": start, "status": one_of(STATUSES), "cite": TEXT, "where": CONDITION}
    return mapping(keys, ["from", "status"])


def _parameter() -> Schema:
    value = mapping({"from": DAY, "value": {}, "cite": TEXT}, ["from", "value", "cite"])
    return mapping({"unit": TEXT, "values": listed(value, minItems=1)}, ["values"])


def _exception() -> Schema:
    keys = {"id": TEXT, "plain": TEXT, "cites": _CITES, "effect": one_of(EFFECTS), "when": CONDITION}
    keys |= {"requires_instead": CONDITION, "must_be_documented": FLAG, "prevails_over": TEXTS}
    relaxes = {"properties": {"effect": {"const": "relaxes"}}, "required": ["effect"]}
    return mapping(
        keys,
        ["id", "plain", "cites", "effect", "when"],
        **{"if": relaxes, "then": {"required": ["requires_instead"]}},
    )


def _sanction() -> Schema:
    keys = {"kind": TEXT, "text": TEXT, "when": CONDITION, "per": one_of(SANCTION_UNITS), "repeat": TEXT}
    keys |= dict.fromkeys(("at_least", "at_most"), _AMOUNT)
    keys |= {"for_small_firms": _amount(sizes=listed(one_of(FIRM_SIZES), minItems=1))}
    keys |= {"whichever": one_of(("higher", "lower")), "suspended_until": TEXT, "cites": _CITES}
    return mapping(keys, ["kind"])


def _evidence(vocabulary: Vocabulary) -> Schema:
    keys = {"id": TEXT, "what": TEXT, "proves": listed(one_of(vocabulary.fields)), "probes": TEXTS, "only_for": TEXT}
    return mapping(keys, ["id", "what", "proves"])


def _provenance() -> Schema:
    confidence = one_of(Confidence)
    keys = {"confidence": confidence, "sources": TEXTS, "as_of": DAY, "parts": named(confidence), "note": TEXT}
    return mapping(keys, ["confidence", "sources", "as_of"])

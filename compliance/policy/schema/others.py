"""The schemas of cases, vocabulary, places, places considered, calendar of votes, profiles and crosswalks."""

from __future__ import annotations

from compliance.jurisdictions import Jurisdictions
from compliance.policy.cases import EXPECTED
from compliance.policy.model import THEMES, Severity
from compliance.policy.reading.elections import ENTITY
from compliance.policy.reading.profile import MAPPED_AS
from compliance.policy.reading.requirement import ANYONE
from compliance.policy.schema.shapes import (
    DAY,
    FLAG,
    PLACE,
    PLAIN,
    TEXT,
    TEXTS,
    Schema,
    listed,
    mapping,
    named,
    one_of,
    titled,
)
from compliance.vocabulary import COMPUTATIONS, FIELD_TYPES, Entity, Field, Vocabulary
from compliance.vocabulary.reading import ASKED

_DOTTED = r"^[a-z_]+(\.[a-z0-9_]+)+$"


def cases_schema(vocabulary: Vocabulary, jurisdictions: Jurisdictions) -> Schema:
    """Return the schema of a file of cases."""
    flip = {"type": "object", "minProperties": 1, "maxProperties": 1, "additionalProperties": False}
    flip["patternProperties"] = {_DOTTED: {}}
    claim = mapping({"exception": TEXT, "document": FLAG}, ["exception"])
    case = mapping(
        {
            "it": TEXT,
            "given": {"$ref": "#/definitions/facts"},
            "expect": one_of(EXPECTED),
            "through": TEXT,
            "missing": listed(one_of(vocabulary.fields)),
            "flips": mapping(dict.fromkeys(EXPECTED, listed(flip))),
            "claims": listed({"if": {"type": "object"}, "then": claim, "else": TEXT}),
            "as_of": DAY,
            "if_in_force": {"type": "boolean"},
            "known_gap": TEXT,
            "binding": FLAG,
        },
        ["it", "expect"],
    )
    cases = mapping({"baseline": {"$ref": "#/definitions/facts"}, "list": listed(case)}, ["list"])
    rows = {f"row.{name}": _row(entity) for name, entity in vocabulary.entities.items()}
    shared = {"facts": _facts(vocabulary), "place": one_of(jurisdictions.codes), **rows}
    keys = {"format": {"const": 1}, "cases": named(cases)}
    return {**mapping(keys, ["format", "cases"]), "definitions": shared}


def _facts(vocabulary: Vocabulary) -> Schema:
    keys: dict[str, Schema] = {name: _ref(name) for name in vocabulary.entities}
    keys |= {path: listed(_ref(link.of)) for path, link in vocabulary.lists.items()}
    return mapping(keys) | {"patternProperties": {_DOTTED: {}}}


def _row(entity: Entity) -> Schema:
    keys = {field.name: titled(_fact(field), field.title, field.question) for field in entity.fields.values()}
    keys |= {link.name: listed(_ref(link.of)) for link in entity.lists.values() if link.name not in entity.fields}
    for _, parent in entity.parents:
        keys[parent] = {"if": {"type": "object"}, "then": _ref(parent), "else": keys[parent]}
    return mapping(keys) | {"patternProperties": {_DOTTED: {}}}


def _ref(entity: str) -> Schema:
    return {"$ref": f"#/definitions/row.{entity}"}


def _fact(field: Field) -> Schema:
    """Return the schema of a fact in a case; `null` blanks it."""
    if field.type == "choice":
        return {"enum": [*field.choices, *field.aliases, None]}
    simple: dict[str, Schema] = {
        "yes_no": {"type": ["boolean", "null"]},
        "number": {"type": ["number", "null"]},
        "date": {"type": ["string", "null"]},
        "territory": {
            "if": {"type": "string", "not": {"const": "none"}},
            "then": PLACE,
            "else": {"enum": ["none", None]},
        },
    }
    if field.type == "choices":
        codes = one_of((*field.choices, *field.aliases, "none"))
        return {"if": {"type": "array"}, "then": {"items": codes}, "else": {"enum": [*codes["enum"], None]}}
    return simple.get(field.type, {})


def vocabulary_schema() -> Schema:
    """Return the schema of the vocabulary file."""
    computed = mapping({name: {} for name in COMPUTATIONS}, minProperties=1, maxProperties=1)
    field = mapping(
        {
            "type": one_of(FIELD_TYPES),
            "of": named(TEXT),
            "aliases": PLAIN,
            "title": TEXT,
            "question": titled(TEXT, "One sentence a producer can answer, one fact, the unit stated, no legal term"),
            "ask": one_of(ASKED),
            "unit": TEXT,
            "also_known_as": TEXTS,
            "to": TEXT,
            "none_means": one_of(("never", "forever")),
            "computed": computed,
            "proved_by": TEXT,
            "example": {},
            "screening": FLAG,
        },
        ["type", "title"],
    )
    link = mapping(
        {
            "of": TEXT,
            "same": TEXT,
            "listed_in": TEXT,
            "everything": {"const": True},
            "limited_by": mapping({"field": TEXT, "to": TEXT}, ["field", "to"]),
            "complete_field": TEXT,
            "if_blank": one_of(("complete", "partial")),
        },
        ["of"],
    )
    entity = mapping(
        {
            "sheet": TEXT,
            "title": TEXT,
            "one_row_is": TEXT,
            "key": TEXT,
            "title_field": TEXT,
            "single": FLAG,
            "lists": named(link),
            "fields": named(field),
        },
        ["title", "one_row_is", "fields"],
    )
    keys = {"format": {"const": 1}, "version": TEXT, "entities": named(entity)}
    return mapping(keys, ["format", "version", "entities"])


def jurisdictions_schema() -> Schema:
    """Return the schema of the file of places."""
    membership = mapping({"place": TEXT, "from": DAY, "until": DAY}, ["place"])
    place = mapping(
        {
            "name": TEXT,
            "kind": one_of(("world", "union", "area")),
            "in": listed(membership),
            "also": TEXTS,
            "note": TEXT,
        },
        ["name"],
    )
    return mapping({"format": {"const": 1}, "version": TEXT, "places": named(place)}, ["format", "version", "places"])


def coverage_schema(jurisdictions: Jurisdictions) -> Schema:
    """Return the schema of the file of places considered."""
    keys = {"place": PLACE, "themes": listed(one_of(THEMES)), "on": DAY, "note": TEXT, "with_parts": FLAG}
    entry = mapping(keys, ["place", "themes", "on"])
    shared = {"place": one_of(jurisdictions.codes)}
    return {
        **mapping({"format": {"const": 1}, "considered": listed(entry)}, ["format", "considered"]),
        "definitions": shared,
    }


def elections_schema(vocabulary: Vocabulary, jurisdictions: Jurisdictions) -> Schema:
    """Return the schema of the calendar of votes."""
    path = f"{ENTITY}.kind"
    keys = {
        "id": TEXT,
        "places": {**listed(PLACE), "minItems": 1},
        "kind": one_of(vocabulary.field(path).choices if vocabulary.has(path) else ()),
        "vote_on": DAY,
        "voting_starts_on": DAY,
        "absentee_starts_on": DAY,
        "convention_on": DAY,
        "cite": titled(TEXT, "Where the day was read, in plain words"),
        "as_of": titled(DAY, "The day on which the source was read"),
    }
    entry = mapping(keys, ["id", "places", "kind", "vote_on", "cite", "as_of"])
    return {
        **mapping({"format": {"const": 1}, "elections": listed(entry)}, ["format", "elections"]),
        "definitions": {"place": one_of(jurisdictions.codes)},
    }


def profile_schema(vocabulary: Vocabulary, jurisdictions: Jurisdictions) -> Schema:
    """Return the schema of a profile."""
    about = mapping(
        {"id": TEXT, "title": TEXT, "plain": TEXT, "version": TEXT, "published": DAY},
        ["title", "plain", "version", "published"],
    )
    roles = vocabulary.fields["organisation.roles"].choices if vocabulary.has("organisation.roles") else {}
    selection = {
        **mapping(
            {
                "themes": listed(one_of(THEMES)),
                "duty_of": listed(one_of((*roles, ANYONE))),
                "about": listed(one_of(vocabulary.entities)),
                "places": listed(PLACE),
                "packs": TEXTS,
                "requirements": TEXTS,
            }
        ),
        "minProperties": 1,
    }
    keys = {
        "format": {"const": 1},
        "profile": about,
        "include": {**listed(selection), "minItems": 1},
        "set": named(named({})),
        "raise": named(one_of(Severity)),
    }
    return {
        **mapping(keys, ["format", "profile", "include"]),
        "definitions": {"place": one_of(jurisdictions.codes)},
    }


def crosswalk_schema() -> Schema:
    """Return the schema of a crosswalk."""
    about = mapping(
        {"id": TEXT, "title": TEXT, "edition": TEXT, "publisher": TEXT, "note": TEXT},
        ["title", "edition", "publisher", "note"],
    )
    control = mapping({"id": TEXT, "title": TEXT}, ["id", "title"])
    line = mapping(
        {"ours": TEXT, "theirs": TEXT, "relation": one_of(MAPPED_AS), "because": TEXT, "on": DAY},
        ["ours", "theirs", "relation", "because", "on"],
    )
    keys = {"format": {"const": 1}, "crosswalk": about, "controls": listed(control), "lines": listed(line)}
    return mapping(keys, ["format", "crosswalk", "controls", "lines"])

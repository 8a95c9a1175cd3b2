"""The schema of conditions: one property for every field and every word that fits it."""

from __future__ import annotations

from compliance.conditions.operators import Operator, operators
from compliance.conditions.spans import UNITS
from compliance.jurisdictions import Jurisdictions
from compliance.policy.schema.shapes import (
    CONDITION,
    DAY,
    FLAG,
    NUMBER,
    PLACE,
    TEXT,
    Schema,
    ladder,
    listed,
    mapping,
    named,
    one_of,
    titled,
)
from compliance.vocabulary import Field, Vocabulary

_CHOICES = frozenset({"choice", "choices"})
_BARE = ("is", "one_of")
"""Operators that are written without a bar."""


def definitions(vocabulary: Vocabulary, jurisdictions: Jurisdictions) -> dict[str, Schema]:
    """Return the definitions that conditions refer to."""
    found = {
        "condition": _condition(vocabulary),
        "clause": _clause(vocabulary),
        "place": one_of(jurisdictions.codes),
        "span": _span(),
        "expression": _expression(),
        "within": mapping(
            {**dict.fromkeys(UNITS, NUMBER), "of": {}, "in": {}}, ["of"], minProperties=2, maxProperties=3
        ),
        "says": {"type": "object"},
    }
    for field in vocabulary.fields.values():
        name = literal_name(field)
        found.setdefault(f"one.{name}", _or_parameter(_literal(field)))
        found.setdefault(f"value.{name}", _value({"$ref": f"#/definitions/one.{name}"}))
    return found


def literal_name(field: Field) -> str:
    """Return the name of the definition of a field's values: its own for a choice, else that of its type."""
    return field.path if field.type in _CHOICES else field.type


def _literal(field: Field) -> Schema:
    """Return the schema of one value of a field."""
    type_ = field.type
    if type_ in _CHOICES:
        none = ("none",) if type_ == "choices" and "none" not in field.choices else ()
        return one_of((*field.choices, *field.aliases, *none))
    if type_ in {"territory", "territories"}:
        return {"if": {"const": "none"}, "then": {}, "else": PLACE}
    return {
        "yes_no": FLAG,
        "number": NUMBER,
        "duration": {"type": ["number", "string"]},
        "date": {"if": {"const": "none"}, "then": {}, "else": DAY},
        "references": one_of(("none", "all")),
        "reference": one_of(("none",)),
    }.get(type_, TEXT)


def _or_parameter(literal: Schema) -> Schema:
    return {"if": {"type": "string", "pattern": r"^\$"}, "then": {}, "else": literal}


def _value(one: Schema) -> Schema:
    """Return the schema of what stands right of a field: one value, some of which one must fit, or an expression."""
    return ladder(
        [
            ({"type": "object"}, {"$ref": "#/definitions/expression"}),
            ({"type": "array"}, {"items": one, "minItems": 1}),
        ],
        one,
    )


def _span() -> Schema:
    words = {"type": ["string", "number"]}
    return {"if": {"type": "object"}, "then": mapping(dict.fromkeys(UNITS, NUMBER), minProperties=1), "else": words}


def _expression() -> Schema:
    span = {"$ref": "#/definitions/span"}
    days = listed({}, minItems=1)
    keys = {"field": TEXT, "plus": span, "minus": span, "each": TEXT, "earliest": days, "latest": days}
    return mapping(keys, minProperties=1)


def _clause(vocabulary: Vocabulary) -> Schema:
    """Return the schema of one line: a field, perhaps a word after the bar, and a value."""
    properties = {"name": titled(TEXT, "Name of the part, which findings quote")}
    for field in vocabulary.fields.values():
        for name, operator in operators.items():
            if field.type in operator.field_types:
                key = field.path if name in _BARE else f"{field.path}|{name}"
                properties.setdefault(key, _clause_value(field, name, operator))
    named_part: Schema = {"if": {"required": ["name"]}, "then": {"maxProperties": 2}, "else": {"maxProperties": 1}}
    return {**mapping(properties, minProperties=1), **named_part}


def _clause_value(field: Field, name: str, operator: Operator) -> Schema:
    known: dict[str, Schema] = {
        "true": {"const": True},
        "within": {"$ref": "#/definitions/within"},
        "span": {"$ref": "#/definitions/span"},
        "says": {"$ref": "#/definitions/says"},
    }
    schema = known.get(operator.wants, {"$ref": f"#/definitions/value.{literal_name(field)}"})
    said = "" if name in _BARE else operator.reads_as.replace("{wanted}", "…")
    unit = f" ({field.unit})" if field.unit else ""
    return titled(schema, f"{field.title}{unit}", " ".join(part for part in (said, field.question) if part))


def _condition(vocabulary: Vocabulary) -> Schema:
    name = {"name": titled(TEXT, "Name of the part, which findings quote")}
    rows = one_of(vocabulary.lists)
    sets = one_of(path for path, field in vocabulary.fields.items() if field.type in {"choices", "territories"})
    empty = titled({"enum": [True, False, "unknown"]}, "What it means that nothing is listed")
    quantified = {"where": CONDITION, "satisfies": CONDITION, "if_none_listed": empty}
    each = {"satisfies": CONDITION, "if_none_listed": empty}
    asked = ["satisfies", "if_none_listed"]
    called = mapping({"name": TEXT, "with": named({})}, ["name"])
    at_least_n = {"type": "integer", "minimum": 1}
    kinds: dict[str, Schema] = {
        "all": mapping({**name, "all": listed(CONDITION)}),
        "any": mapping({**name, "any": listed(CONDITION, minItems=1)}),
        "none": mapping({**name, "none": listed(CONDITION, minItems=1)}),
        "when": mapping({**name, "when": CONDITION, "then": CONDITION}, ["then"]),
        "for_every": mapping({**name, "for_every": rows, **quantified}, asked),
        "for_some": mapping({**name, "for_some": rows, **quantified, "at_least_n": at_least_n}, asked),
        "for_no": mapping({**name, "for_no": rows, **quantified}, asked),
        "for_each_value": mapping({**name, "for_each_value": sets, **each}, asked),
        "during": mapping({**name, "during": {"type": "object", "minProperties": 1}}),
        "term": mapping({**name, "term": {"if": {"type": "object"}, "then": called, "else": TEXT}}),
    }
    rungs = [({"required": [kind]}, schema) for kind, schema in kinds.items()]
    return {"type": "object", **ladder(rungs, {"$ref": "#/definitions/clause"})}

"""The few shapes that schemas are made of."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, TypeAlias

Schema: TypeAlias = dict[str, Any]

TEXT: Schema = {"type": "string", "minLength": 1}
FLAG: Schema = {"type": "boolean"}
NUMBER: Schema = {"type": "number"}
DAY: Schema = {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}
TEXTS: Schema = {"if": {"type": "array"}, "then": {"items": TEXT}, "else": TEXT}
PLAIN: Schema = {"type": "object", "additionalProperties": {"type": ["string", "number", "boolean"]}}
VERSION: Schema = {"type": "string", "pattern": r"^[0-9]+\.[0-9]+\.[0-9]+$"}
CONDITION: Schema = {"$ref": "#/definitions/condition"}
PLACE: Schema = {"$ref": "#/definitions/place"}


def mapping(properties: Mapping[str, Schema], required: Iterable[str] = (), **more: Any) -> Schema:
    """Return the schema of a mapping with these keys and no others; keys that begin with `x-` are free."""
    found: Schema = {"type": "object", "properties": dict(properties)}
    if required := list(required):
        found["required"] = required
    return {**found, "patternProperties": {"^x-": {}}, "additionalProperties": False, **more}


def listed(items: Schema, **more: Any) -> Schema:
    """Return the schema of a list."""
    return {"type": "array", "items": items, **more}


def named(values: Schema) -> Schema:
    """Return the schema of a mapping from names of the author's choice."""
    return {"type": "object", "additionalProperties": values}


def one_of(choices: Iterable[str]) -> Schema:
    """Return the schema of a choice."""
    return {"enum": list(choices)}


def titled(schema: Schema, title: str, description: str = "") -> Schema:
    """Return a schema with the text that an editor shows beside it."""
    return {"title": title, **({"description": description} if description else {}), **schema}


def ladder(rungs: Iterable[tuple[Schema, Schema]], otherwise: Schema) -> Schema:
    """Return a schema that tries conditions in turn, so that each mistake gives exactly one message.

    `anyOf` would report every branch that does not fit.
    """
    schema = otherwise
    for test, then in reversed(list(rungs)):
        schema = {"if": test, "then": then, "else": schema}
    return schema

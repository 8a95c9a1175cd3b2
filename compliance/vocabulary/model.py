"""The facts a policy may ask about, as values: entities, their fields, and the lists that hang on them.

A path such as `label.seconds` names a field, `release.labels` a list. Workbook columns, completions in an editor,
typed columns, the glossary and the questions asked of people are all made from these values.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from compliance.errors import PackError, Place, did_you_mean

FIELD_TYPES: tuple[str, ...] = (
    "yes_no",
    "choice",
    "choices",
    "number",
    "date",
    "datetime",
    "duration",
    "territory",
    "territories",
    "text",
    "wording",
    "reference",
    "references",
)
"""`wording` is text with a language, compared only by `says`; plain text is shown, never compared."""

COMPUTATIONS: tuple[str, ...] = (
    "add",
    "subtract",
    "divide",
    "least",
    "greatest",
    "count",
    "is_one_of",
)
"""How a computed field comes about. An unknown input gives an unknown result."""


@dataclass(frozen=True)
class Field:
    """One fact about a row: a column of the workbook, unless it is computed."""

    entity: str
    name: str
    type: str
    title: str
    question: str = ""
    """As asked of a producer."""
    ask: str = ""
    """Who can usually answer: production, legal, technical, vendor or distribution."""
    unit: str = ""
    choices: Mapping[str, str] = field(default_factory=dict)
    """Code to plain title, for `choice` and `choices`."""
    aliases: Mapping[str, str] = field(default_factory=dict)
    """Other spellings of a choice, to its code."""
    also_known_as: tuple[str, ...] = ()
    """Other headings under which a workbook may carry the fact."""
    to: str = ""
    """The entity a reference leads to."""
    none_means: str = "never"
    """What the answer `none` says about a date: `never` (it has not happened) or `forever` (there is no end)."""
    computed: Mapping[str, Any] = field(default_factory=dict)
    """One entry, computation to its inputs; empty for a fact that is recorded."""
    proved_by: str = ""
    example: str = ""
    screening: bool = False
    """Asked first: decides whether most requirements apply at all."""
    sheet: str = ""
    line: int = field(default=0, compare=False)
    """Where the vocabulary defines it."""

    @property
    def path(self) -> str:
        """`label.seconds`."""
        return f"{self.entity}.{self.name}"

    @property
    def inputs(self) -> frozenset[str]:
        """Paths (fields or lists) that a computed field is made from."""
        return frozenset(_paths(self.computed))


@dataclass(frozen=True)
class ListLink:
    """Rows of another entity that hang on a row; conditions quantify over them.

    Exactly one of `same`, `listed_in` and `everything` says which rows.
    """

    entity: str
    name: str
    of: str
    """Entity of the members."""
    same: str = ""
    """Members whose reference of this name equals mine: my own row if I am that entity, else my parent."""
    listed_in: str = ""
    """My own `references` field that lists them."""
    everything: bool = False
    """Every row of that entity."""
    limited_by: str = ""
    """A `references` field of the member ("all" or a list) that must hold `limited_to`; blank: unknown membership."""
    limited_to: str = ""
    complete_field: str = ""
    """My yes_no field that says whether the list is complete."""
    if_blank: str = "complete"
    """What a blank `complete_field` means: `complete` or `partial`."""

    @property
    def path(self) -> str:
        """`release.labels`."""
        return f"{self.entity}.{self.name}"


@dataclass(frozen=True)
class Entity:
    """One kind of row: a sheet of the workbook, unless it has none."""

    name: str
    title: str
    one_row_is: str
    sheet: str = ""
    key: str = ""
    """Name of the field that identifies a row; empty for a single row."""
    title_field: str = ""
    """Name of the field that names a row for a reader."""
    single: bool = False
    """There is exactly one row, in scope everywhere."""
    fields: Mapping[str, Field] = field(default_factory=dict)
    lists: Mapping[str, ListLink] = field(default_factory=dict)

    @cached_property
    def parents(self) -> tuple[tuple[str, str], ...]:
        """(field, entity) of references named like the entity they lead to: those rows come into scope with mine."""
        return tuple(
            (name, found.to) for name, found in self.fields.items() if found.type == "reference" and found.to == name
        )


@dataclass(frozen=True)
class Vocabulary:
    """Every entity and field, once.

    Everything that names a field of the user's goes through `field`, so that a misspelt path is met with the
    nearest one.
    """

    version: str
    entities: Mapping[str, Entity]
    digest: str = field(default="", compare=False)
    """SHA-256 of the file it was read from."""

    @cached_property
    def fields(self) -> Mapping[str, Field]:
        """Every field by its path."""
        return {found.path: found for entity in self.entities.values() for found in entity.fields.values()}

    @cached_property
    def lists(self) -> Mapping[str, ListLink]:
        """Every list by its path."""
        return {link.path: link for entity in self.entities.values() for link in entity.lists.values()}

    def has(self, path: str) -> bool:
        """Whether `path` names a field."""
        return path in self.fields

    def field(self, path: str, *, at: Place | None = None) -> Field:
        """Return the field a path names. Raises PackError with the nearest path."""
        if path in self.fields:
            return self.fields[path]
        raise PackError(
            f"the field {path} is not in the vocabulary.",
            at=at,
            remedy=did_you_mean(path, self.fields),
            code="unknown-field",
        )

    def list(self, path: str, *, at: Place | None = None) -> ListLink:
        """Return the list a path names. Raises PackError with the nearest path."""
        if path in self.lists:
            return self.lists[path]
        raise PackError(
            f"the list {path} is not in the vocabulary.",
            at=at,
            remedy=did_you_mean(path, self.lists),
            code="unknown-list",
        )

    def to_json(self) -> dict[str, Any]:
        """Return plain data for the cache."""
        return {"version": self.version, "digest": self.digest, "entities": [_plain(e) for e in self.entities.values()]}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Vocabulary:
        """Return the vocabulary that `to_json` wrote."""
        return cls(data["version"], {row["name"]: _entity(row) for row in data["entities"]}, data["digest"])


def _plain(entity: Entity) -> dict[str, Any]:
    # `parents` may be cached on the instance; only declared fields belong in the file.
    flat = {f.name: getattr(entity, f.name) for f in dataclasses.fields(entity)}
    flat["fields"] = [_without_defaults(found) for found in entity.fields.values()]
    flat["lists"] = [_without_defaults(link) for link in entity.lists.values()]
    return flat


def _without_defaults(value: Field | ListLink) -> dict[str, Any]:
    written = {f.name: getattr(value, f.name) for f in dataclasses.fields(value)}
    return {name: part for name, part in written.items() if part not in ("", (), {}, False, 0)}


def _entity(row: Mapping[str, Any]) -> Entity:
    fields = {
        part["name"]: Field(**{**part, "also_known_as": tuple(part.get("also_known_as", ()))}) for part in row["fields"]
    }
    lists = {part["name"]: ListLink(**part) for part in row["lists"]}
    return Entity(**{**row, "fields": fields, "lists": lists})


def _paths(computed: Any) -> list[str]:
    if isinstance(computed, str):
        return [computed] if "." in computed else []
    if isinstance(computed, Mapping):
        return [path for part in computed.values() for path in _paths(part)]
    if isinstance(computed, list | tuple):
        return [path for part in computed for path in _paths(part)]
    return []

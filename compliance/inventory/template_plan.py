"""The empty workbook: which sheets and columns it has, and what stands in its example rows.

Nobody fills 250 columns. A caller names the facts it needs; what holds the rows together (keys, links between rows, the
answers that say whether a list is complete) comes along.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from compliance.errors import UsageError, did_you_mean
from compliance.inventory.headings import EXCLUDE, Headings
from compliance.inventory.reading import REQUIRED
from compliance.inventory.sheets import EXAMPLE
from compliance.inventory.statements import STATEMENT
from compliance.vocabulary import Entity, Field, Vocabulary

RowsByEntity: TypeAlias = Mapping[str, Sequence[Mapping[str, Any]]]
"""Entity name to rows, field name to what stands in the cell."""

EXAMPLE_KEY = f"{EXAMPLE}-1"

_ALWAYS = ("project", "organisation", *REQUIRED)
_EXAMPLE_DAY = "2026-12-01"
_EXAMPLE_MOMENT = "2026-12-01T09:30+01:00"


@dataclass(frozen=True)
class Column:
    """One column of the empty workbook, or one line of a sheet whose fields stand below each other."""

    field: Field
    heading: str
    is_key: bool
    example: str


@dataclass(frozen=True)
class SheetPlan:
    """One sheet of the empty workbook."""

    entity: Entity
    columns: tuple[Column, ...]

    @property
    def name(self) -> str:
        """The sheet's name."""
        return self.entity.sheet

    @property
    def is_vertical(self) -> bool:
        """Whether its fields stand below each other: it has one row only."""
        return self.entity.single


def plan(vocabulary: Vocabulary, fields: Collection[str] | None = None) -> tuple[SheetPlan, ...]:
    """Return the sheets and columns of a workbook.

    Args:
        vocabulary: The facts there are.
        fields: Paths of the facts that are needed; None for all of them.

    Raises:
        UsageError: If a path is no field of the vocabulary.
    """
    needed = set(vocabulary.fields) if fields is None else _closed(vocabulary, fields)
    plans = [_plan(entity, needed, vocabulary) for entity in vocabulary.entities.values() if entity.sheet]
    return (*(found for found in plans if found.columns), _plan(STATEMENT, _paths(STATEMENT), vocabulary))


def plan_of(rows: RowsByEntity, vocabulary: Vocabulary) -> tuple[SheetPlan, ...]:
    """Return the sheets and columns that rows use.

    Raises:
        UsageError: If a row is of no entity, or says something that is no field of it.
    """
    entities = {**vocabulary.entities, STATEMENT.name: STATEMENT}
    for name in rows:
        if name not in entities or not entities[name].sheet:
            raise UsageError(f"there are no rows of {name} in a workbook.", remedy=did_you_mean(name, entities))
    plans = []
    for name, entity in entities.items():
        used = {field for row in rows.get(name, ()) for field in row}
        for field in used - {*entity.fields}:
            raise UsageError(f"{name} has no field {field}.", remedy=did_you_mean(field, entity.fields))
        if used:
            plans.append(_plan(entity, {f"{name}.{field}" for field in used}, vocabulary))
    return tuple(plans)


def examples(plans: Iterable[SheetPlan]) -> RowsByEntity:
    """Return the example row of each sheet of many rows."""
    return {
        sheet.entity.name: [{column.field.name: column.example for column in sheet.columns}]
        for sheet in plans
        if not sheet.is_vertical
    }


def _closed(vocabulary: Vocabulary, fields: Collection[str]) -> set[str]:
    """Return the facts that are needed, and those without which the needed ones hang in the air."""
    for path in fields:
        if not vocabulary.has(path):
            raise UsageError(
                f"the field {path} is not in the vocabulary.", remedy=did_you_mean(path, vocabulary.fields)
            )
    needed = set(fields)
    entities = {vocabulary.fields[path].entity for path in needed} | set(_ALWAYS) & set(vocabulary.entities)
    while True:
        wider = needed | set(_links(vocabulary, needed, entities))
        entities = {vocabulary.fields[path].entity for path in wider} | entities
        if wider == needed:
            return needed
        needed = wider


def _links(vocabulary: Vocabulary, needed: set[str], entities: set[str]) -> Iterator[str]:
    for path in needed:
        field = vocabulary.fields[path]
        yield from (path for path in field.inputs if vocabulary.has(path))
        if field.to:
            yield f"{field.to}.{vocabulary.entities[field.to].key}"
    for name in entities:
        entity = vocabulary.entities[name]
        yield from (f"{name}.{field}" for field in {entity.key, entity.title_field} - {""})
        yield from (f"{name}.{field}" for field, _ in entity.parents)
        if EXCLUDE in entity.fields:
            yield f"{name}.{EXCLUDE}"
        if entity.single:
            continue
        for link in entity.lists.values():
            if link.of in entities:
                yield from (f"{name}.{field}" for field in {link.listed_in, link.complete_field} - {""})
                yield from (f"{link.of}.{field}" for field in {link.same, link.limited_by} - {""})
    for name in set(REQUIRED) & entities:
        yield from (path for path, field in vocabulary.fields.items() if field.entity == name and field.screening)


def _plan(entity: Entity, needed: Collection[str], vocabulary: Vocabulary) -> SheetPlan:
    headings = Headings(entity, vocabulary)
    owners = {link.same for link in vocabulary.lists.values() if link.of == entity.name}
    fields = [field for field in entity.fields.values() if field.path in needed and not field.computed]
    order = {True: 0, False: 1}

    def place(field: Field) -> tuple[int, int, int]:
        leading = field.name in {entity.key, entity.title_field} | owners
        return order[field.name == entity.key], order[leading], order[field.screening]

    columns = [
        Column(field, _heading(field, headings), field.name == entity.key, _example(field, entity))
        for field in sorted(fields, key=place)
    ]
    return SheetPlan(entity, tuple(columns))


def _heading(field: Field, headings: Headings) -> str:
    """Return the title of a column, with its unit; the field's name where another field answers to that title."""
    for title in (f"{field.title} ({field.unit})", field.title) if field.unit else (field.title,):
        found = headings.find(title)
        if found and found.thing == field.name:
            return title
    return field.name


def _example(field: Field, entity: Entity) -> str:
    """Return what the example row says; nothing where an invented answer would teach nothing."""
    if field.name == entity.key:
        return EXAMPLE_KEY
    if field.type == "reference":
        # The only example row of a sheet cannot refer to another row of it.
        return "none" if field.to == entity.name else EXAMPLE_KEY
    if field.name == EXCLUDE:
        return ""
    if field.example:
        return "; ".join(field.choices.get(code, code) for code in field.example.split("; "))
    titles = list(field.choices.values())
    # Beside another answer `none` would contradict it.
    several = [title for code, title in field.choices.items() if code != "none"][:2]
    made: Mapping[str, str] = {
        "yes_no": "yes",
        "choice": titles[0] if titles else "",
        "choices": "; ".join(several),
        "date": _EXAMPLE_DAY,
        "datetime": _EXAMPLE_MOMENT,
        "duration": "30 days",
        "references": EXAMPLE_KEY,
    }
    return made.get(field.type, "")


def _paths(entity: Entity) -> set[str]:
    return {field.path for field in entity.fields.values()}

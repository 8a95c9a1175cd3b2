"""From `vocabulary.yaml` to a `Vocabulary`, every fault of the file reported at once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from compliance.errors import PackError, Problem, did_you_mean
from compliance.strict_yaml import Block, YamlMap, read_mapping
from compliance.vocabulary.model import COMPUTATIONS, FIELD_TYPES, Entity, Field, ListLink, Vocabulary

ASKED: tuple[str, ...] = ("production", "legal", "technical", "vendor", "distribution")
"""Who can usually answer a question."""

_REFERENCES = {"reference", "references"}
_CHOICES = {"choice", "choices"}
_DAYS = {"date", "datetime"}


def read_file(path: Path, shown_as: str, digest: str) -> Vocabulary:
    """Return the vocabulary of a file. Raises PackError with every problem."""
    return read_vocabulary(read_mapping(path, shown_as=shown_as), digest)


def read_vocabulary(node: YamlMap, digest: str = "") -> Vocabulary:
    """Return the vocabulary that a YAML mapping describes. Raises PackError with every problem."""
    problems: list[Problem] = []
    block = Block(node, "vocabulary", problems)
    if block.number("format") != 1:
        block.problem("only format 1 is known.", "format", code="unknown-format")
    version = block.text("version")
    entities = {name: _entity(name, inner) for name, inner in block.named_blocks("entities", "entity")}
    block.finish()
    if not problems:
        problems += _broken_links(entities, node)
    if problems:
        raise PackError(problems)
    return Vocabulary(version, entities, digest)


def _entity(name: str, block: Block) -> Entity:
    single = block.flag("single", default=False)
    sheet = block.text("sheet", "")
    key = "" if single else block.text("key")
    fields = {
        field: _field(name, field, inner, sheet) for field, inner in block.named_blocks("fields", f"{name}, field")
    }
    entity = Entity(
        name=name,
        title=block.text("title"),
        one_row_is=block.text("one_row_is"),
        sheet=sheet,
        key=key,
        title_field=block.text("title_field", key),
        single=single,
        fields=fields,
        lists={link: _list(name, link, inner) for link, inner in block.named_blocks("lists", f"{name}, list")},
    )
    block.finish()
    for called in {entity.key, entity.title_field} - {"", *fields}:
        block.problem(f"there is no field {called}.", remedy=did_you_mean(called, fields), code="unknown-field")
    return entity


def _field(entity: str, name: str, block: Block, sheet: str) -> Field:
    type_ = block.choice("type", FIELD_TYPES)
    computed = block.raw("computed", {})
    choices = _choices(block) if type_ in _CHOICES else {}
    aliases = {str(alias): str(code) for alias, code in block.plain("aliases").items()} if type_ in _CHOICES else {}
    for alias, code in aliases.items():
        if code not in choices:
            remedy = did_you_mean(code, choices)
            block.problem(f"the alias {alias} leads to {code}, no choice.", "aliases", remedy=remedy, code="bad-alias")
    field = Field(
        entity=entity,
        name=name,
        type=type_,
        title=block.text("title"),
        question=block.text("question", ""),
        ask=block.choice("ask", ASKED, ""),
        unit=block.text("unit", ""),
        choices=choices,
        aliases=aliases,
        also_known_as=block.texts("also_known_as", ()),
        to=block.text("to") if type_ in _REFERENCES else "",
        none_means=block.choice("none_means", ("never", "forever"), "never") if type_ in _DAYS else "never",
        computed=computed if isinstance(computed, dict) else {},
        proved_by=block.text("proved_by", ""),
        example=_example(block.raw("example", "")),
        screening=block.flag("screening", default=False),
        sheet=sheet,
        line=block.node.line,
    )
    if computed and not _is_computation(computed):
        remedy = f"Write one of {', '.join(COMPUTATIONS)} with its inputs."
        block.problem("is not computed in a known way.", "computed", remedy=remedy, code="bad-computation")
    if not computed and not field.question:
        block.problem("the key question is missing.", code="missing-key")
    block.finish()
    return field


def _choices(block: Block) -> dict[str, str]:
    inner = block.block("of")
    for code, title in inner.node.items():
        if not isinstance(title, str):
            inner.problem(f"the choice {code} needs a title.", code, code="wrong-type")
    return {code: str(title) for code, title in inner.node.items()}


def _example(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)


def _is_computation(value: Any) -> bool:
    if isinstance(value, dict):
        return len(value) == 1 and set(value) <= set(COMPUTATIONS) and all(map(_is_computation, value.values()))
    if isinstance(value, list):
        return all(map(_is_computation, value))
    return isinstance(value, str | int | float)


def _list(entity: str, name: str, block: Block) -> ListLink:
    limits = block.block("limited_by") if "limited_by" in block else None
    link = ListLink(
        entity=entity,
        name=name,
        of=block.text("of"),
        same=block.text("same", ""),
        listed_in=block.text("listed_in", ""),
        everything=block.flag("everything", default=False),
        limited_by=limits.text("field") if limits else "",
        limited_to=limits.text("to") if limits else "",
        complete_field=block.text("complete_field", ""),
        if_blank=block.choice("if_blank", ("complete", "partial"), "complete"),
    )
    if sum(map(bool, (link.same, link.listed_in, link.everything))) != 1:
        block.problem("needs exactly one of same, listed_in and everything: true.", code="bad-list")
    block.finish()
    if limits:
        limits.finish()
    return link


def _broken_links(entities: Mapping[str, Entity], node: YamlMap) -> Iterator[Problem]:
    """Report references, lists, aliases of headings and computations that lead nowhere."""
    for name, entity in entities.items():
        inner = node["entities"][name]
        yield from _broken_fields(entity, entities, inner["fields"])
        for link in entity.lists.values():
            place = inner["lists"].at(link.name)
            for problem in _broken_list(link, entity, entities):
                yield Problem(f"the list {link.path}: {problem}", place, code="bad-list")


def _broken_fields(entity: Entity, entities: Mapping[str, Entity], lines: YamlMap) -> Iterator[Problem]:
    headings: dict[str, str] = {}
    for field in entity.fields.values():
        place = lines.at(field.name)
        if field.to and field.to not in entities:
            remedy = did_you_mean(field.to, entities)
            yield Problem(f"{field.path}: there is no entity {field.to}.", place, remedy, "unknown-entity")
        for path in field.inputs:
            owner, _, member = path.partition(".")
            if owner not in entities or member not in {*entities[owner].fields, *entities[owner].lists}:
                yield Problem(f"{field.path}: there is no field {path}.", place, code="unknown-field")
        for heading in (field.name, *field.also_known_as):
            if heading in headings:
                other = f"{entity.name}.{headings[heading]}"
                yield Problem(f"{field.path}: the heading {heading} is taken by {other}.", place, code="heading-taken")
            headings[heading] = field.name


def _broken_list(link: ListLink, entity: Entity, entities: Mapping[str, Entity]) -> Iterator[str]:
    if link.of not in entities:
        yield f"there is no entity {link.of}. {did_you_mean(link.of, entities)}".rstrip()
        return
    members = entities[link.of]
    if link.same:
        if not _leads(members, link.same, "reference"):
            yield f"{link.of} has no reference called {link.same}."
        if link.same != entity.name and not _leads(entity, link.same, "reference"):
            yield f"{entity.name} has no reference called {link.same}."
    if link.listed_in and not _leads(entity, link.listed_in, "references", link.of):
        yield f"{entity.name} has no references field {link.listed_in} to {link.of}."
    if link.limited_by and not _leads(members, link.limited_by, "references", link.limited_to):
        yield f"{link.of} has no references field {link.limited_by} to {link.limited_to}."
    if link.complete_field and not _leads(entity, link.complete_field, "yes_no"):
        yield f"{entity.name} has no yes_no field {link.complete_field}."


def _leads(entity: Entity, name: str, type_: str, to: str = "") -> bool:
    field = entity.fields.get(name)
    return field is not None and field.type == type_ and (not to or field.to == to)

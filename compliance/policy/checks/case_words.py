"""What the facts of a case say, followed through the vocabulary path by path."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from compliance.errors import did_you_mean
from compliance.policy.cases import CaseList
from compliance.vocabulary import Vocabulary


@dataclass(frozen=True)
class Said:
    """One field and the value a case gives it, or what is wrong with how it says so."""

    path: str
    value: Any = None
    """None for a blanked fact."""
    fault: str = ""


def said_by_cases(found: CaseList, vocabulary: Vocabulary) -> Iterator[Said]:
    """Yield everything that the baseline, the cases and their flips say."""
    speech = _Speech(vocabulary)
    yield from speech.facts(found.baseline)
    for case in found.cases:
        yield from speech.facts(case.given)
        for flip in case.flips:
            yield from speech.facts({flip.path: flip.value})


@dataclass(frozen=True)
class _Speech:
    vocabulary: Vocabulary

    def facts(self, facts: Mapping[str, Any]) -> Iterator[Said]:
        """Follow facts whose keys begin with an entity: `asset`, `asset.medium`, `release.labels.0.channel`."""
        entities = self.vocabulary.entities
        for path, value in facts.items():
            entity, *steps = path.split(".")
            if entity in entities:
                yield from self._follow(entity, steps, value, path)
            else:
                yield self._fault(path, f"there is no entity {entity}. {did_you_mean(entity, entities)}")

    def _follow(self, entity: str, steps: list[str], value: Any, path: str) -> Iterator[Said]:
        if not steps:
            yield from self._row(entity, value, path)
            return
        found = self.vocabulary.entities[entity]
        name, *rest = steps
        if name in found.lists:
            yield from self._listed(found.lists[name].of, rest, value, path)
        elif name in found.fields and not rest and not isinstance(value, Mapping):
            yield self._value(f"{entity}.{name}", value, path)
        elif name in self.vocabulary.entities:
            yield from self._follow(name, rest, value, path)
        else:
            near = did_you_mean(name, (*found.fields, *found.lists))
            yield self._fault(path, f"{entity} has no field or list {name}. {near}")

    def _listed(self, member: str, steps: list[str], value: Any, path: str) -> Iterator[Said]:
        if steps and steps[0].isdigit():
            yield from self._follow(member, steps[1:], value, path)
        elif steps:
            yield self._fault(path, "a row of a list is named by its number, from 0.")
        elif value is not None and not isinstance(value, list):
            yield self._fault(path, "a list of rows is needed.")
        else:
            for row in value or ():
                yield from self._row(member, row, path)

    def _row(self, entity: str, value: Any, path: str) -> Iterator[Said]:
        if value is not None and not isinstance(value, Mapping):
            yield self._fault(path, "a row is a mapping.")
            return
        for key, part in (value or {}).items():
            yield from self._follow(entity, key.split("."), part, f"{path}.{key}")

    def _value(self, path: str, value: Any, told: str) -> Said:
        field = self.vocabulary.fields[path]
        if value is None or value == "none":
            return Said(path, value)
        if field.type in {"choice", "choices"}:
            known = {*field.choices, *field.aliases}
            for code in value if isinstance(value, list) else [value]:
                if code not in known:
                    return self._fault(told, f"{code} is no choice. {did_you_mean(str(code), known)}")
        if field.type == "yes_no" and not isinstance(value, bool):
            return self._fault(told, f"must be true or false, not {value}.")
        if field.type == "number" and (isinstance(value, bool) or not isinstance(value, int | float)):
            return self._fault(told, f"must be a number, not {value}.")
        return Said(path, value)

    def _fault(self, path: str, fault: str) -> Said:
        return Said(path, fault=f"{path}: {fault}".rstrip())

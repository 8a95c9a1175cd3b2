"""What a pack is read against, and what was found wrong with it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from compliance.conditions.reading import Term, read_condition
from compliance.conditions.tree import TRUE, Condition
from compliance.conditions.values import Parameter
from compliance.errors import Place, Problem, did_you_mean
from compliance.jurisdictions import Jurisdictions
from compliance.strict_yaml import Block, YamlList, YamlMap
from compliance.vocabulary import Vocabulary


@dataclass(frozen=True)
class Mention:
    """A name that must exist somewhere in the library; known only when every pack has been read."""

    kind: str
    """`instrument` or `requirement`."""
    name: str
    where: str
    """What mentions it, in words."""
    place: Place


@dataclass(frozen=True)
class Context:
    """The vocabulary, the places and the terms in reach of a piece of a pack; problems and mentions are shared."""

    vocabulary: Vocabulary
    jurisdictions: Jurisdictions
    problems: list[Problem]
    mentions: list[Mention] = field(default_factory=list)
    terms: Mapping[str, Term] = field(default_factory=dict)
    parameters: Mapping[str, Parameter] = field(default_factory=dict)
    about: str = ""
    jurisdiction: str = ""
    """The place whose law it is; its calendar counts working days."""
    instrument: str = ""
    """The instrument that a citation without one belongs to."""

    def within(self, **changes: Any) -> Context:
        """Return the same context with other terms, parameters, subject or instrument."""
        return replace(self, **changes)

    def condition(self, block: Block, key: str, *, required: bool = True) -> Condition:
        """Read a condition about the subject of this context; the one that always holds where it may be missing."""
        if key not in block and not required:
            block.raw(key)
            return TRUE
        node = block.raw(key)
        if not isinstance(node, YamlMap | YamlList):
            problem = "must be a condition." if key in block else "is missing."
            block.problem(f"{key} {problem}", key, code="wrong-type" if key in block else "missing-key")
            return TRUE
        return read_condition(
            node,
            about=self.about,
            vocabulary=self.vocabulary,
            terms=self.terms,
            parameters=self.parameters,
            problems=self.problems,
            jurisdictions=self.jurisdictions,
            workdays_in=self.jurisdiction,
            at=block.at(key),
        )

    def mention(self, kind: str, name: str, block: Block, key: str | None = None) -> None:
        """Note a name to be looked up when everything has been read."""
        if name:
            self.mentions.append(Mention(kind, name, block.called, block.at(key)))

    def place(self, block: Block, key: str) -> str:
        """Read the code of a place."""
        code = block.text(key)
        self._check_place(block, key, code)
        return code

    def places(self, block: Block, key: str) -> tuple[str, ...]:
        """Read the codes of several places."""
        codes = block.texts(key)
        for code in codes:
            self._check_place(block, key, code)
        return codes

    def _check_place(self, block: Block, key: str, code: str) -> None:
        if code and not self.jurisdictions.has(code):
            near = self.jurisdictions.nearest(code)
            remedy = f"Did you mean {near}?" if near else "Add it to policies/jurisdictions.yaml."
            block.problem(f"there is no place {code}.", key, remedy=remedy, code="unknown-place")

    def paths(self, block: Block, key: str, types: Collection[str], paths: Iterable[str]) -> tuple[str, ...]:
        """Check that paths name fields of some types; report and leave out those that do not."""
        good = []
        for path in paths:
            if not self.vocabulary.has(path):
                remedy = did_you_mean(path, self.vocabulary.fields)
                block.problem(
                    f"{key}: the field {path} is not in the vocabulary.", key, remedy=remedy, code="unknown-field"
                )
            elif types and self.vocabulary.field(path).type not in types:
                wanted = " or ".join(sorted(types))
                block.problem(f"{key}: {path} must be a field of type {wanted}.", key, code="wrong-field-type")
            else:
                good.append(path)
        return tuple(good)

    def paths_in_scope(self, block: Block, key: str, types: Collection[str], paths: Iterable[str]) -> tuple[str, ...]:
        """Check paths as `paths` does, and that the subject, a parent of it or a single row has them."""
        good = self.paths(block, key, types, paths)
        scope = self._scope()
        for path in good:
            if path.partition(".")[0] not in scope:
                remedy = f"In scope are: {', '.join(scope)}."
                block.problem(
                    f"{key}: {path} is out of reach of {self.about}.", key, remedy=remedy, code="out-of-scope"
                )
        return good

    def _scope(self) -> tuple[str, ...]:
        """Return the entities whose fields a statement about the subject can read without a list."""
        entities = self.vocabulary.entities
        scope = [self.about] if self.about in entities else []
        for entity in scope:
            scope += [parent for _, parent in entities[entity].parents if parent not in scope]
        return (*scope, *(name for name, entity in entities.items() if entity.single and name not in scope))

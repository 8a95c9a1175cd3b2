"""Which rows a condition may speak of, and which of them follow from which.

A condition about a release also speaks of its asset: references named like the entity they lead to bring their row
into scope. A quantifier adds its member and the member's own parents, and leaves names alone that are already taken.
The single entities (organisation, project, assessment) are in scope everywhere.

Rows are known by terms, not by numbers: the subject, a member of a list, the parent of a term. Two terms that are
equal are the same row for every row of data, which tells the engine at which grain a clause can be worked out.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from compliance.vocabulary import ListLink, Vocabulary

Term: TypeAlias = tuple[object, ...]

SUBJECT = "@subject"
"""The name of the subject's row, whatever is in scope under its entity's name."""


def each_name(path: str) -> str:
    """Return the name under which the value that `for_each_value` is at is in scope."""
    return f"@each {path}"


@dataclass(frozen=True)
class Scope:
    """Names in scope, each with the term of its row."""

    vocabulary: Vocabulary = field(repr=False, compare=False)
    names: Mapping[str, Term]
    same: Mapping[Term, Term] = field(default_factory=dict)
    """Terms known to be the row of another term."""
    depth: int = 0

    @classmethod
    def about(cls, entity: str, vocabulary: Vocabulary) -> Scope:
        """Return the scope of a condition about one kind of row."""
        root: Term = ("subject", entity)
        scope = cls(vocabulary, {SUBJECT: root})
        return cls(vocabulary, {SUBJECT: root, **scope.family(entity, root)})

    def family(self, entity: str, root: Term) -> dict[str, Term]:
        """Return a row and its parents, nearest first, as a condition about that row alone would name them."""
        found: dict[str, Term] = {}
        waiting = [(entity, root)]
        while waiting:
            name, term = waiting.pop(0)
            if name in found or self.vocabulary.entities[name].single:
                continue
            found[name] = term
            for link, parent in self.vocabulary.entities[name].parents:
                waiting.append((parent, self.parent(term, link)))
        return found

    def parent(self, term: Term, link: str) -> Term:
        """Return the term of the row that a reference leads to."""
        up: Term = ("parent", term, link)
        return self.same.get(up, up)

    def member(self, link: ListLink) -> Scope:
        """Return the scope inside a quantifier over a list."""
        depth = self.depth + 1
        owner = self.names.get(link.entity, ("single", link.entity))
        row: Term = ("member", depth, owner, link.path)
        same = dict(self.same)
        if link.same:
            # Members were chosen because their reference leads to the same row as the owner's.
            same[("parent", row, link.same)] = owner if link.same == link.entity else self.parent(owner, link.same)
        inner = Scope(self.vocabulary, self.names, same, depth)
        family = inner.family(link.of, row)
        names = {**family, **self.names, link.of: row}
        return Scope(self.vocabulary, names, same, depth)

    def each(self, path: str) -> Scope:
        """Return the scope inside `for_each_value`."""
        depth = self.depth + 1
        names = {**self.names, each_name(path): ("value", depth, path)}
        return Scope(self.vocabulary, names, self.same, depth)

    def knows(self, entity: str) -> bool:
        """Whether rows of an entity can be spoken of."""
        return entity in self.names or self.vocabulary.entities[entity].single

    def follows_from(self, entity: str) -> frozenset[str]:
        """Return the names whose row is settled once the row in scope under `entity` is."""
        root = self.names[entity]
        found = {name for name, term in self.family(entity, root).items() if self.names.get(name) == term}
        if self.names.get(SUBJECT) == root:
            found.add(SUBJECT)
        return frozenset(found)

    @property
    def entities(self) -> list[str]:
        """The entities whose rows differ from subject to subject."""
        return [name for name in self.names if not name.startswith("@")]

    def bindable(self) -> list[str]:
        """Return the entities in scope, the single ones included, for messages."""
        singles = [name for name, entity in self.vocabulary.entities.items() if entity.single]
        return self.entities + singles

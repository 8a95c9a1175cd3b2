"""An inventory as data frames would hold it: numbers, flags, dictionary codes, and references as row numbers.

This is what a peer has loaded before its clock starts. Nothing of it depends on a condition. References are resolved
(a join saved for every parent), and cells that list several rows are exploded into bridge tables.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from compliance.conditions.facts import Coded, Column, Facts, Value
from compliance.conditions.operators import ALL
from compliance.conditions.values import NONE
from compliance.vocabulary import ListLink, Vocabulary

Rows = NDArray[np.int32]
Flags = NDArray[np.bool_]


class OutOfReachError(Exception):
    """A condition, or an inventory, that the peers are not taught to handle."""


@dataclass(frozen=True)
class Bridge:
    """A column of references, exploded: one pair for each row named in a cell."""

    rows: Rows
    """The row whose cell it is."""
    named: Rows
    """The row it names."""
    everything: Flags
    """For each row whether the cell says `all`."""
    blank: Flags
    """For each row whether the cell is blank."""


@dataclass
class Tables:
    """Columns by field path, references as row numbers, bridges by field path."""

    facts: Facts
    _parents: dict[tuple[str, str], Rows] = field(default_factory=dict)
    _bridges: dict[str, Bridge] = field(default_factory=dict)

    @property
    def vocabulary(self) -> Vocabulary:
        """What the fields are."""
        return self.facts.vocabulary

    def size(self, entity: str) -> int:
        """Return the number of rows."""
        return len(self.facts.table(entity))

    def column(self, path: str) -> Column:
        """Return a recorded column."""
        return self.facts.column(path)

    def choices(self, path: str) -> frozenset[str] | None:
        """Return every choice that occurs in a column of lists; None for a column of single values."""
        column = self.column(path)
        assert isinstance(column, Coded)
        lists = [value or {NONE} for value in column.values if isinstance(value, frozenset)]
        return frozenset[str]().union(*lists) if lists else None

    def marked(self, path: str, choice: str) -> NDArray[np.uint8]:
        """Return for each row whether its list holds a choice: 0 no, 1 unknown, 2 yes."""
        column = self.column(path)
        assert isinstance(column, Coded)
        lists = [value or {NONE} if isinstance(value, frozenset) else None for value in column.values]
        holds = [1 if listed is None else 2 * (choice in listed) for listed in lists]
        return np.array(holds, dtype=np.uint8)[column.codes]

    def parents(self, entity: str, name: str) -> Rows:
        """Return for each row of an entity the row of a parent, its own or that of its nearest parent."""
        if (entity, name) not in self._parents:
            self._parents[entity, name] = self._find_parents(entity, name)
        return self._parents[entity, name]

    def bridge(self, path: str) -> Bridge:
        """Return a column of references, exploded."""
        if path not in self._bridges:
            column = self.column(path)
            assert isinstance(column, Coded)
            self._bridges[path] = self._explode(column, self.vocabulary.fields[path].to)
        return self._bridges[path]

    def may_hold_more(self, link: ListLink) -> Flags | None:
        """Return for each owner whether its list may hold more than is listed; None where no list can."""
        if link.complete_field:
            codes = self.column(f"{link.entity}.{link.complete_field}").codes
            return codes < 2 if link.if_blank == "partial" else codes == 0
        return self.bridge(f"{link.entity}.{link.listed_in}").blank if link.listed_in else None

    def _find_parents(self, entity: str, name: str) -> Rows:
        waiting: list[tuple[str, Rows | None]] = [(entity, None)]
        while waiting:
            nearer, rows = waiting.pop(0)
            for link, parent in self.vocabulary.entities[nearer].parents:
                up = self._leads_to(nearer, link, parent)
                up = up if rows is None else up[rows]
                if parent == name:
                    return up
                waiting.append((parent, up))
        raise OutOfReachError(f"{entity} has no parent {name}.")

    def _leads_to(self, entity: str, link: str, parent: str) -> Rows:
        column = self.column(f"{entity}.{link}")
        assert isinstance(column, Coded)
        rows = self._rows_of(parent, column.values)[column.codes]
        if (rows < 0).any():
            raise OutOfReachError(f"{entity}.{link} is blank or leads nowhere in some row.")
        return rows

    def _rows_of(self, entity: str, keys: Sequence[Value | None]) -> Rows:
        known = self.facts.rows_by_key(entity)
        return np.array([known.get(key, -1) if isinstance(key, str) else -1 for key in keys], dtype=np.int32)

    def _explode(self, column: Coded, to: str) -> Bridge:
        known = self.facts.rows_by_key(to)
        sets = [value if isinstance(value, frozenset) else frozenset() for value in column.values]
        named = [[known[key] for key in sorted(keys) if key in known] for keys in sets]
        counts = np.array([len(rows) for rows in named])
        starts = np.cumsum(counts) - counts
        flat = np.array([row for rows in named for row in rows], dtype=np.int32)
        rows = np.repeat(np.arange(len(column)), counts[column.codes])
        first = np.repeat(starts[column.codes], counts[column.codes])
        nth = np.arange(len(rows)) - np.repeat(
            np.cumsum(counts[column.codes]) - counts[column.codes], counts[column.codes]
        )
        everything = np.array([ALL in keys for keys in sets])[column.codes]
        return Bridge(rows.astype(np.int32), flat[first + nth], everything, column.codes == 0)

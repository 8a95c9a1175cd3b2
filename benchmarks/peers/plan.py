"""What has to be worked out for a set of conditions, and over which rows, for any data-frame library to carry out.

Every distinct condition is one column. Columns are lifted to finer rows where they are needed there, and reduced to
their owners where a quantifier asks. A stage is what can be worked out in one go between two such steps.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from benchmarks.peers.forms import Era, Form
from compliance.conditions.scope import SUBJECT, Scope
from compliance.conditions.tree import Condition, Quantified
from compliance.vocabulary import ListLink

OWNER = "@owner"
"""The name of the row that a listed row is listed by."""


@dataclass(frozen=True)
class Question:
    """One condition, asked of every row of a table, with the key dates of those rows."""

    name: str
    condition: Condition
    about: str
    key_date: str
    days: NDArray[np.float64] = field(compare=False)


@dataclass(eq=False)
class Grain:
    """Rows over which columns are worked out: those of an entity, or those listed by the rows of another grain."""

    number: int
    scope: Scope
    entity: str = ""
    outer: Grain | None = None
    link: ListLink | None = None
    indexes: set[str] = field(default_factory=set)
    """Names whose row numbers are needed here."""
    reads: dict[str | Era, str] = field(default_factory=dict)
    """Columns read here, each with the name through which; empty for a column of the rows themselves."""

    def need(self, name: str) -> None:
        """Note that the row numbers of a name are needed, here and wherever they come from."""
        if name == OWNER or name in self.indexes or self.is_own(name):
            return
        self.indexes.add(name)
        if self.outer is not None and self.scope.names[name] == self.outer.scope.names.get(name):
            self.outer.need(name)

    def is_own(self, name: str) -> bool:
        """Whether a name stands for the rows themselves."""
        return self.outer is None and name in {self.entity, SUBJECT}


@dataclass(eq=False)
class Column:
    """Answers for the rows of a grain."""

    number: int
    grain: Grain
    stage: int

    @property
    def name(self) -> str:
        """What a frame calls it."""
        return f"c{self.number}"


@dataclass(eq=False)
class Clause(Column):
    """A clause."""

    form: Form


@dataclass(eq=False)
class Not(Column):
    """The opposite."""

    of: Answers


@dataclass(eq=False)
class Joined(Column):
    """All of several (`every`), or at least one."""

    of: tuple[Answers, ...]
    every: bool


@dataclass(eq=False)
class Lifted(Column):
    """Answers of coarser rows, for each of these rows those of the row it speaks of under a name."""

    of: Column
    through: str


@dataclass(eq=False)
class Reduced(Column):
    """What listed rows say together, for their owners."""

    of: Answers
    members: Grain
    quantified: Quantified


Answers = Column | bool | None
"""A column, or one answer for all rows."""


@dataclass(frozen=True)
class Plan:
    """Everything to work out, in an order in which that is possible."""

    questions: Mapping[str, Answers]
    columns: tuple[Column, ...]
    grains: tuple[Grain, ...]
    kept: frozenset[int]
    """Columns that another stage, another grain or the caller asks for; the others stay within expressions."""
    left_out: Mapping[str, str]
    """Questions that the peers cannot be asked, with the reason."""

    @property
    def stages(self) -> int:
        """How many stages there are."""
        return 1 + max((column.stage for column in self.columns), default=0)


MakePlan = Callable[[], Plan]
"""Makes the plan anew: that is part of the work."""


def parts_of(column: Column) -> tuple[Answers, ...]:
    """Return what a column is worked out from."""
    if isinstance(column, Joined):
        return column.of
    return (column.of,) if isinstance(column, Not | Lifted | Reduced) else ()

"""What a word after the bar is, and what it may know."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any, ClassVar

from compliance.conditions.tree import Leaf
from compliance.conditions.values import Fact, Operand, Pick, Value, Wanted, operands
from compliance.jurisdictions import Jurisdictions
from compliance.registry import Registry
from compliance.vocabulary import Field, Vocabulary

SETS = frozenset({"choices", "territories", "references"})
"""Field types whose facts list several values."""
DAYS = frozenset({"date", "datetime"})
AMOUNTS = frozenset({"number", "duration"})

ALL = "all"
"""The reference to every row."""


@dataclass(frozen=True)
class Setting:
    """What a comparison may know beside the values."""

    field: Field
    wanted: Wanted
    on: date
    """The day of the assessment."""
    day: date
    """The day whose map of places counts."""
    jurisdictions: Jurisdictions
    never: tuple[bool, bool] = (True, True)
    """Whether "none" says that it has not happened, for the fact and for what it is compared with."""


class Operator(ABC):
    """A word after the bar."""

    reads_as: ClassVar[str]
    """In a sentence, `{wanted}` standing for the value."""
    denied_as: ClassVar[str]
    """The same, denied."""
    field_types: ClassVar[frozenset[str]]
    looks_at_map: ClassVar[bool] = False
    """Whether it asks which place lies in which."""
    wants: ClassVar[str]
    """The kind of value it takes, a name that `wanted.WantedReader` knows."""

    @abstractmethod
    def answer(self, fact: Value, values: tuple[Any, ...], setting: Setting) -> bool | None:
        """Return whether a known fact meets the clause, with every value it is compared with known."""

    def due(self, fact: Value, values: tuple[Any, ...], setting: Setting) -> date | None:  # noqa: ARG002
        """Return when a clock that still runs will have run out, at the earliest; None for words without a clock."""
        return None


operators: Registry[Operator] = Registry("operator")


def add(name: str) -> Callable[[type[Operator]], type[Operator]]:
    """Return a decorator that registers a word."""

    def register(kind: type[Operator]) -> type[Operator]:
        operators.add(name)(kind())
        return kind

    return register


def setting_of(leaf: Leaf, vocabulary: Vocabulary, jurisdictions: Jurisdictions, on: date, day: date) -> Setting:
    """Return what a clause may know beside the values it compares."""
    field = vocabulary.fields[leaf.path]
    wanted = any(never(operand, vocabulary) for operand in operands(leaf.wanted)[:1])
    return Setting(field, leaf.wanted, on, day, jurisdictions, (field.none_means == "never", wanted))


def never(operand: Operand, vocabulary: Vocabulary) -> bool:
    """Return whether "none" of an operand says that it never happens, not that it never ends."""
    if isinstance(operand, Fact):
        return vocabulary.fields[operand.path].none_means == "never"
    if isinstance(operand, Pick):
        return any(never(part, vocabulary) for part in operand.of)
    return True


def looks_at_map(leaf: Leaf, field: Field) -> bool:
    """Return whether a clause depends on which place lies in which."""
    return operators[leaf.operator].looks_at_map and field.type in {"territory", "territories"}


def aligned(left: Any, right: Any) -> tuple[Any, Any]:
    """Return two values of one kind: a date-time beside a date counts as its day in UTC."""
    if isinstance(left, datetime) and not isinstance(right, datetime):
        return left.astimezone(UTC).date(), right
    if isinstance(right, datetime) and not isinstance(left, datetime):
        return left, right.astimezone(UTC).date()
    return left, right

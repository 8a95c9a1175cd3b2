"""Words that ask for a value, or whether there is one."""

from __future__ import annotations

from typing import Any

from compliance.conditions.operators.base import SETS, Operator, Setting, add, aligned
from compliance.conditions.values import NONE, Value
from compliance.vocabulary import FIELD_TYPES


@add("is")
class Is(Operator):
    """`asset.medium: video`: the same value, or one of the values another fact lists."""

    reads_as = "is {wanted}"
    denied_as = "is not {wanted}"
    field_types = frozenset(FIELD_TYPES) - {"text", "wording"}
    wants = "value"

    def answer(self, fact: Value, values: tuple[Any, ...], setting: Setting) -> bool | None:  # noqa: ARG002
        """Compare; `none` also fits a fact that lists nothing."""
        return _same(fact, values[0])


@add("one_of")
class OneOf(Operator):
    """`asset.medium: [image, video]`: one of several values."""

    reads_as = "is {wanted}"
    denied_as = "is not {wanted}"
    field_types = frozenset(FIELD_TYPES) - {"text", "wording"} - SETS
    wants = "values"

    def answer(self, fact: Value, values: tuple[Any, ...], setting: Setting) -> bool | None:  # noqa: ARG002
        """Compare with each."""
        return _same(fact, values[0])


def _same(fact: Value, wanted: Value) -> bool:
    if isinstance(fact, frozenset):
        return wanted == NONE and not fact - {NONE}
    if isinstance(wanted, frozenset):
        return any(_same(fact, value) for value in wanted)
    left, right = aligned(fact, wanted)
    return bool(left == right)


@add("recorded")
class Recorded(Operator):
    """`record.document|recorded: true`: the fact is there. A blank is unknown, never a no; "none" is a no."""

    reads_as = "is recorded"
    denied_as = "is none"
    field_types = frozenset(FIELD_TYPES)
    wants = "true"

    def answer(self, fact: Value, values: tuple[Any, ...], setting: Setting) -> bool | None:  # noqa: ARG002
        """Whether there is something behind the answer."""
        if isinstance(fact, frozenset):
            return bool(fact - {NONE})
        if fact == NONE and setting.field.type not in {"choice", "text", "wording"}:
            return not setting.never[0]
        return True

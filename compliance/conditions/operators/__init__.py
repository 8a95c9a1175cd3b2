"""The words after the bar, one class each: which facts it fits, how it reads aloud, and when it holds.

`answer` is the meaning: one known fact against known values. Orderings and equality compare whole columns of numbers
too; everything else is asked once for each distinct combination of values. A new word is one class in one of the
modules here; the reader, the schema and the plain reading find it in the registry.
"""

from __future__ import annotations

from compliance.conditions.operators import clocks, equality, orderings, sets, words
from compliance.conditions.operators.base import (
    ALL,
    AMOUNTS,
    DAYS,
    SETS,
    Operator,
    Setting,
    looks_at_map,
    operators,
    setting_of,
)

__all__ = [
    "ALL",
    "AMOUNTS",
    "DAYS",
    "SETS",
    "Operator",
    "Setting",
    "clocks",
    "equality",
    "fits",
    "looks_at_map",
    "operators",
    "orderings",
    "sets",
    "setting_of",
    "words",
]


def fits(type_: str) -> list[str]:
    """Return the words that fit a field type, as a pack may write them.

    >>> fits("number")
    ['recorded', 'at_least', 'at_most', 'more_than', 'less_than']
    """
    return [name for name, word in operators.items() if type_ in word.field_types and name not in {"is", "one_of"}]

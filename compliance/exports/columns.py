"""A table as its columns: how each is called, and how its cell is made from a row."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Generic, TypeVar

from compliance.assessment.model import Assessment
from compliance.exports.cells import Cell

Row = TypeVar("Row")


@dataclass(frozen=True)
class Column(Generic[Row]):
    """A column of a table."""

    name: str
    """In CSV files: snake case, stable."""
    title: str
    """In workbooks."""
    of: Callable[[Row], Cell]
    width: int = 14
    """In workbooks, in characters."""


@dataclass(frozen=True)
class Table(Generic[Row]):
    """Rows of one kind of an assessment, and the columns they are shown in."""

    name: str
    title: str
    columns: tuple[Column[Row], ...]
    rows: Callable[[Assessment], Iterable[Row]]

    def cells(self, assessment: Assessment) -> Iterator[list[Cell]]:
        """Make the table row by row."""
        for row in self.rows(assessment):
            yield [column.of(row) for column in self.columns]


def listed(items: Iterable[str]) -> str:
    """Return several things in one cell.

    >>> listed(["a", "b"])
    'a; b'
    """
    return "; ".join(items)


def words(code: str) -> str:
    """Return a code as words.

    >>> words("not_applicable")
    'not applicable'
    """
    return code.replace("_", " ")

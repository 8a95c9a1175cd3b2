"""Every error a user can cause, and what to do about it.

    ComplianceError
      UsageError         the command line or the configuration is wrong
      PackError          a policy pack cannot be read or contradicts itself
      InventoryError     an inventory cannot be read
      EvidenceError      a file offered as evidence cannot be used
      OutputError        a result cannot be written where it was asked for

Anything else that escapes is a defect in the program, not in the user's files.

A loader collects every problem of a file before it raises: nobody likes fixing one a run.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple


class Place(NamedTuple):
    """Where something stands: a line of a text file, or a cell of a workbook.

    >>> str(Place("policies/cn/labels.yaml", line=87))
    'policies/cn/labels.yaml:87'
    >>> str(Place("inventory.xlsx", sheet="assets", row=7, column="Medium"))
    'inventory.xlsx, sheet assets, row 7, column Medium'
    """

    file: str
    line: int | None = None
    sheet: str = ""
    row: int | None = None
    """Row number as the spreadsheet program shows it."""
    column: str = ""
    """Column title as the user wrote it."""

    def __str__(self) -> str:
        parts = [self.file if self.line is None else f"{self.file}:{self.line}"]
        if self.sheet:
            parts.append(f"sheet {self.sheet}")
        if self.row is not None:
            parts.append(f"row {self.row}")
        if self.column:
            parts.append(f"column {self.column}")
        return ", ".join(parts)


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong, where, and how to put it right."""

    problem: str
    at: Place | None = None
    remedy: str = ""
    code: str = ""
    """Stable kebab-case name of the kind of problem, for machines."""

    def __str__(self) -> str:
        where = f"{self.at}: " if self.at else ""
        return f"{where}{self.problem}{f' {self.remedy}' if self.remedy else ''}"


class ComplianceError(Exception):
    """A problem in the user's files, told so that the user can solve it."""

    exit_status = 2

    def __init__(
        self,
        problem: str | Sequence[Problem],
        *,
        at: Place | None = None,
        remedy: str = "",
        code: str = "",
    ) -> None:
        self.problems: tuple[Problem, ...] = (
            (Problem(problem, at, remedy, code),) if isinstance(problem, str) else tuple(problem)
        )
        super().__init__(str(self))

    def __str__(self) -> str:
        return "\n".join(str(problem) for problem in self.problems)


class UsageError(ComplianceError):
    """The command line or the configuration is wrong."""

    exit_status = 2


class PackError(ComplianceError):
    """A policy pack, the vocabulary or the jurisdictions cannot be read or contradict themselves."""

    exit_status = 3


class InventoryError(ComplianceError):
    """An inventory cannot be read, or says what no inventory can say."""

    exit_status = 3


class EvidenceError(ComplianceError):
    """A file offered as evidence cannot be used."""

    exit_status = 3


class OutputError(ComplianceError):
    """A result cannot be written where it was asked for."""

    exit_status = 2


def nearest(word: str, known: Iterable[str]) -> str:
    """Return the known word most like `word`, or an empty string where none is alike.

    >>> nearest("lable", ["label", "asset"])
    'label'
    """
    choices = {choice.casefold(): choice for choice in known}
    found = difflib.get_close_matches(word.casefold(), choices, n=1, cutoff=0.6)
    return choices[found[0]] if found else ""


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Return a remedy naming the nearest known word, or an empty string.

    >>> did_you_mean("lable", ["label", "asset"])
    'Did you mean label?'
    """
    near = nearest(word, known)
    return f"Did you mean {near}?" if near else ""

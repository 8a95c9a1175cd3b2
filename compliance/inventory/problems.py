"""Problems and notes of one inventory, collected until all of it has been read."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from compliance.errors import InventoryError, Place, Problem

MOST = 200
"""So many problems are told one by one; the rest is counted."""

MOST_OF_COLUMNS = 1_000
"""The same for inventories that a program wrote: nobody mends them by hand, one cell after the other."""


@dataclass
class ReadingLog:
    """What a reader has to tell: problems that stop it, and notes on what it did."""

    problems: list[Problem] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    untold: int = 0
    most: int = MOST
    """So many problems are told one by one."""

    def problem(self, problem: str, at: Place, remedy: str = "", *, code: str) -> None:
        """Add a problem."""
        self.add([Problem(problem, at, remedy, code)])

    def add(self, problems: Iterable[Problem], *, untold: int = 0) -> None:
        """Add problems; beyond `most` they are only counted. `untold` counts those not even written out."""
        self.untold += untold
        for problem in problems:
            if len(self.problems) < self.most:
                self.problems.append(problem)
            else:
                self.untold += 1

    def note(self, text: str) -> None:
        """Add a note, once."""
        if text not in self.notes:
            self.notes.append(text)

    def note_cells(self, first: Place, count: int, text: str) -> None:
        """Add a note on several cells of a column, the first of which is named."""
        others = f" and {count - 1:,} more" if count > 1 else ""
        self.note(f"{first}{others}: {text}")

    def raise_problems(self) -> None:
        """Raise InventoryError with every problem, if there is one."""
        if not self.problems:
            return
        told = list(self.problems)
        if self.untold:
            told.append(Problem(f"and {self.untold:,} more problems.", None, "", "more-problems"))
        raise InventoryError(told)

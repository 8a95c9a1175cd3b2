"""What a check sees, what it yields, and the registry of all of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TypeAlias

from compliance.errors import Problem
from compliance.jurisdictions import Jurisdictions
from compliance.policy.cases import CaseList
from compliance.policy.model import Library, Requirement
from compliance.registry import Registry
from compliance.vocabulary import Vocabulary


@dataclass(frozen=True)
class Note(Problem):
    """Worth a look, and no reason to refuse a pack."""


@dataclass(frozen=True)
class Reviewed:
    """What is checked: a library and what it was read against, with its cases."""

    library: Library
    vocabulary: Vocabulary
    jurisdictions: Jurisdictions
    cases: Mapping[str, CaseList]
    on: date
    """The day of the check: what was due for review before it is late."""
    line_counts: Mapping[str, int] = field(default_factory=dict)
    """Number of lines of each file, by the name messages use."""

    def by_id(self) -> Mapping[str, Requirement]:
        """Return every requirement by its id."""
        return {requirement.id: requirement for requirement in self.library.requirements}


Check: TypeAlias = Callable[[Reviewed], Iterable[Problem]]

checks: Registry[Check] = Registry("pack check")


def run_checks(reviewed: Reviewed, names: Iterable[str] = ()) -> dict[str, tuple[Problem, ...]]:
    """Return what each check finds, by its name; all checks, or those named. Errors stand before notes.

    Raises:
        UsageError: There is no check of a name.
    """
    found = {name: tuple(checks[name](reviewed)) for name in names or checks}
    return {
        name: tuple(sorted(problems, key=lambda problem: isinstance(problem, Note))) for name, problems in found.items()
    }


def about(requirement: Requirement, problem: str, remedy: str = "", *, note: bool = False) -> Problem:
    """Return a problem of a requirement, or a note, at its place."""
    kind = Note if note else Problem
    return kind(f"{requirement.id}: {problem}", requirement.place, remedy)

"""Whether packs can be trusted: the checks that read them, and the cases that run them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from compliance.assessment.cases import CaseRunner
from compliance.assessment.mutation import unnoticed
from compliance.assessment.sweep import sweep
from compliance.errors import UsageError, did_you_mean
from compliance.jurisdictions import load_jurisdictions
from compliance.policy.cases import CaseList, load_cases
from compliance.policy.checks import Reviewed
from compliance.policy.loading import load_library, policy_files
from compliance.policy.model import Requirement
from compliance.resources import shipped
from compliance.vocabulary import load_vocabulary


def reviewed(folders: Sequence[Path], on: date) -> Reviewed:
    """Load the packs that ship and those of more folders, with their cases.

    Raises:
        PackError: With every problem of every file.
    """
    base = shipped("policies")
    vocabulary, jurisdictions = load_vocabulary(), load_jurisdictions()
    library = load_library(folders, vocabulary=vocabulary, jurisdictions=jurisdictions)
    files = [
        file
        for folder, shown_as in [(base, "policies"), *((folder, folder.as_posix()) for folder in folders)]
        for file in policy_files(folder, shown_as=shown_as)
    ]
    lines = {file.shown_as: len(file.path.read_bytes().splitlines()) for file in files}
    return Reviewed(library, vocabulary, jurisdictions, load_cases([base, *folders]), on, lines)


@dataclass
class Trial:
    """How the cases of one requirement came out."""

    requirement: str
    checks: int = 0
    known_gaps: int = 0
    problems: list[str] = field(default_factory=list)


def chosen(found: Reviewed, names: Sequence[str]) -> list[Requirement]:
    """Return the requirements of these ids, or of the packs of these ids; all where none is named.

    Raises:
        UsageError: With the nearest id.
    """
    requirements = found.library.requirements
    known = {requirement.id for requirement in requirements} | {pack.id for pack in found.library.packs}
    for name in names:
        if name not in known:
            remedy = did_you_mean(name, known) or "clearance packs list names the packs."
            raise UsageError(f"there is no requirement or pack {name}.", remedy=remedy, code="unknown-id")
    return [one for one in requirements if not names or one.id in names or one.pack in names]


def trials(found: Reviewed, requirements: Sequence[Requirement], *, quick: bool = False) -> Iterator[Trial]:
    """Run the cases of each requirement; unless `quick`, on every side of every date and without each clause too."""
    runner = CaseRunner(found.library, found.vocabulary, found.jurisdictions)
    for requirement in requirements:
        trial = Trial(requirement.id)
        cases = found.cases.get(requirement.id)
        if cases is None:
            trial.problems.append(f"{requirement.place}: {requirement.id} has no cases.")
        else:
            _try(runner, requirement, cases, trial)
            if not quick:
                trial.problems += [
                    f"{requirement.place}: {one.problem}" for one in sweep(runner, requirement, cases) if one.problem
                ]
                trial.problems += [str(idle) for idle in unnoticed(runner, requirement, cases)]
        yield trial


def _try(runner: CaseRunner, requirement: Requirement, cases: CaseList, trial: Trial) -> None:
    for result in runner.run(requirement, cases):
        trial.checks += 1
        place, gap = result.check.place, result.check.case.known_gap
        if gap and not result.is_right:
            trial.known_gaps += 1
        elif not result.is_right:
            trial.problems.append(f"{place}: {result.problem}")

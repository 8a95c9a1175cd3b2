"""`explain`: why a finding, a requirement or a single outcome is as it is."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer

from compliance.cli.application import app
from compliance.cli.commanding import command
from compliance.cli.completing import ids
from compliance.cli.configuration import Configuration
from compliance.cli.options import Running
from compliance.cli.running import configuration_for, run_check
from compliance.cli.shown_config import show_config
from compliance.cli.status import Status
from compliance.cli.terminal import Terminal
from compliance.errors import Place, UsageError, did_you_mean


@dataclass(frozen=True)
class Asked:
    """What somebody wants explained."""

    what: str
    """Id of a finding or a requirement."""
    subject: str | None
    """Key of a row."""
    inventory: Path | None


@command(app)
def explain(
    *,
    terminal: Terminal,
    words: Annotated[
        list[str],
        typer.Argument(
            metavar="[INVENTORY] ID [SUBJECT]",
            help="The inventory; id of a finding or requirement; key of a row.",
            show_default=False,
            autocompletion=ids,
        ),
    ],
    running: Running,
) -> int:
    """Say why: a finding, a requirement, or its outcome for a row.

    Names the clause, the fact with its cell, the exception and the source.

    $ clearance explain inventory.xlsx F-3f9a01c2
    $ clearance explain inventory.xlsx xa-media-4-label R-12
    $ clearance explain xa-media-4-label
    """
    asked = _asked(words)
    configuration = configuration_for(asked.inventory, running)
    if running.show_config:
        return show_config(terminal, configuration)
    if asked.inventory is None:
        _explain_requirement(terminal, asked, configuration)
    else:
        _explain_outcome(terminal, asked, asked.inventory, configuration)
    return Status.CLEAR


def _asked(words: list[str]) -> Asked:
    """Tell the inventory from ids: it is the word that names a file or a folder."""
    files = [word for word in words if Path(word).exists()]
    rest = [word for word in words if word not in files]
    lost = [word for word in rest if Path(word).suffix.casefold() in {".xlsx", ".json", ".yaml"} or "/" in word]
    if lost:
        raise UsageError("there is no such file or folder.", at=Place(lost[0]), remedy="Check the path.")
    if len(files) > 1 or not 1 <= len(rest) <= 2:
        remedy = "Write: clearance explain [INVENTORY] ID [SUBJECT]."
        raise UsageError(f"explain wants one id, and a row at most, not {' '.join(words)}.", remedy=remedy)
    return Asked(rest[0], rest[1] if len(rest) > 1 else None, Path(files[0]) if files else None)


def _explain_requirement(terminal: Terminal, asked: Asked, configuration: Configuration) -> None:
    from compliance.cli.pack_pages import page
    from compliance.policy.loading import load_library
    from compliance.vocabulary import load_vocabulary

    if asked.what.startswith("F-") or asked.subject is not None:
        raise UsageError("a finding or an outcome belongs to an inventory.", remedy="Name the inventory before it.")
    vocabulary = load_vocabulary()
    library = load_library(configuration.policies, vocabulary=vocabulary)
    terminal.print(page(library, asked.what, vocabulary))


def _explain_outcome(terminal: Terminal, asked: Asked, inventory: Path, configuration: Configuration) -> None:
    from compliance.cli import explanations

    run = run_check(terminal, inventory, configuration)
    findings = {finding.id: finding for finding in run.assessment.findings}
    requirements = {requirement.id: requirement for requirement in run.library.requirements}
    finding = findings.get(asked.what)
    requirement = finding.requirement if finding else requirements.get(asked.what)
    if requirement is None:
        is_pack = any(pack.id == asked.what for pack in run.library.packs)
        near = did_you_mean(asked.what, [*findings, *requirements]) or "clearance check lists the findings."
        remedy = f"It is a pack: clearance packs show {asked.what}." if is_pack else near
        raise UsageError(f"there is no finding or requirement {asked.what}.", remedy=remedy, code="unknown-id")
    if asked.subject is not None:
        verdict = run.assessment.outcomes.verdict(requirement.id, asked.subject)
        terminal.print(explanations.verdict_page(verdict, run.library, terminal.symbols))
    elif finding is not None:
        terminal.print(explanations.finding_page(finding, run.library, terminal.symbols))
    else:
        terminal.print(explanations.criterion_page(run.assessment, requirement, terminal.symbols))

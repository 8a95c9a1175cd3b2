"""Options that several commands share, each declared once."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from compliance.cli.completing import profiles
from compliance.cli.status import Status, status_of
from compliance.cli.terminal import Color
from compliance.policy.model import Severity

if TYPE_CHECKING:
    from compliance.assessment.model import Assessment
    from compliance.cli.configuration import Configuration

InventoryPath = Annotated[
    Path, typer.Argument(metavar="INVENTORY", help="Workbook, JSON file or folder of CSV files of the project.")
]
Force = Annotated[bool, typer.Option("--force", help="Overwrite what is there.")]


@dataclass(frozen=True)
class Telling:
    """How a command speaks."""

    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Print results and errors only.")] = False
    verbose: Annotated[bool, typer.Option("--verbose", "-v", help="Print every problem and note.")] = False
    debug: Annotated[bool, typer.Option("--debug", help="Print a traceback when something goes wrong.")] = False
    color: Annotated[Color, typer.Option(help="When to use colour.")] = Color.AUTO


@dataclass(frozen=True)
class Running:
    """What an assessment is made of, beside the inventory."""

    as_of: Annotated[
        str | None, typer.Option(metavar="DATE", help="Assessment date, YYYY-MM-DD, instead of today.")
    ] = None
    waivers: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Waivers; else waivers.yaml beside INVENTORY.")
    ] = None
    policies: Annotated[
        list[Path] | None, typer.Option(metavar="DIR", help="Folder of further policy packs; may be repeated.")
    ] = None
    profile: Annotated[
        str | None,
        typer.Option(
            metavar="ID",
            help="Look at the requirements of a profile only; packs profiles lists them.",
            autocompletion=profiles,
        ),
    ] = None
    timezone: Annotated[
        str | None, typer.Option(metavar="ZONE", help="Time zone in which days are counted, as Europe/Berlin.")
    ] = None
    config: Annotated[
        str | None, typer.Option(metavar="FILE", help="Project file instead of clearance.toml; none to use no file.")
    ] = None
    show_config: Annotated[
        bool, typer.Option("--show-config", help="Print every setting and its origin, and stop.")
    ] = False


@dataclass(frozen=True)
class Judging:
    """What the exit status counts."""

    fail_on: Annotated[
        Severity | None, typer.Option(help="Least severity of a fail that counts for the exit status. [default: low]")
    ] = None
    allow_undecided: Annotated[
        bool, typer.Option("--allow-undecided", help="Let what is undecided pass: 0 instead of 4.")
    ] = False
    soft_fail: Annotated[bool, typer.Option("--soft-fail", help="Report only: 0 instead of 1 or 4.")] = False

    def said(self) -> dict[str, Any]:
        """Return the settings among them, None where they were not said."""
        return {
            "fail_on": self.fail_on.value if self.fail_on else None,
            "allow_undecided": True if self.allow_undecided else None,
        }

    def status(self, assessment: Assessment, configuration: Configuration) -> Status:
        """Return the exit status of an assessment."""
        return status_of(
            assessment,
            fail_on=configuration.fail_on,
            allow_undecided=configuration.allow_undecided,
            soft_fail=self.soft_fail,
        )

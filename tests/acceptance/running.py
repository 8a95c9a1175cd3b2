"""Commands as somebody types them: each in a process of its own, on a project folder, with every output asked for."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import openpyxl

ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "examples" / "feature-film"
FILES = ("inventory.xlsx", "waivers.yaml", "clearance.toml")

MAIN = "from compliance.cli import main\nmain()\n"
WITHOUT_NETWORK = f"""
import sys

def refuse(event, arguments):
    if event.startswith("socket."):
        raise RuntimeError(f"the network was asked for: {{event}}")

sys.addaudithook(refuse)
{MAIN}"""
"""The interpreter itself tells of every socket, so nothing that any library does goes unseen."""

EPOCH = str(int(datetime(2026, 11, 25, 12, tzinfo=UTC).timestamp()))
"""Noon of the day on which the example is assessed."""


@dataclass(frozen=True)
class Surroundings:
    """What differs between two machines and must make no difference."""

    folder: str
    """Where the project lies, below a temporary folder."""
    environment: dict[str, str]
    is_inside: bool
    """Whether the command is given from inside the folder."""
    program: str = MAIN


HERE = Surroundings("film", {"PYTHONHASHSEED": "0", "TZ": "UTC", "LC_ALL": "C.UTF-8"}, is_inside=True)
ELSEWHERE = Surroundings(
    "another place/für Ärzte",
    {"PYTHONHASHSEED": "4711", "TZ": "Pacific/Auckland", "LC_ALL": "C"},
    is_inside=False,
    program=WITHOUT_NETWORK,
)


class Run:
    """One project checked and reported on; started at once, waited for when somebody looks."""

    def __init__(self, below: Path, surroundings: Surroundings = HERE) -> None:
        self._surroundings = surroundings
        self.folder = below / surroundings.folder
        self.to = below / "out"
        self.to.mkdir(parents=True)
        copy_example(self.folder)
        self._started: dict[str, subprocess.Popen[bytes]] = {}

    def start(self) -> Run:
        """Start the check and the report."""
        outputs = [f"--output={format_}={self.to / name}" for format_, name in OUTPUTS.items()]
        self._command("check", *outputs)
        self._command("report", "-o", str(self.to / "report.pdf"))
        return self

    def done(self) -> Run:
        """Wait until both are done, and expect them to end as a blocked project does."""
        for verb, process in self._started.items():
            assert process.wait(timeout=300) == 1, f"{verb}: {self.told(verb)}"
        return self

    def stop(self) -> None:
        """End what is still running."""
        for process in self._started.values():
            process.kill()
            process.wait()

    def printed(self, verb: str) -> str:
        """Return what a command wrote on standard output."""
        return (self.to / f"{verb}.out").read_text(encoding="utf-8")

    def told(self, verb: str) -> str:
        """Return what a command wrote on standard error."""
        return (self.to / f"{verb}.err").read_text(encoding="utf-8")

    def _command(self, verb: str, *options: str) -> None:
        around = self._surroundings
        inventory = self.folder / "inventory.xlsx"
        named = inventory.name if around.is_inside else str(inventory)
        with (self.to / f"{verb}.out").open("wb") as out, (self.to / f"{verb}.err").open("wb") as err:
            self._started[verb] = subprocess.Popen(
                [sys.executable, "-c", around.program, verb, named, *options],
                cwd=self.folder if around.is_inside else self.to,
                env=environment() | around.environment,
                stdout=out,
                stderr=err,
            )


OUTPUTS = {"json": "assessment.json", "csv": "tables", "xlsx": "assessment.xlsx", "md": "assessment.md"}


def environment() -> dict[str, str]:
    """Return the environment of a command: a user without settings, on a pinned day."""
    kept = {name: value for name, value in os.environ.items() if name not in {"NO_COLOR", "FORCE_COLOR", "COLUMNS"}}
    return kept | {"PYTHONPATH": str(ROOT), "SOURCE_DATE_EPOCH": EPOCH}


def copy_example(to: Path) -> Path:
    """Copy the files of the example project, and return the folder."""
    to.mkdir(parents=True)
    for name in FILES:
        shutil.copy(EXAMPLE / name, to / name)
    return to


def edit(folder: Path, *cells: tuple[str, str, str, Any]) -> None:
    """Change cells of a project's workbook, each named by sheet, key of the row (`*` for every row) and heading."""
    path = folder / "inventory.xlsx"
    book = openpyxl.load_workbook(path)
    for sheet, key, heading, value in cells:
        page = book[sheet]
        if sheet in VERTICAL:
            (row,) = (row for row in page.iter_rows() if row[0].value == heading)
            page.cell(row[0].row, 2).value = value
            continue
        headings = [cell.value for cell in page[1]]
        if heading not in headings:
            page.cell(1, len(headings) + 1, heading)
            headings.append(heading)
        rows = [row for row in page.iter_rows(min_row=2) if row[0].value and key in {row[0].value, "*"}]
        assert rows, f"{sheet} has no row {key}"
        for row in rows:
            page.cell(row[0].row, headings.index(heading) + 1).value = value
    book.save(path)


VERTICAL = ("project", "organisation")
"""Sheets of one row, whose fields stand below each other."""

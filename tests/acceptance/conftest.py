"""The example project, assessed once, and every output of it, made as somebody at a command line makes them.

The report takes a few seconds to draw, so all runs are started together and each test waits for the one it reads.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from compliance.assessment.model import Assessment, ProjectInfo
from compliance.assessment.run import assess
from compliance.assessment.waivers import read_waivers
from compliance.inventory.model import Inventory
from compliance.inventory.readers import read_inventory
from compliance.jurisdictions import Jurisdictions, load_jurisdictions
from compliance.policy.loading import load_library
from compliance.policy.model import Library
from compliance.vocabulary import Vocabulary, load_vocabulary

from .outputs import Report
from .running import ELSEWHERE, EXAMPLE, Run, edit

ON = date(2026, 11, 25)
"""The day on which the example is assessed, as its clearance.toml says."""

WORD = "Donaudampfschifffahrtsgesellschaft" * 9
WORDS = "A title that somebody pasted from a contract and that goes on and on; " * 5
"""What stands in cells that nobody expected to be long: one word, and many."""


@dataclass(frozen=True)
class Law:
    """What ships: the vocabulary, the places and the packs."""

    vocabulary: Vocabulary
    jurisdictions: Jurisdictions
    library: Library

    def assess(self, inventory: Inventory) -> Assessment:
        """Assess an inventory on the day of the example, with its waivers."""
        return assess(
            inventory,
            self.library,
            self.vocabulary,
            self.jurisdictions,
            on=ON,
            today=ON,
            waivers=read_waivers(EXAMPLE / "waivers.yaml"),
            project=ProjectInfo("The Lighthouse Keeper", timezone="Europe/Berlin"),
        )


@pytest.fixture(scope="session")
def law() -> Law:
    """The law that ships."""
    return Law(load_vocabulary(), load_jurisdictions(), load_library())


@pytest.fixture(scope="session")
def inventory(law: Law) -> Inventory:
    """The example as read."""
    return read_inventory(EXAMPLE / "inventory.xlsx", law.vocabulary, law.jurisdictions)


@pytest.fixture(scope="session")
def assessment(law: Law, inventory: Inventory) -> Assessment:
    """The example as assessed."""
    return law.assess(inventory)


@pytest.fixture(scope="session")
def _started(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Run]]:
    below = tmp_path_factory.mktemp("acceptance")
    runs = {
        "here": Run(below / "here"),
        "elsewhere": Run(below / "elsewhere", ELSEWHERE),
        "ended": Run(below / "ended"),
        "long": Run(below / "long"),
    }
    end_waiver(runs["ended"].folder)
    lengthen(runs["long"].folder)
    try:
        yield {name: run.start() for name, run in runs.items()}
    finally:
        for run in runs.values():
            run.stop()


def end_waiver(folder: Path) -> None:
    """Let the waiver in force end the day before the assessment."""
    path = folder / "waivers.yaml"
    text = path.read_text(encoding="utf-8")
    assert text.count("until: 2026-12-15") == 1
    path.write_text(text.replace("until: 2026-12-15", "until: 2026-11-24"), encoding="utf-8")


def lengthen(folder: Path) -> None:
    """Fill cells of every kind that the report prints with 300 characters and more; keep few assets."""
    left_out = [("assets", f"A-{number:03}", "Left out because", "Not part of this cut") for number in range(6, 40)]
    edit(
        folder,
        *left_out,
        ("project", "*", "Client", WORD),
        ("assets", "A-003", "Title", WORD),
        ("assets", "A-005", "Title", WORDS),
        ("people", "P-03", "Name", WORD),
        ("documents", "DOC-01", "Title", WORDS),
        ("statements", "ST-01", "Stated by", WORD),
    )
    path = folder / "waivers.yaml"
    path.write_text(
        path.read_text(encoding="utf-8").replace(
            "reason: The addendum", f"reason: {WORDS[:-2].replace(';', ',')} The addendum"
        ),
        encoding="utf-8",
    )


@pytest.fixture(scope="session")
def here(_started: dict[str, Run]) -> Run:
    """The example, checked and reported on from inside its folder."""
    return _started["here"].done()


@pytest.fixture(scope="session")
def elsewhere(_started: dict[str, Run]) -> Run:
    """The same in other surroundings, where no socket can be opened."""
    return _started["elsewhere"].done()


@pytest.fixture(scope="session")
def ended(_started: dict[str, Run]) -> Run:
    """The example after its valid waiver has ended."""
    return _started["ended"].done()


@pytest.fixture(scope="session")
def long(_started: dict[str, Run]) -> Run:
    """A part of the example with very long cells."""
    return _started["long"].done()


@pytest.fixture(scope="session")
def report(here: Run) -> Report:
    """The report of the example, as read."""
    return Report.read(here.to / "report.pdf")

"""The same project gives the same bytes on any machine, and nothing is asked of the network."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from .running import ELSEWHERE, HERE, MAIN, OUTPUTS, WITHOUT_NETWORK, Run

FILES = [*(name for format_, name in OUTPUTS.items() if format_ != "csv"), "tables", "report.pdf"]


@pytest.mark.parametrize("name", FILES)
def test_another_machine_gives_the_same_bytes(name: str, here: Run, elsewhere: Run) -> None:
    """Hash seed, time zone, locale, working folder and place of the project differ; the date of the file is pinned."""
    assert contents(here.to / name) == contents(elsewhere.to / name)


def test_the_two_machines_differ_in_all_that_must_not_matter() -> None:
    assert all(HERE.environment[name] != ELSEWHERE.environment[name] for name in ("PYTHONHASHSEED", "TZ", "LC_ALL"))
    assert HERE.folder != ELSEWHERE.folder
    assert HERE.is_inside is not ELSEWHERE.is_inside


def test_nothing_is_asked_of_the_network(elsewhere: Run) -> None:
    """Check and report ran to their ends in an interpreter that lets nobody open a socket or look up a name."""
    assert ELSEWHERE.program == WITHOUT_NETWORK
    for name in FILES:
        assert contents(elsewhere.to / name)
    for command in ("check", "report"):
        assert "the network was asked for" not in elsewhere.told(command)


def test_that_interpreter_would_have_noticed() -> None:
    asking = WITHOUT_NETWORK.replace(MAIN, "import socket\nsocket.getaddrinfo('localhost', 80)\n")

    result = subprocess.run([sys.executable, "-c", asking], capture_output=True, text=True, check=False)

    assert "the network was asked for: socket." in result.stderr


def contents(path: Path) -> dict[str, bytes]:
    """Return the bytes of a file, or of every file of a folder."""
    files = sorted(path.iterdir()) if path.is_dir() else [path]
    assert files
    return {file.name: file.read_bytes() for file in files}

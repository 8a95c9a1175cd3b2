"""What is delivered is what was tested: packs and templates travel in the wheel, under one command name.

Building and installing a wheel takes minutes, so `.ci/wheel-test` does it outside this suite: here it is held that the
script exists, does what the acceptance test asks for, and is run before anything lands.
"""

from __future__ import annotations

import importlib.metadata
import os
import subprocess
import tomllib

import pytest
from typer.main import get_command

from compliance.cli.commands import app
from compliance.resources import shipped

from .running import ROOT

SCRIPT = ROOT / ".ci" / "wheel-test"


@pytest.fixture(scope="module")
def configuration() -> dict:
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def test_the_wheel_test_can_be_run_and_is_part_of_what_must_hold() -> None:
    assert os.access(SCRIPT, os.X_OK)
    subprocess.run(["bash", "-n", str(SCRIPT)], check=True)
    assert "make wheel-test" in (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    assert "\nwheel-test:" in (ROOT / "Makefile").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("what", "words"),
    [
        ("builds a wheel", "-m build --wheel"),
        ("works in a folder outside the checkout", "work=$(mktemp -d)"),
        ("makes an empty environment there", '-m venv "$work/venv"'),
        (
            "installs nothing but the wheel and what it asks for",
            'pip install --quiet --disable-pip-version-check "$work"/dist/*.whl',
        ),
        ("leaves the checkout before it runs anything", 'cd "$work"'),
        ("finds the packs", '"$clearance" check film/inventory.xlsx'),
        ("finds the templates", '"$clearance" report film/inventory.xlsx'),
        ("expects the status of a blocked project", '[ "$checked" -eq 1 ]'),
        ("expects a PDF", "%PDF-"),
        ("makes sure that the wheel was used", "print(compliance.__file__)"),
    ],
)
def test_the_wheel_test_does_what_it_is_for(what: str, words: str) -> None:
    assert words in SCRIPT.read_text(encoding="utf-8"), what


def test_everything_that_ships_goes_into_the_wheel(configuration: dict) -> None:
    wheel = configuration["tool"]["hatch"]["build"]["targets"]["wheel"]

    assert wheel["packages"] == ["compliance"]
    assert wheel["force-include"] == {
        name: f"compliance/_shipped/{name}" for name in ("policies", "templates", "examples")
    }
    for name in wheel["force-include"]:
        assert any(shipped(name).iterdir())


def test_the_command_has_one_name_and_no_other_distribution_has_it(configuration: dict) -> None:
    assert configuration["project"]["scripts"] == {"clearance": "compliance.cli:main"}

    named = importlib.metadata.entry_points(group="console_scripts", name="clearance")
    assert {(found.dist.name, found.value) for found in named if found.dist} == {("clearance", "compliance.cli:main")}


def test_no_two_commands_share_a_name() -> None:
    commands = get_command(app).commands
    names = [info.name for info in app.registered_commands] + [group.name for group in app.registered_groups]

    assert len(commands) == len(names)

"""A small world for the command line: invented places, one pack, one project, and a way to run commands in it."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
import xlsxwriter
from typer.testing import CliRunner

from compliance.cli.commands import app

WORLD = Path(__file__).with_name("world")
SHIPPED = Path(__file__).parents[2] / "policies"

PROJECT = {
    "project": [["name", "client"], ["The Lighthouse Keeper", "Exa Pictures"]],
    "assets": [
        ["id", "title", "medium", "ai_involvement", "depictions_complete"],
        ["A1", "Main trailer", "video", "generated", "yes"],
        ["A2", "Poster", "image", "altered", "yes"],
        ["A3", "Radio spot", "audio", "none", "yes"],
    ],
    "people": [["id", "name", "kind"], ["P1", "A. Person", "living"]],
    "depictions": [["id", "asset", "person", "by_replica"], ["D1", "A1", "P1", "yes"]],
    "consents": [["id", "person", "assets", "uses"], ["C1", "P1", "all", "replica"]],
    "labels": [
        ["id", "asset", "releases", "channel", "start_s", "end_s"],
        ["L1", "A1", "all", "visible", 0, 1],
        ["L2", "A2", "all", "visible", 0, 5],
    ],
    "releases": [
        ["id", "asset", "territory", "channel", "starts_on", "ends_on", "our_roles"],
        ["R1", "A1", "XA", "social", "2030-02-01", "none", "publisher"],
        ["R2", "A1", "XB", "social", "2030-02-01", "none", "publisher"],
        ["R3", "A2", "XA", "social", "2030-02-01", "none", "publisher"],
        ["R4", "A3", "XA", "social", "2030-02-01", "none", "publisher"],
    ],
}


def write_workbook(path, sheets):
    """Write sheets of rows as a workbook."""
    book = xlsxwriter.Workbook(path)
    for name, rows in sheets.items():
        sheet = book.add_worksheet(name)
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
    book.close()
    return path


@pytest.fixture
def world(tmp_path, monkeypatch):
    """A folder that stands for everything that ships, with invented law, and a user without settings."""
    shipped = tmp_path / "shipped"
    shutil.copytree(WORLD, shipped)
    shutil.copy(SHIPPED / "vocabulary.yaml", shipped / "policies" / "vocabulary.yaml")
    for module in ("compliance.vocabulary", "compliance.jurisdictions", "compliance.policy.loading"):
        monkeypatch.setattr(f"{module}.shipped", lambda name: shipped / name)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    for name in ("NO_COLOR", "FORCE_COLOR", "COLUMNS"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)
    return shipped


@pytest.fixture
def sheets():
    """The sheets of the project, to be changed by a test."""
    return {name: [list(row) for row in rows] for name, rows in PROJECT.items()}


@pytest.fixture
def inventory(world, tmp_path, sheets):
    """The project as a workbook, with its day pinned beside it."""
    folder = tmp_path / "film"
    folder.mkdir()
    (folder / "clearance.toml").write_text("as_of = 2030-03-01\n")
    return write_workbook(folder / "inventory.xlsx", sheets)


@pytest.fixture
def run(world):
    """Run a command and return its result; a fault that is not told fails the test."""

    def invoke(*arguments, env=None):
        result = CliRunner(env=env).invoke(app, [str(argument) for argument in arguments])
        assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
        assert "Traceback" not in result.output
        return result

    return invoke


@pytest.fixture
def document(run, inventory):
    """The assessment of the project as JSON."""
    return json.loads(run("check", inventory, "--format", "json").stdout)

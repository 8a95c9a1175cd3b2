"""Values that need no reading come out as typer reads them, and nothing is loaded for them."""

import inspect
import subprocess
import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import pytest
import typer
from typer.core import TyperCommand
from typer.testing import CliRunner

from compliance.cli.plain_values import Group, command_of


class Color(StrEnum):
    RED = "red"
    BLUE = "blue"


def paint(
    path: Annotated[Path, typer.Argument()],
    *,
    more: Annotated[list[Path] | None, typer.Option()] = None,
    words: Annotated[list[str] | None, typer.Option()] = None,
    there: Annotated[Path | None, typer.Option(exists=True, dir_okay=False)] = None,
    color: Annotated[Color, typer.Option()] = Color.RED,
    other: Annotated[Color | None, typer.Option()] = None,
    word: Annotated[str | None, typer.Option()] = None,
    times: Annotated[int, typer.Option(min=1)] = 2,
    loud: Annotated[bool, typer.Option("--loud")] = False,
) -> None:
    """Print what came in."""
    typer.echo([path, more, words, there, color, other, word, times, loud])


def said(command, group, arguments):
    """Return what a command answers."""
    app = typer.Typer(cls=group, rich_markup_mode=None)
    app.command(cls=command)(paint)
    app.command("other")(lambda: None)
    result = CliRunner().invoke(app, arguments)
    return result.exit_code, result.output


OURS = command_of({parameter.name: parameter.annotation for parameter in inspect.signature(paint).parameters.values()})


@pytest.mark.parametrize(
    "arguments",
    [
        ["paint", "a.xlsx"],
        ["paint"],
        ["paint", ""],
        ["paint", "-"],
        ["paint", "."],
        ["paint", "closed"],
        ["paint", "nowhere/dangling"],
        ["paint", "dangling"],
        ["paint", "a", "--color", "blue", "--other", "red", "--word", "w", "--times", "3", "--loud"],
        ["paint", "a", "--color", "BLUE"],
        ["paint", "a", "--color", "green"],
        ["paint", "a", "--word", ""],
        ["paint", "a", "--times", "0"],
        ["paint", "a", "--times", "many"],
        ["paint", "a", "--more", "b", "--more", "c", "--words", "x"],
        ["paint", "a", "--there", "nowhere"],
        ["paint", "a", "--there", "."],
        ["paint", "a", "--there", "closed"],
        ["paint", "a", "b"],
        ["paint", "--help"],
        ["--help"],
        ["unknown"],
        [],
    ],
    ids=" ".join,
)
def test_a_command_answers_as_typer_alone_would(arguments, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    closed = tmp_path / "closed"
    closed.touch()
    closed.chmod(0)
    (tmp_path / "dangling").symlink_to("nowhere")

    assert said(OURS, Group, arguments) == said(TyperCommand, typer.core.TyperGroup, arguments)


def test_what_reads_values_is_not_loaded_for_plain_ones():
    program = """
import sys
sys.argv = ["clearance", "check", "nowhere.xlsx"]
from compliance.cli import main
try:
    main()
except SystemExit:
    sys.exit("pydantic" in sys.modules)
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=False)

    assert done.returncode == 0
    assert b"nowhere.xlsx" in done.stderr

"""What cannot be read or is empty is never clear, and a mistake is told with its place and the nearest right word.

The kinds of bad input are told one by one in the tests of the command line, under invented law. Here the same promises
are held on the project and the packs that ship.
"""

from __future__ import annotations

import re
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from click.testing import Result
from typer.testing import CliRunner

from compliance.cli.commands import app
from compliance.cli.status import Status
from compliance.resources import shipped

from .running import copy_example, edit

Command = Callable[..., Result]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of the example to spoil."""
    return copy_example(tmp_path / "film")


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Command:
    """Run a command; a fault that is not told fails the test."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))

    def invoke(*arguments: object) -> Result:
        result = CliRunner().invoke(app, [str(argument) for argument in arguments])
        assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
        return result

    return invoke


def every_output(folder: Path) -> list[list[str]]:
    """Return each way to ask for results, with the options that write them."""
    inventory = str(folder / "inventory.xlsx")
    outputs = ["--output", "json=out.json", "--output", "xlsx=out.xlsx", "--output", "csv=out-tables"]
    return [["check", inventory, *outputs], ["report", inventory, "-o", "out.pdf"]]


def assert_refused(run: Command, project: Path, tmp_path: Path, *words: str, options: tuple[str, ...] = ()) -> None:
    """Expect every command to end with 3, to say why, and to write nothing."""
    for arguments in every_output(project):
        result = run(*arguments, *options)

        assert (result.exit_code, result.stdout) == (Status.UNREADABLE, "")
        for word in words:
            assert word in result.stderr
    assert not list(tmp_path.glob("out*"))


def test_no_asset_is_never_clear(run: Command, project: Path, tmp_path: Path) -> None:
    book = openpyxl.load_workbook(project / "inventory.xlsx")
    for sheet in ("assets", "depictions", "labels", "releases"):
        book[sheet].delete_rows(2, book[sheet].max_row)
    book.save(project / "inventory.xlsx")

    assert_refused(run, project, tmp_path, "sheet assets", "there is nothing to decide")


def test_only_assets_that_are_left_out_are_never_clear(run: Command, project: Path, tmp_path: Path) -> None:
    edit(project, ("assets", "*", "Left out because", "Not ours"))

    assert_refused(run, project, tmp_path, "sheet assets", "there is nothing to decide")


def test_no_requirement_is_never_clear(
    run: Command, project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    without = tmp_path / "policies"
    without.mkdir()
    for name in ("vocabulary.yaml", "jurisdictions.yaml", "coverage.yaml"):
        shutil.copy(shipped("policies") / name, without / name)
    for module in ("compliance.vocabulary", "compliance.jurisdictions", "compliance.policy.loading"):
        monkeypatch.setattr(f"{module}.shipped", lambda _: without)

    assert_refused(run, project, tmp_path, "requirement")


@pytest.mark.parametrize("part", ["xl/workbook.xml", "xl/worksheets/sheet9.xml", "xl/sharedStrings.xml"])
def test_a_workbook_with_an_unreadable_part_gives_no_report(
    part: str, run: Command, project: Path, tmp_path: Path
) -> None:
    path = project / "inventory.xlsx"
    whole = path.read_bytes()
    with zipfile.ZipFile(project / "whole.zip", "w") as kept, zipfile.ZipFile(path) as book:
        names = book.namelist()
        for name in names:
            content = book.read(name)
            kept.writestr(name, content[: len(content) // 2] if name == part else content)
    assert part in names
    (project / "whole.zip").replace(path)
    assert path.read_bytes() != whole

    assert_refused(run, project, tmp_path, "inventory.xlsx")


@pytest.mark.parametrize(
    ("sheet", "key", "heading", "value", "nearest"),
    [
        ("assets", "A-003", "Medium", "vidoe", "video"),
        ("releases", "R-013", "Territory", "US-TNN", "US-TN"),
        ("labels", "L-004", "Where it is", "visibble", "visible"),
        ("depictions", "D-006", "Person", "P-O3", "P-03"),
        ("statements", "ST-01", "Fact", "assets.sexual_contnt", "sexual_content"),
    ],
)
def test_a_misspelt_answer_is_told_with_its_cell_and_the_nearest(
    sheet: str, key: str, heading: str, value: str, nearest: str, *, run: Command, project: Path
) -> None:
    edit(project, (sheet, key, heading, value))
    row = next(
        cells[0].row
        for cells in openpyxl.load_workbook(project / "inventory.xlsx")[sheet].rows
        if cells[0].value == key
    )

    result = run("check", project / "inventory.xlsx")

    assert result.exit_code == Status.UNREADABLE
    assert f"sheet {sheet}, row {row}, column {heading}" in result.stderr
    assert value in result.stderr
    assert re.search(rf"Did you mean [^?]*{nearest}[^?]*\?", result.stderr)


def test_a_misspelt_column_is_told_with_its_sheet_and_the_nearest(run: Command, project: Path) -> None:
    edit(project, ("assets", "A-003", "Realsim", "realistic"))

    result = run("check", project / "inventory.xlsx")

    assert result.exit_code == Status.UNREADABLE
    assert "sheet assets" in result.stderr
    assert "Realsim" in result.stderr
    assert "Did you mean realism?" in result.stderr


@pytest.mark.parametrize(
    ("right", "wrong", "nearest"),
    [
        ("severity: high", "severty: high", "severity"),
        ("severity: high", "severity: hihg", "high"),
        ("force: obligation", "force: obligaton", "obligation"),
        ("key_date: release.starts_on", "key_date: release.start_on", "release.starts_on"),
    ],
)
def test_a_misspelt_word_in_a_pack_is_told_with_its_line_and_the_nearest(
    right: str, wrong: str, nearest: str, *, run: Command, project: Path, tmp_path: Path
) -> None:
    original = next(
        path for path in sorted(shipped("policies").rglob("*.yaml")) if path.name == "general-business.yaml"
    )
    text = original.read_text(encoding="utf-8")
    assert right in text
    house = tmp_path / "house"
    house.mkdir()
    spoilt = text.replace(right, wrong, 1)
    (house / "pack.yaml").write_text(spoilt, encoding="utf-8")
    line = 1 + next(number for number, content in enumerate(spoilt.splitlines()) if wrong in content)

    result = run("check", project / "inventory.xlsx", "--policies", house)

    assert result.exit_code == Status.UNREADABLE
    assert re.search(rf"pack\.yaml:{line}: .*Did you mean {re.escape(nearest)}\?", result.stderr), result.stderr

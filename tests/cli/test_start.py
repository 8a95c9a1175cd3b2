"""`init` copies the sample project whole, and over nothing; `workbook` writes what a project has to fill in."""

from __future__ import annotations

import errno
import os

import openpyxl
import pytest

from compliance.cli.status import Status


@pytest.fixture(autouse=True)
def _invented(world, monkeypatch):
    sample = world / "examples" / "feature-film"
    (sample / "make_inventory.py").write_text("raise SystemExit")
    (sample / "documents").mkdir()
    (sample / "documents" / "consent.txt").write_text("signed")
    monkeypatch.setattr("compliance.cli.sample.shipped", lambda name: world / name)


def test_the_sample_is_copied_without_its_program(run, tmp_path):
    result = run("init", "film")

    assert (result.exit_code, result.stdout) == (0, "Copied 2 files into film\n")
    assert "clearance check film/inventory.xlsx" in result.stderr
    files = sorted(path.relative_to(tmp_path / "film").as_posix() for path in (tmp_path / "film").rglob("*.*"))
    assert files == ["clearance.toml", "documents/consent.txt"]


def test_a_folder_that_holds_something_is_left_alone(run, tmp_path):
    (tmp_path / "film").mkdir()
    (tmp_path / "film" / "clearance.toml").write_text("mine")

    result = run("init", "film")

    assert result.exit_code == Status.USAGE
    assert "--force" in result.stderr
    assert (tmp_path / "film" / "clearance.toml").read_text() == "mine"


def test_force_overwrites_the_sample_files_and_keeps_others(run, tmp_path):
    (tmp_path / "film" / "documents").mkdir(parents=True)
    (tmp_path / "film" / "mine.txt").write_text("mine")

    assert run("init", "film", "--force").exit_code == 0
    assert (tmp_path / "film" / "mine.txt").read_text() == "mine"
    assert (tmp_path / "film" / "documents" / "consent.txt").exists()


def test_a_missing_parent_is_told(run):
    assert run("init", "nowhere/film").exit_code == Status.USAGE


# -- workbook


def headings(path, sheet):
    return [cell.value for cell in openpyxl.load_workbook(path)[sheet][1]]


def test_a_workbook_has_the_sheets_and_columns_that_the_packs_read(run, tmp_path):
    result = run("workbook", "-o", "mine.xlsx")

    assert result.exit_code == 0
    assert "for 3 of 3 requirements" in result.stdout
    assert "Uses permitted" in headings(tmp_path / "mine.xlsx", "consents")
    assert "Letters against the shorter side" not in headings(tmp_path / "mine.xlsx", "labels")


@pytest.mark.parametrize(
    ("options", "asked"),
    [
        (["--territory", "XA"], 3),
        (["--territory", "XB"], 0),
        (["--territory", "XB", "--territory", "XA"], 3),
        (["--medium", "audio"], 1),
        (["--medium", "video"], 3),
        (["--role", "publisher"], 3),
    ],
)
def test_a_workbook_is_cut_to_the_project(run, options, asked):
    assert f"for {asked} of 3 requirements" in run("workbook", "-o", "mine.xlsx", *options).stdout


def test_a_place_without_packs_is_said(run):
    assert "No pack covers Exce law" in run("workbook", "-o", "mine.xlsx", "--territory", "XC").stderr


def test_unknown_words_are_all_told_and_nothing_is_written(run, tmp_path):
    result = run("workbook", "-o", "mine.xlsx", "--territory", "XAA", "--role", "publisher_", "--medium", "vidoe")

    assert result.exit_code == Status.USAGE
    assert [line.split(".")[-1].strip() for line in result.stderr.splitlines()] == [
        "Did you mean publisher?",
        "Did you mean video?",
        "Did you mean XA?",
    ]
    assert not (tmp_path / "mine.xlsx").exists()


def test_a_filled_workbook_is_not_overwritten(run, tmp_path):
    (tmp_path / "mine.xlsx").write_text("filled")

    assert run("workbook", "-o", "mine.xlsx").exit_code == Status.USAGE
    assert (tmp_path / "mine.xlsx").read_text() == "filled"


def test_an_empty_workbook_is_never_clear(run):
    run("workbook", "-o", "mine.xlsx")

    result = run("check", "mine.xlsx")

    assert result.exit_code == Status.UNREADABLE
    assert "List at least one." in result.stderr


def test_a_full_disk_while_copying_the_sample_is_told(run, tmp_path, monkeypatch):
    def full(*_):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr("shutil.copyfile", full)

    result = run("init", "film")

    assert result.exit_code == Status.USAGE
    assert "film: cannot be written (No space left on device)." in result.stderr
    assert not (tmp_path / "film").exists()

"""The workbook opens, says what the others say, and holds no live cell."""

from __future__ import annotations

import errno
import os
import zipfile
from dataclasses import replace
from datetime import datetime

import openpyxl
import pytest

from compliance.assessment.model import Decision, Outcome
from compliance.errors import OutputError
from compliance.exports.building import counts_of
from compliance.exports.matrix import NOT_RELEASED
from compliance.exports.sheets import LONGEST_TEXT
from compliance.exports.xlsx import write_xlsx


@pytest.fixture
def path(assessment, tmp_path):
    write_xlsx(assessment, tmp_path / "out.xlsx")
    return tmp_path / "out.xlsx"


@pytest.fixture
def book(path):
    return openpyxl.load_workbook(path)


def rows(sheet):
    head, *body = sheet.iter_rows(values_only=True)
    return [dict(zip(head, row, strict=True)) for row in body]


def test_the_decision_comes_first_and_the_explanation_last(book):
    assert book.sheetnames == [
        "Decision",
        "Matrix",
        "Findings",
        "Undecided",
        "Questions",
        "Waivers",
        "Calendar",
        "Criteria",
        "Outcomes",
        "Read me",
    ]


def test_the_matrix_has_a_letter_for_every_asset_and_territory(book, assessment):
    assert rows(book["Matrix"]) == [
        {"Asset": "A1", "Title": assessment.titles["asset"]["A1"], "Worst": "B", "XA": "B", "XB": "U"},
        {"Asset": "A2", "Title": "Plain title", "Worst": "W", "XA": "W", "XB": NOT_RELEASED},
    ]
    assert "F-0000aaaa" in book["Matrix"]["D2"].comment.text


def test_counts_are_those_of_the_assessment(book, assessment):
    counts = counts_of(assessment)
    read_me = {row[0].value: row[1].value for row in book["Read me"].iter_rows() if row[0].value}

    assert read_me["Findings"] == counts.findings
    assert len(rows(book["Findings"])) + len(rows(book["Undecided"])) == counts.findings
    assert read_me["of these fail"] == counts.outcomes[Outcome.FAIL]
    assert read_me["Outcomes"] == sum(counts.outcomes.values())
    assert len(rows(book["Outcomes"])) == read_me["Outcomes"] - counts.outcomes[Outcome.NOT_APPLICABLE]
    assert [row["Fail"] for row in rows(book["Criteria"])] == [2, 0, 1]


def test_the_reconciliation_is_on_the_last_sheet(book):
    cells = [[cell.value for cell in row[:6]] for row in book["Read me"].iter_rows()]

    assert ["assets", 3, 2, 1, 0, "yes"] in cells


def test_no_cell_is_a_formula_or_a_link(book, path):
    assert {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row} <= {"s", "n", "d"}
    with zipfile.ZipFile(path) as parts:
        sheets = [parts.read(name).decode() for name in parts.namelist() if name.startswith("xl/worksheets/sheet")]
    assert not any("<f>" in sheet or "<hyperlink" in sheet for sheet in sheets)


def test_headings_stay_in_view_and_can_be_filtered(book):
    tables = [sheet for sheet in book if sheet.title != "Read me"]

    assert {sheet.title for sheet in tables if not sheet.freeze_panes or not sheet.auto_filter.ref} == set()


def test_the_file_is_dated_by_the_assessment(book, assessment):
    assert book.properties.created == datetime(2030, 3, 1)  # noqa: DTZ001 - workbooks know no time zones


def test_people_can_answer_from_a_list(book):
    (validation,) = book["Findings"].data_validations.dataValidation

    assert "will fix" in validation.formula1


def test_a_text_too_long_for_a_cell_is_cut_and_says_so(assessment, tmp_path):
    long = replace(assessment.findings[0], condition="x" * 40_000)
    write_xlsx(replace(assessment, findings=(long,)), tmp_path / "out.xlsx")

    (row,) = rows(openpyxl.load_workbook(tmp_path / "out.xlsx")["Findings"])
    assert len(row["What was found"]) == LONGEST_TEXT
    assert row["What was found"].endswith("40000 characters, all of them in the JSON and CSV exports")


def test_an_assessment_without_findings_still_makes_a_workbook(assessment, tmp_path):
    write_xlsx(replace(assessment, findings=(), questions=(), waivers=(), calendar=()), tmp_path / "out.xlsx")

    assert rows(openpyxl.load_workbook(tmp_path / "out.xlsx")["Findings"]) == []


def test_the_whole_project_counts_each_asset_once(assessment, book):
    rows = list(book["Decision"].iter_rows(values_only=True))
    whole = dict(zip(rows[0], rows[1], strict=True))

    decided = {decision.asset for decision in assessment.asset_decisions}
    assert whole["Assets"] == len(decided)
    assert sum(whole[kind.words] or 0 for kind in Decision) == len(decided)


def test_a_full_disk_is_told_without_a_traceback(assessment, tmp_path, monkeypatch, capsys):
    def full(*_: object) -> int:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr("pathlib.Path.write_bytes", full)

    with pytest.raises(OutputError, match="No space left"):
        write_xlsx(assessment, tmp_path / "a.xlsx")

    assert not capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []

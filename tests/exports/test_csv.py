"""CSV files hold every row, and nothing in them comes alive in a spreadsheet."""

from __future__ import annotations

import csv
import io

import pytest

from compliance.exports.cells import guarded
from compliance.exports.csv import print_csv, write_csv
from compliance.exports.tables import TABLES


def read(folder, name):
    with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_there_is_a_file_for_every_table(assessment, tmp_path):
    write_csv(assessment, tmp_path / "out")

    assert {path.stem for path in (tmp_path / "out").iterdir()} == {table.name for table in TABLES}


def test_every_outcome_has_a_row(assessment, tmp_path):
    write_csv(assessment, tmp_path / "out")

    rows = read(tmp_path / "out", "outcomes")
    assert [(row["requirement"], row["subject"], row["outcome"]) for row in rows] == [
        (row[0], row[1].key, row[2].value) for row in assessment.outcomes.rows()
    ]


def test_decisions_of_every_level_stand_in_one_file(assessment, tmp_path):
    write_csv(assessment, tmp_path / "out")

    rows = read(tmp_path / "out", "decisions")
    assert [(row["level"], row["territory"], row["asset"], row["code"]) for row in rows] == [
        ("project", "", "", "B"),
        ("territory", "XA", "", "B"),
        ("territory", "XB", "", "U"),
        ("jurisdiction", "XA", "", "C"),
        ("asset", "XA", "A1", "B"),
        ("asset", "XB", "A1", "U"),
        ("asset", "XA", "A2", "W"),
    ]


def test_a_title_that_is_a_formula_gets_an_apostrophe(assessment, tmp_path):
    write_csv(assessment, tmp_path / "out")

    titles = {row["asset_title"] for row in read(tmp_path / "out", "decisions") if row["asset"] == "A1"}
    assert titles == {'\'=HYPERLINK("http://example.test","x")'}


def test_a_negative_number_of_days_stays_a_number(assessment, tmp_path):
    write_csv(assessment, tmp_path / "out")

    assert [row["days_left"] for row in read(tmp_path / "out", "waivers")] == ["30", "-29"]


def test_a_pipe_gets_the_findings_alone(assessment):
    out = io.StringIO()

    print_csv(assessment, out)

    rows = list(csv.DictReader(io.StringIO(out.getvalue())))
    assert [row["id"] for row in rows] == [finding.id for finding in assessment.findings]
    assert rows[0]["waivers"] == "W-1"


def test_other_files_in_the_folder_stay(assessment, tmp_path):
    out = tmp_path / "out"
    out.mkdir()
    (out / "mine.txt").write_text("keep")

    write_csv(assessment, out)

    assert (out / "mine.txt").read_text() == "keep"
    assert (out / "findings.csv").exists()


@pytest.mark.parametrize(
    "alive",
    ["=1", "+cmd", "-cmd", "@x", "|x", "%x", "\t=1", " \u00a0=1", "\r\n@x", "-", "=-1"],
)
def test_what_could_be_a_formula_is_guarded(alive):
    assert guarded(alive) == f"'{alive}"


@pytest.mark.parametrize("sign", "=+-@|%")
def test_full_width_signs_are_guarded_too(sign):
    wide = f"{chr(ord(sign) + 0xFEE0)}1"

    assert guarded(wide) == f"'{wide}"


@pytest.mark.parametrize("plain", ["", "-1", "+1.5", "-.5", "1e-3", " -2 ", "a=b", "x", "'=1", "3 %"])
def test_numbers_and_words_stay_as_they_are(plain):
    assert guarded(plain) == plain

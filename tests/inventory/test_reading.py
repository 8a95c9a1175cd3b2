"""A book is met with the vocabulary: its sheets are known, the needed ones are there, and nothing is dropped."""

# ruff: noqa: RUF001 - look-alike letters are part of it

import subprocess
import sys

import pytest

from compliance.errors import InventoryError
from compliance.inventory.raw import RawBook, RawSheet
from compliance.inventory.reading import inventory_of


@pytest.mark.parametrize("name", ["people", "People", "PEOPLE ", "person", "pеople"])
def test_a_sheet_by_its_name_or_that_of_its_rows(read, name):
    assert read({name: [["id"], ["P-1"]]}).row("person", "P-1").key == "P-1"


@pytest.mark.parametrize("name", ["legend", "Legend", "lists", "Sheet1"])
def test_sheets_that_explain_and_empty_ones_are_passed_over(read, name):
    rows = [["", ""]] if name == "Sheet1" else [["anything"]]

    assert name not in read({name: rows}).read


def test_a_sheet_kept_for_oneself_is_noted(read):
    inventory = read({"x_notes": [["anything"]]})

    assert any("x_notes" in note and "not read" in note for note in inventory.notes)


@pytest.mark.parametrize(
    ("name", "remedy"), [("releazes", "Did you mean releases?"), ("qqq", "Sheets are: organisation, assets, people")]
)
def test_an_unknown_sheet_is_refused_with_the_nearest(problems, name, remedy):
    found = problems({name: [["x"]]})

    assert [(problem.code, problem.at.sheet) for problem in found] == [("unknown-sheet", name)]
    assert found[0].remedy.startswith(remedy)


def test_two_sheets_for_the_same_rows_are_refused(problems):
    assert [problem.code for problem in problems({"asset": [["id"], ["A2"]]})] == ["duplicate-sheet"]


def raw(name, *rows):
    return RawSheet(name, "book.xlsx", rows)


ASSETS = raw("assets", ["id"], ["A1"])


@pytest.mark.parametrize(
    ("sheets", "code", "sheet"),
    [
        ((), "missing-sheet", ""),
        ((ASSETS,), "missing-sheet", ""),
        ((ASSETS, raw("releases", ["id", "asset", "territory"])), "nothing-to-decide", "releases"),
        ((raw("assets", ["id"]), raw("releases", ["id", "asset"])), "nothing-to-decide", "assets"),
        ((raw("assets", ["id"], ["EXAMPLE-1"]), raw("releases", ["id"])), "nothing-to-decide", "assets"),
    ],
)
def test_an_inventory_without_assets_or_releases_decides_nothing_and_is_refused(
    vocabulary, jurisdictions, sheets, code, sheet
):
    with pytest.raises(InventoryError) as caught:
        inventory_of(RawBook("book.xlsx", "", 0, sheets), vocabulary, jurisdictions)

    first = caught.value.problems[0]
    assert (first.code, first.at.sheet) == (code, sheet)
    assert first.remedy


def test_an_inventory_knows_its_source_and_every_entity(read, vocabulary):
    inventory = read({})

    assert (inventory.source, inventory.size) == ("book.xlsx", 1)
    assert set(inventory.rows) == set(vocabulary.entities)
    assert inventory.rows["person"] == ()
    assert len(inventory.rows) == len(vocabulary.entities)
    with pytest.raises(KeyError):
        inventory.rows["vehicle"]
    with pytest.raises(KeyError):
        inventory.row("asset", "A9")


def test_reading_loads_nothing_that_only_writing_or_reports_need():
    heavy = "pandas pydantic jinja2 weasyprint pikepdf xlsxwriter openpyxl pycountry holidays sqlmodel"
    script = (
        "import sys, compliance.inventory.readers, compliance.inventory.columns\n"
        f"print([name for name in {heavy.split()} if name in sys.modules])"
    )

    assert subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout == "[]\n"


def test_merged_cells_below_the_heading_are_noted(vocabulary, jurisdictions):
    rows = [["id", "Medium"], ["A1", "video"], ["A2", ""]]
    sheets = (
        RawSheet("assets", "book.xlsx", rows, merged=((1, 1, 2, 1),)),
        raw("releases", ["id", "asset", "territory"], ["R1", "A1", "DE"], ["R2", "A2", "DE"]),
    )
    inventory = inventory_of(RawBook("book.xlsx", "", 0, sheets), vocabulary, jurisdictions)

    assert any("cells B2:B3 are merged" in note for note in inventory.notes)
    assert inventory.row("asset", "A2").value("medium") is None

"""Workbooks: what a spreadsheet shows is what is read; what it could not work out is an error, never a blank."""

# ruff: noqa: DTZ001 - date-times of a spreadsheet have no offset

import zipfile
from datetime import date, datetime

import openpyxl
import pytest
import xlsxwriter

from compliance.inventory.readers import read_inventory

LEAST = {"releases": [["id", "asset", "territory"], ["R1", "A1", "DE"]]}
SHEET = "xl/worksheets/sheet1.xml"


def edited(path, change, part=SHEET):
    """Rewrite one part of a workbook."""
    copy = path.with_name("edited.xlsx")
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(copy, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            data = old.read(info.filename)
            new.writestr(info.filename, change(data) if info.filename == part else data)
    return copy


def body(content):
    """Replace the rows of a sheet."""

    def change(data):
        head, _, rest = data.partition(b"<sheetData>")
        return head + b"<sheetData>" + content + b"</sheetData>" + rest.partition(b"</sheetData>")[2]

    return change


def cell(name, text):
    return f'<c r="{name}" t="inlineStr"><is><t>{text}</t></is></c>'


def test_cells_of_every_kind(write_xlsx, read_file):
    heading = ["id", "Title", "Has sound", "Length", "Made on", "Valid until"]
    row = [5, "  two\u00a0words ", True, 2.5, date(2026, 4, 3), datetime(2026, 4, 3)]
    inventory = read_file(
        write_xlsx({"assets": [heading, row], "releases": [["id", "asset", "territory"], ["R1", 5, "DE"]]})
    )

    asset = inventory.row("asset", "5")
    assert asset.value("title") == "two words"
    assert asset.value("has_sound") is True
    assert asset.value("duration_s") == 2.5
    assert (asset.value("made_on"), asset.value("valid_until")) == (date(2026, 4, 3), date(2026, 4, 3))
    assert str(asset.cells["made_on"].place) == "book.xlsx, sheet assets, row 2, column Made on"


def test_a_day_number_in_a_cell_without_date_format_is_that_day(write_xlsx, read_file):
    inventory = read_file(write_xlsx({"assets": [["id", "Made on"], ["A1", 46115]]}))

    assert inventory.row("asset", "A1").value("made_on") == date(2026, 4, 3)
    assert any("day numbers" in note for note in inventory.notes)


def test_workbooks_that_count_from_1904_are_counted_so(tmp_path, read_file):
    path = tmp_path / "book.xlsx"
    with xlsxwriter.Workbook(path, {"date_1904": True}) as book:
        page = book.add_worksheet("assets")
        page.write_row(0, 0, ["id", "Made on", "Valid until"])
        page.write_row(1, 0, ["A1", 44653])
        page.write_datetime(1, 2, datetime(2026, 4, 3), book.add_format({"num_format": "yyyy-mm-dd"}))
        page = book.add_worksheet("releases")
        for at, row in enumerate(LEAST["releases"]):
            page.write_row(at, 0, row)
    asset = read_file(path).row("asset", "A1")

    assert asset.value("made_on") == asset.value("valid_until") == date(2026, 4, 3)


@pytest.mark.parametrize("error", ["#N/A", "#REF!", "#DIV/0!"])
def test_an_error_cell_is_an_error_not_a_blank(write_xlsx, refused, error):
    rows = f'<row r="1">{cell("A1", "id")}{cell("B1", "Title")}</row><row r="2">{cell("A2", "A1")}<c r="B2" t="e"><v>{error}</v></c></row>'
    (problem,) = refused(edited(write_xlsx({}), body(rows.encode())))

    assert (problem.code, problem.at.row, problem.at.column) == ("error-cell", 2, "Title")
    assert error in problem.problem


def test_a_formula_with_its_result_is_the_result(write_xlsx, read_file):
    value = '<c r="B2" t="str"><f>"a"&amp;"b"</f><v>ab</v></c><c r="C2"><f>1+1</f><v>2</v></c><c r="D2" t="str"><f>""</f><v></v></c>'
    heading = f"{cell('A1', 'id')}{cell('B1', 'Title')}{cell('C1', 'Length')}{cell('D1', 'Medium')}"
    rows = f'<row r="1">{heading}</row><row r="2">{cell("A2", "A1")}{value}</row>'
    path = edited(edited_calculation(write_xlsx({})), body(rows.encode()))
    asset = read_file(path).row("asset", "A1")

    assert (asset.value("title"), asset.value("duration_s"), asset.value("medium")) == ("ab", 2.0, None)


def edited_calculation(path):
    """Say in a workbook that its formulas have been calculated."""
    copy = edited(path, lambda data: data.replace(b'fullCalcOnLoad="1"', b""), "xl/workbook.xml")
    return copy.rename(copy.with_name("calculated.xlsx"))


@pytest.mark.parametrize("formula", ["<f>1+1</f>", "<f>1+1</f><v></v>", "<f>1+1</f><v/>", '<f t="shared" si="0"/>'])
def test_a_formula_without_its_result_is_an_error(write_xlsx, refused, formula):
    rows = f'<row r="1">{cell("A1", "id")}{cell("B1", "Length")}</row><row r="2">{cell("A2", "A1")}<c r="B2">{formula}</c></row>'
    (problem,) = refused(edited(edited_calculation(write_xlsx({})), body(rows.encode())))

    assert (problem.code, problem.at.row, problem.at.column) == ("formula-not-calculated", 2, "Length")
    assert "save it" in problem.remedy


def test_formulas_of_a_file_no_spreadsheet_program_has_opened_are_an_error(tmp_path, refused):
    path = tmp_path / "book.xlsx"
    with xlsxwriter.Workbook(path) as book:
        page = book.add_worksheet("assets")
        page.write_row(0, 0, ["id", "Length"])
        page.write_string(1, 0, "A1")
        page.write_formula(1, 1, "=1+1")
        page = book.add_worksheet("releases")
        for at, row in enumerate(LEAST["releases"]):
            page.write_row(at, 0, row)

    assert [problem.code for problem in refused(path)] == ["formula-not-calculated"]


def test_a_percentage_is_told_from_a_fraction(tmp_path, read_file, refused):
    def write(heading):
        path = tmp_path / "book.xlsx"
        with xlsxwriter.Workbook(path) as book:
            page = book.add_worksheet("assets")
            page.write_row(0, 0, ["id", heading])
            page.write_string(1, 0, "A1")
            page.write_number(1, 1, 0.05, book.add_format({"num_format": "0.0 %"}))
            page = book.add_worksheet("releases")
            for at, row in enumerate(LEAST["releases"]):
                page.write_row(at, 0, row)
        return path

    assert read_file(write("Share")).row("asset", "A1").value("share") == 5.0
    assert read_file(write("Ratio")).row("asset", "A1").value("ratio") == 0.05
    assert [problem.code for problem in refused(write("Length"))] == ["percentage-not-wanted"]


def test_merged_titles_are_passed_over_and_merged_cells_noted(tmp_path, read_file):
    book = openpyxl.Workbook()
    page = book.active
    page.title = "assets"
    page.append(["Our film"])
    page.merge_cells("A1:C1")
    page.append(["id", "Medium"])
    page.append(["A1", "video"])
    page.append(["A2", None])
    page.merge_cells("B3:B4")
    page = book.create_sheet("releases")
    for row in LEAST["releases"]:
        page.append(row)
    book.save(tmp_path / "book.xlsx")
    inventory = read_file(tmp_path / "book.xlsx")

    assert inventory.row("asset", "A1").place.row == 3
    assert any("cells B3:B4 are merged" in note for note in inventory.notes)


def test_a_million_blank_formatted_rows_are_no_rows(tmp_path, read_file):
    path = tmp_path / "book.xlsx"
    with xlsxwriter.Workbook(path, {"constant_memory": True}) as book:
        style = book.add_format({"bold": True})
        page = book.add_worksheet("assets")
        page.write_row(0, 0, ["id", "Medium"])
        page.write_row(1, 0, ["A1", "video"])
        for row in range(2, 1_048_576):
            page.set_row(row, 20, style)
        page.write_blank(1_048_575, 1, None, style)
        page = book.add_worksheet("releases")
        for at, row in enumerate(LEAST["releases"]):
            page.write_row(at, 0, row)
    inventory = read_file(path)

    assert inventory.read == {"assets": 1, "releases": 1}


@pytest.mark.parametrize("name", ["XFD1048576", "A1048577", "A1234567890"])
def test_a_lone_value_at_the_far_end_is_refused_before_it_fills_the_memory(write_xlsx, refused, name):
    far = f'<row r="9">{cell(name, "x")}</row>'
    rows = f'<row r="1">{cell("A1", "id")}</row><row r="2">{cell("A2", "A1")}</row>{far}'
    (problem,) = refused(edited(write_xlsx({}), body(rows.encode())))

    assert (problem.code, problem.at.sheet) == ("sheet-too-large", "assets")
    assert "Delete the rows and columns" in problem.remedy


WITHOUT_REFERENCES = (
    '<row><c t="inlineStr"><is><t>id</t></is></c><c t="inlineStr"><is><t>Title</t></is></c></row>'
    '<row><c t="inlineStr"><is><t>A1</t></is></c><c t="e"><v>#N/A</v></c></row>'
)
SINGLE_QUOTES = (
    f'<row r="1">{cell("A1", "id")}{cell("B1", "Title")}</row>'
    f'<row r="2">{cell("A2", "A1")}<c r="B2" t="e"><v>#N/A</v></c></row>'
)


@pytest.mark.parametrize("rows", [WITHOUT_REFERENCES, SINGLE_QUOTES.replace('"', "'")])
def test_errors_are_found_in_workbooks_of_other_spelling(write_xlsx, refused, rows):
    assert [problem.code for problem in refused(edited(write_xlsx({}), body(rows.encode())))] == ["error-cell"]


def test_a_cell_of_ten_megabytes_is_refused_with_its_place(write_xlsx, refused):
    rows = f'<row r="1">{cell("A1", "id")}{cell("B1", "Title")}</row><row r="2">{cell("A2", "A1")}{cell("B2", "x" * 10_000_000)}</row>'
    (problem,) = refused(edited(write_xlsx({}), body(rows.encode())))

    assert (problem.code, problem.at.row, problem.at.column) == ("cell-too-long", 2, "Title")


def test_a_thousand_sheets_are_told_up_to_a_number(tmp_path, refused):
    path = tmp_path / "book.xlsx"
    with xlsxwriter.Workbook(path) as book:
        for number in range(1_000):
            book.add_worksheet(f"more {number}").write(0, 0, "x")
    found = refused(path)

    assert found[0].code == "unknown-sheet"
    assert found[-1].code == "more-problems"


@pytest.mark.parametrize("kept", [0.1, 0.5, 0.9, 0.999])
def test_a_file_cut_short_is_told_to_be(write_xlsx, refused, kept):
    path = write_xlsx({})
    data = path.read_bytes()
    path.write_bytes(data[: int(len(data) * kept)])

    assert [problem.code for problem in refused(path)] == ["damaged-file"]


def test_a_changed_byte_is_found(write_xlsx, refused):
    path = write_xlsx({})
    data = bytearray(path.read_bytes())
    at = data.index(SHEET.encode()) + len(SHEET) + 40
    data[at] ^= 0xFF
    path.write_bytes(data)

    assert [problem.code for problem in refused(path)] == ["damaged-file"]


@pytest.mark.parametrize(
    "content",
    [
        b'<row r="1"><c r="A1" t="zz"><v>1</v></c></row>',
        b'<row r="1"><c r="A1" t="n"><v>abc</v></c></row>',
        b'<row><c t="e"></row>',
    ],
)
def test_a_sheet_that_makes_no_sense_is_damaged(write_xlsx, refused, content):
    assert [problem.code for problem in refused(edited(write_xlsx({}), body(content)))] == ["damaged-file"]


def test_macros_are_noted_and_not_run(write_xlsx, vocabulary, jurisdictions):
    path = write_xlsx({}, "book.xlsm")
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("xl/vbaProject.bin", b"x")

    assert read_inventory(path, vocabulary, jurisdictions).notes == (
        "book.xlsm: the workbook holds macros; they were not run.",
    )


def test_charts_are_no_sheets(tmp_path, read_file):
    path = tmp_path / "book.xlsx"
    with xlsxwriter.Workbook(path) as book:
        for name, rows in {"assets": [["id"], ["A1"]], **LEAST}.items():
            page = book.add_worksheet(name)
            for at, row in enumerate(rows):
                page.write_row(at, 0, row)
        chart = book.add_chart({"type": "bar"})
        chart.add_series({"values": "=assets!$A$2:$A$2"})
        book.add_chartsheet("chart").set_chart(chart)

    assert read_file(path).read == {"assets": 1, "releases": 1}

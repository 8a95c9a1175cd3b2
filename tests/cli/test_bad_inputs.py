"""Every bad input gets a clear message with a remedy and its status; nothing is left half-written."""

from __future__ import annotations

import io
import zipfile

import openpyxl
import pytest

from compliance.cli.status import Status

from .conftest import write_workbook


def changed(sheets, sheet, row, column, value):
    """Return the sheets with one cell changed; the column is named by its heading."""
    sheets[sheet][row][sheets[sheet][0].index(column)] = value
    return sheets


def add_column(sheets, sheet, heading, value="x"):
    for number, row in enumerate(sheets[sheet]):
        row.append(value if number else heading)
    return sheets


def many_sheets(path, sheets):
    """Write the project and a thousand further sheets."""
    write_workbook(path, sheets | {f"extra {number}": [["x"]] for number in range(1000)})


def formula_cells(path, sheets, *, cached):
    """Write the project with a formula for the end of a label, with or without its result."""
    write_workbook(path, sheets)
    book = openpyxl.load_workbook(path)
    book["labels"]["F2"] = "=E2+5"
    book.save(path)
    if cached:
        with_result(path)


def with_result(path):
    """Write a result beside the formula, as a spreadsheet program does."""
    out = io.BytesIO()
    with zipfile.ZipFile(path) as given, zipfile.ZipFile(out, "w") as written:
        for part in given.infolist():
            content = given.read(part).replace(b"<f>E2+5</f><v></v>", b"<f>E2+5</f><v>5</v>")
            content = content.replace(b"<f>E2+5</f><v />", b"<f>E2+5</f><v>5</v>")
            # What wrote the file knew no results and asked for them to be worked out.
            written.writestr(part, content.replace(b' fullCalcOnLoad="1"', b""))
    path.write_bytes(out.getvalue())


def zip_bomb(path, _sheets):
    """Write a workbook whose one part unpacks to hundreds of millions of bytes."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as book:
        book.writestr("[Content_Types].xml", "<Types/>")
        book.writestr("xl/workbook.xml", b" " * 400_000_000)


def large_cell(path, sheets):
    """Write a cell of ten million characters."""
    write_workbook(path, sheets)
    out = io.BytesIO()
    with zipfile.ZipFile(path) as given, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as written:
        for part in given.infolist():
            written.writestr(part, given.read(part).replace(b"Main trailer", b"x" * 10_000_000))
    path.write_bytes(out.getvalue())


OLE = bytes.fromhex("d0cf11e0a1b11ae1")

BOOKS = {
    "an empty file": (lambda path, _: path.write_bytes(b""), ["is empty", "clearance workbook"]),
    "a PDF": (lambda path, _: path.write_bytes(b"%PDF-1.7\n"), ["is a PDF document", "Save it as"]),
    "a picture": (lambda path, _: path.write_bytes(b"\x89PNG\r\n"), ["is a picture"]),
    "a password": (
        lambda path, _: path.write_bytes(OLE + b"\x00" * 600 + "EncryptedPackage".encode("utf-16-le")),
        ["is protected with a password", "Save a copy without password"],
    ),
    "a torn workbook": (
        lambda path, sheets: path.write_bytes(write_workbook(path, sheets).read_bytes()[:2000]),
        ["inventory.xlsx"],
    ),
    "noise": (lambda path, _: path.write_bytes(b"PK\x03\x04" + b"noise" * 100), ["inventory.xlsx"]),
    "no sheet of releases": (
        lambda path, sheets: write_workbook(path, {k: v for k, v in sheets.items() if k != "releases"}),
        ["releases"],
    ),
    "no asset": (lambda path, sheets: write_workbook(path, sheets | {"assets": sheets["assets"][:1]}), ["asset"]),
    "an unknown sheet": (lambda path, sheets: write_workbook(path, sheets | {"labls": [["id"], ["L1"]]}), ["labls"]),
    "an unknown column": (
        lambda path, sheets: write_workbook(path, add_column(sheets, "assets", "mediun")),
        ["sheet assets", "mediun", "medium"],
    ),
    "a misspelt choice": (
        lambda path, sheets: write_workbook(path, changed(sheets, "assets", 1, "medium", "vidoe")),
        ["sheet assets, row 2, column medium", "vidoe", "Did you mean video?"],
    ),
    "the 31st of February": (
        lambda path, sheets: write_workbook(path, changed(sheets, "releases", 1, "starts_on", "31/02/2030")),
        ["sheet releases, row 2, column starts_on", "31/02/2030"],
    ),
    "a person who is not listed": (
        lambda path, sheets: write_workbook(path, changed(sheets, "depictions", 1, "person", "P9")),
        ["sheet depictions, row 2, column person", "P9"],
    ),
    "an id given twice": (
        lambda path, sheets: write_workbook(path, changed(sheets, "assets", 2, "id", "A1")),
        ["sheet assets, row 3", "A1"],
    ),
    "a cell of ten million characters": (large_cell, ["sheet assets"]),
    "a thousand sheets": (many_sheets, ["inventory.xlsx"]),
    "a zip bomb": (zip_bomb, ["inventory.xlsx"]),
    "a formula without its result": (
        lambda path, sheets: formula_cells(path, sheets, cached=False),
        ["sheet labels, row 2, column end_s", "formula"],
    ),
}


@pytest.mark.parametrize("name", BOOKS)
@pytest.mark.parametrize("command", ["check", "report"])
def test_a_bad_workbook_is_told_and_nothing_is_written(name, command, *, run, inventory, sheets, tmp_path):
    make, said = BOOKS[name]
    make(inventory, sheets)
    output = ["-o", "out.pdf"] if command == "report" else ["--output", "json=out.json", "--output", "csv=tables"]
    before = sorted(tmp_path.iterdir())

    result = run(command, inventory, *output)

    assert result.exit_code == Status.UNREADABLE
    assert result.stdout == ""
    for words in said:
        assert words in result.stderr
    assert all(len(line) < 400 for line in result.stderr.splitlines())
    assert [path for path in sorted(tmp_path.iterdir()) if path.name != "cache"] == before


def test_a_formula_with_its_result_is_read(run, inventory, sheets):
    formula_cells(inventory, sheets, cached=True)

    assert run("check", inventory).exit_code == Status.CLEAR


def test_every_problem_of_a_workbook_is_told_at_once(run, inventory, sheets):
    changed(sheets, "assets", 1, "medium", "vidoe")
    changed(sheets, "releases", 2, "starts_on", "31/02/2030")
    changed(sheets, "depictions", 1, "person", "P9")
    write_workbook(inventory, sheets)

    lines = run("check", inventory).stderr.splitlines()

    assert len(lines) == 3
    assert {line.split(", ")[1] for line in lines} == {"sheet assets", "sheet releases", "sheet depictions"}


def test_a_file_that_is_not_there_is_told(run, world):
    result = run("check", "nowhere.xlsx")

    assert (result.exit_code, result.stderr.count("\n")) == (Status.UNREADABLE, 1)
    assert result.stderr.startswith("nowhere.xlsx: ")


BOMB = "a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\nd: [*c, *c]\n"

WAIVERS = {
    "a YAML bomb": (BOMB, ["waivers.yaml:1"]),
    "an unknown key": ("- {id: W-1, requirementt: x}", ["requirementt", "Did you mean requirement?"]),
    "a day that is none": (
        "- {id: W-1, requirement: r, subjects: all, reason: r, approver: a, timezone: UTC, approved_on: 2030-02-31}",
        ["approved_on", "YYYY-MM-DD"],
    ),
    "deep nesting": ("[" * 5000, ["waivers.yaml"]),
    "bytes": ("\x00\x01", ["waivers.yaml"]),
    "nothing": ("", ["waivers.yaml"]),
}


@pytest.mark.parametrize("name", WAIVERS)
def test_a_bad_waiver_file_is_told(name, run, inventory):
    content, said = WAIVERS[name]
    (inventory.parent / "waivers.yaml").write_text(content)

    result = run("check", inventory)

    assert result.exit_code == Status.USAGE
    assert result.stdout == ""
    for words in said:
        assert words in result.stderr


PACKS = {
    "a YAML bomb": (BOMB, ["house/bad.yaml:1"]),
    "an unknown key": (
        lambda pack: pack.replace("  severity: high\n", "  severty: high\n"),
        ["severty", "Did you mean severity?"],
    ),
    "an unknown field": (
        lambda pack: pack.replace("label.seconds", "label.secondz"),
        ["label.secondz", "label.seconds"],
    ),
    "an unknown operator": (lambda pack: pack.replace("|at_least", "|at_lest"), ["at_least"]),
    "a key given twice": (lambda pack: pack.replace("  theme: consent\n", "  theme: consent\n" * 2), ["theme"]),
    "an unknown place": (lambda pack: pack.replace("jurisdiction: XA", "jurisdiction: XAA"), ["XAA"]),
    "deep nesting": ("[" * 5000, ["house/bad.yaml"]),
    "bytes": ("\x00", ["house/bad.yaml"]),
    "nothing": ("", ["house/bad.yaml"]),
}


@pytest.mark.parametrize("name", PACKS)
def test_a_bad_pack_is_told(name, run, inventory, world, tmp_path):
    content, said = PACKS[name]
    house = tmp_path / "house"
    house.mkdir()
    if callable(content):
        good = (world / "policies" / "xa" / "media.yaml").read_text()
        content = content(good.replace("xa-media", "house-bad").replace("id: house-bad\n", "id: house-bad\n", 1))
    (house / "bad.yaml").write_text(content)

    result = run("check", inventory, "--policies", house)

    assert result.exit_code == Status.UNREADABLE
    assert result.stdout == ""
    for words in said:
        assert words in result.stderr


def test_no_requirement_at_all_is_never_clear(run, inventory, world):
    (world / "policies" / "xa" / "media.yaml").unlink()

    result = run("check", inventory)

    assert result.exit_code == Status.UNREADABLE
    assert "requirement" in result.stderr


def test_templates_outside_the_project_are_refused(run, inventory, tmp_path):
    (tmp_path / "elsewhere").mkdir()
    (inventory.parent / "clearance.toml").write_text('templates = "../elsewhere"\n')

    result = run("report", inventory, "-o", "out.pdf")

    assert result.exit_code == Status.USAGE
    assert "lies outside the project folder" in result.stderr
    assert not (tmp_path / "out.pdf").exists()


def test_a_report_is_not_written_over_a_file_or_into_a_missing_folder(run, inventory, tmp_path):
    (tmp_path / "out.pdf").write_text("mine")

    assert run("report", inventory, "-o", "out.pdf").exit_code == Status.USAGE
    assert run("report", inventory, "-o", "nowhere/out.pdf").exit_code == Status.USAGE
    assert (tmp_path / "out.pdf").read_text() == "mine"

"""A folder of CSV files: any usual separator and encoding, every file used or named, nothing from outside."""

import re

import pytest

from compliance.inventory.readers import csv_folder, read_inventory

ASSETS = "id,Medium,Length\nA1,video,5\n"
RELEASES = "id,asset,territory\nR1,A1,DE\n"


@pytest.fixture
def folder(tmp_path):
    def write(**files):
        path = tmp_path / "inventory"
        path.mkdir()
        for name, content in {"assets": ASSETS, "releases": RELEASES, **files}.items():
            data = content.encode() if isinstance(content, str) else content
            (path / name if "." in name else path / f"{name}.csv").write_bytes(data)
        return path

    return write


@pytest.mark.parametrize(
    "content",
    [
        ASSETS,
        ASSETS.replace(",", ";"),
        ASSETS.replace(",", "\t"),
        ASSETS.replace("\n", "\r\n"),
        "\ufeff" + ASSETS,
        "sep=;\n" + ASSETS.replace(",", ";"),
        "Our film, as of today\n" + ASSETS.replace(",", ";"),
        ASSETS.encode("utf-16"),
        '"id","Medium","Length"\n"A1","video","5"',
    ],
)
def test_any_usual_separator_line_end_and_encoding(folder, read_file, content):
    row = read_file(folder(assets=content)).row("asset", "A1")

    assert (row.value("medium"), row.value("duration_s")) == ("video", 5.0)


def test_a_list_in_a_cell_does_not_make_its_separator_that_of_the_file(folder, read_file):
    content = "id,Medium,subject_kinds\nA1,video,living_person; object; object; object; object\nA2,video,object\n"

    row = read_file(folder(assets=content)).row("asset", "A1")

    assert row.value("subject_kinds") == {"living_person", "object"}


def test_rows_are_counted_as_a_spreadsheet_counts_them(folder, read_file):
    content = 'sep=;\nid;Title\n"A1";"two\nlines"\n\nA2;x\n'
    inventory = read_file(folder(assets=content))

    assert inventory.row("asset", "A1").value("title") == "two\nlines"
    assert inventory.row("asset", "A2").place.row == 4
    assert str(inventory.row("asset", "A2").place) == "assets.csv, sheet assets, row 4"


@pytest.mark.parametrize(
    ("content", "code", "row"),
    [
        ("id,Title\nA1,Zo\xe9\n".encode("latin-1"), "not-utf8", 2),
        ('id,Title\nA1,"open\n', "bad-csv", 2),
        ("id,Title\nA1," + "x" * 200_000, "bad-csv", 2),
        (b"id,Title\nA1,a\0b\n", "not-text", None),
        ("id,Title\nA1,#N/A\n", "error-cell", 2),
        ("id,Title\nA1,Me,stray\n", "no-title", 2),
        ("", "nothing-to-decide", None),
    ],
)
def test_a_file_that_cannot_be_read_is_told_with_its_place(folder, refused, content, code, row):
    problem = refused(folder(assets=content))[0]

    assert problem.at.file in {"assets.csv", "inventory"}
    assert (problem.code, problem.at.file, problem.at.row) == (code, problem.at.file, row)
    assert problem.remedy


def test_faults_of_all_files_are_told_at_once(folder, refused):
    found = refused(folder(assets=b"id\n\xff", releases=b"id\n\xff"))

    assert [problem.at.file for problem in found] == ["assets.csv", "releases.csv"]


def test_files_that_are_not_read_are_named(folder, read_file):
    path = folder(**{"notes.txt": "x", ".hidden": "x"})
    (path / "old").mkdir()
    inventory = read_file(path)

    assert [note.split(": ")[1].split(" ")[0] for note in inventory.notes] == ["notes.txt", "old"]


def test_an_unknown_file_is_an_unknown_sheet(folder, refused):
    assert [problem.code for problem in refused(folder(releazes=RELEASES))] == ["unknown-sheet"]


def test_a_folder_without_csv_files_is_refused(tmp_path, refused):
    (tmp_path / "x.txt").write_text("x", encoding="utf-8")

    assert refused(tmp_path)[0].code == "no-csv-files"


def test_a_link_out_of_the_folder_is_not_followed(folder, tmp_path, refused):
    path = folder()
    (tmp_path / "secret.csv").write_text("id\nP1\n", encoding="utf-8")
    (path / "people.csv").symlink_to(tmp_path / "secret.csv")

    assert [problem.code for problem in refused(path)] == ["outside-folder"]


def test_a_folder_that_is_called_like_a_file_is_refused(folder, refused):
    path = folder()
    (path / "people.csv").mkdir()

    assert [problem.code for problem in refused(path)] == ["not-a-file"]


def test_the_digest_covers_every_file(folder, read_file):
    path = folder()
    before = read_file(path).sha256
    (path / "people.csv").write_text("id\nP1\n", encoding="utf-8")

    assert read_file(path).sha256 != before


def test_the_documented_layout_is_read(tmp_path, real_vocabulary, jurisdictions):
    blocks = re.findall(r"^    (\w+\.csv) +(.+)\n +(.+)$", csv_folder.__doc__, re.MULTILINE)
    for name, *lines in blocks:
        (tmp_path / name).write_text("\n".join(lines), encoding="utf-8")
    inventory = read_inventory(tmp_path, real_vocabulary, jurisdictions)

    assert [name for name, *_ in blocks] == ["assets.csv", "releases.csv"]
    assert inventory.row("asset", "A-001").value("techniques") == frozenset({"face_swap", "lip_sync"})


def test_one_row_of_facts_may_stand_below_each_other(folder, read_file):
    organisation = read_file(folder(organisation="Fact,Answer\nName,Studio\n")).rows["organisation"][0]

    assert organisation.value("name") == "Studio"

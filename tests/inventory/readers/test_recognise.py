"""A file is taken for what it is, not for what it is called; what is no inventory is told what it is."""

import io
import zipfile

import pytest

from compliance.errors import InventoryError
from compliance.inventory.readers import readers
from compliance.inventory.readers.kinds import LARGEST_FILE
from compliance.inventory.readers.recognise import reader_for


def archive(*parts, mimetype=""):
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as packed:
        for part in parts:
            packed.writestr(part, "<x/>")
        if mimetype:
            packed.writestr("mimetype", mimetype)
    return content.getvalue()


OLE = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(2000)


@pytest.mark.parametrize(
    ("content", "name", "code", "told"),
    [
        (b"", "a.xlsx", "empty-file", "is empty."),
        (b"%PDF-1.7", "a.xlsx", "wrong-kind", "is a PDF document"),
        (b"\x89PNG\r\n", "a.png", "wrong-kind", "is a picture"),
        (b"PAR1....", "a.parquet", "single-table", "is a single Parquet or Arrow file"),
        (b"  <html><body>", "a.xls", "wrong-kind", "is a web page"),
        (OLE, "a.xls", "old-workbook", "old kind (.xls)"),
        (OLE + "EncryptedPackage".encode("utf-16-le") + bytes(99), "a.xlsx", "password-protected", "with a password"),
        (archive("word/document.xml"), "a.docx", "wrong-kind", "is a Word document"),
        (archive("xl/workbook.bin"), "a.xlsb", "wrong-kind", ".xlsb"),
        (
            archive("content.xml", mimetype="application/vnd.oasis.opendocument.spreadsheet"),
            "a.ods",
            "wrong-kind",
            "OpenDocument",
        ),
        (archive("readme.txt"), "a.xlsx", "wrong-kind", "is an archive"),
        (b"id,medium", "assets.csv", "single-csv", "single CSV file"),
        (b"id,medium", "a.xlsx", "damaged-file", "damaged or cut short"),
        (b"hello", "a.doc", "unknown-kind", "kind that is not read"),
    ],
)
def test_what_is_no_inventory_is_told_what_it_is_and_what_to_do(tmp_path, content, name, code, told):
    path = tmp_path / name
    path.write_bytes(content)

    with pytest.raises(InventoryError) as caught:
        reader_for(path)

    (problem,) = caught.value.problems
    assert problem.code == code
    assert told in problem.problem
    assert problem.remedy


def test_a_workbook_is_a_workbook_whatever_it_is_called(write_xlsx):
    path = write_xlsx({})
    renamed = path.rename(path.with_name("inventory.dat"))

    assert reader_for(renamed) is readers["xlsx"]


def test_a_file_that_is_not_there_is_told_with_the_nearest(tmp_path):
    (tmp_path / "inventory.xlsx").write_text("x", encoding="utf-8")

    with pytest.raises(InventoryError) as caught:
        reader_for(tmp_path / "inventroy.xlsx")
    assert caught.value.problems[0].remedy == f"Did you mean {tmp_path / 'inventory.xlsx'}?"

    with pytest.raises(InventoryError) as caught:
        reader_for(tmp_path / "missing" / "inventory.xlsx")
    assert "no folder" in caught.value.problems[0].remedy


def test_a_file_too_large_is_refused_before_it_is_read(tmp_path):
    path = tmp_path / "a.json"
    with path.open("wb") as stream:
        stream.truncate(LARGEST_FILE + 1)

    with pytest.raises(InventoryError) as caught:
        reader_for(path)

    assert caught.value.problems[0].code == "file-too-large"


def test_a_device_is_no_file(tmp_path):
    import os

    os.mkfifo(tmp_path / "pipe.xlsx")

    with pytest.raises(InventoryError) as caught:
        reader_for(tmp_path / "pipe.xlsx")

    assert caught.value.problems[0].code == "not-a-file"

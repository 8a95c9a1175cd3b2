"""Folders of Parquet and Arrow files: the same facts as a workbook, and the same messages with keys instead of cells."""

from __future__ import annotations

import sys
from datetime import UTC, date, datetime
from decimal import Decimal

import pyarrow as pa
import pytest
from pyarrow import feather, ipc, parquet

from compliance.errors import InventoryError
from compliance.inventory.readers import arrow_folder

RELEASES = {"id": ["R1"], "asset": ["A1"], "territory": ["DE"]}


@pytest.fixture
def folder(tmp_path):
    """A folder that is written to by naming sheets and their columns."""

    class Folder:
        path = tmp_path / "inventory"

        def write(self, name, columns, **types):
            arrays = {
                title: cells if isinstance(cells, pa.Array) else pa.array(cells, types.get(title))
                for title, cells in columns.items()
            }
            to = self.path / name
            to.parent.mkdir(parents=True, exist_ok=True)
            parquet.write_table(pa.table(arrays), to)
            return to

    made = Folder()
    made.write("assets.parquet", {"id": ["A1"]})
    made.write("releases.parquet", RELEASES)
    return made


@pytest.fixture
def values(folder, read_file):
    """Return what a column of the assets says, row by row."""

    def read(field, cells, kind=None):
        keys = [f"A{number}" for number in range(1, len(cells) + 1)]
        folder.write("assets.parquet", {"id": keys, field: cells}, **({field: kind} if kind else {}))
        rows = read_file(folder.path).rows["asset"]
        return [row.cells[field].value if field in row.cells else None for row in rows]

    return read


def problems(call):
    with pytest.raises(InventoryError) as caught:
        call()
    return [str(problem) for problem in caught.value.problems]


@pytest.mark.parametrize(
    ("field", "cells", "kind", "said"),
    [
        ("medium", ["video", None, "video", ""], None, ["video", None, "video", None]),
        ("medium", ["video", None], pa.dictionary(pa.int8(), pa.string()), ["video", None]),
        ("medium", ["video"], pa.large_string(), ["video"]),
        ("has_sound", [True, False, None], None, [True, False, None]),
        ("duration_s", [2.5, None, float("nan")], None, [2.5, None, None]),
        ("duration_s", [3, None], pa.int16(), [3, None]),
        ("duration_s", [Decimal("2.50")], None, [2.5]),
        ("made_on", [date(2026, 4, 3), None], None, [date(2026, 4, 3), None]),
        ("made_on", pa.array([1_775_174_400_000_000], pa.int64()).cast(pa.timestamp("us")), None, [date(2026, 4, 3)]),
        (
            "techniques",
            [["tts", "face_swap"], [], None],
            None,
            [frozenset({"tts", "face_swap"}), frozenset({"none"}), None],
        ),
        ("title", [None, None], pa.null(), [None, None]),
    ],
)
def test_what_a_column_of_each_type_says(values, field, cells, kind, said):
    assert values(field, cells, kind) == said


def test_an_instant_keeps_its_offset(folder, read_file):
    at = datetime(2026, 4, 3, 12, tzinfo=UTC)
    folder.write("assets.parquet", {"id": ["A1"], "made_on": [at]})

    assert any("A1" in problem for problem in problems(lambda: read_file(folder.path))), "a day has no offset"


@pytest.mark.parametrize("suffix", ["arrow", "feather"])
def test_arrow_files_are_read_too(folder, read_file, suffix):
    (folder.path / "assets.parquet").unlink()
    table = pa.table({"id": ["A1", "A2"], "medium": ["video", "audio"]})
    to = folder.path / f"assets.{suffix}"
    if suffix == "feather":
        feather.write_feather(table, to)
    else:
        with ipc.new_file(to, table.schema) as out:
            out.write_table(table)

    assert [row.cells["medium"].value for row in read_file(folder.path).rows["asset"]] == ["video", "audio"]


def test_a_sheet_may_be_a_folder_of_parts(folder, read_file):
    (folder.path / "assets.parquet").unlink()
    folder.write("assets/part-1.parquet", {"id": ["A2"], "medium": ["audio"]})
    folder.write("assets/part-0.parquet", {"id": ["A1"], "medium": ["video"]})
    folder.write("assets/_SUCCESS.parquet", {"id": ["A9"]})

    assert [row.key for row in read_file(folder.path).rows["asset"]] == ["A1", "A2"]


def test_parts_whose_columns_do_not_fit_are_refused(folder, read_file):
    (folder.path / "assets.parquet").unlink()
    folder.write("assets/part-0.parquet", {"id": ["A1"], "made_on": [date(2026, 4, 3)]})
    folder.write("assets/part-1.parquet", {"id": ["A2"], "made_on": [7]})

    assert any("do not have the same columns" in problem for problem in problems(lambda: read_file(folder.path)))


def test_a_problem_names_the_row_by_its_key(folder, read_file):
    folder.write("assets.parquet", {"id": ["A1", "A2"], "medium": ["video", "vidio"]})

    (told,) = problems(lambda: read_file(folder.path))

    assert "assets.parquet" in told
    assert "A2: vidio is no choice. Did you mean video?" in told


def test_a_thousand_problems_are_told_and_the_rest_is_counted(folder, read_file):
    folder.write("assets.parquet", {"id": [f"A{at}" for at in range(1_500)], "medium": ["vidio"] * 1_500})

    told = problems(lambda: read_file(folder.path))

    assert len(told) == 1_001
    assert told[-1] == "and 500 more problems."


def test_a_column_of_records_is_refused(folder, read_file):
    folder.write("assets.parquet", {"id": ["A1"], "title": [{"a": 1}]})

    (told,) = problems(lambda: read_file(folder.path))

    assert "the column holds struct<a: int64>." in told


@pytest.mark.parametrize("content", [b"", b"PAR1", b"PAR1 and nothing else PAR1", b"text"])
def test_a_file_that_is_cut_short_is_refused(folder, read_file, content):
    (folder.path / "assets.parquet").write_bytes(content)

    assert any(
        "assets.parquet cannot be read as it is named" in told for told in problems(lambda: read_file(folder.path))
    )


def test_a_file_that_unpacks_to_too_much_is_refused(folder, read_file, monkeypatch):
    monkeypatch.setattr(arrow_folder, "LARGEST_READ", 100)
    folder.write("assets.parquet", {"id": [f"A{at}" for at in range(1_000)]})

    assert any("once unpacked; 100 is the most" in told for told in problems(lambda: read_file(folder.path)))


def test_a_link_out_of_the_folder_is_refused(folder, read_file, tmp_path):
    outside = tmp_path / "assets.parquet"
    (folder.path / "assets.parquet").rename(outside)
    (folder.path / "assets.parquet").symlink_to(outside)

    assert any("a link to a file outside the folder" in told for told in problems(lambda: read_file(folder.path)))


def test_other_files_are_noted(folder, read_file):
    (folder.path / "notes.txt").write_text("hello")

    assert "inventory: notes.txt was not read, because it is no Parquet or Arrow file." in read_file(folder.path).notes


def test_without_pyarrow_the_extra_is_named(folder, read_file, monkeypatch):
    monkeypatch.setitem(sys.modules, "pyarrow", None)

    (told,) = problems(lambda: read_file(folder.path))

    assert "needs pyarrow. Install it: pip install 'clearance[columnar]'." in told


def test_the_same_folder_has_the_same_digest_and_another_has_not(folder, read_file):
    first, again = read_file(folder.path), read_file(folder.path)
    folder.write("assets.parquet", {"id": ["A1"], "medium": ["video"]})

    assert first.sha256 == again.sha256 != read_file(folder.path).sha256


def test_what_stands_beside_the_parts_of_a_sheet_is_refused_and_never_lost(folder, read_file):
    (folder.path / "assets.parquet").unlink()
    folder.write("assets/part-0.parquet", {"id": ["A1"]})
    folder.write("assets/territory=DE/part-1.parquet", {"id": ["A2"]})

    assert any(
        "assets holds territory=DE, which is no part" in told for told in problems(lambda: read_file(folder.path))
    )


def test_a_folder_named_like_a_file_holds_parts(folder, read_file):
    (folder.path / "assets.parquet").unlink()
    folder.write("assets.parquet/part-0.parquet", {"id": ["A1"]})

    assert [row.key for row in read_file(folder.path).rows["asset"]] == ["A1"]


@pytest.mark.parametrize(
    "cells",
    [
        pa.array([10**12], pa.timestamp("s")),
        pa.array([4_000_000], pa.int32()).cast(pa.date32()),
        pa.array([[10**12]], pa.list_(pa.timestamp("s"))),
        pa.array([[["a"]]]),
        pa.array([[{"a": 1}]]),
        pa.array([[b"\xff"]]),
        pa.array([b"\xff"]),
        pa.array([1.0], pa.float64()).cast(pa.float32()).cast(pa.float64()).fill_null(0).take([0]).cast(pa.string()).cast(pa.binary()),
        pa.array([float("inf")]),
    ],
    ids=["instant", "day", "list of instants", "list of lists", "list of records", "list of bytes", "bytes", "text as bytes", "infinite"],
)  # fmt: skip
def test_what_no_cell_can_hold_is_a_problem_and_no_crash(folder, read_file, cells):
    folder.write("assets.parquet", {"id": ["A1"], "title": cells})

    assert problems(lambda: read_file(folder.path))


def test_a_nanosecond_is_no_reason_to_refuse_a_day(values):
    cells = pa.array([1_775_174_400_000_000_000], pa.int64()).cast(pa.timestamp("ns"))

    assert values("made_on", cells) == [date(2026, 4, 3)]


def test_a_sheet_in_another_format_beside_them_is_refused(folder, read_file):
    (folder.path / "depictions.CSV").write_text("id,asset\nD1,A1\n")

    with pytest.raises(InventoryError) as caught:
        read_file(folder.path)

    assert [problem.code for problem in caught.value.problems] == ["mixed-folder"]
    assert "depictions.CSV" in str(caught.value)

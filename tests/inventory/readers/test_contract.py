"""Whatever kind of file an inventory comes in, it is the same inventory."""

import json

import pyarrow as pa
import pytest
import xlsxwriter
from pyarrow import parquet

from compliance.inventory.readers import readers

SHEETS = {
    "organisation": [{"name": "Studio", "roles": "producer; publisher"}],
    "assets": [
        {
            "id": "A1",
            "medium": "video",
            "has_sound": "yes",
            "duration_s": 2.5,
            "made_on": "2026-04-03",
            "x_note": "ours",
        },
        {"id": "A2", "medium": "Sound only", "techniques": "tts; face_swap", "valid_until": "none"},
        {"id": "7", "title": 'Ünï; cödé, "quoted"\nin two lines', "exclude_reason": "not ours"},
    ],
    "releases": [
        {"id": "R1", "asset": "A1", "territory": "DE", "starts_on": "2026-12-01"},
        {"id": "R2", "asset": "A2", "territory": "UK"},
    ],
    "statements": [{"id": "S1", "fact": "asset.place", "value": "FR", "stated_by": "J. Roe"}],
}


def table(rows):
    heading = list(dict.fromkeys(name for row in rows for name in row))
    return [heading, *([row.get(name, "") for name in heading] for row in rows)]


def write_csv(folder):
    folder.mkdir()
    for name, rows in SHEETS.items():
        lines = [[f'"{str(cell).replace(chr(34), chr(34) * 2)}"' for cell in row] for row in table(rows)]
        (folder / f"{name}.csv").write_text("\n".join(map(",".join, lines)), encoding="utf-8")


def write_xlsx(path):
    with xlsxwriter.Workbook(path) as book:
        for name, rows in SHEETS.items():
            page = book.add_worksheet(name)
            for at, row in enumerate(table(rows)):
                page.write_row(at, 0, row)


def write_json(path):
    path.write_text(json.dumps(SHEETS), encoding="utf-8")


def write_yaml(path):
    lines = []
    for name, rows in SHEETS.items():
        lines.append(f"{name}:")
        for row in rows:
            lines += [
                f"{'  - ' if at == 0 else '    '}{key}: {json.dumps(cell)}"
                for at, (key, cell) in enumerate(row.items())
            ]
    path.write_text("\n".join(lines), encoding="utf-8")


def write_parquet(folder):
    folder.mkdir()
    for name, rows in SHEETS.items():
        heading, *body = table(rows)
        columns = {name: [str(row[at]) or None for row in body] for at, name in enumerate(heading)}
        parquet.write_table(pa.table(columns), folder / f"{name}.parquet")


WRITERS = {"csv": write_csv, "xlsx": write_xlsx, "json": write_json, "yaml": write_yaml, "arrow": write_parquet}


@pytest.mark.parametrize("name", list(readers))
def test_every_reader_gives_the_same_facts(name, tmp_path, read_file):
    path = tmp_path / f"inventory{readers[name].suffixes[0] if readers[name].suffixes else ''}"
    WRITERS[name](path)

    inventory = read_file(path)

    found = {
        (entity, row.key, field): cell.value
        for entity, rows in inventory.rows.items()
        for row in rows
        for field, cell in row.cells.items()
    }
    assert found["asset", "A2", "techniques"] == frozenset({"tts", "face_swap"})
    assert found["asset", "A1", "duration_s"] == 2.5
    assert found["release", "R2", "territory"] == "GB"
    assert found["asset", "A2", "place"] == "FR"
    assert len(found) == 20
    assert inventory.row("asset", "A1").extra == {"x_note": "ours"}
    assert inventory.read == {"organisation": 1, "assets": 3, "releases": 2, "statements": 1}
    assert inventory.excluded == {"assets": (("7", "not ours"),)}
    assert len(inventory.sha256) == 64
    assert inventory.size > 0
    assert inventory.source == path.name


@pytest.mark.parametrize("name", list(readers))
def test_every_reader_says_what_it_reads(name):
    assert readers[name].title.split()[0] in {"a", "an"}
    assert (readers[name].read.__doc__ or "").startswith("Return the sheets of a")


@pytest.mark.parametrize("name", list(readers))
def test_every_reader_tells_the_place_of_a_fault(name, tmp_path, refused, monkeypatch):
    monkeypatch.setitem(SHEETS["assets"][1], "medium", "vidoe")
    path = tmp_path / f"inventory{readers[name].suffixes[0] if readers[name].suffixes else ''}"
    WRITERS[name](path)

    (problem,) = refused(path)

    assert problem.code == "unknown-choice"
    assert (problem.at.sheet, problem.at.column) == ("assets", "medium")
    place = {"csv": (None, 3), "xlsx": (None, 3), "json": (None, 2), "yaml": (11, None), "arrow": (None, 2)}[name]
    assert (problem.at.line, problem.at.row) == place

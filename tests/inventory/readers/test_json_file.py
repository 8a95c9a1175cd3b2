"""JSON of the wrong shape, said twice or nested without end is refused; the rest is read as cells are."""

import json
from textwrap import dedent

import pytest

from compliance.inventory.readers import read_inventory, records

LEAST = {"assets": [{"id": "A1"}], "releases": [{"id": "R1", "asset": "A1", "territory": "DE"}]}


@pytest.fixture
def file(tmp_path):
    def write(content):
        path = tmp_path / "inventory.json"
        data = (
            content
            if isinstance(content, bytes)
            else (content if isinstance(content, str) else json.dumps(content)).encode()
        )
        path.write_bytes(data)
        return path

    return write


def test_values_of_json_are_cells(file, read_file):
    asset = {"id": 7, "medium": None, "has_sound": False, "techniques": ["tts", "enhance"], "duration_s": 3}
    content = {**LEAST, "assets": [asset], "organisation": {"name": "Studio"}, "people": None}
    content["releases"] = [{"id": "R1", "asset": 7, "territory": "DE"}]
    inventory = read_file(file(content))

    row = inventory.row("asset", "7")
    assert row.value("has_sound") is False
    assert row.value("medium") is None
    assert row.value("techniques") == frozenset({"tts", "enhance"})
    assert row.value("duration_s") == 3.0
    assert inventory.rows["organisation"][0].value("name") == "Studio"


@pytest.mark.parametrize(
    ("content", "code", "told"),
    [
        ('{"assets": [}', "bad-json", "is not JSON"),
        ('{"assets": [], "assets": []}', "bad-json", "the key assets stands twice"),
        ('{"assets": [{"id": NaN}]}', "bad-json", "holds NaN"),
        ("[1, 2]", "wrong-shape", "holds no sheets"),
        ('{"assets": 5}', "wrong-shape", "is no list of rows"),
        ('{"assets": [5]}', "wrong-shape", "a row must be a mapping"),
        ("[" * 100_000 + "]" * 100_000, "too-deep", "nested too deep"),
        (b'{"assets": "\xff"}', "not-utf8", "is not UTF-8"),
        ('{"assets": [{"id": ' + "9" * 5000 + "}]}", "bad-json", "digits"),
    ],
)
def test_what_is_no_inventory_is_refused(file, refused, content, code, told):
    problem = refused(file(content))[0]

    assert problem.code == code
    assert told in problem.problem


@pytest.mark.parametrize("cell", [{"a": 1}, [[1]]])
def test_a_cell_of_another_shape_is_told_with_its_place(file, refused, cell):
    (problem,) = refused(file({**LEAST, "assets": [{"id": "A1", "title": cell}]}))

    assert (problem.code, problem.at.row, problem.at.column) == ("wrong-shape", 1, "title")


def test_an_unknown_column_is_told_with_the_nearest(file, refused):
    (problem,) = refused(file({**LEAST, "assets": [{"id": "A1", "mediun": "video"}]}))

    assert (problem.code, problem.remedy) == ("unknown-column", "Did you mean medium?")


@pytest.mark.parametrize("content", ["[]", '"assets"', '{"assets": 5}', '{"assets": [5]}'])
def test_a_wrong_shape_is_answered_with_one_that_is_read(file, refused, read_file, content):
    remedy = refused(file(content))[0].remedy
    shape = remedy[remedy.index("{") :].removesuffix(".").replace("A-001", "A1")

    assert read_file(file(shape)).row("asset", "A1").value("medium") == "video"


def test_the_documented_layouts_are_read(tmp_path, real_vocabulary, jurisdictions):
    json_text, yaml_text = records.__doc__.split("The same as YAML:")
    for name, text in (("a.json", json_text[json_text.index('    {"') :]), ("a.yaml", yaml_text)):
        path = tmp_path / name
        path.write_text(dedent(text).strip(), encoding="utf-8")
        inventory = read_inventory(path, real_vocabulary, jurisdictions)

        assert inventory.row("asset", "A-001").value("techniques") == frozenset({"face_swap", "lip_sync"})
        assert inventory.row("release", "R-001").value("ends_on") == "none"
        assert inventory.rows["project"][0].value("name") == "The Lighthouse Keeper"

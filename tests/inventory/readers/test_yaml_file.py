"""YAML is read strictly, with the line of each row."""

import pytest

TEXT = """
assets:
  - id: A1
    medium: {medium}
releases:
  - {{id: R1, asset: A1, territory: NO}}
"""


@pytest.fixture
def file(tmp_path):
    def write(text):
        path = tmp_path / "inventory.yaml"
        path.write_text(text, encoding="utf-8")
        return path

    return write


def test_words_that_other_loaders_turn_into_answers_stay_words(file, read_file):
    inventory = read_file(file(TEXT.format(medium="video")))

    assert inventory.row("release", "R1").value("territory") == "NO"
    assert inventory.row("asset", "A1").cells["medium"].place.line == 3


def test_a_fault_is_told_with_its_line(file, refused):
    (problem,) = refused(file(TEXT.format(medium="vidoe")))

    assert str(problem) == "inventory.yaml:3, sheet assets, column medium: vidoe is no choice. Did you mean video?"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("assets: [{id: A1}]\nassets: []", "duplicate-key"),
        ("a: &a [1]\nassets: *a", "anchor"),
        ("assets: !!python/object:os.system x", "tag"),
        ("assets: " + "[" * 99 + "]" * 99, "too-deep"),
        ("assets: 5", "wrong-shape"),
        ("- a", "wrong-shape"),
        ("a: [", "yaml-syntax"),
    ],
)
def test_what_could_surprise_is_refused(file, refused, text, code):
    assert code in {problem.code for problem in refused(file(text))}

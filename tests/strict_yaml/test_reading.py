"""YAML is read strictly: nothing is guessed, nothing is dropped, every fault has its line."""

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compliance.errors import InventoryError, PackError, Place
from compliance.strict_yaml import YamlList, YamlMap, parse_yaml, read_mapping, read_yaml


def faults(text, **limits):
    with pytest.raises(PackError) as caught:
        parse_yaml(text, "pack.yaml", **limits)
    return [(problem.code, problem.at.line) for problem in caught.value.problems]


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("[DE, NO, ON, FR]", ["DE", "NO", "ON", "FR"]),
        ("50_4", "50_4"),
        ("12:30", "12:30"),
        ("010", "010"),
        ("0x10", "0x10"),
        ("1e3", "1e3"),
        (".5", ".5"),
        (".inf", ".inf"),
        ("2025-01-01", "2025-01-01"),
        ('"2025-01-01"', "2025-01-01"),
        ("yes", "yes"),
        ("Off", "Off"),
        ("True", "True"),
        ("true", True),
        ("false", False),
        ('"true"', "true"),
        ("null", None),
        ("~", None),
        ("", None),
        ("NULL", "NULL"),
        ("5", 5),
        ("-3", -3),
        ("2.50", 2.5),
        ('"5"', "5"),
        ("'5'", "5"),
        ("1.10.0", "1.10.0"),
        ("12345678901234567890", "12345678901234567890"),
    ],
)
def test_a_scalar_means_what_it_says(written, read):
    value = parse_yaml(f"v: {written}", "pack.yaml")["v"]

    assert value == read
    assert type(value) in {type(read), YamlList}


def test_keys_are_text_whatever_they_look_like():
    assert list(parse_yaml("NO: a\n927: b\ntrue: c\n~: d\n2025-01-01: e\n", "pack.yaml")) == [
        "NO",
        "927",
        "true",
        "~",
        "2025-01-01",
    ]


def test_a_duplicate_key_is_reported_with_both_lines():
    with pytest.raises(PackError) as caught:
        parse_yaml("a: 1\nb: {p: 1, q: 2, p: 2}\nc: 3\na: 4\n", "pack.yaml")

    assert [str(problem) for problem in caught.value.problems] == [
        "pack.yaml:2: the key p stands twice, here and on line 2. Keep one.",
        "pack.yaml:4: the key a stands twice, here and on line 1. Keep one.",
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: &x 1", [("anchor", 1)]),
        ("a: &x [1]\nb: *x", [("anchor", 1), ("alias", 2)]),
        ("a: {}\nb:\n  <<: {c: 1}", [("merge-key", 3)]),
        ("a: !!str 5", [("tag", 1)]),
        ("a: !python/object:os.system {}", [("tag", 1)]),
        ("a: ! 5", [("tag", 1)]),
        ("%YAML 1.1\n---\na: 1", [("directive", 1)]),
        ("a: 1\n---\nb: 2", [("several-documents", 2)]),
        ("a:\n\tb: 1", [("tab", 2)]),
        ("a: 1\nb: {\n \tc: 1}", [("tab", 3)]),
        ("a: x\x00y", [("control-character", 1)]),
        ("a: 1\nb: x\x1by", [("control-character", 2)]),
        ('a: "x\\0y"', [("control-character", 1)]),
        ("a: abc\u202etxt", [("control-character", 1)]),
        ("a: [1\nb: 2", [("yaml-syntax", 2)]),
        ("a: b: c", [("yaml-syntax", 1)]),
        ('a: "open', [("yaml-syntax", 1)]),
        ("? {a: 1}\n: 2", [("key-not-text", 1)]),
        ("? [a]\n: 2", [("key-not-text", 1)]),
        ("{'': 1}", [("empty-key", 1)]),
        ("", [("empty-file", None)]),
        ("# only a comment", [("empty-file", None)]),
        ("just text", [("wrong-type", None)]),
    ],
)
def test_what_is_not_plain_data_is_an_error_with_its_line(text, expected):
    assert faults(text) == expected


def test_all_faults_of_a_file_are_reported_at_once():
    assert faults("a: &x 1\nb: !!int 2\nc: 3\nc: 4\nd: *x\n") == [
        ("anchor", 1),
        ("tag", 2),
        ("duplicate-key", 4),
        ("alias", 5),
    ]


def test_an_expansion_bomb_never_expands():
    levels = "\n".join(f"l{n}: &l{n} [{', '.join([f'*l{n - 1}'] * 9)}]" for n in range(1, 12))

    found = faults(f"l0: &l0 [lol]\n{levels}")

    assert {code for code, _ in found} == {"anchor", "alias"}


@pytest.mark.parametrize("opened", ["[", "{a: ", "- "])
def test_deep_nesting_is_refused_before_it_hurts(opened):
    assert faults(opened * 50_000)[0] in [("too-deep", 1), ("yaml-syntax", 1)]


def test_nesting_up_to_the_limit_is_read():
    assert parse_yaml("[" * 5 + "]" * 5, "pack.yaml", max_depth=5) == [[[[[]]]]]
    assert faults("[" * 6 + "]" * 6, max_depth=5) == [("too-deep", 1)]


def test_too_many_values_are_refused():
    assert faults("[1, 2, 3, 4]", max_nodes=4) == [("too-many", 1)]


def test_every_value_knows_its_line():
    pack = parse_yaml("a: 1\n\nb:\n  - x\n  - y: 2\n    z: 3\n", "pack.yaml")

    assert pack.at("b") == Place("pack.yaml", 3)
    assert pack["b"].at(1) == Place("pack.yaml", 5)
    assert pack["b"][1].at("z") == Place("pack.yaml", 6)
    assert pack["b"].at() == Place("pack.yaml", 4)
    assert pack.at("missing") == pack.at() == Place("pack.yaml", 1)


def test_the_data_are_ordinary_mappings_and_lists():
    pack = parse_yaml("a: {b: [1, 2]}", "pack.yaml")

    assert isinstance(pack, dict)
    assert isinstance(pack, YamlMap)
    assert pack == {"a": {"b": [1, 2]}}


@pytest.mark.parametrize("ending", [b"\n", b"\r\n", b"\r"])
def test_line_endings_and_a_byte_order_mark_change_nothing(tmp_path, ending):
    path = tmp_path / "pack.yaml"
    path.write_bytes(b"\xef\xbb\xbf" + ending.join([b"a: 1", b"b: [x,", b"  y]", b""]))

    assert read_yaml(path) == {"a": 1, "b": ["x", "y"]}


def test_a_file_that_is_not_utf8_is_named_with_its_line(tmp_path):
    path = tmp_path / "pack.yaml"
    path.write_bytes("a: 1\nb: Ärger\n".encode("latin-1"))

    with pytest.raises(PackError, match=r"^packs/pack\.yaml:2: is not UTF-8 text: byte 0xc4\. Save it as UTF-8\.$"):
        read_yaml(path, shown_as="packs/pack.yaml")


def test_a_utf16_file_is_refused(tmp_path):
    path = tmp_path / "pack.yaml"
    path.write_bytes("a: 1\n".encode("utf-16"))

    with pytest.raises(PackError, match="not UTF-8"):
        read_yaml(path)


def test_a_huge_file_is_refused_unread(tmp_path):
    path = tmp_path / "pack.yaml"
    path.write_text("a: " + "x" * 2000)

    with pytest.raises(PackError, match=r"larger than 1,000 bytes"):
        read_yaml(path, max_bytes=1000)


@pytest.mark.parametrize("missing", ["absent.yaml", "."])
def test_what_cannot_be_opened_is_an_error_of_the_kind_asked_for(tmp_path, missing):
    with pytest.raises(InventoryError, match="cannot be read"):
        read_yaml(tmp_path / missing, error=InventoryError)


def test_a_list_where_a_mapping_must_stand_is_refused(tmp_path):
    path = tmp_path / "pack.yaml"
    path.write_text("- a\n")

    with pytest.raises(PackError, match="must be a mapping"):
        read_mapping(path)


@given(st.text(max_size=200))
def test_any_text_is_read_or_refused_never_a_crash(text):
    with contextlib.suppress(PackError):
        assert isinstance(parse_yaml(text, "fuzz.yaml"), YamlMap | YamlList)


@given(st.text("-:[]{}&*!<>|'\"%@#?,\n\t ab1", max_size=80))
def test_any_punctuation_is_read_or_refused_never_a_crash(text):
    with contextlib.suppress(PackError):
        assert isinstance(parse_yaml(text, "fuzz.yaml"), YamlMap | YamlList)

"""A library comes back from plain data exactly as it went, and nothing but a library can."""

import json
from datetime import UTC, date, datetime

import pytest

from compliance.conditions import values
from compliance.conditions.tree import Leaf
from compliance.policy.cache import _plain, _value, library_from_json, library_to_json


def through_json(data):
    return json.loads(json.dumps(data))


def test_a_library_comes_back_as_it_went(folder):
    library = folder.load()

    again = library_from_json(through_json(library_to_json(library)))

    assert again == library
    assert again.requirements[0].place == library.requirements[0].place
    assert again.requirements[0].requires.children[0].part == "shown"
    assert type(again.requirements[0].severity) is type(library.requirements[0].severity)


def test_what_binds_whom_comes_back(folder):
    folder.change(("force: obligation", "force: guidance\n  binds_when: {organisation.codes|covers: [labels]}"))
    library = folder.load()

    again = library_from_json(through_json(library_to_json(library)))

    assert again.requirements[0].binds_when == library.requirements[0].binds_when
    assert again.requirements[0].binds_when.fields() == {"organisation.codes"}


def test_the_second_load_comes_from_the_cache(folder, monkeypatch):
    library = folder.load(use_cache=True)
    monkeypatch.setattr("compliance.policy.reading.library.read_library", None)

    assert folder.load(use_cache=True) == library


def test_a_changed_pack_is_read_anew(folder):
    folder.load(use_cache=True)
    folder.change(("severity: high", "severity: low"))

    assert folder.load(use_cache=True).requirements[0].severity == "low"


def test_a_faulty_pack_is_never_cached(folder, cache_folder):
    folder.change(("severity: high", "severity: hihg"))
    for _ in range(2):
        with pytest.raises(Exception, match="hihg is not a choice"):
            folder.load(use_cache=True)

    assert not list(cache_folder.glob("library-*"))


@pytest.mark.parametrize(
    "value",
    [
        True,
        2.5,
        "text",
        None,
        date(2026, 1, 31),
        datetime(2026, 1, 31, 12, tzinfo=UTC),
        frozenset({"b", "a"}),
        ("a", (1, 2)),
        {"key": ("a",)},
        values.Fact("release.starts_on"),
        values.Pick("earliest", (date(2026, 1, 1), values.Fact("release.ends_on"))),
        Leaf("label.seconds", "at_least", 2.0, part="shown"),
    ],
)
def test_every_kind_of_value_survives(value):
    again = _value(through_json(_plain(value)))

    assert again == value
    assert type(again) is type(value)


@pytest.mark.parametrize("data", [5, [], {}, [999, 1], [-9, 1], ["x"], [-1, 1], [0], None])
def test_anything_else_is_an_ordinary_error(data):
    with pytest.raises((TypeError, ValueError, IndexError, KeyError)):
        library_from_json(data)

"""Typed columns keep what was stated, and a blank stays a blank."""

from datetime import UTC, date, datetime

import numpy as np
import pytest

from compliance.conditions.facts import Coded, Facts, column_of, unknown_column

VALUES = {
    "yes_no": [True, None, False],
    "choice": ["video", None, "image"],
    "choices": [frozenset({"a"}), None, frozenset()],
    "number": [1.5, None, 0.0],
    "duration": [30.0, None],
    "date": [date(2026, 1, 1), None, "none"],
    "datetime": [datetime(2026, 1, 1, 12, 30, tzinfo=UTC), None, "none"],
    "territory": ["DE", None, "none"],
    "territories": [frozenset({"EU", "US"}), None],
    "text": ["words", None],
    "wording": ["AI-generated", None],
    "reference": ["a-1", None, "none"],
    "references": [frozenset({"all"}), None, frozenset({"a-1"})],
}


@pytest.mark.parametrize("type_", VALUES)
def test_a_column_gives_back_what_it_was_made_from(type_):
    column = column_of(type_, VALUES[type_])

    assert [column.value(row) for row in range(len(column))] == VALUES[type_]


@pytest.mark.parametrize("type_", VALUES)
def test_an_unknown_column_knows_nothing(type_):
    column = unknown_column(type_, 3)

    assert [column.value(row) for row in range(len(column))] == [None] * 3


def test_known_keys_come_first_among_the_values_of_a_reference():
    column = column_of("reference", ["b", "none", None, "zz"], keys=("a", "b"))

    assert isinstance(column, Coded)
    assert column.values == (None, "a", "b", "none", "zz")


def test_every_field_of_every_row_is_kept(facts, vocabulary):
    stated = facts(asset=[{"id": "x", "medium": "video"}, {"medium": "image", "languages": frozenset({"en"})}])

    assert stated.table("asset").keys == ("x", "asset-2")
    assert stated.table("asset").value("medium", 1) == "image"
    assert stated.value(vocabulary.field("asset.id"), 0) == "x"
    assert stated.value(vocabulary.field("asset.width"), 0) is None
    assert stated.value(vocabulary.field("asset.medium"), None) is None


def test_a_single_entity_has_one_row_whether_it_was_stated_or_not(facts, places, vocabulary):
    assert len(facts().table("organisation")) == 1
    assert len(Facts({}, vocabulary, places).table("organisation")) == 1
    assert len(Facts({}, vocabulary, places).table("asset")) == 0


@pytest.mark.parametrize("keys", [(None, "a", "b"), (None, "b", "a"), (None, "b"), (None, "a", "b", "gone"), ()])
def test_references_lead_to_rows_whatever_the_order_of_their_values(facts, keys):
    stated = facts(asset=[{"id": "a"}, {"id": "b"}])

    rows = stated.rows_of("asset", keys)

    assert rows.tolist() == [{"a": 0, "b": 1}.get(key, 2) for key in keys]


def test_rows_are_found_by_what_they_hold(facts):
    stated = facts(asset=[{"id": "a"}], label=[{"asset": "a"}, {}, {"asset": "a"}])

    assert stated.rows_where("label", "asset", "a") == (0, 2)
    assert stated.rows_where("label", "asset", "b") == ()
    assert stated.row("asset", "a") == 0
    assert stated.row("asset", None) is None
    assert np.asarray(stated.column("label.asset").codes).tolist() == [1, 0, 1]

"""The facts of an inventory are the same whether taken from its columns or from its rows."""

import dataclasses
from datetime import UTC, date, datetime

import pytest

from compliance.conditions.facts import Coded, Days, Instants, Numbers, YesNo
from compliance.inventory.columns import to_facts

DAY = date(2026, 11, 22)

ASSETS = [
    [
        "id",
        "Medium",
        "Techniques",
        "Has sound",
        "Length",
        "Made on",
        "Valid until",
        "Seen at",
        "Kept for",
        "Place",
        "x_a",
    ],
    ["A1", "video", "tts; enhance", "yes", 2.5, "2026-04-03", "none", "2026-04-03T14:30+02:00", "30 days", "DE", "1"],
    ["A2", "Film", "none", "no", "", "none", "2027-01-01", "none", "", "UK", ""],
    ["A3", "", "", "", "2,5", "", "", "", "48 hours", "", ""],
]


@pytest.fixture
def inventory(read):
    return read({"assets": ASSETS, "statements": [["id", "fact", "value", "by"], ["S", "asset.medium", "audio", "J"]]})


@pytest.fixture(params=["columns", "rows"])
def facts(request, inventory, vocabulary, jurisdictions):
    if request.param == "rows":
        inventory = dataclasses.replace(inventory, rows={name: inventory.rows[name] for name in inventory.rows})
    return to_facts(inventory, vocabulary, jurisdictions, DAY)


def test_every_type_becomes_its_column(facts):
    assets = facts.tables["asset"]
    kinds = {"medium": Coded, "techniques": Coded, "has_sound": YesNo, "duration_s": Numbers, "made_on": Days}
    kinds |= {"valid_until": Days, "seen_at": Instants, "kept_for": Numbers, "place": Coded}

    assert {name: type(assets.columns[name]) for name in kinds} == kinds
    assert assets.keys == ("A1", "A2", "A3")


def test_values_unknowns_and_none_are_kept(facts):
    assets = facts.tables["asset"]
    row = {name: [assets.value(name, at) for at in range(3)] for name in assets.columns}

    assert row["medium"] == ["video", "video", "audio"]
    assert row["techniques"] == [frozenset({"tts", "enhance"}), frozenset({"none"}), None]
    assert row["has_sound"] == [True, False, None]
    assert row["duration_s"] == [2.5, None, 2.5]
    assert row["made_on"] == [date(2026, 4, 3), "none", None]
    assert row["valid_until"] == ["none", date(2027, 1, 1), None]
    assert row["seen_at"] == [datetime(2026, 4, 3, 12, 30, tzinfo=UTC), "none", None]
    assert row["kept_for"] == [30.0, None, 2.0]
    assert row["place"] == ["DE", "GB", None]


def test_two_spellings_of_an_answer_are_one_value(facts):
    medium = facts.tables["asset"].columns["medium"]

    assert sorted(value for value in medium.values if value) == ["audio", "video"]
    assert medium.values[0] is None


def test_the_day_of_the_assessment_is_a_fact(facts):
    assert facts.tables["assessment"].value("date", 0) == DAY


def test_a_sheet_of_one_row_that_is_missing_is_one_unknown_row(facts):
    assert len(facts.tables["organisation"]) == 1
    assert facts.tables["organisation"].columns == {}


def test_a_sheet_of_many_rows_that_is_missing_is_empty(facts):
    assert len(facts.tables["person"]) == 0


def test_own_columns_are_no_facts(facts):
    assert "x_a" not in facts.tables["asset"].columns

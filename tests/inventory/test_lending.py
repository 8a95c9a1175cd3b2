"""A row that is lent counts where it is named, never over a row of the inventory's own, and never unnamed."""

from datetime import date

import numpy as np
import pytest

from compliance.errors import InventoryError, Place
from compliance.inventory.columns import to_facts
from compliance.inventory.model import Cell, Row
from compliance.inventory.raw import RawBook, RawSheet
from compliance.inventory.reading import inventory_of

AT = Place("policies/people.yaml", 7)
BORN = Cell(date(1950, 5, 1), AT, "calendar", "1950-05-01")
LENT = (
    Row("person", "known-one", {"id": Cell("known-one", AT, "calendar", "known-one"), "born_on": BORN}, AT),
    Row("person", "known-two", {"id": Cell("known-two", AT, "calendar", "known-two")}, AT),
)


@pytest.fixture
def lent(vocabulary, jurisdictions):
    """Read assets that name people, and perhaps people, with two people lent."""

    def read(named, *people, **sheets):
        rows = {
            "assets": [["id", "People"], *([f"A{n}", text] for n, text in enumerate(named, 1))],
            "releases": [["id", "asset", "territory"], ["R1", "A1", "DE"]],
            **({"people": people} if people else {}),
            **sheets,
        }
        raws = tuple(RawSheet(name, "book.xlsx", [list(row) for row in table]) for name, table in rows.items())
        return inventory_of(RawBook("book.xlsx", "0" * 64, 1, raws), vocabulary, jurisdictions, LENT)

    return read


def keys(inventory):
    return [row.key for row in inventory.rows["person"]]


def test_a_row_that_is_named_is_lent_with_its_place_though_the_sheet_is_missing(lent):
    inventory = lent(["known-one"])

    assert keys(inventory) == ["known-one"]
    assert inventory.lent == LENT[:1]
    (row,) = inventory.rows["person"]
    assert (row.cells["born_on"], row.place) == (BORN, AT)
    assert "died_on" not in row.cells


def test_a_lent_row_stands_after_the_rows_of_the_sheet_and_changes_none_of_them(lent, vocabulary, jurisdictions):
    inventory = lent(["known-one; P-1"], ["id", "Died on", "x_note"], ["P-1", "2001-01-01", "kept"])

    assert keys(inventory) == ["P-1", "known-one"]
    own = inventory.row("person", "P-1")
    assert (own.value("died_on"), own.value("born_on")) == (date(2001, 1, 1), None)
    assert own.extra == {"x_note": "kept"}
    assert str(own.cells["died_on"].place) == "book.xlsx, sheet people, row 2, column Died on"
    table = to_facts(inventory, vocabulary, jurisdictions, date(2026, 1, 1)).table("person")
    assert table.value("born_on", 1) == date(1950, 5, 1)
    assert np.isnan(table.columns["born_on"].numbers[0])
    assert inventory.read["people"] == 1


@pytest.mark.parametrize("key", ["known-one", "Known-One"])
def test_a_row_of_its_own_wins_whole(lent, key):
    inventory = lent(["known-one"], ["id", "Died on"], [key, "none"])

    assert keys(inventory) == [key]
    assert inventory.rows["person"][0].value("born_on") is None
    assert inventory.rows["asset"][0].value("people") == frozenset({key})
    assert inventory.lent == ()


def test_nothing_is_lent_to_those_who_name_nothing(lent):
    inventory = lent(["", "none", "all"])

    assert inventory.rows["person"] == ()
    assert inventory.lent == ()
    assert "people" not in inventory.read


def test_a_key_in_another_spelling_is_read_and_noted(lent):
    inventory = lent(["KNOWN-ONE"])

    assert inventory.rows["asset"][0].value("people") == frozenset({"known-one"})
    assert any("spelling of their own sheet" in note for note in inventory.notes)


def test_a_key_that_nobody_has_is_told_with_the_nearest(lent):
    with pytest.raises(InventoryError) as caught:
        lent(["known-on"])

    (problem,) = caught.value.problems
    assert (problem.problem, problem.remedy) == ("known-on is not on the sheet people.", "Did you mean known-one?")


def test_a_sheet_that_cannot_be_read_is_told_once(lent):
    with pytest.raises(InventoryError) as caught:
        lent(["known-one; P-1"], ["nothing", "else"], ["P-1", "x"])

    assert {problem.at.sheet for problem in caught.value.problems} == {"people"}


def test_a_statement_may_name_a_lent_row_and_fills_none_of_its_blanks(lent):
    rows = [
        ["id", "fact", "value", "stated_by"],
        ["S1", "assets.people", "known-one", "A. Person"],
        ["S2", "people.died_on", "none", "A. Person"],
    ]
    inventory = lent([""], statements=rows)

    assert keys(inventory) == ["known-one"]
    assert inventory.rows["person"][0].value("died_on") is None
    assert [statement.filled for statement in inventory.statements] == [1, 0]

"""Rows are read, left out with a reason, or refused, and the numbers add up."""

import pytest

from compliance.inventory.problems import MOST
from compliance.inventory.sheets import EXAMPLE_REASON, column_letters


def add_up(inventory, vocabulary):
    sheets = {entity.sheet: name for name, entity in vocabulary.entities.items() if entity.sheet}
    for sheet, read in inventory.read.items():
        assert read == len(inventory.rows[sheets[sheet]]) + len(inventory.excluded.get(sheet, ()))


def test_blank_rows_do_not_count_and_rows_keep_their_numbers(read, vocabulary):
    inventory = read(
        {"assets": [["id", "Medium"], ["", ""], ["A1", "video"], [" ", "\u00a0"], [None, None], ["A2", "?"]]}
    )

    assert [row.key for row in inventory.rows["asset"]] == ["A1", "A2"]
    assert [row.place.row for row in inventory.rows["asset"]] == [3, 6]
    assert inventory.read["assets"] == 2
    add_up(inventory, vocabulary)


def test_a_row_of_nothing_but_not_known_yet_is_a_row(problems):
    found = problems({"assets": [["id", "Medium"], ["A1", "video"], ["", "TBD"]]})

    assert [(problem.code, problem.at.row) for problem in found] == [("missing-key", 3)]


def test_unknown_cells_are_not_among_the_cells(read):
    row = read({"assets": [["id", "Medium", "Has sound"], ["A1", "", "no"]]}).row("asset", "A1")

    assert set(row.cells) == {"id", "has_sound"}
    assert len(row.cells) == 2
    assert "medium" not in row.cells
    assert row.value("medium") is None
    assert row.value("has_sound") is False


def test_a_cell_remembers_what_was_typed_and_where(read):
    cell = read({"assets": [["id", "Medium"], ["A1", "Film"]]}).row("asset", "A1").cells["medium"]

    assert (cell.value, cell.raw, cell.origin) == ("video", "Film", "recorded")
    assert str(cell.place) == "book.xlsx, sheet assets, row 2, column Medium"


@pytest.mark.parametrize("title", ["Left out because", "exclude_reason", "Exclude", "Out of scope"])
def test_a_reason_leaves_a_row_out(read, vocabulary, title):
    rows = [["id", title], ["A1", ""], ["A2", "made by others"], ["A3", "no"], ["A4", "?"]]
    inventory = read({"assets": rows})

    assert [row.key for row in inventory.rows["asset"]] == ["A1", "A3", "A4"]
    assert inventory.excluded == {"assets": (("A2", "made by others"),)}
    add_up(inventory, vocabulary)


@pytest.mark.parametrize(
    "word",
    [
        *("none", "None", "NONE.", "no", "No, it stays", "no - stays in", "nein", "Non", "keine", "not left out"),
        *("in scope", "n/a", "TBD", "0", 0, False, "no\u200b", "\uff4e\uff4f\uff4e\uff45"),
    ],
)
def test_an_answer_that_there_is_no_reason_keeps_the_row(read, word):
    inventory = read({"assets": [["id", "Left out because"], ["A1", ""], ["A2", word]]})

    assert [row.key for row in inventory.rows["asset"]] == ["A1", "A2"]
    assert not inventory.excluded


@pytest.mark.parametrize(
    "reason", ["no longer in the film", "non-final cut", "none of ours", "Not released", "not used"]
)
def test_a_reason_that_begins_like_no_is_a_reason(read, reason):
    inventory = read({"assets": [["id", "Left out because"], ["A1", ""], ["A2", reason]]})

    assert inventory.excluded == {"assets": (("A2", reason),)}


@pytest.mark.parametrize("word", ["yes", "x", True])
def test_leaving_out_without_a_reason_is_refused(problems, word):
    found = problems({"assets": [["id", "exclude"], ["A1", ""], ["A2", word]]})

    assert [(problem.code, problem.at.row) for problem in found] == [("no-reason", 3)]


def test_example_rows_are_left_out_whatever_they_hold(read, vocabulary):
    inventory = read({"assets": [["id", "Medium"], ["EXAMPLE-1", "nonsense"], ["A1", "video"]]})

    assert [row.key for row in inventory.rows["asset"]] == ["A1"]
    assert inventory.excluded == {"assets": (("EXAMPLE-1", EXAMPLE_REASON),)}
    add_up(inventory, vocabulary)


def test_faults_of_rows_left_out_do_not_count(read):
    inventory = read({"assets": [["id", "Medium", "exclude"], ["A1", "video", ""], ["A2", "nonsense", "not ours"]]})

    assert inventory.excluded["assets"] == (("A2", "not ours"),)


def test_every_fault_of_a_file_is_told_at_once_in_the_order_of_its_rows(problems):
    rows = [["id", "Medium", "Has sound"], ["A1", "vidio", "maybe"], ["A1", "video", "yes"], ["A3", "film", "perhaps"]]
    found = problems({"assets": rows, "people": [["id", "Born on"], ["P1", "31/02/1980"]]})

    assert [(problem.at.sheet, problem.at.row, problem.code) for problem in found] == [
        ("assets", 2, "unknown-choice"),
        ("assets", 2, "not-yes-or-no"),
        ("assets", 3, "duplicate-key"),
        ("assets", 4, "not-yes-or-no"),
        ("people", 2, "no-such-day"),
    ]
    assert all(problem.remedy for problem in found)


def test_beyond_a_number_faults_are_counted(problems):
    rows = [[f"A{number}", f"medium {number % 7}", "maybe"] for number in range(500)]
    found = problems({"assets": [["id", "Medium", "Has sound"], *rows]})

    assert len(found) == MOST + 1
    # Without a readable asset the releases still find their keys, so only the cells are at fault.
    assert found[-1].code == "more-problems"
    assert str(found[-1]) == "and 800 more problems."


def test_a_note_on_many_cells_is_told_once(read):
    rows = [[f"A{number}", "UK"] for number in range(1, 6)]
    inventory = read({"assets": [["id", "Place"], *rows]})

    assert inventory.notes[0] == "book.xlsx, sheet assets, column Place, row 2 and 4 more: UK was read as GB." or (
        "UK was read as GB" in inventory.notes[0] and "and 4 more" in inventory.notes[0]
    )


def test_numbers_and_yes_are_told_apart_though_python_does_not(read):
    inventory = read({"assets": [["id", "Title"], ["A1", True], ["A2", 1.0], ["A3", 1], ["A4", False], ["A5", 0]]})

    assert [row.value("title") for row in inventory.rows["asset"]] == ["yes", "1", "1", "no", "0"]


def test_columns_have_the_letters_of_a_spreadsheet():
    assert [column_letters(at) for at in (0, 25, 26, 701, 702)] == ["A", "Z", "AA", "ZZ", "AAA"]

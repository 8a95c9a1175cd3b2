"""Statements fill blanks only, say whose word it is, and do not contradict each other."""

from datetime import date

import pytest

HEADING = ["id", "fact", "value", "where", "stated by", "stated on", "document"]
ASSETS = [
    ["id", "Medium", "Has sound", "Techniques"],
    ["A1", "video", "", "tts; enhance"],
    ["A2", "video", "yes", ""],
    ["A3", "audio", "", "none"],
    ["A4", "", "", ""],
]


def with_statements(*rows, assets=ASSETS):
    return {"assets": assets, "documents": [["id"], ["D1"]], "statements": [HEADING, *rows]}


def sounds(inventory):
    return [row.value("has_sound") for row in inventory.rows["asset"]]


def test_a_statement_fills_blanks_only_and_is_their_origin(read):
    inventory = read(with_statements(["S1", "asset.has_sound", "no", "", "J. Roe", date(2026, 11, 1), "D1"]))

    assert sounds(inventory) == [False, True, False, False]
    cell = inventory.row("asset", "A1").cells["has_sound"]
    assert (cell.origin, cell.raw) == ("statement", "no")
    assert (cell.place.sheet, cell.place.row) == ("statements", 2)
    assert inventory.row("asset", "A2").cells["has_sound"].origin == "recorded"


def test_a_statement_is_listed_with_who_when_and_how_much(read):
    (statement,) = read(
        with_statements(["S1", "asset.has_sound", "no", "", "J. Roe", date(2026, 11, 1), "D1"])
    ).statements

    assert (statement.id, statement.path, statement.shown) == ("S1", "asset.has_sound", "no")
    assert (statement.stated_by, statement.stated_on) == ("J. Roe", date(2026, 11, 1))
    assert (statement.document, statement.filled) == ("D1", 3)


def test_recorded_answers_that_differ_stand_and_are_noted(read):
    inventory = read(with_statements(["S1", "asset.has_sound", "no", "", "J. Roe"]))

    assert "S1 differs from what is recorded in 1 row, first A2; the cells stand." in " ".join(inventory.notes)


@pytest.mark.parametrize(
    ("where", "filled"),
    [
        ("medium = video", [False, True, None, None]),
        ("Medium=Moving picture", [False, True, None, None]),
        ("techniques = tts", [False, True, None, None]),
        ("techniques = none", [None, True, False, None]),
        ("all", [False, True, False, False]),
        ("", [False, True, False, False]),
    ],
)
def test_a_condition_limits_it_and_an_unknown_row_is_not_meant(read, where, filled):
    assert sounds(read(with_statements(["S1", "asset.has_sound", "no", where, "J. Roe"]))) == filled


@pytest.mark.parametrize(
    "fact", ["asset.has_sound", "assets.has_sound", "Asset: Has sound", "assets: has sound", "Has sound"]
)
def test_a_fact_by_path_or_title(read, fact):
    assert read(with_statements(["S1", fact, "no", "", "J. Roe"])).statements[0].path == "asset.has_sound"


def test_a_fact_without_a_column_can_be_stated(read):
    inventory = read(with_statements(["S1", "Place", "UK", "", "J. Roe"]))

    assert {row.value("place") for row in inventory.rows["asset"]} == {"GB"}


def test_a_condition_is_met_by_what_is_recorded_not_by_another_statement(read):
    inventory = read(
        with_statements(
            ["S1", "asset.medium", "audio", "", "J. Roe"], ["S2", "asset.has_sound", "yes", "medium = audio", "J. Roe"]
        )
    )

    assert inventory.row("asset", "A4").value("medium") == "audio"
    assert sounds(inventory) == [None, True, True, None]


def test_statements_that_contradict_each_other_are_refused(problems):
    found = problems(
        with_statements(
            ["S1", "asset.has_sound", "no", "", "J. Roe"],
            ["S2", "asset.has_sound", "yes", "medium = video", "A. Poe"],
        )
    )

    assert [(problem.code, problem.at.row) for problem in found] == [("contradicting-statement", 3)]
    assert "S2 contradicts S1 in 1 row, first A1." in found[0].problem


def test_saying_the_same_twice_is_refused(problems):
    found = problems(
        with_statements(["S1", "asset.has_sound", "no", "all", "J. Roe"], ["S2", "Has sound", "Nein", "", "A. Poe"])
    )

    assert [problem.code for problem in found] == ["duplicate-statement"]


def test_a_statement_without_effect_is_noted(read):
    inventory = read(with_statements(["S1", "asset.medium", "audio", "medium = audio", "J. Roe"]))

    assert inventory.statements[0].filled == 0
    assert any("S1 fills no cell" in note for note in inventory.notes)


@pytest.mark.parametrize(
    ("row", "code", "column"),
    [
        (["S1", "asset.has_sond", "no", "", "J. Roe"], "unknown-fact", "fact"),
        (["S1", "", "no", "", "J. Roe"], "incomplete-statement", "Fact"),
        (["S1", "asset.has_sound", "", "", "J. Roe"], "incomplete-statement", "Answer"),
        (["S1", "asset.has_sound", "maybe", "", "J. Roe"], "not-yes-or-no", "value"),
        (["S1", "asset.has_sound", "TBD", "", "J. Roe"], "incomplete-statement", "Answer"),
        (["S1", "asset.has_sound", "no", "", ""], "incomplete-statement", "Stated by"),
        (["S1", "asset.has_sound", "no", "medium is video", "J. Roe"], "bad-condition", "where"),
        (["S1", "asset.has_sound", "no", "mediun = video", "J. Roe"], "unknown-column", "where"),
        (["S1", "asset.has_sound", "no", "medium = vidoe", "J. Roe"], "unknown-choice", "where"),
        (["S1", "asset.has_sound", "no", "TBD", "J. Roe"], "incomplete-statement", "For rows where"),
        (["S1", "asset.id", "A9", "", "J. Roe"], "cannot-be-stated", "fact"),
        (["S1", "label.seconds", "5", "", "J. Roe"], "cannot-be-stated", "fact"),
        (["S1", "asset.part_of", "A9", "", "J. Roe"], "missing-reference", "value"),
        (["S1", "asset.has_sound", "no", "", "J. Roe", "soon"], "not-a-date", "stated on"),
        (["S1", "asset.has_sound", "no", "", "J. Roe", "", "D9"], "missing-reference", "document"),
    ],
)
def test_a_statement_that_says_nothing_clear_is_refused(problems, row, code, column):
    found = problems(with_statements(row))

    assert [(problem.code, problem.at.sheet, problem.at.row, problem.at.column) for problem in found] == [
        (code, "statements", 2, column)
    ]
    assert found[0].remedy


def test_example_statements_are_left_out_and_all_add_up(read):
    inventory = read(
        with_statements(["EXAMPLE-1", "asset.has_sound", "no", "", "J. Roe"], ["S1", "Has sound", "no", "", "J. Roe"])
    )

    assert inventory.read["statements"] == 2 == len(inventory.statements) + len(inventory.excluded["statements"])

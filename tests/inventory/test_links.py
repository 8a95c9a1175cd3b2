"""Every reference leads to a row that is there; rows that hang on a row left out are left out with it."""

# ruff: noqa: RUF001 - look-alike letters are part of it

ASSETS = [["id", "Left out because", "Part of", "People"], ["A1"], ["A2"], ["A3", "not ours"]]
PEOPLE = [["id"], ["P-1"], ["P-2"], ["Doe, J."]]


def test_a_missing_row_is_told_with_the_nearest(problems):
    releases = [["id", "asset", "territory"], ["R1", "film-01", "DE"], ["R2", "film-1", "DE"]]
    found = problems({"assets": [["id"], ["film-01"]], "releases": releases})

    assert [(problem.code, problem.at.row, problem.at.column) for problem in found] == [
        ("missing-reference", 3, "asset")
    ]
    assert found[0].problem == "film-1 is not on the sheet assets."
    assert found[0].remedy == "Did you mean film-01?"


def test_a_key_in_another_spelling_is_read_and_noted(read):
    rows = [["id", "asset", "territory"], ["R1", "a1", "DE"], ["R2", "А1", "DE"], ["R3", "A1", "DE"]]
    inventory = read({"releases": rows})

    assert {row.value("asset") for row in inventory.rows["release"]} == {"A1"}
    assert sum("row 2" in note or "row 3" in note for note in inventory.notes) == 2


def test_lists_of_references_are_checked_one_by_one(problems):
    rows = [["id", "People"], ["A1", "P-1; P-3"], ["A2", "P-9;P-8"]]
    found = problems({"assets": rows, "people": PEOPLE})

    assert [problem.at.row for problem in found] == [2, 3]


def test_all_none_and_lists_are_kept(read):
    rows = [["id", "People"], ["A1", "all"], ["A2", "none"], ["A3", "P-1;P-2"], ["A4", "P-1, P-2"], ["A5", "Doe, J."]]
    inventory = read({"assets": rows, "people": PEOPLE})

    assert [row.value("people") for row in inventory.rows["asset"]] == [
        frozenset({"all"}),
        frozenset(),
        frozenset({"P-1", "P-2"}),
        frozenset({"P-1", "P-2"}),
        frozenset({"Doe, J."}),
    ]


def test_several_keys_where_one_is_wanted_are_refused(problems):
    found = problems({"releases": [["id", "asset", "territory"], ["R1", "A1; A2", "DE"]], "assets": ASSETS})

    assert found[0].remedy == "Name one; use a row of its own for each."


def test_a_sheet_that_is_not_there_is_told_once(problems):
    rows = [["id", "People"], ["A1", "P-1"], ["A2", "P-2"]]
    found = problems({"assets": rows})

    assert [problem.problem for problem in found] == ["the column names rows of the sheet people, which is missing."]


def test_a_sheet_whose_heading_cannot_be_read_does_not_make_every_reference_wrong(problems):
    found = problems({"assets": [["id", "People"], ["A1", "P-1"]], "people": [["qqq"], ["P-1"]]})

    assert [problem.code for problem in found] == ["no-heading"]


def test_what_hangs_on_a_row_left_out_is_left_out_with_the_reason(read):
    inventory = read(
        {
            "assets": ASSETS,
            "releases": [["id", "asset", "territory"], ["R1", "A1", "DE"], ["R3", "A3", "DE"]],
            "labels": [["id", "asset", "releases"], ["L1", "A1", "R1"], ["L3", "A3", "R3"]],
        }
    )

    assert inventory.excluded == {
        "assets": (("A3", "not ours"),),
        "releases": (("R3", "its asset A3 is left out"),),
        "labels": (("L3", "its asset A3 is left out"),),
    }
    assert [row.key for row in inventory.rows["label"]] == ["L1"]


def test_a_mention_of_a_row_left_out_reads_as_blank_and_is_noted(read):
    assets = [["id", "Left out because", "Part of"], ["A1", "", "A3"], ["A3", "not ours", ""]]
    labels = [["id", "asset", "releases"], ["L1", "A1", "R1; R3"]]
    releases = [["id", "asset", "territory"], ["R1", "A1", "DE"], ["R3", "A3", "DE"]]
    inventory = read({"assets": assets, "labels": labels, "releases": releases})

    assert inventory.row("asset", "A1").value("part_of") is None
    assert inventory.row("label", "L1").value("releases") == frozenset({"R1"})
    assert sum("left out" in note for note in inventory.notes) == 2


def test_an_example_row_is_no_target(problems):
    assets = [["id"], ["A1"], ["EXAMPLE-1"]]
    found = problems({"assets": assets, "releases": [["id", "asset", "territory"], ["R1", "EXAMPLE-1", "DE"]]})

    assert [problem.code for problem in found] == ["example-reference"]

"""Columns are found under titles, by any name of their field; what cannot be placed is told with the nearest."""

# ruff: noqa: RUF001 - look-alike letters are part of it

import pytest


def assets(heading, *rows):
    return {"assets": [heading, *(rows or [["A1", "video"]])]}


@pytest.mark.parametrize("title", ["medium", "Medium", " MEDIUM ", "asset.medium", "Mediu\u00adm"])
def test_a_column_by_field_name_title_or_path(read, title):
    inventory = read(assets(["id", title]))

    assert inventory.row("asset", "A1").value("medium") == "video"


def test_a_column_by_another_name_or_with_its_unit(read):
    inventory = read({"assets": [["asset_id", "Length (s)"], ["A1", 5]]})

    assert inventory.row("asset", "A1").value("duration_s") == 5.0


def test_a_look_alike_title_is_read_and_noted(read):
    inventory = read(assets(["id", "Mеdium"]))

    assert inventory.row("asset", "A1").value("medium") == "video"
    assert any("look-alike" in note for note in inventory.notes)


@pytest.mark.parametrize("above", [1, 2])
def test_the_heading_may_stand_below_title_rows(read, above):
    titles = [["Our film"], [], ["as of today"]][: above * 2 - 1]
    inventory = read({"assets": [*titles, ["id", "Medium"], ["A1", "video"]]})

    cell = inventory.row("asset", "A1").cells["medium"]
    assert cell.place.row == len(titles) + 2
    assert f"the heading was found in row {len(titles) + 1}" in " ".join(inventory.notes)


def test_a_heading_below_three_rows_is_not_searched_for(problems):
    found = problems({"assets": [["a"], ["b"], ["c"], ["id", "Medium"], ["A1", "video"]]})

    assert [problem.code for problem in found] == ["no-heading"]
    assert found[0].remedy == "Put the column titles (Asset, Title, Left out because ...) in the first row."


@pytest.mark.parametrize(
    ("title", "code", "remedy"),
    [
        ("Mediun", "unknown-column", "Did you mean medium?"),
        ("start_s", "unknown-column", "It belongs on the sheet labels."),
        ("qqq www", "unknown-column", "Remove it, or call it x_qqq_www to keep it as a note of your own."),
        ("Asset", "duplicate-column", "Keep one."),
    ],
)
def test_a_column_that_cannot_be_placed_is_told_with_the_way_out(problems, title, code, remedy):
    found = problems(assets(["id", title]))

    assert [(problem.code, problem.remedy) for problem in found] == [(code, remedy)]
    assert (found[0].at.sheet, found[0].at.row, found[0].at.column) == ("assets", 1, title)


def test_a_computed_fact_is_no_column(problems):
    found = problems({"labels": [["id", "asset", "Seconds"], ["L1", "A1", 5]]})

    assert [problem.code for problem in found] == ["computed-column"]
    assert found[0].remedy == "Remove it; give end_s and start_s."


def test_own_columns_are_kept_as_text(read):
    inventory = read({"assets": [["id", "x_Note", "X_other"], ["A1", 5, ""], ["A2", "", ""]]})

    assert inventory.row("asset", "A1").extra == {"x_note": "5"}
    assert inventory.row("asset", "A2").extra == {}


def test_two_own_columns_of_one_name_are_refused(problems):
    assert [problem.code for problem in problems(assets(["id", "x_a", "X_A"]))] == ["duplicate-column"]


def test_values_under_no_title_are_refused_and_an_empty_column_is_not(problems, read):
    found = problems({"assets": [["id", "", "Medium"], ["A1", "", "video"], ["A2", "stray", "video"]]})

    assert [(problem.code, problem.at.row, problem.at.column) for problem in found] == [("no-title", 3, "B")]
    assert read(assets(["id", "", "Medium"], ["A1", "", "video"]))


def test_the_column_of_keys_is_needed(problems):
    found = problems({"people": [["Born on"], ["1980-01-01"]]})

    assert [problem.code for problem in found] == ["missing-column"]
    assert "no column Person (id)" in found[0].problem


def test_a_sheet_of_one_row_may_have_its_fields_below_each_other(read):
    rows = [["About us"], ["Field", "Value", "Question"], ["Name", "Studio", ""], ["roles", "producer; publisher", ""]]
    inventory = read({"organisation": [*rows, ["", "", ""], ["x_desk", "B", ""]]})
    row = inventory.rows["organisation"][0]

    assert row.value("name") == "Studio"
    assert row.value("roles") == frozenset({"producer", "publisher"})
    assert (row.cells["roles"].place.row, row.cells["roles"].place.column) == (4, "roles")
    assert row.extra == {"x_desk": "B"}
    assert inventory.read["organisation"] == 1


def test_a_sheet_of_one_row_may_have_them_side_by_side(read):
    inventory = read({"organisation": [["Name", "Size"], ["Studio", "Large"]]})

    assert inventory.rows["organisation"][0].value("size") == "large"


def test_a_second_row_of_a_sheet_of_one_is_refused(problems):
    found = problems({"organisation": [["Name"], ["Studio"], ["Other"]]})

    assert [(problem.code, problem.at.row) for problem in found] == [("second-row", 3)]


def test_faults_of_fields_below_each_other_have_their_places(problems):
    found = problems(
        {"organisation": [["Fact", "Answer"], ["Naam", "x"], ["Size", "huge"], ["Size", "Large"], ["name", "a"]]}
    )

    assert [(problem.code, problem.at.row) for problem in found] == [("unknown-column", 2), ("unknown-choice", 3)]


@pytest.mark.parametrize(
    ("field", "place"),
    [
        ("name", "book.xlsx, sheet organisation, row 2, column Name"),
        ("size", "book.xlsx, sheet organisation, row 3, column Size"),
        ("roles", "book.xlsx, sheet organisation, column Roles held"),
    ],
)
def test_a_field_below_others_has_a_place_while_it_is_blank_or_missing(read, field, place):
    inventory = read({"organisation": [["Fact", "Answer"], ["Name", "Studio"], ["Size", ""]]})

    assert str(inventory.rows.sheets["organisation"].place_of(0, field, "Roles held")) == place


def test_a_field_without_a_column_has_the_place_of_its_row(read):
    sheet = read({"assets": [["id"], ["A1"], ["A2"]]}).rows.sheets["asset"]

    assert str(sheet.place_of(1, "medium", "Medium")) == "book.xlsx, sheet assets, row 3, column Medium"
    assert str(sheet.place_of(1, "medium")) == "book.xlsx, sheet assets, row 3, column medium"

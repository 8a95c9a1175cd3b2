"""Faults that no single cell shows: orphans, ends before beginnings, people nobody listed."""

from pathlib import Path

import pytest
import yaml

from compliance.errors import InventoryError
from compliance.inventory.quality import ON_NO_PLATFORM, checks
from compliance.inventory.raw import RawBook, RawSheet
from compliance.inventory.reading import inventory_of


def releases(*rows):
    return {"releases": [["id", "asset", "territory", "starts_on", "ends_on"], *rows]}


@pytest.mark.parametrize("name", list(checks))
def test_every_check_says_what_it_demands(name):
    assert (checks[name].__doc__ or "").endswith(".")


@pytest.mark.parametrize(
    ("sheets", "row"),
    [
        (releases(["R1", "A1", "DE"], ["R2", "", "DE"]), 3),
        (releases(["R1", "A1", "DE"], ["R2", "none", "DE"]), 3),
        ({"labels": [["id", "asset"], ["L1", "?"]]}, 2),
        ({"labels": [["id"], ["L1"]]}, 2),
        ({"depictions": [["id", "asset"], ["D1", ""]]}, 2),
    ],
)
def test_a_row_that_concerns_no_asset_is_refused(problems, sheets, row):
    found = problems(sheets)

    assert [(problem.code, problem.at.row) for problem in found] == [("orphan", row)]


@pytest.mark.parametrize("territory", ["", "none", "TBD"])
def test_a_release_without_territory_is_refused(problems, territory):
    found = problems(releases(["R1", "A1", territory]))

    assert [(problem.code, problem.at.column) for problem in found] == [("no-territory", "territory")]


@pytest.mark.parametrize(
    ("sheets", "column"),
    [
        (releases(["R1", "A1", "DE", "2026-12-02", "2026-12-01"]), "ends_on"),
        ({"people": [["id", "Born on", "Died on"], ["P1", "1980-01-01", "1979-01-01"]]}, "Died on"),
        ({"labels": [["id", "asset", "Starts at", "Ends at"], ["L1", "A1", 5, 3]]}, "Ends at"),
    ],
)
def test_an_end_before_its_beginning_is_refused(problems, sheets, column):
    found = problems(sheets)

    assert [(problem.code, problem.at.column) for problem in found] == [("end-before-start", column)]


@pytest.mark.parametrize(
    ("starts", "ends"),
    [
        ("2026-12-01", "2026-12-01"),
        ("2026-12-01", "none"),
        ("2026-12-01", ""),
        ("", "2026-12-01"),
    ],
)
def test_an_end_that_is_equal_unknown_or_none_is_fine(read, starts, ends):
    assert read(releases(["R1", "A1", "DE", starts, ends]))


@pytest.mark.parametrize("word", ["none", "no", "never", "not yet"])
def test_a_release_that_never_starts_is_refused(problems, word):
    found = problems(releases(["R1", "A1", "DE", "2026-12-01", "none"], ["R2", "A1", "DE", word, "none"]))

    assert [(problem.code, problem.at.row, problem.at.column) for problem in found] == [("day-is-none", 3, "starts_on")]
    assert "release without a start is no release" in found[0].problem
    assert "remove the row" in found[0].remedy


def test_a_statement_that_releases_never_start_is_refused(problems):
    statements = [["id", "fact", "value", "stated_by"], ["S1", "release.starts_on", "none", "N. N."]]
    found = problems({**releases(["R1", "A1", "DE", "", ""]), "statements": statements})

    assert [problem.code for problem in found] == ["day-is-none"]


def read_with(vocabulary, jurisdictions, **sheets):
    raws = [
        RawSheet(name, "book.xlsx", [list(row) for row in rows])
        for name, rows in {
            "assets": (("id",), ("A1",)),
            "releases": (("id", "asset", "territory"), ("R1", "A1", "DE")),
            **sheets,
        }.items()
    ]
    return inventory_of(RawBook("book.xlsx", "0" * 64, 1, tuple(raws)), vocabulary, jurisdictions)


@pytest.mark.parametrize(
    ("sheet", "rows"),
    [
        ("notices", (("id", "asset", "received_at"), ("N1", "A1", "none"))),
        ("elections", (("id", "vote_on"), ("E1", "none"))),
        ("depictions", (("id", "asset", "performance_fixed_on"), ("D1", "A1", "none"))),
        ("depictions", (("id", "asset", "by_replica", "performance_fixed_on"), ("D1", "A1", "yes", "none"))),
    ],
)
def test_a_key_date_that_never_comes_is_refused(real_vocabulary, jurisdictions, sheet, rows):
    with pytest.raises(InventoryError) as caught:
        read_with(real_vocabulary, jurisdictions, **{sheet: rows})

    assert [(problem.code, problem.at.row) for problem in caught.value.problems] == [("day-is-none", 2)]


@pytest.mark.parametrize(
    ("sheet", "rows"),
    [
        ("notices", (("id", "asset", "received_at", "removed_at"), ("N1", "A1", "", "none"))),
        ("elections", (("id", "vote_on", "vote_ends_on"), ("E1", "", "none"))),
        ("depictions", (("id", "asset", "by_replica", "performance_fixed_on"), ("D1", "A1", "no", "none"))),
    ],
)
def test_a_key_date_that_nobody_knows_or_that_concerns_nothing_is_fine(real_vocabulary, jurisdictions, sheet, rows):
    assert read_with(real_vocabulary, jurisdictions, **{sheet: rows})


def test_an_asset_that_is_part_of_itself_is_refused(problems):
    rows = [["id", "part of"], ["A1", "A2"], ["A2", "A3"], ["A3", "A2"], ["A4", "A4"], ["A5", "A1"]]
    found = problems({"assets": rows})

    assert [(problem.code, problem.at.row) for problem in found] == [("part-of-itself", 3), ("part-of-itself", 5)]


def test_a_label_on_a_release_of_another_asset_is_refused(problems):
    found = problems(
        {
            "assets": [["id"], ["A1"], ["A2"]],
            "labels": [["id", "asset", "releases"], ["L1", "A1", "R1"], ["L2", "A1", "R2"], ["L3", "A1", "all"]],
            **releases(["R1", "A1", "DE"], ["R2", "A2", "DE"]),
        }
    )

    assert [(problem.code, problem.at.row) for problem in found] == [("release-of-other-asset", 3)]


def test_real_people_that_nobody_listed_are_noted(read):
    inventory = read({"assets": [["id", "Shown"], ["A1", "living_person"], ["A2", "object"]]})

    assert any("asset A1 shows real people, but no depiction is listed" in note for note in inventory.notes)


def test_saying_that_all_people_are_listed_when_none_is_is_refused(problems):
    rows = [["id", "Shown", "All people listed"], ["A1", "living_person; object", "yes"]]

    assert [problem.code for problem in problems({"assets": rows})] == ["people-not-listed"]


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ([["R1", "Cinema", "YouTube"]], "row 2, column platforms: release R1 names a platform beside a channel"),
        (
            [["R1", "Cinema", "none"], ["R2", "Cinema", "YouTube"], ["R3", "Cinema", "YouTube"]],
            "row 3, column platforms: 2 releases (first R2) name a platform beside a channel",
        ),
        (
            [["R1", "Social media", "YouTube"], ["R2", "Cinema", "none"], ["R3", "", "YouTube"], ["R4", "Cinema", ""]],
            "",
        ),
    ],
)
def test_a_platform_beside_a_channel_that_none_carries_is_noted(read, rows, told):
    heading = ["id", "asset", "territory", "Channel", "platforms"]
    inventory = read({"releases": [heading, *([key, "A1", "DE", *answers] for key, *answers in rows)]})

    found = [note for note in inventory.notes if "platform" in note]
    assert len(found) == bool(told)
    assert all(told in note for note in found)


def test_an_asset_without_release_is_noted(read):
    inventory = read({"assets": [["id"], ["A1"], ["A2"], ["A3"]]})

    assert "2 assets (first A2) have no release: no territory is decided for that." in inventory.notes


def test_cell_faults_are_told_alone_because_they_hide_the_rest(problems):
    found = problems({**releases(["R1", "", "Grmany"]), "assets": [["id"], ["A1"]]})

    assert [problem.code for problem in found] == ["unknown-place"]


def test_what_no_platform_carries_is_what_the_shared_term_leaves_out(real_vocabulary):
    terms = yaml.safe_load(Path("policies/terms/platforms.yaml").read_text("utf-8"))["terms"]
    (carried,) = (part["release.channel"] for part in terms["released_on"]["means"]["all"] if "release.channel" in part)

    assert set(real_vocabulary.fields["release.channel"].choices) - set(carried) == ON_NO_PLATFORM

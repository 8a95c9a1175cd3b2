"""`explain` names the clause, the fact with its cell, and the source."""

from __future__ import annotations

import csv
import json

import pytest

from compliance.cli.status import Status


@pytest.fixture
def finding(document):
    return next(found for found in document["findings"] if found["blocks"])


def test_a_finding_is_explained_down_to_the_cell(run, inventory, finding):
    result = run("explain", inventory, finding["id"])

    assert result.exit_code == 0
    shown = " ".join(result.stdout.split())
    assert f"{finding['id']} fail, high, blocks · XA" in shown
    assert "Time on screen is at least 2 s" in shown
    assert "sheet labels, row 2, column end_s" in shown
    assert "1. Recut the opening." in shown
    assert "Media Act, s. 4(1)" in shown
    assert "release R1" in shown


def test_an_outcome_of_one_row_is_explained(run, inventory):
    shown = run("explain", inventory, "xa-media-4-label", "R2").stdout

    assert shown.startswith("not applicable  release R2, asset A1, in XB\n")
    assert "No place of the subject is reached by the law of XA." in " ".join(shown.split())


def test_a_finding_and_a_row_give_the_outcome_of_the_row(run, inventory, finding):
    assert run("explain", finding["id"], inventory, "R1").stdout.startswith("fail  release R1")


def test_a_requirement_is_explained_in_an_inventory(run, inventory, finding):
    shown = run("explain", inventory, "xa-media-4-label").stdout

    assert "  1 pass\n  1 fail\n  2 not applicable" in shown
    assert finding["id"] in shown


def test_a_requirement_can_be_read_without_an_inventory(run):
    assert "for two seconds" in run("explain", "xa-media-4-label").stdout


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["F-00000000"], "Name the inventory before it."),
        (["xa-media-4-label", "R1"], "Name the inventory before it."),
        (["nowhere.xlsx", "xa-media-4-label"], "nowhere.xlsx: there is no such file or folder."),
        (["INVENTORY"], "explain wants one id"),
        (["INVENTORY", "a", "b", "c"], "explain wants one id"),
        (["xa-media-4-labl"], "Did you mean xa-media-4-label?"),
        (["INVENTORY", "xa-media-4-labl"], "Did you mean xa-media-4-label?"),
        (["INVENTORY", "xa-media-4-label", "R11"], "Did you mean R1?"),
    ],
)
def test_what_is_not_there_is_met_with_the_nearest(run, inventory, arguments, said):
    result = run("explain", *(inventory if word == "INVENTORY" else word for word in arguments))

    assert result.exit_code == Status.USAGE
    assert said in result.stderr


def test_a_requirement_names_its_rows_its_law_and_its_source(run, inventory):
    shown = " ".join(run("explain", inventory, "xa-media-4-label").stdout.split())

    assert "pass: R3 fail: R1 not applicable: R2, R4" in shown
    assert "In force in force from 2029-01-01: s. 20" in shown
    assert "last read on 2030-01-01 Gazette 2029, 1" in shown


def test_a_row_says_how_surely_its_weakest_part_was_read(run, inventory, world):
    pack = world / "policies" / "xa" / "media.yaml"
    text = pack.read_text().replace("    for_some: release.labels", "    name: time\n    for_some: release.labels", 1)
    read = "provenance: {confidence: text_read, sources: [Gazette], as_of: 2030-01-01"
    pack.write_text(text.replace(read, f"{read}, parts: {{time: recalled}}", 1))

    (finding,) = json.loads(run("check", inventory, "--format", "json").stdout)["findings"][:1]
    pages = [run("explain", inventory, *asked).stdout for asked in ([finding["id"]], ["xa-media-4-label", "R1"])]

    assert finding["confidence"] == "recalled"
    for page in pages:
        assert "from memory, so it cannot block" in " ".join(page.split())


def test_a_month_of_the_law_stays_a_month(run, inventory, world, tmp_path):
    pack = world / "policies" / "xa" / "media.yaml"
    pack.write_text(
        pack.read_text().replace(
            "{from: 2029-01-01, status: in_force, cite: s. 20}", "{from: 2029-01, status: in_force, cite: s. 20}", 1
        )
    )

    for shown in (
        run("explain", inventory, "xa-media-4-label").stdout,
        run("packs", "show", "xa-media-4-label").stdout,
    ):
        assert "in force from 2029-01: s. 20" in shown
    run("check", inventory, "--output", "json=a.json", "--output", "csv=tables", "--output", "xlsx=a.xlsx")
    rows = json.loads((tmp_path / "a.json").read_text())["criteria"]
    row = next(row for row in rows if row["requirement"] == "xa-media-4-label")
    assert (row["in_force_from"], row["in_force_from_as_written"]) == ("2029-01-01", "2029-01")
    with (tmp_path / "tables" / "criteria.csv").open() as file:
        assert next(row["in_force_from"] for row in csv.DictReader(file)) == "2029-01"

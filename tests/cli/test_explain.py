"""`explain` names the clause, the fact with its cell, and the source."""

from __future__ import annotations

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

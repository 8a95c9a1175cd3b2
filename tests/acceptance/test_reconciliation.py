"""No row is dropped in silence: every row of the workbook is evaluated, or excluded with a reason."""

from __future__ import annotations

import json
from collections import Counter

import openpyxl
import pytest

from .outputs import Report
from .running import EXAMPLE, VERTICAL, Run


@pytest.fixture(scope="module")
def typed() -> dict[str, list[str]]:
    """The keys of every sheet of the example, as a spreadsheet program shows them."""
    book = openpyxl.load_workbook(EXAMPLE / "inventory.xlsx", read_only=True)
    return {
        sheet.title: [sheet.title]
        if sheet.title in VERTICAL
        else [row[0] for row in sheet.iter_rows(min_row=2, values_only=True) if any(row)]
        for sheet in book.worksheets
        if sheet.title not in {"legend", "lists"}
    }


@pytest.fixture(scope="module")
def document(here: Run) -> dict:
    return json.loads((here.to / "assessment.json").read_text(encoding="utf-8"))


def test_every_row_of_every_sheet_is_counted_and_the_sums_add_up(typed: dict[str, list[str]], document: dict) -> None:
    counted = {sheet["sheet"]: sheet for sheet in document["reconciliation"]}

    assert {name: sheet["read"] for name, sheet in counted.items()} == {name: len(rows) for name, rows in typed.items()}
    for sheet in counted.values():
        assert sheet["adds_up"]
        assert sheet["read"] == sheet["evaluated"] + len(sheet["excluded"]) + sheet["rejected"]


def test_every_asset_appears_exactly_once(typed: dict[str, list[str]], document: dict) -> None:
    excluded = {row["row"]: row["reason"] for sheet in document["reconciliation"] for row in sheet["excluded"]}
    evaluated = list(document["titles"]["asset"])

    assert Counter(typed["assets"]) == Counter([*evaluated, *excluded])
    assert max(Counter(typed["assets"]).values()) == 1
    assert all(excluded.values()), "a row is left out for a reason"


def test_every_evaluated_asset_is_decided_where_it_is_released(document: dict) -> None:
    released = {(row["asset"], row["territory"]) for row in document["subjects"] if row["entity"] == "release"}
    decided = [(row["asset"], row["territory"]) for row in document["asset_decisions"]]

    assert sorted(decided) == sorted(released)
    assert {asset for asset, _ in released} == set(document["titles"]["asset"])


def test_the_report_prints_every_asset_and_why_one_is_left_out(
    report: Report, typed: dict[str, list[str]], document: dict
) -> None:
    table = report.chapter("Decisions by asset and territory")
    scope = report.chapter("Scope and reconciliation")
    excluded = {row["row"]: row["reason"] for sheet in document["reconciliation"] for row in sheet["excluded"]}

    for asset in typed["assets"]:
        assert table.count(f"{asset} ") == (asset not in excluded), asset
    for row, reason in excluded.items():
        assert f"{row} {reason}" in scope

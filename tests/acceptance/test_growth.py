"""Ten times the assets take about ten times the work, and the report does not grow with them.

The stated multiple: assessing 5,000 assets in 30 territories (150,000 releases) takes at most fifteen times the processor
time of 500 assets in the same territories, where growth in proportion is ten. The report of the larger project has at
most a quarter more pages than that of the smaller: it tells findings, not rows, and points at the data files for the rest.
"""

from __future__ import annotations

import csv
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from compliance.assessment.model import Assessment
from compliance.inventory.readers import read_inventory
from compliance.report.render import render_pdf

from .conftest import Law
from .outputs import Report
from .running import EXAMPLE

SMALL, LARGE = 500, 5_000
MULTIPLE = 15
PAGES = 1.25

TERRITORIES = (  # noqa: SIM905 - a list of thirty lines says no more
    "DE FR IT ES NL PL SE IE AT BE PT GB CN IN KR JP BR AU CA US-CA US-NY US-TN US-MI US-HI US-TX US-FL US-WA CH NO ZA"
).split()
COPIED = ("assets", "depictions", "labels")
"""Sheets whose rows come again with each copy of the example's assets."""


@dataclass(frozen=True)
class Measured:
    """An assessment, and the seconds of processor time it took."""

    assessment: Assessment
    seconds: float


def measured(law: Law, folder: Path, assets: int) -> Measured:
    """Write a project of so many assets, and assess it; the quicker of two goes counts."""
    write_project(folder, assets)
    inventory = read_inventory(folder, law.vocabulary, law.jurisdictions)
    assert len(inventory.rows["release"]) == assets * len(TERRITORIES)
    times = []
    for _ in range(2):
        start = time.process_time()
        assessment = law.assess(inventory)
        times.append(time.process_time() - start)
    return Measured(assessment, min(times))


@pytest.fixture(scope="module")
def small(law: Law, tmp_path_factory: pytest.TempPathFactory) -> Measured:
    """Five hundred assets in thirty territories."""
    return measured(law, tmp_path_factory.mktemp("small") / "film", SMALL)


@pytest.fixture(scope="module")
def large(law: Law, tmp_path_factory: pytest.TempPathFactory) -> Measured:
    """Five thousand assets in thirty territories."""
    return measured(law, tmp_path_factory.mktemp("large") / "film", LARGE)


@pytest.mark.heavy
def test_assessing_grows_in_proportion(small: Measured, large: Measured) -> None:
    assert len(TERRITORIES) == len(set(TERRITORIES)) == 30
    assert large.seconds <= MULTIPLE * small.seconds, f"{large.seconds:.2f} s against {small.seconds:.2f} s"


@pytest.mark.heavy
def test_every_asset_is_decided_in_every_territory(small: Measured, large: Measured) -> None:
    for found, assets in ((small, SMALL), (large, LARGE)):
        assert len(found.assessment.asset_decisions) == assets * len(TERRITORIES)
        assert all(place.assets == assets for place in found.assessment.territory_decisions)


@pytest.mark.heavy
def test_findings_are_of_causes_and_do_not_multiply_with_rows(small: Measured, large: Measured) -> None:
    assert len(large.assessment.findings) <= 1.1 * len(small.assessment.findings)
    assert max(len(finding.subjects) for finding in large.assessment.findings) > LARGE


@pytest.mark.heavy
def test_the_report_stays_bounded_and_points_at_the_data_for_the_rest(
    small: Measured, large: Measured, tmp_path: Path
) -> None:
    reports = []
    for name, found in (("small", small), ("large", large)):
        render_pdf(found.assessment, tmp_path / f"{name}.pdf")
        reports.append(Report.read(tmp_path / f"{name}.pdf"))

    assert len(reports[1].pages) <= PAGES * len(reports[0].pages)
    assert "more, listed in the data files" in reports[1].text
    assert f"{LARGE:,} assets" in reports[1].text
    for finding in large.assessment.fails:
        assert finding.id in reports[1].text


def write_project(folder: Path, assets: int) -> None:
    """Write the example with copies of its assets, each released in every territory, as a folder of CSV files."""
    folder.mkdir(parents=True)
    book = openpyxl.load_workbook(EXAMPLE / "inventory.xlsx", read_only=True)
    sheets = {page.title: [list(row) for row in page.iter_rows(values_only=True)] for page in book.worksheets}
    kept = [row for row in sheets["assets"][1:] if not row[sheets["assets"][0].index("Left out because")]]
    keys = [row[0] for row in kept]
    names = [copy_of(key, turn) for turn in range(-(-assets // len(keys))) for key in keys][:assets]
    first_releases = {row[1]: row for row in reversed(sheets["releases"][1:])}
    wanted = set(names)
    for title, rows in sheets.items():
        if title == "releases":
            written = [rows[0], *releases(names, first_releases)]
        elif title in COPIED:
            at = 0 if title == "assets" else 1
            source = kept if title == "assets" else [row for row in rows[1:] if row[at] in keys]
            turns = range(-(-assets // len(keys)))
            copies = (copied(row, at, turn) for turn in turns for row in source)
            written = [rows[0], *(row for row in copies if row[at] in wanted)]
        elif title in {"legend", "lists"}:
            continue
        else:
            written = rows
        with (folder / f"{title}.csv").open("w", encoding="utf-8", newline="") as file:
            # Lists are written a; b; c, and a narrow sheet holds more semicolons than commas.
            file.write("sep=,\n")
            csv.writer(file).writerows(written)


def releases(names: list[str], firsts: dict[str, list[Any]]) -> Iterator[list[Any]]:
    """Yield a release of every asset in every territory, in all else as the first one of the asset it is a copy of."""
    number = 0
    for name in names:
        like = firsts[name.partition(".")[0]]
        for place in TERRITORIES:
            number += 1
            yield [f"R-{number}", name, place, *like[3:]]


def copied(row: list[Any], at: int, turn: int) -> list[Any]:
    """Return a row with its own key, and that of its asset, made those of a copy."""
    new = list(row)
    for column in {0, at}:
        new[column] = copy_of(row[column], turn)
    return new


def copy_of(key: str, turn: int) -> str:
    """Return the key of a copy; the first one keeps its own."""
    return f"{key}.{turn}" if turn else key

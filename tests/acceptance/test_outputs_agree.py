"""All outputs are views of one assessment: they agree on every count, and an expired waiver flips them alike."""

from __future__ import annotations

import re

import pytest

from compliance.assessment.model import Assessment
from compliance.report.words import MARKS

from .outputs import Report, Told, of_assessment, of_csv, of_json, of_pdf, of_summary, of_xlsx
from .running import Run

READERS = {
    "json": lambda run, _: of_json(run.to),
    "csv": lambda run, _: of_csv(run.to),
    "xlsx": lambda run, _: of_xlsx(run.to),
    "pdf": lambda run, assessment: of_pdf(Report.read(run.to / "report.pdf"), assessment),
    "the summary": lambda run, _: of_summary(run.printed("check")),
}
PLACE, WAIVER = "California", "W-2026-01"
"""Where one requirement fails, and the waiver that lies over it."""


@pytest.fixture(scope="module")
def yardstick(assessment: Assessment) -> Told:
    return of_assessment(assessment)


@pytest.mark.parametrize("format_", READERS)
def test_every_output_tells_the_same_counts(format_: str, here: Run, assessment: Assessment, yardstick: Told) -> None:
    told = READERS[format_](here, assessment)

    assert told == {name: yardstick[name] for name in told}


@pytest.mark.parametrize("format_", ["json", "csv", "xlsx", "pdf"])
def test_every_file_tells_every_outcome_finding_decision_and_waiver(
    format_: str, here: Run, assessment: Assessment
) -> None:
    told = READERS[format_](here, assessment)

    assert set(told) >= {
        "decision",
        "outcomes",
        "findings",
        "blocking",
        "questions",
        "assets",
        "places",
        "waivers",
        "rows",
    }


def test_the_example_has_something_to_count(yardstick: Told) -> None:
    """Counts that are all zero would agree whatever the outputs did."""
    assert min(yardstick["failing, undecided, advisory"][:2]) > 5
    assert len(yardstick["assets"]) > 60
    assert len(set(yardstick["assets"].values())) == len(MARKS) - 1


@pytest.mark.parametrize("format_", ["json", "csv", "xlsx", "pdf"])
def test_an_expired_waiver_flips_the_verdict_in_every_file(
    format_: str, here: Run, ended: Run, assessment: Assessment
) -> None:
    before, after = READERS[format_](here, assessment), READERS[format_](ended, assessment)

    assert (before["places"][PLACE], before["waivers"][WAIVER]) == ("Clear with conditions", "in force")
    assert (after["places"][PLACE], after["waivers"][WAIVER]) == ("Blocked", "expired")
    assert after["blocking"] == before["blocking"] + 1
    assert after["outcomes"] == before["outcomes"], "a waiver never changes an outcome"


def test_an_expired_waiver_flips_the_verdict_on_the_command_line(here: Run, ended: Run) -> None:
    before, after = (run.printed("check") for run in (here, ended))

    assert decided(before, PLACE) == "Clear with conditions"
    assert decided(after, PLACE) == "Blocked"


def test_an_expired_waiver_is_loud(ended: Run) -> None:
    told = f"Waiver {WAIVER}: Expired after 2026-11-24"

    assert told in ended.told("check")
    assert told in ended.printed("check")


def decided(summary: str, place: str) -> str:
    """Return the heading of the group in which the summary lists a place."""
    heading = ""
    for line in summary.splitlines():
        if found := re.match(r"\S (Blocked|Undecided|Clear with conditions|Clear) \(\d+\)", line):
            heading = found[1]
        if heading and line.startswith(f"  {place} "):
            return heading
    raise AssertionError(f"{place} is not listed")

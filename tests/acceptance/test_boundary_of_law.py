"""Moving a project across a day on which law changes changes exactly the outcomes that this law governs.

On 2 December 2026 the grace for marking the output of older AI systems ends, and intimate content of people who have not
agreed and sexual content with minors become forbidden practices. Every release of the example, and the day of
the assessment, are moved from the day before it to the day after, each release keeping its length.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from compliance.policy.model import Requirement

from .conftest import Law
from .running import MAIN, copy_example, environment

TURN = date(2026, 12, 2)
BEFORE, AFTER, LATER = date(2026, 12, 1), date(2026, 12, 3), date(2026, 12, 4)
MARKING = {"eu-ai-act-50-2-marking", "eu-ai-act-50-2-detection", "eu-ai-act-50-2-legacy-grace"}
TOOLS = {"eu-ai-act-5-1-ba-ncii-provider", "eu-ai-act-5-1-bb-csam-provider"}
CONTENT = {"eu-ai-act-5-1-ba-ncii-use", "eu-ai-act-5-1-bb-csam"}
GOVERNED = MARKING | TOOLS | CONTENT
OLDER_SYSTEM = "S-01"
"""The one system of the example that we provide; it was on the market before the duty began. Nobody says what it can be made to make."""
INTIMATE_RELEASE = "R-063"
"""The one release of the example with nudity: the scene was made before the practice became forbidden, of an adult who
explicitly agreed to it."""

Moved = Callable[[date], dict[str, Any]]


@pytest.fixture(scope="module")
def moved(tmp_path_factory: pytest.TempPathFactory) -> Moved:
    """Return the assessment of the example as if everything started on a day, and that day were today."""

    @cache
    def assessed(day: date) -> dict[str, Any]:
        folder = copy_example(tmp_path_factory.mktemp("moved") / "film")
        move(folder / "inventory.xlsx", day)
        command = [
            sys.executable,
            "-c",
            MAIN,
            "check",
            str(folder / "inventory.xlsx"),
            "--format=json",
            f"--as-of={day}",
        ]
        result = subprocess.run(command, env=environment(), capture_output=True, check=False)
        assert result.returncode == 1, result.stderr
        return json.loads(result.stdout)

    return assessed


def test_the_packs_say_which_requirements_change_on_that_day(law: Law) -> None:
    assert {requirement.id for requirement in law.library.requirements if TURN in days_of(requirement)} == GOVERNED


def test_crossing_the_day_changes_the_outcomes_it_governs_and_no_others(moved: Moved) -> None:
    before, after = outcomes(moved(BEFORE)), outcomes(moved(AFTER))

    changed = {key: (before[key], after[key]) for key in before if before[key] != after[key]}
    assert before.keys() == after.keys()
    marking = {(requirement, OLDER_SYSTEM): ("upcoming", "fail") for requirement in MARKING}
    tools = {(requirement, OLDER_SYSTEM): ("upcoming", "undetermined") for requirement in TOOLS}
    content = {
        ("eu-ai-act-5-1-ba-ncii-use", INTIMATE_RELEASE): ("upcoming", "pass"),
        ("eu-ai-act-5-1-bb-csam", INTIMATE_RELEASE): ("upcoming", "pass"),
    }
    assert {requirement for requirement, _ in content} == CONTENT
    assert changed == marking | tools | content


def test_what_was_to_come_holds_the_project_back_once_it_is_there(moved: Moved) -> None:
    before, after = (blocking_the_project(moved(day)) for day in (BEFORE, AFTER))

    assert after - before == MARKING
    assert before <= after


def test_a_day_on_which_no_law_changes_changes_nothing(moved: Moved) -> None:
    assert outcomes(moved(AFTER)) == outcomes(moved(LATER))


def test_the_day_itself_belongs_to_the_new_law(moved: Moved) -> None:
    assert outcomes(moved(TURN)) == outcomes(moved(AFTER))


def days_of(requirement: Requirement) -> set[date]:
    """Return the days on which a requirement changes: of its timeline, and on which a grace ends."""
    begun = {entry.begins for entry in requirement.timeline.entries if entry.begins}
    return begun | {grace.applies_from for grace in requirement.transition}


def move(inventory: Path, day: date) -> None:
    """Let every release start on a day and last as long as it did."""
    book = openpyxl.load_workbook(inventory)
    page = book["releases"]
    headings = [cell.value for cell in page[1]]
    starts, ends = headings.index("Starts on"), headings.index("Ends on")
    for row in page.iter_rows(min_row=2):
        if row[starts].value and row[ends].value not in {None, "none"}:
            length = as_day(row[ends].value) - as_day(row[starts].value)
            row[ends].value = (day + length).isoformat()
        row[starts].value = day.isoformat()
    book.save(inventory)


def as_day(value: Any) -> date:
    """Return a day, however the workbook holds it."""
    return date.fromisoformat(str(value)[:10])


def outcomes(document: dict[str, Any]) -> dict[tuple[str, str], str]:
    """Return the outcome of each requirement for each subject."""
    return {
        (group["requirement"], subject): group["outcome"]
        for group in document["outcomes"]
        for subject in group["subjects"]
    }


def blocking_the_project(document: dict[str, Any]) -> set[str]:
    """Return the requirements that block what is no release."""
    requirement_of = {finding["id"]: finding["requirement"] for finding in document["findings"]}
    return {requirement_of[id_] for row in document["project_decisions"] for id_ in row["blocking"]}

"""The summary is as long as the screen allows, and says what it leaves out."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest

from compliance.assessment.model import Decision, SheetCount
from compliance.cli.configuration import configure
from compliance.cli.running import run_check
from compliance.cli.summary import LADDER, print_summary
from compliance.cli.terminal import Terminal


@pytest.fixture
def assessment(inventory):
    """The assessment of the project, spread over a dozen blocked and a dozen undecided places."""
    run = run_check(Terminal(quiet=True), inventory, configure(inventory, {}, environment={}))
    (blocked,) = [place for place in run.assessment.territory_decisions if place.decision is Decision.BLOCKED]
    places = tuple(
        replace(blocked, territory=f"X{letter}", name=f"Place {letter}", decision=decision)
        for letter in "ABCDEFGHIJKL"
        for decision in (Decision.BLOCKED, Decision.UNDECIDED)
    )
    return replace(run.assessment, territory_decisions=places, notes=("First.", "Second.", "Third."))


class Pipe(io.StringIO):
    encoding = "utf-8"


class Screen(Pipe):
    def isatty(self):
        return True


def shown(assessment, monkeypatch, *, lines=None, quiet=False, wide=False):
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("NO_COLOR", "1")
    if lines:
        monkeypatch.setenv("LINES", str(lines))
    out = Screen() if lines else Pipe()
    print_summary(Terminal(out=out, quiet=quiet), assessment, "inventory.xlsx", wide=wide)
    return out.getvalue().splitlines()


@pytest.mark.parametrize("lines", [60, 45, 35, 30])
def test_it_fits_the_screen(assessment, monkeypatch, lines):
    assert len(shown(assessment, monkeypatch, lines=lines)) < lines


def test_it_is_the_same_whoever_reads_a_pipe(assessment, monkeypatch):
    assert shown(assessment, monkeypatch) == shown(assessment, monkeypatch, lines=200)


def test_what_is_left_out_is_counted(assessment, monkeypatch):
    lines = shown(assessment, monkeypatch)

    assert lines.count(f"  and {12 - LADDER[0].places} more (--wide lists them)") == 2
    assert "  and 1 more note (--wide lists them)" in lines


def test_wide_leaves_nothing_out(assessment, monkeypatch):
    lines = shown(assessment, monkeypatch, wide=True)

    assert sum(line.startswith("  Place ") for line in lines) == 24
    assert "! Third." in lines


def test_columns_stand_below_their_headings(assessment, monkeypatch):
    lines = shown(assessment, monkeypatch)

    heading = next(line for line in lines if line.startswith("✗ Blocked (12)"))
    row = next(line for line in lines if line.startswith("  Place A"))
    assert row[: heading.index("assets") + len("assets")].endswith("1 of 3")
    assert row[heading.index("fix") :][:3].strip() == "1"


def test_quiet_leaves_the_hints_out(assessment, monkeypatch):
    assert any("clearance report" in line for line in shown(assessment, monkeypatch))
    assert not any("clearance report" in line for line in shown(assessment, monkeypatch, quiet=True))


def test_rows_that_do_not_add_up_are_named(assessment, monkeypatch):
    odd = replace(assessment, reconciliation=(SheetCount("assets", 3, 2),))

    assert "these sheets do not add up: assets" in " ".join(shown(odd, monkeypatch))


def test_the_projects_own_rows_stand_apart_from_places(assessment, monkeypatch):
    (place, *_) = assessment.territory_decisions
    rows = (replace(place, territory="XA", assets=0, by_decision={}), replace(place, territory="XB"))
    rows = (rows[0], replace(rows[1], decision=Decision.CLEAR))

    lines = shown(replace(assessment, project_rows=rows), monkeypatch)

    assert any(line.startswith("✗ Blocked (12) ") for line in lines)
    assert any(line.startswith("  ✗ Blocked, XA ") for line in lines)
    assert "  ✓ Clear, XB" in lines


def test_failing_findings_add_up_in_words(assessment, monkeypatch):
    (finding,) = assessment.fails
    waived = replace(finding, blocks=False, waived=tuple((subject, "W-1") for subject in finding.subjects))
    recalled = replace(finding, blocks=False)

    lines = shown(replace(assessment, findings=(finding, waived, recalled)), monkeypatch)

    assert "Of the 3 failing: 1 to fix, 1 waived, 1 rests on memory, so undecided" in lines

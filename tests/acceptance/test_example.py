"""The example shows everything there is to show: every decision, every outcome, every kind of row, and ends with 1."""

from __future__ import annotations

import importlib.util
import re
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from compliance.assessment.model import Assessment, Decision, Outcome
from compliance.inventory.model import Inventory
from compliance.policy.model import ADVICE, BY_AGREEMENT, Severity

from .conftest import ON, Law
from .running import EXAMPLE, MAIN, Run, environment

UNION = {"DE", "FR", "IT"}
STATES = {"US-CA", "US-NY", "US-TN", "US-MI", "US-HI"}


def test_checking_it_ends_with_1_and_a_blocked_project(here: Run) -> None:
    """Both commands ended with 1, or there would be no run to look at."""
    assert here.printed("check").startswith("✗ Blocked  The Lighthouse Keeper")
    assert here.printed("report").splitlines()[-1] == f"Report: {here.to / 'report.pdf'}"


@pytest.mark.parametrize("outcome", [outcome for outcome in Outcome if outcome is not Outcome.ERROR])
def test_every_outcome_occurs(outcome: Outcome, assessment: Assessment) -> None:
    assert assessment.outcomes.counts()[outcome] > 0


def test_no_requirement_breaks(assessment: Assessment) -> None:
    assert assessment.outcomes.counts()[Outcome.ERROR] == 0


@pytest.mark.parametrize("decision", Decision)
def test_every_decision_occurs_for_an_asset_and_for_a_territory(decision: Decision, assessment: Assessment) -> None:
    assert decision in {row.decision for row in assessment.asset_decisions}
    assert decision in {row.decision for row in assessment.territory_decisions}


def test_every_letter_of_the_matrix_occurs(assessment: Assessment) -> None:
    assert {row.code for row in assessment.asset_decisions} == {"B", "U", "CC", "C", "W"}


def test_fails_of_every_binding_severity_occur(assessment: Assessment) -> None:
    assert {finding.severity for finding in assessment.fails} == set(Severity) - {Severity.LOW}


def test_it_is_a_project_of_a_real_size(inventory: Inventory) -> None:
    rows = {entity: len(found) for entity, found in inventory.rows.items()}

    assert 38 <= inventory.read["assets"] <= 45
    assert rows["person"] == 12
    assert rows["release"] >= 60
    assert rows["store"] == 2
    assert all(rows[entity] for entity in ("label", "consent", "clause", "system", "notice", "election", "record"))


def test_it_is_released_where_the_packs_are_of_and_in_a_place_that_none_covers(assessment: Assessment) -> None:
    covered = {row.territory: row.covered for row in assessment.territory_decisions}

    assert covered.keys() == UNION | STATES | {"CN", "IN", "KR", "GB"}
    assert [place for place, is_covered in covered.items() if not is_covered] == ["GB"]


def test_people_are_living_deceased_invented_and_under_age(inventory: Inventory) -> None:
    people = inventory.rows["person"]

    assert {person.value("kind") for person in people} == {"living", "deceased", "invented"}
    assert False in {person.value("is_adult") for person in people}


def test_permissions_have_gaps_ends_and_doubts(inventory: Inventory) -> None:
    consents = inventory.rows["consent"]
    ends = {consent.value("ends_on") for consent in consents}

    assert any(isinstance(end, date) and end < ON for end in ends)
    assert any(consent.value("territories") is None for consent in consents)
    assert any(consent.value("withdrawn_on") is None for consent in consents)


def test_labels_are_measured(inventory: Inventory) -> None:
    measured = {name for label in inventory.rows["label"] for name in label.cells}

    assert measured >= {"height_px", "font_px", "start_s", "end_s", "position", "language", "keys"}


def test_one_waiver_is_valid_and_one_has_expired(assessment: Assessment) -> None:
    assert sorted(use.state for use in assessment.waivers) == ["expired", "in force"]
    assert all(use.subjects for use in assessment.waivers), "each lies over something that fails"


def test_every_requirement_that_can_reach_it_decides_something(assessment: Assessment) -> None:
    """Most law of the places and roles it has meets a row; what meets none says why, agreements not signed included."""
    idle = [row for row in assessment.applicability if row.applies in {"not applicable", "not reached"}]
    law = [row for row in assessment.applicability if row.requirement.force not in (*BY_AGREEMENT, *ADVICE)]
    reaching = [row for row in law if row.applies != "not reached"]

    assert sum(row.applies == "not applicable" for row in reaching) <= len(reaching) // 2
    assert all(row.why for row in idle)


def test_an_agreement_that_was_not_signed_says_what_would_switch_it_on(assessment: Assessment) -> None:
    unsigned = [
        row
        for row in assessment.applicability
        if row.requirement.force in BY_AGREEMENT and row.requirement.binds_when and row.applies == "not applicable"
    ]

    assert len(unsigned) > 40
    assert all(row.why.startswith("It does not bind us. It would where: ") for row in unsigned)


def test_no_requirement_that_has_subjects_is_skipped(assessment: Assessment, inventory: Inventory, law: Law) -> None:
    """Every row of the kind a requirement is about has an outcome, and one that decides anything is said to apply."""
    rows = {entity: len(found) for entity, found in inventory.rows.items()}
    told = {row.requirement.id: row for row in assessment.applicability}

    assert told.keys() == {requirement.id for requirement in law.library.requirements}
    for row in told.values():
        assert sum(row.counts.values()) == rows.get(row.requirement.about, 0), row.requirement.id
        if any(number for outcome, number in row.counts.items() if outcome is not Outcome.NOT_APPLICABLE):
            assert row.applies in {"applies", "undecided"}, row.requirement.id


def test_most_of_what_reaches_it_is_decided(assessment: Assessment) -> None:
    """A few facts are open on purpose; were most of them open, nothing could be seen of the law."""
    counts = assessment.outcomes.counts()

    assert counts[Outcome.UNDETERMINED] < counts[Outcome.PASS] // 2


def test_each_missing_fact_is_asked_with_the_number_of_outcomes_it_holds_open(
    assessment: Assessment, here: Run
) -> None:
    asked = {question.path: question.outcomes for question in assessment.questions}
    printed = check_missing(here)

    assert asked
    assert min(asked.values()) > 0
    assert {path: int(number) for number, path in printed} == asked


def check_missing(run: Run) -> list[tuple[str, str]]:
    """Return the number and the path of every fact that `check --missing` prints, in its order."""
    shown = subprocess.run(
        [sys.executable, "-c", MAIN, "check", "inventory.xlsx", "--missing", "--wide"],
        cwd=run.folder,
        env=environment(),
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert shown.returncode == 1, shown.stderr
    return re.findall(r"^ +holds (\d+)  .*\n +(\S+) · ", shown.stdout, re.MULTILINE)


def test_names_are_invented(inventory: Inventory) -> None:
    assert "(invented)" in str(inventory.rows["project"][0].value("client"))


def test_the_workbook_is_the_one_its_program_writes(tmp_path: Path) -> None:
    spec = importlib.util.spec_from_file_location("make_inventory", EXAMPLE / "make_inventory.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)

    module.main(tmp_path / "inventory.xlsx")

    assert (tmp_path / "inventory.xlsx").read_bytes() == (EXAMPLE / "inventory.xlsx").read_bytes()


def test_its_waivers_name_requirements_that_ship(law: Law) -> None:
    named = re.findall(r"requirement: (\S+)", (EXAMPLE / "waivers.yaml").read_text(encoding="utf-8"))

    assert named
    assert set(named) <= {requirement.id for requirement in law.library.requirements}

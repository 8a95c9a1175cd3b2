"""One run: pure, complete, and never quiet about nothing."""

import dataclasses
import subprocess
import sys
from datetime import date

import pytest

from compliance.assessment.model import InputFile, Outcome
from compliance.errors import InventoryError, PackError

FORBIDDEN = {"pandas", "sqlmodel", "weasyprint", "pikepdf", "pydantic", "jinja2", "xlsxwriter", "pycountry", "holidays"}


def test_no_requirement_is_an_error(world):
    library = dataclasses.replace(world.library(), packs=())

    with pytest.raises(PackError, match="no requirement is loaded"):
        world.assess(library=library)


def test_no_asset_is_an_error(world, change):
    with pytest.raises(InventoryError, match="lists no asset"):
        world.assess({**change(), "asset": [], "release": []})


def test_the_same_run_gives_the_same_assessment(world):
    library = world.library()
    first, second = world.assess(library=library), world.assess(library=library)

    for field in dataclasses.fields(first):
        if field.name not in {"outcomes", "titles"}:
            assert getattr(first, field.name) == getattr(second, field.name), field.name
    assert list(first.outcomes.rows()) == list(second.outcomes.rows())


def test_a_day_before_today_is_said_to_be_past(world):
    assert world.assess(on=date(2026, 11, 21)).as_of_is_past
    assert not world.assess().as_of_is_past


def test_titles_name_rows_for_a_reader(world):
    titles = world.assess().titles

    assert titles["asset"] == {"A1": "Trailer"}
    assert titles["release"] == {"R1": "R1"}
    assert "store" in titles


def test_a_finding_can_be_found_by_its_name(world):
    assessment = world.assess()
    finding = assessment.findings[0]

    assert assessment.finding(finding.id) is finding
    with pytest.raises(KeyError):
        assessment.finding("F-00000000")


def test_a_fault_while_reasons_are_sought_makes_errors_of_that_requirement_alone(world, change, monkeypatch):
    library = world.library(world.duty(), world.duty(id="eu-act-other", requires={"asset.satire": False}))
    from compliance.conditions.engine import Engine

    reasons = Engine.reasons

    def breaking(self, condition, *rest):
        if condition is library.requirements[0].requires:
            raise ZeroDivisionError("the sky fell")
        return reasons(self, condition, *rest)

    monkeypatch.setattr(Engine, "reasons", breaking)

    assessment = world.assess(change(asset_satire=True), library)

    assert {row[0]: row[2] for row in assessment.outcomes.rows()} == {
        "eu-act-label": Outcome.ERROR,
        "eu-act-other": Outcome.FAIL,
    }
    fail, broken = assessment.findings
    assert (fail.kind, broken.kind) == (Outcome.FAIL, Outcome.ERROR)
    assert "ZeroDivisionError: the sky fell" in broken.condition
    assert "--debug" in broken.recommendation
    assert assessment.outcomes.verdict("eu-act-label", "R1").reason.startswith("The requirement could not be evaluated")


def test_what_went_in_is_part_of_the_digest(world, monkeypatch):
    before = world.assess().digest
    inventory = world.inventory
    monkeypatch.setattr(world, "inventory", lambda rows: dataclasses.replace(inventory(rows), sha256="1" * 64))

    assert world.assess().digest != before


def test_inputs_are_kept(world, monkeypatch):
    assert world.assess().inputs == ()
    assert InputFile("inventory", "a.xlsx", "0" * 64, 1).role == "inventory"


def test_assessing_imports_nothing_slow():
    code = "import sys, compliance.assessment.run; print(*sys.modules)"

    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()

    assert FORBIDDEN & {name.partition(".")[0] for name in loaded} == set()

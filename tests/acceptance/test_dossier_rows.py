"""The rows of the legal dossiers that must be there are there, and no worked scenario about one of them was left out.

`spine_rows.txt` lists the rows, `scenario_rows.txt` what the scenarios say of them. That the scenarios come out so is
tested where they stand, in `tests/scenarios`; here it is tested that all of them stand there, with the right answer.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from compliance.policy.cases import load_cases
from compliance.resources import shipped
from compliance.strict_yaml import read_yaml

from .conftest import Law

HERE = Path(__file__).parent
SCENARIOS = sorted((HERE.parent / "scenarios").glob("*.yaml"))
ANSWERS = {
    "met": {"pass"},
    "breached": {"fail"},
    "undetermined": {"undetermined"},
    "not_applicable": {"not_applicable", "exempt"},
    "upcoming": {"upcoming"},
}
"""The words of the dossiers, and the outcomes they may come out as."""


def rows(name: str) -> Iterator[list[str]]:
    """Yield the lines of a file of data, word by word, without blank lines and comments."""
    for line in (HERE / name).read_text(encoding="utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            yield line.split()


SPINE = [id_ for (id_,) in rows("spine_rows.txt")]
TOLD = [tuple(row) for row in rows("scenario_rows.txt")]


@pytest.fixture(scope="module")
def expected() -> set[tuple[str, str, frozenset[str]]]:
    """Scenario, requirement and the outcomes held right, of every scenario that is tested."""
    return {
        (scenario["scenario"], requirement, frozenset(right if isinstance(right, list) else [right]))
        for path in SCENARIOS
        for scenario in read_yaml(path)
        for requirement, right in scenario["expect"].items()
    }


@pytest.mark.parametrize("id_", SPINE)
def test_a_row_that_must_be_encoded_is_a_requirement_with_cases(id_: str, law: Law) -> None:
    requirement = next((one for one in law.library.requirements if one.id == id_), None)

    assert requirement is not None
    assert load_cases([shipped("policies")])[id_].cases
    assert requirement.cites
    assert requirement.provenance.sources


@pytest.mark.parametrize("id_", SPINE)
def test_a_row_that_must_be_encoded_is_told_as_encoded(id_: str, law: Law) -> None:
    lines = [line for pack in law.library.packs for line in pack.coverage if line.key == id_]

    assert [line.status for line in lines] in (["encoded"], ["partly"])


@pytest.mark.parametrize("row", TOLD, ids=" ".join)
def test_a_worked_scenario_of_the_dossiers_is_tested_with_its_answer(
    row: tuple[str, str, str], expected: set[tuple[str, str, frozenset[str]]]
) -> None:
    scenario, requirement, answer = row

    tested = [right for number, id_, right in expected if (number, id_) == (scenario, requirement)]

    assert any(right <= ANSWERS[answer] for right in tested), f"tested as {sorted(map(sorted, tested))}"


def test_the_lists_are_whole(law: Law) -> None:
    known = {requirement.id for requirement in law.library.requirements}

    assert len(SPINE) == len(set(SPINE)) >= 30
    assert len(TOLD) == len(set(TOLD))
    assert {requirement for _, requirement, _ in TOLD} <= known
    assert {answer for _, _, answer in TOLD} == set(ANSWERS)


def test_every_status_of_the_law_that_the_format_must_carry_is_there(law: Law) -> None:
    """A requirement that is enjoined, one that was struck down, and one that is yet to come."""
    found = {entry.status for requirement in law.library.requirements for entry in requirement.timeline.entries}

    assert found >= {"in_force", "enacted", "enjoined", "struck_down"}

"""Every worked scenario of the legal dossiers comes out as the dossiers say.

A scenario file lists projects in a few facts (`given`, as in the cases beside the packs) and what each requirement must
say of them (`expect`: an outcome, or several that are equally right).
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from compliance.assessment.cases import CaseRunner, Check
from compliance.jurisdictions import load_jurisdictions
from compliance.policy.cases import EXPECTED, Case, CaseList, Claim
from compliance.policy.loading import load_library
from compliance.policy.model import Requirement
from compliance.strict_yaml import YamlMap, read_yaml
from compliance.vocabulary import load_vocabulary

_KEYS = {"scenario", "it", "given", "claims", "expect", "note"}


def _scenarios() -> Iterator[YamlMap]:
    for path in sorted(Path(__file__).parent.glob("*.yaml")):
        yield from read_yaml(path, shown_as=path.name)


def _expectations() -> Iterator[Any]:
    for scenario in _scenarios():
        for requirement, outcomes in scenario["expect"].items():
            called = f"{scenario['scenario']}: {scenario['it']} ({requirement})"
            right = outcomes if isinstance(outcomes, list) else [outcomes]
            yield pytest.param(scenario, requirement, right, id=called)


@pytest.fixture(scope="module")
def runner() -> CaseRunner:
    return CaseRunner(load_library(), load_vocabulary(), load_jurisdictions())


@pytest.fixture(scope="module")
def requirements(runner: CaseRunner) -> dict[str, Requirement]:
    return {requirement.id: requirement for requirement in runner.library.requirements}


@pytest.mark.parametrize(("scenario", "requirement", "right"), list(_expectations()))
def test_a_scenario_comes_out_as_the_dossier_says(
    scenario: YamlMap,
    requirement: str,
    right: list[str],
    runner: CaseRunner,
    requirements: dict[str, Requirement],
) -> None:
    case = Case(
        it=scenario["it"],
        expect=right[0],
        given=scenario["given"],
        place=scenario.at(),
        claims=tuple(_claim(claim) for claim in scenario.get("claims", ())),
    )
    cases = CaseList(requirement, baseline={}, cases=(case,), place=case.place)

    answer = runner.one(requirements[requirement], cases, Check(case)).answer

    assert answer.outcome in right, f"{case.place}: {answer}"


def test_scenarios_are_written_in_known_keys_and_outcomes() -> None:
    for scenario in _scenarios():
        assert set(scenario) <= _KEYS, scenario.at()
        for outcomes in scenario["expect"].values():
            assert set(outcomes if isinstance(outcomes, list) else [outcomes]) <= set(EXPECTED), scenario.at()


def _claim(claim: Any) -> Claim:
    if isinstance(claim, dict):
        return Claim(claim["exception"], document=claim.get("document", True))
    return Claim(claim)

"""The exit status is a promise: 0 only when nothing fails and nothing is open."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest

from compliance.assessment.model import Decision, Outcome
from compliance.cli.status import MEANINGS, Status, status_of
from compliance.policy.model import Severity


@dataclass
class Found:
    severity: Severity = Severity.HIGH
    blocks: bool = True


@dataclass
class Outcomes:
    errors: int = 0

    def counts(self):
        return {Outcome.ERROR: self.errors}


@dataclass
class Run:
    fails: list = field(default_factory=list)
    undetermined: list = field(default_factory=list)
    decision: Decision = Decision.CLEAR
    outcomes: Outcomes = field(default_factory=Outcomes)


@pytest.mark.parametrize(
    ("run", "options", "status"),
    [
        (Run(), {}, Status.CLEAR),
        (Run(decision=Decision.CLEAR_WITH_CONDITIONS), {}, Status.CLEAR),
        (Run([Found()]), {}, Status.FAILS),
        (Run([Found()], [Found()], Decision.BLOCKED), {}, Status.FAILS),
        (Run([Found(blocks=False)], decision=Decision.CLEAR_WITH_CONDITIONS), {}, Status.CLEAR),
        (Run([Found(blocks=False)], decision=Decision.UNDECIDED), {}, Status.UNDECIDED),
        (Run([], [Found()], Decision.UNDECIDED), {}, Status.UNDECIDED),
        (Run([], [Found()], Decision.UNDECIDED), {"allow_undecided": True}, Status.CLEAR),
        (Run([], [], Decision.UNDECIDED), {}, Status.UNDECIDED),
        (Run([Found(Severity.LOW)]), {"fail_on": Severity.HIGH}, Status.CLEAR),
        (Run([Found(Severity.HIGH)]), {"fail_on": Severity.HIGH}, Status.FAILS),
        (Run([Found(Severity.LOW)], [Found()], Decision.BLOCKED), {"fail_on": Severity.HIGH}, Status.UNDECIDED),
        (Run([Found()], [Found()], Decision.BLOCKED), {"soft_fail": True}, Status.CLEAR),
        (Run([Found()], outcomes=Outcomes(1)), {"soft_fail": True, "allow_undecided": True}, Status.INTERNAL),
        (Run([Found()], outcomes=Outcomes(1)), {}, Status.INTERNAL),
    ],
)
def test_the_worst_decides(run, options, status):
    assert status_of(run, **options) == status


def test_every_status_a_run_can_have_is_explained():
    assert set(MEANINGS) == {Status(number) for number in range(6)}

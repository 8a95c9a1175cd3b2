"""What the exit status promises."""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING

from compliance.policy.model import Severity

if TYPE_CHECKING:
    from compliance.assessment.model import Assessment


class Status(IntEnum):
    """Exit statuses. Where several hold, the order is 5, 2, 3, 1, 4, 0."""

    CLEAR = 0
    FAILS = 1
    USAGE = 2
    UNREADABLE = 3
    UNDECIDED = 4
    INTERNAL = 5
    INTERRUPTED = 130
    PIPE_CLOSED = 141


MEANINGS: dict[Status, str] = {
    Status.CLEAR: "nothing fails and nothing is undecided",
    Status.FAILS: "a binding requirement at or above --fail-on fails, no waiver in force",
    Status.USAGE: "usage, configuration or waivers are wrong; an output cannot be written",
    Status.UNREADABLE: "an inventory or a pack is unreadable, invalid or empty",
    Status.UNDECIDED: "nothing fails, but something is undecided",
    Status.INTERNAL: "an error in the program, or a requirement it could not evaluate",
}
"""As the help shows them."""


def status_of(
    assessment: Assessment,
    *,
    fail_on: Severity = Severity.LOW,
    allow_undecided: bool = False,
    soft_fail: bool = False,
) -> Status:
    """Return the exit status of an assessment.

    Args:
        assessment: What was found.
        fail_on: The least severity of a failing requirement that counts.
        allow_undecided: Whether what is undecided may pass.
        soft_fail: Whether findings may pass altogether; errors never do.
    """
    from compliance.assessment.model import Decision, Outcome

    if assessment.outcomes.counts().get(Outcome.ERROR, 0):
        return Status.INTERNAL
    if soft_fail:
        return Status.CLEAR
    if any(finding.blocks and finding.severity.rank <= fail_on.rank for finding in assessment.fails):
        return Status.FAILS
    # What blocks below the threshold is let through; what is open beside it is not.
    is_open = assessment.decision is Decision.UNDECIDED or any(assessment.undetermined)
    return Status.UNDECIDED if is_open and not allow_undecided else Status.CLEAR

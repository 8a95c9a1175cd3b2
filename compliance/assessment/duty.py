"""A duty weighed against its exceptions, in three-valued logic: one Kleene byte a row throughout.

An exception lifts the duty, or relaxes it to another one. It counts where it holds, is claimed with a document where
the law asks for one, and no other exception prevails over it.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from compliance.assessment.claims import OnFile
from compliance.assessment.model import OUTCOMES
from compliance.assessment.timing import Answer, Codes
from compliance.conditions.kleene import NO, UNKNOWN, YES
from compliance.policy.model import LegalException, Requirement

PASS, FAIL, UNDETERMINED, NOT_APPLICABLE, EXEMPT, UPCOMING, SUSPENDED, ERROR = range(len(OUTCOMES))
"""The bytes of outcome columns."""


@dataclass(frozen=True)
class Exceptional:
    """One exception, answered for every row."""

    exception: LegalException
    number: int
    when: Codes
    claimed: Codes
    """YES throughout where it need not be documented."""
    counts: Codes
    """It holds, is claimed where it must be, and no other one prevails over it."""
    instead: Codes
    """The relaxed duty is met; NO where the exception lifts."""


@dataclass(frozen=True)
class Duty:
    """A duty and its exceptions, answered for every row."""

    stated: Codes
    """What `requires` says."""
    attested: Codes
    """The answer on file to a manual requirement; YES throughout for any other."""
    exceptions: tuple[Exceptional, ...]

    @property
    def met(self) -> Codes:
        """The duty itself is met."""
        return np.minimum(self.stated, self.attested)

    @property
    def relaxed(self) -> tuple[Exceptional, ...]:
        """The exceptions that put another duty in its place."""
        return tuple(found for found in self.exceptions if found.exception.effect == "relaxes")

    @property
    def lifted(self) -> tuple[Exceptional, ...]:
        """The exceptions that lift it."""
        return tuple(found for found in self.exceptions if found.exception.effect == "lifts")


def weigh(requirement: Requirement, answer: Answer, on_file: OnFile) -> Duty:
    """Return the duty and its exceptions for every row."""
    stated = answer(requirement.requires)
    everywhere = np.broadcast_to(np.uint8(YES), len(stated))
    attested = everywhere if requirement.attest is None else on_file.attested(requirement, requirement.attest)
    holds = {
        exception.id: (
            answer(exception.when),
            on_file.claimed(requirement, exception) if exception.must_be_documented else everywhere,
        )
        for exception in requirement.exceptions
    }
    exceptions = []
    for number, exception in enumerate(requirement.exceptions):
        when, claimed = holds[exception.id]
        counts = np.minimum(when, claimed)
        for other in requirement.exceptions:
            if exception.id in other.prevails_over:
                counts = np.minimum(counts, YES - np.minimum(*holds[other.id]))
        instead = np.broadcast_to(np.uint8(NO), len(stated))
        if exception.requires_instead is not None:
            instead = answer(exception.requires_instead)
        exceptions.append(Exceptional(exception, number, when, claimed, counts, instead))
    return Duty(stated, attested, tuple(exceptions))


def judged(duty: Duty) -> tuple[Codes, NDArray[np.int8]]:
    """Weigh a duty against its exceptions, for rows to which it applies beyond doubt.

    Meeting the full duty wins, so that nobody relies on an exception needlessly. What is unknown and could rescue
    keeps a fail open.
    """
    met = duty.met
    relaxed = [np.minimum(found.counts, found.instead) for found in duty.relaxed]
    met_somehow = np.maximum.reduce([met, *relaxed])
    lifted = np.maximum.reduce([np.zeros_like(met), *(found.counts for found in duty.lifted)])
    codes = np.full(len(met), FAIL, np.uint8)
    codes[(met_somehow == UNKNOWN) | (lifted == UNKNOWN)] = UNDETERMINED
    codes[met_somehow == YES] = PASS
    codes[(lifted == YES) & (met < YES)] = EXEMPT
    codes[met == YES] = PASS
    through = np.full(len(met), -1, np.int8)
    # From the weakest claim to the strongest, so that the strongest is written last: relied on, met, lifting.
    for found in reversed(duty.relaxed):
        through[found.counts == YES] = found.number
    for found, met_instead in zip(reversed(duty.relaxed), reversed(relaxed), strict=True):
        through[met_instead == YES] = found.number
    for found in reversed(duty.lifted):
        through[(codes == EXEMPT) & (found.counts == YES)] = found.number
    through[met == YES] = -1
    return codes, through

"""What listed rows add to the answer of a quantifier, as columns."""

from __future__ import annotations

import numpy as np

from compliance.conditions.kleene import NO, YES, Codes
from compliance.conditions.segments import Segments, SomeOwners
from compliance.conditions.tree import Quantified


def counted(condition: Quantified, answers: Codes, doubtful: Codes | None) -> Codes:
    """Return what each listed row adds; one that may not be listed (1 in `doubtful`) adds no more than a doubt."""
    if doubtful is None:
        return answers
    if condition.kind == "for_every":
        return np.maximum(answers, doubtful)
    return np.minimum(answers, YES - doubtful)


def over(condition: Quantified, owners: Segments | SomeOwners, added: Codes, if_none: int) -> Codes:
    """Return what the listed rows of each owner say together, and `if_none` where nothing is listed."""
    if condition.kind == "for_every":
        return owners.reduce(np.minimum, added, if_none)
    if condition.kind == "for_no":
        return YES - owners.reduce(np.maximum, added, YES - if_none)
    if condition.at_least == 1:
        return owners.reduce(np.maximum, added, if_none)
    yes = owners.reduce(np.add, (added == YES).astype(np.intp), 0)
    possible = owners.reduce(np.add, (added != NO).astype(np.intp), 0)
    found = (yes >= condition.at_least).astype(np.uint8) + (possible >= condition.at_least).astype(np.uint8)
    found[owners.counts == 0] = if_none
    return found

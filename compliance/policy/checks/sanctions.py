"""What a breach can cost must be fit for adding up: amounts with currencies, and which of two bounds counts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from compliance.errors import Problem
from compliance.policy.checks.registry import Reviewed, about, checks
from compliance.policy.model import Sanction

_CURRENCY = re.compile(r"[A-Z]{3}")


@checks.add("sanctions")
def sanctions(reviewed: Reviewed) -> Iterator[Problem]:
    """An amount is more than nothing and has its currency; where a share of turnover stands beside it, which counts."""
    for requirement in reviewed.library.requirements:
        for sanction in requirement.sanctions:
            for told in _faults(sanction):
                yield about(requirement, f"the sanction {sanction.kind} {told}")
            if _both(sanction.at_most) and "whichever" not in sanction.at_most:
                told = f"the sanction {sanction.kind} does not say whether the higher or the lower bound counts."
                yield about(requirement, told, note=True)


def _faults(sanction: Sanction) -> Iterator[str]:
    for name in ("at_least", "at_most"):
        bound: Mapping[str, Any] = getattr(sanction, name)
        if "amount" in bound and not _CURRENCY.fullmatch(str(bound.get("currency", ""))):
            yield f"has an amount ({name}) whose currency is no code of three letters."
        for unit in ("amount", "or_percent_of_turnover", "years", "months", "days"):
            if unit in bound and not bound[unit] > 0:
                yield f"has {unit} {bound[unit]} ({name}), which is nothing."
        if "whichever" in bound and not _both(bound):
            yield f"says which bound counts ({name}) and has only one."
    least, most = sanction.at_least, sanction.at_most
    if least.get("currency") == most.get("currency") and least.get("amount", 0) > most.get("amount", float("inf")):
        yield "costs at least more than at most."
    if sanction.for_small_firms.get("whichever") and not _both(most):
        yield "says which bound counts for small firms and has only one."


def _both(bound: Mapping[str, Any]) -> bool:
    return "amount" in bound and "or_percent_of_turnover" in bound

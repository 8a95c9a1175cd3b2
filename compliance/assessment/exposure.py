"""What recorded breaches could cost at most, added up from what the law says; never a prediction.

Each requirement counts once, with the dearest of its sanctions in money, for a firm of a given size. A share of
turnover counts where the turnover is known and in the same currency; where it is not and the higher of the two bounds
counts, the sum is open upwards and says so. Prison, injunctions and the like cannot be added and are named beside it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from compliance.policy.model import Requirement, Sanction

SIZES: tuple[str, ...] = ("micro", "small", "medium", "small_mid_cap", "large")
"""Sizes of an organisation, as the vocabulary has them."""

TURNOVER_CURRENCY = "EUR"
"""The unit of the turnover in the vocabulary."""


@dataclass(frozen=True)
class Bound:
    """The most that something can cost in one currency; `is_open` where a share of turnover may make it more."""

    most: float
    is_open: bool = False


@dataclass(frozen=True)
class Exposure:
    """What the breaches of some requirements can cost in one currency, from least to most."""

    currency: str
    least: float
    most: float
    is_open: bool
    """Whether a share of a turnover that is not known can make it more."""
    counted: tuple[str, ...]
    """The requirements added up, each once."""
    each: tuple[str, ...]
    """Those of them whose sanction is for each violation, day, call or copy, and so can come more than once."""


def exposures(requirements: Iterable[Requirement], *, size: str, turnover: float | None = None) -> tuple[Exposure, ...]:
    """Return what breaches of requirements can cost, a sum for each currency, in the order of the currencies.

    Args:
        requirements: Those that are breached, each once.
        size: One of `SIZES`; any other word counts as large.
        turnover: Of the last year, everywhere, in euros, where it is known.
    """
    sums: dict[str, list[tuple[str, Sanction, Bound]]] = {}
    for requirement in requirements:
        for currency in dict.fromkeys(currency for one in requirement.sanctions if (currency := _currency(one))):
            priced = [(one, _bound(one, size, turnover)) for one in requirement.sanctions if _currency(one) == currency]
            sanction, bound = max(priced, key=lambda pair: (pair[1].most, pair[1].is_open))
            sums.setdefault(currency, []).append((requirement.id, sanction, bound))
    return tuple(
        Exposure(
            currency=currency,
            least=sum(float(sanction.at_least.get("amount", 0)) for _, sanction, _ in added if not sanction.when),
            most=sum(bound.most for *_, bound in added),
            is_open=any(bound.is_open for *_, bound in added),
            counted=tuple(id_ for id_, *_ in added),
            each=tuple(id_ for id_, sanction, _ in added if sanction.per),
        )
        for currency, added in sorted(sums.items())
    )


def beyond_money(requirements: Iterable[Requirement]) -> tuple[str, ...]:
    """Return the kinds of sanction that cannot be added up, each once, as they come."""
    kinds = (one.kind for requirement in requirements for one in requirement.sanctions if not _currency(one))
    return tuple(dict.fromkeys(kinds))


def _currency(sanction: Sanction) -> str:
    return str(sanction.at_most.get("currency", "") or sanction.at_least.get("currency", ""))


def _bound(sanction: Sanction, size: str, turnover: float | None) -> Bound:
    amount = float(sanction.at_most.get("amount", sanction.at_least.get("amount", 0)))
    if "amount" not in sanction.at_most:
        return Bound(amount, is_open=True)
    percent = sanction.at_most.get("or_percent_of_turnover")
    if percent is None:
        return Bound(amount)
    lower = _which(sanction, size) == "lower"
    if turnover is None or _currency(sanction) != TURNOVER_CURRENCY:
        # The amount is a bound already where the lower one counts.
        return Bound(amount, is_open=not lower)
    return Bound((min if lower else max)(amount, turnover * percent / 100))


def _which(sanction: Sanction, size: str) -> str:
    """Return which of two bounds counts for a firm; where the source leaves it open, the higher."""
    small = sanction.for_small_firms
    if "whichever" in small and size in small.get("sizes", ("micro", "small", "medium")):
        return str(small["whichever"])
    return str(sanction.at_most.get("whichever", "higher"))

"""What breaches could cost is added up from the packs, by size of the firm, and never guessed."""

from dataclasses import replace

import pytest

from compliance.assessment.exposure import SIZES, beyond_money, exposures
from compliance.policy.loading import load_library
from compliance.policy.model import Sanction
from compliance.vocabulary import load_vocabulary

HIGHER = {"amount": 15_000_000, "currency": "EUR", "or_percent_of_turnover": 3, "whichever": "higher"}


@pytest.fixture(scope="module")
def breach():
    requirement = load_library().requirements[0]
    return lambda id_, *sanctions: replace(requirement, id=id_, sanctions=sanctions)


def fine(**more):
    return Sanction("administrative_fine", at_most=HIGHER, **more)


def test_the_higher_bound_counts_for_a_large_firm(breach):
    (cost,) = exposures([breach("a", fine())], size="large", turnover=1_000_000_000)

    assert (cost.currency, cost.least, cost.most, cost.is_open) == ("EUR", 0, 30_000_000, False)


def test_without_a_turnover_the_sum_is_open_upwards(breach):
    (cost,) = exposures([breach("a", fine())], size="large")

    assert (cost.most, cost.is_open) == (15_000_000, True)


def test_the_lower_bound_counts_for_a_small_firm_and_not_for_others(breach):
    breached = [breach("a", fine(for_small_firms={"whichever": "lower"}))]

    assert [exposures(breached, size=size, turnover=10_000_000)[0].most for size in SIZES] == [
        300_000,
        300_000,
        300_000,
        15_000_000,
        15_000_000,
    ]


def test_the_law_may_say_which_sizes_are_small(breach):
    small = {"whichever": "lower", "sizes": ["micro", "small", "medium", "small_mid_cap"]}
    breached = [breach("a", fine(for_small_firms=small))]

    assert exposures(breached, size="small_mid_cap", turnover=10_000_000)[0].most == 300_000


def test_for_a_small_firm_the_amount_is_a_bound_without_its_turnover(breach):
    (cost,) = exposures([breach("a", fine(for_small_firms={"whichever": "lower"}))], size="micro")

    assert (cost.most, cost.is_open) == (15_000_000, False)


def test_a_requirement_counts_once_with_its_dearest_sanction(breach):
    cheap = Sanction("fine", at_most={"amount": 1_000, "currency": "EUR"})

    (cost,) = exposures([breach("a", cheap, fine()), breach("b", cheap)], size="large", turnover=1)

    assert cost.most == 15_001_000
    assert cost.counted == ("a", "b")


def test_currencies_are_never_mixed(breach):
    dollars = Sanction("statutory_damages", at_least={"amount": 750, "currency": "USD"}, per="violation")

    euros, usd = exposures([breach("a", fine()), breach("b", dollars)], size="large", turnover=1)

    assert (euros.currency, usd.currency) == ("EUR", "USD")
    assert (usd.least, usd.most, usd.is_open, usd.each) == (750, 750, True, ("b",))


def test_a_share_of_turnover_in_euros_says_nothing_about_another_currency(breach):
    pounds = Sanction("fine", at_most={**HIGHER, "currency": "GBP"})

    (cost,) = exposures([breach("a", pounds)], size="large", turnover=10_000_000_000)

    assert (cost.most, cost.is_open) == (15_000_000, True)


def test_the_least_is_not_promised_where_a_sanction_has_a_condition(breach):
    requirement = load_library().requirements[0]
    least = Sanction("fine", at_least={"amount": 500, "currency": "EUR"}, at_most={"amount": 900, "currency": "EUR"})

    conditional = replace(least, when=requirement.applies_when)

    assert exposures([breach("a", least)], size="large")[0].least == 500
    assert exposures([breach("a", conditional)], size="large")[0].least == 0


def test_prison_is_named_and_not_added(breach):
    prison = Sanction("imprisonment", at_most={"years": 2})

    assert exposures([breach("a", prison)], size="large") == ()
    assert beyond_money([breach("a", prison, fine()), breach("b", prison)]) == ("imprisonment",)


def test_sizes_are_those_of_the_vocabulary():
    assert tuple(load_vocabulary().field("organisation.size").choices) == SIZES


def test_every_shipped_sanction_in_money_adds_up():
    library = load_library()
    priced = [one for one in library.requirements if any("amount" in s.at_most for s in one.sanctions)]

    for size in SIZES:
        sums = exposures(priced, size=size, turnover=50_000_000)
        assert {id_ for cost in sums for id_ in cost.counted} >= {requirement.id for requirement in priced}
        assert all(cost.least <= cost.most for cost in sums)

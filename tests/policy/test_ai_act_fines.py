"""What a breach of the AI Act can cost is data: the tier of each article, and for which sizes of firms the lower bound counts."""

import pytest

from compliance.policy.loading import load_library

SMALL = ("micro", "small", "medium")
PROHIBITED = (35_000_000, 7, SMALL)
OPERATORS = (15_000_000, 3, (*SMALL, "small_mid_cap"))
MODELS = (15_000_000, 3, ())
ACT = [requirement for requirement in load_library().requirements if requirement.instrument == "eu-ai-act"]


def tier(id_):
    """Return amount, percent and the sizes for which the lower of the two counts."""
    if id_.startswith("eu-ai-act-5-1-"):
        return PROHIBITED
    if id_.startswith("eu-ai-act-53-"):
        return MODELS
    return OPERATORS


@pytest.mark.parametrize("requirement", ACT, ids=lambda requirement: requirement.id)
def test_every_fine_is_of_its_tier(requirement):
    fines = [sanction for sanction in requirement.sanctions if sanction.kind == "administrative_fine"]

    if requirement.id == "eu-ai-act-4-literacy":
        assert fines == []  # penalties of the member states only
        return
    (fine,) = fines
    most, small = fine.at_most, fine.for_small_firms
    assert (most["amount"], most["or_percent_of_turnover"], small.get("sizes", ())) == tier(requirement.id)
    assert (most["currency"], most["whichever"]) == ("EUR", "higher")
    assert small.get("whichever", "") == ("lower" if small else "")

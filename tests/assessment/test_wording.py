"""Facts and duties are told in words a reader knows."""

import pytest

from compliance.assessment.wording import title_of
from compliance.vocabulary import load_vocabulary


@pytest.mark.parametrize(
    ("path", "told"),
    [
        ("label.seconds", "Label: time on screen"),
        ("organisation.ai_results_used_in", "Organisation: AI results used in"),
        ("asset.labels", "Asset: labels"),
    ],
)
def test_a_fact_is_named_after_its_sheet_and_an_abbreviation_keeps_its_letters(path, told):
    assert title_of(path, load_vocabulary()) == told

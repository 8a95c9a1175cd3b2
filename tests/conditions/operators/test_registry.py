"""Every word reads aloud, fits some fact and never answers for a blank."""

import pytest

from compliance.conditions.operators import fits, operators
from compliance.vocabulary import FIELD_TYPES


@pytest.mark.parametrize("name", list(operators))
def test_a_word_reads_aloud_and_fits_known_types(name):
    word = operators[name]

    assert word.__doc__.startswith("`")
    assert word.reads_as.strip()
    assert word.field_types
    assert word.field_types <= set(FIELD_TYPES)


def test_free_text_is_never_compared():
    assert fits("text") == ["recorded"]
    assert fits("wording") == ["recorded", "says"]

"""The values that occur are those that NumPy finds."""

import random

import numpy as np
import pytest

from compliance.conditions.distinct import distinct


@pytest.mark.parametrize("kind", [np.int8, np.uint8, np.int32, np.intp, np.float64])
@pytest.mark.parametrize("count", [0, 1, 2, 50])
def test_each_value_comes_once_and_in_order(kind, count):
    chance = random.Random(count)  # noqa: S311 - the same values in every run
    values = np.array([chance.randrange(9) for _ in range(count)], kind)
    before = values.copy()

    found = distinct(values)

    assert found.tolist() == np.unique(values).tolist()
    assert found.dtype == kind
    assert values.tolist() == before.tolist()

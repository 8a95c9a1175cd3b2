"""Rows of owners, laid out in layers or together, reduce to the same."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from compliance.conditions.segments import Segments


def laid_out(counts, values):
    """Return segments, the values of all rows in their order, and for each owner its values."""
    segments = Segments(np.array(counts, dtype=np.intp))
    starts = np.cumsum(segments.counts) - segments.counts
    flat = np.array(values[: segments.total], dtype=np.uint8)
    return segments, flat[segments.positions(starts)], [flat[s : s + c] for s, c in zip(starts, counts, strict=True)]


@given(
    st.lists(st.integers(0, 5), max_size=12),
    st.sampled_from([0, 100]),
    st.lists(st.integers(0, 2), min_size=200, max_size=200),
)
def test_reducing_takes_every_row_of_its_owner_and_no_other(counts, many, values):
    segments, rows, per_owner = laid_out([*counts, many], values)

    for step, plain in ((np.minimum, min), (np.maximum, max)):
        found = segments.reduce(step, rows, 7)
        assert found.tolist() == [plain(own.tolist()) if len(own) else 7 for own in per_owner]
    hits = segments.reduce(np.add, (rows == 2).astype(np.intp), 0)
    assert hits.tolist() == [int((own == 2).sum()) for own in per_owner]


@given(
    st.lists(st.integers(0, 5), min_size=1, max_size=12),
    st.sampled_from([0, 100]),
    st.lists(st.integers(0, 2), min_size=200, max_size=200),
    st.data(),
)
def test_some_owners_reduce_as_they_do_among_all(counts, many, values, data):
    segments, rows, per_owner = laid_out([*counts, many], values)
    owners = np.array(data.draw(st.lists(st.integers(0, len(counts)), max_size=8)), dtype=np.intp)

    some = segments.of(owners)

    assert some.counts.tolist() == [len(per_owner[owner]) for owner in owners]
    found = some.reduce(np.maximum, rows[some.rows], 7)
    assert found.tolist() == [max(per_owner[owner].tolist(), default=7) for owner in owners]


@pytest.mark.parametrize("counts", [[], [0, 0], [1], [49, 1], [48, 48]])
def test_every_listed_row_knows_its_owner(counts):
    segments = Segments(np.array(counts, dtype=np.intp))

    assert np.bincount(segments.owner, minlength=len(counts)).tolist() == counts

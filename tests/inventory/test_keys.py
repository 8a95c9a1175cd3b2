"""Keys name one row each and cannot be mistaken for one another or for an answer."""

# ruff: noqa: RUF001 - look-alike letters are part of it

import pytest

from compliance.inventory.keys import key_faults


def faults(*keys):
    return [(row, fault.code) for row, fault in key_faults(keys, range(len(keys)), range(2, 99))]


def test_different_keys_are_fine():
    assert faults("A1", "A2", "Ä1", "a film") == []


@pytest.mark.parametrize(
    ("keys", "code"),
    [
        (("A1", "A1"), "duplicate-key"),
        (("A1", "a1"), "similar-key"),
        (("A1", "А1"), "similar-key"),
        (("A1", "Ａ1"), "similar-key"),
        (("A1", ""), "missing-key"),
        (("A1", "none"), "reserved-key"),
        (("A1", "All"), "reserved-key"),
        (("A1", "A2; A3"), "separator-in-key"),
    ],
)
def test_a_key_that_cannot_name_its_row_is_refused(keys, code):
    assert faults(*keys) == [(1, code)]


def test_both_rows_of_a_duplicate_are_named():
    (_, fault), *_ = key_faults(["A1", "B", "A1"], range(3), [2, 3, 4])

    assert fault.problem == "A1 stands twice, here and in row 2."


def test_only_the_rows_asked_about_count():
    assert list(key_faults(["A1", "A1", ""], [0], [2, 3, 4])) == []

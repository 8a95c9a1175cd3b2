"""Three-valued columns follow Kleene's tables and never turn unknown into an answer."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compliance.conditions.kleene import Kleene, answer_of, code_of
from compliance.conditions.reference import conjunction, disjunction, negation

VALUES = (True, False, None)
PAIRS = list(itertools.product(VALUES, VALUES))
columns = st.lists(st.sampled_from(VALUES), min_size=1, max_size=8)


@pytest.mark.parametrize(("a", "b"), PAIRS)
def test_and_is_unknown_only_when_neither_side_decides(a, b):
    left, right = Kleene.from_values([a]), Kleene.from_values([b])

    assert (left & right).to_values() == [conjunction(a, b)]


@pytest.mark.parametrize(("a", "b"), PAIRS)
def test_or_is_unknown_only_when_neither_side_decides(a, b):
    left, right = Kleene.from_values([a]), Kleene.from_values([b])

    assert (left | right).to_values() == [disjunction(a, b)]


@given(columns)
def test_turning_round_twice_changes_nothing(values):
    column = Kleene.from_values(values)

    assert (~~column).to_values() == values
    assert (~column).to_values() == [negation(value) for value in values]


@given(st.lists(st.tuples(*[st.sampled_from(VALUES)] * 3), min_size=1))
def test_the_laws_of_and_and_or_hold(rows):
    a, b, c = (Kleene.from_values(list(column)) for column in zip(*rows, strict=True))

    assert (a & b).to_values() == (b & a).to_values()
    assert ((a & b) & c).to_values() == (a & (b & c)).to_values()
    assert (a & (b | c)).to_values() == ((a & b) | (a & c)).to_values()
    assert (~(a & b)).to_values() == (~a | ~b).to_values()
    assert (a & a).to_values() == a.to_values()
    assert (a | (a & b)).to_values() == a.to_values()


@given(columns, st.data())
def test_knowing_more_never_turns_an_answer_round(values, data):
    position = data.draw(st.integers(0, len(values) - 1))
    blanked = [None if nth == position else value for nth, value in enumerate(values)]

    for before, after in [
        (conjunction(*values), conjunction(*blanked)),
        (disjunction(*values), disjunction(*blanked)),
    ]:
        assert after in (before, None)


def test_a_byte_stands_for_each_answer():
    assert [code_of(value) for value in VALUES] == [2, 0, 1]
    assert [answer_of(code_of(value)) for value in VALUES] == list(VALUES)


def test_a_column_tells_where_it_is_yes_no_and_unknown():
    column = Kleene.from_values([True, False, None])

    assert column.yes.tolist() == [True, False, False]
    assert column.no.tolist() == [False, True, False]
    assert column.unknown.tolist() == [False, False, True]
    assert len(column) == 3

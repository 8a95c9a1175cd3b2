"""Nodes compare by what they say, and can be taken apart and put together."""

import pytest

from compliance.conditions.tree import TRUE, AllOf, AnyOf, ForEachValue, Leaf, NoneOf, Quantified, WhenThen
from compliance.errors import Place

VIDEO = Leaf("asset.medium", "is", "video")
MADE = Leaf("asset.made_with_ai", "is", wanted=True)
NODES = [
    AllOf((VIDEO, MADE)),
    AnyOf((VIDEO, MADE)),
    NoneOf((VIDEO, MADE)),
    WhenThen(VIDEO, MADE),
    Quantified("for_some", "asset.labels", None, MADE, where=VIDEO),
    ForEachValue("asset.languages", None, MADE),
]


@pytest.mark.parametrize("node", NODES, ids=lambda node: type(node).__name__)
def test_a_node_with_its_own_children_is_itself(node):
    assert node.with_children(node.children) == node


def test_a_name_a_term_and_a_place_do_not_count():
    named = Leaf("asset.medium", "is", "video", part="p", term="t", place=Place("f", 3))

    assert named == VIDEO
    assert hash(named) == hash(VIDEO)


def test_a_clause_can_be_left_out_of_a_group():
    group = NODES[0]

    assert group.with_children(group.children[1:]) == AllOf((MADE,))
    assert TRUE.with_children(()) == TRUE


def test_a_restriction_triggers_a_duty_on_every_row_and_is_part_of_a_hit():
    every = Quantified("for_every", "asset.labels", None, MADE, where=VIDEO)

    assert every.body == WhenThen(VIDEO, MADE)
    assert NODES[4].body == AllOf((VIDEO, MADE))
    assert Quantified("for_no", "asset.labels", None, MADE).body is MADE


def test_a_condition_tells_its_fields_lists_and_clauses():
    condition = AllOf((NODES[4], NODES[5]))

    assert condition.fields() == {"asset.medium", "asset.made_with_ai", "asset.languages"}
    assert condition.lists() == {"asset.labels"}
    assert list(condition.leaves()) == [VIDEO, MADE, MADE]

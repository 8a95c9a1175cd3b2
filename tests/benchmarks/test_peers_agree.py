"""The peers of the benchmarks give our engine's answers, so that what is timed is the same work."""

import pytest

from benchmarks.evaluation import PEERS, Case, differences, make_case

pytestmark = pytest.mark.heavy


@pytest.fixture(scope="module", params=(1, 2))
def case(request) -> Case:
    return make_case(500, request.param)


@pytest.mark.parametrize("peer", PEERS)
def test_a_peer_answers_every_condition_as_our_engine_does(case, peer):
    assert not differences(case.ours(), case.peers[peer].run())


def test_nearly_every_condition_of_the_packs_can_be_asked_of_the_peers(case):
    assert len(case.plan.left_out) < len(case.questions) / 10


def test_an_invented_inventory_leaves_answers_of_every_kind(case):
    codes = [set(answers.tolist()) for answers in case.ours().values()]

    assert {0, 1, 2} == set().union(*codes)
    assert sum(len(found) == 3 for found in codes) > len(codes) / 2


def test_reasons_are_found_for_what_fails_and_what_stays_open(case):
    assert case.ours_with_reasons() > 1000


def test_the_same_seed_gives_the_same_answers():
    assert not differences(make_case(300, 1).ours(), make_case(300, 1).ours())

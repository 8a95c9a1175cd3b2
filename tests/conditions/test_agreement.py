"""The engine gives the answers and the causes of the reference, and a blank never decides."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from compliance.conditions import reference
from compliance.conditions.engine import Engine
from compliance.conditions.facts import Facts
from compliance.conditions.kleene import answer_of

SEEDS = 40
"""Blocks of random worlds; hypothesis draws where each begins."""

few = settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)


def reference_day(days, row):
    if days is None:
        return "as of"
    return None if np.isnan(days[row]) else date.fromordinal(int(days[row]))


def compare(worlds, seed):
    """Compare every answer and cause of some random conditions over one random world; return how many."""
    world = worlds.World(seed, rows=6)
    facts = world.facts()
    engine = Engine(facts, worlds.ON)
    compared = 0
    for _ in range(8):
        about = world.random.choice(worlds.ABOUT)
        rows = np.arange(len(facts.table(about)))
        condition, days = world.condition(about, world.random.choice([2, 3, 4])), world.key_days(len(rows))
        answers = engine.evaluate(condition, about, days).codes.tolist()
        reasons = engine.reasons(condition, about, rows, days)
        for row in rows.tolist():
            expected = reference.explain(condition, facts, about, row, worlds.ON, reference_day(days, row))
            assert answer_of(answers[row]) is expected.answer, (seed, about, row, condition)
            assert reasons.of(row) == expected.cause, (seed, about, row, condition)
        compared += len(rows)
    return compared


def test_twenty_thousand_random_answers_and_their_causes_agree(worlds):
    compared, seed = 0, 0
    while compared < 20_000:
        compared += compare(worlds, seed)
        seed += 1

    assert seed >= SEEDS


def test_answers_that_hold_for_everybody_agree_where_there_is_nobody(worlds):
    """A world in which single answers meet those of an empty list."""
    assert compare(worlds, 1_014_663)


@few
@given(seed=st.integers(min_value=10_000, max_value=10_000_000))
def test_answers_agree_in_worlds_nobody_chose(worlds, seed):
    for nth in range(SEEDS):
        compare(worlds, seed + nth)


@pytest.mark.heavy
def test_a_million_random_answers_agree(worlds):
    compared, seed = 0, 1_000_000
    while compared < 1_000_000:
        compared += compare(worlds, seed)
        seed += 1

    assert compared >= 1_000_000


def may_be_blanked(vocabulary):
    """Every recorded fact but two kinds.

    A key names its row. A mark that says a list is incomplete, where a blank mark means that it is complete, is the one
    cell whose blank is an answer: these lists can only hurt whoever leaves something out.
    """
    marks = {
        f"{link.entity}.{link.complete_field}"
        for link in vocabulary.lists.values()
        if link.complete_field and link.if_blank == "complete"
    }
    keys = {f"{entity.name}.{entity.key}" for entity in vocabulary.entities.values()}
    return {path for path, field in vocabulary.fields.items() if not field.computed} - marks - keys


@pytest.mark.parametrize("block", range(6))
def test_blanking_any_cell_leaves_an_answer_or_makes_it_unknown(worlds, vocabulary, places, block):
    blankable = may_be_blanked(vocabulary)
    changed = 0
    for seed in range(block * 12, block * 12 + 12):
        world = worlds.World(seed, rows=6, gaps=[0, 0.05, 0.2][seed % 3])
        rows = world.rows()
        asked = []
        before = Facts.from_rows(rows, vocabulary, places)
        for _ in range(8):
            about = world.random.choice(worlds.ABOUT)
            days = world.key_days(len(before.table(about)))
            condition = world.condition(about, world.random.choice([1, 2, 3, 4]))
            asked.append((condition, about, days, Engine(before, worlds.ON).evaluate(condition, about, days).codes))
        cells = [
            (entity, nth, name)
            for entity, listed in rows.items()
            for nth, row in enumerate(listed)
            for name in row
            if f"{entity}.{name}" in blankable
        ]
        for entity, nth, name in world.random.sample(cells, min(10, len(cells))):
            fewer = {**rows, entity: [dict(row) for row in rows[entity]]}
            del fewer[entity][nth][name]
            after = Engine(Facts.from_rows(fewer, vocabulary, places), worlds.ON)
            for condition, about, days, answers in asked:
                now = after.evaluate(condition, about, days).codes
                turned = np.flatnonzero((now != answers) & (now != 1))
                assert not len(turned), (seed, entity, nth, name, about, turned, condition)
                changed += np.count_nonzero(now != answers)

    assert changed


def test_not_knowing_the_key_date_leaves_an_answer_or_makes_it_unknown(worlds):
    changed = 0
    for seed in range(60):
        world = worlds.World(seed, rows=6)
        facts = world.facts()
        engine = Engine(facts, worlds.ON)
        for about in ("release", "depiction"):
            size = len(facts.table(about))
            condition = world.condition(about)
            days = np.array([float(world.day().toordinal()) for _ in range(size)])
            answers = engine.evaluate(condition, about, days).codes
            blanked = np.where(np.arange(size) % 2 == 0, np.nan, days)
            now = engine.evaluate(condition, about, blanked).codes
            assert not ((now != answers) & (now != 1)).any(), (seed, about, condition)
            changed += np.count_nonzero(now != answers)

    assert changed


def test_some_rows_get_the_same_answers_as_all_rows(worlds):
    for seed in range(40):
        world = worlds.World(seed, rows=8)
        facts = world.facts()
        rows = np.arange(len(facts.table("release")))[::-2]
        condition, days = world.condition("release"), world.key_days(len(facts.table("release")))

        everything = Engine(facts, worlds.ON).evaluate(condition, "release", days).codes
        some = Engine(facts, worlds.ON).evaluate(condition, "release", days, rows=rows).codes

        assert some.tolist() == everything[rows].tolist()

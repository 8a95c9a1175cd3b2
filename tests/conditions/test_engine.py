"""Whole tables at once: values that occur nowhere, many values, many rows, no rows, key dates, and what is kept."""

from datetime import date

import numpy as np
import pytest

from compliance.conditions import engine as engine_module
from compliance.conditions.engine import Engine
from compliance.conditions.reference import answer
from compliance.conditions.tree import Leaf
from compliance.conditions.values import Parameter

ON = date(2026, 11, 22)
VISIBLE = "{for_some: asset.labels, if_none_listed: false, satisfies: {label.channel: visible}}"


def test_more_values_than_a_byte_counts_keep_their_own_codes(facts):
    stated = facts(asset=[{"id": f"a{n}"} for n in range(70_000)], release=[{"asset": f"a{n}"} for n in range(70_000)])
    condition = Leaf("release.asset", "recorded", wanted=True)

    assert Engine(stated, ON).evaluate(condition, "release").yes.all()


@pytest.mark.parametrize("distinct", [255, 256, 257, 65_536])
def test_codes_do_not_overflow(facts, read, distinct):
    stated = facts(
        notice=[{"id": str(n)} for n in range(distinct)], label=[{"text": f"text {n}"} for n in range(distinct)]
    )
    condition = read("label.text|says: {any_of: text 7}", "label")

    assert np.flatnonzero(Engine(stated, ON).evaluate(condition, "label").yes).tolist() == [7]


def test_more_rows_than_a_byte_counts_are_counted(facts, read):
    condition = read(
        "{for_some: asset.labels, at_least_n: 300, if_none_listed: false, satisfies: {label.channel: visible}}", "asset"
    )
    rows = [{"asset": "a", "channel": "visible"}] * 300 + [{"asset": "b", "channel": "visible"}] * 299
    stated = facts(asset=[{"id": "a"}, {"id": "b"}, {"id": "c"}], label=[*rows, {"asset": "b"}])

    assert Engine(stated, ON).evaluate(condition, "asset").to_values() == [True, None, False]


@pytest.mark.parametrize("most", [3, 200])
def test_owners_with_few_and_with_many_rows_agree_with_the_reference(facts, read, most):
    condition = read(VISIBLE, "asset")
    channels = ["visible", "metadata", None]
    rows = [
        {"asset": f"a{owner}", "channel": channels[(owner + nth) % 3] if owner % 4 else "metadata"}
        for owner in range(30)
        for nth in range(owner % most if owner != 29 else most)
    ]
    stated = facts(asset=[{"id": f"a{n}"} for n in range(30)], label=rows[::-1])
    engine = Engine(stated, ON)

    expected = [answer(condition, stated, "asset", row, ON) for row in range(30)]
    assert engine.evaluate(condition, "asset").to_values() == expected
    assert {True, False} <= set(expected)
    for row in range(30):
        cause = engine.reasons(condition, "asset", np.array([row])).of(0)
        assert bool(cause.leaves) is (expected[row] is not True)


@pytest.mark.parametrize("about", ["asset", "release", "organisation"])
def test_empty_tables_have_no_answers_and_a_missing_single_row_knows_nothing(facts, read, about):
    condition = Leaf("organisation.seat", "inside", frozenset({"EU"}))

    found = Engine(facts(), ON).evaluate(condition, about)

    assert found.to_values() == ([None] if about == "organisation" else [])


def test_organisation_wide_conditions_go_through_every_row(facts, read):
    condition = read(
        """
        for_every: organisation.assets
        if_none_listed: unknown
        satisfies: {for_some: asset.labels, if_none_listed: false, satisfies: {label.channel: visible}}
        """,
        "organisation",
    )
    labelled = [{"asset": "a", "channel": "visible"}, {"asset": "b", "channel": "visible"}]

    def found(labels):
        return Engine(facts(asset=[{"id": "a"}, {"id": "b"}], label=labels), ON).evaluate(condition, "organisation")

    assert found(labelled).to_values() == [True]
    assert found(labelled[:1]).to_values() == [False]


def test_each_row_is_judged_by_the_parameter_of_its_own_key_date(facts, read):
    parameter = Parameter("p", "px", ((date(2025, 1, 1), 5, "s. 1"), (date(2026, 1, 1), 10, "s. 2")))
    condition = read("asset.width|at_least: $p", "release", parameters={"p": parameter})
    stated = facts(asset=[{"id": "a", "width": 7.0}], release=[{"asset": "a"}] * 4)
    days = np.array(
        [date(2024, 12, 31).toordinal(), date(2025, 1, 1).toordinal(), date(2026, 1, 1).toordinal(), np.nan]
    )

    assert Engine(stated, ON).evaluate(condition, "release", days).to_values() == [None, True, False, None]


def test_the_day_of_the_assessment_is_a_fact(facts):
    stated = facts(record=[{"made_on": ON}, {"made_on": date(2026, 11, 23)}])
    condition = Leaf("record.made_on", "is", ON)

    assert Engine(stated, ON).evaluate(condition, "record").to_values() == [True, False]
    assert Engine(stated, date(2030, 1, 1)).evaluate(
        Leaf("assessment.date", "after", ON), "assessment"
    ).to_values() == [True]


def test_equal_conditions_of_different_requirements_are_worked_out_once(facts, read, monkeypatch):
    stated = facts(asset=[{"id": "a"}], label=[{"asset": "a", "channel": "visible"}])
    engine = Engine(stated, ON)
    asked = []
    answers = engine.clauses.answers
    monkeypatch.setattr(engine.clauses, "answers", lambda *given: asked.append(given) or answers(*given))

    for text in (VISIBLE, f"name: again\nany: [{VISIBLE}]"):
        assert engine.evaluate(read(text, "asset"), "asset").to_values() == [True]

    assert len(asked) == 1


def test_what_does_not_fit_into_memory_is_worked_out_again(worlds, monkeypatch):
    world = worlds.World(3, rows=8)
    stated = world.facts()
    conditions = [world.condition("release") for _ in range(10)]
    plenty = [Engine(stated, ON).evaluate(condition, "release").to_values() for condition in conditions]
    monkeypatch.setattr(engine_module, "_MOST_KEPT", 64)
    engine = Engine(stated, ON)

    assert [engine.evaluate(condition, "release").to_values() for condition in conditions] == plenty


def test_rows_of_a_keyed_table_may_come_in_any_order(facts, read):
    rows = [{"asset": f"a{n % 5}", "channel": "visible" if n % 5 == 2 else "metadata"} for n in range(25)]
    assets = [{"id": f"a{n}"} for n in (3, 2, 4, 0, 1)]

    found = Engine(facts(asset=assets, label=rows), ON).evaluate(read(VISIBLE, "asset"), "asset")

    assert found.to_values() == [False, True, False, False, False]

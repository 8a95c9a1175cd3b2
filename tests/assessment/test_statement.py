"""The statement of applicability and the reconciliation: nothing is left unsaid, nothing is dropped."""

import dataclasses
from datetime import date

import pytest

from compliance.assessment.model import Outcome
from compliance.assessment.statement import reconciliation_of


def only(items):
    (item,) = items
    return item


@pytest.mark.parametrize(
    ("changes", "applies", "why"),
    [
        ({}, "applies", "Applies to 1 of 1."),
        ({"release_territory": "US"}, "not reached", "No place of the subject is reached by the law of EU."),
        ({"release_our_roles": frozenset()}, "not reached", "We have none of the roles it binds: deployer."),
        ({"asset_made_with_ai": False}, "not applicable", "What triggers the duty is not the case."),
        ({"asset_made_with_ai": None}, "undecided", "A fact is missing that says whether it applies."),
        ({"release_starts_on": date(2024, 1, 1)}, "applies", "Applies to 1 of 1."),
    ],
)
def test_it_says_whether_a_requirement_applies_and_why(world, change, changes, applies, why):
    row = only(world.assess(change(**changes)).applicability)

    assert (row.applies, row.why) == (applies, why)


def test_it_says_when_a_requirement_holds(world):
    timeline = [
        {"from": "2024-01-01", "status": "enacted", "cite": "Art. 9"},
        {"from": "2026-01-01", "status": "in_force", "cite": "Art. 9"},
        {"from": "2028-01-01", "status": "repealed", "cite": "Act 2"},
    ]

    row = only(world.assess(library=world.library(world.duty(timeline=timeline))).applicability)

    assert (row.status, row.in_force_from, row.until) == ("in_force", date(2026, 1, 1), date(2028, 1, 1))
    assert row.counts[Outcome.FAIL] == 1


def test_a_requirement_about_nothing_listed_says_so(world):
    store = world.duty(
        about="store",
        duty_of=["anyone"],
        reached_by=["store.people_in"],
        key_date="assessment.date",
        applies_when=None,
        requires={"store.encrypted": True},
        remedy=None,
    )

    row = only(world.assess(library=world.library(store)).applicability)

    assert (row.applies, row.why) == ("not applicable", "The inventory lists no store.")


def test_every_row_read_is_evaluated_or_left_out_with_a_reason(world, change):
    inventory = dataclasses.replace(
        world.inventory(change()),
        read={"assets": 3, "releases": 1},
        excluded={"assets": (("A8", "a test"), ("A9", "cut"))},
    )

    counts = {count.sheet: count for count in reconciliation_of(inventory, world.vocabulary)}

    assert (counts["assets"].read, counts["assets"].evaluated, len(counts["assets"].excluded)) == (3, 1, 2)
    assert all(count.adds_up for count in counts.values())


def test_what_does_not_add_up_is_loud(world, change, monkeypatch):
    inventory = dataclasses.replace(world.inventory(change()), read={"assets": 2, "releases": 1})
    monkeypatch.setattr(world, "inventory", lambda _: inventory)

    assert "Sheet assets: 2 rows were read, and 1 evaluated." in world.assess().notes

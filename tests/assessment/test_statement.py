"""The statement of applicability and the reconciliation: nothing is left unsaid, nothing is dropped."""

import dataclasses
from datetime import date

import pytest

from compliance.assessment.model import Outcome
from compliance.assessment.statement import reconciliation_of, stated_later
from compliance.errors import Place
from compliance.inventory.model import StatementRow


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


def test_the_reason_is_that_of_the_rows_that_got_furthest(world, change):
    rows = change(asset_made_with_ai=False)
    rows["release"] += [{**rows["release"][0], "id": f"R{number}", "territory": "US"} for number in (2, 3)]

    row = only(world.assess(rows).applicability)

    assert row.applies == "not applicable"
    assert row.why == (
        "What triggers the duty is not the case: 1 of 3. No place of the subject is reached by the law of EU: 2 of 3."
    )


@pytest.mark.parametrize("written", ["2024-05", "1907"])
def test_an_imprecise_day_is_kept_as_the_source_says_it(world, written):
    timeline = [{"from": written, "status": "in_force", "cite": "Art. 9"}]

    row = only(world.assess(library=world.library(world.duty(timeline=timeline))).applicability)

    assert row.in_force_as_written == written
    assert row.in_force_from.isoformat().startswith(written)


def test_requirements_that_asked_nothing_are_loud(world, change, label):
    store = world.duty(
        id="eu-act-store",
        about="store",
        duty_of=["anyone"],
        reached_by=["store.people_in"],
        key_date="assessment.date",
        applies_when=None,
        requires={"store.encrypted": True},
        remedy=None,
    )

    notes = world.assess(change(labels=[label]), world.library(world.duty(), store)).notes

    assert (
        "The inventory lists no store: 1 requirement about stores asked nothing. "
        "List the stores, or confirm there are none."
    ) in notes


def test_a_claim_of_what_no_pack_has_is_loud(world, change):
    claim = {"kind": "exemption_claim", "by": "Counsel", "document": "D1"}
    rows = {
        **change(),
        "record": [
            {"id": "X1", **claim, "requirement": "eu-act-labe", "exception": "art"},
            {"id": "X2", **claim, "requirement": "eu-act-label", "exception": "artt"},
        ],
    }

    notes = [note for note in world.assess(rows).notes if note.startswith("project.xlsx, sheet records")]

    assert notes == [
        "project.xlsx, sheet records, row 2: no pack has a requirement eu-act-labe. Did you mean eu-act-label?",
        "project.xlsx, sheet records, row 3: eu-act-label has no exception artt.",
    ]


def test_a_statement_from_after_the_assessment_is_loud(world, change):
    row = StatementRow("S1", "asset.medium", "video", "J. Falk", date(2036, 1, 1), "", 3, Place("project.xlsx"))
    inventory = dataclasses.replace(world.inventory(change()), statements=(row,))

    assert list(stated_later(inventory, date(2026, 11, 22))) == [
        "project.xlsx: S1 is dated 2036-01-01, after the day of the assessment."
    ]
    assert not list(stated_later(inventory, date(2036, 1, 1)))

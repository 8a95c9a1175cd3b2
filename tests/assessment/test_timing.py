"""When a duty counts: dates, doubt about dates, parts suspended, grace periods and windows."""

from datetime import date

import numpy as np
import pytest

from compliance.assessment.model import Outcome
from compliance.assessment.timing import IN_FORCE, STANDINGS, future_of, ordinal, standing_on

VIDEO = {"asset.medium": "video"}


def timeline(*entries, where=None):
    written = [{"from": day, "status": status, "cite": "Art. 9"} for day, status in entries]
    if where:
        written[-1]["where"] = where
    return written


def statuses(requirement, *days):
    """Return the status on each day, for a duty whose conditions nobody asks about."""
    numbers = np.array([np.nan if day is None else ordinal(day) for day in days])
    standing = standing_on(requirement, numbers, lambda _: np.ones(len(days), np.uint8))
    return [STANDINGS[code] for code in standing.status]


def test_the_last_entry_that_has_begun_decides(world):
    (duty,) = world.library(
        world.duty(
            timeline=timeline(("2024-01-01", "in_force"), ("2024-10-02", "enjoined"), ("2025-03-01", "in_force"))
        )
    ).requirements

    assert statuses(duty, date(2023, 12, 31), date(2024, 1, 1), date(2024, 10, 2), date(2025, 3, 1), None) == [
        "before the first entry",
        "in_force",
        "enjoined",
        "in_force",
        "before the first entry",
    ]


def test_a_proposal_without_a_day_is_a_proposal_on_any_day(world):
    (duty,) = world.library(world.duty(timeline=timeline(("unstated", "proposed")))).requirements

    assert statuses(duty, date(2020, 1, 1), None) == ["proposed", "proposed"]


@pytest.mark.parametrize(
    ("medium", "outcome"), [("video", Outcome.SUSPENDED), ("audio", Outcome.FAIL), (None, Outcome.FAIL)]
)
def test_a_court_can_suspend_part_of_a_duty_and_where_unknown_the_duty_stands(world, medium, outcome):
    entries = timeline(("2024-01-01", "in_force"), ("2024-10-02", "enjoined"), where=VIDEO)
    library = world.library(world.duty(timeline=entries))

    assert world.outcome(library, asset_medium=medium) is outcome


@pytest.mark.parametrize(
    ("medium", "outcome"), [("video", Outcome.FAIL), ("audio", Outcome.UPCOMING), (None, Outcome.FAIL)]
)
def test_a_duty_can_come_into_force_for_some_first(world, medium, outcome):
    entries = timeline(("2024-01-01", "enacted"), ("2026-01-01", "in_force"), where=VIDEO)
    library = world.library(world.duty(timeline=entries))

    assert world.outcome(library, asset_medium=medium) is outcome


# -- dates the source does not give to the day


@pytest.mark.parametrize(
    ("day", "outcome"),
    [
        (date(2026, 4, 30), Outcome.NOT_APPLICABLE),
        (date(2026, 5, 1), Outcome.UNDETERMINED),
        (date(2026, 5, 31), Outcome.FAIL),
        (date(2026, 6, 1), Outcome.FAIL),
    ],
)
def test_inside_the_doubt_about_a_start_nothing_fails(world, day, outcome):
    library = world.library(world.duty(timeline=timeline(("2026-05", "in_force"))))

    assert world.outcome(library, release_starts_on=day) is outcome


def test_inside_the_doubt_about_a_start_what_is_met_passes(world, label):
    library = world.library(world.duty(timeline=timeline(("2026-05", "in_force"))))

    assert world.outcome(library, release_starts_on=date(2026, 5, 2), labels=[label]) is Outcome.PASS


def test_a_start_without_a_day_never_fails_anybody(world, label):
    library = world.library(world.duty(timeline=timeline(("unstated", "in_force"))))

    assert world.outcome(library) is Outcome.UNDETERMINED
    assert world.outcome(library, labels=[label]) is Outcome.PASS


def test_a_start_without_a_day_needs_no_key_date(world, label):
    library = world.library(world.duty(timeline=timeline(("unstated", "in_force")), jurisdiction="DE"))

    assert world.outcome(library, release_starts_on=None, labels=[label]) is Outcome.PASS


@pytest.mark.parametrize(
    ("day", "outcome"),
    [
        (date(2026, 4, 30), Outcome.FAIL),
        (date(2026, 5, 15), Outcome.UNDETERMINED),
        (date(2026, 5, 31), Outcome.NOT_APPLICABLE),
    ],
)
def test_a_duty_that_ends_in_doubt_stands_until_it_has_surely_ended(world, day, outcome):
    library = world.library(world.duty(timeline=timeline(("2024-01-01", "in_force"), ("2026-05", "repealed"))))

    assert world.outcome(library, release_starts_on=day) is outcome


def test_a_later_precise_entry_ends_the_doubt_about_an_earlier_one(world):
    library = world.library(world.duty(timeline=timeline(("unstated", "enacted"), ("2026-01-01", "in_force"))))

    assert world.outcome(library) is Outcome.FAIL


# -- grace periods

OLD = {"asset.generated_on|before": "2026-01-01"}


@pytest.mark.parametrize(
    ("generated", "day", "outcome"),
    [
        (date(2026, 3, 1), date(2026, 9, 1), Outcome.FAIL),
        (date(2025, 3, 1), date(2026, 9, 1), Outcome.UPCOMING),
        (date(2025, 3, 1), date(2027, 1, 31), Outcome.UPCOMING),
        (date(2025, 3, 1), date(2027, 2, 1), Outcome.FAIL),
        (None, date(2026, 9, 1), Outcome.UNDETERMINED),
        (None, date(2027, 2, 1), Outcome.FAIL),
        (None, date(2026, 7, 1), Outcome.UPCOMING),
    ],
)
def test_a_grace_period_moves_the_start_for_those_it_is_for(world, generated, day, outcome):
    library = world.library(world.duty(transition=[{"when": OLD, "applies_from": "2027-02-01", "cite": "Art. 8"}]))

    assert world.outcome(library, asset_generated_on=generated, release_starts_on=day) is outcome


def test_a_transition_can_bring_the_start_forward(world):
    library = world.library(world.duty(transition=[{"when": VIDEO, "applies_from": "2025-01-01", "cite": "Art. 8"}]))

    assert world.outcome(library, release_starts_on=date(2025, 6, 1)) is Outcome.FAIL
    assert world.outcome(library, release_starts_on=date(2025, 6, 1), asset_medium="audio") is Outcome.UPCOMING


def test_of_several_transitions_the_first_that_holds_counts(world):
    library = world.library(
        world.duty(
            transition=[
                {"when": VIDEO, "applies_from": "2027-01-01", "cite": "Art. 8(1)"},
                {"when": OLD, "applies_from": "2028-01-01", "cite": "Art. 8(2)"},
            ]
        )
    )
    old = {"asset_generated_on": date(2025, 3, 1)}

    assert world.outcome(library, release_starts_on=date(2027, 6, 1), **old) is Outcome.FAIL
    assert world.outcome(library, release_starts_on=date(2027, 6, 1), asset_medium="audio", **old) is Outcome.UPCOMING
    assert world.outcome(library, release_starts_on=date(2027, 6, 1), asset_medium=None, **old) is Outcome.UNDETERMINED


def test_a_transition_never_revives_a_duty_that_is_over(world):
    ended = timeline(("2024-01-01", "in_force"), ("2026-10-01", "repealed"))
    library = world.library(
        world.duty(timeline=ended, transition=[{"when": VIDEO, "applies_from": "2025-01-01", "cite": "Art. 8"}])
    )

    assert world.outcome(library) is Outcome.NOT_APPLICABLE


# -- windows

BEFORE, AFTER = date(2026, 7, 1), date(2026, 9, 1)


def test_a_duty_at_the_start_is_judged_on_the_first_day_alone(world):
    assert world.outcome(release_starts_on=BEFORE, release_ends_on=AFTER) is Outcome.UPCOMING


@pytest.mark.parametrize(
    ("ends", "outcome"),
    [
        (AFTER, Outcome.FAIL),
        ("none", Outcome.FAIL),
        (date(2026, 8, 2), Outcome.FAIL),
        (date(2026, 8, 1), Outcome.UPCOMING),
        (None, Outcome.UNDETERMINED),
    ],
)
def test_a_duty_throughout_counts_once_it_comes_inside_the_window(world, ends, outcome):
    library = world.library(world.duty(holds="throughout"))

    assert world.outcome(library, release_starts_on=BEFORE, release_ends_on=ends) is outcome


def test_a_duty_throughout_that_is_in_force_at_the_start_asks_for_no_end(world, label):
    library = world.library(world.duty(holds="throughout"))

    assert world.outcome(library, release_ends_on=None, labels=[label]) is Outcome.PASS


@pytest.mark.parametrize(
    ("seconds", "ends", "outcome"),
    [
        (3.0, date(2027, 6, 1), Outcome.FAIL),
        (3.0, date(2026, 12, 31), Outcome.PASS),
        (3.0, None, Outcome.UNDETERMINED),
        (5.0, date(2027, 6, 1), Outcome.PASS),
        (5.0, None, Outcome.PASS),
        (1.0, date(2026, 12, 31), Outcome.FAIL),
    ],
)
def test_a_duty_throughout_must_be_met_after_every_amendment_inside_the_window(world, label, seconds, ends, outcome):
    parameters = {
        "least": {
            "unit": "s",
            "values": [
                {"from": "2026-08-02", "value": 2, "cite": "Annex"},
                {"from": "2027-01-01", "value": 4, "cite": "Amendment"},
            ],
        }
    }
    requires = {
        "for_some": "release.labels",
        "if_none_listed": False,
        "satisfies": {"label.seconds|at_least": "$least"},
    }
    library = world.library(world.duty(holds="throughout", parameters=parameters, requires=requires))

    assert world.outcome(library, labels=[{**label, "seconds": seconds}], release_ends_on=ends) is outcome


def test_a_dated_parameter_has_the_value_of_the_key_date(world, label):
    parameters = {
        "least": {
            "unit": "s",
            "values": [
                {"from": "2026-08-02", "value": 2, "cite": "Annex"},
                {"from": "2027-01-01", "value": 4, "cite": "Amendment"},
            ],
        }
    }
    requires = {
        "for_some": "release.labels",
        "if_none_listed": False,
        "satisfies": {"label.seconds|at_least": "$least"},
    }
    library = world.library(world.duty(parameters=parameters, requires=requires))
    three = [{**label, "seconds": 3.0}]

    assert world.outcome(library, labels=three, release_starts_on=date(2026, 12, 31)) is Outcome.PASS
    assert world.outcome(library, labels=three, release_starts_on=date(2027, 1, 1)) is Outcome.FAIL


def test_the_future_names_the_first_day_in_force_inside_the_window_and_beyond(world):
    (duty,) = world.library().requirements
    days = np.array([ordinal(BEFORE)] * 3 + [ordinal(AFTER)])
    ends = np.array([ordinal(AFTER), ordinal(date(2026, 7, 31)), np.nan, np.nan])
    now = standing_on(duty, days, lambda _: np.ones(4, np.uint8)).status

    future = future_of(duty, now, days, ends, lambda _: np.ones(4, np.uint8))

    start = ordinal(date(2026, 8, 2))
    assert (now == IN_FORCE).tolist() == [False, False, False, True]
    np.testing.assert_array_equal(future.within, [start, np.nan, start, np.nan])
    np.testing.assert_array_equal(future.ever, [start, start, start, np.nan])

"""A clock: done in time, too late, or still running."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest

RECEIVED = datetime(2026, 11, 20, 10, 0, tzinfo=UTC)
HOURS = "notice.removed_at|within: {hours: 48, of: notice.received_at}"


@pytest.mark.parametrize(
    ("removed", "expected"),
    [
        (RECEIVED + timedelta(hours=48), True),
        (RECEIVED + timedelta(hours=48, seconds=1), False),
        (datetime(2026, 11, 22, 11, 0, tzinfo=timezone(timedelta(hours=1))), True),
        (None, None),
    ],
)
def test_the_last_second_is_in_time(ask, removed, expected):
    assert ask(HOURS, "notice", notice=[{"received_at": RECEIVED, "removed_at": removed}]) is expected


@pytest.mark.parametrize(("on", "expected"), [(21, None), (22, None), (23, False)])
def test_none_is_a_no_only_once_the_clock_has_run_out(ask, on, expected):
    row = {"received_at": RECEIVED, "removed_at": "none"}

    assert ask(HOURS, "notice", on=date(2026, 11, on), notice=[row]) is expected


def test_a_clock_that_never_started_or_of_which_nobody_knows_the_start(ask):
    assert ask(HOURS, "notice", notice=[{"received_at": "none", "removed_at": RECEIVED}]) is False
    assert ask(HOURS, "notice", notice=[{"removed_at": RECEIVED}]) is None


@pytest.mark.parametrize(
    ("answered", "expected"),
    [(date(2026, 2, 28), True), (date(2026, 3, 1), False)],
)
def test_a_month_from_the_last_day_of_january_ends_with_february(ask, answered, expected):
    clause = "notice.answered_on|within: {months: 1, of: notice.received_at}"
    received = datetime(2026, 1, 31, 9, 0, tzinfo=UTC)

    assert ask(clause, "notice", notice=[{"received_at": received, "answered_on": answered}]) is expected


@pytest.mark.parametrize(
    ("answered", "expected"),
    [
        (date(2026, 11, 27), True),  # by weekends alone and by the calendar, on which the 26th is a holiday
        (date(2026, 11, 30), None),  # in time only because of the holiday
        (date(2026, 12, 1), False),
    ],
)
def test_where_weekends_and_the_calendar_differ_nobody_knows(ask, answered, expected):
    clause = "notice.answered_on|within: {business_days: 3, of: notice.received_at, in: US}"
    received = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)

    assert ask(clause, "notice", notice=[{"received_at": received, "answered_on": answered}]) is expected


@pytest.mark.parametrize(
    ("answered", "expected"),
    [
        (date(2025, 1, 26), True),  # a Sunday on which people work before the long holidays
        (date(2025, 1, 27), None),  # in time only if nobody worked on that Sunday
        (date(2025, 2, 5), False),
    ],
)
def test_where_people_work_on_a_sunday_the_calendar_may_end_sooner(ask, answered, expected):
    clause = "notice.answered_on|within: {business_days: 1, of: notice.received_at, in: organisation.seat}"
    row = {"received_at": datetime(2025, 1, 24, 9, 0, tzinfo=UTC), "answered_on": answered}

    assert ask(clause, "notice", notice=[row], organisation=[{"seat": "CN"}]) is expected


def test_without_a_calendar_only_weekends_decide_and_only_for_the_better(ask):
    clause = "notice.answered_on|within: {business_days: 3, of: notice.received_at}"
    received = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)

    assert ask(clause, "notice", notice=[{"received_at": received, "answered_on": date(2026, 11, 27)}]) is True
    assert ask(clause, "notice", notice=[{"received_at": received, "answered_on": date(2026, 12, 24)}]) is None


def test_the_place_of_the_calendar_may_be_a_fact(ask):
    clause = "notice.answered_on|within: {business_days: 3, of: notice.received_at, in: organisation.seat}"
    row = {"received_at": datetime(2026, 11, 24, 9, 0, tzinfo=UTC), "answered_on": date(2026, 11, 30)}

    assert ask(clause, "notice", notice=[row], organisation=[{"seat": "DE"}]) is False
    assert ask(clause, "notice", notice=[row], organisation=[{"seat": "US"}]) is None
    assert ask(clause, "notice", notice=[row], organisation=[{}]) is None


def test_hours_need_a_date_and_time_on_both_sides(found_problems):
    problems = found_problems("notice.answered_on|within: {hours: 48, of: notice.received_at}", "notice")[1]

    assert problems == ["pack.yaml:1: hours need a date and time on both sides. Use days."]

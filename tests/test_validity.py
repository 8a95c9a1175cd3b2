"""What status a duty has on a day, and where the day itself is in doubt."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compliance.validity import Entry, Period, Start, Timeline, parse_start


def timeline(*lines):
    return Timeline(tuple(Entry.written(day, status, "cite") for day, status in lines))


@pytest.mark.parametrize(
    ("text", "earliest", "latest"),
    [
        ("2024-05-17", date(2024, 5, 17), date(2024, 5, 17)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2024-12", date(2024, 12, 1), date(2024, 12, 31)),
        ("2024", date(2024, 1, 1), date(2024, 12, 31)),
        ("unstated", None, None),
    ],
)
def test_a_written_date_means_its_earliest_and_latest_day(text, earliest, latest):
    assert parse_start(text) == Start(earliest, latest)
    assert parse_start(text).is_precise == (earliest == latest and earliest is not None)


@pytest.mark.parametrize("text", ["", "2024-13", "2024-02-30", "24-05", "2024-5-1", "May 2024", "2024-W01-1", "none"])
def test_what_is_no_date_is_refused(text):
    with pytest.raises(ValueError, match=r"day|calendar"):
        parse_start(text)


def test_the_last_entry_that_has_begun_decides():
    told = timeline(
        ("2024-01-01", "enacted"), ("2024-10-02", "in_force"), ("2025-03-01", "stayed"), ("2026-01-01", "repealed")
    )

    days = [
        date(2023, 12, 31),
        date(2024, 1, 1),
        date(2024, 10, 1),
        date(2024, 10, 2),
        date(2025, 3, 1),
        date(2026, 1, 1),
    ]
    assert [told.status_on(day) for day in days] == [None, "enacted", "enacted", "in_force", "stayed", "repealed"]
    assert told.first("in_force") == date(2024, 10, 2)
    assert told.first("struck_down") is None


def test_an_entry_for_some_cases_does_not_decide_for_all():
    told = Timeline(
        (Entry.written("2024-01-01", "in_force", "a"), Entry.written("2024-10-02", "enjoined", "b", where="not audio"))
    )

    assert told.status_on(date(2025, 1, 1)) == "in_force"
    assert [entry.status for entry in told.begun_on(date(2025, 1, 1))] == ["in_force", "enjoined"]


def test_a_duty_of_an_imprecise_start_counts_from_its_earliest_day_and_is_in_doubt_to_its_latest():
    told = timeline(("2024-05", "in_force"))

    assert told.status_on(date(2024, 4, 30)) is None
    assert told.status_on(date(2024, 5, 1)) == "in_force"
    assert [told.is_in_doubt_on(date(2024, 5, day)) for day in (1, 30, 31)] == [True, True, False]
    assert told.boundaries() == (date(2024, 5, 1), date(2024, 5, 31))


def test_an_imprecise_end_leaves_the_duty_standing_until_its_latest_day():
    told = timeline(("2024-01-01", "in_force"), ("2027", "repealed"))

    assert told.status_on(date(2027, 6, 1)) == "in_force"
    assert told.is_in_doubt_on(date(2027, 6, 1))
    assert told.status_on(date(2027, 12, 31)) == "repealed"
    assert not told.is_in_doubt_on(date(2026, 12, 31))


def test_an_unstated_start_counts_from_the_entry_before_and_stays_in_doubt():
    told = timeline(("2024-05-01", "enacted"), ("unstated", "in_force"))

    assert told.status_on(date(2024, 4, 30)) is None
    assert told.status_on(date(2024, 5, 1)) == "in_force"
    assert told.is_in_doubt_on(date(2050, 1, 1))
    assert not told.is_in_doubt_on(date(2024, 4, 30))


def test_an_unstated_repeal_never_ends_a_duty_for_certain():
    told = timeline(("2024-05-01", "in_force"), ("unstated", "repealed"))

    assert told.status_on(date(2050, 1, 1)) == "in_force"
    assert told.is_in_doubt_on(date(2050, 1, 1))


def test_a_period_holds_both_its_ends():
    period = Period(date(2024, 1, 1), date(2024, 1, 31))

    assert [period.contains(date(2024, 1, 1) + timedelta(days=days)) for days in (-1, 0, 30, 31)] == [
        False,
        True,
        True,
        False,
    ]
    assert Period().contains(date.min)
    assert Period().contains(date.max)


DAYS = st.dates(date(2020, 1, 1), date(2030, 12, 31))
WRITTEN = st.one_of(DAYS.map(date.isoformat), DAYS.map(lambda day: day.isoformat()[:7]))


@given(
    st.lists(
        st.tuples(WRITTEN, st.sampled_from(["enacted", "in_force", "stayed", "repealed"])), min_size=1, max_size=5
    ).map(sorted),
    DAYS,
)
def test_status_and_doubt_change_on_boundaries_only(lines, day):
    told = timeline(*lines)
    before = day - timedelta(days=1)

    if day not in told.boundaries():
        assert told.status_on(day) == told.status_on(before)
        assert told.is_in_doubt_on(day) == told.is_in_doubt_on(before)

"""Days are read where there is one meaning, and refused with the way out where there could be two or none."""

# ruff: noqa: DTZ001 - date-times of a spreadsheet have no offset

from datetime import UTC, date, datetime, time, timedelta, timezone

import pytest

from compliance.inventory.dates import SERIALS_FROM_1900, SERIALS_FROM_1904, read_day, read_moment
from compliance.inventory.raw import CellFault

APRIL = date(2026, 4, 3)


@pytest.mark.parametrize(
    "cell",
    [
        APRIL,
        datetime(2026, 4, 3),
        "2026-04-03",
        "2026-4-3",
        "2026/04/03",
        "20260403",
        "3 April 2026",
        "3rd Apr 2026",
        "03-Apr-2026",
        "April 3, 2026",
        "2026-04-03T00:00",
        "2026-04-03 00:00:00",
        46115.0,
        46115,
    ],
)
def test_one_day_however_it_is_written(cell):
    assert read_day(cell, SERIALS_FROM_1900)[0] == APRIL


def test_a_day_number_is_counted_as_the_workbook_counts_and_said():
    assert read_day(44653.0, SERIALS_FROM_1904)[0] == APRIL
    assert "day numbers" in read_day(46115.0, SERIALS_FROM_1900)[1]


@pytest.mark.parametrize(
    ("cell", "code", "remedy"),
    [
        ("03/04/2026", "ambiguous-date", "Write 2026-04-03 or 2026-03-04."),
        ("3.4.26", "ambiguous-date", "Write 2026-04-03 or 2026-03-04."),
        ("04/04/2026", "ambiguous-date", "Write 2026-04-04."),
        ("25.12.2026", "ambiguous-date", "Write 2026-12-25."),
        ("31/02/2026", "no-such-day", "year-month-day"),
        ("2026-02-31", "no-such-day", "February 2026 has 28 days."),
        ("2026-13-01", "no-such-day", "year-month-day"),
        ("31 April 2026", "no-such-day", "April 2026 has 30 days."),
        ("2026", "imprecise-date", "year-month-day"),
        ("2026-04", "imprecise-date", "year-month-day"),
        ("soon", "not-a-date", "year-month-day"),
        ("2026-04-03T14:30", "time-in-date", "Write 2026-04-03."),
        ("2026-04-03T00:00+02:00", "time-in-date", "Write 2026-04-03."),
        (datetime(2026, 4, 3, 14, 30), "time-in-date", "Write 2026-04-03."),
        (46115.5, "time-in-date", "Write 2026-04-03."),
        (20260403.0, "not-a-date", "Write 2026-04-03."),
        (5.0, "not-a-date", "year-month-day"),
        (True, "not-a-date", "year-month-day"),
        (time(12), "not-a-date", "year-month-day"),
    ],
)
def test_what_is_no_day_or_several_is_refused_with_the_way_out(cell, code, remedy):
    with pytest.raises(CellFault) as caught:
        read_day(cell, SERIALS_FROM_1900)

    assert caught.value.code == code
    assert remedy in caught.value.remedy


@pytest.mark.parametrize(
    "cell",
    ["2026-04-03T14:30+02:00", "2026-04-03 14:30:00 +0200", "2026-04-03T12:30Z", "2026-04-03T14:30+2"],
)
def test_a_moment_with_its_offset_is_one_moment(cell):
    assert read_moment(cell) == datetime(2026, 4, 3, 12, 30, tzinfo=UTC)


def test_a_moment_keeps_its_offset():
    assert read_moment("2026-04-03T14:30+02:00").tzinfo == timezone(timedelta(hours=2))


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("2026-04-03T14:30", "no-offset"),
        (datetime(2026, 4, 3, 14, 30), "no-offset"),
        ("2026-04-03", "no-time"),
        (APRIL, "no-time"),
        ("2026-04-03T25:30+02:00", "not-a-datetime"),
        ("noon", "not-a-datetime"),
    ],
)
def test_a_moment_without_offset_is_refused(cell, code):
    with pytest.raises(CellFault) as caught:
        read_moment(cell)

    assert caught.value.code == code
    assert "+02:00" in caught.value.remedy

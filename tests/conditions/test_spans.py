"""Lengths of time, and the day they lead to."""

from datetime import UTC, date, datetime

import pytest

from compliance.conditions.spans import Span, day_after, instant_after, read_span, span_of
from compliance.conditions.workdays import weekdays_after, working_days_after


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("12 months", Span(months=12)),
        ("1 year", Span(years=1)),
        ("2 weeks", Span(days=14)),
        ("30 minutes", Span(hours=0.5)),
        ("1.5 months", None),
        ("months", None),
        ("3 fortnights", None),
    ],
)
def test_text_is_read_as_a_length_of_time(text, span):
    assert read_span(text) == span


def test_a_length_of_time_reads_aloud_and_looks_back_when_turned_round():
    span = span_of(3, "business_days")

    assert str(span) == "3 business days"
    assert str(Span(years=1, days=2)) == "2 days and 1 year"
    assert not span.looks_back
    assert (-span).looks_back


@pytest.mark.parametrize(
    ("day", "span", "expected"),
    [
        (date(2024, 1, 31), Span(months=1), date(2024, 2, 29)),
        (date(2023, 1, 31), Span(months=1), date(2023, 2, 28)),
        (date(2024, 2, 29), Span(years=-1), date(2023, 2, 28)),
        (date(2024, 3, 31), -Span(months=13), date(2023, 2, 28)),
        (date(2024, 12, 31), Span(days=1), date(2025, 1, 1)),
    ],
)
def test_months_end_where_the_shorter_month_does(day, span, expected):
    assert day_after(day, span) == expected


def test_an_instant_keeps_its_time_of_day_over_months():
    instant = datetime(2024, 1, 31, 9, 30, tzinfo=UTC)

    assert instant_after(instant, Span(months=1, hours=2)) == datetime(2024, 2, 29, 11, 30, tzinfo=UTC)


def test_weekdays_pass_over_weekends_in_both_directions():
    friday = date(2026, 11, 20)

    assert weekdays_after(friday, 5) == date(2026, 11, 27)
    assert weekdays_after(friday, -5) == date(2026, 11, 13)
    assert weekdays_after(date(2026, 11, 21), 1) == date(2026, 11, 23)


def test_the_calendar_of_a_place_knows_its_holidays():
    wednesday = date(2026, 11, 25)

    assert working_days_after(wednesday, 1, "US") == date(2026, 11, 27)
    assert working_days_after(wednesday, 1, "DE") == date(2026, 11, 26)
    assert working_days_after(wednesday, 1, "US-CA") is not None
    assert working_days_after(wednesday, 1, "EU") is None

"""Amounts and days: the bound itself, "none", dates with an offset, and dated parameters."""

from datetime import UTC, date, datetime

import pytest

from compliance.conditions.values import Parameter

MIN = {"parameters": {"min": Parameter("min", "px", ((date(2025, 9, 1), 5, "s. 4"), (date(2026, 9, 1), 6, "s. 5")))}}


@pytest.mark.parametrize(
    ("word", "below", "at", "above"),
    [
        ("at_least", False, True, True),
        ("at_most", True, True, False),
        ("more_than", False, False, True),
        ("less_than", True, False, False),
    ],
)
def test_the_bound_itself_counts_as_the_word_says(ask, word, below, at, above):
    found = [ask(f"asset.width|{word}: 5", about="asset", asset=[{"width": width}]) for width in (4.9, 5.0, 5.1)]

    assert found == [below, at, above]
    assert ask(f"asset.width|{word}: 5", about="asset", asset=[{}]) is None


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("before", [True, False, False, False]),
        ("after", [False, False, True, False]),
        ("on_or_before", [True, True, False, False]),
        ("on_or_after", [False, True, True, False]),
    ],
)
def test_a_day_that_never_comes_is_neither_before_nor_after(ask, word, expected):
    days = [date(2026, 4, 30), date(2026, 5, 1), date(2026, 5, 2), "none"]
    found = [ask(f"person.died_on|{word}: 2026-05-01", about="person", person=[{"died_on": day}]) for day in days]

    assert found == expected


def test_an_end_that_never_comes_is_later_than_every_day(ask):
    rows = {"release": [{"ends_on": "none", "starts_on": date(2026, 1, 1)}]}

    assert ask("release.ends_on|on_or_after: 2099-01-01", **rows) is True
    assert ask("release.ends_on|before: 2099-01-01", **rows) is False
    assert ask("release.starts_on|before: {field: release.ends_on}", **rows) is True


def test_a_leap_day_and_a_span_of_years_end_on_the_last_day_of_february(ask):
    clause = "person.died_on|on_or_after: {field: person.born_on, plus: {years: 1}}"
    born = date(2024, 2, 29)

    assert ask(clause, about="person", person=[{"born_on": born, "died_on": date(2025, 2, 28)}]) is True
    assert ask(clause, about="person", person=[{"born_on": born, "died_on": date(2025, 2, 27)}]) is False


def test_no_older_than_counts_back_from_the_day_of_the_assessment(ask):
    clause = "record.made_on|no_older_than: 12 months"

    assert ask(clause, about="record", record=[{"made_on": date(2025, 11, 22)}]) is True
    assert ask(clause, about="record", record=[{"made_on": date(2025, 11, 21)}]) is False
    assert ask(clause, about="record", record=[{"made_on": "none"}]) is False
    assert ask(clause, about="record", record=[{}]) is None


def test_a_parameter_has_the_value_of_the_key_date(ask):
    clause = "asset.width|at_least: $min"
    rows = {"asset": [{"width": 5.0}]}

    assert ask(clause, "asset", date(2025, 8, 31), context=MIN, **rows) is None
    assert ask(clause, "asset", date(2025, 9, 1), context=MIN, **rows) is True
    assert ask(clause, "asset", date(2026, 9, 1), context=MIN, **rows) is False
    assert ask(clause, "asset", None, context=MIN, **rows) is None


def test_the_earliest_of_several_days_passes_over_what_never_happens(ask):
    clause = "release.starts_on|before: {earliest: [{field: consent.withdrawn_on}, {field: consent.ends_on}]}"
    quantifier = f"""
        for_some: depiction.consents
        if_none_listed: false
        satisfies: {{{clause.replace("release.starts_on", "consent.signed_on")}}}
        """
    shared = {"asset": [{"id": "a"}], "person": [{"id": "p"}], "depiction": [{"asset": "a", "person": "p"}]}

    def consent(**row):
        return {"consent": [{"person": "p", "assets": frozenset({"all"}), "signed_on": date(2026, 1, 1), **row}]}

    ends = date(2026, 6, 1)
    assert ask(quantifier, "depiction", **shared, **consent(withdrawn_on="none", ends_on=ends)) is True
    assert ask(quantifier, "depiction", **shared, **consent(withdrawn_on=date(2025, 1, 1), ends_on=ends)) is False
    assert ask(quantifier, "depiction", **shared, **consent(ends_on=ends)) is None


def test_a_date_time_beside_a_date_counts_as_its_day(ask):
    clause = "notice.received_at|on_or_before: {field: notice.answered_on}"
    received = datetime(2026, 11, 20, 23, 30, tzinfo=UTC)

    assert ask(clause, "notice", notice=[{"received_at": received, "answered_on": date(2026, 11, 20)}]) is True
    assert ask(clause, "notice", notice=[{"received_at": received, "answered_on": date(2026, 11, 19)}]) is False


def test_durations_are_compared_as_lengths_of_time(ask):
    clause = "consent.notice_period|at_least: 3 months"

    assert ask(clause, "consent", consent=[{"notice_period": 92.0}]) is True
    assert ask(clause, "consent", consent=[{"notice_period": 91.0}]) is False

"""Working days that are kept lead to the same days as the package of calendars they were taken from."""

import json
import random
import subprocess
import sys
import warnings
from datetime import date, timedelta

import holidays
import pytest

from compliance.conditions import workdays
from compliance.conditions.workdays import working_days_after

PLACES = ("US", "US-CA", "US-ZZ", "DE", "DE-BY", "CN", "IN", "IL", "SA", "AE", "JP", "GB-SCT", "KR")


@pytest.fixture(autouse=True)
def cache_folder(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    workdays._working_days.cache_clear()
    workdays._calendar.cache_clear()
    yield tmp_path / "clearance"
    workdays._working_days.cache_clear()


def by_the_package(day, count, place):
    """Ask a calendar that nobody has asked before: what it knows must not hang on earlier questions."""
    country, _, part = place.partition("-")
    try:
        calendar = holidays.country_holidays(country, subdiv=part or None)
    except NotImplementedError:
        calendar = holidays.country_holidays(country)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return calendar.get_nth_working_day(day, count)


@pytest.mark.filterwarnings("ignore:Requested Holidays")
@pytest.mark.parametrize("place", PLACES)
def test_kept_days_lead_where_the_package_leads(place):
    """Forwards, backwards and not at all; from days that are kept, around their ends, and far from them."""
    chance = random.Random(place)  # noqa: S311 - the same days in every run
    first = date(2012, 1, 1)
    for _ in range(60):
        day, count = first + timedelta(chance.randrange(365 * 27)), chance.randrange(-25, 26)

        assert working_days_after(day, count, place) == by_the_package(day, count, place), (day, count)


@pytest.mark.parametrize("day", [date(2014, 12, 31), date(2015, 1, 1), date(2035, 12, 31), date(2036, 1, 1)])
@pytest.mark.parametrize("count", [-3, -1, 0, 1, 3])
def test_at_the_ends_of_what_is_kept_the_package_takes_over(day, count):
    assert working_days_after(day, count, "US") == by_the_package(day, count, "US")


def test_a_calendar_is_looked_up_once(cache_folder, monkeypatch):
    day = date(2026, 11, 25)
    expected = working_days_after(day, 1, "US")
    workdays._working_days.cache_clear()
    monkeypatch.setattr(workdays, "_calendar", None)

    assert working_days_after(day, 1, "US") == expected == date(2026, 11, 27)
    assert [path.name.rpartition("-")[0] for path in cache_folder.iterdir()] == ["working-days-in-US"]


def test_another_version_of_the_package_is_asked_anew(cache_folder, monkeypatch):
    working_days_after(date(2026, 11, 25), 1, "US")
    workdays._working_days.cache_clear()
    monkeypatch.setattr(workdays, "_edition", lambda: "holidays-999.dist-info")
    working_days_after(date(2026, 11, 25), 1, "US")

    assert len(list(cache_folder.iterdir())) == 2


def test_the_package_is_loaded_where_its_version_cannot_be_told(cache_folder, monkeypatch):
    monkeypatch.setattr(workdays, "_edition", lambda: "")

    assert working_days_after(date(2026, 11, 25), 1, "US") == date(2026, 11, 27)
    assert not cache_folder.exists()


def test_that_no_calendar_is_known_is_kept_too(monkeypatch):
    assert working_days_after(date(2026, 11, 25), 1, "XX") is None
    workdays._working_days.cache_clear()
    monkeypatch.setattr(workdays, "_calendar", None)

    assert working_days_after(date(2026, 11, 25), 1, "XX") is None


@pytest.mark.parametrize("place", ["", "none", "../US", "US/../DE", "us"])
def test_what_is_no_code_of_a_place_names_no_file(place, cache_folder):
    working_days_after(date(2026, 11, 25), 1, place)

    assert not cache_folder.exists()


def test_the_package_is_not_loaded_for_days_that_are_kept():
    working_days_after(date(2026, 11, 25), 1, "US")
    program = """
import json, sys
from datetime import date
from compliance.conditions.workdays import working_days_after
print(json.dumps([str(working_days_after(date(2026, 11, 25), 1, "US")), "holidays" in sys.modules]))
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)

    assert json.loads(done.stdout) == ["2026-11-27", False]

"""Numbers are read where there is one meaning; units other than the column's are refused."""

from datetime import timedelta

import pytest

from compliance.inventory.numbers import read_duration, read_number
from compliance.inventory.raw import CellFault, Percentage


@pytest.mark.parametrize(
    ("cell", "unit", "number"),
    [
        (2.5, "s", 2.5),
        (7, "", 7.0),
        ("2.5", "s", 2.5),
        ("-3", "", -3.0),
        ("1e3", "", 1000.0),
        ("2,5", "s", 2.5),
        ("0,125", "", 0.125),
        ("1 250.5", "", 1250.5),
        ("2.5 s", "s", 2.5),
        ("2,5s", "s", 2.5),
        ("12 sec.", "s", 12.0),
        ("1080 pixels", "px", 1080.0),
        ("30 day", "days", 30.0),
        ("5 %", "% of the area", 5.0),
        ("\uff11\uff12", "", 12.0),
        (Percentage(0.05), "% of the area", 5.0),
        (Percentage(0.05), "", 0.05),
    ],
)
def test_a_number_in_the_unit_of_its_column(cell, unit, number):
    read = read_number(cell, unit).value

    assert read == number
    assert isinstance(read, float)


@pytest.mark.parametrize("cell", ["2,5", "\uff15", Percentage(0.05)])
def test_an_unusual_way_of_writing_is_noted(cell):
    assert read_number(cell, "% of the area").note


@pytest.mark.parametrize(
    ("cell", "unit", "code"),
    [
        ("1,234", "", "ambiguous-number"),
        ("1.234,5", "", "not-a-number"),
        ("12 min", "s", "not-a-number"),
        ("12 s", "", "not-a-number"),
        ("about 5", "", "not-a-number"),
        ("5-7", "", "not-a-number"),
        ("5 %", "s", "percentage-not-wanted"),
        ("5 %", "", "percentage-not-wanted"),
        (Percentage(0.05), "s", "percentage-not-wanted"),
        (True, "", "not-a-number"),
        (float("inf"), "", "not-a-number"),
        (float("nan"), "", "not-a-number"),
        ("nan", "", "not-a-number"),
        (timedelta(hours=1), "s", "not-a-number"),
    ],
)
def test_what_is_no_number_or_in_another_unit_is_refused(cell, unit, code):
    with pytest.raises(CellFault) as caught:
        read_number(cell, unit)

    assert caught.value.code == code
    assert caught.value.remedy


def test_an_ambiguous_number_is_told_with_both_readings():
    with pytest.raises(CellFault, match=r"could be 1234 or 1\.234"):
        read_number("1,234", "")


@pytest.mark.parametrize(
    ("cell", "days"),
    [
        (7.0, 7),
        ("7", 7),
        ("30 days", 30),
        ("48 hours", 2),
        ("2 Weeks", 14),
        ("12 months", 365),
        ("1,5", 1.5),
        ("P30D", 30),
        ("PT12H", 0.5),
        (timedelta(hours=36), 1.5),
    ],
)
def test_a_length_of_time_is_read_in_days(cell, days):
    assert read_duration(cell).value == days


@pytest.mark.parametrize("cell", ["soon", "5 moons", "P", True])
def test_what_is_no_length_of_time_is_refused(cell):
    with pytest.raises(CellFault) as caught:
        read_duration(cell)

    assert caught.value.code == "not-a-duration"

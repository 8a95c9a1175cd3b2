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
        ("+3", "", 3.0),
        ("1e3", "", 1000.0),
        ("2,5", "s", 2.5),
        ("0,125", "", 0.125),
        ("1 250.5", "", 1250.5),
        ("1 250.500", "", 1250.5),
        ("1920", "px", 1920.0),
        ("1.92", "", 1.92),
        ("0.125", "", 0.125),
        ("1.9200", "", 1.92),
        ("1234.567", "", 1234.567),
        (1.234, "", 1.234),
        (1080.0, "px", 1080.0),
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
        ("1.234", "", "ambiguous-number"),
        ("1.920", "px", "ambiguous-number"),
        ("1.920 px", "px", "ambiguous-number"),
        ("12.500 s", "s", "ambiguous-number"),
        (-1920, "px", "negative-number"),
        ("-3", "", "negative-number"),
        ("-2,5", "s", "negative-number"),
        ("\u22125", "s", "negative-number"),
        (Percentage(-0.05), "", "negative-number"),
        (Percentage(-0.05), "% of the area", "negative-number"),
        (1.92, "px", "not-whole"),
        ("2,5", "people", "not-whole"),
        ("30.5", "days", "not-whole"),
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


@pytest.mark.parametrize(
    ("cell", "told", "remedy", "readings"),
    [
        ("1,234", "could be 1234 or 1.234", "Write 1234 or 1.2340.", (1234.0, 1.234)),
        ("1.920", "could be 1920 or 1.920", "Write 1920 or 1.92.", (1920.0, 1.92)),
        ("12.000 s", "could be 12000 or 12.000", "Write 12000 or 12.0.", (12000.0, 12.0)),
    ],
)
def test_an_ambiguous_number_is_told_with_both_readings_each_of_which_is_then_read(cell, told, remedy, readings):
    with pytest.raises(CellFault) as caught:
        read_number(cell, "s")

    assert told in caught.value.problem
    assert caught.value.remedy == remedy
    written = remedy.removeprefix("Write ").removesuffix(".").split(" or ")
    assert tuple(read_number(text, "s").value for text in written) == readings


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


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("1.500 days", "ambiguous-number"),
        ("1,500", "ambiguous-number"),
        (-3, "negative-number"),
        ("-3", "negative-number"),
        (timedelta(days=-1), "negative-number"),
    ],
)
def test_a_length_of_time_is_neither_negative_nor_ambiguous(cell, code):
    with pytest.raises(CellFault) as caught:
        read_duration(cell)

    assert caught.value.code == code

"""The waiver file: read strictly, every problem at once."""

from datetime import date

import pytest

from compliance.assessment.model import Waiver
from compliance.assessment.waivers import read_waivers
from compliance.errors import UsageError

WRITTEN = """
- id: W-1
  requirement: eu-act-label
  subjects: [R1]
  reason: The label is added in the next cut.
  approver: General counsel
  approved_on: 2026-11-01
  from: 2026-11-01
  until: 2026-12-15
  timezone: Europe/Berlin
"""


def waiver(**changes):
    values = {
        "id": "W-1",
        "requirement": "eu-act-label",
        "subjects": ("R1",),
        "reason": "The label is added in the next cut.",
        "approver": "General counsel",
        "approved_on": date(2026, 11, 1),
        "begins": date(2026, 11, 1),
        "ends": date(2026, 12, 15),
        "timezone": "Europe/Berlin",
    }
    return Waiver(**{**values, **changes})


@pytest.fixture
def read(tmp_path):
    def read_text(text):
        file = tmp_path / "waivers.yaml"
        file.write_text(text, encoding="utf-8")
        return read_waivers(file)

    return read_text


@pytest.fixture
def problems(read):
    def of(text):
        with pytest.raises(UsageError) as caught:
            read(text)
        return [problem.problem for problem in caught.value.problems]

    return of


def test_a_waiver_is_read_with_its_place(read):
    (found,) = read(WRITTEN)

    assert found == waiver(place=found.place)
    assert found.place.line == 2


def test_a_file_may_name_its_format(read):
    indented = WRITTEN.replace("\n", "\n  ")

    assert len(read(f"format: 1\nwaivers:{indented}")) == 1


def test_all_subjects_may_be_meant(read):
    assert read(WRITTEN.replace("[R1]", "all"))[0].subjects == ("all",)


@pytest.mark.parametrize(
    ("wrong", "right", "problem"),
    [
        ("  reason: The label is added in the next cut.\n", "", "waiver: the key reason is missing."),
        ("General counsel", '""', "waiver: approver must be text, not ."),
        ("until: 2026-12-15", "until: 2026-10-15", "waiver: ends on 2026-10-15, before it begins."),
        ("until: 2026-12-15", "until: someday", "waiver: until must be a day written YYYY-MM-DD, not someday."),
        ("until:", "untl:", "waiver: there is no key called untl here."),
        ("approved_on: 2026-11-01", "approved_on: 2026-11-02", "waiver: was approved on 2026-11-02, after it begins."),
        ("Europe/Berlin", "Europe/Berlinn", "waiver: there is no time zone Europe/Berlinn."),
        ("[R1]", "[]", "waiver: names no subject."),
        ("[R1]", "[R1, all]", "waiver: names all and single subjects."),
    ],
)
def test_what_is_wrong_in_a_waiver_file_is_refused(problems, wrong, right, problem):
    assert problem in problems(WRITTEN.replace(wrong, right))


def test_two_waivers_of_one_name_are_refused(problems):
    assert "waiver W-1 is given twice" in problems(WRITTEN + WRITTEN)[0]


def test_every_problem_of_a_file_is_told_at_once(problems):
    broken = WRITTEN.replace("reason:", "raeson:").replace("2026-12-15", "2025-12-15")

    assert len(problems(broken)) == 3


def test_a_file_without_waivers_is_refused(problems):
    assert problems("format: 1\n") == ["waiver file: the key waivers is missing."]

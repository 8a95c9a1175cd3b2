"""The index says how far the packs go, and the one that is checked in is that of the packs."""

from dataclasses import replace
from datetime import date

import pytest

from compliance.errors import PackError
from compliance.policy.index import BEGIN, END, index_of, index_text, with_index
from compliance.policy.loading import load_library
from compliance.policy.model import Attest, Coverage, Instrument, Library, Pack
from compliance.resources import shipped

PAGE = shipped("policies") / "README.md"


@pytest.fixture(scope="module")
def library():
    return load_library()


def _library(library: Library, *lines: tuple[str, str], **changed):
    """A library of one instrument whose lines of coverage have these keys and statuses; one requirement, `known`."""
    requirement = replace(library.requirements[0], id="known", instrument="law", **changed)
    instrument = Instrument("law", "A law | with a bar", "XA", "statute", "Off. 1")
    coverage = tuple(
        Coverage(key, "law", "s. 1", status, by=("known",) if key == "known" else ()) for key, status in lines
    )
    pack = Pack(
        "p", "p-", "Pack", "1", date(2030, 1, 1), "", {"law": instrument}, (requirement,), coverage, (), "f", ""
    )
    return Library((pack,), (), "", date(2030, 1, 1))


def test_rows_are_parted_by_what_becomes_of_them(library):
    (row,) = index_of(_library(library, ("known", "encoded"), ("a", "planned"), ("b", "manual"), ("c", "out_of_scope")))

    assert (row.rows, row.decided, row.partly, row.asked, row.named) == (4, 1, 0, 0, 3)
    assert sum(row.by_confidence) == 1


def test_a_row_that_a_person_answers_is_not_counted_as_decided(library):
    asked = _library(library, ("known", "encoded"), attest=Attest("Is it so?", ("counsel",), "12 months"))

    (row,) = index_of(asked)

    assert (row.decided, row.asked) == (0, 1)


def test_a_row_encoded_in_part_is_not_counted_as_decided(library):
    (row,) = index_of(_library(library, ("known", "partly")))

    assert (row.decided, row.partly) == (0, 1)


def test_a_title_cannot_break_the_table(library):
    text = index_text(_library(library, ("known", "encoded")))

    assert "A law \\| with a bar" in text
    assert text.splitlines()[-1].startswith("|  | all | 1 | 1 |")


def test_only_what_stands_between_the_lines_is_written_again(library):
    page = f"before\n{BEGIN}\nold\n{END}\nafter\n"

    written = with_index(page, _library(library, ("known", "encoded")))

    assert written.startswith(f"before\n{BEGIN}\n| place |")
    assert written.endswith(f"|\n{END}\nafter\n")
    assert "old" not in written


@pytest.mark.parametrize("page", ["no lines", f"{BEGIN}", f"{END}\n{BEGIN}", f"{BEGIN}{END}{BEGIN}{END}"])
def test_a_page_without_a_place_for_the_index_is_refused(page, library):
    with pytest.raises(PackError, match="no place for the index"):
        with_index(page, library)


def test_every_row_of_the_law_stands_in_the_index(library):
    rows = index_of(library)

    assert sum(row.rows for row in rows) == sum(len(pack.coverage) for pack in library.packs)
    assert sum(sum(row.by_confidence) for row in rows) == len(library.requirements)


def test_the_index_checked_in_is_that_of_the_packs(library):
    page = PAGE.read_text(encoding="utf-8")

    assert page == with_index(page, library), "clearance packs index policies/README.md writes it again"

"""A cell says what its column asks for, says that nobody knows, or is refused with the way out."""

# ruff: noqa: DTZ001 - date-times of a spreadsheet have no offset

# ruff: noqa: RUF001 - people answer in their own letters

from datetime import date, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from compliance.inventory.cells import CellReader, cell_types
from compliance.inventory.raw import CellFault, Percentage, Unreadable
from compliance.vocabulary import FIELD_TYPES


@pytest.fixture(scope="module")
def cell(vocabulary, places):
    return lambda path, raw: CellReader(vocabulary.field(path), places).read(raw)


def test_every_field_type_of_the_vocabulary_is_read():
    assert set(cell_types) == set(FIELD_TYPES)


PATHS = [
    "asset.title",
    "asset.medium",
    "asset.techniques",
    "asset.has_sound",
    "asset.duration_s",
    "asset.made_on",
    "asset.seen_at",
    "asset.kept_for",
    "asset.place",
    "asset.places",
    "asset.part_of",
    "asset.people",
    "asset.words",
]


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize(
    "raw", [None, "", "  ", "\u00a0", "TBD", "tbc", "?", "n/a", "N/A", "-", "–", "unknown", "Unknown", "？"]
)
def test_blank_and_not_known_yet_are_unknown_in_every_column(cell, path, raw):
    assert cell(path, raw).value is None


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("raw", ["#N/A", "#REF!", "#DIV/0!", "#name?", "Err:502", "a\x00b", "x" * 40_000])
def test_errors_and_what_no_cell_can_hold_are_refused_in_every_column(cell, path, raw):
    with pytest.raises(CellFault) as caught:
        cell(path, raw)

    assert caught.value.code in {"error-cell", "control-character", "cell-too-long"}
    assert caught.value.remedy


def test_a_cell_the_reader_could_not_read_is_refused_as_the_reader_says(cell):
    with pytest.raises(CellFault) as caught:
        cell("asset.title", Unreadable("#N/A", "the cell shows the error #N/A.", "Correct it.", "error-cell"))

    assert (caught.value.problem, caught.value.remedy) == ("the cell shows the error #N/A.", "Correct it.")


RAWS = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text()
    | st.dates()
    | st.datetimes()
    | st.times()
    | st.timedeltas()
    | st.floats().map(Percentage)
    | st.lists(st.text(max_size=5) | st.integers(0, 9) | st.none(), max_size=3).map(tuple)
)


@pytest.mark.parametrize("path", PATHS)
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(raw=RAWS)
def test_whatever_stands_in_a_cell_it_is_read_or_refused_with_the_way_out(cell, path, raw):
    told: tuple[str, ...] = ()
    value = None
    try:
        value = cell(path, raw).value
    except CellFault as fault:
        told = (fault.problem, fault.remedy, fault.code)

    assert all(told)
    assert value is None or isinstance(value, bool | float | str | date | datetime | frozenset)


@pytest.mark.parametrize(
    "raw", [True, 1, 1.0, "yes", "YES", "Y", "true", "x", "ja", "Oui", "sì", "si", "sí", "是", "예", "हाँ", "✓", "уes"]
)
def test_yes_in_many_words(cell, raw):
    assert cell("asset.has_sound", raw).value is True


@pytest.mark.parametrize(
    "raw", [False, 0, 0.0, "no", "NO", "n", "false", "Nein", "non", "não", "否", "아니오", "नहीं", "nо"]
)
def test_no_in_many_words(cell, raw):
    assert cell("asset.has_sound", raw).value is False


@pytest.mark.parametrize("raw", ["maybe", 2, 0.5, "none", "o", date(2026, 1, 1)])
def test_anything_else_is_neither_yes_nor_no(cell, raw):
    with pytest.raises(CellFault) as caught:
        cell("asset.has_sound", raw)

    assert caught.value.code == "not-yes-or-no"


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        ("video", "video"),
        ("VIDEO", "video"),
        ("Moving picture", "video"),
        ("film", "video"),
        ("vіdeo", "video"),
        ("Paper, card or cloth", "print"),
        ("unknown kind", "unknown_kind"),
    ],
)
def test_a_choice_by_code_title_or_alias(cell, raw, code):
    assert cell("asset.medium", raw).value == code


def test_a_misspelt_choice_is_met_with_the_nearest(cell):
    with pytest.raises(CellFault) as caught:
        cell("asset.medium", "vidoe")

    assert caught.value.remedy == "Did you mean video?"


def test_a_strange_choice_is_met_with_all(cell):
    with pytest.raises(CellFault) as caught:
        cell("asset.medium", "qqqqq")

    assert caught.value.remedy == "Write one of: video, audio, print, unknown_kind."


@pytest.mark.parametrize(
    ("raw", "codes"),
    [
        ("face_swap", {"face_swap"}),
        ("Face swap; tts", {"face_swap", "tts"}),
        ("Face swap\nSynthetic voice", {"face_swap", "tts"}),
        ("face_swap, tts", {"face_swap", "tts"}),
        ("Colour, light or noise", {"enhance"}),
        ("Colour, light or noise; tts", {"enhance", "tts"}),
        ("tts;", {"tts"}),
        (("face_swap", "tts"), {"face_swap", "tts"}),
        ("none", {"none"}),
        ("no", {"none"}),
        ((), {"none"}),
    ],
)
def test_several_choices_in_one_cell(cell, raw, codes):
    assert cell("asset.techniques", raw).value == frozenset(codes)


def test_none_of_choices_that_have_no_such_choice_is_the_empty_set(cell):
    assert cell("asset.subject_kinds", "none").value == frozenset()


def test_a_choice_that_is_spelt_like_an_answer_is_the_choice(cell):
    assert cell("asset.languages", "no").value == frozenset({"no"})


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        ("tts; none", "none-and-some"),
        ("tts; ; face_swap", "blank-in-list"),
        ("tts; ?", "blank-in-list"),
        ("tts; talking", "unknown-choice"),
    ],
)
def test_lists_that_contradict_themselves_are_refused(cell, raw, code):
    with pytest.raises(CellFault) as caught:
        cell("asset.techniques", raw)

    assert caught.value.code == code


@pytest.mark.parametrize(
    ("path", "raw", "value"),
    [
        ("asset.made_on", "none", "none"),
        ("asset.made_on", "never", "none"),
        ("asset.made_on", "not yet", "none"),
        ("asset.valid_until", "perpetual", "none"),
        ("asset.valid_until", "No", "none"),
        ("asset.valid_until", datetime(2026, 4, 3), date(2026, 4, 3)),
        ("asset.seen_at", "none", "none"),
        ("asset.place", "none", "none"),
        ("asset.place", "NO", "NO"),
        ("asset.places", "NO; SE", frozenset({"NO", "SE"})),
        ("asset.places", "DE, FR", frozenset({"DE", "FR"})),
        ("asset.places", "none", frozenset()),
        ("asset.part_of", "none", "none"),
        ("asset.part_of", 5.0, "5"),
        ("asset.people", "none", frozenset()),
        ("asset.people", "All", frozenset({"all"})),
        ("asset.people", "P-1; P-2", frozenset({"P-1", "P-2"})),
        ("asset.title", 5.0, "5"),
        ("asset.title", 5.5, "5.5"),
        ("asset.title", True, "yes"),
        ("asset.title", datetime(2026, 4, 3), "2026-04-03"),
        ("asset.title", "=1+1", "=1+1"),
        ("asset.words", "Made\nwith AI", "Made\nwith AI"),
    ],
)
def test_none_is_an_answer_and_whole_numbers_are_names(cell, path, raw, value):
    read = cell(path, raw).value

    assert read == value
    assert type(read) is type(value)


@pytest.mark.parametrize(
    ("path", "raw", "code"),
    [
        ("asset.valid_until", "never", "not-a-date"),
        ("asset.made_on", "forever", "not-a-date"),
        ("asset.people", "all; P-1", "all-and-some"),
        ("asset.title", ("a", "b"), "list-not-wanted"),
    ],
)
def test_an_answer_of_another_kind_of_column_is_refused(cell, path, raw, code):
    with pytest.raises(CellFault) as caught:
        cell(path, raw)

    assert caught.value.code == code

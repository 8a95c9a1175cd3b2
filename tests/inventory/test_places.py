"""Places are named by code, English name or another word; one code is also an answer."""

# ruff: noqa: RUF001 - look-alike letters are part of it

import pytest

from compliance.inventory.raw import CellFault


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("DE", "DE"),
        ("de", "DE"),
        ("Germany", "DE"),
        ("us-ca", "US-CA"),
        ("California", "US-CA"),
        ("Worldwide", "WW"),
        ("NO", "NO"),
        ("Norway", "NO"),
    ],
)
def test_a_place_by_code_or_name(places, typed, code):
    assert places.read(typed) == (code, "")


def test_another_word_for_a_place_is_read_and_noted(places):
    assert places.read("UK") == ("GB", "UK was read as GB.")


def test_look_alike_letters_are_read_and_noted(places):
    code, note = places.read("DЕ")

    assert code == "DE"
    assert "look-alike" in note


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("China", "CN"),
        ("Korea", "KR"),
        ("Republic of Korea", "KR"),
        ("USA", "US"),
        ("U.S.", "US"),
        ("Great Britain", "GB"),
        ("Czech Republic", "CZ"),
        ("Russian Federation", "RU"),
        ("Viet Nam", "VN"),
        ("Turkey", "TR"),
        ("Islamic Republic of Iran", "IR"),
        ("Lao PDR", "LA"),
    ],
)
def test_a_common_name_is_read_and_noted(places, typed, code):
    read = places.read(typed)

    assert read.value == code
    assert read.note.startswith(f"{typed} was read as {code}")


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("South Korea", "KR"),
        ("United States", "US"),
        ("England", "GB-ENG"),
        ("Russia", "RU"),
        ("Vietnam", "VN"),
        ("Taiwan", "TW"),
        ("Iran", "IR"),
        ("Syria", "SY"),
        ("Bolivia", "BO"),
        ("Venezuela", "VE"),
        ("Tanzania", "TZ"),
        ("Moldova", "MD"),
        ("Laos", "LA"),
        ("Georgia (United States)", "US-GA"),
        ("Georgia (country)", "GE"),
        ("GE", "GE"),
    ],
)
def test_a_short_name_is_read_without_a_note(places, typed, code):
    assert places.read(typed) == (code, "")


def test_a_note_names_the_place_where_it_is_narrower_than_the_word(places):
    assert places.read("China").note == "China was read as CN, China (mainland)."


@pytest.mark.parametrize("typed", ["Georgia", "GEORGIA", " georgia "])
def test_a_name_that_two_places_bear_is_refused(places, typed):
    with pytest.raises(CellFault) as caught:
        places.read(typed)

    assert caught.value.code == "ambiguous-place"
    assert caught.value.remedy == "Write GE (Georgia (country)) or US-GA (Georgia (United States))."


def test_names_that_hold_the_word_are_suggested_before_one_that_is_spelt_alike(places):
    with pytest.raises(CellFault) as caught:
        places.read("Congo")

    assert caught.value.remedy == ("Did you mean CG (Republic of the Congo) or CD (Democratic Republic of the Congo)?")


@pytest.mark.parametrize("typed", ["no", "No"])
def test_an_answer_that_is_spelt_like_a_code_is_not_guessed(places, typed):
    with pytest.raises(CellFault) as caught:
        places.read(typed)

    assert caught.value.code == "answer-or-place"
    assert "NO in capitals" in caught.value.remedy


def test_an_unknown_place_is_refused_with_the_nearest(places):
    with pytest.raises(CellFault) as caught:
        places.read("Grmany")

    assert caught.value.code == "unknown-place"
    assert caught.value.remedy == "Did you mean DE (Germany)?"


def test_a_name_that_two_places_bear_is_known_so_that_a_list_is_split(places):
    assert places.knows("Georgia")

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

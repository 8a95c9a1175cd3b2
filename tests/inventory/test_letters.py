"""Names are found as people type them; look-alike letters are read, and said to have been."""

# ruff: noqa: RUF001 - look-alike letters are what this is about

import pytest

from compliance.inventory.letters import Names, control_character, latin, tidy

MEDIA = Names([("video", "v"), ("Moving picture", "v"), ("first_exposure", "f"), ("notice", "n"), ("Notice!", "m")])


@pytest.mark.parametrize(
    "typed", ["video", "VIDEO", " video ", "video\u00a0", "vi\u200bdeo", "moving-picture", "Moving  Picture"]
)
def test_case_punctuation_and_invisible_marks_do_not_count(typed):
    match = MEDIA.find(typed)

    assert match is not None
    assert (match.thing, match.looked_alike) == ("v", False)


@pytest.mark.parametrize("typed", ["vіdеo", "ｖｉｄｅｏ", "Fіrst exposure"])
def test_letters_that_only_look_right_are_found_and_told(typed):
    match = MEDIA.find(typed)

    assert match is not None
    assert match.looked_alike


@pytest.mark.parametrize("typed", ["vid", "видео", "", "?"])
def test_what_resembles_nothing_is_not_found(typed):
    assert MEDIA.find(typed) is None


def test_names_alike_but_for_punctuation_are_told_apart_only_exactly():
    assert MEDIA.find("notice").thing == "n"
    assert MEDIA.find("Notice!").thing == "m"
    assert MEDIA.find("notice?") is None


def test_the_nearest_name_is_given_as_it_is_written():
    assert MEDIA.nearest("moving pictur") == "Moving picture"
    assert MEDIA.nearest("qqq") == ""


def test_joiners_that_a_script_needs_stay():
    assert tidy("क\u200dष ") == "क\u200dष"


def test_composed_and_decomposed_accents_are_the_same():
    assert tidy("Cafe\u0301") == "Café"


def test_line_breaks_inside_a_text_stay():
    assert tidy("one\r\ntwo ") == "one\ntwo"


def test_control_characters_are_found():
    assert control_character("a\x07b") == "\x07"
    assert control_character("two\nlines\tand é") == ""


def test_typographic_signs_become_plain_ones():
    assert latin("−5 – “a”") == '-5 - "a"'

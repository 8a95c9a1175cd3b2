"""What a label says, whatever its case, blanks, quotes and dashes."""

import pytest

ONE = "label.text|says: {any_of: [AI-generated, made with AI]}"
ALL = "label.text|says: {contains_all: [AI, synthetic]}"
EXACT = "label.text|says: {exactly: This image has been made with AI}"


@pytest.mark.parametrize(
    ("clause", "text", "expected"),
    [
        (ONE, "Contains AI\u2011GENERATED pictures", True),
        (ONE, "Made  with\u00a0ai.", True),
        (ONE, "Made with aid", False),
        (ONE, "Handmade", False),
        (ONE, None, None),
        (ALL, "Synthetic, by AI", True),
        (ALL, "Synthetic, as we said", False),
        (EXACT, "\u201cThis image has been made with AI.\u201d", True),
        (EXACT, "Note: this image has been made with AI", False),
        ("label.text|says: {any_of: 人工智能生成}", "本视频由人工智能生成", True),
    ],
)
def test_phrases_are_found_in_whole_words(ask, clause, text, expected):
    assert ask(clause, "label", label=[{"text": text}]) is expected


@pytest.mark.parametrize(
    ("medium", "text", "expected"),
    [
        ("video", "This video is synthetic", True),
        ("image", "This video is synthetic", False),
        ("text", "This video is synthetic", False),
        (None, "This video is synthetic", None),
    ],
)
def test_the_words_may_depend_on_the_medium(ask, medium, text, expected):
    clause = "label.text|says: {by: medium, exactly: {video: This video is synthetic, image: This image is synthetic}}"
    rows = {"asset": [{"id": "a", "medium": medium}], "label": [{"asset": "a", "text": text}]}

    assert ask(clause, "label", **rows) is expected


@pytest.mark.parametrize(("language", "expected"), [("de", True), ("en", False), (None, None)])
def test_the_words_may_have_to_be_in_a_language(ask, language, expected):
    clause = "label.text|says: {any_of: Künstlich erzeugt, language: de}"

    assert ask(clause, "label", label=[{"text": "künstlich erzeugt", "language": language}]) is expected


@pytest.mark.parametrize(
    ("clause", "problem"),
    [
        ("label.text|says: AI", "label.text needs a mapping with one of exactly, any_of, contains_all, not AI."),
        ("label.text|says: {any_of: []}", "label.text needs a phrase or a list of phrases"),
        ("label.text|says: {any_of: [AI], lang: de}", "there is no key called lang here. Did you mean language?"),
        ("label.text|says: {any_of: [AI], by: label.seconds}", "by: label.seconds must be a fact with one choice."),
        ("label.text|says: {any_of: [AI], by: medium}", "needs a mapping from the choices of asset.medium to phrases"),
        ("label.text|says: {any_of: {vidio: AI}, by: medium}", "vidio is no choice of asset.medium."),
    ],
)
def test_mistakes_in_words_are_told(found_problems, clause, problem):
    problems = found_problems(clause, "label")[1]

    assert len(problems) == 1
    assert problem in problems[0]

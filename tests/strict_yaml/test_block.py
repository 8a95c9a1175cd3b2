"""A block hands out what a mapping must hold, and reports everything else with its line."""

from datetime import date

import pytest

from compliance.strict_yaml import Block, parse_yaml


def block_of(text):
    return Block(parse_yaml(text, "pack.yaml"), "thing", [])


def told(block):
    return [str(problem) for problem in block.problems]


def test_values_come_by_their_type():
    block = block_of("t: text\nf: true\nn: 2.5\nd: 2026-01-31\nl: [a, b]\none: a\nm: {x: 1}\n")

    assert block.text("t") == "text"
    assert block.flag("f") is True
    assert block.number("n") == 2.5
    assert block.day("d") == date(2026, 1, 31)
    assert block.texts("l") == ("a", "b")
    assert block.texts("one") == ("a",)
    assert block.plain("m") == {"x": 1}
    block.finish()
    assert block.problems == []


@pytest.mark.parametrize(
    ("read", "text", "message"),
    [
        (lambda b: b.text("k"), "k: 1.10", "pack.yaml:1: thing: k must be text, not 1.1. Put it in quotes."),
        (lambda b: b.text("k"), 'k: ""', "pack.yaml:1: thing: k must be text, not ."),
        (lambda b: b.text("k"), "k:", "pack.yaml:1: thing: k must be text, not nothing."),
        (lambda b: b.text("k"), "k: [a]", "pack.yaml:1: thing: k must be text, not a list."),
        (lambda b: b.flag("k"), "k: yes", "pack.yaml:1: thing: k must be true or false, not yes."),
        (lambda b: b.number("k"), "k: true", "pack.yaml:1: thing: k must be a number, not true."),
        (lambda b: b.number("k"), 'k: "5"', "pack.yaml:1: thing: k must be a number, not 5."),
        (lambda b: b.day("k"), "k: 2026-02-30", "pack.yaml:1: thing: k must be a day written YYYY-MM-DD, not 2026-02-30."),
        (lambda b: b.day("k"), "k: 2026-W01-1", "pack.yaml:1: thing: k must be a day written YYYY-MM-DD, not 2026-W01-1."),
        (lambda b: b.day("k"), "k: 20260101", "pack.yaml:1: thing: k must be a day written YYYY-MM-DD, not 20260101."),
        (lambda b: b.texts("k"), "k: [a, 50.1]", "pack.yaml:1: thing: k must be a list of texts, not 50.1. Put it in quotes."),
        (lambda b: b.texts("k"), "k: {a: 1}", "pack.yaml:1: thing: k must be a list of texts, not a mapping."),
        (lambda b: b.block("k"), "k: 5", "pack.yaml:1: thing: k must be a mapping, not 5."),
        (lambda b: list(b.blocks("k")), "k: {a: 1}", "pack.yaml:1: thing: k must be a list, not a mapping."),
        (lambda b: list(b.blocks("k")), "k:\n- {}\n- a", "pack.yaml:3: thing: every item of k must be a mapping, not a."),
        (lambda b: b.choice("k", ("high", "low")), "k: hihg", "pack.yaml:1: thing: k: hihg is not a choice. Did you mean high?"),
        (lambda b: b.choice("k", ("high", "low")), "k: 7", "pack.yaml:1: thing: k: 7 is not a choice. Write one of: high, low."),
        (lambda b: b.text("k"), "x-other: 1", "pack.yaml:1: thing: the key k is missing."),
    ],
)  # fmt: skip
def test_a_wrong_value_is_told_with_line_and_remedy(read, text, message):
    block = block_of(text)

    read(block)

    assert told(block) == [message]


def test_unknown_keys_are_reported_with_the_nearest_known_one():
    block = block_of("id: a\n\ntilte: b\nx-note: free\nweird: 1\n")
    block.text("id")
    block.text("title", "")

    block.finish()

    assert told(block) == [
        "pack.yaml:3: thing: there is no key called tilte here. Did you mean title?",
        "pack.yaml:5: thing: there is no key called weird here. Known keys: id, title.",
    ]


def test_a_comma_inside_braces_that_cuts_a_text_in_two_is_explained():
    block = block_of("thing: {what: The steps, the days and the tools}")
    inner = block.block("thing")

    assert inner.text("what") == "The steps"
    inner.finish()

    assert told(inner) == [
        "pack.yaml:1: thing, thing: there is no key called the days and the tools here. If it belongs to the text before the comma, put that whole text in quotes."
    ]


def test_defaults_stand_in_for_missing_keys_only():
    block = block_of("day: soon\n")

    assert block.text("a", "default") == "default"
    assert block.texts("b", ()) == ()
    assert block.day("c", None) is None
    assert block.flag("d", default=True) is True
    assert list(block.blocks("e")) == []
    assert block.problems == []
    assert block.day("day", None) == date.min
    assert len(block.problems) == 1


def test_reading_goes_on_after_a_fault():
    block = block_of("a: 1\nb: two\nc: [x, {}]\n")

    block.text("a")
    block.number("b")
    block.texts("c")

    assert [problem.at.line for problem in block.problems] == [1, 2, 3]

"""Conditions in words."""

from dataclasses import replace
from datetime import date
from textwrap import dedent

import pytest

from compliance.conditions.causes import LISTED
from compliance.conditions.explain import clause_text, plain_reading
from compliance.conditions.reading import Term
from compliance.conditions.tree import Leaf
from compliance.conditions.values import Parameter

PARAMETERS = {
    "one": Parameter("one", "px", ((date(2025, 9, 1), 5, "s. 4"),)),
    "two": Parameter("two", "px", ((date(2025, 9, 1), 5, "s. 4"), (date(2026, 9, 1), 6, "s. 5"))),
}


def test_a_condition_reads_as_indented_lines(read, vocabulary):
    condition = read("""
        all:
          - asset.made_with_ai: true
          - when: {asset.medium: [image, video]}
            then:
              name: label
              for_some: release.labels
              if_none_listed: false
              where: {label.channel: visible}
              satisfies:
                any:
                  - label.seconds|at_least: 2
                  - none: [{label.language: de}]
        """)

    assert "\n".join(plain_reading(condition, vocabulary)) == dedent("""\
        all of these hold:
          Made with AI: yes
          when Medium: Picture or Video
          then [label] for at least one of the release's labels (none listed counts as no):
            where Channel: Visible
            at least one of these holds:
              Time on screen is at least 2 s
              none of these holds:
                Language: German""")


@pytest.mark.parametrize(
    ("clause", "about", "text"),
    [
        ("asset.width|more_than: $one", "asset", "Width is more than 5 px"),
        ("asset.width|more_than: $two", "asset", "Width is more than 5 px (from 2025-09-01), 6 px (from 2026-09-01)"),
        ("asset.width|less_than: {field: asset.height}", "asset", "Width is less than the asset's height"),
        ("asset.languages|covers: [de, en]", "asset", "Languages covers English and German"),
        ("release.territory|inside: [US, EU]", "release", "Territory is inside EU or US"),
        ("consent.ends_on|on_or_after: 2027-01-01", "consent", "Ends on is on or after 2027-01-01"),
        (
            "person.died_on|after: {field: person.born_on, plus: {years: 70}}",
            "person",
            "Died on is after 70 years after the person's born on",
        ),
        (
            "person.died_on|before: {earliest: [{field: person.born_on}, 2020-01-01]}",
            "person",
            "Died on is before the earliest of the person's born on and 2020-01-01",
        ),
        (
            "record.made_on|no_older_than: 12 months",
            "record",
            "Made on is on or after 12 months before the assessment date",
        ),
        (
            "notice.removed_at|within: {hours: 48, of: notice.received_at}",
            "notice",
            "Removed at is within 48 hours of the notice's received at",
        ),
        (
            "notice.answered_on|within: {business_days: 3, of: notice.received_at, in: DE}",
            "notice",
            "Answered on is within 3 business days of the notice's received at (DE)",
        ),
        ("label.text|says: {any_of: [AI, synthetic]}", "label", 'Words says "AI" or "synthetic"'),
        (
            "label.text|says: {contains_all: [AI, synthetic], language: de}",
            "label",
            'Words says all of "AI" and "synthetic", Language: German',
        ),
        (
            "label.text|says: {by: medium, exactly: {video: This video, image: This picture}}",
            "label",
            'Words says exactly Video: "This video"; Picture: "This picture"',
        ),
        ("consent.withdrawn_on: none", "consent", "Withdrawn on: none"),
        ("consent.notice_period|at_least: 1 month", "consent", "Period of notice is at least 30.4167 days"),
        ("organisation.name|recorded: true", "organisation", "Name is recorded"),
    ],
)
def test_a_clause_reads_aloud(read, vocabulary, clause, about, text):
    assert clause_text(read(clause, about, parameters=PARAMETERS), vocabulary) == text


@pytest.mark.parametrize(
    ("clause", "text"),
    [
        (Leaf("asset.medium", "is", "video"), "Medium is not Video"),
        (Leaf("asset.medium", "one_of", frozenset({"video", "image"})), "Medium is not Picture or Video"),
        (Leaf("asset.made_with_ai", "is", wanted=True), "Made with AI: no"),
        (Leaf("asset.width", "at_least", 5.0), "Width is less than 5 px"),
        (Leaf("asset.languages", "overlaps", frozenset({"de"})), "Languages includes none of German"),
        (Leaf("organisation.name", "recorded", wanted=True), "Name is none"),
    ],
)
def test_a_clause_that_must_not_hold_is_told_as_what_must_be(vocabulary, clause, text):
    assert clause_text(replace(clause, negated=True), vocabulary) == text


def test_that_something_is_listed_reads_aloud(vocabulary):
    assert clause_text(Leaf("release.labels", LISTED, wanted=True), vocabulary) == "a label is listed"
    assert clause_text(Leaf("organisation.assets", LISTED, wanted=True), vocabulary) == "an asset is listed"
    assert clause_text(Leaf("asset.languages", LISTED, wanted=True), vocabulary) == "Languages lists a value"


def test_random_conditions_read_aloud(worlds, vocabulary):
    for seed in range(200):
        world = worlds.World(seed)
        lines = plain_reading(world.condition(world.random.choice(worlds.ABOUT)), vocabulary)

        assert lines
        assert all(line.strip() and "{" not in line for line in lines)


def test_terms_and_numbers_of_rows_are_named(read, vocabulary):
    terms = {"deep_fake": Term("deep_fake", {"all": [{"asset.medium": "video"}]})}
    counted = read(
        "{for_some: asset.labels, at_least_n: 2, if_none_listed: true, satisfies: {term: deep_fake}}",
        "asset",
        terms=terms,
    )

    assert plain_reading(counted, vocabulary) == [
        "for at least 2 of the asset's labels (none listed counts as yes):",
        "  deep fake: all of these hold:",
        "    Medium: Video",
    ]

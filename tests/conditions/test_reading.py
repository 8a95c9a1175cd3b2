"""YAML becomes a closed tree, and every mistake is told with its line and the nearest word that would do."""

from datetime import date

import pytest

from compliance.conditions.reading import Term
from compliance.conditions.spans import Span
from compliance.conditions.tree import TRUE, AllOf, AnyOf, ForEachValue, Leaf, NoneOf, Quantified, WhenThen
from compliance.conditions.values import Dated, Each, Fact, Parameter, Pick

MIN_SECONDS = Parameter("min_seconds", "s", ((date(2025, 9, 1), 2, "s. 4"), (date(2027, 1, 1), 3, "s. 5")))


def test_a_value_asks_for_equality_and_a_list_for_one_of_several(read):
    assert read("asset.medium: video") == Leaf("asset.medium", "is", "video")
    assert read("asset.medium: [image, film]") == Leaf("asset.medium", "one_of", frozenset({"image", "video"}))


def test_groups_and_consequences_nest(read):
    condition = read("""
        all:
          - asset.made_with_ai: true
          - any:
              - asset.medium: video
              - none: [{release.boosted: true}]
          - when: {asset.medium: audio}
            then: {release.boosted: false}
        """)

    made, alternatives, consequence = condition.children
    assert isinstance(condition, AllOf)
    assert made == Leaf("asset.made_with_ai", "is", wanted=True)
    assert isinstance(alternatives, AnyOf)
    assert isinstance(alternatives.children[1], NoneOf)
    assert isinstance(consequence, WhenThen)
    assert [leaf.path for leaf in condition.leaves()] == [
        "asset.made_with_ai",
        "asset.medium",
        "release.boosted",
        "asset.medium",
        "release.boosted",
    ]


def test_an_empty_all_always_holds(read):
    assert read("all: []") == TRUE


def test_a_quantifier_brings_its_member_and_the_members_parents_into_scope(read):
    condition = read("""
        for_every: asset.depictions
        where: {person.is_real: true}
        if_none_listed: unknown
        satisfies:
          for_some: depiction.consents
          at_least_n: 2
          if_none_listed: false
          satisfies: {consent.territories|covers: {field: release.territory}}
        """)

    assert isinstance(condition, Quantified)
    assert (condition.kind, condition.over, condition.if_none_listed) == ("for_every", "asset.depictions", None)
    assert condition.satisfies.at_least == 2
    assert condition.lists() == {"asset.depictions", "depiction.consents"}
    assert condition.fields() == {"person.is_real", "person.kind", "consent.territories", "release.territory"}


def test_a_name_and_a_line_stay_with_each_part(read):
    condition = read(
        """
        all:
          - name: explicit
            label.channel: visible
        """,
        about="label",
    )

    (part,) = condition.children
    assert (part.part, part.place.line) == ("explicit", 4)


def test_values_of_other_fields_parameters_and_spans_are_read(read):
    context = {"parameters": {"min_seconds": MIN_SECONDS}}
    assert read("label.seconds|at_least: $min_seconds", about="label", **context).wanted == Dated(
        Parameter("min_seconds", "s", ((date(2025, 9, 1), 2.0, "s. 4"), (date(2027, 1, 1), 3.0, "s. 5")))
    )
    assert read("person.died_on|after: {field: person.born_on, plus: {years: 70}}", about="person").wanted == Fact(
        "person.born_on", Span(years=70)
    )
    assert read(
        "person.died_on|after: {latest: [2020-01-01, {field: person.born_on, minus: 2 weeks}]}", about="person"
    ).wanted == (Pick("latest", (date(2020, 1, 1), Fact("person.born_on", Span(days=-14)))))
    assert read("record.made_on|no_older_than: 12 months", about="record").wanted == Fact(
        "assessment.date", Span(months=-12)
    )


def test_each_value_of_a_fact_can_be_spoken_of(read):
    condition = read("""
        for_each_value: asset.languages
        if_none_listed: unknown
        satisfies:
          for_some: asset.labels
          if_none_listed: false
          satisfies: {label.language: {each: asset.languages}}
        """)

    assert isinstance(condition, ForEachValue)
    assert condition.satisfies.satisfies == Leaf("label.language", "is", Each("asset.languages"))


def test_computed_fields_carry_what_they_are_computed_from(read):
    ratio = read("label.ratio|at_least: 0.05", about="label")

    assert set(ratio.inputs) == {"label.height", "asset.width", "asset.height"}
    assert ratio.fields() == {"label.ratio", *ratio.inputs}


def test_a_term_is_expanded_with_its_parameters_and_keeps_its_name(read, found_problems):
    means = {"all": [{"asset.medium": "$medium"}, {"asset.made_with_ai": True}]}
    terms = {"deep_fake": Term("deep_fake", means, {"medium": "choice"})}
    condition = read("term: {name: deep_fake, with: {medium: video}}", terms=terms)

    assert condition.term == "deep_fake"
    assert condition.children[0] == Leaf("asset.medium", "is", "video")
    assert found_problems("term: deep_fake", terms=terms)[1] == ["pack.yaml:1: the term deep_fake takes medium."]


def test_a_term_that_is_defined_by_itself_is_refused(found_problems):
    terms = {"loop": Term("loop", {"all": [{"term": "loop"}]})}

    assert found_problems("term: loop", terms=terms)[1] == ["pack.yaml:1: the term loop is defined by itself."]


def test_a_window_around_a_vote_is_a_statement_about_the_elections(read):
    condition = read("during: {from: {event: vote, minus: {days: 90}}, to: {event: vote, plus: 1 week}}")

    assert (condition.kind, condition.over, condition.if_none_listed) == ("for_some", "release.elections", False)
    assert [(leaf.path, leaf.operator, leaf.wanted) for leaf in condition.leaves()] == [
        ("release.starts_on", "on_or_before", Fact("election.vote_on", Span(days=7))),
        ("release.starts_on", "on_or_after", Fact("election.vote_on", Span(days=-90))),
        ("release.ends_on", "on_or_after", Fact("election.vote_on", Span(days=-90))),
    ]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (
            "labelz.seconds|at_least: 2",
            "the field labelz.seconds is not in the vocabulary. Did you mean label.seconds?",
        ),
        ("label.seconds|at_least: 2", "label.seconds cannot be read here: no label is in scope."),
        ("asset.width|atleast: 2", "atleast is no operator. Did you mean at_least?"),
        ("asset.medium|at_least: 2", "at_least does not fit asset.medium (choice). Words that fit: recorded."),
        ("asset.medium: vidio", "vidio is no choice of asset.medium. Did you mean video?"),
        ("asset.medium: [video, imag]", "imag is no choice of asset.medium. Did you mean image?"),
        ('asset.made_with_ai: "yes"', "asset.made_with_ai needs true or false, not yes."),
        ("asset.width|at_least: wide", "asset.width needs a number, not wide."),
        ("{asset.medium: video, release.boosted: true}", "asset.medium and release.boosted stand in one item."),
        ("any: []", "any needs at least one condition."),
        ("all: {asset.medium: video}", "all needs a list. Begin each line with a dash."),
        ("when: {asset.medium: video}", "when needs then."),
        ("not: {asset.medium: video}", "not opens no condition. Write none: [ … ]."),
        ("when_: {asset.medium: video}", "when_ opens no condition. Did you mean when?"),
        ("for_some: release.labels", "for_some needs satisfies."),
        ("for_some: release.labelz", "the list release.labelz is not in the vocabulary. Did you mean release.labels?"),
        (
            "{for_some: release.labels, satisfies: {label.channel: visible}}",
            "for_some needs if_none_listed: true, false or unknown.",
        ),
        (
            "{for_some: release.labels, if_none_listed: maybe, satisfies: {label.channel: visible}}",
            "for_some needs if_none_listed: true, false or unknown.",
        ),
        (
            "{for_every: release.labels, if_none_listed: false, at_least_n: 2, satisfies: {label.channel: visible}}",
            "at_least_n is a whole number from 1, with for_some.",
        ),
        (
            "{for_some: release.labels, if_none_listed: false, satisfy: {label.channel: visible}}",
            "there is no key called satisfy beside for_some. Did you mean satisfies?",
        ),
        (
            "{for_each_value: asset.medium, if_none_listed: true, satisfies: {release.boosted: true}}",
            "asset.medium does not list several values.",
        ),
        ("release.starts_on|before: 2026-02-30", "release.starts_on needs a day written YYYY-MM-DD"),
        ("release.territory|inside: UK", "UK is not a place."),
        ("organisation.name: Acme", "organisation.name (text) cannot be compared for equality."),
        ("organisation.name|recorded: false", "recorded takes true only: a blank must never help."),
        ("asset.width|at_least: $wide", "there is no parameter called wide."),
        ("asset.width|at_least: {field: asset.medium}", "asset.width (number) cannot be compared with asset.medium"),
        ("asset.width|at_least: {field: label.seconds}", "label.seconds cannot be read here: no label is in scope."),
        ("asset.width|at_least: {fielt: asset.height}", "fielt is no value."),
        ("asset.width|at_least: {field: asset.height, plus: {days: 1}}", "asset.height is no date"),
        (
            "release.starts_on|before: {field: release.ends_on, minus: {business_days: 2}}",
            "working days are only counted by within.",
        ),
        ("release.starts_on|before: {field: release.ends_on, minus: {fortnights: 2}}", "needs a length of time"),
        ("asset.medium: {each: asset.languages}", "each: asset.languages does not stand inside for_each_value"),
        ("release.asset: A-001", "release.asset needs none, or {field: …}: rows have no fixed names"),
        ("during: {since: {event: vote}}", "during needs from, to or both."),
        ("during: {from: {event: vot}}", "vot is no event of an election. Did you mean vote?"),
        ("term: deep_fake", "there is no term called deep_fake."),
        ("release.labels_complete|recorded: true\nname: 3", "name must be text."),
    ],
)
def test_a_mistake_is_told_with_its_line_and_remedy(found_problems, text, problem):
    problems = found_problems(text)[1]

    assert len(problems) == 1
    assert problems[0].startswith(("pack.yaml:1: ", "pack.yaml:2: "))
    assert problem in problems[0]


def test_every_mistake_of_a_condition_is_told_at_once(found_problems):
    problems = found_problems("""
        all:
          - asset.medium: vidio
          - asset.mediun: video
          - for_some: release.labels
            satisfies: {label.channel: visibel}
        """)[1]

    assert [problem.split(": ")[0] for problem in problems] == ["pack.yaml:3", "pack.yaml:4", "pack.yaml:5"]

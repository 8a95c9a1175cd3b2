"""Cases beside the packs: read into linked rows, run alone or together, and each clause missed when it is gone."""

from datetime import date

import pytest

from compliance.assessment.case_facts import CaseRows, told
from compliance.assessment.case_values import value_of
from compliance.assessment.cases import CaseRunner, checks_of
from compliance.assessment.model import Outcome
from compliance.assessment.mutation import mutants, unnoticed
from compliance.assessment.sweep import days_of, sweep
from compliance.errors import PackError, Place
from compliance.policy.cases import read_cases
from compliance.strict_yaml import parse_yaml

AT = Place("act.cases.yaml", line=1)
CASES = """
format: 1
cases:
  eu-act-label:
    baseline:
      release: {territory: DE, starts_on: 2026-09-01, our_roles: [deployer]}
      asset: {made_with_ai: true, medium: video, police_use: false}
      release.labels:
        - {channel: visible, seconds: 2}
    list:
      - it: labelled
        expect: pass
        flips:
          fail:
            - release.labels.0.channel: metadata
            - release.labels.0.seconds: 1.9
            - release.labels: []
          undetermined:
            - release.labels.0.seconds: null
            - release.labels.0.releases: null
          not_applicable:
            - release.territory: US
            - asset.made_with_ai: false
      - it: nobody measured it
        given: {release.labels: [{channel: visible}]}
        expect: undetermined
        missing: [label.seconds]
      - it: the police, with the order on file
        given: {asset: {police_use: true}, release.labels: []}
        claims: [police]
        expect: exempt
        through: police
        flips:
          fail:
            - asset.police_use: false
      - it: the police, and no order on file
        given: {asset: {police_use: true}, release.labels: []}
        claims: [{exception: police, document: false}]
        expect: undetermined
      - it: the police, and nobody claims it
        given: {asset: {police_use: true}, release.labels: []}
        expect: fail
"""
POLICE = {
    "id": "police",
    "plain": "The police may.",
    "cites": [{"at": "Art. 3"}],
    "effect": "lifts",
    "when": {"asset.police_use": True},
    "must_be_documented": True,
}


def cases_of(text):
    problems = []
    (found,) = read_cases(parse_yaml(text, "act.cases.yaml"), problems)
    assert problems == []
    return found


@pytest.fixture
def library(world):
    return world.library(world.duty(exceptions=[POLICE]))


@pytest.fixture
def runner(world, library):
    return CaseRunner(library, world.vocabulary, world.jurisdictions)


@pytest.fixture
def duty(library):
    return library.requirements[0]


def facts_of(world, text, about="release"):
    rows = CaseRows(world.vocabulary, world.jurisdictions, AT)
    node = parse_yaml(text, "facts.yaml")
    rows.add(told(node, vocabulary=world.vocabulary, at=AT), about)
    return rows.facts()


# -- facts


def test_the_rows_of_a_case_are_linked_to_each_other(world):
    facts = facts_of(world, "release: {territory: DE}\nasset: {medium: video}\nrelease.labels: [{channel: visible}]")

    assert facts.table("release").value("asset", 0) == facts.table("asset").keys[0]
    assert facts.table("label").value("asset", 0) == facts.table("asset").keys[0]
    assert facts.table("label").value("releases", 0) == frozenset({facts.table("release").keys[0]})


def test_the_parent_through_which_a_list_finds_its_members_is_there_unasked(world):
    facts = facts_of(world, "release: {territory: DE}")

    assert len(facts.table("asset")) == 1
    assert facts.table("release").value("asset", 0) == facts.table("asset").keys[0]


def test_listed_rows_bring_their_parents_and_what_is_listed_under_them(world):
    text = """
asset:
  medium: video
asset.depictions:
  - {replica: true, person: {living: true}, consents: [{ends_on: none}, {ends_on: 2027-01-01}]}
  - {replica: true, person.living: false, consents: []}
"""
    facts = facts_of(world, text, "asset")

    people = facts.table("person")
    assert [people.value("living", row) for row in range(2)] == [True, False]
    assert [facts.table("depiction").value("person", row) for row in range(2)] == list(people.keys)
    assert {facts.table("consent").value("person", row) for row in range(2)} == {people.keys[0]}
    assert facts.table("consent").value("ends_on", 0) == "none"


@pytest.mark.parametrize(
    ("text", "complete"),
    [
        ("asset: {medium: video}", None),
        ("asset: {medium: video}\nasset.depictions: []", True),
        ("asset: {medium: video, depictions_complete: false}\nasset.depictions: []", False),
        ("asset: {medium: video, depictions_complete: null}\nasset.depictions: []", None),
    ],
)
def test_a_list_that_is_mentioned_is_complete_unless_said_otherwise(world, text, complete):
    assert facts_of(world, text, "asset").table("asset").value("depictions_complete", 0) is complete


def test_rows_that_list_others_name_them(world):
    facts = facts_of(
        world, "release: {territory: DE}\nrelease.elections: [{vote_on: 2026-11-03}, {vote_on: 2027-01-01}]"
    )

    assert facts.table("release").value("elections", 0) == frozenset(facts.table("election").keys)


def test_a_row_that_is_only_named_is_there_with_nothing_known(world):
    facts = facts_of(world, "organisation.records: [{kind: training, document: handbook}]", "organisation")

    assert facts.table("document").keys == ("handbook",)


def test_a_later_layer_wins_and_null_blanks(world):
    node = parse_yaml("release: {territory: DE, starts_on: 2026-09-01}", "facts.yaml")
    change = {"release.territory": "FR", "release": {"starts_on": None}}

    assert told(node, change, vocabulary=world.vocabulary, at=AT) == {"release": {"territory": "FR", "starts_on": None}}


@pytest.mark.parametrize(
    ("path", "problem"),
    [
        ("releaze.territory", r"there is no entity releaze. Did you mean release\?"),
        ("release.labels.3.channel", "there is no row 3 in that list"),
        ("release.labels.0", "names a row, not a fact of it"),
    ],
)
def test_a_path_that_names_nothing_is_refused(world, path, problem):
    node = parse_yaml("release: {territory: DE}\nrelease.labels: [{channel: visible}]", "facts.yaml")

    with pytest.raises(PackError, match=problem):
        told(node, {path: "visible"}, vocabulary=world.vocabulary, at=AT)


def test_an_unknown_field_is_refused_with_the_nearest(world):
    with pytest.raises(PackError, match=r"release has no territori. Did you mean territory\?"):
        facts_of(world, "release: {territori: DE}")


@pytest.mark.parametrize(
    ("path", "raw", "value"),
    [
        ("asset.made_with_ai", True, True),
        ("asset.medium", "video", "video"),
        ("asset.width", 5, 5.0),
        ("release.our_roles", ["deployer"], frozenset({"deployer"})),
        ("release.our_roles", [], frozenset()),
        ("release.territory", "DE", "DE"),
        ("release.territory", "none", "none"),
        ("release.people_in", "none", frozenset()),
        ("release.people_in", "DE", frozenset({"DE"})),
        ("release.starts_on", "2026-09-01", date(2026, 9, 1)),
        ("release.ends_on", "none", "none"),
        ("label.releases", "all", frozenset({"all"})),
        ("asset.title", 5, "5"),
        ("asset.title", None, None),
    ],
)
def test_facts_have_the_type_of_their_field(world, path, raw, value):
    assert value_of(raw, world.vocabulary.field(path), world.jurisdictions, AT) == value


@pytest.mark.parametrize(
    ("path", "raw"),
    [
        ("asset.made_with_ai", "yes"),
        ("asset.medium", "film"),
        ("asset.width", True),
        ("release.our_roles", ["deploier"]),
        ("release.territory", "UK"),
        ("release.starts_on", "1 September"),
        ("notice.received_at", "2026-09-01T10:00"),
    ],
)
def test_what_is_no_value_of_its_field_is_refused(world, path, raw):
    with pytest.raises(PackError, match=path):
        value_of(raw, world.vocabulary.field(path), world.jurisdictions, AT)


# -- running


def test_every_case_and_flip_is_run(runner, duty):
    results = runner.run(duty, cases_of(CASES))

    assert [result.problem for result in results if not result.is_right] == []
    assert len(results) == 13


def test_together_and_alone_come_out_the_same(runner, duty):
    cases = cases_of(CASES)

    together = runner.run(duty, cases)

    assert [result.answer for result in together] == [
        runner.one(duty, cases, result.check).answer for result in together
    ]


def test_a_wrong_expectation_is_told_with_what_came_out(runner, duty):
    cases = cases_of(CASES.replace("expect: exempt", "expect: pass"))

    (wrong,) = [result for result in runner.run(duty, cases) if not result.is_right]

    assert wrong.problem == (
        "eu-act-label, the police, with the order on file: expected pass through police, got exempt through police."
    )


def test_the_exception_and_the_missing_facts_must_be_those_named(runner, duty):
    through = cases_of(CASES.replace("through: police", "through: satire"))
    missing = cases_of(CASES.replace("missing: [label.seconds]", "missing: [label.channel]"))

    assert sum(not result.is_right for result in runner.run(duty, through)) == 1
    assert sum(not result.is_right for result in runner.run(duty, missing)) == 1


def test_a_case_that_cannot_be_read_is_an_error_and_the_others_run(runner, duty):
    cases = cases_of(CASES.replace("asset.made_with_ai: false", "asset.made_with_ay: false"))

    (wrong,) = [result for result in runner.run(duty, cases) if not result.is_right]

    assert wrong.answer.outcome is Outcome.ERROR
    assert "asset has no made_with_ay" in wrong.answer.error


# -- mutation and sweep


def test_cases_that_leave_a_clause_untested_are_told_which(runner, duty):
    assert unnoticed(runner, duty, cases_of(CASES)) == ()
    thinner = cases_of(
        CASES.replace("            - release.labels.0.seconds: 1.9\n", "")
        .replace("            - release.labels.0.seconds: null\n", "")
        .replace("given: {release.labels: [{channel: visible}]}", "given: {asset: {made_with_ai: null}}")
        .replace("missing: [label.seconds]", "missing: [asset.made_with_ai]")
    )

    (idle,) = unnoticed(runner, duty, thinner)

    assert str(idle).endswith("eu-act-label: no case notices that this is deleted: Time on screen is at least 2 s")
    assert idle.place.line > 0


def test_a_claim_that_no_case_lacks_is_told(runner, duty):
    unclaimed = CASES[: CASES.index("      - it: the police, and no order on file")]

    assert [idle.without for idle in unnoticed(runner, duty, cases_of(unclaimed))] == ["that police must be documented"]


def test_a_territory_that_no_case_leaves_is_told(runner, duty):
    at_home = CASES.replace("            - release.territory: US\n", "")

    assert [idle.without for idle in unnoticed(runner, duty, cases_of(at_home))] == ["its limit to EU"]


def test_everything_that_can_go_goes_once(world):
    duty = world.duty(
        duty_of=["deployer", "provider"],
        reached_by=["release.territory", "release.people_in"],
        applies_when={
            "all": [{"asset.made_with_ai": True}, {"any": [{"asset.medium": "video"}, {"asset.medium": "image"}]}]
        },
        requires={
            "all": [
                {"when": {"asset.medium": "video"}, "then": {"asset.width|at_least": 1}},
                {
                    "for_every": "asset.depictions",
                    "where": {"depiction.replica": True},
                    "if_none_listed": True,
                    "satisfies": {"person.living": True},
                },
            ]
        },
        transition=[{"when": {"asset.satire": True}, "applies_from": "2027-01-01", "cite": "Art. 8"}],
    )
    (requirement,) = world.library(duty).requirements

    without = [mutant.without for mutant in mutants(requirement, world.vocabulary)]

    assert without == [
        "its limit to EU",
        "its link by release.territory",
        "its link by release.people_in",
        "the role deployer",
        "the role provider",
        "all of these hold",
        "Made with AI: yes",
        "at least one of these holds",
        "Medium: Video",
        "Medium: Picture",
        "all of these hold",
        "when the first holds, the second holds",
        "Medium: Video",
        "for every one of the asset's depictions (none listed counts as yes)",
        "Replica: yes",
        "Living: yes",
        "the transition of Art. 8",
        "Satire: yes",
    ]


def test_a_sweep_judges_every_case_on_both_sides_of_every_date(runner, duty):
    cases = cases_of(CASES)

    swept = list(sweep(runner, duty, cases))

    assert days_of(duty) == (
        date(2024, 1, 1),
        date(2024, 7, 11),
        date(2024, 7, 12),
        date(2024, 7, 13),
        date(2026, 8, 1),
        date(2026, 8, 2),
        date(2026, 8, 3),
        date(2028, 12, 31),
    )
    assert [found.problem for found in swept if found.problem] == []
    labelled = [found.result.answer.outcome.value for found in swept[:8]]
    assert labelled == ["not_applicable", "not_applicable", "upcoming", "upcoming", "upcoming", "pass", "pass", "pass"]


def test_a_sweep_tells_what_breaks(runner, duty, monkeypatch):
    monkeypatch.setattr("compliance.assessment.outcomes.reach_of", lambda *_: 1 / 0)

    problems = [found.problem for found in sweep(runner, duty, cases_of(CASES))]

    assert problems[0] == "eu-act-label, labelled, on 2024-01-01: ZeroDivisionError: division by zero"


def test_checks_follow_the_order_of_the_file():
    words = [check.words for check in checks_of(cases_of(CASES))]

    assert words[:2] == ["labelled", "labelled; release.labels.0.channel: metadata"]
    assert "labelled; release.labels.0.seconds: blank" in words


def test_a_requirement_about_the_organisation_has_cases_like_any_other(world):
    changes = {
        "about": "organisation",
        "reached_by": ["organisation.established_in"],
        "key_date": "assessment.date",
        "parameters": None,
        "applies_when": None,
        "requires": {"organisation.trained": True},
        "remedy": {"text": "Train the staff."},
    }
    library = world.library(world.duty(**changes))
    cases = cases_of("""
format: 1
cases:
  eu-act-label:
    baseline: {organisation: {roles: [deployer], established_in: [DE], trained: true}}
    list:
      - it: trained
        expect: pass
        flips:
          fail: [{organisation.trained: false}]
          not_applicable: [{organisation.roles: [platform]}, {organisation.established_in: [US]}]
""")

    results = CaseRunner(library, world.vocabulary, world.jurisdictions).run(library.requirements[0], cases)

    assert [result.problem for result in results] == [""] * 4

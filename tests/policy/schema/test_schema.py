"""Editors see the words of the vocabulary, and one message for one mistake."""

import json

import jsonschema
import pytest

from compliance.jurisdictions import load_jurisdictions
from compliance.policy.loading import policy_files
from compliance.policy.schema import schemas, write_schemas
from compliance.policy.schema.writing import as_text
from compliance.resources import shipped
from compliance.strict_yaml import parse_yaml, read_yaml
from compliance.vocabulary import load_vocabulary

POLICIES = shipped("policies")


@pytest.fixture(scope="module")
def small(vocabulary, jurisdictions):
    return schemas(vocabulary, jurisdictions)


def messages(schema, text):
    validator = jsonschema.Draft7Validator(schema)
    return [error.message for error in validator.iter_errors(parse_yaml(text, "pack.yaml"))]


def condition_messages(small, text):
    pack = small["pack.schema.json"]
    return messages({"$ref": "#/definitions/condition", "definitions": pack["definitions"]}, text)


@pytest.mark.parametrize("name", ["pack", "terms", "cases", "vocabulary", "jurisdictions", "coverage", "elections"])
def test_the_schemas_checked_in_are_those_of_the_vocabulary(name):
    made = schemas(load_vocabulary(), load_jurisdictions())[f"{name}.schema.json"]

    written = (POLICIES / "schema" / f"{name}.schema.json").read_text(encoding="utf-8")

    assert written == as_text(made), "run: clearance schema --write policies/schema"


def test_every_schema_is_one(small):
    for schema in small.values():
        jsonschema.Draft7Validator.check_schema(schema)


def test_what_is_written_reads_back(tmp_path, small, vocabulary, jurisdictions):
    files = write_schemas(tmp_path / "schema", vocabulary, jurisdictions)

    assert {file.name: json.loads(file.read_text()) for file in files} == {
        name: {"$schema": "http://json-schema.org/draft-07/schema#", **schema} for name, schema in small.items()
    }


def test_every_policy_file_that_ships_fits_its_schema():
    made = schemas(load_vocabulary(), load_jurisdictions())
    kinds = [(file.path, f"{file.kind}.schema.json") for file in policy_files(POLICIES)]
    kinds += [(path, "cases.schema.json") for path in sorted(POLICIES.rglob("*.cases.yaml"))]
    kinds += [(POLICIES / f"{name}.yaml", f"{name}.schema.json") for name in ("vocabulary", "jurisdictions")]
    validators = {name: jsonschema.Draft7Validator(schema) for name, schema in made.items()}

    wrong = [
        (str(path.relative_to(POLICIES)), list(error.absolute_path), error.message[:200])
        for path, name in kinds
        for error in validators[name].iter_errors(read_yaml(path))
    ]

    assert wrong == []


@pytest.mark.parametrize(
    "text",
    [
        "label.channel: visible",
        "label.channel: [visible, audible]",
        "label.seconds|at_least: 2",
        "label.seconds|at_least: $min_seconds",
        "release.starts_on|before: {field: assessment.date, plus: {years: 1}}",
        "release.starts_on|no_older_than: 12 months",
        "release.territory|inside: EU",
        "{name: part, label.channel: visible}",
        "all: [{asset.made_with_ai: true}, {term: deep_fake}, {term: {name: window, with: {days: 60}}}]",
        "{when: {asset.medium: video}, then: {label.channel: visible}}",
        "{for_some: release.labels, if_none_listed: false, satisfies: {label.channel: visible}}",
        "{for_every: release.labels, where: {label.channel: visible}, if_none_listed: unknown, satisfies: {all: []}}",
        "asset.title|recorded: true",
    ],
)
def test_good_conditions_are_silent(small, text):
    assert condition_messages(small, text) == []


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("lable.seconds|at_least: 2", "'lable.seconds|at_least' does not match any of the regexes"),
        ("label.seconds|atleast: 2", "'label.seconds|atleast' does not match any of the regexes"),
        ("{for_some: release.labels, satisfies: {label.channel: visible}}", "'if_none_listed' is a required property"),
        ("{for_some: release.lables, if_none_listed: false, satisfies: {all: []}}", "'release.lables' is not one of"),
        ("{label.channel: visible, label.seconds: 2}", "has too many properties"),
        ("any: []", "[] should be non-empty"),
        ('asset.made_with_ai: "yes"', "'yes' is not of type 'boolean'"),
        ("label.channel: visble", "'visble' is not one of"),
        ("label.channel: [visible, audble]", "'audble' is not one of"),
        ("label.seconds|at_least: two", "'two' is not of type 'number'"),
        ("release.territory: UK", "'UK' is not one of"),
        ("release.starts_on|before: soon", "'soon' does not match"),
        ("asset.title|recorded: false", "True was expected"),
        ("{when: {asset.medium: video}}", "'then' is a required property"),
        ("{all: [], else: 1}", "'else' does not match any of the regexes"),
    ],
)
def test_one_mistake_is_one_message(small, text, message):
    (told,) = condition_messages(small, text)

    assert message in told


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("theme: labelling", "theme: labeling", "'labeling' is not one of"),
        ("  plain: The audience", "  plian: The audience", "'plian' does not match"),
        ("effect: relaxes", "effect: lift", "'lift' is not one of"),
        ("about: release", "about: relaese", "'relaese' is not one of"),
        ("version: 1.2.0\n", "version: 1.10\n", "1.1 is not of type 'string'"),
        ("currency: EUR, ", "", "'currency' is a dependency of 'amount'"),
        (
            "whichever: higher}",
            "whichever: higher}\n      for_small_firms: {whichever: lower, sizes: [tiny]}",
            "'tiny' is not one of",
        ),
    ],
)
def test_a_mistake_in_a_requirement_is_told(folder, small, old, new, message):
    assert messages(small["pack.schema.json"], (folder.path / "eu/act.yaml").read_text()) == []
    folder.change((old, new))

    told = messages(small["pack.schema.json"], (folder.path / "eu/act.yaml").read_text())

    assert any(message in line for line in told), told


def test_a_relaxing_exception_must_say_to_what(folder, small):
    folder.change(("      requires_instead:", "      x-requires_instead:"))

    told = messages(small["pack.schema.json"], (folder.path / "eu/act.yaml").read_text())

    assert told == ["'requires_instead' is a required property"]


def test_only_advice_binds_those_who_signed_up(folder, small):
    folder.change(("force: obligation", "force: obligation\n  binds_when: {organisation.codes|covers: [labels]}"))

    told = messages(small["pack.schema.json"], (folder.path / "eu/act.yaml").read_text())

    assert [line.partition(" is not ")[0] for line in told] == ["'obligation'"]
    folder.change(("force: obligation", "force: guidance"))
    assert messages(small["pack.schema.json"], (folder.path / "eu/act.yaml").read_text()) == []


def test_an_editor_shows_titles_questions_and_choices(small):
    clause = small["pack.schema.json"]["definitions"]["clause"]["properties"]

    assert clause["label.seconds|at_least"]["title"] == "Time on screen (s)"
    assert clause["label.seconds|at_least"]["description"].startswith("is at least … How many seconds")
    assert small["pack.schema.json"]["definitions"]["one.label.channel"]["else"] == {"enum": ["visible", "audible"]}
    assert "asset.title|at_least" not in clause


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("expect: exempt", "expect: excempt", "'excempt' is not one of"),
        ("medium: video", "medium: vidoe", "'vidoe' is not one of"),
        ("release.labels.0.seconds: 1.9", "release.labels.0.seconds: 1.9, asset.satire: true", "too many properties"),
        ("- it: labelled", "- it: labelled\n        binding: maybe", "'maybe' is not of type 'boolean'"),
        ("baseline:", "basline:", "'basline' does not match"),
    ],
)
def test_a_mistake_in_a_case_is_told(cases_text, small, old, new, message):
    assert messages(small["cases.schema.json"], cases_text) == []

    told = messages(small["cases.schema.json"], cases_text.replace(old, new))

    assert any(message in line for line in told), told

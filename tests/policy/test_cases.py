"""Cases are read as they stand, every fault with its line."""

from datetime import date

import pytest

from compliance.errors import PackError
from compliance.policy.cases import Claim, load_cases


def problems_of(folder):
    with pytest.raises(PackError) as caught:
        load_cases([folder.path])
    return [str(problem) for problem in caught.value.problems]


def test_cases_are_read(folder):
    found = load_cases([folder.path])["eu-act-label"]

    assert found.baseline["release"]["territory"] == "DE"
    assert [case.it for case in found.cases] == ["labelled", "police", "satire"]
    labelled, police, _ = found.cases
    assert [(flip.expect, flip.path, flip.value) for flip in labelled.flips][:2] == [
        ("fail", "release.labels.0.seconds", 1.9),
        ("undetermined", "release.labels.0.seconds", None),
    ]
    assert labelled.flips[0].place.line == folder.line("release.labels.0.seconds: 1.9", name="eu/act.cases.yaml")
    assert police.claims == (Claim("police"),)
    assert police.given == {"asset": {"police_use": True}, "release.labels": []}
    assert found.outcomes == {"pass", "fail", "undetermined", "not_applicable", "upcoming", "exempt"}


def test_a_claim_may_lack_its_document_and_a_case_its_day(folder):
    folder.change(
        ("claims: [police]", "claims: [{exception: police, document: false}], as_of: 2026-12-01"),
        name="eu/act.cases.yaml",
    )

    police = load_cases([folder.path])["eu-act-label"].cases[1]

    assert police.claims == (Claim("police", document=False),)
    assert police.as_of == date(2026, 12, 1)


def test_a_case_may_say_whether_the_requirement_binds(folder):
    folder.change(("- it: labelled", "- it: labelled\n        binding: false"), name="eu/act.cases.yaml")

    labelled, police, _ = load_cases([folder.path])["eu-act-label"].cases

    assert (labelled.binding, police.binding) == (False, None)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("expect: exempt", "expect: excempt", "expect: excempt is not a choice. Did you mean exempt?"),
        ("          fail: [", "          failed: [", "failed is no outcome."),
        ("it: police,", "", "the key it is missing."),
        (
            "given: {asset: {police_use",
            "givne: {asset: {police_use",
            "there is no key called givne here. Did you mean given?",
        ),
        (
            "{release.labels.0.seconds: 1.9}",
            "{release.labels.0.seconds: 1.9, asset.satire: true}",
            "a flip changes one fact.",
        ),
        ("claims: [police]", "claims: police", "claims must be a list."),
        ("- it: labelled", "- it: labelled\n        binding: maybe", "binding must be true or false, not maybe."),
        ("format: 1", "format: 2", "only format 1 is known."),
    ],
)
def test_a_fault_is_told_with_its_line(folder, old, new, message):
    folder.change((old, new), name="eu/act.cases.yaml")

    assert any(message in problem and "act.cases.yaml:" in problem for problem in problems_of(folder)), problems_of(
        folder
    )


def test_a_requirement_has_its_cases_in_one_file(folder, cases_text):
    folder.write("fr/more.cases.yaml", cases_text)

    assert any("eu-act-label has cases already" in problem for problem in problems_of(folder))


def test_a_file_that_is_no_yaml_is_told_with_the_others(folder):
    folder.write("fr/a.cases.yaml", "a: [1\n")
    folder.write("fr/b.cases.yaml", "b: [1\n")

    assert len(problems_of(folder)) == 2

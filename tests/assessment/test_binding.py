"""Advice binds whoever signed up: nobody else, and never because a cell is blank."""

from __future__ import annotations

import pytest

from compliance.assessment.binding import as_binding
from compliance.assessment.cases import CaseRunner
from compliance.assessment.model import Decision, Outcome
from compliance.assessment.mutation import unnoticed
from compliance.policy.cases import read_cases
from compliance.policy.model import Force
from compliance.strict_yaml import parse_yaml

SIGNED = {"organisation.codes|covers": ["labels"]}
CASES = """
format: 1
cases:
  eu-act-label:
    baseline:
      release: {territory: DE, starts_on: 2026-09-01, our_roles: [deployer]}
      asset: {made_with_ai: true}
      organisation: {codes: [labels], trained: true}
      release.labels: [{channel: visible, seconds: 2}]
    list:
      - it: signed
        expect: pass
        binding: true
      - it: signed, and not trained
        given: {organisation.trained: false}
        expect: pass
        binding: false
      - it: another code
        given: {organisation.codes: [marks]}
        expect: pass
        binding: false
      - it: not known
        given: {organisation.codes: null, release.labels: []}
        expect: fail
        binding: false
"""


@pytest.fixture
def library(world):
    return world.library(world.duty(force="voluntary", severity="medium", binds_when=SIGNED))


def assessed(world, change, library, codes, **changes):
    organisation = {"organisation_codes": codes} if codes is not None else {}
    return world.assess(change(**organisation, **changes), library)


def cases_of(text):
    problems = []
    (found,) = read_cases(parse_yaml(text, "act.cases.yaml"), problems)
    assert problems == []
    return found


@pytest.mark.parametrize(
    ("codes", "binds"),
    [
        (frozenset({"labels"}), True),
        (frozenset({"labels", "marks"}), True),
        (frozenset({"marks"}), False),
        (frozenset(), False),
        (None, False),
    ],
)
def test_a_fail_blocks_those_who_signed_and_advises_the_others(world, change, library, codes, binds):
    assessment = assessed(world, change, library, codes)

    (finding,) = assessment.findings
    assert finding.requirement.force is (Force.COMMITMENT if binds else Force.VOLUNTARY)
    assert finding.advisory is not binds
    assert (assessment.decision is Decision.BLOCKED) is binds
    assert finding.requirement.severity == "medium", "severity is that of the requirement"


def test_every_table_sees_the_force_it_has_here(world, change, library):
    assessment = assessed(world, change, library, frozenset({"labels"}))

    forces = {
        *(one.force for one in assessment.library.requirements),
        *(row.requirement.force for row in assessment.applicability),
        *(finding.requirement.force for finding in assessment.findings),
    }
    assert forces == {Force.COMMITMENT}
    assert library.requirements[0].force is Force.VOLUNTARY, "the library that was given is as it was"
    assert assessment.library.digest == library.digest


@pytest.mark.parametrize(
    ("codes", "why"),
    [
        (frozenset({"labels"}), "Applies to 1 of 1. Binding here: Codes signed covers Code on labels."),
        (frozenset(), "Applies to 1 of 1. Advice here; it binds where: Codes signed covers Code on labels."),
        (None, "Applies to 1 of 1. Advice here; it binds where: Codes signed covers Code on labels."),
    ],
)
def test_the_statement_of_applicability_says_why(world, change, library, codes, why):
    (row,) = assessed(world, change, library, codes).applicability

    assert row.why == why


def test_a_finding_says_why_it_binds(world, change, library):
    (binding,) = assessed(world, change, library, frozenset({"labels"})).findings
    (advice,) = assessed(world, change, library, frozenset()).findings

    assert "Binding here: Codes signed covers Code on labels." in binding.effect
    assert "It is advice and holds no release back." not in binding.effect
    assert "It is advice and holds no release back." in advice.effect


def test_advice_that_does_not_apply_says_what_it_asks_and_nothing_of_its_force(world, change, library):
    (row,) = assessed(world, change, library, frozenset(), asset_made_with_ai=False).applicability

    assert row.why == "What triggers the duty is not the case. It asks first that: Made with AI: yes."


def test_what_binds_and_does_not_apply_says_no_more_than_that(world, change, library):
    (row,) = assessed(world, change, library, frozenset({"labels"}), asset_made_with_ai=False).applicability

    assert row.why == "What triggers the duty is not the case."


def test_a_blank_that_leaves_a_fail_advice_is_loud(world, change, library, label):
    note = "Codes signed is not recorded: 1 requirement that is not met counts as advice, and would bind whoever signed up."

    assert note in assessed(world, change, library, None).notes
    assert note not in assessed(world, change, library, frozenset()).notes
    assert note not in assessed(world, change, library, None, labels=[label]).notes, "it is met"


def test_several_of_them_are_counted(world, change):
    duties = [world.duty(id=f"eu-act-label-{nth}", force="guidance", binds_when=SIGNED) for nth in ("a", "b")]

    notes = assessed(world, change, world.library(*duties), None).notes

    assert (
        "Codes signed is not recorded: 2 requirements that are not met count as advice, and would bind whoever signed up."
    ) in notes


def test_what_binds_anyway_stays_as_it_is(world, change):
    library = world.library()

    assert as_binding(library, world.facts(change()), world.assess().as_of) == library


# -- contracts and commitments


@pytest.mark.parametrize("force", ["contract", "commitment"])
@pytest.mark.parametrize(
    ("codes", "outcome"),
    [
        (frozenset({"labels"}), Outcome.FAIL),
        (frozenset({"marks"}), Outcome.NOT_APPLICABLE),
        (frozenset(), Outcome.NOT_APPLICABLE),
        (None, Outcome.UNDETERMINED),
    ],
)
def test_an_agreement_asks_something_only_of_who_says_it_is_bound(world, change, force, codes, outcome):
    assessment = assessed(world, change, world.library(world.duty(force=force, binds_when=SIGNED)), codes)

    (row,) = assessment.applicability
    assert row.counts[outcome] == 1
    assert row.requirement.force.is_binding is (codes is not None)
    assert (assessment.decision is Decision.BLOCKED) is (outcome is Outcome.FAIL)
    assert any("Codes signed is not recorded" in note for note in assessment.notes) is (codes is None)


def test_an_agreement_that_binds_us_keeps_its_force(world, change):
    library = world.library(world.duty(force="contract", binds_when=SIGNED))

    (finding,) = assessed(world, change, library, frozenset({"labels"})).findings

    assert finding.requirement.force is Force.CONTRACT


def test_what_would_switch_an_agreement_on_is_told(world, change):
    library = world.library(world.duty(force="contract", binds_when=SIGNED))

    (row,) = assessed(world, change, library, frozenset()).applicability

    assert row.why == "It does not bind us. It would where: Codes signed covers Code on labels."


def test_what_would_bring_terms_without_a_signature_about_is_told(world, change):
    trigger = {"all": [{"asset.medium": "image"}, {"asset.made_with_ai": True}]}
    library = world.library(
        world.duty(force="contract", applies_when=trigger), world.duty(id="eu-act-law", applies_when=trigger)
    )

    terms, law = assessed(world, change, library, frozenset()).applicability

    assert terms.why == "What triggers the duty is not the case. It asks first that: Medium: Picture."
    assert law.why == "What triggers the duty is not the case."


def test_law_has_no_trigger_but_its_own(world):
    library = world.library(world.duty(force="voluntary", binds_when=SIGNED))

    assert "organisation.codes" not in library.requirements[0].applies_when.fields()


# -- cases


@pytest.fixture
def two_clauses(world):
    return world.library(world.duty(force="voluntary", binds_when={"all": [SIGNED, {"organisation.trained": True}]}))


def test_cases_say_whether_it_binds(world, two_clauses):
    runner, (duty,) = CaseRunner(two_clauses, world.vocabulary, world.jurisdictions), two_clauses.requirements

    assert [result.problem for result in runner.run(duty, cases_of(CASES)) if not result.is_right] == []
    wrong = cases_of(CASES.replace("expect: pass\n        binding: true", "expect: pass\n        binding: false"))
    (result,) = [result for result in runner.run(duty, wrong) if not result.is_right]
    assert result.problem == "eu-act-label, signed: expected pass, advice, got pass, binding."


def test_a_clause_of_what_binds_is_missed_when_it_is_gone(world, two_clauses):
    runner, (duty,) = CaseRunner(two_clauses, world.vocabulary, world.jurisdictions), two_clauses.requirements
    unsaid = CASES.replace(
        "given: {organisation.trained: false}\n        expect: pass\n        binding: false", "expect: pass"
    )

    def idle(text):
        said = [one.without for one in unnoticed(runner, duty, cases_of(text))]
        return [words for words in said if "Codes" in words or "trained" in words or "all of" in words]

    assert "Staff trained: yes" not in idle(CASES)
    assert "Codes signed covers Code on labels" not in idle(CASES)
    assert "Staff trained: yes" in idle(unsaid)

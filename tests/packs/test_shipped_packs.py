"""Every shipped requirement says of every case and flip what its author expects, and no clause of it is idle."""

from functools import cache

import pytest

from compliance.assessment.case_facts import told
from compliance.assessment.cases import CaseRunner, Check, checks_of
from compliance.assessment.duty import EXEMPT, PASS
from compliance.assessment.model import OUTCOMES
from compliance.assessment.mutation import unnoticed
from compliance.assessment.outcomes import NOTHING
from compliance.assessment.sweep import sweep
from compliance.jurisdictions import load_jurisdictions
from compliance.policy.cases import Flip, load_cases
from compliance.policy.loading import load_library
from compliance.resources import shipped
from compliance.vocabulary import load_vocabulary

VOCABULARY = load_vocabulary()
JURISDICTIONS = load_jurisdictions()
LIBRARY = load_library(vocabulary=VOCABULARY, jurisdictions=JURISDICTIONS)
CASES = load_cases([shipped("policies")])
RUNNER = CaseRunner(LIBRARY, VOCABULARY, JURISDICTIONS)
REQUIREMENTS = {requirement.id: requirement for requirement in LIBRARY.requirements}
TESTED = sorted(set(REQUIREMENTS) & set(CASES))
IN_DEPTH = 4
"""Of so many requirements the quick suite looks at one in depth. `make validate` looks at all: `clearance packs test`
deletes every clause and sweeps every date, the heavy suite does the rest."""
ALONE = 8
"""Of so many it judges one case by case."""


@cache
def results(id_):
    """Return the result of every check of a requirement, judged together."""
    return RUNNER.run(REQUIREMENTS[id_], CASES[id_])


@pytest.mark.parametrize("id_", TESTED)
def test_every_case_comes_out_as_expected(id_):
    wrong = [
        f"{result.check.place}, {result.check.words}: {result.problem}"
        for result in results(id_)
        if not result.is_right and not result.check.case.known_gap
    ]

    assert wrong == []
    assert len(results(id_)) == len(list(checks_of(CASES[id_])))


@pytest.mark.parametrize("id_", REQUIREMENTS)
def test_every_requirement_has_cases(id_):
    assert id_ in CASES


def test_every_list_of_cases_belongs_to_a_requirement():
    assert sorted(set(CASES) - set(REQUIREMENTS)) == []


@pytest.mark.parametrize("id_", TESTED[::IN_DEPTH])
def test_every_deleted_clause_is_noticed(id_):
    assert [str(idle) for idle in unnoticed(RUNNER, REQUIREMENTS[id_], CASES[id_])] == []


@pytest.mark.parametrize("id_", TESTED[::IN_DEPTH])
def test_every_boundary_date_can_be_judged_from_both_sides(id_):
    swept = list(sweep(RUNNER, REQUIREMENTS[id_], CASES[id_]))

    assert [found.problem for found in swept if found.problem] == []


@pytest.mark.parametrize("id_", TESTED[::ALONE])
def test_cases_judged_together_come_out_as_cases_judged_alone(id_):
    assert_the_same_alone(id_)


@pytest.mark.heavy
@pytest.mark.parametrize("id_", [id_ for nth, id_ in enumerate(TESTED) if nth % ALONE])
def test_cases_of_the_others_come_out_as_cases_judged_alone(id_):
    assert_the_same_alone(id_)


def assert_the_same_alone(id_):
    """Judge every case of a requirement by itself, and compare with all of them judged together."""
    alone = [RUNNER.one(REQUIREMENTS[id_], CASES[id_], result.check) for result in results(id_)]

    assert [result.answer for result in results(id_)] == [result.answer for result in alone]


def blanked(facts, at=""):
    """Yield the path of every fact of a case, those of listed rows included."""
    named = facts.items() if isinstance(facts, dict) else enumerate(facts)
    for name, value in named:
        path = f"{at}.{name}" if at else str(name)
        if isinstance(value, dict) or (isinstance(value, list) and any(isinstance(item, dict) for item in value)):
            yield from blanked(value, path)
        elif value is not None and at:
            yield path


def effective(requirement, cases, checks):
    """Yield each check with its outcome and, where the duty is held up, to come or over, the one it would have."""
    for batch in RUNNER.batches(requirement, cases, checks):
        column = batch.judge.judge(requirement)
        assert not column.error, column.error
        for check, row in zip(batch.checks, batch.rows.tolist(), strict=True):
            code, would_be = int(column.codes[row]), int(column.would_be[row])
            yield check, code, code if would_be == NOTHING else would_be


@pytest.mark.parametrize("id_", TESTED[::IN_DEPTH])
def test_a_blank_in_a_case_never_turns_its_outcome_into_a_pass_or_an_exemption(id_):
    assert_no_blank_helps(id_)


@pytest.mark.heavy
@pytest.mark.parametrize("id_", [id_ for nth, id_ in enumerate(TESTED) if nth % IN_DEPTH])
def test_a_blank_in_a_case_of_the_others_never_does(id_):
    assert_no_blank_helps(id_)


def assert_no_blank_helps(id_):
    """Blank every fact of every case in turn: no outcome may become a pass or an exemption by it."""
    requirement, cases = REQUIREMENTS[id_], CASES[id_]
    whole = [Check(case) for case in cases.cases]
    before = {check.place: {code, would} for check, code, would in effective(requirement, cases, whole)}
    holes = []
    for check in whole:
        facts = told(cases.baseline, check.case.given, vocabulary=VOCABULARY, at=check.place)
        facts.pop("assessment", None)
        holes += [Check(check.case, Flip(check.expect, path, None, check.place)) for path in blanked(facts)]

    helped = [
        f"{hole.words}: became {OUTCOMES[code]}"
        for hole, code, _ in effective(requirement, cases, holes)
        if code in {PASS, EXEMPT} and not {PASS, EXEMPT} & before[hole.case.place]
    ]

    assert helped == []

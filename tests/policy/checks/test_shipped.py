"""The packs that ship pass every check."""

from datetime import date

import pytest

from compliance.jurisdictions import load_jurisdictions
from compliance.policy.cases import load_cases
from compliance.policy.checks import Note, Reviewed, checks, run_checks
from compliance.policy.loading import load_library, policy_files
from compliance.resources import shipped
from compliance.vocabulary import load_vocabulary

PUBLISHED = date(2026, 11, 22)


@pytest.fixture(scope="module")
def reviewed():
    policies = shipped("policies")
    lines = {
        file.shown_as: len(file.path.read_bytes().splitlines()) for file in policy_files(policies, shown_as="policies")
    }
    return Reviewed(load_library(), load_vocabulary(), load_jurisdictions(), load_cases([policies]), PUBLISHED, lines)


@pytest.mark.parametrize("name", list(checks))
def test_the_packs_that_ship_pass(name, reviewed):
    errors = [str(problem) for problem in run_checks(reviewed, [name])[name] if not isinstance(problem, Note)]

    assert errors == []


def test_every_field_a_requirement_reads_is_a_field_of_the_vocabulary(reviewed):
    read = {path for requirement in reviewed.library.requirements for path in requirement.fields}

    assert read <= set(reviewed.vocabulary.fields)

"""A workbook cut to a project holds whatever says that law of elsewhere does not reach it, whichever profile is in use."""

from __future__ import annotations

from datetime import date

import pytest

from compliance.cli.tailoring import Project, Tailor
from compliance.jurisdictions import load_jurisdictions
from compliance.policy.loading import load_library
from compliance.policy.profiles import with_profile
from compliance.vocabulary import load_vocabulary

ON = date(2026, 11, 25)


@pytest.fixture(scope="module")
def vocabulary():
    return load_vocabulary()


@pytest.fixture(scope="module")
def places():
    return load_jurisdictions()


@pytest.fixture(scope="module")
def library(vocabulary, places):
    return load_library(vocabulary=vocabulary, jurisdictions=places)


def test_the_facts_that_link_a_project_to_law_of_elsewhere_are_asked(library, vocabulary, places):
    tailor = Tailor(library, vocabulary, places, ON)

    fields = tailor.fields(tailor.requirements(Project(("SG",), ("producer",), ("video",))))

    assert {"release.output_used_in", "release.people_in", "store.people_in", "store.controller_in"} <= fields
    assert {"release.our_roles", "store.our_roles", "organisation.roles"} <= fields
    assert "record.licensee_warned_at" not in fields, "what only law of elsewhere asks once it reaches is left out"


def test_every_profile_can_be_cut_to_territories(library, vocabulary, places):
    for profile in library.profiles:
        tailor = Tailor(with_profile(library, profile, places, ON), vocabulary, places, ON)

        found = tailor.requirements(Project(("CN", "BR", "DE"), (), ()))

        assert found
        assert tailor.unreached(Project(("CN", "BR", "DE"))) == ()

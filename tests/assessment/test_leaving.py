"""What a profile leaves out is no pass: its themes count as not considered wherever its law reaches the project."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from compliance.assessment.model import Decision
from compliance.policy.model import Profile, Selection
from compliance.policy.profiles import with_profile

from .conftest import LABELLED, ON


@pytest.fixture
def selecting(world):
    """Return a library of some duties with a profile that takes in one theme."""

    def select(*duties, themes=("labelling",)):
        library = world.library(*duties)
        profile = Profile("p", "Some", "For some.", "1.0.0", date(2026, 11, 20), (Selection(themes),), {}, {}, "f", "d")
        return with_profile(replace(library, profiles=(profile,)), profile, world.jurisdictions, ON)

    return select


def row(assessment):
    (territory,) = assessment.territory_decisions
    return territory


def test_without_a_profile_nothing_is_left_out(world, change):
    assessment = world.assess(change(labels=[LABELLED]))

    assert row(assessment).themes_left == ()
    assert not any("Profile" in note for note in assessment.notes)


def test_the_theme_of_what_is_left_out_is_not_considered(world, change, selecting):
    library = selecting(world.duty(), world.duty(id="eu-act-consent", theme="consent"))

    assessment = world.assess(change(labels=[LABELLED]), library)

    assert {one.requirement.id for one in assessment.applicability} == {"eu-act-label"}
    assert row(assessment).themes_left == ("consent",)
    assert assessment.notes[:2] == (
        "Profile p (Some): 1 of 2 requirements are looked at.",
        (
            "1 of the requirements that the profile leaves out reach this project by place and role (consent): "
            "no decision speaks for them."
        ),
    )


@pytest.mark.parametrize(
    "elsewhere",
    [
        {"jurisdiction": "US", "reached_by": ["release.territory"]},
        {"duty_of": ["provider"]},
        {"about": "store", "reached_by": ["store.people_in"], "key_date": "assessment.date", "duty_of": ["anyone"],
         "applies_when": None, "requires": {"store.encrypted": True}, "remedy": None},
    ],
    ids=["another place", "another role", "no such row"],
)  # fmt: skip
def test_what_does_not_reach_the_project_is_not_missed(world, change, selecting, elsewhere):
    library = selecting(world.duty(), world.duty(**{"id": "eu-act-other", "theme": "consent", **elsewhere}))

    assessment = world.assess(change(labels=[LABELLED]), library)

    assert row(assessment).themes_left == ()
    assert len(assessment.notes[:2]) == 1 or "leaves out reach" not in assessment.notes[1]


def test_a_blank_place_or_role_may_reach(world, change, selecting):
    library = selecting(world.duty(), world.duty(id="eu-act-other", theme="consent", duty_of=["provider"]))

    assert row(world.assess(change(labels=[LABELLED], release_our_roles=None), library)).themes_left == ("consent",)


def test_a_territory_whose_law_is_all_left_out_is_undecided(world, change, selecting):
    library = selecting(
        world.duty(id="us-act-label", jurisdiction="US"), world.duty(id="eu-act-consent", theme="consent")
    )

    assessment = world.assess(change(labels=[LABELLED]), library)

    assert row(assessment).decision is Decision.UNDECIDED
    assert row(assessment).reasons[0].startswith("The profile takes in no Germany law, and leaves out some")


def test_what_is_taken_in_is_judged_as_ever(world, change, selecting):
    library = selecting(world.duty(), world.duty(id="eu-act-consent", theme="consent"))

    assert world.assess(change(labels=[]), library).decision is Decision.BLOCKED

"""Which rows can be spoken of, and which follow from which."""

import pytest

from compliance.conditions.scope import SUBJECT, Scope


@pytest.fixture
def release(vocabulary):
    return Scope.about("release", vocabulary)


def test_parents_come_along_with_the_subject(vocabulary):
    assert Scope.about("notice", vocabulary).entities == ["notice", "asset", "release"]
    assert Scope.about("organisation", vocabulary).entities == []


def test_single_entities_are_in_scope_everywhere(release):
    assert release.knows("organisation")
    assert not release.knows("label")


def test_a_member_brings_its_parents_but_leaves_taken_names_alone(release, vocabulary):
    depictions = release.member(vocabulary.lists["asset.depictions"])

    assert set(depictions.entities) == {"release", "asset", "depiction", "person"}
    assert depictions.names["asset"] == release.names["asset"]


def test_members_that_share_a_row_with_their_owner_settle_it(release, vocabulary):
    labels = release.member(vocabulary.lists["release.labels"])

    assert labels.follows_from("label") == {"label", "asset"}
    assert labels.follows_from("release") == {"release", "asset", SUBJECT}


def test_members_that_are_merely_listed_settle_nothing_but_themselves(vocabulary):
    everything = Scope.about("asset", vocabulary).member(vocabulary.lists["organisation.records"])
    candidates = Scope.about("depiction", vocabulary).member(vocabulary.lists["organisation.assets"])

    assert everything.follows_from("record") == {"record"}
    assert candidates.follows_from("depiction") == {"depiction", "person", SUBJECT}


def test_a_member_of_the_subjects_own_kind_takes_the_name(vocabulary):
    siblings = Scope.about("release", vocabulary).member(vocabulary.lists["asset.releases"])

    assert siblings.names["release"] != siblings.names[SUBJECT]
    assert siblings.follows_from("release") == {"release", "asset"}

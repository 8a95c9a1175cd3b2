"""Who is reached: by place on the key date, by role, on which day."""

from datetime import UTC, date, datetime

import pytest

from compliance.assessment.model import Outcome

ALWAYS = [{"from": "2010-01-01", "status": "in_force", "cite": "Art. 9"}]


@pytest.mark.parametrize(
    ("territory", "day", "reached"),
    [
        ("DE", date(2012, 1, 1), True),
        ("EU", date(2012, 1, 1), True),
        ("WW", date(2012, 1, 1), True),
        ("EEA", date(2012, 1, 1), True),
        ("US", date(2012, 1, 1), False),
        ("none", date(2012, 1, 1), False),
        ("HR", date(2013, 6, 30), False),
        ("HR", date(2013, 7, 1), True),
        ("GB", date(2020, 1, 31), True),
        ("GB", date(2020, 2, 1), False),
        ("NO", date(2012, 1, 1), False),
    ],
)
def test_places_are_those_of_the_key_date(world, territory, day, reached):
    library = world.library(world.duty(timeline=ALWAYS))

    outcome = world.outcome(library, release_territory=territory, release_starts_on=day)

    assert outcome is (Outcome.FAIL if reached else Outcome.NOT_APPLICABLE)


@pytest.mark.parametrize(("territory", "reached"), [("US", True), ("US-CA", True), ("DE", False)])
def test_a_release_in_a_wider_place_is_reached_by_the_law_of_a_part(world, territory, reached):
    library = world.library(world.duty(jurisdiction="US-CA"))

    outcome = world.outcome(library, release_territory=territory)

    assert outcome is (Outcome.FAIL if reached else Outcome.NOT_APPLICABLE)


@pytest.mark.parametrize(
    ("day", "outcome"), [(date(2018, 7, 19), Outcome.NOT_APPLICABLE), (date(2018, 7, 20), Outcome.FAIL)]
)
def test_an_instrument_reaches_where_it_was_extended_to_since_that_day(world, day, outcome):
    extended = [{"jurisdiction": "EEA", "from": "2018-07-20", "cite": "Decision 154/2018"}]
    library = world.library(world.duty(timeline=ALWAYS), extended_to=extended)

    assert world.outcome(library, release_territory="NO", release_starts_on=day) is outcome


@pytest.mark.parametrize(
    ("territory", "outcome"),
    [("DE", Outcome.UNDETERMINED), ("US", Outcome.NOT_APPLICABLE), ("GB", Outcome.UNDETERMINED)],
)
def test_without_a_key_date_a_place_is_out_only_if_it_never_was_in(world, territory, outcome):
    library = world.library(world.duty(timeline=ALWAYS))

    assert world.outcome(library, release_territory=territory, release_starts_on=None) is outcome


@pytest.mark.parametrize(
    ("territory", "people", "outcome"),
    [
        ("US", frozenset({"DE"}), Outcome.FAIL),
        ("US", frozenset({"US", "FR"}), Outcome.FAIL),
        ("US", frozenset({"US"}), Outcome.NOT_APPLICABLE),
        ("US", frozenset(), Outcome.NOT_APPLICABLE),
        ("US", None, Outcome.UNDETERMINED),
        ("DE", None, Outcome.FAIL),
        (None, frozenset({"DE"}), Outcome.FAIL),
    ],
)
def test_any_of_several_links_to_a_place_is_enough(world, territory, people, outcome):
    library = world.library(world.duty(reached_by=["release.territory", "release.people_in"]))

    assert world.outcome(library, release_territory=territory, release_people_in=people) is outcome


@pytest.mark.parametrize(
    ("roles", "outcome"),
    [
        (frozenset({"deployer", "platform"}), Outcome.FAIL),
        (frozenset({"platform"}), Outcome.NOT_APPLICABLE),
        (frozenset(), Outcome.NOT_APPLICABLE),
        (None, Outcome.UNDETERMINED),
    ],
)
def test_roles_are_those_of_the_release(world, roles, outcome):
    assert world.outcome(release_our_roles=roles) is outcome


def test_what_binds_anyone_asks_for_no_role(world):
    library = world.library(world.duty(duty_of=["anyone"]))

    assert world.outcome(library, release_our_roles=None) is Outcome.FAIL


@pytest.mark.parametrize(
    ("roles", "outcome"),
    [
        (frozenset({"deployer"}), Outcome.FAIL),
        (frozenset({"platform"}), Outcome.NOT_APPLICABLE),
        (None, "undetermined"),
    ],
)
def test_a_subject_without_roles_of_its_own_takes_the_organisations(world, change, roles, outcome):
    duty = world.duty(
        about="depiction",
        reached_by=["depiction.service_law"],
        key_date="depiction.fixed_on",
        applies_when={"depiction.replica": True},
        requires={"for_some": "depiction.consents", "if_none_listed": False, "satisfies": {"consent.ends_on": "none"}},
        remedy=None,
    )
    depiction = {
        "id": "D1",
        "asset": "A1",
        "person": "P1",
        "service_law": "DE",
        "fixed_on": date(2026, 9, 1),
        "replica": True,
    }
    rows = {**change(), "depiction": [depiction], "person": [{"id": "P1"}], "organisation": [{"roles": roles}]}

    assert world.outcomes(rows, world.library(duty)) == {("eu-act-label", "D1"): outcome}


def test_a_blank_link_to_the_asset_leaves_its_facts_unknown(world):
    assert world.outcome(release_asset=None) is Outcome.UNDETERMINED


def test_running_duties_are_judged_on_the_day_of_the_assessment(world, change):
    duty = world.duty(
        about="store",
        duty_of=["anyone"],
        reached_by=["store.people_in"],
        key_date="assessment.date",
        applies_when=None,
        requires={"store.encrypted": True},
        remedy=None,
    )
    rows = {**change(), "store": [{"id": "S1", "people_in": frozenset({"DE"}), "encrypted": False}]}
    library = world.library(duty)

    assert world.outcomes(rows, library, on=date(2026, 8, 1)) == {("eu-act-label", "S1"): Outcome.UPCOMING}
    assert world.outcomes(rows, library, on=date(2026, 8, 2)) == {("eu-act-label", "S1"): Outcome.FAIL}


@pytest.mark.parametrize(
    ("received", "outcome"),
    [
        (datetime(2026, 8, 1, 23, 59, tzinfo=UTC), Outcome.UPCOMING),
        (datetime(2026, 8, 2, 0, 0, tzinfo=UTC), Outcome.FAIL),
        ("none", Outcome.NOT_APPLICABLE),
        (None, Outcome.UNDETERMINED),
    ],
)
def test_an_instant_counts_by_its_day(world, change, received, outcome):
    duty = world.duty(
        about="notice",
        duty_of=["anyone"],
        reached_by=["notice.service_in"],
        key_date="notice.received_at",
        applies_when=None,
        requires={"notice.removed_at|within": {"hours": 48, "of": "notice.received_at"}},
        remedy=None,
    )
    notice = {"id": "N1", "asset": "A1", "service_in": frozenset({"DE"}), "received_at": received, "removed_at": "none"}

    outcomes = world.outcomes({**change(), "notice": [notice]}, world.library(duty), on=date(2026, 11, 22))

    assert outcomes == {("eu-act-label", "N1"): outcome}

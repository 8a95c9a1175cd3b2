"""Which place lies in which, on which day."""

import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compliance.jurisdictions import Jurisdictions, load_jurisdictions

TODAY = date(2026, 11, 22)
PLACES = load_jurisdictions()
DAYS = st.dates(date(1950, 1, 1), date(2040, 1, 1))
CODES = st.sampled_from(
    ["WW", "EU", "EEA", "DE", "FR", "GP", "HR", "GB", "GB-SCT", "NO", "IS", "US", "US-CA", "PR", "CN", "HK", "TW"]
)


@pytest.mark.parametrize(
    ("inner", "outer", "day", "lies_in"),
    [
        ("DE", "EU", "1958-01-01", True),
        ("DE", "EU", "1957-12-31", False),
        ("HR", "EU", "2013-06-30", False),
        ("HR", "EU", "2013-07-01", True),
        ("HR", "EEA", "2014-04-11", False),
        ("HR", "EEA", "2014-04-12", True),
        ("GB", "EU", "2020-01-31", True),
        ("GB", "EU", "2020-02-01", False),
        ("GB-SCT", "EU", "2020-01-31", True),
        ("GB-SCT", "EU", "2020-02-01", False),
        ("RO", "EU", "2006-12-31", False),
        ("RO", "EU", "2007-01-01", True),
        ("NO", "EEA", "2026-11-22", True),
        ("NO", "EU", "2026-11-22", False),
        ("GP", "EU", "2026-11-22", True),
        ("US-CA", "US", "2026-11-22", True),
        ("US", "US-CA", "2026-11-22", False),
        ("PR", "US", "2026-11-22", True),
        ("HK", "CN", "2026-11-22", False),
        ("MO", "CN", "2026-11-22", False),
        ("TW", "CN", "2026-11-22", False),
        ("CN", "WW", "2026-11-22", True),
        ("WW", "CN", "2026-11-22", False),
        ("GL", "EU", "2026-11-22", False),
        ("DE", "DE", "1900-01-01", True),
    ],
)
def test_membership_has_its_dates(inner, outer, day, lies_in):
    assert PLACES.inside(inner, outer, date.fromisoformat(day)) is lies_in


@pytest.mark.parametrize(
    ("day", "members"),
    [("1957-12-31", 0), ("1958-01-01", 6), ("1995-01-01", 15), ("2013-07-01", 28), ("2020-02-01", 27)],
)
def test_the_union_has_as_many_members_as_it_had(day, members):
    on = date.fromisoformat(day)

    direct = [
        p.code for p in PLACES.places.values() if any(m.place == "EU" and m.period.contains(on) for m in p.memberships)
    ]

    assert len(direct) == members


def test_a_union_lies_in_an_area_while_all_its_members_do():
    assert PLACES.inside("EU", "EEA", TODAY)
    assert not PLACES.inside("EU", "EEA", date(2013, 8, 1)), "one member had not joined the area yet"
    assert not PLACES.inside("EEA", "EU", TODAY)
    assert not PLACES.inside("EU", "EEA", date(1950, 1, 1)), "a union without members lies nowhere"


@pytest.mark.parametrize(
    ("place", "territory", "reached"),
    [
        ("EU", "DE", True),
        ("DE", "EU", True),
        ("EU", "EEA", True),
        ("EU", "WW", True),
        ("US-CA", "US", True),
        ("US-CA", "US-NY", False),
        ("EU", "NO", False),
        ("EU", "GB", False),
        ("CN", "HK", False),
    ],
)
def test_law_reaches_what_lies_in_its_place_and_what_its_place_lies_in(place, territory, reached):
    assert PLACES.reaches(place, territory, TODAY) is reached


def test_alliances_that_overlap_reach_each_other():
    assert PLACES.reaches("EU", "EEA", date(2013, 8, 1))


@given(CODES, CODES, CODES, DAYS)
def test_lying_in_is_transitive(a, b, c, day):
    if PLACES.inside(a, b, day) and PLACES.inside(b, c, day):
        assert PLACES.inside(a, c, day)


@given(CODES, CODES, DAYS)
def test_reach_is_mutual_and_contains_lying_in(a, b, day):
    assert PLACES.reaches(a, b, day) == PLACES.reaches(b, a, day)
    if PLACES.inside(a, b, day):
        assert PLACES.reaches(b, a, day)


@given(CODES, CODES, DAYS, DAYS)
def test_nothing_changes_within_an_era(a, b, day, other):
    if PLACES.era(day) == PLACES.era(other):
        assert PLACES.inside(a, b, day) == PLACES.inside(a, b, other)


@pytest.mark.parametrize(
    ("word", "code"),
    [("UK", "GB"), ("uk", "GB"), ("Germany", "DE"), ("germny", "DE"), ("US-CAL", "US-CA"), ("us-ca", "US-CA"), ("CN-HK", "HK"), ("US-PR", "PR"), ("Turkey", "TR"), ("England", "GB-ENG"), ("qqqq", "")],
)  # fmt: skip
def test_a_wrong_code_or_a_name_finds_its_place(word, code):
    assert PLACES.nearest(word) == code


@pytest.mark.parametrize(
    ("word", "codes"),
    [
        ("China", ("CN",)),
        ("Virgin Islands", ("VI", "VG")),
        ("Bosnia", ("BA",)),
        ("Grmany", ("DE",)),
        ("man", ("OM",)),
        ("qqqq", ()),
    ],
)
def test_names_that_hold_a_word_are_alike_before_those_spelt_like_it(word, codes):
    assert PLACES.alike(word) == codes


def test_names_need_no_lookup_elsewhere():
    assert [PLACES.name(code) for code in ("DE", "US-CA", "EU", "NO", "CA-ON")] == [
        "Germany",
        "California",
        "European Union",
        "Norway",
        "Ontario",
    ]
    assert all(place.name for place in PLACES.places.values())


def test_the_names_of_two_places_differ():
    names = [place.name for place in PLACES.places.values()]

    assert len(set(names)) == len(names)


@pytest.mark.parametrize(("country", "parts"), [("US", 51 + 6), ("CA", 13), ("GB", 4), ("AU", 8)])
def test_countries_have_their_parts(country, parts):
    assert len(PLACES.members(country, TODAY)) == parts


def test_every_country_of_the_standard_is_there():
    pycountry = pytest.importorskip("pycountry")

    assert {country.alpha_2 for country in pycountry.countries} - set(PLACES.codes) == set()


def test_places_come_back_from_plain_data():
    assert Jurisdictions.from_json(json.loads(json.dumps(PLACES.to_json()))) == PLACES

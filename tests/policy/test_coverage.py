"""Not covered is not clear."""

from datetime import date

import pytest

from compliance.policy.coverage import coverage_of
from compliance.policy.model import PlaceCoverage

TODAY = date(2026, 11, 22)
CONSIDERED = (
    PlaceCoverage("EU", ("labelling",), TODAY),
    PlaceCoverage("DE", ("consent",), TODAY),
    PlaceCoverage("FR", ("consent",), TODAY, with_parts=True),
    PlaceCoverage("US", ("takedown",), TODAY),
    PlaceCoverage("US-CA", ("election",), TODAY),
    PlaceCoverage("CN", ("labelling",), TODAY),
)


@pytest.mark.parametrize(
    ("territory", "covered", "themes"),
    [
        ("DE", True, ("labelling", "consent")),
        ("FR", True, ("labelling", "consent")),
        ("GP", True, ("labelling", "consent")),
        ("US-CA", True, ("election", "takedown")),
        ("CN", True, ("labelling",)),
        ("ES", False, ("labelling",)),
        ("US-TX", False, ("takedown",)),
        ("EU", False, ("labelling",)),
        ("US", False, ("takedown",)),
        ("EEA", False, ()),
        ("WW", False, ()),
        ("GB", False, ()),
        ("HK", False, ()),
    ],
)
def test_a_territory_is_covered_by_an_entry_of_its_own_or_one_that_speaks_for_its_parts(
    jurisdictions, territory, covered, themes
):
    found = coverage_of(territory, CONSIDERED, jurisdictions, TODAY)

    assert found.is_covered is covered
    assert found.themes == themes
    assert not set(found.themes) & set(found.themes_left)


def test_the_entry_for_the_territory_itself_stands_first(jurisdictions):
    found = coverage_of("DE", CONSIDERED, jurisdictions, TODAY)

    assert [entry.place for entry in found.considered] == ["DE", "EU"]


def test_a_place_that_has_left_is_not_covered_by_what_it_left(jurisdictions):
    considered = (PlaceCoverage("EU", ("labelling",), TODAY, with_parts=True),)

    assert coverage_of("GB", considered, jurisdictions, date(2020, 1, 31)).is_covered
    assert not coverage_of("GB", considered, jurisdictions, date(2020, 2, 1)).is_covered


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("place: EU", "place: UK", "there is no place UK. Did you mean GB?"),
        (
            "themes: [labelling]",
            "themes: [labeling]",
            "considered, EU: there is no theme labeling. Did you mean labelling?",
        ),
        ("on: 2026-11-22", "on: today", "on must be a day written YYYY-MM-DD, not today."),
        ("note: Law", "notes: Law", "there is no key called notes here. Did you mean note?"),
    ],
)
def test_a_fault_in_the_places_considered_is_told(folder, old, new, message):
    folder.change((old, new), name="coverage.yaml")

    with pytest.raises(Exception, match=r"coverage\.yaml:3") as caught:
        folder.load()

    assert message in str(caught.value)

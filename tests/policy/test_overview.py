"""The overview counts every requirement once, in the row of its country, by force, standing and how it was read."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from compliance.jurisdictions import load_jurisdictions
from compliance.policy.loading import load_library
from compliance.policy.model import Confidence, Force
from compliance.policy.overview import (
    ADVISED,
    AGREED,
    COMING,
    IN_FORCE,
    LAW,
    NOT_IN_FORCE,
    PROPOSED,
    overview_of,
    total_of,
)
from compliance.validity import Entry, Timeline

ON = date(2026, 11, 25)


@pytest.fixture(scope="module")
def library():
    return load_library()


@pytest.fixture(scope="module")
def jurisdictions():
    return load_jurisdictions()


def of(library, *requirements):
    """The library with one pack of these requirements."""
    return replace(library, packs=(replace(library.packs[0], requirements=requirements),))


def one(library, **changes):
    return replace(library.requirements[0], **changes)


def timeline(*entries):
    return Timeline(tuple(Entry.written(day, status, "s. 1") for day, status in entries))


def test_every_requirement_is_counted_once_each_way(library, jurisdictions):
    rows = overview_of(library, jurisdictions, ON)

    total = total_of(rows)
    for counts in (total.by_force, total.by_standing, total.by_confidence):
        assert sum(counts.values()) == len(library.requirements) == total.requirements


def test_the_law_of_a_part_stands_in_the_row_of_its_country(library, jurisdictions):
    law = of(library, *(one(library, jurisdiction=place) for place in ("US-CA", "US", "GB-SCT", "FR", "EU", "WW")))

    found = {row.place: (row.requirements, row.parts) for row in overview_of(law, jurisdictions, ON)}

    assert found == {
        "US": (2, ("US-CA",)),
        "GB": (1, ("GB-SCT",)),
        "FR": (1, ()),
        "EU": (1, ()),
        "WW": (1, ()),
    }


@pytest.mark.parametrize(
    ("force", "group"),
    [
        (Force.OBLIGATION, LAW),
        (Force.PROHIBITION, LAW),
        (Force.VALIDITY_CONDITION, LAW),
        (Force.CONTRACT, AGREED),
        (Force.COMMITMENT, AGREED),
        (Force.VOLUNTARY, ADVISED),
        (Force.GUIDANCE, ADVISED),
    ],
)
def test_how_it_binds(library, jurisdictions, force, group):
    (row,) = overview_of(of(library, one(library, force=force)), jurisdictions, ON)

    assert row.by_force == {group: 1}


@pytest.mark.parametrize(
    ("entries", "standing"),
    [
        ([("2026-11-25", "in_force")], IN_FORCE),
        ([("2026-11-26", "in_force")], COMING),
        ([("2026-01-01", "enacted"), ("2027-01-01", "in_force")], COMING),
        ([("2026-01-01", "proposed")], PROPOSED),
        ([("2026-01-01", "in_force"), ("2026-06-01", "enjoined")], NOT_IN_FORCE),
        ([("2026-01-01", "in_force"), ("2026-11-25", "repealed")], NOT_IN_FORCE),
    ],
)
def test_how_it_stands_on_the_day(library, jurisdictions, entries, standing):
    (row,) = overview_of(of(library, one(library, timeline=timeline(*entries))), jurisdictions, ON)

    assert row.by_standing == {standing: 1}


def test_how_it_was_read(library, jurisdictions):
    first = library.requirements[0]
    read = [replace(first, provenance=replace(first.provenance, confidence=level)) for level in Confidence]

    (row,) = overview_of(of(library, *read, read[-1]), jurisdictions, ON)

    assert row.by_confidence == {**dict.fromkeys(Confidence, 1), Confidence.RECALLED: 2}

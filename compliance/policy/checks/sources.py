"""Where the law was read, and how far a pack goes with it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from compliance.errors import Place, Problem
from compliance.policy.checks.registry import Note, Reviewed, about, checks
from compliance.policy.model import Coverage

_WITHOUT_IDS = frozenset({"planned", "manual", "out_of_scope"})


@checks.add("citations")
def citations(reviewed: Reviewed) -> Iterator[Problem]:
    """A requirement cites its basis, says where it was read, and its instrument has an official reference."""
    for requirement in reviewed.library.requirements:
        if "basis" not in {cite.role for cite in requirement.cites}:
            yield about(requirement, "cites no basis.")
        if not requirement.provenance.sources:
            yield about(requirement, "does not say where it was read.")
        for sanction in requirement.sanctions:
            if not sanction.cites:
                yield about(requirement, f"the sanction {sanction.kind} cites nothing.", note=True)
    for pack in reviewed.library.packs:
        for instrument in pack.instruments.values():
            if not instrument.official and not instrument.identifier:
                yield Problem(f"the instrument {instrument.id} has no official reference.", Place(pack.file))


@checks.add("jurisdictions")
def jurisdictions(reviewed: Reviewed) -> Iterator[Problem]:
    """A requirement is of the place of its instrument, or of a part of it."""
    instruments = reviewed.library.instruments
    for requirement in reviewed.library.requirements:
        place = instruments[requirement.instrument].jurisdiction
        if not reviewed.jurisdictions.inside(requirement.jurisdiction, place, reviewed.on):
            told = f"is of {requirement.jurisdiction}, its instrument of {place}."
            yield about(requirement, told, note=True)


@checks.add("coverage")
def coverage(reviewed: Reviewed) -> Iterator[Problem]:
    """Every line has its dossier key once, a reason unless encoded, and ids that exist; every id stands once.

    An encoded line without `by` is encoded under its own key.
    """
    by_id = reviewed.by_id()
    lines = [line for pack in reviewed.library.packs for line in pack.coverage]
    for key, count in Counter(line.key for line in lines if line.key).items():
        if count > 1:
            first, *_, last = (line.place for line in lines if line.key == key)
            yield Problem(f"the key {key} is covered {count} times, here and at {first}.", last)
    named: Counter[str] = Counter()
    for line in lines:
        ids = encoded_as(line)
        named.update(ids)
        told = f"coverage of {line.key or line.at}"
        if not line.key:
            yield Problem(f"{told}: the dossier key is missing.", line.place)
        if line.status != "encoded" and not line.why:
            yield Problem(f"{told}: {line.status} needs a reason.", line.place, "Add why.")
        if line.status in _WITHOUT_IDS and line.by:
            yield Problem(f"{told}: {line.status} and yet encoded by {', '.join(line.by)}.", line.place)
        for id_ in ids:
            if id_ not in by_id:
                yield Problem(f"{told}: there is no requirement {id_}.", line.place)
    for requirement in reviewed.library.requirements:
        if named[requirement.id] == 0:
            yield about(requirement, "stands in no coverage line.")


def encoded_as(line: Coverage) -> tuple[str, ...]:
    """Return the requirements that encode a line of coverage."""
    if line.status in _WITHOUT_IDS:
        return ()
    return line.by or (line.key,)


@checks.add("considered")
def considered(reviewed: Reviewed) -> Iterator[Problem]:
    """A place considered lists the themes that requirements for it carry, once, and no others."""
    places = [entry.place for entry in reviewed.library.considered]
    at = Place("policies/coverage.yaml")
    for entry in reviewed.library.considered:
        if places.count(entry.place) > 1:
            yield Problem(f"{entry.place} is considered twice.", at)
        own = {r.theme for r in reviewed.library.requirements if r.jurisdiction == entry.place}
        wider = {
            requirement.theme
            for requirement in reviewed.library.requirements
            if reviewed.jurisdictions.inside(entry.place, requirement.jurisdiction, entry.considered_on)
        }
        for theme in entry.themes:
            if theme not in wider:
                yield Problem(f"{entry.place}: no requirement carries the theme {theme}.", at, "Remove it.")
        for theme in sorted(own - set(entry.themes)):
            yield Problem(f"{entry.place}: requirements carry the theme {theme}, which is not listed.", at, "Add it.")
    listed = set(places)
    for place in sorted({requirement.jurisdiction for requirement in reviewed.library.requirements} - listed):
        yield Note(f"requirements are of {place}, which is not considered.", at)

"""From `jurisdictions.yaml` to `Jurisdictions`, every fault of the file reported at once."""

from __future__ import annotations

from pathlib import Path

from compliance.errors import PackError, Problem, did_you_mean
from compliance.jurisdictions.model import WORLD, Jurisdictions, Membership, Territory
from compliance.strict_yaml import Block, YamlMap, read_mapping
from compliance.validity import Period


def read_file(path: Path, shown_as: str, digest: str) -> Jurisdictions:
    """Return the places of a file. Raises PackError with every problem."""
    return read_jurisdictions(read_mapping(path, shown_as=shown_as), digest)


def read_jurisdictions(node: YamlMap, digest: str = "") -> Jurisdictions:
    """Return the places that a YAML mapping describes. Raises PackError with every problem."""
    problems: list[Problem] = []
    block = Block(node, "jurisdictions", problems)
    if block.number("format") != 1:
        block.problem("only format 1 is known.", "format", code="unknown-format")
    version = block.text("version")
    places = {code: _territory(code, inner) for code, inner in block.named_blocks("places", "place")}
    block.finish()
    for place in places.values():
        at = node["places"].at(place.code)
        for membership in place.memberships:
            if membership.place not in places:
                remedy = did_you_mean(membership.place, places)
                problems.append(
                    Problem(f"{place.code}: there is no place {membership.place}.", at, remedy, "unknown-place")
                )
            period = membership.period
            if period.begins and period.until and period.until < period.begins:
                problems.append(Problem(f"{place.code}: a membership ends before it begins.", at, code="bad-period"))
    if WORLD not in places and not problems:
        block.problem(f"the place {WORLD} (the whole world) is missing.", "places", code="missing-key")
    if problems:
        raise PackError(problems)
    return Jurisdictions(places, version, digest)


def _territory(code: str, block: Block) -> Territory:
    memberships = []
    for inner in block.blocks("in", f"place {code}, in"):
        period = Period(inner.day("from", None), inner.day("until", None))
        memberships.append(Membership(inner.text("place"), period))
        inner.finish()
    territory = Territory(
        code=code,
        name=block.text("name"),
        kind=block.choice("kind", ("world", "union", "area"), ""),
        memberships=tuple(memberships),
        also=block.texts("also", ()),
        note=block.text("note", ""),
    )
    block.finish()
    return territory

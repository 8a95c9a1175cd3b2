"""Not covered is not clear: which places somebody has considered, and whether a territory is among them.

An entry of `policies/coverage.yaml` speaks for the law of one place. It covers a release in that very place where the
place has no parts of its own, or where the entry says that the law of every part was considered too (`with_parts`);
such an entry also covers a release in a part. Nothing is inherited from a wider place otherwise: that the law of a
union was considered says nothing about the law of its members.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from compliance.jurisdictions import Jurisdictions
from compliance.policy.model import THEMES, PlaceCoverage


@dataclass(frozen=True)
class TerritoryCoverage:
    """How far the law of a territory has been considered."""

    territory: str
    is_covered: bool
    themes: tuple[str, ...]
    """Considered for the territory or for a place it lies in."""
    themes_left: tuple[str, ...]
    """Not considered: the report says so beside every decision for the territory."""
    considered: tuple[PlaceCoverage, ...]
    """The entries for the territory itself, then those for places it lies in."""


def coverage_of(
    territory: str, considered: Sequence[PlaceCoverage], jurisdictions: Jurisdictions, on: date
) -> TerritoryCoverage:
    """Return how far the law of a territory has been considered, with its places as they are on a day."""
    speaking = [entry for entry in considered if jurisdictions.inside(territory, entry.place, on)]
    speaking.sort(key=lambda entry: entry.place != territory)
    has_parts = bool(jurisdictions.members(territory, on))
    is_covered = any(entry.with_parts or (entry.place == territory and not has_parts) for entry in speaking)
    themes = tuple(theme for theme in THEMES if any(theme in entry.themes for entry in speaking))
    left = tuple(theme for theme in THEMES if theme not in themes)
    return TerritoryCoverage(territory, is_covered, themes, left, tuple(speaking))

"""What a profile leaves out, as far as it reaches the project: no decision speaks for it.

Place and role decide whether a requirement left out reaches the project; its trigger is not asked, because nobody
looked. Its theme then counts as not considered in every release territory that its law reaches.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from compliance.assessment.applicability import Applicability
from compliance.assessment.pairs import NOT_RECORDED
from compliance.assessment.subjects import Subjects
from compliance.conditions.kleene import NO
from compliance.jurisdictions import Jurisdictions
from compliance.policy.model import THEMES, Library, Requirement


@dataclass(frozen=True)
class LeftOut:
    """The requirements left out that reach the project."""

    requirements: tuple[Requirement, ...] = ()
    themes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """By release territory, the themes of those whose law reaches it."""
    unasked: frozenset[str] = frozenset()
    """Territories that some of them reach, and nothing that was taken in."""


def left_out_of(
    library: Library, applicability: Applicability, subjects: Subjects, territories: Sequence[str]
) -> LeftOut:
    """Return what the profile in use leaves out and reaches the project; nothing where there is no profile."""
    if library.profile is None:
        return LeftOut()
    on = applicability.on
    known = subjects.facts.jurisdictions
    reaching = tuple(one for one in library.left_out if _reaches(one, applicability, subjects))
    placed = [territory for territory in territories if territory != NOT_RECORDED]
    laws = {one.id: applicability.places_of(one, on) for one in (*reaching, *library.requirements)}

    def reached(territory: str, requirements: Iterable[Requirement]) -> Iterable[Requirement]:
        return (one for one in requirements if _any_reaches(laws[one.id], territory, known, applicability))

    themes = {place: {one.theme for one in reached(place, reaching)} for place in placed}
    unasked = (place for place, found in themes.items() if found and not any(reached(place, library.requirements)))
    return LeftOut(
        reaching,
        {place: tuple(theme for theme in THEMES if theme in found) for place, found in themes.items()},
        frozenset(unasked),
    )


def told(library: Library, left: LeftOut) -> Iterable[str]:
    """Say what the profile leaves out, in a sentence or two."""
    profile = library.profile
    if profile is None:
        return
    asked, out = len(library.requirements), len(library.left_out)
    yield f"Profile {profile.id} ({profile.title}): {asked} of {asked + out} requirements are looked at."
    if left.requirements:
        themes = [theme for theme in THEMES if any(one.theme == theme for one in left.requirements)]
        yield (
            f"{len(left.requirements)} of the requirements that the profile leaves out reach this project by place and "
            f"role ({', '.join(themes).replace('_', ' ')}): no decision speaks for them."
        )


def is_of_profile(note: str) -> bool:
    """Return whether a note of a run tells what a profile takes in or leaves out."""
    return note.startswith("Profile ") or "requirements that the profile leaves out" in note


def _reaches(requirement: Requirement, applicability: Applicability, subjects: Subjects) -> bool:
    if not subjects.count(requirement.about):
        return False
    answers = np.minimum(applicability.by_place(requirement), applicability.by_role(requirement))
    return bool((answers != NO).any())


def _any_reaches(laws: Iterable[str], territory: str, known: Jurisdictions, applicability: Applicability) -> bool:
    return any(known.reaches(law, territory, applicability.on) for law in laws)

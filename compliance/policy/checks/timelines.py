"""Duties over time: what became of them, their dated values, their grace periods."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from compliance.errors import Problem
from compliance.policy.checks.registry import Reviewed, about, checks

_OPENING = frozenset({"proposed", "enacted", "in_force"})
_NEVER_AFTER_FORCE = frozenset({"proposed", "enacted"})


@checks.add("timeline")
def timeline(reviewed: Reviewed) -> Iterator[Problem]:
    """A timeline is in order, begins with a proposal, enactment or force, does not fall back, and cites every entry."""
    for requirement in reviewed.library.requirements:
        entries = requirement.timeline.entries
        if entries and entries[0].status not in _OPENING:
            yield about(requirement, f"the timeline begins with {entries[0].status}.")
        for entry in entries:
            if not entry.cite:
                yield about(requirement, f"the timeline's {entry.status} entry cites nothing.")
        for earlier, later in pairwise(entries):
            if (later.begins or date.max) < (earlier.begins or date.min):
                yield about(requirement, f"the timeline's {later.status} entry of {later.begins} stands out of order.")
            if later.begins == earlier.begins and later.begins and not (earlier.where or later.where):
                yield about(requirement, f"two timeline entries begin on {later.begins}.")
        statuses = [entry.status for entry in entries if entry.where is None]
        if "in_force" in statuses:
            after = statuses[statuses.index("in_force") :]
            for status in sorted(_NEVER_AFTER_FORCE & set(after)):
                yield about(
                    requirement, f"the timeline falls back to {status} after in_force.", "Say stayed or repealed."
                )


@checks.add("parameters")
def parameters(reviewed: Reviewed) -> Iterator[Problem]:
    """A dated value is in order, cited, and known on every day the duty is in force."""
    for requirement in reviewed.library.requirements:
        for name, parameter in requirement.parameters.items():
            days = [begins for begins, _, _ in parameter.values]
            if days != sorted(set(days)):
                yield about(requirement, f"the values of {name} stand out of order.")
            if any(not cite for _, _, cite in parameter.values):
                yield about(requirement, f"a value of {name} cites nothing.")
            in_force = requirement.timeline.first("in_force")
            if days and in_force is not None and min(days) > in_force:
                yield about(requirement, f"{name} has no value from {in_force} to {min(days)}.", "Add the first value.")


@checks.add("transitions")
def transitions(reviewed: Reviewed) -> Iterator[Problem]:
    """A grace period is cited and starts the duty later than its timeline does."""
    for requirement in reviewed.library.requirements:
        in_force = requirement.timeline.first("in_force")
        for transition in requirement.transition:
            if not transition.cite:
                yield about(requirement, f"the grace period to {transition.applies_from} cites nothing.")
            if in_force is not None and transition.applies_from < in_force:
                yield about(requirement, f"the grace period ends on {transition.applies_from}, before {in_force}.")


@checks.add("review-dates")
def review_dates(reviewed: Reviewed) -> Iterator[Problem]:
    """Every requirement says when it is due for review; what is late is noted and changes no verdict."""
    for requirement in reviewed.library.requirements:
        due = requirement.review_due
        if due is None:
            yield about(requirement, "has no review_due.")
        elif due < reviewed.on:
            yield about(requirement, f"was due for review on {due}.", note=True)
        if requirement.provenance.as_of > reviewed.on:
            yield about(requirement, f"was read on {requirement.provenance.as_of}, after this check.")

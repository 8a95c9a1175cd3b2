"""Ids are for ever, and changelogs say what changed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from compliance.errors import Place, Problem
from compliance.policy.checks.registry import Note, Reviewed, about, checks

_ID = re.compile(r"[A-Za-z0-9]+(-[A-Za-z0-9]+)*")
_VERSION_IN_ID = re.compile(r"-v[0-9]+(-|$)")
_CLOSED = frozenset({"superseded", "repealed"})
_LONGEST_FILE = 600


@checks.add("ids")
def ids(reviewed: Reviewed) -> Iterator[Problem]:
    """Every id is kebab-case, begins with its pack's prefix, and carries no version: it never changes."""
    for pack in reviewed.library.packs:
        for requirement in pack.requirements:
            if not requirement.id.startswith(pack.prefix):
                yield about(requirement, f"the id does not begin with {pack.prefix}", "Rename it, or set pack.prefix.")
            if not _ID.fullmatch(requirement.id):
                yield about(requirement, "the id is not kebab-case.")
            if _VERSION_IN_ID.search(requirement.id):
                yield about(requirement, "the id carries a version.", "Ids stay when their text changes.")


@checks.add("replaces")
def replaces(reviewed: Reviewed) -> Iterator[Problem]:
    """What a requirement replaces is closed by a superseded or repealed entry, and is replaced once."""
    by_id = reviewed.by_id()
    taken: dict[str, str] = {}
    for requirement in reviewed.library.requirements:
        for old in requirement.replaces:
            if old == requirement.id:
                yield about(requirement, "replaces itself.")
            elif old in by_id and not _CLOSED & {entry.status for entry in by_id[old].timeline.entries}:
                yield about(requirement, f"replaces {old}, which is still open.", "Close that one with superseded.")
            if old in taken:
                yield about(requirement, f"replaces {old}, which {taken[old]} replaces already.")
            taken[old] = requirement.id


@checks.add("builds-on")
def builds_on(reviewed: Reviewed) -> Iterator[Problem]:
    """What a requirement builds on is the law of the same or a wider place, or it says why not."""
    by_id = reviewed.by_id()
    for requirement in reviewed.library.requirements:
        wider = by_id.get(requirement.builds_on.get("id", ""))
        if wider is None:
            continue
        if wider.id == requirement.id:
            yield about(requirement, "builds on itself.")
        elif not reviewed.jurisdictions.inside(requirement.jurisdiction, wider.jurisdiction, reviewed.on):
            yield about(requirement, f"builds on {wider.id}, the law of another place.", note=True)
        if requirement.builds_on["relation"] in {"replaces", "preempted_by"} and not requirement.builds_on.get("cite"):
            yield about(requirement, "builds_on switches a requirement off and cites nothing.", "Add cite.")


@checks.add("changelogs")
def changelogs(reviewed: Reviewed) -> Iterator[Problem]:
    """The newest changelog entry is of the pack's version, and the ids it names exist."""
    by_id = reviewed.by_id()
    for pack in reviewed.library.packs:
        at = Place(pack.file)
        if not pack.changelog:
            yield Problem(f"{pack.id}: there is no changelog.", at)
            continue
        newest = pack.changelog[0]
        if newest["version"] != pack.version:
            yield Problem(f"{pack.id}: the changelog's newest entry is {newest['version']}, not {pack.version}.", at)
        for change in pack.changelog:
            for id_ in (*change.get("added", ()), *change.get("changed", ())):
                if id_ not in by_id:
                    yield Problem(f"{pack.id}: the changelog names {id_}, which is no requirement.", at)
            if not change.get("verdicts") and not change.get("note"):
                yield Note(f"{pack.id}: the entry {change['version']} does not say whose verdicts change.", at)


@checks.add("file-length")
def file_length(reviewed: Reviewed) -> Iterator[Problem]:
    """A file has at most 600 lines, so that a person can read it; an instrument may be a folder, split by theme."""
    for file, lines in reviewed.line_counts.items():
        if lines > _LONGEST_FILE:
            yield Problem(f"has {lines} lines, more than {_LONGEST_FILE}.", Place(file), "Split it by theme.")

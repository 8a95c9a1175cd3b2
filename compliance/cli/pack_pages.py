"""Packs and requirements as a terminal shows them."""

from __future__ import annotations

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from compliance.cli.layout import block, numbered, some
from compliance.cli.terminal import printable
from compliance.errors import UsageError, did_you_mean
from compliance.policy.model import Library, Pack, Requirement
from compliance.validity import Entry
from compliance.vocabulary import Vocabulary


def pack_list(library: Library) -> RenderableType:
    """Lay out the packs in use."""
    grid = Table.grid(padding=(0, 2))
    grid.add_column(no_wrap=True)
    grid.add_column()
    for pack in library.packs:
        latest = max((requirement.provenance.as_of for requirement in pack.requirements), default=None)
        about = f"{pack.version}, {some(len(pack.requirements), 'requirement')}, law as at {latest}"
        grid.add_row(Text(pack.id, "bold"), Group(Text(printable(pack.title)), Text(about, "dim")))
    total = f"{len(library.packs)} packs, {len(library.requirements)} requirements, law as at {library.law_as_at}"
    return Group(grid, Text(""), Text(total, "bold"))


def page(library: Library, id_: str, vocabulary: Vocabulary) -> RenderableType:
    """Lay out the pack or the requirement of this id. Raises UsageError with the nearest."""
    pack = next((pack for pack in library.packs if pack.id == id_), None)
    return pack_page(pack) if pack else requirement_page(library, id_, vocabulary)


def pack_page(pack: Pack) -> RenderableType:
    """Lay out a pack: its sources, and what it asks."""
    sources = (f"{source.title} ({source.official or source.id})" for source in pack.instruments.values())
    return Group(
        Text(f"{pack.id} {pack.version}", "bold"),
        Text(printable(pack.title)),
        *block("Published", [f"{pack.published}, {pack.file}, SHA-256 {pack.digest}"]),
        *block("Sources", sources),
        *block("Requirements", (f"{one.id}: {one.title}" for one in pack.requirements)),
        *block("Notice", [pack.notice]),
    )


def requirement_page(library: Library, id_: str, vocabulary: Vocabulary) -> RenderableType:
    """Lay out a requirement as it is evaluated. Raises UsageError with the nearest id."""
    requirements = {requirement.id: requirement for requirement in library.requirements}
    if id_ not in requirements:
        known = [*requirements, *(pack.id for pack in library.packs)]
        remedy = did_you_mean(id_, known) or "clearance packs list names the packs."
        raise UsageError(f"there is no requirement or pack {id_}.", remedy=remedy, code="unknown-id")
    found = requirements[id_]
    bound = ", ".join(found.duty_of).replace("_", " ")
    return Group(
        Text(found.id, "bold"),
        Text(printable(found.title), "bold"),
        Padding(Text(printable(found.plain)), (1, 0, 0, 0)),
        *block("Asked of", [f"{bound}, for every {found.about}; {found.force.replace('_', ' ')}, {found.severity}"]),
        *block("Binding when", _reading(found, "binds_when", vocabulary) if found.binds_when else []),
        *block("Under", (f"{citation.instrument}, {citation.at} ({citation.role})" for citation in found.cites)),
        *block("In force", (entry_line(entry) for entry in found.timeline.entries)),
        *block("Decided by", [f"the law of {found.jurisdiction} on the day of {found.key_date}"]),
        *block("Applies when", _reading(found, "applies_when", vocabulary)),
        *block("Requires", _reading(found, "requires", vocabulary)),
        *block("Exceptions", (f"{one.id} ({one.effect}): {one.plain}" for one in found.exceptions)),
        *block("Remedy", [found.remedy, *numbered(found.steps)]),
        *block("Source", [f"{found.provenance.confidence.replace('_', ' ')}, last read on {found.provenance.as_of}"]),
    )


def _reading(requirement: Requirement, part: str, vocabulary: Vocabulary) -> list[str]:
    from compliance.conditions.explain import plain_reading

    return plain_reading(getattr(requirement, part), vocabulary)


def entry_line(entry: Entry) -> str:
    """Return one line of a timeline, its day as the source says it."""
    where = " (for some cases)" if entry.where is not None else ""
    day = "an unstated day" if entry.begins is None else entry.begins_as_written
    return f"{entry.status.replace('_', ' ')} from {day}{where}: {entry.cite}"

"""Packs and requirements as a terminal shows them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from compliance.cli.layout import block, numbered, some
from compliance.cli.terminal import printable
from compliance.errors import Problem, UsageError, did_you_mean
from compliance.jurisdictions import WORLD, Jurisdictions
from compliance.policy.model import Confidence, Library, Pack, Requirement
from compliance.policy.overview import (
    ADVISED,
    AGREED,
    COMING,
    IN_FORCE,
    LAW,
    NOT_IN_FORCE,
    PROPOSED,
    PlaceOverview,
    overview_of,
    total_of,
)
from compliance.validity import Entry
from compliance.vocabulary import Vocabulary

_GROUPS: tuple[tuple[str, tuple[tuple[str, str, int], ...]], ...] = (
    ("binding by", ((LAW, "law", 4), (AGREED, "terms", 5), (ADVISED, "none", 4))),
    ("today", ((IN_FORCE, "now", 4), (COMING, "later", 5), (PROPOSED, "bill", 4), (NOT_IN_FORCE, "out", 3))),
    (
        "read as",
        (
            (Confidence.TEXT_READ, "text", 4),
            (Confidence.QUOTED, "quot", 4),
            (Confidence.SECONDARY, "2nd", 3),
            (Confidence.RECALLED, "mem", 3),
        ),
    ),
)
"""Columns of the overview under the head of their group: what is counted, head, width."""

_PLACE_WIDTH, _ASKS_WIDTH = 20, 4

_LEGEND = (
    "binding by: law; terms, whoever signed up; none, advice alone",
    "today: now in force; later, enacted; a bill; out, suspended or over",
    "read as: the text; quoted; 2nd, secondary sources; mem, recalled (never blocks)",
)


def overview_page(library: Library, jurisdictions: Jurisdictions, on: date) -> RenderableType:
    """Lay out what the packs cover, a line for each country; its parts are counted in it."""
    rows = overview_of(library, jurisdictions, on)
    total = total_of(rows)
    table = Table(box=None, padding=(0, 1, 0, 0), pad_edge=False, show_footer=True)
    table.add_column("place", Text(f"{len(rows)} places", "bold"), width=_PLACE_WIDTH, no_wrap=True)
    table.add_column("asks", str(total.requirements), width=_ASKS_WIDTH, justify="right")
    heads = " " * (_PLACE_WIDTH + _ASKS_WIDTH + 2)
    for group, columns in _GROUPS:
        heads += f" {group}".ljust(sum(width + 1 for _, _, width in columns))
        for key, name, width in columns:
            table.add_column(name, _number(_count(total, key)), width=width, justify="right", no_wrap=True)
    for row in rows:
        counts = (_number(_count(row, key)) for _, columns in _GROUPS for key, _, _ in columns)
        table.add_row(_placed(row, jurisdictions), str(row.requirements), *counts)
    told = f"{some(len(library.packs), 'pack')}, law as at {library.law_as_at}; clearance packs list PLACE names packs"
    return Group(Text(heads, "dim"), table, Text(""), *(Text(line, "dim") for line in _LEGEND), Text(told, "bold"))


def _placed(row: PlaceOverview, jurisdictions: Jurisdictions) -> str:
    name = printable(jurisdictions.law_of(row.place))
    more = f" +{len(row.parts)}" if row.parts else ""
    room = _PLACE_WIDTH - len(more)
    return f"{name if len(name) <= room else name[: room - 1] + '…'}{more}"


def _count(row: PlaceOverview, key: str) -> int:
    return sum(counts.get(key, 0) for counts in (row.by_force, row.by_standing, row.by_confidence))


def _number(count: int) -> str:
    return str(count) if count else "·"


def packs_of(codes: Iterable[str], library: Library, jurisdictions: Jurisdictions) -> tuple[Pack, ...]:
    """Return the packs of some places and of their parts. Raises UsageError with every code that is no place."""
    asked = []
    problems = []
    for said in codes:
        code = said if jurisdictions.has(said) else said.upper()
        asked.append(code)
        if not jurisdictions.has(code):
            near = jurisdictions.nearest(said)
            remedy = (
                f"Did you mean {near}?"
                if near
                else f"Write a code such as XA or XA-B; {WORLD} for agreements and terms."
            )
            problems.append(Problem(f"{said} is no place.", None, remedy, "unknown-place"))
    if problems:
        raise UsageError(problems)
    countries = [code for code in asked if not jurisdictions.places[code].kind]
    wanted = {*asked, *(part for code in countries for part in _parts(code, jurisdictions))}
    return tuple(pack for pack in library.packs if any(one.jurisdiction in wanted for one in pack.requirements))


def _parts(code: str, jurisdictions: Jurisdictions) -> Iterable[str]:
    return (
        place.code
        for place in jurisdictions.places.values()
        if any(membership.place == code for membership in place.memberships)
    )


def pack_list(packs: Sequence[Pack], library: Library) -> RenderableType:
    """Lay out some packs, each with its version and the day its sources were read."""
    grid = Table.grid(padding=(0, 2))
    grid.add_column(no_wrap=True)
    grid.add_column()
    for pack in packs:
        latest = max((requirement.provenance.as_of for requirement in pack.requirements), default=None)
        about = f"{pack.version}, {some(len(pack.requirements), 'requirement')}, law as at {latest}"
        grid.add_row(Text(pack.id, "bold"), Group(Text(printable(pack.title)), Text(about, "dim")))
    asked = sum(len(pack.requirements) for pack in packs)
    total = f"{some(len(packs), 'pack')}, {some(asked, 'requirement')}, law as at {library.law_as_at}"
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
    from compliance.assessment.wording import limits_of

    found = requirements[id_]
    bound = ", ".join(found.duty_of).replace("_", " ")
    return Group(
        Text(found.id, "bold"),
        Text(printable(found.title), "bold"),
        Padding(Text(printable(found.plain)), (1, 0, 0, 0)),
        *block("Asked of", [f"{bound}, for every {found.about}; {found.force.replace('_', ' ')}, {found.severity}"]),
        *block("Binding when", _reading(found, "binds_when", vocabulary) if found.binds_when else []),
        *block("Under", (f"{citation.instrument}, {citation.at} ({citation.role})" for citation in found.cites)),
        *block("In force", [*map(entry_line, found.timeline.entries), *limits_of(found)]),
        *block("Decided by", [f"the law of {found.jurisdiction} on the day of {found.key_date}"]),
        *block("Applies when", _reading(found, "applies_when", vocabulary)),
        *block("Requires", _reading(found, "requires", vocabulary)),
        *block("Exceptions", (f"{one.id} ({one.effect}): {one.plain}" for one in found.exceptions)),
        *block("Remedy", [found.remedy, *numbered(found.steps)]),
        *block("Beside other frameworks", _controls(library, found)),
        *block("Source", [f"{found.provenance.confidence.replace('_', ' ')}, last read on {found.provenance.as_of}"]),
    )


def _controls(library: Library, requirement: Requirement) -> Iterable[str]:
    return (
        f"{crosswalk.title}, {line.theirs} ({line.relation}): {line.because}"
        for crosswalk in library.crosswalks
        for line in crosswalk.lines
        if line.ours == requirement.id
    )


def _reading(requirement: Requirement, part: str, vocabulary: Vocabulary) -> list[str]:
    from compliance.conditions.explain import plain_reading

    return plain_reading(getattr(requirement, part), vocabulary)


def entry_line(entry: Entry) -> str:
    """Return one line of a timeline, its day as the source says it."""
    where = " (for some cases)" if entry.where is not None else ""
    day = "an unstated day" if entry.begins is None else entry.begins_as_written
    return f"{entry.status.replace('_', ' ')} from {day}{where}: {entry.cite}"

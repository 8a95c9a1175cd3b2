"""Faults of the inventory itself that no single cell shows: rows that hang in the air, ends before beginnings.

Each check is one function; `checks` lists them. An error stops the assessment, because a verdict over such rows would
mean nothing; a note is told and the assessment goes on.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np

from compliance.errors import Place, Problem
from compliance.inventory.columnar import Sheet
from compliance.inventory.columns import numbers_of
from compliance.inventory.model import StatementRow, Value
from compliance.inventory.problems import ReadingLog
from compliance.inventory.raw import shown
from compliance.registry import Registry

_OWNERS = (
    ("release", "asset"),
    ("label", "asset"),
    ("depiction", "asset"),
    ("consent", "person"),
    ("clause", "person"),
)
"""(entity, the reference that must be filled): without it the row concerns nothing."""

_IN_ORDER = (
    ("release", "starts_on", "ends_on"),
    ("consent", "begins_on", "ends_on"),
    ("label", "start_s", "end_s"),
    ("person", "born_on", "died_on"),
    ("election", "vote_on", "vote_ends_on"),
    ("record", "on", "expires_on"),
    ("notice", "received_at", "acknowledged_at"),
    ("notice", "received_at", "decided_at"),
    ("notice", "received_at", "answered_at"),
)
"""(entity, earlier field, later field)."""

_DAY_THAT_MUST_COME = (
    ("release", "starts_on", "a release without a start is no release"),
    ("notice", "received_at", "a notice that nobody received is no notice"),
    ("election", "vote_on", "a vote without a day is no vote"),
)
"""(entity, date, why `none` cannot be its answer): the law that counts is that of this day; without one, none would."""

ON_NO_PLATFORM = frozenset({"theatrical", "festival", "broadcast", "radio", "print", "outdoor", "direct", "internal"})
"""Channels that no platform carries."""

_NOWHERE = frozenset({"none"})

_REAL_PEOPLE = frozenset({"living_person", "deceased_person"})


@dataclass(frozen=True)
class Holdings:
    """What the checks look at."""

    sheets: Mapping[str, Sheet]
    statements: tuple[StatementRow, ...]

    def sheet(self, entity: str) -> Sheet | None:
        """The sheet of an entity, if it has rows."""
        sheet = self.sheets.get(entity)
        return sheet if sheet is not None and len(sheet) else None

    def values(self, entity: str, field: str) -> list[Value | None]:
        """What each row says of a field, None for a blank cell."""
        sheet = self.sheet(entity)
        if sheet is None:
            return []
        column = sheet.columns.get(field)
        return [None] * len(sheet) if column is None else [column.values[code] for code in column.codes.tolist()]

    def rows_where(self, entity: str, field: str, holds: Callable[[Value | None], bool]) -> list[int]:
        """Return the rows whose value is so; none where the sheet or its column is missing."""
        sheet = self.sheet(entity)
        column = sheet.columns.get(field) if sheet is not None else None
        return column.rows_where(holds) if column is not None else []

    def without(self, entity: str, field: str) -> Iterator[tuple[str, Place]]:
        """Yield (key, place) of rows that do not say it, or say that there is none."""
        sheet = self.sheet(entity)
        if sheet is not None:
            column = sheet.columns.get(field)
            rows = range(len(sheet)) if column is None else column.rows_where(_says_nothing)
            yield from ((sheet.keys[row], sheet.place_of(row, field)) for row in rows)


Fault: TypeAlias = Problem | str
"""A problem that stops the assessment, or a note."""

checks: Registry[Callable[[Holdings], Iterator[Fault]]] = Registry("inventory check")


def check(holdings: Holdings, log: ReadingLog) -> None:
    """Run every check; what it finds goes to the log."""
    for run in checks.values():
        for fault in run(holdings):
            if isinstance(fault, Problem):
                log.add([fault])
            else:
                log.note(fault)


@checks.add("orphans")
def rows_that_concern_nothing(holdings: Holdings) -> Iterator[Fault]:
    """A release, label or depiction names its asset; a consent or clause its person."""
    for entity, owner in _OWNERS:
        for key, place in holdings.without(entity, owner):
            remedy = f"Fill the cell with the key of the {owner}."
            yield Problem(f"{entity} {key} names no {owner}.", place, remedy, "orphan")


@checks.add("territory")
def releases_without_territory(holdings: Holdings) -> Iterator[Fault]:
    """A release says where: what is released nowhere cannot be decided anywhere."""
    for key, place in holdings.without("release", "territory"):
        remedy = "Fill the cell with the code of a place; WW stands for the whole world."
        yield Problem(f"release {key} names no territory.", place, remedy, "no-territory")


@checks.add("order")
def ends_before_beginnings(holdings: Holdings) -> Iterator[Fault]:
    """Nothing ends before it begins."""
    for entity, earlier, later in _IN_ORDER:
        sheet = holdings.sheet(entity)
        if sheet is None or earlier not in sheet.columns or later not in sheet.columns:
            continue
        first, last = numbers_of(sheet.columns[earlier]), numbers_of(sheet.columns[later])
        # A blank compares neither way; "none" as an end is later than everything, as a beginning it says nothing.
        for row in np.flatnonzero((last < first) & np.isfinite(first)).tolist():
            begins, ends = (shown(sheet.columns[name].raw(row)) for name in (earlier, later))
            problem = f"{entity} {sheet.keys[row]}: {later} ({ends}) is before {earlier} ({begins})."
            yield Problem(problem, sheet.place_of(row, later), "Correct one of them.", "end-before-start")


@checks.add("never")
def days_that_never_come(holdings: Holdings) -> Iterator[Fault]:
    """The day whose law counts is a day, or blank while nobody knows it; `none` would hide every duty."""
    for entity, name, why in _DAY_THAT_MUST_COME:
        for row in holdings.rows_where(entity, name, lambda value: value == "none"):
            sheet = holdings.sheets[entity]
            remedy = "Fill the day, or remove the row; leave the cell blank if nobody knows the day yet."
            problem = f"{entity} {sheet.keys[row]}: {name} is none, but {why}."
            yield Problem(problem, sheet.place_of(row, name), remedy, "day-is-none")


@checks.add("performances")
def replicas_without_a_performance(holdings: Holdings) -> Iterator[Fault]:
    """Only somebody shown without a digital replica has no day on which its performance was recorded."""
    replicas = holdings.values("depiction", "by_replica")
    for row in holdings.rows_where("depiction", "performance_fixed_on", lambda value: value == "none"):
        if replicas[row] is not False:
            sheet = holdings.sheets["depiction"]
            problem = f"depiction {sheet.keys[row]}: performance_fixed_on is none, but by_replica is not no."
            remedy = "Fill the day of the performance, leave it blank if nobody knows it, or answer no to by_replica."
            yield Problem(problem, sheet.place_of(row, "performance_fixed_on"), remedy, "day-is-none")


@checks.add("parts")
def assets_that_are_part_of_themselves(holdings: Holdings) -> Iterator[Fault]:
    """Following `part_of` ends somewhere."""
    sheet = holdings.sheet("asset")
    if sheet is None or "part_of" not in sheet.columns:
        return
    wholes = dict(zip(sheet.keys, holdings.values("asset", "part_of"), strict=True))
    row_of = {key: row for row, key in enumerate(sheet.keys)}
    done: set[Value | None] = set()
    for key in sheet.keys:
        path: dict[Value | None, None] = {}
        at: Value | None = key
        while at in wholes and at not in done and at not in path:
            path[at] = None
            at = wholes[str(at)]
        if at in path:
            place = sheet.place_of(row_of[str(at)], "part_of")
            yield Problem(f"asset {at} is part of itself.", place, "Correct it.", "part-of-itself")
        done |= path.keys()


@checks.add("label-releases")
def labels_on_releases_of_other_assets(holdings: Holdings) -> Iterator[Fault]:
    """A label names releases of its own asset only."""
    labels, releases = holdings.sheet("label"), holdings.sheet("release")
    if labels is None or releases is None:
        return
    asset_of = dict(zip(releases.keys, holdings.values("release", "asset"), strict=True))
    rows = zip(holdings.values("label", "asset"), holdings.values("label", "releases"), strict=True)
    for row, (asset, listed) in enumerate(rows):
        for key in sorted(listed) if isinstance(listed, frozenset) else ():
            if asset is not None and asset_of.get(key, asset) != asset:
                problem = f"label {labels.keys[row]} of asset {asset} names release {key} of asset {asset_of[key]}."
                place = labels.place_of(row, "releases")
                yield Problem(problem, place, "Correct one of them.", "release-of-other-asset")


@checks.add("people")
def people_shown_but_not_listed(holdings: Holdings) -> Iterator[Fault]:
    """An asset that shows real people lists them as depictions, or is noted as not doing so."""
    sheet = holdings.sheet("asset")
    if sheet is None:
        return
    listed = set(holdings.values("depiction", "asset"))
    complete = holdings.values("asset", "depictions_complete")
    unlisted = [
        row
        for row, kinds in enumerate(holdings.values("asset", "subject_kinds"))
        if isinstance(kinds, frozenset) and kinds & _REAL_PEOPLE and sheet.keys[row] not in listed
    ]
    for row in unlisted:
        if complete[row] is True:
            problem = f"asset {sheet.keys[row]} shows real people and says that all are listed, but none is."
            remedy = "List them on the sheet depictions, or correct the answer."
            yield Problem(problem, sheet.place_of(row, "depictions_complete"), remedy, "people-not-listed")
    open_rows = [row for row in unlisted if complete[row] is not True]
    if open_rows:
        yield f"{_counted(sheet, open_rows)} real people, but no depiction is listed; what concerns them stays open."


@checks.add("unreleased")
def assets_without_release(holdings: Holdings) -> Iterator[Fault]:
    """An asset that no release names is decided for no territory."""
    sheet = holdings.sheet("asset")
    if sheet is None:
        return
    released = set(holdings.values("release", "asset"))
    rows = [row for row, key in enumerate(sheet.keys) if key not in released]
    if rows:
        yield f"{_counted(sheet, rows, 'has', 'have')} no release: no territory is decided for that."


@checks.add("platforms")
def platforms_beside_a_channel_that_has_none(holdings: Holdings) -> Iterator[Fault]:
    """A release through a channel that no platform carries names no platform; its terms would not hold."""
    off = set(holdings.rows_where("release", "channel", lambda channel: channel in ON_NO_PLATFORM))
    named = holdings.rows_where("release", "platforms", lambda names: names not in (None, _NOWHERE))
    rows = [row for row in named if row in off]
    if rows:
        sheet = holdings.sheets["release"]
        yield (
            f"{sheet.place_of(rows[0], 'platforms')}: {_counted(sheet, rows, 'names', 'name')} a platform beside a "
            "channel that none carries; its terms are not considered. Give what runs there a row with its own channel."
        )


@checks.add("statements")
def statements_without_effect(holdings: Holdings) -> Iterator[Fault]:
    """A statement fills something, or is noted as filling nothing."""
    for statement in holdings.statements:
        if not statement.filled:
            yield f"{statement.place}: statement {statement.id} fills no cell: every row it is about has an answer."


def _says_nothing(value: Value | None) -> bool:
    return value is None or value == "none"


def _counted(sheet: Sheet, rows: list[int], one: str = "shows", many: str = "show") -> str:
    if len(rows) == 1:
        return f"{sheet.entity} {sheet.keys[rows[0]]} {one}"
    return f"{len(rows):,} {sheet.entity}s (first {sheet.keys[rows[0]]}) {many}"

"""Which column holds which fact: the heading row is found, and its names are met with those of the vocabulary."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from compliance.inventory.letters import Match, Names, exact, loose, tidy
from compliance.inventory.problems import ReadingLog
from compliance.inventory.raw import LOOKALIKES, CellFault, Raw, RawSheet, Unreadable, shown
from compliance.vocabulary import Entity, Field, Vocabulary

TITLE_ROWS = 2
"""So many rows with something in them may stand above the heading row."""

EXCLUDE = "exclude_reason"
"""The field whose answer leaves a row out of the assessment, on the sheets that have it."""

_EXCLUDE_HEADINGS = ("exclude", "excluded", "exclude because", "out of scope", "left out", "not in scope")

_FIELD_WORDS = frozenset({"field", "fact"})
_VALUE_WORDS = frozenset({"value", "answer"})
_SIDE_WORDS = frozenset({"question", "note", "notes", "example", "unit", "choices", ""})


@dataclass(frozen=True)
class Heading:
    """The heading of a sheet, understood."""

    above: int
    """Number of rows up to and including it; the data begin after."""
    columns: Mapping[str, tuple[int, str]]
    """Field name to (index, title as written)."""
    extra: Mapping[str, int]
    """Columns named `x_...`."""
    unnamed: tuple[int, ...] = ()
    """Columns without a title."""
    vertical: bool = False
    """Whether the fields stand below each other, their names in the first column."""


class Headings:
    """The names a sheet's columns may have: field name, title, title with unit, or another name of the field."""

    def __init__(self, entity: Entity, vocabulary: Vocabulary) -> None:
        fields = entity.fields
        self.entity = entity
        self.fields: Mapping[str, Field] = fields
        self._vocabulary = vocabulary
        named = [(field.name, field.name) for field in fields.values()]
        named += [(field.title, field.name) for field in fields.values()]
        named += [(f"{field.title} ({field.unit})", field.name) for field in fields.values() if field.unit]
        named += [(other, field.name) for field in fields.values() for other in field.also_known_as]
        named += [(other, EXCLUDE) for other in _EXCLUDE_HEADINGS if EXCLUDE in fields]
        self.names = Names(named)

    def find(self, title: str) -> Match[str] | None:
        """Return the field a title names, or None. A path (`label.seconds`) is a name too."""
        return self.names.find(title) or self.names.find(tidy(title).removeprefix(f"{self.entity.name}."))

    def recognised(self, row: Sequence[Raw]) -> int:
        """Return how many different fields the cells of a row name."""
        return len({match.thing for cell in row if isinstance(cell, str) and (match := self.find(cell))})

    def unknown(self, title: str, what: str = "column") -> tuple[str, str]:
        """Return problem and remedy for a title that names no field."""
        problem = f"there is no {what} {shown(title)} on the sheet {self.entity.sheet}."
        if near := self.names.nearest(title):
            return problem, f"Did you mean {near}?"
        for other in self._vocabulary.entities.values():
            if other.sheet and other.name != self.entity.name and exact(title) in map(exact, other.fields):
                return problem, f"It belongs on the sheet {other.sheet}."
        own = loose(title).replace(" ", "_")
        return problem, f"Remove it, or call it x_{own} to keep it as a note of your own."


def read_heading(raw: RawSheet, headings: Headings, log: ReadingLog) -> Heading | None:
    """Find and understand the heading; None where there is none. Problems with single columns go to the log."""
    if raw.heading is not None:
        return _understood(raw, 0, raw.heading, headings, log)
    index = _heading_row(raw, headings)
    if index is None:
        first = [field.title for field in headings.fields.values() if not field.computed][:3]
        remedy = f"Put the column titles ({', '.join(first)} ...) in the first row."
        log.problem("the sheet has no heading row.", raw.place(), remedy, code="no-heading")
        return None
    if index:
        log.note(f"{raw.place()}: the heading was found in row {raw.number(index)}.")
    if _is_vertical(raw.rows[index], headings):
        return Heading(index + 1, {}, {}, vertical=True)
    return _understood(raw, index + 1, raw.rows[index], headings, log)


def _heading_row(raw: RawSheet, headings: Headings) -> int | None:
    """Return the row that names most fields, among the first ones that hold anything."""
    filled = (index for index, row in enumerate(raw.rows) if any(cell not in (None, "") for cell in row))
    candidates = list(islice(filled, TITLE_ROWS + 1))
    for index in candidates:
        if _is_vertical(raw.rows[index], headings):
            return index
    best = max(candidates, key=lambda index: (headings.recognised(raw.rows[index]), -index), default=None)
    return best if best is not None and headings.recognised(raw.rows[best]) else None


def _is_vertical(row: Sequence[Raw], headings: Headings) -> bool:
    words = [loose(cell) if isinstance(cell, str) else "" for cell in row]
    return (
        headings.entity.single
        and len(words) >= 2
        and words[0] in _FIELD_WORDS
        and words[1] in _VALUE_WORDS
        and all(word in _SIDE_WORDS for word in words[2:])
    )


def field_named(title: str, headings: Headings, taken: Mapping[str, object]) -> tuple[str, str]:
    """Return the field a title names, and a note where letters had to be read as others.

    Raises:
        CellFault: If it names no field, one that is worked out from others, or one in `taken`.
    """
    found = headings.find(title)
    if found is None:
        raise CellFault(*headings.unknown(title), "unknown-column")
    field = headings.fields[found.thing]
    if field.computed:
        inputs = " and ".join(sorted(path.removeprefix(f"{field.entity}.") for path in field.inputs))
        remedy = f"Remove it; give {inputs}."
        raise CellFault(f"{shown(title)} is worked out from other facts.", remedy, "computed-column")
    if field.name in taken:
        raise CellFault(
            f"{shown(title)} stands for {field.name}, which is there already.", "Keep one.", "duplicate-column"
        )
    return field.name, LOOKALIKES if found.looked_alike else ""


def _understood(raw: RawSheet, above: int, row: Sequence[Raw], headings: Headings, log: ReadingLog) -> Heading:
    columns: dict[str, tuple[int, str]] = {}
    extra: dict[str, int] = {}
    unnamed: list[int] = []
    for index, cell in enumerate(row):
        title = tidy(cell).replace("\n", " ") if isinstance(cell, str) else "" if cell is None else shown(cell)
        place = raw.place(above - 1 if above else None, title)
        if not title:
            unnamed.append(index)
        elif isinstance(cell, Unreadable):
            log.problem(cell.problem, place, cell.remedy, code=cell.code)
        elif title[:2].casefold() == "x_" and title.casefold() not in extra:
            extra[title.casefold()] = index
        elif title.casefold() in extra:
            log.problem(f"two columns are called {title}.", place, "Rename one.", code="duplicate-column")
        else:
            try:
                name, note = field_named(title, headings, columns)
            except CellFault as fault:
                log.problem(fault.problem, place, fault.remedy, code=fault.code)
                continue
            columns[name] = (index, title)
            if note:
                log.note(f"{place}: {note}")
    return Heading(above, columns, extra, tuple(unnamed))

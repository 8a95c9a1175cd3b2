"""What a cell says, by the type of its column. One function a type; each takes a cell as it stands and gives a value.

A blank cell, and a word such as `TBD`, gives None: unknown. A cell that says something else than its column asks for is
a fault with the way out; nothing is ever guessed into an answer.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import cached_property
from typing import TypeAlias

from compliance.inventory.answers import FOREVER, NEVER, NO, NONE, YES, is_spreadsheet_error, is_unknown
from compliance.inventory.dates import MIDNIGHT, SERIALS_FROM_1900, read_day, read_moment
from compliance.inventory.letters import Names, control_character, exact, latin, tidy
from compliance.inventory.numbers import read_duration, read_number
from compliance.inventory.places import Places
from compliance.inventory.raw import LOOKALIKES, CellFault, Raw, Reading, Unreadable, as_typed, shown
from compliance.registry import Registry
from compliance.vocabulary import Field

LONGEST_TEXT = 32_767
"""Characters of a cell; a spreadsheet holds no more, so a longer one is no cell of anybody's workbook."""

_PLAIN = re.compile(r"[A-Za-z0-9][\w.()/-]*(?: [\w.()/-]+)*", re.ASCII)
"""Most texts: nothing to clean, no error of a spreadsheet."""

_BLANK = Reading(None)
_LISTS = frozenset({"choices", "territories", "references"})


@dataclass(frozen=True)
class CellReader:
    """Reads the cells of one column."""

    field: Field
    places: Places
    serials_from: date = SERIALS_FROM_1900
    """Day 0 of day numbers in this file."""

    def read(self, raw: Raw) -> Reading:
        """Return what a cell says. Raises CellFault."""
        if raw is None or raw == "":
            return _BLANK
        if isinstance(raw, Unreadable):
            raise CellFault(raw.problem, raw.remedy, raw.code)
        if isinstance(raw, str):
            if len(raw) > LONGEST_TEXT or not _PLAIN.fullmatch(raw):
                raw = readable(raw)
            # A choice may itself be called `unknown`; as a choice it is an answer.
            if not raw or (is_unknown(raw) and not self.choices.find(raw)):
                return _BLANK
        elif isinstance(raw, tuple) and self.field.type not in _LISTS:
            raise CellFault("the cell holds a list; one value is wanted.", "Write one value.", "list-not-wanted")
        return self._read(self, raw)

    @cached_property
    def _read(self) -> CellType:
        return cell_types[self.field.type]

    @cached_property
    def choices(self) -> Names[str]:
        """Choices by code, by title and by alias; the codes are what a remedy suggests."""
        titles = [(title, code) for code, title in self.field.choices.items()]
        return Names([(code, code) for code in self.field.choices] + titles + [*self.field.aliases.items()])


CellType: TypeAlias = Callable[[CellReader, Raw], Reading]

cell_types: Registry[CellType] = Registry("field type")


def readable(text: str) -> str:
    """Return a text without what nobody sees. Raises CellFault for one that is no content of a cell."""
    if len(text) > LONGEST_TEXT:
        remedy = "Keep long texts in a document and refer to it."
        raise CellFault(
            f"the cell holds {len(text):,} characters; {LONGEST_TEXT:,} is the most.", remedy, "cell-too-long"
        )
    if control := control_character(text):
        raise CellFault(f"the cell holds a control character: {control!r}.", "Retype the cell.", "control-character")
    text = tidy(text)
    if is_spreadsheet_error(text):
        raise CellFault(f"the cell shows the error {text}.", ERROR_REMEDY, "error-cell")
    return text


ERROR_REMEDY = "Correct the formula or type the value; leave the cell blank if nobody knows it yet."


@cell_types.add("yes_no")
def yes_no(_: CellReader, raw: Raw) -> Reading:
    """Return true or false."""
    if isinstance(raw, bool):
        return Reading(raw)
    text = as_text(raw)
    for word, note in ((exact(text), ""), (exact(latin(text)), LOOKALIKES)):
        if word in YES or word in NO:
            return Reading(word in YES, note)
    raise CellFault(f"{shown(raw)} is neither yes nor no.", "Write yes or no, or leave it blank.", "not-yes-or-no")


@cell_types.add("choice")
def choice(reader: CellReader, raw: Raw) -> Reading:
    """Return the code of one choice."""
    text = as_text(raw)
    found = reader.choices.find(text)
    if found:
        return Reading(found.thing, LOOKALIKES if found.looked_alike else "")
    if exact(text) in NONE and "none" in reader.field.choices:
        return Reading("none")
    near = reader.choices.nearest(text)
    remedy = f"Did you mean {near}?" if near else f"Write one of: {', '.join(reader.field.choices)}."
    raise CellFault(f"{shown(text)} is no choice.", remedy, "unknown-choice")


@cell_types.add("choices")
def choices(reader: CellReader, raw: Raw) -> Reading:
    """Return the codes of several choices."""
    none = frozenset({"none"}) if "none" in reader.field.choices else frozenset[str]()
    return _set_of(
        raw, lambda part: choice(reader, part), lambda text: reader.choices.find(text) is not None, none=none
    )


@cell_types.add("territory")
def territory(reader: CellReader, raw: Raw) -> Reading:
    """Return the code of a place, or the answer `none`."""
    text = as_text(raw)
    return Reading("none") if exact(text) == "none" else reader.places.read(text)


@cell_types.add("territories")
def territories(reader: CellReader, raw: Raw) -> Reading:
    """Return the codes of several places."""
    return _set_of(raw, reader.places.read, reader.places.knows)


@cell_types.add("number")
def number(reader: CellReader, raw: Raw) -> Reading:
    """Return a number in the unit of the column."""
    return read_number(raw, reader.field.unit)


@cell_types.add("duration")
def duration(_: CellReader, raw: Raw) -> Reading:
    """Return a length of time in days."""
    return read_duration(raw)


@cell_types.add("date")
def day(reader: CellReader, raw: Raw) -> Reading:
    """Return a day, or the answer `none`."""
    if isinstance(raw, str) and _means_none(reader, raw):
        return Reading("none")
    return Reading(*read_day(raw, reader.serials_from))


@cell_types.add("datetime")
def moment(reader: CellReader, raw: Raw) -> Reading:
    """Return a moment with its offset, or the answer `none`."""
    if isinstance(raw, str) and _means_none(reader, raw):
        return Reading("none")
    return Reading(read_moment(raw))


@cell_types.add("text")
@cell_types.add("wording")
def text(_: CellReader, raw: Raw) -> Reading:
    """Return text; a whole number is written without its point."""
    return Reading(as_text(raw))


@cell_types.add("reference")
def reference(_: CellReader, raw: Raw) -> Reading:
    """Return the key of another row, or the answer `none`."""
    key = as_text(raw)
    return Reading("none" if exact(key) in NONE else key)


@cell_types.add("references")
def references(_: CellReader, raw: Raw) -> Reading:
    """Return the keys of other rows, `all`, or nothing for `none`."""
    read = _set_of(raw, Reading, lambda _: False)
    members = read.value if isinstance(read.value, frozenset) else frozenset[str]()
    if not any(exact(member) == "all" for member in members):
        return read
    if len(members) > 1:
        raise CellFault(f"{shown(raw)} names all and some.", "Write all, or the list.", "all-and-some")
    return Reading(frozenset({"all"}))


def as_text(raw: Raw) -> str:
    """Return a cell as text. Whole numbers lose the point a spreadsheet gave them: 5.0 is the id `5`."""
    if isinstance(raw, str):
        return raw
    if isinstance(raw, datetime) and raw.time() == MIDNIGHT:
        return raw.date().isoformat()
    if isinstance(raw, bool | int | float | date | time):
        return as_typed(raw)
    raise CellFault(f"{shown(raw)} is no text.", "Type it as text.", "not-text")


def _means_none(reader: CellReader, word: str) -> bool:
    return exact(word) in (FOREVER if reader.field.none_means == "forever" else NEVER)


def _set_of(
    raw: Raw,
    read: Callable[[str], Reading],
    is_known: Callable[[str], bool],
    none: frozenset[str] = frozenset(),
) -> Reading:
    """Return the set of what the parts of a cell say, or what the answer `none` stands for."""
    parts = [as_text(part) for part in raw if part is not None] if isinstance(raw, tuple) else _parts(raw, is_known)
    if len(parts) == 1 and exact(parts[0]) in NONE and not is_known(parts[0]):
        return Reading(none)
    if isinstance(raw, tuple) and not raw:
        return Reading(none)
    values: set[str] = set()
    notes: dict[str, None] = {}
    for part in map(readable, parts):
        if not part or (is_unknown(part) and not is_known(part)):
            remedy = "List what there is, or leave the cell blank."
            raise CellFault(f"{shown(raw)} holds a blank among its answers.", remedy, "blank-in-list")
        found = read(part)
        assert isinstance(found.value, str)
        values.add(found.value)
        if found.note:
            notes[found.note] = None
    if "none" in values and len(values) > 1:
        raise CellFault(f"{shown(raw)} says none and some.", "Write none, or the list.", "none-and-some")
    return Reading(frozenset(values), " ".join(notes))


def _parts(raw: Raw, is_known: Callable[[str], bool]) -> list[str]:
    """Split a list. A comma separates only where every part is known and the whole is not."""
    parts: list[str] = []
    for piece in as_text(raw).replace("\n", ";").split(";"):
        by_comma = piece.split(",")
        if len(by_comma) > 1 and not is_known(piece) and all(map(is_known, by_comma)):
            parts += by_comma
        else:
            parts.append(piece)
    filled = [part.strip() for part in parts]
    # A separator at the end lists nothing more.
    return filled[:-1] if len(filled) > 1 and not filled[-1] else filled

"""What a workbook's sheet holds beside values: errors, formulas nobody calculated, percentages, and its real extent.

The library that reads the values gives blank cells for all of the first two, which would turn "this went wrong" into
"nobody knows yet". A sheet is looked through as text first, which is fast; only one that holds anything of the kind is
parsed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias
from xml.parsers import expat

import numpy as np
from numpy.typing import NDArray

from compliance.inventory.cells import ERROR_REMEDY
from compliance.inventory.raw import Unreadable

_TELLING = (b't="e"', b"t='e'", b":c")
"""An error; a cell in another spelling."""
_LONGEST_NAME = 24
_LONGEST_TAG = 4096
Bytes: TypeAlias = NDArray[np.uint8]
Positions: TypeAlias = NDArray[np.intp]

_CELL_NAME = re.compile(r"([A-Z]{1,3})(\d{1,7})")

NOT_CALCULATED = Unreadable(
    "a formula",
    "the cell holds a formula that was not calculated.",
    "Open the workbook in the spreadsheet program and save it, or type the value.",
    "formula-not-calculated",
)


@dataclass
class Scan:
    """What was found in one sheet. Cells are (row, column), counted from 0."""

    rows: int = 0
    """Number of rows and columns that its cells reach to."""
    columns: int = 0
    unreadable: dict[tuple[int, int], Unreadable] = field(default_factory=dict)
    percentages: set[tuple[int, int]] = field(default_factory=set)


def scan(
    chunks: Iterable[bytes], again: Iterable[bytes], percent_styles: frozenset[int], *, recalculates: bool
) -> Scan:
    """Look through a sheet.

    Args:
        chunks: The sheet.
        again: The sheet once more, for a closer look where one is needed.
        percent_styles: Cell styles that show a percentage.
        recalculates: Whether stored values of formulas are not to be trusted.

    Raises:
        expat.ExpatError: If the sheet is not well-formed.
        ValueError: If a cell has an impossible name.
    """
    glance = _Glance(percent_styles)
    for chunk in _whole_tags(chunks):
        glance.take(chunk)
    if not glance.needs_closer_look:
        return Scan(glance.rows, glance.columns)
    look = _CloserLook(percent_styles, recalculates=recalculates)
    for chunk in again:
        look.parser.Parse(chunk, False)
    look.parser.Parse(b"", True)
    return look.found


class _Glance:
    """Looks through the bytes of a sheet for what would need parsing, and how far its cells reach."""

    def __init__(self, percent_styles: frozenset[int]) -> None:
        self.rows = 0
        self.columns = 0
        self.needs_closer_look = False
        numbers = "|".join(map(str, sorted(percent_styles)))
        self._percent = re.compile(f' s="(?:{numbers})"'.encode()) if percent_styles else None

    def take(self, chunk: bytes) -> None:
        """Look at the next piece, which cuts no tag in two."""
        text = np.frombuffer(chunk + bytes(_LONGEST_NAME), np.uint8)
        tags = np.flatnonzero(text == ord("<"))
        names = tags[_ends_a_name(text[tags + 2])]
        cells = names[text[names + 1] == ord("c")]
        self.needs_closer_look = (
            self.needs_closer_look
            or bool((text[names + 1] == ord("f")).any())
            or not self._are_plain(text, cells)
            or _are_named_again(text, tags, cells)
            or any(sign in chunk for sign in _TELLING)
            or (self._percent is not None and self._percent.search(chunk) is not None)
        )

    def _are_plain(self, text: Bytes, cells: Positions) -> bool:
        """Whether all cells begin like `<c r="AB12"`; if so, how far they reach is noted."""
        if not len(cells):
            return True
        for at, letter in enumerate(b' r="', 2):
            if (text[cells + at] != letter).any():
                return False
        first, second = text[cells + 6], text[cells + 7]
        has_two = _is_between(second, b"A", b"Z")
        digits = cells + 7 + has_two
        if not (_is_between(first, b"A", b"Z") & _is_between(text[digits], b"1", b"9")).all():
            return False
        columns = np.where(has_two, (first - 64).astype(np.int32) * 26 + second - 64, first - 64)
        self.columns = max(self.columns, int(columns.max()))
        self.rows = max(self.rows, int(_numbers_at(text, digits).max()))
        return True


def _are_named_again(text: Bytes, tags: Positions, cells: Positions) -> bool:
    """Whether a cell has another attribute `r` after its first, or any attribute is spelt unusually.

    A parser that keeps the last of two would put the cell elsewhere than it seems to stand.
    """
    equals = np.flatnonzero(text == ord("="))
    before, further = text[equals - 1], text[equals - 2]
    # Whatever is no larger than the quotation marks ends a word here.
    references = np.zeros(len(text), bool)
    references[equals[(before == ord("r")) & (further <= ord("'"))]] = True
    references[cells + 4] = False
    owners = tags[np.searchsorted(tags, np.flatnonzero(references)) - 1]
    return bool((before <= ord(" ")).any() or (text[owners + 1] == ord("c")).any())


def _ends_a_name(text: Bytes) -> NDArray[np.bool_]:
    ends: NDArray[np.bool_] = (text <= ord(" ")) | (text == ord("/")) | (text == ord(">"))
    return ends


def _is_between(text: Bytes, first: bytes, last: bytes) -> NDArray[np.bool_]:
    # Bytes below the first wrap round to large numbers, so that one comparison does for two.
    between: NDArray[np.bool_] = (text - first[0]) <= last[0] - first[0]
    return between


def _numbers_at(text: Bytes, at: Positions) -> NDArray[np.int32]:
    """Return the number that begins at each position; a row number has seven digits at most."""
    numbers = (text[at] - 48).astype(np.int32)
    going_on = np.ones(len(at), bool)
    for step in range(1, 8):
        digit = text[at + step]
        going_on &= _is_between(digit, b"0", b"9")
        if not going_on.any():
            break
        numbers = np.where(going_on, numbers * 10 + digit - 48, numbers)
    return numbers


class _CloserLook:
    """Parses a sheet and keeps what values alone do not tell."""

    def __init__(self, percent_styles: frozenset[int], *, recalculates: bool) -> None:
        self.found = Scan()
        self.parser = expat.ParserCreate()
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._text
        self._percent_styles = {str(style) for style in percent_styles}
        self._recalculates = recalculates
        self._row, self._column = -1, -1
        self._cell: Mapping[str, str] = {}
        self._has_formula = self._in_value = False
        self._value = ""

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        match tag.rpartition(":")[2]:
            case "row":
                number = attributes.get("r", "")
                self._row = int(number) - 1 if number.isdecimal() else self._row + 1
                self._column = -1
            case "c":
                self._begin_cell(attributes)
            case "f":
                self._has_formula = True
            case "v" | "t":
                self._in_value = True

    def _begin_cell(self, attributes: dict[str, str]) -> None:
        self._cell, self._has_formula, self._value = attributes, False, ""
        if "r" not in attributes:
            self._column += 1
            return
        named = _CELL_NAME.fullmatch(attributes["r"])
        if named is None:
            message = f"no cell is called {attributes['r']}"
            raise ValueError(message)
        self._column, self._row = column_number(named[1]), int(named[2]) - 1

    def _text(self, text: str) -> None:
        if self._in_value:
            self._value += text

    def _end(self, tag: str) -> None:
        match tag.rpartition(":")[2]:
            case "v" | "t":
                self._in_value = False
            case "c":
                self._end_cell()

    def _end_cell(self) -> None:
        at, kind = (self._row, self._column), self._cell.get("t", "n")
        if self._value or self._has_formula:
            self.found.rows = max(self.found.rows, self._row + 1)
            self.found.columns = max(self.found.columns, self._column + 1)
        # An empty text is a value a formula may have; an empty number is none.
        if self._has_formula and (self._recalculates or (not self._value and kind != "str")):
            self.found.unreadable[at] = NOT_CALCULATED
        elif kind == "e":
            shown = self._value or "an error"
            self.found.unreadable[at] = Unreadable(
                shown, f"the cell shows the error {shown}.", ERROR_REMEDY, "error-cell"
            )
        elif kind == "n" and self._value and self._cell.get("s") in self._percent_styles:
            self.found.percentages.add(at)


def _whole_tags(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """Yield the same text in pieces that cut no tag in two, but for tags too long to be any."""
    carried = b""
    for chunk in chunks:
        text = carried + chunk
        cut = text.rfind(b"<")
        if cut < len(text) - _LONGEST_TAG:
            cut = len(text)
        carried = text[cut:]
        yield text[:cut]
    yield carried


def column_number(letters: str) -> int:
    """Return the index of a column from its letters.

    >>> column_number("A"), column_number("AB")
    (0, 27)
    """
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1

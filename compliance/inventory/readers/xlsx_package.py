"""The archive that an Excel workbook is: opened with care, before anything in it is believed.

What a part declares to hold is checked against limits first, and what it holds against what it declares; entities are
refused, so no part can grow while it is read.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree import ElementTree as ET

from compliance.errors import InventoryError, Place

MOST_PARTS = 10_000
LARGEST_CONTENT = 1_000_000_000
"""Bytes of all parts together, unpacked."""
LARGEST_RATIO = 300
"""How many times larger than its packed form a part may be, once it is large at all."""
LARGE_PART = 20_000_000

_CHUNK = 1 << 20
_ROOT = re.compile(rb"<[A-Za-z_][^>]*")
_HUGE = re.compile(rb"[cC]ount\s*=\s*.\s*[+]?\d{8}")
_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_LINK = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_PERCENT_FORMATS = frozenset({9, 10})
"""Number formats every spreadsheet program has built in: 0% and 0.00%."""
_QUOTED = re.compile(r'"[^"]*"|\\.')
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, RuntimeError, NotImplementedError, KeyError)
"""What the archive library raises for archives that are damaged, locked or packed in unusual ways."""


@dataclass(frozen=True)
class Package:
    """The parts of a workbook."""

    archive: zipfile.ZipFile
    place: Place

    @classmethod
    def opened(cls, content: bytes, place: Place) -> Package:
        """Open a workbook. Raises InventoryError for an archive that is damaged or dangerous."""
        try:
            package = cls(zipfile.ZipFile(io.BytesIO(content)), place)
        except _BROKEN as fault:
            raise damaged(place) from fault
        package._check_declared()
        return package

    def chunks(self, part: str) -> Iterator[bytes]:
        """Yield what a part holds, piece by piece. Raises InventoryError where it is not what it declares to be."""
        try:
            with self.archive.open(part) as stream:
                chunk = stream.read(_CHUNK)
                self._check_start(chunk)
                while chunk:
                    yield chunk
                    chunk = stream.read(_CHUNK)
        except _BROKEN as fault:
            raise damaged(self.place) from fault

    def tree(self, part: str) -> ET.Element:
        """Return a small part as a tree."""
        try:
            return ET.fromstring(b"".join(self.chunks(part)))  # noqa: S314 - parts with entities are refused
        except (ET.ParseError, LookupError, ValueError) as fault:
            raise damaged(self.place) from fault

    def has(self, part: str) -> bool:
        """Whether there is such a part."""
        return part in self.archive.NameToInfo

    def check_content(self, but: frozenset[str]) -> None:
        """Unpack every part a reader may look at and throw it away: one that lies about its size is found here.

        `but` names parts that are unpacked elsewhere.
        """
        for part in self.archive.namelist():
            if part.endswith((".xml", ".rels")) and part not in but:
                for _ in self.chunks(part):
                    pass

    def _check_declared(self) -> None:
        parts = self.archive.infolist()
        names = [part.filename for part in parts]
        if len(parts) > MOST_PARTS:
            raise self._bomb(f"holds {len(parts):,} parts; {MOST_PARTS:,} is the most.")
        if len(set(names)) < len(names) or any(name.startswith("/") or ".." in name.split("/") for name in names):
            raise damaged(self.place)
        total = sum(part.file_size for part in parts)
        if total > LARGEST_CONTENT:
            raise self._bomb(f"would unpack to {total:,} bytes; {LARGEST_CONTENT:,} is the most.")
        for part in parts:
            if part.flag_bits & 1:
                remedy = "Save a copy without password."
                raise InventoryError(
                    "is protected with a password.", at=self.place, remedy=remedy, code="password-protected"
                )
            if part.file_size > LARGE_PART and part.file_size > LARGEST_RATIO * part.compress_size:
                raise self._bomb(
                    f"holds a part that would unpack to {part.file_size:,} bytes, far more than it is packed."
                )

    def _check_start(self, start: bytes) -> None:
        """Refuse a document type, which alone can hold entities, and counts that would reserve the whole memory.

        Both stand before or in the first element, or nowhere.
        """
        root = _ROOT.search(start)
        if (start and root is None) or (root and (b"<!DOCTYPE" in start[: root.start()] or _HUGE.search(root.group()))):
            raise InventoryError(
                "holds a part that begins like no workbook's.", at=self.place, remedy=SAVE_AGAIN, code="dangerous-file"
            )

    def _bomb(self, problem: str) -> InventoryError:
        return InventoryError(
            problem, at=self.place, remedy="Copy the rows into a new workbook.", code="dangerous-file"
        )


SAVE_AGAIN = "Open it in the spreadsheet program and save it again."


def damaged(place: Place) -> InventoryError:
    """Return the error of a workbook that is damaged or was cut short."""
    return InventoryError("is damaged or cut short.", at=place, remedy=SAVE_AGAIN, code="damaged-file")


@dataclass(frozen=True)
class Outline:
    """What a workbook says about itself."""

    parts: dict[str, str]
    """Sheet name to the part that holds it."""
    recalculates: bool
    """Whether formulas are to be calculated on opening: their stored values are then nobody's answers."""
    counts_from_1904: bool
    percent_styles: frozenset[int]
    """Cell styles that show a number as a percentage."""
    has_macros: bool


def outline(package: Package) -> Outline:
    """Read the parts of a workbook that describe the others. Raises InventoryError."""
    if not package.has("xl/workbook.xml"):
        raise damaged(package.place)
    book = package.tree("xl/workbook.xml")
    targets = _targets(package)
    parts = {
        sheet.get("name", ""): targets[sheet.get(_LINK, "")]
        for sheet in book.iter(f"{_MAIN}sheet")
        if sheet.get(_LINK, "") in targets
    }
    about, counting = book.find(f"{_MAIN}workbookPr"), book.find(f"{_MAIN}calcPr")
    return Outline(
        parts,
        recalculates=counting is not None and counting.get("fullCalcOnLoad") in {"1", "true"},
        counts_from_1904=about is not None and about.get("date1904") in {"1", "true"},
        percent_styles=_percent_styles(package),
        has_macros=package.has("xl/vbaProject.bin"),
    )


def _targets(package: Package) -> dict[str, str]:
    if not package.has("xl/_rels/workbook.xml.rels"):
        raise damaged(package.place)
    found = {}
    for link in package.tree("xl/_rels/workbook.xml.rels"):
        target = link.get("Target", "")
        part = target[1:] if target.startswith("/") else posixpath.normpath(posixpath.join("xl", target))
        if link.get("Type", "").endswith("/worksheet") and package.has(part):
            found[link.get("Id", "")] = part
    return found


def _percent_styles(package: Package) -> frozenset[int]:
    if not package.has("xl/styles.xml"):
        return frozenset()
    styles = package.tree("xl/styles.xml")
    formats = set(_PERCENT_FORMATS)
    for form in styles.iter(f"{_MAIN}numFmt"):
        if "%" in _QUOTED.sub("", form.get("formatCode", "")):
            formats.add(_number(form.get("numFmtId")))
    used = styles.find(f"{_MAIN}cellXfs")
    styled = enumerate(used if used is not None else ())
    return frozenset(index for index, style in styled if _number(style.get("numFmtId")) in formats)


def _number(text: str | None) -> int:
    return int(text) if text and text.isdecimal() else -1

"""What kind of file somebody named: by what stands in it first, then by its ending."""

from __future__ import annotations

import zipfile
from pathlib import Path

from compliance.errors import InventoryError, Place, nearest
from compliance.inventory.readers.arrow_folder import holds_arrow
from compliance.inventory.readers.kinds import LARGEST_FILE, Reader, readers

_SAVE_AS = "Save it as an Excel workbook (.xlsx)."

_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")

_SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"%PDF", "a PDF document"),
    (b"{\\rtf", "an RTF document"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"\x1f\x8b", "a compressed file"),
    (b"7z\xbc\xaf", "a compressed file"),
    (b"Rar!", "a compressed file"),
    (b"SQLite format 3\x00", "a database"),
    (b"<!DOCTYPE", "a web page"),
    (b"<html", "a web page"),
)

_PARTS: tuple[tuple[str, str], ...] = (
    ("xl/workbook.bin", "a binary Excel workbook (.xlsb)"),
    ("word/document.xml", "a Word document"),
    ("ppt/presentation.xml", "a presentation"),
    ("Index/Document.iwa", "a Numbers or Pages file"),
)


def reader_for(path: Path) -> Reader:
    """Return the reader for a file or folder.

    Raises:
        InventoryError: If there is no such file, or it is of no kind that can be read.
    """
    place = Place(str(path))
    if not path.exists():
        raise InventoryError("does not exist.", at=place, remedy=_near(path), code="no-such-file")
    if path.is_dir():
        return readers["arrow" if holds_arrow(path) else "csv"]
    if not path.is_file():
        raise InventoryError("is no file.", at=place, remedy="Name a workbook or a folder.", code="not-a-file")
    try:
        with path.open("rb") as stream:
            start = stream.read(512)
            size = path.stat().st_size
            # The directory of an OLE file may stand anywhere; only such files are looked through.
            rest = stream.read() if start.startswith(_OLE) and size <= LARGEST_FILE else b""
    except OSError as fault:
        reason = (fault.strerror or "the system gave no reason").lower()
        raise InventoryError(f"cannot be read: {reason}.", at=place, code="unreadable-file") from fault
    _refuse(path, place, size, start, rest)
    if start.startswith(b"PK"):
        return readers["xlsx"]
    if start.startswith((b"PAR1", b"ARROW1")):
        remedy = f"Put it in a folder as assets{path.suffix}, beside the other sheets, and name the folder."
        raise InventoryError(
            "is a single Parquet or Arrow file; an inventory has several sheets.",
            at=place,
            remedy=remedy,
            code="single-table",
        )
    suffix = path.suffix.casefold()
    for reader in readers.values():
        if suffix in reader.suffixes and reader is not readers["xlsx"]:
            return reader
    if suffix in {".csv", ".tsv"}:
        remedy = (
            f"Put it in a folder as assets.csv, beside the other sheets, and name the folder instead of {path.name}."
        )
        raise InventoryError(
            "is a single CSV file; an inventory has several sheets.", at=place, remedy=remedy, code="single-csv"
        )
    if suffix in readers["xlsx"].suffixes:
        remedy = "Open it in the spreadsheet program and save it again."
        raise InventoryError(
            "is damaged or cut short: it does not begin like a workbook.", at=place, remedy=remedy, code="damaged-file"
        )
    endings = ", ".join(ending for reader in readers.values() for ending in reader.suffixes)
    raise InventoryError(
        "is of a kind that is not read.",
        at=place,
        remedy=f"Known endings: {endings}, or a folder of CSV files.",
        code="unknown-kind",
    )


def _refuse(path: Path, place: Place, size: int, start: bytes, rest: bytes) -> None:
    """Raise InventoryError for files that certainly are no inventory, saying what they are."""
    if not size:
        raise InventoryError("is empty.", at=place, remedy="Start from `clearance workbook`.", code="empty-file")
    if size > LARGEST_FILE:
        text = f"holds {size:,} bytes; {LARGEST_FILE:,} is the most."
        raise InventoryError(text, at=place, remedy="Split the inventory.", code="file-too-large")
    if start.startswith(_OLE):
        if _ENCRYPTED in rest:
            remedy = "Save a copy without password."
            raise InventoryError("is protected with a password.", at=place, remedy=remedy, code="password-protected")
        raise InventoryError(
            "is an Excel workbook of the old kind (.xls) or another old document.",
            at=place,
            remedy=_SAVE_AS,
            code="old-workbook",
        )
    for signature, what in _SIGNATURES:
        if start.lstrip().startswith(signature):
            raise InventoryError(f"is {what}, not an inventory.", at=place, remedy=_SAVE_AS, code="wrong-kind")
    if start.startswith(b"PK"):
        _refuse_other_archives(path, place)


def _refuse_other_archives(path: Path, place: Place) -> None:
    try:
        with zipfile.ZipFile(path) as archive:
            names = set(archive.namelist())
            mimetype = archive.read("mimetype")[:80] if "mimetype" in names else b""
    except (zipfile.BadZipFile, OSError, NotImplementedError, RuntimeError, ValueError):
        return  # the workbook reader says what is wrong with it
    what = next((what for part, what in _PARTS if part in names), "")
    if mimetype.startswith(b"application/vnd.oasis.opendocument"):
        what = "an OpenDocument file"
    if not what and "xl/workbook.xml" not in names:
        what = "an archive"
    if what:
        raise InventoryError(f"is {what}, not an inventory.", at=place, remedy=_SAVE_AS, code="wrong-kind")


def _near(path: Path) -> str:
    try:
        names = [other.name for other in path.parent.iterdir()]
    except OSError:
        return f"There is no folder {path.parent} either."
    near = nearest(path.name, names)
    return f"Did you mean {path.parent / near}?" if near else "Check the path."

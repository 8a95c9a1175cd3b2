"""Folders of CSV files, one file a sheet: assets.csv, releases.csv and so on.

The first row of a file holds the titles or names of its columns, each further row is one thing. Cells are separated by
commas, semicolons or tabs; a cell that holds the separator, or a line break, stands in quotation marks. The files are
UTF-8. Several answers in one cell are separated by semicolons. The project and the organisation, which have one row
each, may also be written as two columns, Fact and Answer.

    assets.csv    id,title,medium,techniques
                  A-001,Main trailer,video,face_swap; lip_sync
    releases.csv  id,asset,territory,starts_on,ends_on
                  R-001,A-001,worldwide,2026-12-01,none
"""

from __future__ import annotations

import csv
import hashlib
import io
from collections import Counter
from pathlib import Path

from compliance.errors import InventoryError, Place
from compliance.inventory.problems import ReadingLog
from compliance.inventory.raw import CellFault, Raw, RawBook, RawSheet
from compliance.inventory.readers.kinds import LARGEST_FILE, Reader, readers

_SUFFIXES = (".csv", ".tsv")
_SEPARATORS = ",;\t"
_SAMPLE = 20
_NOT_DATA = (".md", ".txt", ".pdf", ".toml", ".yaml", ".yml", ".json")


def read_folder(path: Path) -> RawBook:
    """Return the sheets of a folder. Sub-folders and other files are not read, and noted.

    Raises:
        InventoryError: With every problem of every file.
    """
    log = ReadingLog()
    files = _files(path, log)
    if not files:
        remedy = "Name the folder that holds assets.csv, releases.csv and so on, each with a row of column titles."
        raise InventoryError("the folder holds no CSV file.", at=Place(str(path)), remedy=remedy, code="no-csv-files")
    digest, size, sheets = hashlib.sha256(), 0, []
    for file in files:
        try:
            content = _content(file, path)
            digest.update(f"{file.name}\0{len(content)}\0".encode())
            digest.update(content)
            size += len(content)
            sheets.append(_sheet(file, content))
        except CellFault as fault:
            log.problem(fault.problem, Place(file.name), fault.remedy, code=fault.code)
        except InventoryError as fault:
            log.add(fault.problems)
    log.raise_problems()
    return RawBook(path.name or str(path), digest.hexdigest(), size, tuple(sheets), tuple(log.notes))


def _files(folder: Path, log: ReadingLog) -> list[Path]:
    files = []
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name.casefold()):
        if entry.name.startswith((".", "~$")):
            continue
        if entry.suffix.casefold() in _SUFFIXES:
            files.append(entry)
        else:
            log.note(f"{folder.name}: {entry.name} was not read, because it is no CSV file.")
    return files


def _content(file: Path, folder: Path) -> bytes:
    """Return the bytes of a file that really stands in the folder."""
    if not file.resolve().is_relative_to(folder.resolve()):
        raise CellFault("is a link to a file outside the folder.", "Put the file itself there.", "outside-folder")
    if not file.is_file():
        raise CellFault("is no file.", "Remove it.", "not-a-file")
    if file.stat().st_size > LARGEST_FILE:
        raise CellFault(f"is larger than {LARGEST_FILE:,} bytes.", "Split the inventory.", "file-too-large")
    try:
        return file.read_bytes()
    except OSError as fault:
        reason = (fault.strerror or "the system gave no reason").lower()
        raise CellFault(f"cannot be read: {reason}.", "Check its permissions.", "unreadable-file") from fault


def _sheet(file: Path, content: bytes) -> RawSheet:
    text = _decoded(file, content)
    first, _, rest = text.partition("\n")
    separator = ""
    # A first line `sep=;` tells a spreadsheet program the separator; the program does not count it as a row.
    if first.strip().casefold().startswith("sep=") and len(first.strip()) == 5:
        separator, text = first.strip()[4], rest
    separator = separator or _separator(text)
    rows: list[list[Raw]] = []
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    try:
        rows.extend(list(row) for row in reader)
    except csv.Error as fault:
        place = Place(file.name, sheet=file.stem, row=len(rows) + 1)
        remedy = "Check the quotation marks of this row and the ones before, and that every cell is of usual size."
        raise InventoryError(f"is not CSV: {fault}.", at=place, remedy=remedy, code="bad-csv") from fault
    width = max(map(len, rows), default=0)
    for row in rows:
        row.extend([""] * (width - len(row)))
    return RawSheet(file.stem, file.name, rows)


def _decoded(file: Path, content: bytes) -> str:
    if not content.strip():
        return ""
    encoding = "utf-16" if content.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as fault:
        row = content.count(b"\n", 0, fault.start) + 1
        raise InventoryError(
            f"is not UTF-8 text: byte {content[fault.start]:#04x}.",
            at=Place(file.name, sheet=file.stem, row=row),
            remedy="Save it as CSV UTF-8 (comma delimited).",
            code="not-utf8",
        ) from fault
    if "\0" in text:
        raise CellFault("holds bytes that are no text.", "Save it as CSV UTF-8 (comma delimited).", "not-text")
    return text


def _separator(text: str) -> str:
    """Return the separator under which most of the first rows are equally wide; a list in a cell makes rows uneven."""
    lines = io.StringIO(text, newline="")
    sample = "".join(line for _, line in zip(range(_SAMPLE), lines, strict=False))

    def evenness(separator: str) -> tuple[int, int]:
        try:
            rows = list(csv.reader(io.StringIO(sample, newline=""), delimiter=separator))
        except csv.Error:
            return 0, 0
        widths = Counter(len(row) for row in rows if len(row) > 1)
        return max(((count, width) for width, count in widths.items()), default=(0, 0))

    return max(_SEPARATORS, key=evenness)


readers.add("csv")(Reader("a folder of CSV files", (), read_folder))

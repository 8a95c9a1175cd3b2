"""Folders of Parquet or Arrow files, one a sheet: assets.parquet, releases.parquet and so on.

The columns are named as in a workbook. A sheet may also be a folder of such files, which are its rows one after the
other: `assets/part-0.parquet`, `assets/part-1.parquet`. Cells are text, numbers, true or false, dates, instants with
their offset, or lists of texts; what is null (or no number) is unknown. A file that holds more than cells can is
refused column by column.

Reading such a folder needs `pyarrow`, the extra `columnar`.
"""

from __future__ import annotations

import hashlib
import math
from collections.abc import Iterable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import numpy as np

from compliance.errors import InventoryError, Place
from compliance.inventory.problems import ReadingLog
from compliance.inventory.raw import CellFault, Raw, RawBook, RawColumn, RawSheet, Unreadable
from compliance.inventory.readers.kinds import Reader, readers

PARQUET = (".parquet", ".pq")
ARROW = (".arrow", ".feather", ".ipc")

LARGEST_READ = 16_000_000_000
"""Bytes of a file once its columns are unpacked."""

_BLOCK = 1 << 20
_NOT_NUMBERS = (None, "")


def holds_arrow(folder: Path) -> bool:
    """Return whether a folder, or a folder in it, holds Parquet or Arrow files."""
    try:
        return any(
            _is_one(entry) or (entry.is_dir() and any(map(_is_one, entry.iterdir()))) for entry in folder.iterdir()
        )
    except OSError:
        return False


def read_folder(path: Path) -> RawBook:
    """Return the sheets of a folder. A sheet in CSV beside them is refused; other files are not read, and noted.

    Raises:
        InventoryError: With every problem of every file.
    """
    log = ReadingLog()
    digest, size, sheets = hashlib.sha256(), 0, []
    for name, entry in _entries(path, log):
        try:
            files = _parts(entry)
            for file in files:
                _check(file, path)
                size += file.stat().st_size
                digest.update(f"{file.relative_to(path).as_posix()}\0{file.stat().st_size}\0".encode())
                for block in _blocks(file):
                    digest.update(block)
            sheets.append(_sheet(name, files))
        except CellFault as fault:
            log.problem(fault.problem, Place(name), fault.remedy, code=fault.code)
    log.raise_problems()
    return RawBook(path.name or str(path), digest.hexdigest(), size, tuple(sheets), tuple(log.notes))


def _is_one(path: Path) -> bool:
    return path.suffix.casefold() in (*PARQUET, *ARROW) and not path.name.startswith((".", "_"))


def _entries(folder: Path, log: ReadingLog) -> Iterator[tuple[str, Path]]:
    """Yield the name of each sheet with the file or folder that holds it, in a fixed order."""
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name.casefold()):
        if entry.name.startswith((".", "_")):
            continue
        if entry.suffix.casefold() in (*PARQUET, *ARROW):
            yield entry.stem, entry
        elif entry.is_dir():
            yield entry.name, entry
        elif entry.suffix.casefold() == ".csv":
            told = f"{entry.name} stands beside Parquet or Arrow files, and its rows would not be read."
            log.problem(told, Place(folder.name), "Write every sheet in one format.", code="mixed-folder")
        else:
            log.note(f"{folder.name}: {entry.name} was not read, because it is no Parquet or Arrow file.")


def _parts(entry: Path) -> list[Path]:
    """Return the files of a sheet. What stands beside the parts is refused: rows that nobody reads cannot fail."""
    if not entry.is_dir():
        return [entry]
    try:
        inside = sorted(part for part in entry.iterdir() if not part.name.startswith((".", "_")))
    except OSError as fault:
        told = f"{entry.name} cannot be read: {(fault.strerror or 'the system gave no reason').lower()}."
        raise CellFault(told, "Check its permissions.", "unreadable-folder") from fault
    strays = [part.name for part in inside if not _is_one(part) or part.is_dir()]
    if strays or not inside:
        told = f"{entry.name} holds {strays[0]}, which is no part of a sheet." if strays else f"{entry.name} is empty."
        remedy = "Keep the parts of a sheet side by side in its folder, and nothing else."
        raise CellFault(told, remedy, "stray-part")
    return inside


def _check(file: Path, folder: Path) -> None:
    if not file.resolve().is_relative_to(folder.resolve()):
        raise CellFault(
            f"{file.name} is a link to a file outside the folder.", "Put the file itself there.", "outside-folder"
        )
    if not file.is_file():
        raise CellFault(f"{file.name} is no file.", "Remove it.", "not-a-file")


def _blocks(file: Path) -> Iterator[bytes]:
    try:
        with file.open("rb") as stream:
            while block := stream.read(_BLOCK):
                yield block
    except OSError as fault:
        reason = (fault.strerror or "the system gave no reason").lower()
        raise CellFault(
            f"{file.name} cannot be read: {reason}.", "Check its permissions.", "unreadable-file"
        ) from fault


def _sheet(name: str, files: list[Path]) -> RawSheet:
    tables = [_table(file) for file in files]
    arrow = _arrow()
    try:
        table = arrow.concat_tables(tables, promote_options="default") if len(tables) > 1 else tables[0]
    except arrow.ArrowException as fault:
        told = f"the files of {name} do not have the same columns ({_first_line(fault)})."
        raise CellFault(told, "Write them with one schema.", "different-columns") from fault
    heading = tuple(map(str, table.column_names))
    columns = tuple(_read(table.column(at), heading[at]) for at in range(table.num_columns))
    shown = files[0].name if len(files) == 1 else name
    return RawSheet(name, shown, (), heading=heading, columns=columns)


def _table(file: Path) -> Any:
    arrow = _arrow()
    try:
        if file.suffix.casefold() in PARQUET:
            with arrow.parquet.ParquetFile(file, memory_map=True) as opened:
                groups = (opened.metadata.row_group(at).total_byte_size for at in range(opened.metadata.num_row_groups))
                _check_size(file, sum(groups))
                return opened.read()
        with arrow.memory_map(str(file)) as mapped:
            table = arrow.ipc.open_file(mapped).read_all()
            _check_size(file, table.nbytes)
            return table
    except (arrow.ArrowException, OSError, ValueError) as fault:
        told = f"{file.name} cannot be read as it is named: {_first_line(fault)}."
        raise CellFault(told, "Write it again as Parquet or as an Arrow file.", "damaged-file") from fault


def _check_size(file: Path, size: int) -> None:
    if size > LARGEST_READ:
        told = f"{file.name} holds {size:,} bytes once unpacked; {LARGEST_READ:,} is the most."
        raise CellFault(told, "Split the inventory.", "file-too-large")


def _read(chunks: Any, title: str) -> RawColumn:
    """Return a column. Raises CellFault where a cell holds what its own type cannot say: a day beyond the calendar."""
    try:
        return _column(chunks)
    except (_arrow().ArrowException, ArithmeticError, TypeError, ValueError) as fault:
        told = f"the column {title} ({chunks.type}) holds what cannot be read: {_first_line(fault)}."
        raise CellFault(told, "Write texts, numbers, dates or lists of texts.", "wrong-type") from fault


def _column(chunks: Any) -> RawColumn:
    """Return a column with each different cell once."""
    arrow = _arrow()
    types = arrow.types
    kind = chunks.type
    if types.is_dictionary(kind):
        chunks = chunks.cast(kind.value_type)
        kind = chunks.type
    texts, numbers = (types.is_string, types.is_large_string), (types.is_integer, types.is_floating, types.is_decimal)
    known = (*texts, *numbers, types.is_boolean, types.is_date, types.is_timestamp)
    is_list = types.is_list(kind) or types.is_large_list(kind)
    if is_list and any(fits(kind.value_type) for fits in (*texts, *numbers, types.is_boolean, types.is_null)):
        return _listed(chunks.to_pylist())
    if types.is_null(kind) or not any(fits(kind) for fits in known):
        return _unreadable(len(chunks), chunks.null_count == len(chunks), str(kind))
    coded = chunks.combine_chunks().dictionary_encode()
    codes = np.asarray(coded.indices.fill_null(-1).to_numpy(zero_copy_only=False), np.int32) + 1
    raws = [_raw(value) for value in coded.dictionary.to_pylist()]
    return _without_blanks(codes, raws)


def _raw(value: Any) -> Raw:
    if isinstance(value, float) and math.isinf(value):
        return Unreadable("infinity", "the cell is infinite.", "Write a number.", "not-finite")
    if isinstance(value, float) and math.isnan(value):
        return None
    return float(value) if isinstance(value, Decimal) else value


def _without_blanks(codes: Any, raws: list[Raw]) -> RawColumn:
    """Return the column with every blank cell as code 0."""
    moved = np.zeros(len(raws) + 1, np.int32)
    kept: list[Raw] = [None]
    for at, raw in enumerate(raws, start=1):
        if raw not in _NOT_NUMBERS:
            moved[at] = len(kept)
            kept.append(raw)
    return RawColumn(moved[codes], tuple(kept))


def _listed(cells: Iterable[Any]) -> RawColumn:
    """Return a column of lists; the same list is the same cell."""
    found: dict[Raw, int] = {}
    codes = []
    for cell in cells:
        raw = None if cell is None else tuple(map(_raw, cell))
        codes.append(0 if raw is None else found.setdefault(raw, len(found) + 1))
    return RawColumn(np.array(codes, np.int32), (None, *found))


def _unreadable(count: int, is_blank: bool, kind: str) -> RawColumn:
    if is_blank:
        return RawColumn(np.zeros(count, np.int32), (None,))
    cell = Unreadable(kind, f"the column holds {kind}.", "Write texts, numbers, dates or lists of texts.", "wrong-type")
    return RawColumn(np.ones(count, np.int32), (None, cell))


def _first_line(fault: Exception) -> str:
    return str(fault).splitlines()[0].rstrip(".") if str(fault) else type(fault).__name__


def _arrow() -> Any:
    """Return pyarrow, which whoever reads workbooks need not have, and which takes its time to load."""
    try:
        import pyarrow as pa  # noqa: PLC0415
        import pyarrow.parquet  # noqa: PLC0415
        import pyarrow.types  # noqa: PLC0415
    except ImportError:
        told = "reading Parquet and Arrow files needs pyarrow."
        remedy = "Install it: pip install 'clearance[columnar]'."
        raise InventoryError(told, remedy=remedy, code="extra-missing") from None
    return pa


readers.add("arrow")(Reader("a folder of Parquet or Arrow files", (), read_folder))

"""Rows as lists of mappings, which is how JSON and YAML hold them, turned into sheets.

The file is one mapping: the name of a sheet to its rows. A row is a mapping: the name or the title of a column to what
its cell says. The project and the organisation have one row each, which may stand there without a list. A cell is text,
a number, true or false; several answers are a list, or text with semicolons. What is null, or not there, is unknown.

    {"project": {"name": "The Lighthouse Keeper"},
     "assets": [{"id": "A-001", "medium": "video", "techniques": ["face_swap", "lip_sync"]}],
     "releases": [{"id": "R-001", "asset": "A-001", "territory": "worldwide", "ends_on": "none"}]}

The same as YAML:

    project: {name: The Lighthouse Keeper}
    assets:
      - {id: A-001, medium: video, techniques: [face_swap, lip_sync]}
    releases:
      - {id: R-001, asset: A-001, territory: worldwide, ends_on: none}
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from compliance.errors import InventoryError, Place
from compliance.inventory.problems import ReadingLog
from compliance.inventory.raw import Raw, RawSheet, Unreadable

SHAPE = (
    "Write sheets that hold rows that hold columns: "
    '{"assets": [{"id": "A-001", "medium": "video"}], '
    '"releases": [{"id": "R-001", "asset": "A-001", "territory": "worldwide"}]}.'
)

LineOf = Callable[[Any, Any], int | None]
"""The line at which a key or item of a mapping or list stands, where the format knows lines."""


def sheets_of(content: Any, file: str, line_of: LineOf) -> tuple[RawSheet, ...]:
    """Return the sheets of `{sheet: [rows]}`; a sheet of one row may be a mapping.

    Raises:
        InventoryError: With every part that has another shape.
    """
    if not isinstance(content, Mapping):
        raise InventoryError("holds no sheets.", at=Place(file), remedy=SHAPE, code="wrong-shape")
    log = ReadingLog()
    sheets = []
    for name, rows in content.items():
        place = Place(file, line_of(content, name), sheet=name)
        if rows is None:
            sheets.append(RawSheet(name, file, [], heading=()))
        elif isinstance(rows, Mapping):
            sheets.append(_sheet(name, file, [rows], [line_of(content, name)], log))
        elif isinstance(rows, list):
            sheets.append(_sheet(name, file, rows, [line_of(rows, index) for index in range(len(rows))], log))
        else:
            log.problem("is no list of rows.", place, SHAPE, code="wrong-shape")
    log.raise_problems()
    return tuple(sheets)


def _sheet(name: str, file: str, rows: list[Any], lines: list[int | None], log: ReadingLog) -> RawSheet:
    known = [line for line in lines if line is not None]
    by_line = known if len(known) == len(rows) else []
    heading: dict[str, None] = {}
    for index, row in enumerate(rows):
        if isinstance(row, Mapping):
            heading |= dict.fromkeys(row)
        else:
            place = Place(file, lines[index], name, None if by_line else index + 1)
            log.problem("a row must be a mapping of columns to values.", place, SHAPE, code="wrong-shape")
    columns = tuple(map(str, heading))
    cells = [
        [_raw(row.get(column)) for column in columns] if isinstance(row, Mapping) else [None] * len(columns)
        for row in rows
    ]
    return RawSheet(name, file, cells, heading=columns, lines=by_line)


def _raw(value: Any) -> Raw:
    """Return a value as a cell. What no cell can hold is told when somebody reads the cell."""
    if value is None or isinstance(value, str | bool | int | float):
        return value
    if isinstance(value, list) and all(item is None or isinstance(item, str | bool | int | float) for item in value):
        return tuple(value)
    what = "a mapping" if isinstance(value, Mapping) else "a list of lists"
    return Unreadable(what, f"the cell holds {what}.", "Write a plain value, or a list of them.", "wrong-shape")

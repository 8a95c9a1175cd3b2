"""JSON files: one object, the name of a sheet to its list of rows, each an object of columns; see `records`."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any, NoReturn

from compliance.errors import InventoryError, Place
from compliance.inventory.raw import RawBook
from compliance.inventory.readers.kinds import Reader, readers
from compliance.inventory.readers.records import sheets_of


def read_json(path: Path) -> RawBook:
    """Return the sheets of a JSON file.

    Raises:
        InventoryError: If it is not JSON, has another shape, or says a thing twice.
    """
    content = path.read_bytes()
    place = Place(path.name)
    try:
        text = content.decode("utf-8-sig")
        data = json.loads(text, object_pairs_hook=_mapping, parse_constant=_refuse_constant)
    except UnicodeDecodeError as fault:
        line = content.count(b"\n", 0, fault.start) + 1
        raise InventoryError(
            f"is not UTF-8 text: byte {content[fault.start]:#04x}.",
            at=Place(path.name, line),
            remedy="Save it as UTF-8.",
            code="not-utf8",
        ) from fault
    except json.JSONDecodeError as fault:
        raise InventoryError(
            f"is not JSON: {fault.msg.lower()} (column {fault.colno}).",
            at=Place(path.name, fault.lineno),
            remedy="Check commas, quotation marks and brackets near there.",
            code="bad-json",
        ) from fault
    except RecursionError as fault:
        raise InventoryError("is nested too deep.", at=place, code="too-deep") from fault
    except ValueError as fault:
        raise InventoryError(str(fault), at=place, remedy="Correct the file.", code="bad-json") from fault
    sheets = sheets_of(data, path.name, lambda _node, _key: None)
    return RawBook(path.name, hashlib.sha256(content).hexdigest(), len(content), sheets)


def _mapping(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Return a mapping. A key given twice is refused: which of the two was meant?"""
    found = dict(pairs)
    if len(found) < len(pairs):
        keys = [key for key, _ in pairs]
        twice = next(key for key in keys if keys.count(key) > 1)
        message = f"the key {twice} stands twice in one mapping."
        raise ValueError(message)
    return found


def _refuse_constant(name: str) -> NoReturn:
    message = f"holds {name}, which is no number."
    raise ValueError(message)


readers.add("json")(Reader("a JSON file", (".json",), read_json))

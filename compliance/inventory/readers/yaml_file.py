"""YAML files: one mapping, the name of a sheet to its list of rows, read strictly; see `records` for an example."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

from compliance.errors import InventoryError
from compliance.inventory.raw import RawBook
from compliance.inventory.readers.kinds import Reader, readers
from compliance.inventory.readers.records import sheets_of

_LARGEST = 20_000_000
_MOST_VALUES = 1_000_000


def read_yaml_file(path: Path) -> RawBook:
    """Return the sheets of a YAML file. Duplicate keys, aliases and tags are refused.

    Raises:
        InventoryError: With every problem of the file.
    """
    from compliance.strict_yaml import read_yaml  # noqa: PLC0415 - YAML is slow to import and seldom needed

    content = path.read_bytes()
    data = read_yaml(path, shown_as=path.name, max_bytes=_LARGEST, max_nodes=_MOST_VALUES, error=InventoryError)
    sheets = sheets_of(data, path.name, _line_of)
    return RawBook(path.name, hashlib.sha256(content).hexdigest(), len(content), sheets)


def _line_of(node: Any, key: Any) -> int | None:
    line: int | None = node.at(key).line
    return line


readers.add("yaml")(Reader("a YAML file", (".yaml", ".yml"), read_yaml_file))

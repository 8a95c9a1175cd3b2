"""The kinds of file an inventory can be read from. A new kind is a file beside this one that adds itself."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from compliance.inventory.raw import RawBook
from compliance.registry import Registry


@dataclass(frozen=True)
class Reader:
    """Reads one kind of file."""

    title: str
    """As in "this is ...": an Excel workbook."""
    suffixes: tuple[str, ...]
    """Endings of file names; none for a folder."""
    read: Callable[[Path], RawBook]
    """Return what the file holds. Raises InventoryError with every problem."""


readers: Registry[Reader] = Registry("inventory format")

LARGEST_FILE = 200_000_000
"""Bytes of a file, or of a folder's files together."""

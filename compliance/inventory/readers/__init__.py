"""Inventories read from files: workbooks, folders of CSV files, JSON and YAML."""

from __future__ import annotations

import gc
import importlib
import pkgutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from compliance.inventory.model import Inventory, Row
from compliance.inventory.readers.kinds import Reader, readers
from compliance.inventory.readers.recognise import reader_for
from compliance.inventory.reading import inventory_of
from compliance.jurisdictions import Jurisdictions
from compliance.vocabulary import Vocabulary

for _module in pkgutil.iter_modules(__path__):
    importlib.import_module(f"{__name__}.{_module.name}")

__all__ = ["Reader", "read_inventory", "readers"]


def read_inventory(
    path: Path, vocabulary: Vocabulary, jurisdictions: Jurisdictions, lent: Sequence[Row] = ()
) -> Inventory:
    """Read an inventory of any known kind.

    Args:
        path: A workbook, a JSON or YAML file, or a folder of CSV files.
        vocabulary: The facts that may be recorded.
        jurisdictions: The places that may be named.
        lent: Rows that may be named without standing in it, such as the votes of the calendar.

    Raises:
        InventoryError: With every problem, each with its place and remedy; also where there is nothing to decide.
    """
    with _collector_paused():
        return inventory_of(reader_for(path).read(path), vocabulary, jurisdictions, lent)


@contextmanager
def _collector_paused() -> Iterator[None]:
    """Let the garbage collector rest: cells hold no cycles, and walking over millions of them takes its time."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()

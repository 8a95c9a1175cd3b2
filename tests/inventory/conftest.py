"""A small vocabulary with a field of every type, and workbooks written from plain rows."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from compliance.errors import InventoryError, Problem
from compliance.inventory.model import Inventory
from compliance.inventory.places import Places
from compliance.inventory.raw import RawBook, RawSheet
from compliance.inventory.readers import read_inventory
from compliance.inventory.reading import inventory_of
from compliance.jurisdictions import Jurisdictions, load_jurisdictions
from compliance.vocabulary import Vocabulary, load_vocabulary

HERE = Path(__file__).parent

Rows = Sequence[Sequence[Any]]
Sheets = Mapping[str, Rows]


@pytest.fixture(scope="session")
def vocabulary() -> Vocabulary:
    return load_vocabulary(HERE / "vocabulary.yaml")


@pytest.fixture(scope="session")
def real_vocabulary() -> Vocabulary:
    return load_vocabulary()


@pytest.fixture(scope="session")
def jurisdictions() -> Jurisdictions:
    return load_jurisdictions()


@pytest.fixture(scope="session")
def places(jurisdictions: Jurisdictions) -> Places:
    return Places(jurisdictions)


def complete(sheets: Sheets) -> dict[str, Rows]:
    """Add the least that an inventory needs to what a test is about."""
    least = {"assets": [["id"], ["A1"]], "releases": [["id", "asset", "territory"], ["R1", "A1", "DE"]]}
    return {**least, **sheets}


@pytest.fixture(scope="session")
def read(vocabulary, jurisdictions) -> Callable[[Sheets], Inventory]:
    """Read sheets given as rows, as a reader would hand them over."""

    def read_sheets(sheets: Sheets) -> Inventory:
        raws = []
        for name, rows in complete(sheets).items():
            width = max(map(len, rows), default=0)
            raws.append(RawSheet(name, "book.xlsx", [[*row, *[""] * (width - len(row))] for row in rows]))
        return inventory_of(RawBook("book.xlsx", "0" * 64, 1, tuple(raws)), vocabulary, jurisdictions)

    return read_sheets


@pytest.fixture(scope="session")
def problems(read) -> Callable[[Sheets], list[Problem]]:
    """Read sheets that must be refused, and return what is wrong with them."""

    def read_problems(sheets: Sheets) -> list[Problem]:
        with pytest.raises(InventoryError) as caught:
            read(sheets)
        return list(caught.value.problems)

    return read_problems


@pytest.fixture
def write_xlsx(tmp_path) -> Callable[[Sheets], Path]:
    """Write a workbook from rows; dates and date-times become such cells."""

    def write(sheets: Sheets, name: str = "book.xlsx") -> Path:
        path = tmp_path / name
        with xlsxwriter.Workbook(path, {"strings_to_formulas": False}) as book:
            day = book.add_format({"num_format": "yyyy-mm-dd"})
            for title, rows in complete(sheets).items():
                page = book.add_worksheet(title)
                for at, row in enumerate(rows):
                    for column, cell in enumerate(row):
                        if isinstance(cell, date | datetime):
                            page.write_datetime(at, column, cell, day)
                        else:
                            page.write(at, column, cell)
        return path

    return write


@pytest.fixture
def read_file(vocabulary, jurisdictions) -> Callable[[Path], Inventory]:
    """Read a file of any kind."""
    return lambda path: read_inventory(path, vocabulary, jurisdictions)


@pytest.fixture
def refused(read_file) -> Callable[[Path], list[Problem]]:
    """Read a file that must be refused, and return what is wrong with it."""

    def read_problems(path: Path) -> list[Problem]:
        with pytest.raises(InventoryError) as caught:
            read_file(path)
        return list(caught.value.problems)

    return read_problems

"""A blank never passes: whatever cell of the example is emptied, nothing comes out met that did not before.

Cells are blanked one by one after statements have filled them, so a blank is a fact that nobody recorded and nobody
stated. Cells without which a row concerns nothing (whose release, label, person it is, and where) are not blanked: the
reader refuses such a row, which the first test holds.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from compliance.assessment.model import Assessment, Decision, Outcome
from compliance.conditions.tree import Quantified
from compliance.errors import InventoryError
from compliance.inventory.columnar import SheetRows
from compliance.inventory.model import Inventory
from compliance.inventory.readers import read_inventory

from .conftest import Law
from .running import copy_example, edit

SAMPLE, SEED = 300, 20261125
"""Cells of the quick suite; the heavy one blanks every cell."""

NEEDED = {
    "release": {"asset": "Asset", "territory": "Territory"},
    "label": {"asset": "Asset"},
    "depiction": {"asset": "Asset"},
    "consent": {"person": "Person"},
    "clause": {"person": "Person"},
}
"""Fields, with their headings, without which a row concerns nothing."""
REFUSED = [(entity, name) for entity, names in NEEDED.items() for name in names]

ABOUT_RECORDS = ("kind", "requirement", "exception", "document", "assets", "on", "by")
"""What makes a row of the records sheet an exemption that is claimed, with a document."""


@dataclass(frozen=True, order=True)
class Known:
    """A cell that is filled."""

    entity: str
    name: str
    row: int

    def __str__(self) -> str:
        return f"{self.entity}.{self.name}, row {self.row}"


@pytest.mark.parametrize(("entity", "name"), REFUSED, ids=lambda part: part)
def test_a_row_that_concerns_nothing_is_refused(
    entity: str, name: str, law: Law, inventory: Inventory, tmp_path: Path
) -> None:
    folder = copy_example(tmp_path / "film")
    sheet, key = law.vocabulary.entities[entity].sheet, inventory.rows[entity][0].key
    edit(folder, (sheet, key, NEEDED[entity][name], None))

    with pytest.raises(InventoryError, match=f"{entity} {key} names no {name}"):
        read_inventory(folder / "inventory.xlsx", law.vocabulary, law.jurisdictions)


def test_a_blank_cell_leaves_every_outcome_as_it_was_or_open(
    law: Law, inventory: Inventory, assessment: Assessment
) -> None:
    cells = sorted(known_cells(law, inventory))

    chosen = random.Random(SEED).sample(cells, SAMPLE)  # noqa: S311 - the same cells every time
    assert len(cells) > 2000
    assert worse_than_open(law, inventory, assessment, chosen) == []


@pytest.mark.heavy
def test_every_single_blank_cell_leaves_every_outcome_as_it_was_or_open(
    law: Law, inventory: Inventory, assessment: Assessment
) -> None:
    assert worse_than_open(law, inventory, assessment, sorted(known_cells(law, inventory))) == []


def test_nothing_passes_where_nothing_is_known(law: Law, inventory: Inventory) -> None:
    """All cells blank at once: what is released where is known, and nothing else."""
    empty = inventory
    for entity, name in {(cell.entity, cell.name) for cell in known_cells(law, inventory)}:
        column = inventory.rows.sheets[entity].columns[name]
        empty = with_codes(empty, entity, name, 0 * column.codes)

    outcomes = law.assess(empty).outcomes.counts()

    assert (outcomes[Outcome.PASS], outcomes[Outcome.EXEMPT]) == (0, 0)
    assert outcomes[Outcome.UNDETERMINED] > 100


def worse_than_open(law: Law, inventory: Inventory, before: Assessment, cells: list[Known]) -> list[str]:
    """Blank cells one by one, and tell of every outcome or decision that became anything but open."""
    outcomes, decisions = outcomes_of(before), decisions_of(before)
    told = []
    for cell in cells:
        after = law.assess(blanked(inventory, cell))
        told += [f"{cell}: {' '.join(change)}" for change in _changes(outcomes, outcomes_of(after), OPEN)]
        decided = decisions_of(after)
        told += [f"{cell}: {' '.join(key)} is new and decided" for key in _new(decisions, decided)]
        told += [
            f"{cell}: {' '.join(change)}"
            for change in _changes(decisions, {key: decided[key] for key in decisions}, UNDECIDED)
            if not _is_more_cautious(change)
        ]
    return told


OPEN = {
    ("undetermined", ""),
    # A duty that does not hold yet, or is held up, and of which it is not known whether it will be met.
    ("upcoming", "undetermined"),
    ("suspended", "undetermined"),
}
Decided = dict[tuple[str, ...], tuple[str, str]]
UNDECIDED = {(Decision.UNDECIDED.value, "")}


def _is_more_cautious(change: tuple[str, ...]) -> bool:
    """Whether a decision became worse: a duty to come of which it is not known whether it will concern a release."""
    *_, was, _, _, became, _ = change
    return Decision(became).rank < Decision(was).rank


def _new(before: Decided, after: Decided) -> Iterator[tuple[str, ...]]:
    """Yield what is decided of places that the law reached only once a fact was blank.

    Where the organisation is at home, say, is not known any more: then the law of every place that asks for it is open.
    """
    yield from (key for key in after.keys() - before.keys() if key[0] != "project" or after[key] not in UNDECIDED)


def _changes(
    before: dict[tuple[str, ...], tuple[str, str]],
    after: dict[tuple[str, ...], tuple[str, str]],
    allowed: set[tuple[str, str]],
) -> Iterator[tuple[str, ...]]:
    assert before.keys() == after.keys()
    for key, was in before.items():
        if was[0] == "pass" and after[key][0] == "exempt":
            continue  # what was met is still excused, by an exception that rests on other facts
        if after[key] not in {was, *allowed}:
            yield (*key, *was, "became", *after[key])


def outcomes_of(assessment: Assessment) -> dict[tuple[str, ...], tuple[str, str]]:
    """Return outcome, and would-be outcome of a duty not in force, by requirement and subject."""
    return {
        (requirement, subject.key): (outcome.value, would_be.value if would_be and outcome in NOT_IN_FORCE else "")
        for requirement, subject, outcome, would_be, *_ in assessment.outcomes.rows()
    }


NOT_IN_FORCE = {Outcome.UPCOMING, Outcome.SUSPENDED}


def decisions_of(assessment: Assessment) -> dict[tuple[str, ...], tuple[str, str]]:
    """Return every decision: of assets, territories and the project's own rows."""
    found = {(row.asset, row.territory): (row.decision.value, "") for row in assessment.asset_decisions}
    found |= {("territory", row.territory): (row.decision.value, "") for row in assessment.territory_decisions}
    return found | {("project", row.territory): (row.decision.value, "") for row in assessment.project_rows}


def known_cells(law: Law, inventory: Inventory) -> Iterator[Known]:
    """Yield every filled cell that an outcome can rest on."""
    read = _paths_read(law)
    for entity, sheet in inventory.rows.sheets.items():
        for name, column in sheet.columns.items():
            if f"{entity}.{name}" in read and name not in NEEDED.get(entity, ()):
                yield from (Known(entity, name, row) for row in range(len(sheet)) if column.value(row) is not None)


def _paths_read(law: Law) -> set[str]:
    """Return the fields that conditions, lists, roles and exemption claims read."""
    read = {f"record.{name}" for name in ABOUT_RECORDS} | {"organisation.roles", "depiction.person"}
    for requirement in law.library.requirements:
        read |= requirement.fields | {f"{requirement.about}.our_roles"}
        for condition in requirement.conditions:
            for node in condition.walk():
                if isinstance(node, Quantified):
                    link = law.vocabulary.lists[node.over]
                    read |= {f"{link.entity}.{link.complete_field}", f"{link.entity}.{link.listed_in}"}
                    read |= {f"{link.of}.{link.limited_by}"}
    return read


def blanked(inventory: Inventory, cell: Known) -> Inventory:
    """Return the inventory with one cell unknown."""
    codes = inventory.rows.sheets[cell.entity].columns[cell.name].codes.copy()
    codes[cell.row] = 0
    return with_codes(inventory, cell.entity, cell.name, codes)


def with_codes(inventory: Inventory, entity: str, name: str, codes: Any) -> Inventory:
    """Return the inventory with another column; code 0 is the blank cell."""
    sheets = inventory.rows.sheets
    column = sheets[entity].columns[name]
    assert column.values[0] is None
    changed = sheets[entity].with_column(name, replace(column, codes=codes))
    return replace(inventory, rows=SheetRows({**sheets, entity: changed}, tuple(inventory.rows)))

"""A blank never passes: whatever cell of the example is emptied, nothing comes out met that did not before.

Cells are blanked one by one after statements have filled them, so a blank is a fact that nobody recorded and nobody
stated. The requirements that read the cell are assessed before and after; that the others stay as they were is held for
some cells over the whole library. Cells without which a row concerns nothing (whose release, label, person it is, and where) are not blanked: the
reader refuses such a row, which the first test holds.
"""

from __future__ import annotations

import itertools
import random
from collections.abc import Collection, Iterator
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
from compliance.policy.model import Requirement
from compliance.vocabulary import Vocabulary

from .conftest import Law
from .running import copy_example, edit

SAMPLE, SEED = 300, 20261125
"""Cells of the quick suite; the heavy one blanks every cell."""
WHOLE = 12
"""Of these, cells that are blanked with the whole library looking on."""

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

    @property
    def path(self) -> str:
        """Return the path of its field."""
        return f"{self.entity}.{self.name}"

    def __str__(self) -> str:
        return f"{self.path}, row {self.row}"


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
    assert worse_than_open_among_readers(law, inventory, chosen) == []
    assert worse_than_open(law, inventory, assessment, chosen[:WHOLE]) == []


def test_a_blank_cell_changes_nothing_of_requirements_that_do_not_read_it(
    law: Law, inventory: Inventory, assessment: Assessment
) -> None:
    before = outcomes_of(assessment)
    for cell in random.Random(SEED + 1).sample(sorted(known_cells(law, inventory)), WHOLE):  # noqa: S311 - as above
        readers = {requirement.id for requirement in readers_of(law, cell.path).library.requirements}
        after = outcomes_of(law.assess(blanked(inventory, cell)))

        assert {key for key, outcome in after.items() if outcome != before[key] and key[0] not in readers} == set(), (
            cell
        )


@pytest.mark.heavy
def test_every_single_blank_cell_leaves_every_outcome_as_it_was_or_open(law: Law, inventory: Inventory) -> None:
    assert worse_than_open_among_readers(law, inventory, sorted(known_cells(law, inventory))) == []


def test_nothing_passes_where_nothing_is_known(law: Law, inventory: Inventory) -> None:
    """All cells blank at once: what is released where is known, and nothing else."""
    empty = inventory
    for entity, name in {(cell.entity, cell.name) for cell in known_cells(law, inventory)}:
        column = inventory.rows.sheets[entity].columns[name]
        empty = with_codes(empty, entity, name, 0 * column.codes)

    outcomes = law.assess(empty).outcomes.counts()

    assert (outcomes[Outcome.PASS], outcomes[Outcome.EXEMPT]) == (0, 0)
    assert outcomes[Outcome.UNDETERMINED] > 100


def worse_than_open_among_readers(law: Law, inventory: Inventory, cells: list[Known]) -> list[str]:
    """Blank cells one by one, and tell of every outcome or decision of their readers that became anything but open."""
    told = []
    by_path = itertools.groupby(sorted(cells), key=lambda cell: cell.path)
    for path, group in by_path:
        readers = readers_of(law, path)
        told += worse_than_open(readers, inventory, readers.assess(inventory), list(group))
    return told


def worse_than_open(law: Law, inventory: Inventory, before: Assessment, cells: list[Known]) -> list[str]:
    """Blank cells one by one, and tell of every outcome or decision that became anything but open."""
    outcomes, decisions = outcomes_of(before), decisions_of(before)
    requirements = {requirement.id: requirement for requirement in law.library.requirements}
    told = []
    for cell in cells:
        assessed = law.assess(blanked(inventory, cell))
        after, decided = outcomes_of(assessed), decisions_of(assessed)
        told += [f"{cell}: {' '.join(change)}" for change in _changes(outcomes, after, OPEN)]
        changed = {key: requirements[key[0]] for key, was in outcomes.items() if after[key] != was}
        reaching = {one.jurisdiction for key, one in changed.items() if after[key] in OPEN}
        told += [f"{cell}: {' '.join(key)} is new" for key in _new(decisions, decided, reaching)]
        failed = [one for key, one in changed.items() if outcomes[key][0] == "fail"]
        advice = bool(failed) and all(one.force in ADVICE for one in failed)
        told += [
            f"{cell}: {' '.join(change)}"
            for change in _changes(decisions, {key: decided[key] for key in decisions}, UNDECIDED)
            if not _is_more_cautious(change) and not (advice and _is_advice_no_more(change))
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


ADVICE = {"voluntary", "guidance"}


def _is_advice_no_more(change: tuple[str, ...]) -> bool:
    """Whether advice that was not followed is now advice of which nobody knows: only the first is a condition.

    To be asked only where nothing but advice was not followed before.
    """
    *_, was, _, _, became, _ = change
    return (was, became) == (Decision.CLEAR_WITH_CONDITIONS.value, Decision.CLEAR.value)


def _new(before: Decided, after: Decided, reaching: Collection[str]) -> Iterator[tuple[str, ...]]:
    """Yield the decisions that are new, but for the project's own rows of places whose law is open now.

    Where the organisation is at home, say, is not known any more: then the law of every place that asks for it may
    reach the project.
    """
    for key in after.keys() - before.keys():
        kind, place = key
        if kind != "project" or place not in reaching:
            yield key


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
    return READ_BY_ALL.union(*(_reads(requirement, law.vocabulary) for requirement in law.library.requirements))


READ_BY_ALL = frozenset(
    {f"record.{name}" for name in ABOUT_RECORDS}
    | {"organisation.roles", "depiction.person", "release.asset", "release.starts_on", "release.ends_on"}
    | {"release.territory", "asset.id"}
)
"""Fields that any requirement may read without naming them: claims, roles, and what hangs on what, where and when."""


def _reads(requirement: Requirement, vocabulary: Vocabulary) -> set[str]:
    read = requirement.fields | {f"{requirement.about}.our_roles"}
    for condition in requirement.conditions:
        for node in condition.walk():
            if isinstance(node, Quantified):
                link = vocabulary.lists[node.over]
                read |= {f"{link.entity}.{link.complete_field}", f"{link.entity}.{link.listed_in}"}
                read |= {f"{link.of}.{link.limited_by}"}
                read |= {f"{link.entity}.{link.same}", f"{link.of}.{link.same}"} if link.same else set()
    return set(read)


def readers_of(law: Law, path: str) -> Law:
    """Return the law with those requirements alone that may read a field."""
    packs = []
    for pack in law.library.packs:
        readers = (one for one in pack.requirements if path in READ_BY_ALL or path in _reads(one, law.vocabulary))
        packs.append(replace(pack, requirements=tuple(readers)))
    return replace(law, library=replace(law.library, packs=tuple(packs)))


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

"""From what a reader handed over to an Inventory: sheets met with the vocabulary, links checked, statements applied."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TypeAlias

from compliance.errors import Place
from compliance.inventory import quality
from compliance.inventory.columnar import SheetRows
from compliance.inventory.lending import lend, lendable
from compliance.inventory.letters import Names, loose
from compliance.inventory.links import Keys, leave_out_dependents, linked
from compliance.inventory.model import Inventory, Row
from compliance.inventory.places import Places
from compliance.inventory.problems import MOST, MOST_OF_COLUMNS, ReadingLog
from compliance.inventory.raw import LOOKALIKES, RawBook, RawSheet, shown
from compliance.inventory.sheets import SheetRead, SheetReader
from compliance.inventory.statements import STATEMENT, StatementReader
from compliance.inventory.stating import Stating
from compliance.jurisdictions import Jurisdictions
from compliance.vocabulary import Entity, Vocabulary

NOT_READ = frozenset({"legend", "lists"})
"""Sheets of the empty workbook that explain and hold no facts."""

REQUIRED = ("asset", "release")
"""Without a row of each there is nothing to decide."""

Reads: TypeAlias = dict[str, SheetRead]


def inventory_of(
    book: RawBook, vocabulary: Vocabulary, jurisdictions: Jurisdictions, lent: Sequence[Row] = ()
) -> Inventory:
    """Return the inventory that a book holds, with those of the rows `lent` to it that it names.

    Raises:
        InventoryError: With every problem of the book, each with its place and remedy.
    """
    kept_in_columns = any(raw.columns is not None for raw in book.sheets)
    log = ReadingLog(notes=list(book.notes), most=MOST_OF_COLUMNS if kept_in_columns else MOST)
    reader = SheetReader(vocabulary, Places(jurisdictions), log)
    reads = _sheets_read(book, reader)
    stated = reads.pop(STATEMENT.name, None)
    reads = leave_out_dependents(reads, vocabulary)
    _check_required(reads, book, vocabulary, log)
    free = lendable(lent, reads, vocabulary, log)
    keys = Keys(reads, vocabulary, free)
    sheets = {name: linked(read.sheet, vocabulary.entities[name], keys, log) for name, read in reads.items()}
    stating = Stating(sheets, log)
    if stated:
        statements = linked(stated.sheet, STATEMENT, keys, log)
        stating.apply(StatementReader(vocabulary, reader.places, keys, log).read(statements))
    if not log.problems:
        quality.check(quality.Holdings(stating.sheets, tuple(stating.applied)), log)
    log.raise_problems()
    held, taken = lend(stating.sheets, free, vocabulary, book.source)
    if stated:
        reads[STATEMENT.name] = stated
    return Inventory(
        source=book.source,
        sha256=book.sha256,
        size=book.size,
        rows=SheetRows(held, vocabulary.entities),
        read={_sheet_of(name, vocabulary): read.read for name, read in reads.items()},
        excluded={_sheet_of(name, vocabulary): read.excluded for name, read in reads.items() if read.excluded},
        statements=tuple(stating.applied),
        notes=tuple(log.notes),
        lent=taken,
    )


def _sheets_read(book: RawBook, reader: SheetReader) -> Reads:
    reads: Reads = {}
    met: dict[str, str] = {}
    for raw, entity in _sheets_met(book, reader.vocabulary, reader.log):
        if entity.name in met:
            text = f"the sheet stands for {entity.sheet}, as {met[entity.name]} does."
            reader.log.problem(text, raw.place(), "Put their rows on one sheet.", code="duplicate-sheet")
            continue
        met[entity.name] = raw.name
        if read := reader.read(raw, entity):
            reads[entity.name] = read
    return reads


def _sheets_met(book: RawBook, vocabulary: Vocabulary, log: ReadingLog) -> Iterator[tuple[RawSheet, Entity]]:
    """Yield each sheet with the entity whose rows it holds; a sheet that is none is a problem."""
    entities = [entity for entity in (*vocabulary.entities.values(), STATEMENT) if entity.sheet]
    names = Names([(entity.sheet, entity) for entity in entities] + [(entity.name, entity) for entity in entities])
    for raw in book.sheets:
        found = names.find(raw.name)
        if found:
            if found.looked_alike:
                log.note(f"{raw.place()}: {LOOKALIKES}")
            yield raw, found.thing
        elif loose(raw.name) in NOT_READ or raw.is_empty():
            continue
        elif raw.name[:2].casefold() == "x_":
            log.note(f"{raw.place()}: the sheet was not read, because its name begins with x_.")
        else:
            near = names.nearest(raw.name)
            remedy = (
                f"Did you mean {near}?" if near else f"Sheets are: {', '.join(entity.sheet for entity in entities)}."
            )
            text = f"there is no sheet {shown(raw.name)} in an inventory."
            log.problem(
                text, raw.place(), f"{remedy} A name that begins with x_ keeps it unread.", code="unknown-sheet"
            )


def _check_required(reads: Mapping[str, SheetRead], book: RawBook, vocabulary: Vocabulary, log: ReadingLog) -> None:
    """Report that there is nothing to decide: no assets, or no releases of them."""
    for entity in (vocabulary.entities[name] for name in REQUIRED if name in vocabulary.entities):
        read = reads.get(entity.name)
        told = any(problem.at and problem.at.sheet.casefold() == entity.sheet for problem in log.problems)
        if read is None and not told:
            remedy = f"Add it: one row is {entity.one_row_is}."
            log.problem(f"there is no sheet {entity.sheet}.", Place(book.source), remedy, code="missing-sheet")
        elif read is not None and not len(read.sheet):
            left_out = f" but {len(read.excluded)} left out" if read.excluded else ""
            problem = f"the sheet holds no {entity.name}{left_out}: there is nothing to decide."
            log.problem(problem, read.sheet.place, "List at least one.", code="nothing-to-decide")


def _sheet_of(entity: str, vocabulary: Vocabulary) -> str:
    return vocabulary.entities.get(entity, STATEMENT).sheet

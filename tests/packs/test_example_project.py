"""The rule above all others, on the example project: no blank cell turns an outcome into a pass or an exemption."""

import random
from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from compliance.assessment.duty import EXEMPT, PASS
from compliance.assessment.model import OUTCOMES
from compliance.assessment.outcomes import NOTHING
from compliance.assessment.run import judge_of
from compliance.assessment.subjects import Subjects
from compliance.conditions.facts import Coded, Facts, YesNo, unknown_column
from compliance.inventory.columns import to_facts
from compliance.inventory.readers import read_inventory
from compliance.jurisdictions import load_jurisdictions
from compliance.policy.loading import load_library
from compliance.resources import shipped
from compliance.vocabulary import load_vocabulary

VOCABULARY = load_vocabulary()
JURISDICTIONS = load_jurisdictions()
LIBRARY = load_library(vocabulary=VOCABULARY, jurisdictions=JURISDICTIONS)
ON = date(2026, 11, 25)
EXAMPLE = shipped("examples") / "feature-film" / "inventory.xlsx"
NAMES = {"record.requirement", "record.kind"}
"""Without these a record is none at all; every other cell may be blanked."""


@pytest.fixture(scope="module")
def facts():
    return to_facts(read_inventory(EXAMPLE, VOCABULARY, JURISDICTIONS), VOCABULARY, JURISDICTIONS, ON)


@pytest.fixture(scope="module")
def before(facts):
    return judged(facts)


def judged(facts):
    """Return for each requirement every row's outcome, and the one it would have where the duty is not in force."""
    subjects = Subjects(facts)
    judge = judge_of(facts, subjects, LIBRARY, ON)
    columns = [judge.judge(requirement) for requirement in LIBRARY.requirements]
    assert [column.error for column in columns if column.error] == []
    return {
        column.requirement.id: (column.codes, np.where(column.would_be == NOTHING, column.codes, column.would_be))
        for column in columns
    }


def with_column(facts, entity, name, column):
    table = facts.table(entity)
    changed = replace(table, columns={**table.columns, name: column})
    return Facts({**facts.tables, entity: changed}, facts.vocabulary, facts.jurisdictions)


def helped(before, after):
    """Return every outcome that became good though it was not."""
    return [
        f"{id_}, row {row}: {OUTCOMES[was[row]]} became {OUTCOMES[codes[row]]}"
        for id_, (codes, _) in after.items()
        for was, would_be in [before[id_]]
        for row in np.flatnonzero(np.isin(codes, (PASS, EXEMPT)))
        if not {PASS, EXEMPT} & {int(was[row]), int(would_be[row])}
    ]


def columns(facts):
    """Yield the columns in which something is known: to blank another changes nothing."""
    for entity, table in facts.tables.items():
        for name in table.columns:
            if all(table.value(name, row) is None for row in range(len(table))):
                continue
            if name != VOCABULARY.entities[entity].key and f"{entity}.{name}" not in NAMES and entity != "assessment":
                yield entity, name


def blank_cell(column, row):
    if isinstance(column, YesNo | Coded):
        codes = column.codes.copy()
        codes[row] = 1 if isinstance(column, YesNo) else 0
        return replace(column, codes=codes)
    numbers = column.numbers.copy()
    numbers[row] = np.nan
    return replace(column, numbers=numbers)


def test_blanking_a_column_never_helps(facts, before):
    for entity, name in columns(facts):
        blank = unknown_column(VOCABULARY.entities[entity].fields[name].type, len(facts.table(entity)))

        assert helped(before, judged(with_column(facts, entity, name, blank))) == [], f"{entity}.{name}"


def test_blanking_a_cell_never_helps(facts, before):
    dice = random.Random(20261125)  # noqa: S311
    cells = [
        (entity, name, row)
        for entity, name in columns(facts)
        for row in range(len(facts.table(entity)))
        if facts.table(entity).value(name, row) is not None
    ]
    for entity, name, row in dice.sample(cells, 150):
        blank = blank_cell(facts.table(entity).columns[name], row)

        assert helped(before, judged(with_column(facts, entity, name, blank))) == [], f"{entity}.{name}, row {row}"

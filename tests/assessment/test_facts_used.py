"""Facts are told with the cell in which they stand, or would."""

from datetime import date

import pytest

from compliance.assessment.facts_used import FactsOf
from compliance.inventory.columns import to_facts
from compliance.inventory.raw import RawBook, RawSheet
from compliance.inventory.reading import inventory_of
from compliance.jurisdictions import load_jurisdictions
from compliance.vocabulary import load_vocabulary

SHEETS = {
    "organisation": [["Fact", "Answer"], ["Organisation", "Studio"], ["Size", ""]],
    "assets": [["id"], ["A1"]],
    "releases": [["id", "asset", "territory"], ["R1", "A1", "DE"]],
}


@pytest.mark.parametrize(
    ("path", "shown", "place"),
    [
        ("organisation.name", "Studio", "row 2, column Organisation"),
        ("organisation.size", "unknown", "row 3, column Size"),
        ("organisation.ai_results_used_in", "unknown", "column AI results used in"),
    ],
)
def test_a_fact_of_fields_below_each_other_stands_in_its_own_row(path, shown, place):
    vocabulary, jurisdictions = load_vocabulary(), load_jurisdictions()
    sheets = tuple(RawSheet(name, "book.xlsx", rows) for name, rows in SHEETS.items())
    inventory = inventory_of(RawBook("book.xlsx", "0" * 64, 1, sheets), vocabulary, jurisdictions)
    told = FactsOf(to_facts(inventory, vocabulary, jurisdictions, date(2026, 11, 25)), inventory)

    (fact,) = told.used([told.at("organisation", 0, path)])
    assert (fact.shown, str(fact.place)) == (shown, f"book.xlsx, sheet organisation, {place}")

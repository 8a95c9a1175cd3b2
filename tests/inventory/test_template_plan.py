"""The empty workbook has what is needed and what holds it together, screening facts first."""

import pytest

from compliance.errors import UsageError
from compliance.inventory.cells import CellReader
from compliance.inventory.headings import Headings
from compliance.inventory.template_plan import examples, plan


def headings(plans):
    return {sheet.name: [column.field.name for column in sheet.columns] for sheet in plans}


def test_without_a_choice_every_recorded_fact_has_a_column(real_vocabulary):
    plans = plan(real_vocabulary)
    columns = {column.field.path for sheet in plans for column in sheet.columns if sheet.name != "statements"}

    assert columns == {
        field.path
        for field in real_vocabulary.fields.values()
        if real_vocabulary.entities[field.entity].sheet and not field.computed
    }


def test_needed_facts_bring_along_what_holds_them_together(vocabulary):
    found = headings(plan(vocabulary, ["label.seconds", "depiction.person"]))

    assert found["labels"] == ["id", "asset", "start_s", "end_s"]
    assert found["depictions"] == ["id", "asset", "person"]
    assert found["people"] == ["id"]
    assert found["assets"][:3] == ["id", "title", "medium"]
    assert "depictions_complete" in found["assets"]
    assert "exclude_reason" in found["assets"]
    assert found["releases"] == ["id", "asset"]
    assert "documents" not in found
    assert list(found)[-1] == "statements"


def test_an_unknown_fact_is_refused_with_the_nearest(vocabulary):
    with pytest.raises(UsageError, match=r"Did you mean asset\.medium"):
        plan(vocabulary, ["asset.mediun"])


def test_every_heading_is_read_back_as_its_field(real_vocabulary):
    for sheet in plan(real_vocabulary):
        names = Headings(sheet.entity, real_vocabulary)
        for column in sheet.columns:
            found = names.find(column.heading)
            assert found is not None
            assert found.thing == column.field.name


def test_screening_facts_stand_before_the_others(real_vocabulary):
    assets = next(sheet for sheet in plan(real_vocabulary) if sheet.name == "assets")
    screening = [column.field.screening for column in assets.columns[2:]]

    assert screening == sorted(screening, reverse=True)
    assert any(screening)
    assert assets.columns[0].is_key


def test_an_example_row_never_says_none_beside_another_answer(real_vocabulary):
    for sheet in plan(real_vocabulary):
        for column in sheet.columns:
            answers = column.example.split("; ")
            none = column.field.choices.get("none")
            assert len(answers) == 1 or none not in answers, column.field.path


def test_the_example_asset_does_not_contradict_itself(real_vocabulary):
    (row,) = examples(plan(real_vocabulary))["asset"]

    assert (row["ai_involvement"], row["edit_extent"]) == ("Altered with AI", "What is seen, heard or said changed")
    assert (row["appears_authentic"], row["evidently_synthetic"]) == ("yes", "no")
    assert row["techniques"] == "Face swap; Lip synchronisation"
    assert row["intent"] == "None of these"
    assert row["part_of"] == "none"


def test_every_example_is_an_answer_its_own_column_takes(real_vocabulary, places):
    for sheet in plan(real_vocabulary):
        for column in sheet.columns:
            if column.example:
                assert CellReader(column.field, places).read(column.example).value is not None, column.field.path

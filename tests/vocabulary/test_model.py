"""Paths find their fields; a misspelt one finds the nearest."""

import json

import pytest

from compliance.errors import PackError, Place
from compliance.vocabulary import Vocabulary, load_vocabulary

SHIPPED = load_vocabulary()


def test_a_path_finds_its_field():
    field = SHIPPED.field("asset.medium")

    assert (field.path, field.entity, field.name, field.type, field.sheet) == (
        "asset.medium",
        "asset",
        "medium",
        "choice",
        "assets",
    )
    assert field.choices["video"] == "Video"
    assert SHIPPED.has("asset.medium")
    assert not SHIPPED.has("asset.labels"), "a list is no field"


def test_a_misspelt_path_is_told_with_the_nearest_one():
    with pytest.raises(
        PackError,
        match=r"^pack\.yaml:7: the field asset\.medum is not in the vocabulary\. Did you mean asset\.medium\?$",
    ):
        SHIPPED.field("asset.medum", at=Place("pack.yaml", 7))


def test_a_misspelt_list_is_told_with_the_nearest_one():
    assert SHIPPED.list("release.labels").of == "label"
    with pytest.raises(PackError, match=r"release\.lables is not in the vocabulary\. Did you mean release\.labels\?"):
        SHIPPED.list("release.lables")


def test_references_named_like_their_entity_lead_to_parents():
    assert ("asset", "asset") in SHIPPED.entities["release"].parents
    assert SHIPPED.entities["asset"].parents == ()


def test_a_computed_field_knows_what_it_is_made_from():
    computed = [field for field in SHIPPED.fields.values() if field.computed]

    assert computed
    assert all(field.inputs for field in computed)


def test_a_vocabulary_comes_back_from_plain_data():
    again = Vocabulary.from_json(json.loads(json.dumps(SHIPPED.to_json())))

    assert again == SHIPPED
    assert again.fields["asset.medium"].line == SHIPPED.fields["asset.medium"].line


def test_every_recorded_field_asks_its_question():
    assert [field.path for field in SHIPPED.fields.values() if not field.computed and not field.question] == []


@pytest.mark.parametrize(
    "field", [field for field in SHIPPED.fields.values() if field.question], ids=lambda field: field.path
)
def test_a_question_is_one_sentence_that_a_producer_can_answer(field):
    assert field.question.endswith("?")
    assert field.question.count("?") == 1
    assert len(field.question) <= 160

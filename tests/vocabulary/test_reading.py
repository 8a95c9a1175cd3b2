"""The vocabulary is checked before anything is made from it."""

import pytest

from compliance.errors import PackError
from compliance.strict_yaml import parse_yaml
from compliance.vocabulary import load_vocabulary
from compliance.vocabulary.reading import read_vocabulary

SMALL = """format: 1
version: "1.0.0"
entities:
  asset:
    sheet: assets
    title: Asset
    one_row_is: one piece of media
    key: id
    title_field: title
    lists:
      labels: {of: label, same: asset, complete_field: labels_complete, if_blank: partial}
      systems: {of: system, listed_in: systems}
    fields:
      id: {type: text, title: Asset, question: "Which name?"}
      title: {type: text, title: Title, question: "Which title?"}
      medium: {type: choice, of: {image: Picture, video: Video}, aliases: {film: video}, title: Medium, question: "Which medium?", example: video}
      labels_complete: {type: yes_no, title: All labels listed, question: "Are all labels listed?", example: true}
      systems: {type: references, to: system, title: Systems, question: "Which systems?"}
      width_px: {type: number, title: Width, unit: px, question: "How wide?", example: 1920}
      height_px: {type: number, title: Height, unit: px, question: "How high?"}
      ends_on: {type: date, none_means: forever, title: Ends on, question: "Until which day?"}
      shorter: {type: number, title: Shorter side, computed: {least: [asset.width_px, asset.height_px]}}
  label:
    sheet: labels
    title: Label
    one_row_is: a disclosure
    key: id
    fields:
      id: {type: text, title: Label, question: "Which name?"}
      asset: {type: reference, to: asset, title: Asset, question: "Which asset?", also_known_as: [asset_id]}
      of_asset: {type: number, title: Height of the side, computed: {divide: [{add: [asset.shorter, 1]}, 2]}}
  system:
    sheet: systems
    title: System
    one_row_is: an AI system
    key: id
    fields:
      id: {type: text, title: System, question: "Which name?"}
"""


def read(text):
    return read_vocabulary(parse_yaml(text, "vocabulary.yaml"))


def test_entities_fields_and_lists_are_read():
    vocabulary = read(SMALL)

    assert list(vocabulary.entities) == ["asset", "label", "system"]
    asset = vocabulary.entities["asset"]
    assert (asset.key, asset.title_field, asset.single) == ("id", "title", False)
    assert asset.lists["labels"].same == "asset"
    assert (asset.lists["labels"].complete_field, asset.lists["labels"].if_blank) == ("labels_complete", "partial")
    assert asset.fields["medium"].aliases == {"film": "video"}
    assert asset.fields["ends_on"].none_means == "forever"
    assert vocabulary.fields["label.of_asset"].inputs == {"asset.shorter"}
    assert vocabulary.entities["label"].parents == (("asset", "asset"),)
    assert [asset.fields[name].example for name in ("medium", "labels_complete", "width_px")] == [
        "video",
        "yes",
        "1920",
    ]


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("type: choice, of", "type: chioce, of", "type: chioce is not a choice. Did you mean choice?"),
        ("aliases: {film: video}", "aliases: {film: vidoe}", "the alias film leads to vidoe, no choice. Did you mean video?"),
        ("to: asset, title", "to: aset, title", "label.asset: there is no entity aset. Did you mean asset?"),
        ("same: asset, complete", "same: assets, complete", "the list asset.labels: label has no reference called assets."),
        ("of: label, same", "of: lable, same", "the list asset.labels: there is no entity lable. Did you mean label?"),
        ("listed_in: systems", "listed_in: medium", "the list asset.systems: asset has no references field medium to system."),
        ("listed_in: systems}", "listed_in: systems, same: asset}", "needs exactly one of same, listed_in and everything"),
        ("complete_field: labels_complete", "complete_field: medium", "asset has no yes_no field medium."),
        ("least: [asset.width_px", "least: [asset.widht_px", "asset.shorter: there is no field asset.widht_px."),
        ("computed: {least:", "computed: {smallest:", "is not computed in a known way."),
        ("also_known_as: [asset_id]", "also_known_as: [id]", "label.asset: the heading id is taken by label.id."),
        ("title_field: title", "title_field: tilte", "there is no field tilte. Did you mean title?"),
        ('title: Width, unit: px, question: "How wide?"', "title: Width, unit: px", "the key question is missing."),
        ("none_means: forever", "none_means: always", "none_means: always is not a choice."),
        ("{image: Picture,", "{image: 5,", "the choice image needs a title."),
        ('unit: px, question: "How wide?"', 'unti: px, question: "How wide?"', "there is no key called unti here. Did you mean unit?"),
        ("format: 1", "format: 3", "only format 1 is known."),
    ],
)  # fmt: skip
def test_a_fault_is_told_with_its_line(old, new, message):
    text = SMALL.replace(old, new, 1)
    line = text[: text.index(new)].count("\n") + 1

    with pytest.raises(PackError) as caught:
        read(text)

    told = [str(problem) for problem in caught.value.problems]
    assert any(message in problem for problem in told), told
    assert all(problem.startswith("vocabulary.yaml:") for problem in told)
    if "title_field" not in new:
        assert any(problem.startswith(f"vocabulary.yaml:{line}:") for problem in told)


def test_the_vocabulary_that_ships_is_read_and_cached(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))

    first, second = load_vocabulary(), load_vocabulary()

    assert first == second
    assert first.digest == second.digest != ""
    assert {"asset", "release", "label", "depiction", "consent", "organisation", "assessment"} <= set(first.entities)


def test_a_file_of_one_s_own_is_read_from_where_it_is(tmp_path):
    path = tmp_path / "words.yaml"
    path.write_text(SMALL.replace("type: choice", "type: chioce"))

    with pytest.raises(PackError, match=rf"^{path}:"):
        load_vocabulary(path)

"""The JSON export is canonical, complete and as its schema says."""

from __future__ import annotations

import io
import json
from dataclasses import replace

import jsonschema
import pytest

from compliance.exports import schema
from compliance.exports.json import print_json, write_json


def text(assessment):
    out = io.StringIO()
    print_json(assessment, out)
    return out.getvalue()


def test_the_schema_that_ships_is_the_one_the_classes_describe():
    assert schema.published() == schema.generated(), "run compliance.exports.schema.regenerate()"


def test_the_document_is_as_the_schema_says(assessment):
    document = json.loads(text(assessment))

    jsonschema.Draft202012Validator(json.loads(schema.published()), format_checker=jsonschema.FormatChecker()).validate(
        document
    )


def test_keys_are_sorted_and_a_record_takes_a_line(assessment):
    written = text(assessment)
    document = json.loads(written)

    assert list(document) == sorted(document)
    assert sum(line.startswith('{"advisory"') for line in written.splitlines()) == len(assessment.findings)


def test_every_outcome_is_there_once(assessment):
    document = json.loads(text(assessment))

    listed = [
        (group["requirement"], key, group["outcome"]) for group in document["outcomes"] for key in group["subjects"]
    ]
    assert sorted(listed) == sorted((row[0], row[1].key, row[2].value) for row in assessment.outcomes.rows())
    assert sum(group["count"] for group in document["outcomes"]) == len(listed)


def test_a_finding_keeps_its_place_in_the_workbook(assessment):
    finding = json.loads(text(assessment))["findings"][0]

    assert finding["facts"][0]["place"] == {
        "file": "inventory.xlsx",
        "line": None,
        "sheet": "labels",
        "row": 3,
        "column": "Time on screen",
    }
    assert finding["waived"] == [{"subject": "R2", "waiver": "W-1"}]


def test_an_expired_waiver_is_listed_with_what_it_meets(assessment):
    waivers = {waiver["id"]: waiver for waiver in json.loads(text(assessment))["waivers"]}

    assert waivers["W-2"]["state"] == "expired"
    assert waivers["W-2"]["meets"] == ["R1", "R2"]


@pytest.mark.parametrize("odd", ["\ud800", "\u202e", "\x00", "a\u2028b", "👩‍🚀"])
def test_odd_characters_survive(odd, assessment, tmp_path):
    named = replace(assessment, project=replace(assessment.project, name=odd))

    write_json(named, tmp_path / "out.json")

    assert json.loads((tmp_path / "out.json").read_bytes().decode("utf-8"))["project"]["name"] == odd

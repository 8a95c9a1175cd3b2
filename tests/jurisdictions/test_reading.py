"""The file of places is checked before anybody relies on it."""

import pytest

from compliance.errors import PackError
from compliance.jurisdictions import load_jurisdictions
from compliance.jurisdictions.reading import read_jurisdictions
from compliance.strict_yaml import parse_yaml

HEAD = 'format: 1\nversion: "1.0.0"\nplaces:\n  WW: {name: Worldwide, kind: world}\n'


def problems_of(text):
    with pytest.raises(PackError) as caught:
        read_jurisdictions(parse_yaml(text, "jurisdictions.yaml"))
    return [str(problem) for problem in caught.value.problems]


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        ("  DE: {name: Germany, in: [{place: EUU}]}\n  EU: {name: Union}", "jurisdictions.yaml:5: DE: there is no place EUU. Did you mean EU?"),
        ("  DE: {nmae: Germany}", "jurisdictions.yaml:5: place DE: the key name is missing."),
        ("  DE: {name: Germany, kind: onion}", "jurisdictions.yaml:5: place DE: kind: onion is not a choice. Did you mean union?"),
        ("  GB: {name: UK, in: [{place: WW, from: 2020-01-01, until: 2019-01-01}]}", "jurisdictions.yaml:5: GB: a membership ends before it begins."),
        ("  GB: {name: UK, in: [{place: WW, until: January}]}", "jurisdictions.yaml:5: place GB, in: until must be a day written YYYY-MM-DD, not January."),
        ("  GB: {name: UK, in: [{place: WW, til: 2020-01-01}]}", "jurisdictions.yaml:5: place GB, in: there is no key called til here. Did you mean until?"),
        ("  GB: UK", "jurisdictions, places: GB must be a mapping, not UK."),
    ],
)  # fmt: skip
def test_a_fault_is_told_with_its_line(lines, message):
    assert any(message in problem for problem in problems_of(HEAD + lines)), problems_of(HEAD + lines)


def test_the_whole_world_is_never_missing():
    assert any("WW (the whole world) is missing" in problem for problem in problems_of(HEAD.replace("WW:", "XX:")))


def test_another_format_is_refused():
    assert any("only format 1" in problem for problem in problems_of(HEAD.replace("format: 1", "format: 2")))


def test_a_file_that_is_missing_says_so(tmp_path):
    with pytest.raises(PackError, match=r"places\.yaml: cannot be read"):
        load_jurisdictions(tmp_path / "places.yaml")

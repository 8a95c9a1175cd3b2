"""No row of a legal dossier is lost: each is a requirement, or named in a pack's coverage with its reason.

`dossier_keys.tsv` lists the rows of all dossiers: key, dossier, and for an alias the fuller rows it stands for. Dossiers
that the packs have gone through to the end are listed here, with how many rows may be named only.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from compliance.policy.model import Coverage

from .conftest import Law

FINISHED = {"europe.md": 12, "united-states.md": 15, "asia-pacific-and-others.md": 15, "evidence.md": 0}
"""Dossiers gone through, and the most rows of each that no requirement asks about."""


PATTERNS = re.compile(r"us-[a-z]{2}-(publicity-consent|csam-ai)")
"""Rows that a dossier gives as one pattern for many places."""


def _rows() -> list[list[str]]:
    text = Path(__file__).with_name("dossier_keys.tsv").read_text(encoding="utf-8")
    return [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]


ROWS = {key: dossier for key, dossier, *alias in _rows() if not alias}
ALIASES = {key: alias[0] for key, _, *alias in _rows() if alias}


@pytest.fixture(scope="module")
def lines(law: Law) -> dict[str, Coverage]:
    return {line.key: line for pack in law.library.packs for line in pack.coverage}


def _of(dossier: str) -> list[str]:
    return [key for key, where in ROWS.items() if where == dossier]


@pytest.mark.parametrize("dossier", FINISHED)
def test_every_row_of_a_dossier_stands_in_some_coverage(dossier: str, lines: dict[str, Coverage]) -> None:
    assert [key for key in _of(dossier) if key not in lines] == []


@pytest.mark.parametrize("dossier", FINISHED)
def test_a_row_that_is_encoded_is_a_requirement_under_its_key(
    dossier: str, law: Law, lines: dict[str, Coverage]
) -> None:
    known = {requirement.id for requirement in law.library.requirements}
    encoded = [key for key in _of(dossier) if lines[key].status in {"encoded", "partly"}]

    assert [key for key in encoded if key not in known] == []


@pytest.mark.parametrize(("dossier", "most"), FINISHED.items())
def test_few_rows_of_a_dossier_are_named_only_each_with_its_reason(
    dossier: str, most: int, lines: dict[str, Coverage]
) -> None:
    named = [lines[key] for key in _of(dossier) if lines[key].status not in {"encoded", "partly"}]

    assert len(named) <= most, [line.key for line in named]
    assert all(len(line.why) > 20 for line in named)


def test_an_alias_never_fires_by_itself(law: Law, lines: dict[str, Coverage]) -> None:
    assert ALIASES.keys() & ({requirement.id for requirement in law.library.requirements} | lines.keys()) == set()


def test_an_alias_stands_for_rows_that_are_requirements(law: Law) -> None:
    known = {requirement.id for requirement in law.library.requirements}
    fuller = {key: told.removeprefix("alias of ").split(" + ") for key, told in ALIASES.items()}

    assert {key: rows for key, rows in fuller.items() if not rows or not known.issuperset(rows)} == {}


def test_a_requirement_is_a_row_of_some_dossier_or_a_part_of_one(law: Law, lines: dict[str, Coverage]) -> None:
    """What the dossiers do not have, nobody has read."""
    parts = {id_ for key, line in lines.items() if key in ROWS for id_ in line.by}

    strangers = {requirement.id for requirement in law.library.requirements} - ROWS.keys() - parts

    assert {id_ for id_ in strangers if not PATTERNS.fullmatch(id_)} == set()


def test_the_list_of_rows_is_whole() -> None:
    assert (len(_of("europe.md")), len(ROWS), len(ALIASES)) == (122, 531, 18)

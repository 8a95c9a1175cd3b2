"""The program knows no country, no territory and no law: all of that is data in `policies/`.

Names come from the places and instruments that ship, so a place or law that is added is looked for too.
"""

from __future__ import annotations

import ast
import io
import re
import tokenize
from collections.abc import Iterable, Iterator
from pathlib import Path

from compliance.jurisdictions import WORLD
from compliance.policy.model import ADVICE, BY_AGREEMENT
from compliance.strict_yaml import read_yaml

from .conftest import Law
from .running import ROOT

MODULES = sorted((ROOT / "compliance").rglob("*.py"))

ADJECTIVES = (  # noqa: SIM905 - a list of as many lines says no more
    "European American Californian Hawaiian Texan Chinese German French Italian Korean Indian British Spanish "
    "Danish Dutch Irish Swiss Brazilian Vietnamese Singaporean Australian Canadian Taiwanese Japanese Emirati"
).split()
SHORT_NAMES = (  # noqa: SIM905 - the same
    "GDPR DSGVO RGPD TTPA UCPD DMCA KUG BGB StGB BIPA CCPA CPRA PIPL PIPA NCII_ACT ELVIS TIDA ARPP ASCI KFTC CAC "
    "NO_FAKES COPPA AI_Act AI_Law Civil_Code Penal_Code Criminal_Code Labor_Code Take_It_Down Labelling_Measures"
).split()
"""Short names of laws, as people write them; an underscore stands for a blank."""

WORDS = {
    "AI": "artificial intelligence",
    "AL": "a class of letters written from right to left",
    "CC": "the letters of the matrix for clear with conditions",
    "ID": "an id, as help shows it",
    "NO": "an answer",
    "PK": "the first bytes of a ZIP file",
    "SZ": "seconds and zone, in the pattern of a time",
}
"""Codes of places that stand for something else where the program uses them."""
ALLOWED = {
    ("jurisdictions/model.py", "WW"): "the whole world, a code of our own in which every place lies",
    ("inventory/quality.py", "WW"): "the same, offered as a remedy",
}
"""Codes of places that the program does name, and why."""


def test_there_is_something_to_look_at() -> None:
    assert len(MODULES) > 100


def test_no_place_is_named(law: Law) -> None:
    assert mentions(place_names(law)) == []


def test_no_law_is_named(law: Law) -> None:
    assert mentions(law_names(law)) == []


def test_no_people_or_language_of_a_place_is_named() -> None:
    assert mentions(ADJECTIVES) == []


def test_no_id_of_a_pack_is_named(law: Law) -> None:
    requirements = {requirement.id for requirement in law.library.requirements}
    begins_like_one = re.compile(
        rf"[\"'`](?:{'|'.join(sorted(re.escape(pack.prefix) for pack in law.library.packs))})\w"
    )

    assert mentions(requirements | {*law.library.instruments}) == []
    assert [f"{path}:{line}: {text}" for path, line, text in lines() if begins_like_one.search(text)] == []


def test_no_code_of_a_place_stands_in_words_or_in_strings(law: Law) -> None:
    code = re.compile(rf"(?<![\w$-])(?:{'|'.join(sorted(law.jurisdictions.codes, key=len, reverse=True))})(?![\w-])")
    named = {
        (str(path.relative_to(ROOT / "compliance")), found)
        for path in MODULES
        for text in words_and_strings(path)
        for found in code.findall(text)
        if found not in WORDS
    }

    assert named - ALLOWED.keys() == set()
    assert ALLOWED.keys() - named == set(), "an exception that nothing needs"


def test_a_named_place_would_be_found(law: Law) -> None:
    """The patterns find what they are for."""
    assert found_in("# As the law of South Korea wants it", place_names(law)) == ["South Korea"]
    assert found_in("the GDPR, and the AI Act", law_names(law)) == ["GDPR", "AI Act"]
    assert found_in("Chadwick, Malindi and Romanesque are no places", place_names(law)) == []


def test_every_place_and_theme_of_a_requirement_has_been_considered(law: Law) -> None:
    considered = {entry.place: set(entry.themes) for entry in law.library.considered}

    of_places = [requirement for requirement in law.library.requirements if requirement.jurisdiction != WORLD]
    for requirement in of_places:
        assert requirement.theme in considered.get(requirement.jurisdiction, ()), requirement.id


def test_what_holds_everywhere_is_no_law_and_covers_no_place(law: Law) -> None:
    """An agreement or a standard says nothing about the law of a place: it must not make one look considered."""
    everywhere = [requirement for requirement in law.library.requirements if requirement.jurisdiction == WORLD]

    assert everywhere
    assert {requirement.force for requirement in everywhere} <= {*BY_AGREEMENT, *ADVICE}
    assert WORLD not in {entry.place for entry in law.library.considered}


def place_names(law: Law) -> set[str]:
    """Return every name of a place, and what else it is called."""
    places = read_yaml(ROOT / "policies" / "jurisdictions.yaml")["places"]
    names = {law.jurisdictions.name(code) for code in law.jurisdictions.codes}
    others = {
        other for place in places.values() for other in place.get("also", ()) if not re.fullmatch(r"[A-Z-]+", other)
    }
    # "China (mainland)" is China too.
    return names | others | {name.partition(" (")[0] for name in names}


def law_names(law: Law) -> set[str]:
    """Return every title of an instrument, in its own language too, and the short names in brackets."""
    names = {name.replace("_", " ") for name in SHORT_NAMES}
    for instrument in law.library.instruments.values():
        for title in (instrument.title, instrument.native_title):
            names |= {title, title.partition(" (")[0], *re.findall(r"\(([^()]+ Act)\)", title)}
        names |= set(instrument.identifier.values())
    return {name for name in names if len(name) > 3 or name.isupper()} - {""}


def mentions(names: Iterable[str]) -> list[str]:
    """Return every mention of a name, with its place."""
    pattern = pattern_of(names)
    return [f"{path}:{line}: {found}" for path, line, text in lines() for found in pattern.findall(text)]


def found_in(text: str, names: Iterable[str]) -> list[str]:
    """Return the names that a text mentions, in its order."""
    return pattern_of(names).findall(text)


def pattern_of(names: Iterable[str]) -> re.Pattern[str]:
    """Return a pattern of names as whole words, the longest first."""
    return re.compile(rf"(?<!\w)(?:{'|'.join(sorted(map(re.escape, names), key=len, reverse=True))})(?!\w)")


def lines() -> Iterator[tuple[str, int, str]]:
    """Yield every line of the program."""
    for path in MODULES:
        for number, text in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
            yield str(path.relative_to(ROOT)), number, text


def words_and_strings(path: Path) -> Iterator[str]:
    """Yield comments and strings of a module; names of variables and modules say nothing of places."""
    source = path.read_text(encoding="utf-8")
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type == tokenize.COMMENT:
            yield token.string
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value

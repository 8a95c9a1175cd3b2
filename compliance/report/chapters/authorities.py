"""The table of authorities: every instrument that a pack cites, its provisions, and the findings that rest on them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from compliance.policy.model import Instrument, Requirement
from compliance.report.chapters.chapter import Chapter
from compliance.report.index import Index, Refs
from compliance.report.text import web_link
from compliance.report.words import CONFIDENCES, day, plain

_PROVISIONS = 200


_ACRONYMS = {"eli": "ELI", "doi": "DOI", "isbn": "ISBN"}


@dataclass(frozen=True)
class Provision:
    """A place in an instrument and the findings that cite it."""

    at: str
    findings: Refs


@dataclass(frozen=True)
class Authority:
    """One instrument."""

    code: str
    place: str
    title: str
    native_title: str
    kind: str
    official: str
    identifier: str
    link: str
    address: str
    read_on: str
    confidence: str
    cited: tuple[Provision, ...]
    """Provisions on which a finding rests."""
    uncited: str
    """Provisions applied without an open finding."""


@dataclass(frozen=True)
class PlaceAuthorities:
    """The instruments of one place."""

    name: str
    authorities: tuple[Authority, ...]


@dataclass(frozen=True)
class AuthoritiesView:
    """What the chapter prints."""

    places: tuple[PlaceAuthorities, ...]
    unreached: tuple[Authority, ...]
    """Instruments that concern nothing of the project: named, in short."""
    total: int


def prepare(index: Index) -> AuthoritiesView | None:
    """Prepare the table of authorities, place by place."""
    library = index.assessment.library
    if not index.authorities:
        return None
    made = [
        (library.instruments[id_], _authority(index, library.instruments[id_], code))
        for id_, code in index.authorities.items()
    ]
    reaching = [pair for pair in made if pair[0].id not in index.unreached]
    places = tuple(
        PlaceAuthorities(index.law_of(place), tuple(authority for _, authority in group))
        for place, group in groupby(reaching, key=lambda pair: pair[0].jurisdiction)
    )
    unreached = tuple(authority for instrument, authority in made if instrument.id in index.unreached)
    return AuthoritiesView(places, unreached, len(made))


def _authority(index: Index, instrument: Instrument, code: str) -> Authority:
    cited, uncited = [], []
    for at, citing in index.provisions.get(instrument.id, {}).items():
        findings = [id_ for requirement in dict.fromkeys(citing) for id_ in index.findings_of.get(requirement, ())]
        if findings:
            cited.append(Provision(at, index.finding_refs(findings, cap=8)))
        else:
            uncited.append(at)
    requirements = index.requirements_of.get(instrument.id) or list(index.citing(instrument.id))
    return Authority(
        code=code,
        place=index.law_of(instrument.jurisdiction),
        title=instrument.title,
        native_title=instrument.native_title if instrument.native_title != instrument.title else "",
        kind=plain(instrument.kind),
        official=instrument.official,
        identifier="; ".join(
            f"{_ACRONYMS.get(scheme, plain(scheme))} {value}" for scheme, value in instrument.identifier.items()
        ),
        link=web_link(instrument.url),
        address=instrument.url,
        read_on=day(max((r.provenance.as_of for r in requirements), default=None), "not stated"),
        confidence=_confidence(requirements),
        cited=tuple(cited[:_PROVISIONS]),
        uncited="; ".join(_some(uncited)),
    )


def _confidence(requirements: list[Requirement]) -> str:
    """The confidence of an instrument's requirements, weakest named where they differ."""
    found = sorted({r.provenance.confidence for r in requirements}, key=lambda confidence: confidence.rank)
    if not found:
        return "cited beside others"
    words = [CONFIDENCES[confidence][0].lower() for confidence in found]
    return words[0] if len(words) == 1 else f"{words[0]}, in part {words[-1]}"


def _some(provisions: list[str]) -> Iterable[str]:
    known = [at for at in provisions if at]
    yield from known[:_PROVISIONS]
    if len(known) > _PROVISIONS:
        yield f"and {len(known) - _PROVISIONS} more"


CHAPTER = Chapter(
    "authorities",
    "Table of authorities",
    prepare,
    runs_on=True,
    if_empty="Table of authorities: no instrument was cited.",
)

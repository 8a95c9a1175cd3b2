"""Document control: what this report rests on, byte for byte, and how somebody else can check it."""

from __future__ import annotations

from dataclasses import dataclass

from compliance.policy.model import Library, Pack
from compliance.report.chapters.chapter import Chapter
from compliance.report.index import Index
from compliance.report.words import count, day, plain


@dataclass(frozen=True)
class Fingerprint:
    """A file the assessment rests on."""

    role: str
    name: str
    size: str
    sha256: str


@dataclass(frozen=True)
class PackLine:
    """A policy pack as used."""

    id: str
    title: str
    version: str
    published: str
    requirements: int
    digest: str
    """The first sixteen digits, enough to tell editions apart."""


@dataclass(frozen=True)
class ControlView:
    """What the page prints."""

    rows: tuple[tuple[str, str], ...]
    inputs: tuple[Fingerprint, ...]
    packs: tuple[PackLine, ...]
    packs_in_brief: tuple[tuple[PackLine, ...], ...]
    """Packs that concern nothing of the project, two a line: named by id, so that the list is complete."""
    version: str
    digest: str
    library_digest: str


def prepare(index: Index) -> ControlView:
    """Prepare document control."""
    assessment = index.assessment
    project, library = assessment.project, assessment.library
    rows = (
        ("Project", project.name),
        ("Client", project.client or "not stated"),
        ("Report number", project.report_number or "not numbered"),
        ("Prepared by", project.prepared_by or "not stated"),
        ("State", "Draft. No signature is attached to this file."),
        ("Evaluated as at", f"{day(assessment.as_of)}{', a past date' if assessment.as_of_is_past else ''}"),
        ("Law stated as at", day(library.law_as_at)),
        ("Profile", _profile(library)),
        ("Time zone", project.timezone),
        ("Software", f"Clearance {assessment.version}"),
        ("Handling", project.legend or "not stated"),
    )
    brief = tuple(_line(pack) for pack in library.packs if pack.id in index.packs_in_brief)
    return ControlView(
        rows=rows,
        inputs=tuple(Fingerprint(plain(f.role), f.name, count(f.size, "byte"), f.sha256) for f in assessment.inputs),
        packs=tuple(_line(pack) for pack in library.packs if pack.id not in index.packs_in_brief),
        packs_in_brief=tuple(brief[at : at + 2] for at in range(0, len(brief), 2)),
        version=assessment.version,
        digest=assessment.digest,
        library_digest=library.digest,
    )


def _profile(library: Library) -> str:
    profile = library.profile
    if profile is None:
        return "none: every requirement of every pack"
    asked, out = len(library.requirements), len(library.left_out)
    return f"{profile.title} ({profile.id} {profile.version}): {asked:,} of {asked + out:,} requirements"


def _line(pack: Pack) -> PackLine:
    return PackLine(pack.id, pack.title, pack.version, day(pack.published), len(pack.requirements), pack.digest[:16])


CHAPTER = Chapter("control", "Document control", prepare)

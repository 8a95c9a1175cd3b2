"""How far the packs go, instrument by instrument: what is decided, what a person is asked, what is only named."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from compliance.errors import PackError, Place
from compliance.policy.model import Confidence, Coverage, Instrument, Library, Requirement

BEGIN, END = "<!-- index: begin -->", "<!-- index: end -->"
"""The index of a page stands between these lines."""

_HEADINGS = ("place", "instrument", "rows", "decided", "partly", "asked", "only named", *map(str, Confidence))
_WITHOUT_OUTCOME = frozenset({"planned", "manual", "out_of_scope"})


@dataclass(frozen=True)
class IndexRow:
    """How far the packs go with one instrument.

    The rows of the law's own map are parted into four: `decided` from facts, `partly` so, `asked` of a named person,
    and `named` only, with a reason.
    """

    jurisdiction: str
    title: str
    decided: int
    partly: int
    asked: int
    named: int
    by_confidence: tuple[int, ...]
    """Requirements by how well their words were read, strongest first."""

    @property
    def rows(self) -> int:
        """How many rows the law's own map has here."""
        return self.decided + self.partly + self.asked + self.named

    @property
    def counts(self) -> tuple[int, ...]:
        """Every count, in the order of the headings."""
        return (self.rows, self.decided, self.partly, self.asked, self.named, *self.by_confidence)


def index_of(library: Library) -> tuple[IndexRow, ...]:
    """Return a row for every instrument that a line of coverage or a requirement names, by place and title."""
    lines = [line for pack in library.packs for line in pack.coverage]
    by_id = {requirement.id: requirement for requirement in library.requirements}
    rows = []
    for id_, instrument in library.instruments.items():
        own = [line for line in lines if line.instrument == id_]
        asked = [requirement for requirement in library.requirements if requirement.instrument == id_]
        if own or asked:
            rows.append(_row(instrument, own, asked, by_id))
    return tuple(sorted(rows, key=lambda row: (row.jurisdiction, row.title)))


def _row(
    instrument: Instrument, lines: Iterable[Coverage], asked: Iterable[Requirement], by_id: dict[str, Requirement]
) -> IndexRow:
    kinds = Counter(_kind(line, by_id) for line in lines)
    confidence = Counter(requirement.provenance.confidence for requirement in asked)
    return IndexRow(
        jurisdiction=instrument.jurisdiction,
        title=instrument.title,
        decided=kinds["decided"],
        partly=kinds["partly"],
        asked=kinds["asked"],
        named=kinds["named"],
        by_confidence=tuple(confidence[level] for level in Confidence),
    )


def _kind(line: Coverage, by_id: dict[str, Requirement]) -> str:
    if line.status in _WITHOUT_OUTCOME:
        return "named"
    encoded = [by_id[id_] for id_ in line.by or (line.key,) if id_ in by_id]
    if encoded and all(requirement.attest is not None for requirement in encoded):
        return "asked"
    return "partly" if line.status == "partly" else "decided"


def index_text(library: Library) -> str:
    """Return the index as a table in Markdown, with a line of totals."""
    rows = index_of(library)
    totals = [sum(column) for column in zip(*(row.counts for row in rows), strict=True)] or [0] * (len(_HEADINGS) - 2)
    cells = [
        *((row.jurisdiction, row.title.replace("|", "\\|"), *map(str, row.counts)) for row in rows),
        ("", "all", *map(str, totals)),
    ]
    return "\n".join(_table(cells))


def _table(cells: Iterable[tuple[str, ...]]) -> Iterator[str]:
    yield _line(heading.replace("_", " ") for heading in _HEADINGS)
    yield _line(["---", "---", *["--:"] * (len(_HEADINGS) - 2)])
    for row in cells:
        yield _line(row)


def _line(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def with_index(page: str, library: Library, *, file: str = "") -> str:
    """Return a page with its index written again.

    Raises:
        PackError: The page has no place for an index, or more than one.
    """
    if page.count(BEGIN) != 1 or page.count(END) != 1 or page.index(BEGIN) > page.index(END):
        raise PackError(
            "the page has no place for the index.",
            at=Place(file),
            remedy=f"Write the lines {BEGIN} and {END} where it should stand, once each.",
            code="no-index",
        )
    before, _, rest = page.partition(BEGIN)
    _, _, after = rest.partition(END)
    return f"{before}{BEGIN}\n{index_text(library)}\n{END}{after}"

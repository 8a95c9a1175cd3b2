"""What the report numbers, and how its parts point at each other.

Authorities are numbered A-01, expected evidence E-01, questions Q-01; findings carry their own ids. Every pointer is a
`Ref`: on screen a link, on paper a page number.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from compliance.assessment.model import Applicability, Assessment, Finding, Outcome, Subject
from compliance.errors import ComplianceError
from compliance.jurisdictions import EVERYWHERE, WORLD, Jurisdictions, load_jurisdictions
from compliance.policy.coverage import coverage_of
from compliance.policy.model import THEMES, Citation, Requirement
from compliance.report.words import plain
from compliance.vocabulary import Vocabulary, load_vocabulary

CARDS = 300
"""Findings told at length; more of them stand in the register and in the data files."""

WAITING = 400
"""Findings that cannot be decided and have a line."""

APPLIED = frozenset({"applies", "undecided"})
"""What the statement of applicability says of a law that applies, or may."""

NOT_REACHED = "not reached"
"""What it says of a law that concerns no place and no role of the project."""

QUESTIONS = 160
"""Questions told; the first are those on which most hangs."""


@dataclass(frozen=True)
class Ref:
    """A pointer to another place of the report."""

    target: str
    text: str


@dataclass(frozen=True)
class Refs:
    """Pointers, as many as a line can hold, and how many more there are."""

    shown: tuple[Ref, ...]
    more: int = 0


class Index:
    """Numbers and names, made once for one assessment."""

    def __init__(self, assessment: Assessment) -> None:
        self.assessment = assessment
        self.findings: Mapping[str, Finding] = {finding.id: finding for finding in assessment.findings}

    @cached_property
    def applicability(self) -> Mapping[str, Applicability]:
        """The statement of applicability by requirement id."""
        return {row.requirement.id: row for row in self.assessment.applicability}

    @cached_property
    def carded(self) -> frozenset[str]:
        """Ids of the findings that have a card."""
        told = [f.id for f in self.assessment.findings if f.kind is Outcome.FAIL]
        return frozenset(told[:CARDS])

    @cached_property
    def told(self) -> frozenset[str]:
        """Ids of the findings that have a card or a line to point at."""
        assessment = self.assessment
        return frozenset(f.id for f in (*assessment.fails, *assessment.undetermined[:WAITING], *assessment.advisory))

    def place(self, code: str) -> str:
        """The name of a place; its code where nobody named it."""
        if code in self._decided_places:
            return self._decided_places[code]
        return self._jurisdictions.name(code) if self._jurisdictions and self._jurisdictions.has(code) else code

    def law_of(self, code: str) -> str:
        """The name under which the law of a place is listed."""
        return EVERYWHERE if code == WORLD else self.place(code)

    @cached_property
    def asset_ranks(self) -> Mapping[str, int]:
        """The rank of the worst decision of each released asset, made in one pass over all decisions."""
        ranks: dict[str, int] = {}
        for row in self.assessment.asset_decisions:
            ranks[row.asset] = min(ranks.get(row.asset, row.decision.rank), row.decision.rank)
        return ranks

    def field_title(self, path: str) -> str:
        """The name of a fact, as the assessment or the vocabulary gives it; else its path in words."""
        if path in self._field_titles:
            return self._field_titles[path]
        if self._vocabulary and self._vocabulary.has(path) and path not in self._vocabulary.lists:
            return self._vocabulary.field(path).title
        return plain(path.partition(".")[2] or path)

    def themes_left(self, place: str) -> tuple[str, ...]:
        """The themes that nobody has considered for a release territory: no decision speaks for them."""
        known = self._jurisdictions
        if known is None or not known.has(place):
            return ()
        considered = coverage_of(place, self.assessment.library.considered, known, self.assessment.as_of)
        told = (row.themes_left for row in self.assessment.territory_decisions if row.territory == place)
        left = {*considered.themes_left, *(theme for themes in told for theme in themes)}
        return tuple(theme for theme in THEMES if theme in left)

    def subject_title(self, entity: str, key: str) -> str:
        """The name a reader knows a row by; its key where it has none."""
        return self.assessment.titles.get(entity, {}).get(key, "") or key

    def subject_words(self, subject: Subject) -> str:
        """A subject as a list names it."""
        title = subject.title or self.subject_title(subject.entity, subject.key)
        return subject.key if title == subject.key else f"{subject.key}, {title}"

    # ------------------------------------------------------------------ findings and questions

    def finding_refs(self, ids: Iterable[str], cap: int = 6) -> Refs:
        """Pointers to findings; ids that are none of this report's are left out."""
        known = [id_ for id_ in dict.fromkeys(ids) if id_ in self.findings]
        shown = tuple(Ref(id_, id_) for id_ in known if id_ in self.told)[:cap]
        return Refs(shown, len(known) - len(shown))

    @cached_property
    def question_codes(self) -> Mapping[str, str]:
        """Q-01 ... by field path, most pressing first."""
        return {q.path: f"Q-{number:02d}" for number, q in enumerate(self.assessment.questions[:QUESTIONS], 1)}

    def question_refs(self, paths: Iterable[str], cap: int = 6) -> Refs:
        """Pointers to the questions about these facts."""
        asked = dict.fromkeys(paths)
        shown = tuple(
            Ref(self.question_codes[path], self.question_codes[path]) for path in asked if path in self.question_codes
        )[:cap]
        return Refs(shown, len(asked) - len(shown))

    # ------------------------------------------------------------------ authorities

    @cached_property
    def authorities(self) -> Mapping[str, str]:
        """A-01 ... by instrument id: those that reach the project first, in the order of places and titles."""
        used = {*self.requirements_of, *self.provisions}
        instruments = self.assessment.library.instruments
        ordered = sorted(
            (instruments[id_] for id_ in used if id_ in instruments),
            key=lambda instrument: (
                instrument.id in self.unreached,
                self.place(instrument.jurisdiction),
                instrument.title,
                instrument.id,
            ),
        )
        return {instrument.id: f"A-{number:02d}" for number, instrument in enumerate(ordered, start=1)}

    @cached_property
    def in_brief(self) -> frozenset[str]:
        """Ids of the requirements that concern nothing of the project: a line each is enough."""
        rows = self.assessment.applicability
        concerned = {row.requirement.jurisdiction for row in rows if row.applies in APPLIED}
        for place in {row.requirement.jurisdiction for row in rows} - concerned:
            if any(self._holds(place, decided.territory) for decided in self.assessment.territory_decisions):
                concerned.add(place)
        return frozenset(
            row.requirement.id
            for row in rows
            if row.applies == NOT_REACHED or row.requirement.jurisdiction not in concerned
        )

    @cached_property
    def packs_in_brief(self) -> frozenset[str]:
        """Ids of the packs of which every requirement is in brief."""
        packs = self.assessment.library.packs
        return frozenset(
            pack.id for pack in packs if pack.requirements and self.in_brief.issuperset(r.id for r in pack.requirements)
        )

    def _holds(self, place: str, territory: str) -> bool:
        """Whether the law of a place is that of a release territory."""
        known = self._jurisdictions
        if place == territory or known is None or not (known.has(place) and known.has(territory)):
            return place == territory
        return known.inside(territory, place, self.assessment.as_of)

    @cached_property
    def unreached(self) -> frozenset[str]:
        """Ids of the instruments that only requirements in brief cite."""
        told = {
            cite.instrument or row.requirement.instrument
            for row in self.assessment.applicability
            if row.requirement.id not in self.in_brief
            for cite in (*citations_of(row.requirement), Citation(row.requirement.instrument, ""))
        }
        return frozenset({*self.requirements_of, *self.provisions} - told)

    @cached_property
    def requirements_of(self) -> Mapping[str, list[Requirement]]:
        """Requirements by the instrument they come from."""
        found: dict[str, list[Requirement]] = {}
        for requirement in self.assessment.library.requirements:
            found.setdefault(requirement.instrument, []).append(requirement)
        return found

    @cached_property
    def provisions(self) -> Mapping[str, Mapping[str, list[str]]]:
        """By instrument and provision, the ids of the requirements that cite it."""
        found: dict[str, dict[str, list[str]]] = {}
        for requirement in self.assessment.library.requirements:
            for cite in citations_of(requirement):
                instrument = cite.instrument or requirement.instrument
                found.setdefault(instrument, {}).setdefault(cite.at, []).append(requirement.id)
        return found

    def citing(self, instrument: str) -> Iterable[Requirement]:
        """Requirements that cite an instrument beside their own."""
        ids = {id_ for citing in self.provisions.get(instrument, {}).values() for id_ in citing}
        return (requirement for requirement in self.assessment.library.requirements if requirement.id in ids)

    @cached_property
    def findings_of(self) -> Mapping[str, list[str]]:
        """Ids of findings by requirement id."""
        found: dict[str, list[str]] = {}
        for finding in self.assessment.findings:
            found.setdefault(finding.requirement.id, []).append(finding.id)
        return found

    def citation_refs(self, requirement: Requirement, roles: Iterable[str] = (), cap: int = 8) -> Refs:
        """Pointers to the provisions a requirement cites, each once, only of some roles where given."""
        wanted = set(roles)
        cites = [cite for cite in requirement.cites if not wanted or cite.role in wanted]
        return self.refs_of(cites, requirement, cap)

    def refs_of(self, cites: Iterable[Citation], requirement: Requirement, cap: int = 8) -> Refs:
        """Pointers to provisions; a citation without an instrument is one of the requirement's own."""
        known = []
        for cite in cites:
            code = self.authorities.get(cite.instrument or requirement.instrument)
            if code:
                known.append(Ref(code, f"{code} {cite.at}".strip()))
        known = list(dict.fromkeys(known))
        return Refs(tuple(known[:cap]), max(len(known) - cap, 0))

    # ------------------------------------------------------------------ evidence

    @cached_property
    def evidence(self) -> Mapping[str, str]:
        """E-01 ... by what is expected, in the order of the findings that expect it."""
        wanted = [evidence.what for finding in self.assessment.findings for evidence in finding.requirement.evidence]
        return {what: f"E-{number:02d}" for number, what in enumerate(dict.fromkeys(wanted), start=1)}

    # ------------------------------------------------------------------ places

    @cached_property
    def _field_titles(self) -> Mapping[str, str]:
        titles = {question.path: question.title for question in self.assessment.questions}
        return titles | {fact.path: fact.title for finding in self.assessment.findings for fact in finding.facts}

    @cached_property
    def _decided_places(self) -> Mapping[str, str]:
        rows = (*self.assessment.project_rows, *self.assessment.territory_decisions)
        return {row.territory: row.name for row in rows if row.name}

    @cached_property
    def _vocabulary(self) -> Vocabulary | None:
        try:
            return load_vocabulary(None)
        except ComplianceError:
            return None

    @cached_property
    def _jurisdictions(self) -> Jurisdictions | None:
        try:
            return load_jurisdictions(None)
        except ComplianceError:
            return None


def citations_of(requirement: Requirement) -> Iterable[Citation]:
    """Every citation of a requirement: of the duty, of its exceptions, of its sanctions."""
    yield from requirement.cites
    for exception in requirement.exceptions:
        yield from exception.cites
    for sanction in requirement.sanctions:
        yield from sanction.cites


def entity_words(entity: str, number: int) -> str:
    """The plural of an entity's name, in words.

    >>> entity_words("asset", 2), entity_words("notice", 1)
    ('assets', 'notice')
    """
    words = plain(entity).lower()
    if number == 1:
        return words
    return {"person": "people", "inventory": "inventories"}.get(words, f"{words}s")

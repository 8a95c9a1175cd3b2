"""One run: from an inventory, the packs and a day to an assessment. Pure: no clock, no file, no network.

The steps are values one can print: facts, requirements as they bind us, outcome columns, groups of failing and open
rows, waivers laid over them, what weighs on decisions, and the decisions.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date

import compliance
from compliance.assessment.applicability import Applicability
from compliance.assessment.binding import as_binding, binds_here, not_known_to_bind
from compliance.assessment.calendar import calendar_of
from compliance.assessment.claims import OnFile
from compliance.assessment.decisions import decide
from compliance.assessment.elections import hinted, taken_from_calendar, votes_to_name
from compliance.assessment.facts_used import FactsOf
from compliance.assessment.findings import Findings
from compliance.assessment.groups import judged_and_grouped
from compliance.assessment.leaving import left_out_of, told
from compliance.assessment.model import Assessment, InputFile, ProjectInfo, SheetCount, TerritoryDecision, Waiver
from compliance.assessment.outcomes import Judge
from compliance.assessment.pairs import NOT_RECORDED, Pairs
from compliance.assessment.questions import Questions
from compliance.assessment.statement import (
    applicability_of,
    reconciliation_of,
    records_of_nothing,
    stated_later,
    statements_of,
)
from compliance.assessment.subjects import ASSET, ON_AN_ASSET, Subjects
from compliance.assessment.table import Table
from compliance.assessment.verdicts import Verdicts
from compliance.assessment.waiving import lay_over, loud
from compliance.assessment.weights import Scales
from compliance.assessment.wording import subjects_word
from compliance.conditions.engine import Engine
from compliance.conditions.facts import Facts
from compliance.errors import InventoryError, PackError, Place
from compliance.inventory.columns import to_facts
from compliance.inventory.model import Inventory
from compliance.jurisdictions import Jurisdictions
from compliance.policy.model import Library, Requirement
from compliance.vocabulary import Vocabulary


def assess(
    inventory: Inventory,
    library: Library,
    vocabulary: Vocabulary,
    jurisdictions: Jurisdictions,
    *,
    on: date,
    today: date,
    waivers: Sequence[Waiver] = (),
    project: ProjectInfo,
    inputs: Sequence[InputFile] = (),
) -> Assessment:
    """Assess an inventory against the packs.

    Args:
        inventory: What the project holds.
        library: The packs in use.
        vocabulary: The facts both speak of.
        jurisdictions: The places.
        on: The day of the assessment: what runs, has ended or is yet to come is judged from it.
        today: The real day; an assessment as of an earlier one says so on every page.
        waivers: What the client has accepted.
        project: What the cover says; waivers are counted in its time zone.
        inputs: The files the assessment rests on.

    Raises:
        InventoryError: There is no asset, so nothing can be cleared.
        PackError: There is no requirement, so nothing can be checked.
    """
    if not library.requirements:
        raise PackError("no requirement is loaded, so nothing can be checked.", code="no-requirements")
    facts = to_facts(inventory, vocabulary, jurisdictions, on)
    subjects = Subjects(facts)
    if not subjects.count(ASSET):
        raise InventoryError(
            "the inventory lists no asset, so nothing can be cleared.", at=Place(inventory.source), code="no-assets"
        )
    library = as_binding(library, facts, on)
    judge = judge_of(facts, subjects, library, on)
    requirements = {requirement.id: requirement for requirement in library.requirements}
    judged = {id_: judged_and_grouped(judge, requirement) for id_, requirement in requirements.items()}
    columns = {id_: column for id_, (column, _) in judged.items()}
    by_requirement = {id_: found for id_, (_, found) in judged.items()}
    groups = [group for found in by_requirement.values() for group in found]

    waiving = lay_over(waivers, groups, requirements=requirements, subjects=subjects, on=on, timezone=project.timezone)
    pairs = Pairs.of(subjects)
    laws = {id_: judge.applicability.places_of(requirement, on) for id_, requirement in requirements.items()}
    scales = Scales(pairs, subjects, laws)
    weights = scales.weigh(columns.values(), groups, waiving)
    places = scales.project_places(columns.values())
    left = left_out_of(library, judge.applicability, subjects, pairs.places)
    decided = decide(weights, places, pairs, subjects, considered=library.considered, left_out=left, on=on)

    verdicts = Verdicts(judge, subjects, FactsOf(facts, inventory), on)
    by_law = {law: _reached(pairs.places, law, jurisdictions, on) for law in set(laws.values())}
    reached = {id_: by_law[law] for id_, law in laws.items()}
    table = Table(columns, by_requirement, subjects, pairs, verdicts, reached, waiving)
    reconciliation = reconciliation_of(inventory, vocabulary)
    to_name = tuple(votes_to_name(subjects, library, on))
    return Assessment(
        project=project,
        as_of=on,
        as_of_is_past=on < today,
        library=library,
        outcomes=table,
        findings=Findings(subjects, pairs, verdicts, columns, waiving, on).of(groups),
        questions=hinted(Questions(subjects, pairs).of(groups), to_name, inventory),
        asset_decisions=decided.assets,
        territory_decisions=decided.territories,
        project_rows=decided.project,
        decision=decided.overall,
        waivers=waiving.uses,
        statements=statements_of(inventory),
        applicability=tuple(
            applicability_of(column, vocabulary, on, binds_here(column.requirement, facts, on))
            for column in columns.values()
        ),
        calendar=calendar_of(columns, waiving.uses, subjects, on),
        reconciliation=reconciliation,
        inputs=tuple(inputs),
        version=compliance.__version__,
        digest=_digest(inputs, inventory, library, on, table),
        titles=subjects.titles(),
        notes=(
            *told(library, left),
            *loud(waiving.uses),
            *to_name,
            *taken_from_calendar(inventory, library),
            *not_known_to_bind(columns.values(), facts, on),
            *_asked_nothing(library.requirements, subjects),
            *_not_adding_up(reconciliation),
            *records_of_nothing(inventory, library),
            *stated_later(inventory, on),
            *inventory.notes,
            *_partly_considered(decided.territories),
        ),
    )


def judge_of(facts: Facts, subjects: Subjects, library: Library, on: date) -> Judge:
    """Return what judges requirements over these facts."""
    return Judge(
        subjects,
        Engine(facts, on),
        Applicability(subjects, facts.jurisdictions, library.instruments, on),
        OnFile(subjects, on),
        library.requirements,
    )


def _reached(territories: Iterable[str], laws: Iterable[str], jurisdictions: Jurisdictions, on: date) -> frozenset[str]:
    """Return the release territories that the law of some places reaches."""
    return frozenset(
        territory
        for territory in territories
        if territory != NOT_RECORDED and any(jurisdictions.reaches(law, territory, on) for law in laws)
    )


def _partly_considered(territories: Sequence[TerritoryDecision]) -> Iterable[str]:
    partly = [row.name for row in territories if row.themes_left]
    placed = sum(1 for row in territories if row.territory != NOT_RECORDED)
    noun = "territory" if placed == 1 else "territories"
    if partly:
        yield (
            f"Not every theme has been considered for {len(partly)} of {placed} {noun} "
            f"({', '.join(partly)}): their decisions speak for the themes that have."
        )


def _asked_nothing(requirements: Iterable[Requirement], subjects: Subjects) -> Iterable[str]:
    """Say which requirements asked nothing, because the inventory lists no row of the kind that they are about."""
    vocabulary = subjects.facts.vocabulary
    asked = Counter(requirement.about for requirement in requirements if requirement.about not in ON_AN_ASSET)
    silent = {name: count for name, count in asked.items() if not subjects.count(name)}
    if silent:
        kinds = " and no ".join(subjects_word(name, 1, vocabulary) for name in silent)
        told = [
            f"{count} {'requirement' if count == 1 else 'requirements'} about {subjects_word(name, 2, vocabulary)}"
            for name, count in silent.items()
        ]
        rows = subjects_word(next(iter(silent)), 2, vocabulary) if len(silent) == 1 else "rows"
        yield (
            f"The inventory lists no {kinds}: {' and '.join(told)} asked nothing. "
            f"List the {rows}, or confirm there are none."
        )


def _not_adding_up(reconciliation: Iterable[SheetCount]) -> Iterable[str]:
    for count in reconciliation:
        if not count.adds_up:
            yield f"Sheet {count.sheet}: {count.read} rows were read, and {count.evaluated} evaluated."


def _digest(inputs: Iterable[InputFile], inventory: Inventory, library: Library, on: date, table: Table) -> str:
    """Return what the seal is drawn from: everything that went in, the day, and every outcome."""
    lines = [f"{file.role} {file.name} {file.sha256}" for file in inputs]
    lines += [inventory.sha256, library.digest, on.isoformat(), table.digest]
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()

"""The conditions of some shipped packs over a large invented inventory: our engine beside Polars and pandas.

Which requirements they are stands in `requirements.txt`.

The peers work out the same three-valued answers along the same staged plan, and are checked against ours, condition by
condition, before anything is timed. Each library stands here twice: as a data engineer writes it, with frames, joins,
`group_by` and columns of nullable types, which is the form that the bars are about; and tuned by hand, with rows lifted
by number, bare arrays and results put in place without a join.

Outside the clock, for everybody: reading the packs, loading and encoding the columns, the key dates, the row to which
every reference leads, and cells that name several rows taken apart. Of lists of choices the peers also hold one flag a
choice. Inside the clock, for everybody: the plan, who lists whom, every clause, and one byte an answer. Ours makes a
new engine each time. Reasons are timed for ours alone, since no peer gives any.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from benchmarks.fewer import few
from benchmarks.inventories import make_facts
from benchmarks.outcomes import Evaluation, Subjects
from benchmarks.peers.pandas_joins import PandasJoins
from benchmarks.peers.pandas_peer import PandasPeer
from benchmarks.peers.plan import Plan, Question
from benchmarks.peers.planning import Planner
from benchmarks.peers.polars_joins import PolarsJoins
from benchmarks.peers.polars_peer import PolarsPeer
from benchmarks.peers.tables import Tables
from benchmarks.rounds import measure
from benchmarks.table import Line, per_cent, seconds, times
from compliance.assessment import subjects
from compliance.assessment.applicability import Applicability
from compliance.conditions.engine import Engine
from compliance.conditions.facts import Facts
from compliance.conditions.kleene import NO
from compliance.jurisdictions import load_jurisdictions
from compliance.policy.loading import load_library
from compliance.policy.model import Library, Requirement
from compliance.vocabulary import load_vocabulary

ON = date(2026, 11, 25)
"""The day of the assessment."""

PEERS = {
    "Polars": PolarsJoins,
    "pandas": PandasJoins,
    "Polars tuned by hand": PolarsPeer,
    "pandas tuned by hand": PandasPeer,
}
LEAST = {"Polars": 3.0, "pandas": 4.0}
"""Bars: how many times our CPU seconds a peer takes, as it is usually written."""
MOST_FOR_REASONS = 1.4
"""Bar: what verdicts with reasons take, over verdicts alone."""

Answers = Mapping[str, NDArray[np.uint8]]


class Peer(Protocol):
    """Somebody else who has loaded the inventory."""

    def run(self) -> Answers:
        """Work everything out."""


@dataclass(frozen=True)
class Case:
    """An inventory, what is asked of it, and who answers."""

    facts: Facts
    requirements: Sequence[Requirement]
    subjects: Mapping[str, Subjects]
    questions: Sequence[Question]
    plan: Plan
    peers: Mapping[str, Peer]

    def ours(self) -> Answers:
        """Answer everything with our engine."""
        evaluation = self._evaluation()
        return {
            name(requirement, nth): codes
            for requirement in self.requirements
            for nth, codes in enumerate(evaluation.answers(requirement))
        }

    def ours_with_reasons(self) -> int:
        """Answer everything, and find the reasons; return how many answers got one."""
        evaluation = self._evaluation()
        explained = 0
        for requirement in self.requirements:
            for _ in evaluation.answers(requirement):
                pass
            explained += sum(len(found.codes) for found in evaluation.reasons(requirement))
        return explained

    def _evaluation(self) -> Evaluation:
        return Evaluation(Engine(self.facts, ON), self.subjects)


def make_case(assets: int, seed: int) -> Case:
    """Return an invented inventory, loaded by everybody."""
    vocabulary, jurisdictions = load_vocabulary(), load_jurisdictions()
    library = few(load_library(vocabulary=vocabulary, jurisdictions=jurisdictions))
    facts = make_facts(assets, seed, library.requirements, vocabulary, jurisdictions)
    about = _subjects(facts, library)
    questions = [
        Question(
            name(requirement, nth), condition, requirement.about, requirement.key_date, about[requirement.id].key_days
        )
        for requirement in library.requirements
        for nth, condition in enumerate(requirement.conditions)
    ]
    tables = Tables(facts)
    plan = Planner(tables, ON).plan(questions)
    left_out = {question.partition(" ")[0] for question in plan.left_out}
    requirements = [requirement for requirement in library.requirements if requirement.id not in left_out]
    asked = [question for question in questions if question.name.partition(" ")[0] not in left_out]

    def make_plan() -> Plan:
        return Planner(tables, ON).plan(asked)

    return Case(
        facts,
        requirements,
        about,
        asked,
        plan,
        {name: peer(tables, make_plan, asked) for name, peer in PEERS.items()},
    )


def name(requirement: Requirement, nth: int) -> str:
    """Return what a condition of a requirement is called here."""
    return f"{requirement.id} {nth}"


def differences(ours: Answers, theirs: Answers) -> dict[str, int]:
    """Return for each condition in how many rows two answers differ, where they do."""
    counts = {asked: int(np.count_nonzero(codes != theirs[asked])) for asked, codes in ours.items()}
    return {asked: count for asked, count in counts.items() if count}


def evaluation_lines(assets: int, rounds: int, seed: int) -> Iterator[Line]:
    """Measure, and yield the lines of the table."""
    case = make_case(assets, seed)
    ours = case.ours()
    for name_of, peer in case.peers.items():
        wrong = differences(ours, peer.run())
        if wrong:
            raise SystemExit(f"{name_of} does not give the same answers as our engine: {wrong}")
    explained = case.ours_with_reasons()
    measured = measure(
        {
            "ours": case.ours_with_reasons,
            "verdicts": case.ours,
            **{name_of: peer.run for name_of, peer in case.peers.items()},
        },
        rounds,
    )
    count = sum(len(codes) for codes in ours.values())
    what = f"{len(case.questions)} conditions of {len(case.requirements)} requirements, {assets:,} assets"
    for name_of in case.peers:
        least = LEAST.get(name_of)
        ratio = measured.times(name_of, "ours")
        theirs = f"{name_of}, verdicts alone: {seconds(measured.cpu(name_of))}"
        yield Line(
            f"{what}: verdicts and reasons",
            seconds(measured.cpu("ours")),
            theirs,
            times(ratio),
            "" if least is None else f">= {least:.0f} x",
            None if least is None else ratio >= least,
        )
        alone = measured.times(name_of, "verdicts")
        yield Line("verdicts alone", seconds(measured.cpu("verdicts")), theirs, times(alone))
    ratio = measured.times("ours", "verdicts")
    yield Line(
        f"{explained:,} reasons, over verdicts alone",
        seconds(measured.cpu("ours")),
        f"ours, verdicts alone: {seconds(measured.cpu('verdicts'))}",
        per_cent(ratio),
        f"<= {per_cent(MOST_FOR_REASONS)}",
        ratio <= MOST_FOR_REASONS,
    )
    yield Line("answers a CPU second, verdicts alone", f"{count / measured.cpu('verdicts') / 1e6:.1f} million")
    if case.plan.left_out:
        yield Line("conditions left out on every side: a peer cannot ask them", str(len(case.plan.left_out)))


def _subjects(facts: Facts, library: Library) -> dict[str, Subjects]:
    rows = subjects.Subjects(facts)
    applicability = Applicability(rows, facts.jurisdictions, library.instruments, ON)
    return {
        requirement.id: Subjects(applicability.key_days(requirement).days, applicability.by_place(requirement) != NO)
        for requirement in library.requirements
    }

"""The cases beside a pack: good and bad projects in a few facts, and what the requirement must say of each.

They are read here as they stand. `assessment` runs them; `checks` looks whether enough of them are there.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from compliance.errors import ComplianceError, PackError, Place, Problem
from compliance.strict_yaml import Block, YamlMap, read_mapping

EXPECTED: tuple[str, ...] = (
    "pass",
    "fail",
    "undetermined",
    "not_applicable",
    "exempt",
    "upcoming",
    "suspended",
)


@dataclass(frozen=True)
class Flip:
    """One changed fact, and the outcome that follows."""

    expect: str
    path: str
    value: Any
    """None blanks the fact."""
    place: Place


@dataclass(frozen=True)
class Claim:
    """An exemption claim on file for a case."""

    exception: str
    document: bool = True


@dataclass(frozen=True)
class Case:
    """One project, and what the requirement must say of it."""

    it: str
    expect: str
    given: Mapping[str, Any]
    """Laid over the baseline; keys are entities, lists or field paths."""
    place: Place
    through: str = ""
    missing: tuple[str, ...] = ()
    if_in_force: bool = False
    """Whether the outcome is the one that a proposal would have as law."""
    flips: tuple[Flip, ...] = ()
    claims: tuple[Claim, ...] = ()
    as_of: date | None = None
    known_gap: str = ""
    """Why the case is known to come out otherwise."""
    binding: bool | None = None
    """Whether what only advises others must bind the organisation of the case; None where the case does not say."""


@dataclass(frozen=True)
class CaseList:
    """All cases of a requirement."""

    requirement: str
    baseline: Mapping[str, Any]
    """The good project that every case starts from."""
    cases: tuple[Case, ...]
    place: Place
    outcomes: frozenset[str] = field(default=frozenset(), compare=False)
    """Every outcome that some case or flip expects."""


def case_files(folder: Path) -> tuple[Path, ...]:
    """Return the files of cases in a policy folder, in a fixed order."""
    return tuple(sorted(folder.rglob("*.cases.yaml"), key=lambda path: path.relative_to(folder).as_posix()))


def load_cases(folders: Sequence[Path]) -> dict[str, CaseList]:
    """Return the cases of every requirement that has some.

    Raises:
        PackError: With every problem of every file.
    """
    problems: list[Problem] = []
    found: dict[str, CaseList] = {}
    for folder in folders:
        for path in case_files(folder):
            shown = f"{folder.name}/{path.relative_to(folder).as_posix()}"
            try:
                node = read_mapping(path, shown_as=shown)
            except ComplianceError as fault:
                problems.extend(fault.problems)
                continue
            for cases in read_cases(node, problems):
                if cases.requirement in found:
                    text = f"{cases.requirement} has cases already, at {found[cases.requirement].place}."
                    problems.append(Problem(text, cases.place, code="duplicate-id"))
                found[cases.requirement] = cases
    if problems:
        raise PackError(problems)
    return found


def read_cases(node: YamlMap, problems: list[Problem]) -> Iterator[CaseList]:
    """Yield the cases of each requirement of a file; what is wrong becomes problems."""
    block = Block(node, "cases", problems)
    if block.number("format") != 1 and "format" in block:
        block.problem("only format 1 is known.", "format", code="unknown-format")
    for name, inner in block.named_blocks("cases", "cases of"):
        baseline = inner.block("baseline").node
        cases = tuple(_case(case, name) for case in inner.blocks("list"))
        expected = {case.expect for case in cases} | {flip.expect for case in cases for flip in case.flips}
        inner.finish()
        yield CaseList(name, baseline, cases, inner.at(), frozenset(expected))
    block.finish()


def _case(block: Block, requirement: str) -> Case:
    it = block.text("it")
    block.called = f"case of {requirement}, {it}"
    case = Case(
        it=it,
        expect=block.choice("expect", EXPECTED),
        given=block.block("given").node,
        place=block.at(),
        through=block.text("through", ""),
        missing=block.texts("missing", ()),
        if_in_force=block.flag("if_in_force", default=False),
        flips=tuple(_flips(block)),
        claims=tuple(_claims(block)),
        as_of=block.day("as_of", None),
        known_gap=block.text("known_gap", ""),
        binding=block.flag("binding", default=False) if "binding" in block else block.raw("binding"),
    )
    block.finish()
    return case


def _flips(block: Block) -> Iterator[Flip]:
    outer = block.block("flips")
    for outcome in outer.node:
        if outcome not in EXPECTED:
            remedy = f"Write one of: {', '.join(EXPECTED)}."
            outer.problem(f"{outcome} is no outcome.", outcome, remedy=remedy, code="unknown-choice")
        for change in outer.blocks(outcome):
            if len(change.node) != 1:
                change.problem("a flip changes one fact.", remedy="Write two flips.", code="two-facts")
            for path, value in change.node.items():
                yield Flip(outcome, path, value, change.at(path))


def _claims(block: Block) -> Iterator[Claim]:
    claims = block.raw("claims", ())
    if not isinstance(claims, list | tuple):
        block.problem("claims must be a list.", "claims", code="wrong-type")
        return
    for claim in claims:
        if isinstance(claim, YamlMap):
            inner = Block(claim, f"{block.called}, claim", block.problems)
            yield Claim(inner.text("exception"), inner.flag("document", default=True))
            inner.finish()
        else:
            yield Claim(str(claim))

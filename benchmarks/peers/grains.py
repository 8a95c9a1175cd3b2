"""What the columns of a grain are called, and which of them somebody still asks for."""

from __future__ import annotations

from collections.abc import Mapping

from benchmarks.peers import forms
from benchmarks.peers.forms import Era, Looked, Marked
from benchmarks.peers.links import MEMBER, SURE
from benchmarks.peers.plan import OWNER, Clause, Column, Grain, Plan, parts_of

ROW = "@row"
"""The number of a row, which is also its key."""
RAW = "!"
"""After the name of a column of codes: 0 for the blank cell instead of a mask."""


def index_of(grain: Grain, name: str) -> str:
    """Return the column that holds the row numbers of a name in a grain."""
    if grain.is_own(name):
        return ROW
    if name == OWNER:
        return OWNER
    return MEMBER if grain.link is not None and name == grain.link.of else f"@{name}"


def about_of(grain: Grain) -> str:
    """Return the entity that the subjects of a grain are."""
    while grain.outer is not None:
        grain = grain.outer
    return grain.entity


def held_as(read: str | Era, grain: Grain, plan: Plan, eras: Mapping[Era, str]) -> list[str]:
    """Return the columns of a frame that the clauses of a grain read for a field."""
    if isinstance(read, Era):
        return [eras[read]]
    clauses = [column for column in plan.columns if isinstance(column, Clause) and column.grain is grain]
    names = set[str]()
    for form in (clause.form for clause in clauses if read in forms.reads_of(clause.form)):
        names.update(form.flags if isinstance(form, Marked) else [read + RAW if isinstance(form, Looked) else read])
    return sorted(names)


def pulled(grain: Grain, plan: Plan, eras: Mapping[Era, str]) -> dict[str, list[str]]:
    """Return the columns that the clauses of a grain read from other rows, by the name that leads there."""
    found: dict[str, list[str]] = {}
    for read, name in grain.reads.items():
        if name:
            found.setdefault(name, []).extend(held_as(read, grain, plan, eras))
    return found


def from_member(grain: Grain, outer: Grain) -> list[str]:
    """Return the names that parents of the listed rows stand for."""
    assert grain.link is not None
    names = grain.indexes - {grain.link.of}
    return sorted(name for name in names if grain.scope.names[name] != outer.scope.names.get(name))


def from_outer(grain: Grain, outer: Grain) -> list[str]:
    """Return the names that stand for the same rows as in the outer grain."""
    assert grain.link is not None
    return sorted(grain.indexes - {grain.link.of, *from_member(grain, outer)})


def needed_after(stage: int, grain: Grain, plan: Plan) -> list[str]:
    """Return the keys of a grain, and its answers that are asked for after a stage."""
    keys = [index_of(grain, name) for name in sorted(grain.indexes)]
    more = [f"@more {other.link.path}" for other in plan.grains if other.link and other.outer is grain]
    # Another grain may still be waiting for its turn in the same stage.
    waiting = (column for column in plan.columns if column.stage + (column.grain is not grain) > stage)
    later = (part for column in waiting for part in parts_of(column))
    asked = (*plan.questions.values(), *later)
    answers = [of.name for of in asked if isinstance(of, Column) and of.grain is grain and of.stage <= stage]
    return list(dict.fromkeys([ROW, OWNER, MEMBER, SURE, *keys, *more, *answers]))

"""`check --missing`: every missing fact, who can answer it, and what hangs on it."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from compliance.assessment.model import Assessment, Question
from compliance.cli.layout import some
from compliance.cli.terminal import Symbols, printable

MOST_ROWS_NAMED = 8


def missing_facts(assessment: Assessment, symbols: Symbols, *, wide: bool = False) -> RenderableType:
    """Lay out the questions, those first that decide what applies at all."""
    first = [question for question in assessment.questions if question.screening]
    then = [question for question in assessment.questions if not question.screening]
    parts: list[RenderableType] = []
    if first:
        parts += [
            Text("Answer first: what applies at all depends on it", "bold yellow"),
            _questions(first, symbols, wide),
        ]
    if first and then:
        parts.append(Text(""))
    if then:
        parts += [Text("Answer next: what most outcomes wait for", "bold"), _questions(then, symbols, wide)]
    return Group(*parts) if parts else Text("No fact is missing on which an outcome depends.")


def _questions(questions: Sequence[Question], symbols: Symbols, wide: bool) -> RenderableType:
    grid = Table.grid(padding=(0, 2))
    grid.add_column(justify="right", no_wrap=True)
    grid.add_column(no_wrap=True)
    grid.add_column(overflow="fold")
    for question in questions:
        named = question.rows if wide else question.rows[:MOST_ROWS_NAMED]
        more = len(question.rows) - len(named)
        rows = f"{', '.join(map(printable, named))}{f' and {more} more' if more else ''}"
        where = f"{question.path} {symbols.dot} {some(len(question.rows), 'row')}: {rows}"
        hints = [Text(printable(hint), "magenta") for hint in question.hints]
        asked = Group(Text(printable(question.text)), Text(where, "dim"), *hints)
        grid.add_row(f"  holds {question.outcomes}", question.who or "anyone", asked)
    return grid

"""Titled blocks of lines, as the explaining pages use them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rich.console import RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from compliance.cli.terminal import printable

Line = str | tuple[str, str]
"""A line, or a mark and what stands behind it."""


def block(title: str, lines: Iterable[Line]) -> Iterator[RenderableType]:
    """Yield a blank line, a title and its lines indented; nothing where no line says anything."""
    filled = [line for line in lines if (line if isinstance(line, str) else line[1]).strip()]
    if filled:
        yield Text("")
        yield Text(title, "bold")
        yield from (_indented(line) for line in filled)


def _indented(line: Line) -> RenderableType:
    if isinstance(line, tuple):
        grid = Table.grid(padding=(0, 1))
        grid.add_row(Text(line[0]), Text(printable(line[1])))
        return Padding(grid, (0, 0, 0, 2))
    # Leading spaces are structure (a condition in its group), so they become margin.
    return Padding(Text(printable(line.strip())), (0, 0, 0, 2 + len(line) - len(line.lstrip())))


def numbered(lines: Iterable[str]) -> Iterator[Line]:
    """Yield lines with their numbers."""
    return ((f"{number}.", line) for number, line in enumerate(lines, start=1))


def some(count: int, of: str) -> str:
    """Return a count with its noun.

    >>> some(1, "row"), some(2, "row")
    ('1 row', '2 rows')
    """
    return f"{count} {of}{'' if count == 1 else 's'}"

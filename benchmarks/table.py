"""The table that a run of the benchmarks prints."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

HEADINGS = ("measured", "ours", "beside", "ratio", "bar")


@dataclass(frozen=True)
class Line:
    """One figure beside another one."""

    measured: str
    ours: str
    beside: str = ""
    ratio: str = ""
    bar: str = ""
    met: bool | None = None
    """Whether the bar is met; None where there is none."""

    @property
    def cells(self) -> tuple[str, ...]:
        """The cells, in the order of the headings."""
        verdict = "" if self.met is None else " ✓" if self.met else " ✗"
        return (self.measured, self.ours, self.beside, self.ratio, f"{self.bar}{verdict}")


def as_markdown(lines: Iterable[Line]) -> str:
    """Return the lines as a Markdown table, its columns aligned."""
    rows = [HEADINGS, *(line.cells for line in lines)]
    widths = [max(len(row[nth]) for row in rows) for nth in range(len(HEADINGS))]
    shown = [" | ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) for row in rows]
    rule = "|".join("-" * (width + 2) for width in widths)
    head, *body = (f"| {row} |" for row in shown)
    return "\n".join((head, f"|{rule}|", *body))


def seconds(amount: float) -> str:
    """Return CPU seconds as they are shown."""
    return f"{amount:.2f} s" if amount >= 0.1 else f"{1000 * amount:.0f} ms"


def per_cent(ratio: float) -> str:
    """Return by how much more one took than the other."""
    return f"{100 * (ratio - 1):+.0f} %"


def times(ratio: float) -> str:
    """Return how many times one took the other."""
    return f"{ratio:.2f} x" if ratio < 10 else f"{ratio:.0f} x"

"""What a chapter is, before it has content."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from compliance.report.index import Index


@dataclass(frozen=True)
class Chapter:
    """A chapter: its name is that of its template, and the target of links to it."""

    name: str
    title: str
    prepare: Callable[[Index], object | None]
    """Makes what the template may print; None where there is nothing to tell."""
    wide: bool = False
    """Whether it takes the whole width of the page, as tables do."""
    runs_on: bool = False
    """Whether it may start below the chapter before it, on the same page."""
    if_empty: str = ""
    """What the contents page says where `prepare` returns None."""
    listed: bool = True
    """Whether the contents page lists it."""

    @property
    def template(self) -> str:
        """Where its template stands in the templates folder."""
        return f"sections/{self.name}.html.jinja"

"""The chapters of the report, in their order: one module and one template each.

To add a chapter, write a module with a function that prepares what its template may print, a template of the same name
in `templates/sections`, and a line in `CHAPTERS`. The contents page and the outline follow.
"""

from __future__ import annotations

from compliance.report.chapters import (
    advisory,
    assets,
    authorities,
    calendar,
    conclusion,
    contents,
    control,
    cover,
    criteria,
    definitions,
    evidence,
    exposure,
    findings,
    limitations,
    matrix,
    met,
    method,
    register,
    scope,
    signoff,
    summary,
    undecided,
    waivers,
)
from compliance.report.chapters.chapter import Chapter

CHAPTERS: tuple[Chapter, ...] = (
    cover.CHAPTER,
    control.CHAPTER,
    contents.CHAPTER,
    conclusion.CHAPTER,
    summary.CHAPTER,
    matrix.CHAPTER,
    scope.CHAPTER,
    criteria.CHAPTER,
    method.CHAPTER,
    limitations.CHAPTER,
    register.CHAPTER,
    findings.CHAPTER,
    exposure.CHAPTER,
    advisory.CHAPTER,
    undecided.CHAPTER,
    met.CHAPTER,
    waivers.CHAPTER,
    calendar.CHAPTER,
    authorities.CHAPTER,
    evidence.CHAPTER,
    assets.CHAPTER,
    definitions.CHAPTER,
    signoff.CHAPTER,
)

__all__ = ["CHAPTERS", "Chapter"]

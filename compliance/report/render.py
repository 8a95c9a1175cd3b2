"""From an assessment to a PDF file."""

from __future__ import annotations

import os
import tempfile
from datetime import UTC, datetime, time
from pathlib import Path
from types import ModuleType

from compliance.assessment.model import Assessment
from compliance.errors import OutputError, UsageError
from compliance.report.fonts import name_of
from compliance.report.pages import page_size as size_of
from compliance.report.templating import folders_of, html_of
from compliance.report.text import code_of, spell_out
from compliance.report.view import view_of

_LIBRARIES = "apt-get install --no-install-recommends libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"


def render_pdf(assessment: Assessment, to: Path, *, templates: Path | None = None, page_size: str = "A4") -> None:
    """Write the audit report of an assessment.

    The same assessment, templates, fonts and libraries give the same bytes; the file says it was made on the day of
    the assessment, or at SOURCE_DATE_EPOCH where that is set.

    Args:
        assessment: What the report tells.
        to: The file to write; it is replaced in one step, or not at all.
        templates: A folder whose files take the place of the shipped templates of the same name.
        page_size: `A4` or `Letter`.

    Raises:
        OutputError: The templates are wrong, a system library is missing, or the file cannot be written.
        UsageError: There is no such page size.
    """
    content = pdf_bytes(assessment, templates=templates, page_size=page_size)
    try:
        _replace(to, content)
    except OSError as fault:
        raise OutputError(f"{to} cannot be written: {fault.strerror or fault}.", code="not-written") from fault


def pdf_bytes(assessment: Assessment, *, templates: Path | None = None, page_size: str = "A4") -> bytes:
    """Return the audit report of an assessment. Raises as `render_pdf` does."""
    page, folders, engine = size_of(page_size), folders_of(templates), _engine()
    created = created_at(assessment)
    undrawable = tuple(engine.undrawable_in(html_of(view_of(assessment, created=created), page, folders)))
    named = tuple((code_of(character), name_of(character)) for character in undrawable)
    html = html_of(view_of(assessment, created=created, undrawable=named), page, folders)
    drawn = engine.draw(spell_out(html, undrawable), folders)
    if drawn.undrawable:
        raise OutputError(
            f"no installed font can draw {', '.join(code_of(character) for character in drawn.undrawable[:10])}.",
            remedy="Install fonts; on Debian: apt-get install fonts-noto-core fonts-noto-cjk",
        )
    return bytes(drawn.content)


def created_at(assessment: Assessment) -> str:
    """Return when the file says it was made. Raises UsageError where SOURCE_DATE_EPOCH is no number of seconds."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if not epoch:
        made = datetime.combine(assessment.as_of, time(), tzinfo=UTC)
    elif epoch.isdecimal():
        made = datetime.fromtimestamp(int(epoch), tz=UTC)
    else:
        raise UsageError(f"SOURCE_DATE_EPOCH is {epoch}, which is no number of seconds.")
    return made.strftime("%Y-%m-%dT%H:%M:%SZ")


def _engine() -> ModuleType:
    """Load the PDF engine, which needs libraries of the system. Raises OutputError naming them."""
    try:
        from compliance.report import pdf  # noqa: PLC0415 - half a second that other commands need not spend
    except OSError as fault:
        raise OutputError(
            f"the PDF engine cannot load a library of the system ({fault}).",
            remedy=f"On Debian or Ubuntu: {_LIBRARIES}",
            code="library-missing",
        ) from fault
    return pdf


def _replace(to: Path, content: bytes) -> None:
    """Write a file beside its final place and move it there, so that nobody meets half a report."""
    to.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=".report-", suffix=".pdf", dir=to.parent)
    beside = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        beside.chmod(0o644)
        beside.replace(to)
    except OSError:
        beside.unlink(missing_ok=True)
        raise

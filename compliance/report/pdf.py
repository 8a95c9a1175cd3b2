"""HTML to PDF: laid out once, numbered, drawn with tags for assistive technology.

Importing this module loads WeasyPrint and the libraries under it; `render` does so only when a report is made.
"""

from __future__ import annotations

import gc
import io
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from weasyprint import HTML
from weasyprint.text.fonts import FontConfiguration

from compliance.errors import OutputError
from compliance.report import accessible, fonts, page_numbers
from compliance.report.fetching import BundledFiles, RefusedURLError

VARIANT = "pdf/ua-1"


@dataclass(frozen=True)
class Drawn:
    """A PDF, and the characters that no font could draw in it."""

    content: bytes
    undrawable: tuple[str, ...]


def draw(html: str, folders: tuple[Path, ...]) -> Drawn:
    """Return the PDF of a document. Raises OutputError where a template or the fonts are wrong."""
    try:
        with _no_collection(), fonts.missing_glyphs() as missing:
            document = HTML(string=html, base_url="report:", url_fetcher=BundledFiles(folders)).render(
                font_config=FontConfiguration(), pdf_variant=VARIANT
            )
            dangling = page_numbers.put_in(document)
            accessible.keep_outer_links(document)
            content = io.BytesIO()
            document.write_pdf(content, finisher=accessible.name_every_glyph, pdf_variant=VARIANT)
    except RefusedURLError as fault:
        raise OutputError(
            f"a template asks for {fault}, which a report may not fetch.",
            remedy="Use files of the templates folder, written report:folder/file, or data: addresses.",
        ) from fault
    if dangling:
        raise OutputError(
            f"the report points at {', '.join(dangling[:10])}, which it does not hold.",
            remedy="A template that leaves out a part must leave out what points at it.",
        )
    fonts.require_own(document.fonts)
    return Drawn(content.getvalue(), tuple(missing.characters))


def undrawable_in(html: str) -> tuple[str, ...]:
    """Return the characters of a document that no font of this machine can draw.

    A page of the doubtful ones alone is drawn and thrown away, so that the report itself is laid out once.
    """
    doubtful = sorted(character for character in set(html) if ord(character) > 0x2FF and not character.isspace())
    if not doubtful:
        return ()
    spans = " ".join(f"<span>{character}</span>" for character in doubtful)
    with fonts.missing_glyphs() as missing:
        HTML(string=f"<p>{spans}</p>", base_url="report:", url_fetcher=BundledFiles(())).write_pdf()
    return tuple(missing.characters)


@contextmanager
def _no_collection() -> Iterator[None]:
    """Leave cycles alone while the report is drawn: everything lives until the end, and looking costs a fifth."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()

"""Fonts: that the report's own were used, and which characters no font could draw.

A layout engine that misses a font says nothing: it takes another, or draws a box. Both would be found by the reader,
so both are found here first.
"""

from __future__ import annotations

import logging
import re
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from compliance.errors import OutputError

FAMILIES = ("Clearance Serif", "Clearance Display", "Clearance Sans", "Clearance Mono")
"""The families of templates/fonts, by the names inside the files: no font of the system is called so."""

_MISSING = re.compile(r"\.notdef glyph rendered .*\(U\+([0-9A-F]+)\)", re.DOTALL)
_OWN = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789")
_LOGGER = "weasyprint"


class MissingGlyphs(logging.Handler):
    """Collects the characters that the engine drew as boxes."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.characters: dict[str, None] = {}

    def emit(self, record: logging.LogRecord) -> None:
        """Note the character of a message about a missing glyph."""
        met = _MISSING.search(record.getMessage())
        if met:
            self.characters[chr(int(met[1], 16))] = None


@contextmanager
def missing_glyphs() -> Iterator[MissingGlyphs]:
    """Collect, while the block draws, the characters that no font can draw."""
    logger = logging.getLogger(_LOGGER)
    handler, told_on = MissingGlyphs(), logger.propagate
    logger.addHandler(handler)
    logger.propagate = False
    try:
        yield handler
    finally:
        logger.removeHandler(handler)
        logger.propagate = told_on


def name_of(character: str) -> str:
    """Return the name of a character, in words.

    >>> name_of("é")
    'latin small letter e with acute'
    """
    return unicodedata.name(character, "unnamed character").lower()


def require_own(fonts: dict[str, Any]) -> None:
    """Check that Latin letters and digits were drawn with the report's own fonts. Raises OutputError."""
    strangers = {
        font.family: "".join(sorted(_OWN & set("".join(font.to_unicode.values()))))
        for font in fonts.values()
        if font.family not in FAMILIES and _OWN & set("".join(font.to_unicode.values()))
    }
    if strangers:
        told = "; ".join(f"{family} drew {letters[:20]}" for family, letters in sorted(strangers.items()))
        raise OutputError(
            f"the report's own fonts were not used: {told}.",
            remedy="The folder templates/fonts must hold the Clearance fonts; install the package again.",
            code="fonts-not-used",
        )

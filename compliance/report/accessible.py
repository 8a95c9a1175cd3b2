"""Repairs without which the file would not pass a check for PDF/UA-1."""

from __future__ import annotations

from typing import Any

import pydyf  # type: ignore[import-untyped]

_NO_TEXT = b"> <>"
_ZERO_WIDTH_SPACE = b"> <200b>"


def keep_outer_links(document: Any) -> None:
    """Leave one annotation a link: the layout also makes one for every span inside it."""
    for page in document.pages:
        page.links = [link for link in page.links if link[3].element_tag == "a"]


def name_every_glyph(document: Any, pdf: Any) -> None:
    """Give the glyphs that share the text of another one a text of their own, of no width."""
    del document
    for part in pdf.objects:
        if isinstance(part, pydyf.Stream) and b"begincmap" in part.stream:
            part.stream = [line.replace(_NO_TEXT, _ZERO_WIDTH_SPACE) for line in part.stream]

"""Page numbers of references, put in after one layout.

A template writes `<span class="pg" data-ref="F-01">, p. 00</span>`. The layout runs once with these placeholders; then
every page is known, the true number takes the placeholder's place, and what follows on the line moves by the
difference. Letting the style sheet count pages would lay the whole report out two or three times.

This reaches into the layout's own boxes, so the version of WeasyPrint is pinned; a test compares every printed number
with the page its target is on.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from weasyprint.formatting_structure import boxes
from weasyprint.layout.absolute import AbsolutePlaceholder
from weasyprint.text.line_break import line_size

PLACEHOLDER = "00"


def put_in(document: Any) -> tuple[str, ...]:
    """Put page numbers in place of the placeholders of a laid-out document.

    Returns:
        References to anchors that the document does not have.
    """
    pages: dict[str, int] = {}
    for number, page in enumerate(document.pages, start=1):
        for anchor in page.anchors:
            pages.setdefault(anchor, number)
    missing: dict[str, None] = {}
    for page in document.pages:
        for line in _lines(page._page_box):  # noqa: SLF001 - the laid-out boxes have no public name
            _number_line(line, pages, missing)
    return tuple(missing)


def _number_line(line: Any, pages: dict[str, int], missing: dict[str, None]) -> None:
    """Number the placeholders of one line, from left to right."""
    leaves = list(_leaves(line, ()))
    for place, (box, owners) in enumerate(leaves):
        element = owners[-1].element if owners else None
        if element is None or not isinstance(box, boxes.TextBox) or PLACEHOLDER not in box.text:
            continue
        classes = (element.get("class") or "").split()
        if "pg" not in classes:
            continue
        target = element.get("data-ref")
        if target not in pages:
            missing[target] = None
            continue
        wider = _retext(box, box.text.replace(PLACEHOLDER, str(pages[target])))
        if "to-right" in classes:
            box.position_x -= wider
        else:
            for owner in owners:
                owner.width += wider
            _move(leaves[place + 1 :], owners, wider)


def _move(leaves: list[tuple[Any, tuple[Any, ...]]], fixed: tuple[Any, ...], by: float) -> None:
    """Move what follows on the line; boxes that also hold the number keep their left edge."""
    moved = {id(owner) for owner in fixed}
    for box, owners in leaves:
        for owner in owners:
            if id(owner) not in moved:
                moved.add(id(owner))
                owner.position_x += by
        if isinstance(box, boxes.TextBox):
            box.position_x += by
        else:
            box.translate(by, 0)


def _retext(box: Any, text: str) -> float:
    """Give a text box another text, and return by how much it became wider."""
    layout, before = box.pango_layout, box.width
    box.text = layout.text = text
    layout.reactivate(box.style)
    box.width = line_size(layout.get_first_line()[0], box.style)[0]
    layout.deactivate()
    return float(box.width - before)


def _leaves(box: Any, owners: tuple[Any, ...]) -> Iterator[tuple[Any, tuple[Any, ...]]]:
    """Yield the texts and atoms of a line, each with the inline boxes around it."""
    for child in getattr(box, "children", ()):
        if isinstance(child, boxes.InlineBox):
            yield from _leaves(child, (*owners, child))
        else:
            yield child, owners


def _lines(box: Any) -> Iterator[Any]:
    """Yield every line of a page."""
    if isinstance(box, AbsolutePlaceholder):
        box = box._box  # noqa: SLF001 - the placed box has no public name
    if isinstance(box, boxes.LineBox):
        yield box
        return
    for child in getattr(box, "children", ()):
        yield from _lines(child)

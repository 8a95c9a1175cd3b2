"""Values on their way into a spreadsheet, where a text may come alive as a formula."""

from __future__ import annotations

import re
from datetime import date

Cell = str | int | bool | date | None
"""What a column of a table holds."""

_ALIVE = re.compile(r"\s*[=+\-@|%＝＋－＠｜％]")  # noqa: RUF001 - full-width forms start a formula in some locales
_NUMBER = re.compile(r"\s*[+-]?(\d+(\.\d+)?|\.\d+)([eE][+-]?\d+)?\s*")


def guarded(text: str) -> str:
    """Return a text that no spreadsheet program takes for a formula.

    >>> guarded("=HYPERLINK(1)"), guarded(" @cmd"), guarded("-12.5"), guarded("plain")
    ("'=HYPERLINK(1)", "' @cmd", '-12.5', 'plain')
    """
    return f"'{text}" if _ALIVE.match(text) and not _NUMBER.fullmatch(text) else text


def shown(value: Cell) -> str:
    """Return a cell as text: days as in ISO 8601, yes and no in words, nothing for nothing.

    >>> shown(True), shown(date(2030, 1, 2)), shown(None), shown(3)
    ('yes', '2030-01-02', '', '3')
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return value.isoformat() if isinstance(value, date) else str(value)

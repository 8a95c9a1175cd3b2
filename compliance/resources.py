"""Where the files that ship with the program are: policies, templates and the example project.

In a checkout they stand beside the package; in an installed wheel they stand inside it.
"""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent
_SHIPPED = _PACKAGE / "_shipped"


def shipped(name: str) -> Path:
    """Return the folder of shipped files called `name` (policies, templates or examples).

    >>> shipped("policies").name
    'policies'
    """
    inside = _SHIPPED / name
    return inside if inside.is_dir() else _PACKAGE.parent / name

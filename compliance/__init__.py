"""Clearance: which duties of labelling, consent, provenance and data security synthetic media meet, and where.

    >>> import compliance
    >>> sorted(compliance.__all__)
    ['Assessment', 'Finding', 'assess', 'load_library', 'read_inventory']

The names are looked up when they are used: importing the package costs next to nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from compliance.assessment.model import Assessment, Finding
    from compliance.assessment.run import assess
    from compliance.inventory.readers import read_inventory
    from compliance.policy.loading import load_library

__version__ = "0.1.0"
__all__ = ["Assessment", "Finding", "assess", "load_library", "read_inventory"]

_HOMES = {
    "Assessment": "compliance.assessment.model",
    "Finding": "compliance.assessment.model",
    "assess": "compliance.assessment.run",
    "load_library": "compliance.policy.loading",
    "read_inventory": "compliance.inventory.readers",
}


def __getattr__(name: str) -> Any:
    if name in _HOMES:
        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module {__name__} has no attribute {name}")


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})

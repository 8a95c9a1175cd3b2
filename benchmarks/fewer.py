"""The library with those requirements alone that are always measured: those that the first check held."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from compliance.policy.model import Library

NAMED = Path(__file__).with_name("requirements.txt")


def few(library: Library) -> Library:
    """Return the library with the requirements that `requirements.txt` names, and no pack without one."""
    lines = NAMED.read_text(encoding="utf-8").splitlines()
    ids = {line for line in lines if not line.startswith("#")}
    missing = ids - {requirement.id for requirement in library.requirements}
    if missing:
        raise SystemExit(f"requirements.txt names what no pack has: {', '.join(sorted(missing))}")
    packs = (
        replace(pack, requirements=tuple(one for one in pack.requirements if one.id in ids)) for pack in library.packs
    )
    return replace(library, packs=tuple(pack for pack in packs if pack.requirements))

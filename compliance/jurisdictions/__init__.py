"""Places, and which place lies in which on a day."""

from __future__ import annotations

from pathlib import Path

from compliance.json_cache import cached, file_digest
from compliance.jurisdictions.model import EVERYWHERE, WORLD, Jurisdictions, Membership, Territory
from compliance.resources import shipped

__all__ = ["EVERYWHERE", "WORLD", "Jurisdictions", "Membership", "Territory", "load_jurisdictions"]


def load_jurisdictions(path: Path | None = None) -> Jurisdictions:
    """Read the places from a file, or those that ship; from the cache where it holds the same.

    Raises:
        PackError: With every problem of the file.
    """
    shown = "policies/jurisdictions.yaml" if path is None else str(path)
    path = path or shipped("policies") / "jurisdictions.yaml"
    digest = file_digest(path)

    def build() -> Jurisdictions:
        from compliance.jurisdictions.reading import read_file  # noqa: PLC0415 - YAML is needed on a miss only

        return read_file(path, shown, digest)

    return cached("jurisdictions", digest, build, to_json=Jurisdictions.to_json, from_json=Jurisdictions.from_json)

"""The facts a policy may ask about: entities, fields and types, read from one file."""

from __future__ import annotations

from pathlib import Path

from compliance.json_cache import cached, file_digest
from compliance.resources import shipped
from compliance.vocabulary.model import COMPUTATIONS, FIELD_TYPES, Entity, Field, ListLink, Vocabulary

__all__ = ["COMPUTATIONS", "FIELD_TYPES", "Entity", "Field", "ListLink", "Vocabulary", "load_vocabulary"]


def load_vocabulary(path: Path | None = None) -> Vocabulary:
    """Read a vocabulary, or the one that ships; from the cache where it holds the same.

    Raises:
        PackError: With every problem of the file.
    """
    shown = "policies/vocabulary.yaml" if path is None else str(path)
    path = path or shipped("policies") / "vocabulary.yaml"
    digest = file_digest(path)

    def build() -> Vocabulary:
        from compliance.vocabulary.reading import read_file  # noqa: PLC0415 - YAML is needed on a miss only

        return read_file(path, shown, digest)

    return cached("vocabulary", digest, build, to_json=Vocabulary.to_json, from_json=Vocabulary.from_json)

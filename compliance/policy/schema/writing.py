"""All schemas by the name of their file, and how they are written."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from compliance.jurisdictions import Jurisdictions, load_jurisdictions
from compliance.policy.schema import others, packs
from compliance.policy.schema.shapes import Schema
from compliance.vocabulary import Vocabulary, load_vocabulary

_DRAFT = "http://json-schema.org/draft-07/schema#"


def schemas(vocabulary: Vocabulary, jurisdictions: Jurisdictions) -> dict[str, Schema]:
    """Return every schema by the name of its file."""
    return {
        "pack.schema.json": packs.pack_schema(vocabulary, jurisdictions),
        "terms.schema.json": packs.terms_schema(vocabulary, jurisdictions),
        "cases.schema.json": others.cases_schema(vocabulary, jurisdictions),
        "vocabulary.schema.json": others.vocabulary_schema(),
        "jurisdictions.schema.json": others.jurisdictions_schema(),
        "coverage.schema.json": others.coverage_schema(jurisdictions),
        "elections.schema.json": others.elections_schema(vocabulary, jurisdictions),
        "profile.schema.json": others.profile_schema(vocabulary, jurisdictions),
        "crosswalk.schema.json": others.crosswalk_schema(),
    }


def write_schemas(
    folder: Path, vocabulary: Vocabulary | None = None, jurisdictions: Jurisdictions | None = None
) -> tuple[Path, ...]:
    """Write every schema into a folder, and return the files."""
    folder.mkdir(parents=True, exist_ok=True)
    made = schemas(vocabulary or load_vocabulary(), jurisdictions or load_jurisdictions())
    for name, schema in made.items():
        (folder / name).write_text(as_text(schema), encoding="utf-8")
    return tuple(folder / name for name in made)


def as_text(schema: Schema) -> str:
    """Return a schema as JSON, a definition or property a line: a change of the vocabulary reads as a diff."""
    return f"{_lines({'$schema': _DRAFT, **schema}, depth=3)}\n"


def _lines(value: Any, depth: int, indent: str = "") -> str:
    if not depth or not isinstance(value, dict) or not value:
        return json.dumps(value, ensure_ascii=False)
    inner = f"{indent} "
    entries = (f"{inner}{json.dumps(key)}: {_lines(part, depth - 1, inner)}" for key, part in value.items())
    return "{\n" + ",\n".join(entries) + f"\n{indent}}}"

"""The JSON Schema of the exported assessment.

It is generated from `document`, checked in, and compared in a test. After a change of the document:
`python -c "from compliance.exports import schema; schema.regenerate()"`.
"""

from __future__ import annotations

from pathlib import Path

SCHEMA_FILE = Path(__file__).with_name("assessment.schema.json")


def published() -> str:
    """Return the schema as it ships."""
    return SCHEMA_FILE.read_text(encoding="utf-8")


def generated() -> str:
    """Return the schema as the document's classes say."""
    import json  # noqa: PLC0415 - only whoever changes the document needs these

    from pydantic import TypeAdapter  # noqa: PLC0415

    from compliance.exports.document import SCHEMA, Document  # noqa: PLC0415

    schema = TypeAdapter(Document).json_schema(mode="serialization")
    schema = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **schema,
        "title": "Clearance assessment",
    }
    schema["properties"]["schema"]["const"] = SCHEMA
    return json.dumps(schema, indent=2, sort_keys=True, ensure_ascii=False) + "\n"


def regenerate() -> None:
    """Bring the file up to date with the classes."""
    SCHEMA_FILE.write_text(generated(), encoding="utf-8")

"""The whole assessment as canonical JSON: keys sorted, one record a line, the same bytes for the same assessment.

One record a line keeps a file of a million outcomes readable to `grep` and `diff`.
"""

from __future__ import annotations

import json
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any, TextIO

from compliance.assessment.model import Assessment
from compliance.exports import exports, printed
from compliance.exports.building import to_document
from compliance.exports.files import staged_file


@printed.add("json")
def print_json(assessment: Assessment, out: TextIO) -> None:
    """Write every outcome, finding, question, decision and waiver, with the digests of all inputs."""
    for index, (name, value) in enumerate(sorted(vars(to_document(assessment)).items())):
        out.write(",\n" if index else "{\n")
        out.write(f"{_line(name)}:")
        if isinstance(value, list) and value:
            out.write("[\n")
            out.writelines(f"{_line(item)},\n" for item in value[:-1])
            out.write(f"{_line(value[-1])}\n]")
        else:
            out.write(_line(value))
    out.write("\n}\n")


@exports.add("json")
def write_json(assessment: Assessment, to: Path) -> None:
    """Write the same to a file. Raises OutputError."""
    # A lone half of a surrogate pair, which no encoding holds, becomes the escape that JSON knows for it.
    with staged_file(to) as draft, draft.open("w", encoding="utf-8", errors="backslashreplace", newline="\n") as out:
        print_json(assessment, out)


def _plain(value: object) -> Any:
    return value.isoformat() if isinstance(value, date) else vars(value)


_line = partial(json.dumps, sort_keys=True, ensure_ascii=False, allow_nan=False, separators=(",", ":"), default=_plain)

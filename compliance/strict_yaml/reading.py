"""How a YAML file is read strictly.

The stock loader turns `no` into false, `50_4` into 504, drops duplicate keys and expands aliases without end. Here

- only `true` and `false` are booleans, only `null`, `~` and nothing are empty;
- only plain decimals are numbers: `5`, `-3`, `2.5`. `010`, `50_4`, `12:30`, `1e3` and dates stay text;
- `1.10` is the number 1.1. Whoever expects text there refuses the number and asks for quotes, so no version or
  clause loses its last zero unnoticed; `1.10.0` and `"1.10"` are text;
- keys are always text;
- duplicate keys, anchors, aliases, merge keys, tags, directives, second documents, tabs before a key, control
  characters, and files too large or too deep are errors.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from compliance.errors import ComplianceError, PackError, Place, Problem
from compliance.strict_yaml.nodes import UNPRINTABLE, Builder, Yaml, YamlList, YamlMap

# The parser written in C is several times faster; both give the same events.
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

_TAB_BEFORE_TEXT = re.compile(r"^ *\t[ \t]*[^ \t\r\n]", re.MULTILINE)


def read_yaml(
    path: Path,
    *,
    shown_as: str | None = None,
    max_bytes: int = 4_000_000,
    max_depth: int = 60,
    max_nodes: int = 200_000,
    error: type[ComplianceError] = PackError,
) -> Yaml:
    """Read a YAML file strictly.

    Args:
        path: The file.
        shown_as: The name that messages use for it; the path itself by default.
        max_bytes: Larger files are refused before they are read.
        max_depth: Deepest nesting of mappings and lists.
        max_nodes: Most scalars, mappings and lists in one file.
        error: The kind of error to raise.

    Raises:
        ComplianceError: Of the kind asked for, with every problem found.
    """
    file = shown_as or str(path)
    try:
        with path.open("rb") as stream:
            raw = stream.read(max_bytes + 1)
    except OSError as fault:
        reason = (fault.strerror or "the system gave no reason").lower()
        raise error(f"cannot be read: {reason}.", at=Place(file), code="unreadable-file") from fault
    if len(raw) > max_bytes:
        raise error(f"is larger than {max_bytes:,} bytes.", at=Place(file), remedy="Split it.", code="file-too-large")
    return parse_yaml(_decoded(raw, file, error), file, max_depth=max_depth, max_nodes=max_nodes, error=error)


def read_mapping(path: Path, *, shown_as: str | None = None, error: type[ComplianceError] = PackError) -> YamlMap:
    """Read a YAML file whose outermost value must be a mapping. Raises as `read_yaml` does."""
    content = read_yaml(path, shown_as=shown_as, error=error)
    if isinstance(content, YamlMap):
        return content
    raise error("must be a mapping (key: value), not a list.", at=content.at(), code="wrong-type")


def parse_yaml(
    text: str,
    file: str,
    *,
    max_depth: int = 60,
    max_nodes: int = 200_000,
    error: type[ComplianceError] = PackError,
) -> Yaml:
    """Read YAML text strictly; `file` is the name that messages use.

    >>> parse_yaml("words: [yes, no, on]", "example.yaml")
    {'words': ['yes', 'no', 'on']}
    """
    text = text.removeprefix("\ufeff")
    faults = [
        Problem("holds a character that cannot be seen or printed.", place, f"Remove {found!r}.", "control-character")
        for place, found in _found(UNPRINTABLE, text, file)
    ]
    faults += [
        Problem("a tab stands before the text of this line.", place, "Indent with spaces.", "tab")
        for place, _ in _found(_TAB_BEFORE_TEXT, text, file)
    ]
    if faults:
        raise error(faults)
    builder = Builder(file, max_depth, max_nodes)
    try:
        for event in yaml.parse(text, Loader=_Loader):
            builder.take(event)
            if builder.gave_up:
                break
    except yaml.MarkedYAMLError as fault:
        builder.problems.append(_syntax_problem(fault, file))
    except yaml.reader.ReaderError as fault:
        builder.problems.append(Problem(f"is not text: {fault.reason}.", Place(file), code="yaml-syntax"))
    if builder.problems:
        raise error(builder.problems)
    if not isinstance(builder.root, YamlMap | YamlList):
        what = "is empty." if builder.root is None else "holds a single value, not a mapping or a list."
        raise error(what, at=Place(file), code="empty-file" if builder.root is None else "wrong-type")
    return builder.root


def _decoded(raw: bytes, file: str, error: type[ComplianceError]) -> str:
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        line = raw.count(b"\n", 0, fault.start) + 1
        raise error(
            f"is not UTF-8 text: byte {fault.object[fault.start]:#04x}.",
            at=Place(file, line),
            remedy="Save it as UTF-8.",
            code="not-utf8",
        ) from fault


def _found(pattern: re.Pattern[str], text: str, file: str) -> Iterator[tuple[Place, str]]:
    for match in pattern.finditer(text):
        yield Place(file, text.count("\n", 0, match.start()) + 1), match.group()


def _syntax_problem(fault: yaml.MarkedYAMLError, file: str) -> Problem:
    mark = fault.problem_mark or fault.context_mark
    where = Place(file, mark.line + 1 if mark else None)
    context = ""
    if fault.context and fault.context_mark:
        context = f" ({fault.context} that begins on line {fault.context_mark.line + 1})"
    return Problem(
        f"this is not YAML: {fault.problem}{context}.",
        where,
        "Check the indentation and brackets; put text that holds ': ' or ' #' in quotes.",
        "yaml-syntax",
    )

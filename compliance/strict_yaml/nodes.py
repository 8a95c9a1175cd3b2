"""From the events of a YAML parser to plain data that remembers its lines.

`reading` feeds the parser's events to a `Builder`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any, TypeAlias

import yaml

from compliance.errors import Place, Problem

UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]")
"""Control characters, and marks that turn the direction of writing and so hide what a file says."""

_INTEGER = re.compile(r"[-+]?(?:0|[1-9][0-9]{0,14})")
_DECIMAL = re.compile(r"[-+]?(?:0|[1-9][0-9]{0,14})\.[0-9]{1,15}")
_CONSTANTS: dict[str, bool | None] = {"true": True, "false": False, "null": None, "~": None, "": None}


class YamlMap(dict[str, Any]):
    """A mapping that knows its file and the line of each key."""

    def __init__(self, file: str, line: int) -> None:
        super().__init__()
        self.file = file
        self.line = line
        self.lines: dict[str, int] = {}

    def at(self, key: str | None = None) -> Place:
        """Return the place of a key, or of the mapping itself where it has no such key."""
        return Place(self.file, self.line if key is None else self.lines.get(key, self.line))


class YamlList(list[Any]):
    """A list that knows its file and the line of each item."""

    def __init__(self, file: str, line: int) -> None:
        super().__init__()
        self.file = file
        self.line = line
        self.lines: list[int] = []

    def at(self, index: int | None = None) -> Place:
        """Return the place of an item, or of the list itself."""
        return Place(self.file, self.line if index is None else self.lines[index])


Yaml: TypeAlias = YamlMap | YamlList


def scalar(text: str) -> bool | float | str | None:
    """Return what unquoted text means.

    >>> [scalar(text) for text in ("true", "Off", "5", "2.5", "010", "50_4", "12:30", "2025-01-01", "~")]
    [True, 'Off', 5, 2.5, '010', '50_4', '12:30', '2025-01-01', None]
    """
    if text in _CONSTANTS:
        return _CONSTANTS[text]
    if _INTEGER.fullmatch(text):
        return int(text)
    if _DECIMAL.fullmatch(text):
        return float(text)
    return text


@dataclass
class _Open:
    """A mapping or list that is being filled."""

    node: Yaml
    key: str | None = None
    """The key whose value comes next; lists and mappings that await a key have none."""


@dataclass
class Builder:
    """Turns the parser's events into data, and keeps going after a fault where it can."""

    file: str
    max_depth: int
    max_nodes: int
    problems: list[Problem] = field(default_factory=list)
    root: Any = None
    gave_up: bool = False
    _open: list[_Open] = field(default_factory=list)
    _nodes: int = 0
    _documents: int = 0

    def take(self, event: yaml.Event) -> None:
        """Add one event to the data."""
        if isinstance(event, yaml.ScalarEvent):
            self._refuse_decorations(event)
            self._scalar(event)
        elif isinstance(event, yaml.MappingStartEvent):
            self._refuse_decorations(event)
            self._begin(YamlMap(self.file, _line(event)))
        elif isinstance(event, yaml.SequenceStartEvent):
            self._refuse_decorations(event)
            self._begin(YamlList(self.file, _line(event)))
        elif isinstance(event, yaml.MappingEndEvent | yaml.SequenceEndEvent):
            self._open.pop()
        elif isinstance(event, yaml.AliasEvent):
            self._fault(
                event, f"aliases are not read: *{event.anchor}.", "Write the value out, or use a term.", "alias"
            )
            self._place(None, _line(event), text="*")
        elif isinstance(event, yaml.DocumentStartEvent):
            self._begin_document(event)

    def _begin_document(self, event: yaml.DocumentStartEvent) -> None:
        self._documents += 1
        if event.version or event.tags:
            self._fault(event, "directives (%) are not read.", "Remove the line.", "directive")
        if self._documents > 1:
            self._fault(
                event, "a file holds one document; a second one begins here.", "Split the file.", "several-documents"
            )
            self.gave_up = True

    def _refuse_decorations(self, event: Any) -> None:
        if event.anchor:
            self._fault(
                event, f"anchors are not read: &{event.anchor}.", "Write the value out, or use a term.", "anchor"
            )
        if event.tag:
            self._fault(event, f"tags are not read: {event.tag}.", "Remove it.", "tag")

    def _begin(self, node: Yaml) -> None:
        if len(self._open) >= self.max_depth:
            self.problems.append(Problem(f"is nested deeper than {self.max_depth} levels.", node.at(), code="too-deep"))
            self.gave_up = True
            return
        parent = self._open[-1] if self._open else None
        if parent and isinstance(parent.node, YamlMap) and parent.key is None:
            self.problems.append(Problem("a key must be plain text.", node.at(), code="key-not-text"))
            self.gave_up = True
            return
        self._place(node, node.line)
        self._open.append(_Open(node))

    def _scalar(self, event: yaml.ScalarEvent) -> None:
        text: str = event.value
        if event.style == '"' and (unprintable := UNPRINTABLE.search(text)):
            self._fault(event, f"holds a control character: {unprintable.group()!r}.", "", "control-character")
        value = scalar(text) if not event.style else text
        self._place(value, _line(event), text=text)

    def _place(self, value: Any, line: int, text: str = "") -> None:
        """Put a finished or opened value where it belongs; `text` is what a key would read."""
        self._nodes += 1
        if self._nodes > self.max_nodes:
            self.problems.append(
                Problem(f"holds more than {self.max_nodes:,} values.", Place(self.file, line), "Split it.", "too-many")
            )
            self.gave_up = True
        if not self._open:
            self.root = value
            return
        parent = self._open[-1]
        if isinstance(parent.node, YamlList):
            parent.node.append(value)
            parent.node.lines.append(line)
        elif parent.key is None:
            parent.key = self._key(parent.node, text, line)
        else:
            parent.node[parent.key] = value
            parent.key = None

    def _key(self, node: YamlMap, text: str, line: int) -> str:
        place = Place(self.file, line)
        if text == "<<":
            self.problems.append(
                Problem("merge keys (<<) are not read.", place, "Write the keys out, or use a term.", "merge-key")
            )
        elif not text:
            self.problems.append(Problem("a key is empty.", place, code="empty-key"))
        elif text in node.lines:
            first = node.lines[text]
            self.problems.append(
                Problem(f"the key {text} stands twice, here and on line {first}.", place, "Keep one.", "duplicate-key")
            )
        else:
            node.lines[text] = line
        return text

    def _fault(self, event: yaml.Event, problem: str, remedy: str, code: str) -> None:
        self.problems.append(Problem(problem, Place(self.file, _line(event)), remedy, code))


def _line(event: yaml.Event) -> int:
    assert event.start_mark is not None
    return int(event.start_mark.line) + 1

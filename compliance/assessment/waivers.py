"""The waiver file: what the client has accepted, read as strictly as a pack."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from compliance.assessment.model import Waiver
from compliance.assessment.waiving import ALL
from compliance.errors import Problem, UsageError
from compliance.strict_yaml import Block, YamlList, YamlMap, read_yaml


def read_waivers(path: Path) -> tuple[Waiver, ...]:
    """Read a waiver file: a list of waivers, or a mapping with `format: 1` and `waivers`.

    Raises:
        UsageError: With every problem of the file.
    """
    content = read_yaml(path, error=UsageError)
    problems: list[Problem] = []
    waivers = tuple(_waiver(block) for block in _blocks(content, problems))
    problems += _given_twice(waivers)
    if problems:
        raise UsageError(problems)
    return waivers


def _blocks(content: YamlMap | YamlList, problems: list[Problem]) -> Iterable[Block]:
    if isinstance(content, YamlList):
        outer = YamlMap(content.file, content.line)
        outer["waivers"], outer.lines["waivers"] = content, content.line
        yield from Block(outer, "waiver file", problems).blocks("waivers", "waiver")
        return
    block = Block(content, "waiver file", problems)
    if block.number("format", 1) != 1:
        block.problem("only format 1 is known.", "format", code="unknown-format")
    if "waivers" not in block:
        block.problem("the key waivers is missing.", code="missing-key")
    yield from block.blocks("waivers", "waiver")
    block.finish()


def _waiver(block: Block) -> Waiver:
    waiver = Waiver(
        id=block.text("id"),
        requirement=block.text("requirement"),
        subjects=block.texts("subjects"),
        reason=block.text("reason"),
        approver=block.text("approver"),
        approved_on=block.day("approved_on"),
        begins=block.day("from"),
        ends=block.day("until"),
        timezone=block.text("timezone"),
        compensating=block.text("compensating", ""),
        document=block.text("document", ""),
        place=block.at(),
    )
    block.finish()
    if "subjects" in block and not waiver.subjects:
        block.problem("names no subject.", "subjects", remedy="List keys, or write all.", code="no-subject")
    if ALL in waiver.subjects and len(waiver.subjects) > 1:
        remedy = "Write one or the other."
        block.problem("names all and single subjects.", "subjects", remedy=remedy, code="all-and-some")
    if date.min < waiver.ends < waiver.begins:
        block.problem(f"ends on {waiver.ends}, before it begins.", "until", code="ends-before-it-begins")
    if waiver.begins > date.min and waiver.approved_on > waiver.begins:
        remedy = "A risk is accepted before it is taken: let it begin on the day of approval or later."
        block.problem(f"was approved on {waiver.approved_on}, after it begins.", "approved_on", remedy=remedy)
    if waiver.timezone and _zone(waiver.timezone) is None:
        remedy = "Write an IANA name such as Europe/Berlin or UTC."
        block.problem(f"there is no time zone {waiver.timezone}.", "timezone", remedy=remedy, code="unknown-zone")
    return waiver


def _given_twice(waivers: Sequence[Waiver]) -> Iterable[Problem]:
    first: dict[str, Waiver] = {}
    for waiver in waivers:
        earlier = first.setdefault(waiver.id, waiver)
        if waiver.id and earlier is not waiver:
            text = f"waiver {waiver.id} is given twice, first at {earlier.place}."
            yield Problem(text, waiver.place, "Give each waiver its own id.", "duplicate-id")


def _zone(name: str) -> ZoneInfo | None:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None

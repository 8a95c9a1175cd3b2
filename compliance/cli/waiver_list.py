"""The waivers of a project as a terminal shows them, those without effect first."""

from __future__ import annotations

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from compliance.assessment.model import Assessment, WaiverUse
from compliance.cli.layout import some
from compliance.cli.terminal import Symbols, printable

_ORDER = {"expired": 0, "not yet": 1, "in force": 2}
_STYLES = {"expired": "bold magenta", "not yet": "bold yellow", "in force": "bold green"}


def waiver_list(assessment: Assessment, symbols: Symbols) -> RenderableType:
    """Lay out the waivers, expired ones first."""
    if not assessment.waivers:
        return Text("There are no waivers. A file waivers.yaml beside the inventory, or --waivers FILE, names them.")
    uses = sorted(assessment.waivers, key=lambda use: (_ORDER.get(use.state, 0), use.waiver.ends, use.waiver.id))
    return Group(*(_waiver(use, symbols) for use in uses))


def _waiver(use: WaiverUse, symbols: Symbols) -> RenderableType:
    waiver = use.waiver
    symbol = symbols.clear if use.state == "in force" and not use.note else symbols.conditions
    left = f", {some(use.days_left, 'day')} left" if use.days_left is not None and use.state == "in force" else ""
    head = Text.assemble(
        (f"{symbol} {use.state:<8}", _STYLES.get(use.state, "bold")),
        "  ",
        (printable(waiver.id), "bold"),
        f"  {waiver.begins} to {waiver.ends} {waiver.timezone}{left}",
    )
    keys = [subject.key for subject in use.subjects]
    meets = f"meets {len(keys)} failing: {', '.join(keys[:8])}{symbols.ellipsis if len(keys) > 8 else ''}"
    lines = [
        f"{waiver.requirement}; {meets if keys else 'meets nothing that fails'}",
        f"{waiver.reason} ({waiver.approver}, {waiver.approved_on})",
        *([use.note] if use.note else []),
    ]
    return Group(head, *(Padding(Text(printable(line)), (0, 0, 0, 4)) for line in lines))

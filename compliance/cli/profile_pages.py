"""Profiles and crosswalks as a terminal shows them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from compliance.cli.layout import block, some
from compliance.cli.terminal import printable
from compliance.errors import UsageError, did_you_mean
from compliance.jurisdictions import Jurisdictions
from compliance.policy.model import Crosswalk, Library, Profile, Requirement, Selection
from compliance.policy.profiles import selected, with_profile


def profile_list(library: Library, jurisdictions: Jurisdictions, on: date) -> RenderableType:
    """Lay out the profiles there are, each with how much it takes in."""
    if not library.profiles:
        return Text("There are no profiles.")
    total = len(library.requirements)
    shown: list[RenderableType] = []
    for profile in library.profiles:
        count = len(selected(library.requirements, profile, jurisdictions, on))
        shown += [
            Text.assemble((profile.id, "bold"), f"  {printable(profile.title)}"),
            Padding(Text(printable(profile.plain)), (0, 0, 0, 2)),
            Padding(Text(f"{profile.version}, {count} of {some(total, 'requirement')}", "dim"), (0, 0, 1, 2)),
        ]
    return Group(*shown, Text("clearance check INVENTORY --profile ID", "bold"))


def profile_page(library: Library, profile: Profile, jurisdictions: Jurisdictions, on: date) -> RenderableType:
    """Lay out a profile: what it takes in, what it tightens, and what it leaves out."""
    chosen = with_profile(library, profile, jurisdictions, on)
    raised = (f"{id_}: {severity}" for id_, severity in profile.raised.items())
    settings = (f"{id_}: {name} {value}" for id_, said in profile.settings.items() for name, value in said.items())
    return Group(
        Text(f"{profile.id} {profile.version}", "bold"),
        Text(printable(profile.title), "bold"),
        Padding(Text(printable(profile.plain)), (1, 0, 0, 0)),
        *block("Takes in", map(_said, profile.include)),
        *block("Asks more", settings),
        *block("Raises", raised),
        *block(f"Looked at: {some(len(chosen.requirements), 'requirement')}", _by_theme(chosen.requirements)),
        *block(f"Left out: {some(len(chosen.left_out), 'requirement')}", _by_theme(chosen.left_out)),
        *block("File", [f"{profile.file}, SHA-256 {profile.digest}"]),
    )


def _said(selection: Selection) -> str:
    parts = {
        "themes": selection.themes,
        "bound": selection.duty_of,
        "about": selection.about,
        "places": selection.places,
        "packs": selection.packs,
        "requirements": selection.requirements,
    }
    told = (f"{name}: {', '.join(words)}".replace("_", " ") for name, words in parts.items() if words)
    return "; ".join(told)


def _by_theme(requirements: Iterable[Requirement]) -> Iterator[str]:
    counts = Counter(requirement.theme for requirement in requirements)
    yield ", ".join(f"{theme.replace('_', ' ')} {count}" for theme, count in counts.most_common())


def crosswalk_list(library: Library) -> RenderableType:
    """Lay out the frameworks that requirements are laid beside."""
    if not library.crosswalks:
        return Text("There are no crosswalks.")
    shown: list[RenderableType] = []
    for crosswalk in library.crosswalks:
        counted = f"{some(len(crosswalk.controls), 'control')}, {some(len(crosswalk.lines), 'line')}"
        shown += [
            Text.assemble((crosswalk.id, "bold"), f"  {printable(crosswalk.title)}, {printable(crosswalk.edition)}"),
            Padding(Text(counted, "dim"), (0, 0, 0, 2)),
        ]
    return Group(*shown)


def crosswalk_page(library: Library, id_: str) -> RenderableType:
    """Lay out one framework: its controls, and what of ours stands beside each. Raises UsageError with the nearest."""
    known = {crosswalk.id: crosswalk for crosswalk in library.crosswalks}
    if id_ not in known:
        remedy = did_you_mean(id_, known) or f"Known frameworks: {', '.join(known) or 'none'}."
        raise UsageError(f"there is no crosswalk {id_}.", remedy=remedy, code="unknown-crosswalk")
    crosswalk = known[id_]
    return Group(
        Text(f"{printable(crosswalk.title)}, {printable(crosswalk.edition)}", "bold"),
        Text(printable(f"{crosswalk.publisher}. {crosswalk.note}")),
        Text(""),
        _controls(crosswalk),
        Text(""),
        Text("subset, superset, intersects, equal: ours, seen from the control", "dim"),
    )


def _controls(crosswalk: Crosswalk) -> Table:
    table = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False, show_header=False)
    table.add_column(no_wrap=True)
    table.add_column()
    for control in crosswalk.controls:
        table.add_row(Text(control.id, "bold"), Text(printable(control.title), "bold"))
        for line in crosswalk.lines:
            if line.theirs == control.id:
                table.add_row("", Text(f"{line.ours} ({line.relation}): {printable(line.because)}"))
    return table

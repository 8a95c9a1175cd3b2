"""From an inventory and the configuration to an assessment: the one place that reads the clock."""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from compliance.cli.configuration import Configuration, configure
from compliance.cli.options import Running
from compliance.cli.settings import SETTINGS, Source, WrongValueError
from compliance.cli.terminal import Terminal
from compliance.errors import InventoryError, Place, UsageError

if TYPE_CHECKING:
    from compliance.assessment.model import Assessment, InputFile, ProjectInfo
    from compliance.inventory.model import Inventory
    from compliance.jurisdictions import Jurisdictions
    from compliance.policy.model import Library
    from compliance.vocabulary import Vocabulary


@dataclass(frozen=True)
class Run:
    """An assessment, and what it was made from."""

    assessment: Assessment
    inventory: Inventory
    library: Library
    vocabulary: Vocabulary
    jurisdictions: Jurisdictions
    configuration: Configuration


def configuration_for(inventory: Path | None, running: Running, **options: Any) -> Configuration:
    """Return the settings for an inventory. Raises UsageError with every problem."""
    said = {
        "as_of": running.as_of,
        "timezone": running.timezone,
        "waivers": str(running.waivers) if running.waivers else None,
        "policies": [str(folder) for folder in running.policies] if running.policies else None,
        "profile": running.profile,
        **options,
    }
    return configure(inventory, said, file=running.config, environment=os.environ)


def today_in(timezone: str) -> date:
    """Return the civil day it is now in a time zone; SOURCE_DATE_EPOCH stands for now where it is set."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    if epoch is None:
        return datetime.now(ZoneInfo(timezone)).date()
    if not epoch.isdecimal():
        raise UsageError(f"SOURCE_DATE_EPOCH: {epoch} is not a number of seconds since 1970.", remedy="Unset it.")
    try:
        return datetime.fromtimestamp(int(epoch), UTC).astimezone(ZoneInfo(timezone)).date()
    except (ValueError, OverflowError, OSError):
        raise UsageError(f"SOURCE_DATE_EPOCH: {epoch} lies outside the calendar.", remedy="Unset it.") from None


def run_check(terminal: Terminal, path: Path, configuration: Configuration) -> Run:
    """Read the inventory, load the packs and assess.

    Raises:
        ComplianceError: Whatever is wrong with the files, all at once for each file.
    """
    from compliance.assessment.elections import calendar_rows
    from compliance.assessment.run import assess
    from compliance.assessment.waivers import read_waivers
    from compliance.inventory.readers import read_inventory
    from compliance.jurisdictions import load_jurisdictions
    from compliance.policy.loading import load_library
    from compliance.policy.profiles import profile_named, with_profile
    from compliance.vocabulary import load_vocabulary

    if not path.exists():
        raise InventoryError("there is no such file or folder.", at=Place(str(path)), remedy="Check the path.")
    with terminal.doing("Loading policy packs"):
        vocabulary, jurisdictions = load_vocabulary(), load_jurisdictions()
        library = load_library(configuration.policies, vocabulary=vocabulary, jurisdictions=jurisdictions)
        profile = profile_named(configuration.profile, library) if configuration.profile else None
    waivers = read_waivers(configuration.waivers) if configuration.waivers else ()
    with terminal.doing(f"Reading {path.name}"):
        inventory = read_inventory(path, vocabulary, jurisdictions, calendar_rows(library))
    for note in inventory.notes if terminal.verbose else ():
        terminal.say(note)
    project = project_of(inventory, configuration)
    today = today_in(project.timezone)
    if profile is not None:
        library = with_profile(library, profile, jurisdictions, configuration.as_of or today)
    with terminal.doing("Assessing"):
        assessment = assess(
            inventory,
            library,
            vocabulary,
            jurisdictions,
            on=configuration.as_of or today,
            today=today,
            waivers=waivers,
            project=project,
            inputs=inputs_of(inventory, configuration),
        )
    return Run(assessment, inventory, assessment.library, vocabulary, jurisdictions, configuration)


def project_of(inventory: Inventory, configuration: Configuration) -> ProjectInfo:
    """Return what the cover says: the configuration of the project, else its sheet, else the user's own settings."""
    from compliance.assessment.model import ProjectInfo

    row = next(iter(inventory.rows.get("project", ())), None)
    said: dict[str, str] = {}
    for name in ("name", "client", "report_number", "prepared_by", "legend", "timezone"):
        cell = row.cells.get(name) if row else None
        if cell is None or configuration.is_said_by_project(name):
            said[name] = getattr(configuration, name)
            continue
        try:
            said[name] = SETTINGS[name].read(str(cell.value), Source("inventory", configuration.folder))
        except WrongValueError as wrong:
            raise InventoryError(wrong.problem, at=cell.place, remedy=wrong.remedy, code=wrong.code) from None
    said["name"] = said["name"] or Path(inventory.source).stem
    return ProjectInfo(**said)


def inputs_of(inventory: Inventory, configuration: Configuration) -> tuple[InputFile, ...]:
    """Return the files of the user's that an assessment rests on, with their digests."""
    from compliance.assessment.model import InputFile

    files = [InputFile("inventory", Path(inventory.source).name, inventory.sha256, inventory.size)]
    for role, path in (("waivers", configuration.waivers), ("configuration", configuration.file)):
        if path is not None:
            content = path.read_bytes()
            files.append(InputFile(role, path.name, hashlib.sha256(content).hexdigest(), len(content)))
    return tuple(files)

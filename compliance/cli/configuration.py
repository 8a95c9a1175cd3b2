"""What is configured for a run, and who said so."""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from compliance.cli.settings import SETTINGS, Source, WrongValueError
from compliance.errors import Place, Problem, UsageError, did_you_mean
from compliance.policy.model import Severity

PROJECT_FILE = "clearance.toml"
WAIVERS_FILE = "waivers.yaml"
PREFIX = "CLEARANCE_"
DEFAULT = "default"
MOST_BYTES = 1_000_000

_Said = tuple[str, Any, Source]
"""A setting, its value as written, and who wrote it."""


@dataclass(frozen=True)
class Configuration:
    """Every setting with its value."""

    folder: Path
    """The project folder."""
    file: Path | None
    """The project file, if there is one."""
    name: str
    client: str
    report_number: str
    prepared_by: str
    legend: str
    timezone: str
    as_of: date | None
    waivers: Path | None
    policies: tuple[Path, ...]
    profile: str
    """Id of the profile in use, or empty."""
    templates: Path | None
    page_size: str
    language: str
    fail_on: Severity
    allow_undecided: bool
    origins: Mapping[str, str] = field(default_factory=dict)
    """For each setting who said it: `--as-of`, `CLEARANCE_AS_OF`, a file with its line, or `default`."""

    def is_said_by_project(self, name: str) -> bool:
        """Whether somebody said a setting for this very project: not the user file, not the default."""
        return self.origins[name] not in {DEFAULT, str(user_file())}


def configure(
    inventory: Path | None, options: Mapping[str, Any], *, file: str | None = None, environment: Mapping[str, str]
) -> Configuration:
    """Gather the settings for an inventory.

    Args:
        inventory: The inventory, beside which the project file stands; None where a command has none.
        options: Settings said on the command line; None means not said.
        file: Another project file, or `none` to read neither project nor user file.
        environment: Environment variables.

    Raises:
        UsageError: With every problem of every source.
    """
    folder, project = _project(inventory, file)
    problems: list[Problem] = []
    said = [
        *_from_options(options),
        *_from_environment(environment, problems),
        *(_from_file(project, problems, confined=True) if project else ()),
        *(_from_file(user_file(), problems, confined=False) if file != "none" and user_file().is_file() else ()),
    ]
    values: dict[str, Any] = {}
    origins: dict[str, str] = {}
    for name, value, source in said:
        # What is overruled is read too: a mistake in it is a mistake.
        read = _read(name, value, source, problems)
        if name not in values:
            values[name], origins[name] = read, source.name
    if problems:
        raise UsageError(problems)
    for name, setting in SETTINGS.items():
        values.setdefault(name, setting.default)
        origins.setdefault(name, DEFAULT)
    if origins["waivers"] == DEFAULT and inventory is not None and (folder / WAIVERS_FILE).is_file():
        values["waivers"], origins["waivers"] = folder / WAIVERS_FILE, f"{WAIVERS_FILE} beside the inventory"
    return Configuration(folder=folder, file=project, origins=origins, **values)


def user_file() -> Path:
    """Return where the user's own settings are, whether or not they exist."""
    home = os.environ.get("XDG_CONFIG_HOME") or "~/.config"
    return Path(home).expanduser() / "clearance" / "config.toml"


def _project(inventory: Path | None, file: str | None) -> tuple[Path, Path | None]:
    if file and file != "none":
        path = Path(file)
        if not path.is_file():
            raise UsageError(f"there is no file {file}.", remedy="Check --config.", code="no-such-file")
        return path.absolute().parent, path
    beside = Path.cwd() if inventory is None else inventory.absolute().parent
    # A folder of CSV files may hold the project file itself.
    candidates = [inventory, beside] if inventory is not None and inventory.is_dir() else [beside]
    for folder in candidates:
        if file != "none" and (folder / PROJECT_FILE).is_file():
            return folder, folder / PROJECT_FILE
    return beside, None


def _from_options(options: Mapping[str, Any]) -> Iterator[_Said]:
    for name, value in options.items():
        if value is not None:
            yield name, value, Source(f"--{name.replace('_', '-')}", Path.cwd())


def _from_environment(environment: Mapping[str, str], problems: list[Problem]) -> Iterator[_Said]:
    for variable in sorted(environment):
        if not variable.startswith(PREFIX):
            continue
        name = variable.removeprefix(PREFIX).lower()
        if name not in SETTINGS:
            near = did_you_mean(variable, [f"{PREFIX}{known.upper()}" for known in SETTINGS])
            problems.append(Problem(f"the environment variable {variable} sets nothing.", None, near, "unknown-key"))
            continue
        value: Any = environment[variable]
        yield name, value.split(os.pathsep) if name == "policies" else value, Source(variable, Path.cwd())


def _from_file(path: Path, problems: list[Problem], *, confined: bool) -> Iterator[_Said]:
    shown = path.name if confined else str(path)
    try:
        content = path.read_bytes()
        if len(content) > MOST_BYTES:
            problems.append(Problem(f"is larger than {MOST_BYTES} bytes.", Place(shown), code="too-large"))
            return
        text = content.decode("utf-8")
        table = tomllib.loads(text)
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, RecursionError) as fault:
        reason = fault.strerror if isinstance(fault, OSError) else fault
        remedy = 'Write lines such as: timezone = "Europe/Berlin"'
        problems.append(Problem(f"is not readable as TOML ({reason}).", Place(shown), remedy, "not-toml"))
        return
    for name, value in table.items():
        place = Place(shown, line=_line(text, name))
        setting = SETTINGS.get(name)
        if setting is None:
            remedy = did_you_mean(name, SETTINGS) or f"Known settings: {', '.join(SETTINGS)}."
            problems.append(Problem(f"there is no setting {name}.", place, remedy, "unknown-key"))
        elif not confined and not setting.by_user:
            remedy = f"Write it in the {PROJECT_FILE} of the project."
            problems.append(Problem(f"{name} belongs to one project.", place, remedy, "not-for-users"))
        else:
            yield name, value, Source(str(place) if confined else shown, path.absolute().parent, confined, place)


def _line(text: str, name: str) -> int | None:
    pattern = re.compile(rf"""\s*["'\[]*{re.escape(name)}\b""")
    return next((number for number, line in enumerate(text.splitlines(), start=1) if pattern.match(line)), None)


def _read(name: str, value: Any, source: Source, problems: list[Problem]) -> Any:
    try:
        return SETTINGS[name].read(value, source)
    except WrongValueError as wrong:
        called = name if source.place else source.name
        problems.append(Problem(f"{called}: {wrong.problem}", source.place, wrong.remedy, wrong.code))
        return None

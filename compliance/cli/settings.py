"""The settings there are, and how each is read.

A setting is said by an option, by the environment (`CLEARANCE_AS_OF`), by the project file, by the user file, or not
at all; the first of these counts.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from compliance.errors import Place, did_you_mean
from compliance.policy.model import Severity
from compliance.resources import shipped

LANGUAGES: tuple[str, ...] = ("en",)
PAGE_SIZES: tuple[str, ...] = ("A4", "Letter")
FIRST_DAY, LAST_DAY = date(1990, 1, 1), date(2200, 12, 31)
"""Assessment dates: no law in use is older than the one, and nobody plans beyond the other."""


@dataclass(frozen=True)
class Source:
    """Who said a value, and what relative paths in it start from."""

    name: str
    folder: Path
    confined: bool = False
    """Whether paths must stay inside `folder`: a file that came with a project may not point out of it."""
    place: Place | None = None


class WrongValueError(Exception):
    """A value of a setting that cannot be used."""

    def __init__(self, problem: str, remedy: str = "", code: str = "wrong-value") -> None:
        super().__init__(problem)
        self.problem, self.remedy, self.code = problem, remedy, code


@dataclass(frozen=True)
class Setting:
    """One setting."""

    read: Callable[[Any, Source], Any]
    default: Any
    help: str
    by_user: bool = True
    """Whether the user file may say it: it holds for every project."""


def _text(value: Any, _source: Source) -> str:
    if not isinstance(value, str):
        raise WrongValueError(f"must be text, not {value!r}.", "Put it in quotes.")
    return value


def _name(value: Any, source: Source) -> str:
    text = _text(value, source).strip()
    if not text:
        raise WrongValueError("names nothing.", "Leave it out, or write a name.", "empty")
    return text


def _yes_no(value: Any, _source: Source) -> bool:
    said = {"true": True, "yes": True, "1": True, "false": False, "no": False, "0": False}
    if isinstance(value, bool):
        return value
    if str(value).casefold() in said and isinstance(value, str):
        return said[value.casefold()]
    raise WrongValueError(f"must be true or false, not {value!r}.")


def _day(value: Any, _source: Source) -> date:
    if isinstance(value, str) and re.fullmatch(r"\d{4}-\d{2}-\d{2}", value):
        with suppress(ValueError):
            value = date.fromisoformat(value)
    if isinstance(value, date) and not isinstance(value, datetime):
        if FIRST_DAY <= value <= LAST_DAY:
            return value
        remedy = f"Write a day from {FIRST_DAY} to {LAST_DAY}."
        raise WrongValueError(f"{value} is too far away to assess anything.", remedy, "day-out-of-range")
    raise WrongValueError(f"{value} is not a day of the calendar.", "Write it as YYYY-MM-DD.", "not-a-day")


def _zone(value: Any, source: Source) -> str:
    name = _text(value, source)
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        remedy = did_you_mean(name, available_timezones()) or "Write an IANA name such as Europe/Berlin or UTC."
        raise WrongValueError(f"there is no time zone {name}.", remedy, "unknown-zone") from None
    return name


def _one_of(choices: Collection[str]) -> Callable[[Any, Source], str]:
    def read(value: Any, source: Source) -> str:
        word = _text(value, source)
        known = {choice.casefold(): choice for choice in choices}
        if word.casefold() not in known:
            remedy = did_you_mean(word, choices) or f"Write one of: {', '.join(choices)}."
            raise WrongValueError(f"{word} is not a choice.", remedy, "unknown-choice")
        return known[word.casefold()]

    return read


def _severity(value: Any, source: Source) -> Severity:
    return Severity(_one_of([severity.value for severity in Severity])(value, source))


def _path(value: Any, source: Source) -> Path:
    path = source.folder / Path(_text(value, source)).expanduser()
    if source.confined and not path.resolve().is_relative_to(source.folder.resolve()):
        raise WrongValueError(
            f"{value} lies outside the project folder {source.folder}.",
            "Move it into the folder, or name it on the command line.",
            "outside-the-project",
        )
    return path


def _file(value: Any, source: Source) -> Path:
    path = _path(value, source)
    if not path.is_file():
        raise WrongValueError(f"there is no file {value}.", code="no-such-file")
    return path


def _folder(value: Any, source: Source) -> Path:
    path = _path(value, source)
    if not path.is_dir():
        raise WrongValueError(f"there is no folder {value}.", code="no-such-folder")
    return path


def _templates(value: Any, source: Source) -> Path:
    folder, base = _folder(value, source), shipped("templates")
    known = [file.relative_to(base) for file in base.rglob("*.jinja")] + [Path("styles/brand.css")]
    if not any((folder / name).is_file() for name in known):
        remedy = f"Lay it out like the shipped one: {known[-1]}, {min(known).as_posix()} and so on."
        raise WrongValueError(f"{value} holds no template that the report uses.", remedy, "no-template")
    return folder


def _folders(value: Any, source: Source) -> tuple[Path, ...]:
    listed = value if isinstance(value, list | tuple) else [value]
    return tuple(_folder(one, source) for one in listed)


SETTINGS: Mapping[str, Setting] = {
    "name": Setting(_text, "", "name of the project", by_user=False),
    "client": Setting(_text, "", "for whom the report is made"),
    "report_number": Setting(_text, "", "number of the report", by_user=False),
    "prepared_by": Setting(_text, "", "who prepares the report"),
    "legend": Setting(_text, "", "confidentiality or privilege legend"),
    "timezone": Setting(_zone, "UTC", "time zone in which days are counted"),
    "as_of": Setting(_day, None, "assessment date instead of today", by_user=False),
    "waivers": Setting(_file, None, "waiver file; waivers.yaml beside the inventory if there is one", by_user=False),
    "policies": Setting(_folders, (), "folders of further policy packs"),
    "profile": Setting(_name, "", "profile: which requirements are looked at; all without one", by_user=False),
    "templates": Setting(_templates, None, "folder of templates that replace the report's own"),
    "page_size": Setting(_one_of(PAGE_SIZES), "A4", "page size of the report"),
    "language": Setting(_one_of(LANGUAGES), "en", "language of the outputs"),
    "fail_on": Setting(_severity, Severity.LOW, "least severity of a fail that counts"),
    "allow_undecided": Setting(_yes_no, False, "whether what is undecided passes"),
}
"""By name, as written in files; in the environment in capitals, after CLEARANCE_."""

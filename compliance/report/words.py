"""The words and letters of the report: one place that turns codes into what a reader sees.

Letters and shapes carry the meaning; colour only repeats it, so that a grey print says the same.
"""

from __future__ import annotations

import re
from calendar import month_name
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from compliance.assessment.model import Applicability, Decision, Outcome
from compliance.assessment.wording import limits_of
from compliance.policy.model import Confidence, Force, Severity
from compliance.validity import UNSTATED


@dataclass(frozen=True)
class Mark:
    """A letter in a shape, as the matrix shows it, with its words."""

    code: str
    style: str
    """Name of the shape in the style sheet."""
    words: str


BLOCKED = Mark("B", "blocked", "Blocked")
UNDECIDED = Mark("U", "undecided", "Undecided")
CONDITIONS = Mark("CC", "conditions", "Clear with conditions")
WAIVED = Mark("W", "waived", "Waived")
CLEAR = Mark("C", "clear", "Clear")
NONE = Mark("–", "none", "Not applicable")  # noqa: RUF001 - the code of the matrix
UNCONSIDERED = Mark("nc", "unconsidered", "Not, or not wholly, considered")
"""Of themes only: nothing is known of them, which is not the same as not applicable."""
UNRELEASED = Mark("·", "none", "Not released there")
"""Of assets only: there is nothing to decide."""
ADVISORY = Mark("A", "advisory", "Advisory")
"""Of findings only: an advisory result never colours the matrix."""

MARKS: tuple[Mark, ...] = (BLOCKED, UNDECIDED, CONDITIONS, WAIVED, CLEAR, NONE)
"""Worst first."""

_MARK_OF_CODE: Mapping[str, Mark] = {mark.code: mark for mark in MARKS}
_MARK_OF_DECISION: Mapping[Decision, Mark] = {
    Decision.BLOCKED: BLOCKED,
    Decision.UNDECIDED: UNDECIDED,
    Decision.CLEAR_WITH_CONDITIONS: CONDITIONS,
    Decision.CLEAR: CLEAR,
}


@dataclass(frozen=True)
class Grade:
    """A severity: its shape, its word and what it means."""

    shape: str
    words: str
    meaning: str


GRADES: Mapping[Severity, Grade] = {
    Severity.CRITICAL: Grade("■", "Critical", "A crime, or nothing cures it."),
    Severity.HIGH: Grade("▲", "High", "A binding duty on content, label or consent."),
    Severity.MEDIUM: Grade("●", "Medium", "Records, security process, governance."),
    Severity.LOW: Grade("○", "Low", "Advisory."),
}
"""Most severe first."""

FORCES: Mapping[Force, tuple[str, str]] = {
    Force.OBLIGATION: ("Obligation", "Law that orders something. Binding."),
    Force.PROHIBITION: ("Prohibition", "Law that forbids something. Binding."),
    Force.VALIDITY_CONDITION: ("Condition of validity", "Without it an act has no legal effect. Binding."),
    Force.CONTRACT: ("Contract", "Binds whoever is said to be a party to it."),
    Force.COMMITMENT: ("Commitment", "Binds whoever is said to have given it."),
    Force.VOLUNTARY: ("Voluntary code", "Advises; never holds a release back."),
    Force.GUIDANCE: ("Guidance", "Advises; never holds a release back."),
}

CONFIDENCES: Mapping[Confidence, tuple[str, str]] = {
    Confidence.TEXT_READ: ("Text read", "The words of the source were read."),
    Confidence.QUOTED: ("Quoted", "The words were read where another source quotes them."),
    Confidence.SECONDARY: ("Secondary source", "Read in secondary sources; confirm before filing."),
    Confidence.RECALLED: ("From memory", "Not read for this edition. A fail that rests on it never blocks."),
}

OUTCOMES_IN_WORDS: Mapping[Outcome, tuple[str, str]] = {
    Outcome.PASS: ("Met", "The duty applies and the recorded facts meet it."),
    Outcome.FAIL: ("Not met", "The duty applies and the recorded facts do not meet it."),
    Outcome.UNDETERMINED: ("Cannot be decided", "A fact that decides is not recorded. Never read as met."),
    Outcome.NOT_APPLICABLE: ("Not applicable", "A recorded fact shows that the duty does not reach the subject."),
    Outcome.EXEMPT: ("Exempt", "An exception written in the law lifts the duty."),
    Outcome.UPCOMING: ("Starts later", "The duty is enacted but not yet in force on the day that counts."),
    Outcome.SUSPENDED: ("Suspended", "A court has enjoined or stayed the duty."),
    Outcome.ERROR: ("Error", "The requirement could not be evaluated. Never read as met."),
}

STATUSES: Mapping[str, str] = {
    "before the first entry": "Not yet law",
    "in_force": "In force",
    "enacted": "Enacted, not yet in force",
    "proposed": "Proposed, not law",
    "enjoined": "Enjoined by a court",
    "stayed": "Stayed by a court",
    "struck_down": "Struck down",
    "superseded": "Superseded",
    "repealed": "Repealed",
}

_WITH_ARTICLE = frozenset({"Area", "Emirates", "Federation", "Islands", "Kingdom", "Republic", "States", "Union"})
"""Words of a place's name that ask for "the" before it."""

_FILE_NAME = re.compile(r"\S*[\w)][./\\_]\w")
"""How a text begins whose first word is a file or an id: its letters are not ours to change."""

_SHORT_THEMES: Mapping[str, str] = {
    "prohibited_content": "Prohibited",
    "privacy_rights": "Privacy",
    "data_security": "Data security",
    "record_keeping": "Records",
    "advertising": "Adverts",
}


def mark_of(decision: Decision) -> Mark:
    """Return the letter and shape of a decision."""
    return _MARK_OF_DECISION[decision]


def mark_of_code(code: str) -> Mark:
    """Return the mark a matrix code stands for; a code nobody knows reads as undecided."""
    return _MARK_OF_CODE.get(code, UNDECIDED)


def status_words(status: str) -> str:
    """Return a timeline status in words.

    >>> status_words("struck_down")
    'Struck down'
    """
    return STATUSES.get(status, plain(status))


def standing_words(row: Applicability) -> str:
    """Return how a requirement stands on the assessment date: its status, and what limits it meanwhile."""
    return "; ".join((status_words(row.status), *limits_of(row.requirement)))


def plain(code: str) -> str:
    """Return a code as words.

    >>> plain("record_keeping")
    'Record keeping'
    """
    words = code.replace("_", " ").strip()
    return words[:1].upper() + words[1:]


def theme_head(theme: str) -> str:
    """Return a theme as the head of a narrow column."""
    return _SHORT_THEMES.get(theme, plain(theme))


def day(on: date | None, otherwise: str = "") -> str:
    """Return a day as everybody reads it the same: 2026-12-01."""
    return on.isoformat() if on else otherwise


def written_words(written: str) -> str:
    """Return a day of the law as a reader says it, no more exactly than its source.

    >>> [written_words(text) for text in ("2024-05", "1907", "2024-05-01", "unstated")]
    ['May 2024', '1907', '2024-05-01', 'a day not stated']
    """
    if written == UNSTATED:
        return "a day not stated"
    year, _, month = written.partition("-")
    return f"{month_name[int(month)]} {year}" if month.isdecimal() else written


def force_words(row: Applicability) -> str:
    """Return from when to when a requirement is in force, each day as exactly as its source states it."""
    begins = written_words(row.in_force_as_written or day(row.in_force_from)) if row.in_force_from else ""
    until = _last_day(row) if row.until else ""
    if begins and until:
        return f"{begins} to {until}"
    if begins:
        return f"from {begins}"
    return f"until {until}" if until else "no date stated"


def _last_day(row: Applicability) -> str:
    """Return the last day on which a duty holds; where the source has no day for its end, what the source has."""
    assert row.until is not None
    written = row.until_as_written or day(row.until)
    return day(row.until - timedelta(days=1)) if written == day(row.until) else written_words(written)


def the(place: str) -> str:
    """Return a place as a sentence names it.

    >>> the("Islands of the Union"), the("Nowhere")
    ('the Islands of the Union', 'Nowhere')
    """
    return f"the {place}" if _WITH_ARTICLE.intersection(place.split()) else place


def count(number: int, one: str, many: str = "") -> str:
    """Return a number with its noun.

    >>> count(1, "finding"), count(1200, "entry", "entries")
    ('1 finding', '1,200 entries')
    """
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def listed(words: Iterable[str], last: str = "and") -> str:
    """Return words as a sentence lists them.

    >>> listed(["a", "b", "c"])
    'a, b and c'
    """
    *others, end = [*words] or [""]
    return f"{', '.join(others)} {last} {end}" if others else end


def sentence(text: str) -> str:
    """Return a text with a capital letter and a full stop.

    >>> sentence("no label is recorded"), sentence("film.xlsx, row 2: blank")
    ('No label is recorded.', 'film.xlsx, row 2: blank.')
    """
    text = text.strip()
    if not _FILE_NAME.match(text):
        text = text[:1].upper() + text[1:]
    return text if not text or text[-1] in ".!?…]" else f"{text}."

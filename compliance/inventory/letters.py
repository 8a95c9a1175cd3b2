"""Text as people type it, made comparable with the names the vocabulary knows.

A no-break space, a full-width letter or a Cyrillic one looks right on the screen and equals nothing. Names are compared
in three steps, strictest first, so that what stands there exactly always wins: as typed but for case, then without
regard to punctuation, then with look-alike letters read as the Latin ones they resemble. The last step is said aloud.
"""

# ruff: noqa: RUF001, RUF002 - letters that look alike are what this module is about

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Generic, TypeVar

from compliance.errors import nearest

Thing = TypeVar("Thing")

_SPACES = re.compile(r"[^\S\n]+")
_INVISIBLE = re.compile("[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
"""Soft hyphens, zero-width spaces and marks of writing direction. Joiners stay: several scripts need them."""
_JOINERS = re.compile("[\u200c\u200d]")
_NOT_WORD = re.compile(r"[\W_]+")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff]")

_CYRILLIC = ("АВСЕНІЈКМОРЅТХУаеіјорѕсухԁһԛԝᴦ", "ABCEHIJKMOPSTXYaeijopscyxdhqwr")
_GREEK = ("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧανορτυχι", "ABEZHIKMNOPTYXavoptuxi")
_OTHERS = ("ıɑɡℓ’‘“”–—‐‑−", "iagl''\"\"-----")
_LATIN = str.maketrans(
    "".join(pair[0] for pair in (_CYRILLIC, _GREEK, _OTHERS)),
    "".join(pair[1] for pair in (_CYRILLIC, _GREEK, _OTHERS)),
)


def tidy(text: str) -> str:
    r"""Return text without what nobody sees: odd spaces, zero-width marks, blanks at the ends.

    >>> tidy("  Main\u00a0trailer\u200b ")
    'Main trailer'
    """
    if text.isascii() and text.isprintable() and "  " not in text:
        return text.strip()
    text = unicodedata.normalize("NFC", _INVISIBLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n")))
    return _SPACES.sub(" ", text).strip()


def control_character(text: str) -> str:
    """Return the first control character in a text, or nothing."""
    if text.isprintable():
        return ""
    found = _CONTROL.search(text)
    return found.group() if found else ""


def exact(text: str) -> str:
    """Return the form in which two names are the same but for case and odd spaces.

    >>> exact(" First_Exposure")
    'first_exposure'
    """
    return tidy(text).replace("\n", " ").casefold()


def loose(text: str) -> str:
    """Return the form in which punctuation does not count.

    >>> loose("First-exposure"), loose("first_exposure")
    ('first exposure', 'first exposure')
    """
    return _without_punctuation(exact(text))


def _without_punctuation(text: str) -> str:
    return _NOT_WORD.sub(" ", text).strip()


def latin(text: str) -> str:
    """Return a text with full-width, Cyrillic and Greek look-alikes read as the Latin letters they resemble.

    >>> latin("vіdеo")
    'video'
    """
    return unicodedata.normalize("NFKC", _JOINERS.sub("", tidy(text))).translate(_LATIN)


@dataclass(frozen=True)
class Match(Generic[Thing]):
    """What a name was found to mean."""

    thing: Thing
    looked_alike: bool
    """Whether it was found only by reading look-alike letters as Latin ones."""


class Names(Generic[Thing]):
    """Names by which things may be called; the first name given to a thing is how it is suggested.

    >>> media = Names([("video", 1), ("Moving picture", 1), ("audio", 2)])
    >>> media.find("MOVING-PICTURE").thing, media.find("vide"), media.nearest("vide")
    (1, None, 'video')
    """

    def __init__(self, named: Iterable[tuple[str, Thing]]) -> None:
        self._exact: dict[str, Thing] = {}
        self._named: list[tuple[str, Thing]] = []
        self.shown: dict[str, str] = {}
        for name, thing in named:
            form = exact(name)
            self._exact.setdefault(form, thing)
            self._named.append((form, thing))
            self.shown.setdefault(form, name)

    @cached_property
    def _loose(self) -> dict[str, Thing | None]:
        # Made when a name is not found as it is typed: of many names none ever is.
        found: dict[str, Thing | None] = {}
        for name, thing in self._named:
            form = _without_punctuation(name)
            # Two things under one loose form are told apart only by their exact names.
            clash = form in found and found[form] != thing
            found[form] = None if clash else thing
        return found

    def find(self, text: str) -> Match[Thing] | None:
        """Return what a text names, or None."""
        for form, looked_alike in ((text, False), (latin(text), True)):
            found = self._exact.get(exact(form))
            if found is None:
                found = self._loose.get(loose(form))
            if found is not None:
                return Match(found, looked_alike)
        return None

    def nearest(self, text: str) -> str:
        """Return the name most like a text, or an empty string."""
        return self.shown.get(nearest(exact(latin(text)), self.shown), "")

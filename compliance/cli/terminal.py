"""Where results and messages go, and how they look: streams, width, colour, symbols.

Results go to standard output, everything else to standard error. Colour never says anything that a word does not say
too. Text of the user's cannot steer the terminal.
"""

from __future__ import annotations

import os
import shutil
import sys
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from rich.console import Console, RenderableType

NARROWEST = 40
"""Fewer columns hold no sentence; a narrower terminal wraps the lines itself."""
WIDEST = 120
"""Longer lines are hard to follow; `--wide` lifts it."""
UNLIMITED = 10_000


class Color(StrEnum):
    """When to use colour."""

    AUTO = "auto"
    ALWAYS = "always"
    NEVER = "never"


@dataclass(frozen=True)
class Symbols:
    """Signs that stand beside words."""

    blocked: str = "✗"
    undecided: str = "?"
    conditions: str = "!"
    clear: str = "✓"
    arrow: str = "→"
    dot: str = "·"
    ellipsis: str = "…"
    rule: str = "─"


ASCII = Symbols(blocked="x", clear="+", arrow="->", dot="-", ellipsis="...", rule="-")

_TYPED = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'", "–": "-", "—": "-", "…": "...", "\u00a0": " "})  # noqa: RUF001
"""Typographic characters as a typewriter has them."""


class Terminal:
    """The two streams of a command."""

    def __init__(
        self, *, quiet: bool = False, verbose: bool = False, color: Color = Color.AUTO, out: TextIO | None = None
    ) -> None:
        self.quiet = quiet
        self.verbose = verbose
        self._color = color
        self.stream = out or sys.stdout
        self.symbols = Symbols() if can_show("".join(vars(Symbols()).values()), self.stream) else ASCII
        _never_fail(self.stream)
        _never_fail(sys.stderr)

    @property
    def width(self) -> int:
        """Columns to fill: those of the terminal, or 80."""
        return max(NARROWEST, min(shutil.get_terminal_size().columns, WIDEST))

    @property
    def height(self) -> int | None:
        """Lines that can be seen at once, or None where nobody looks at a screen."""
        return shutil.get_terminal_size().lines if self.stream.isatty() else None

    def laid_out(self, *parts: RenderableType, wide: bool = False) -> list[str]:
        """Return parts as the lines they take up."""
        console = self._console(self.stream, UNLIMITED if wide else self.width)
        with console.capture() as captured:
            console.print(*parts, sep="\n", crop=False)
        lines = captured.get() if self.symbols != ASCII else captured.get().translate(_TYPED)
        return [line.rstrip() for line in lines.splitlines()]

    def print(self, *parts: RenderableType, wide: bool = False) -> None:
        """Print results, laid out for the width there is."""
        self.stream.writelines(f"{line}\n" for line in self.laid_out(*parts, wide=wide))

    def write(self, text: str) -> None:
        """Print results as they are, without layout: one line stays one line."""
        self.stream.write(f"{text}\n")

    def say(self, message: str, *, always: bool = False) -> None:
        """Print a message on standard error, unless `--quiet` asks for silence."""
        if always or not self.quiet:
            sys.stderr.write(f"{printable(message)}\n")

    @contextmanager
    def doing(self, what: str) -> Iterator[None]:
        """Show what is being done for as long as it takes; on a terminal only."""
        if self.quiet or not sys.stderr.isatty():
            yield
            return
        with self._console(sys.stderr, WIDEST).status(printable(what), spinner="dots" if can_show("⠋") else "line"):
            yield

    def _console(self, stream: TextIO, width: int) -> Console:
        from rich.console import Console

        colorful = wants_color(self._color, stream)
        return Console(
            file=stream,
            force_terminal=colorful or stream.isatty(),
            no_color=not colorful,
            color_system="standard" if colorful else None,
            width=width,
            highlight=False,
            markup=False,
            emoji=False,
            legacy_windows=False,
        )


def wants_color(color: Color, stream: TextIO) -> bool:
    """Whether to colour a stream: the option, then NO_COLOR, then FORCE_COLOR, then whether it is a terminal."""
    if color is not Color.AUTO:
        return color is Color.ALWAYS
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    return stream.isatty() and os.environ.get("TERM") != "dumb"


def can_show(text: str, stream: TextIO | None = None) -> bool:
    """Whether the encoding of a stream has all characters of a text."""
    try:
        text.encode((stream or sys.stdout).encoding or "ascii")
    except (UnicodeEncodeError, LookupError):
        return False
    return True


def printable(text: str) -> str:
    r"""Return text that cannot steer a terminal and stays on its line.

    >>> print(printable("a\x1b[2Jb\nc"))
    a\x1b[2Jb c
    """
    return "".join(_shown(character) for character in text)


def _shown(character: str) -> str:
    if character in "\n\r\t\u2028\u2029":
        return " "
    # Controls, and the marks that reverse the direction of writing; joiners inside words stay.
    if unicodedata.category(character) == "Cc" or character in "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069":
        return character.encode("unicode_escape").decode("ascii")
    return character


def _never_fail(stream: TextIO) -> None:
    """Let a character that the encoding lacks be shown by its number instead of ending the run."""
    reconfigure = getattr(stream, "reconfigure", None)
    if reconfigure is not None:
        reconfigure(errors="backslashreplace")

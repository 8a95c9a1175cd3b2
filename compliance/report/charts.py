"""Drawings of the report, written as SVG by hand: no plotting library, our own fonts, every drawing with its words.

Shape and hatching say what colour says, so that a grey print loses nothing.
"""

from __future__ import annotations

import hashlib
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from string import hexdigits

from markupsafe import Markup, escape

from compliance.policy.model import Severity
from compliance.report.words import GRADES

_FILLS: Mapping[Severity, tuple[str, str]] = {
    Severity.CRITICAL: ("#7d2418", ""),
    Severity.HIGH: ("#b98a2e", "steep"),
    Severity.MEDIUM: ("#8fb7d6", "dots"),
    Severity.LOW: ("#e6eaee", ""),
}
"""Fill and pattern over it; darkness falls with severity."""

_PATTERNS = (
    '<defs><pattern id="steep" width="4" height="4" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
    '<rect width="1.2" height="4" fill="#fff" fill-opacity=".55"/></pattern>'
    '<pattern id="dots" width="4" height="4" patternUnits="userSpaceOnUse">'
    '<circle cx="2" cy="2" r=".8" fill="#17344f" fill-opacity=".6"/></pattern></defs>'
)
_FONT = 'font-family="Clearance Sans"'
_RINGS = ((0.130, 0.060, 12), (0.265, 0.075, 13), (0.415, 0.070, 14))
"""Radius, half width and number of lines of each ring of the seal, in parts of its size."""


def severity_bar(numbers: Mapping[Severity, int], width: float = 470) -> Markup:
    """Return a stacked bar of findings by severity, each part named under it with its number."""
    total = sum(numbers.values())
    words = ", ".join(f"{GRADES[severity].words} {numbers.get(severity, 0)}" for severity in Severity)
    parts = [_PATTERNS]
    at = 0.0
    for severity in Severity:
        share = width * numbers.get(severity, 0) / total if total else 0.0
        if share:
            parts += _filled(severity, at, 0, max(share - 1.5, 1.5), 18)
        at += share
    if not total:
        parts.append(f'<rect width="{width}" height="18" fill="none" stroke="#c8d0d8"/>')
    column = width / len(Severity)
    for number, severity in enumerate(Severity):
        left = column * number
        parts += _filled(severity, left, 30, 9, 9)
        parts.append(
            _text(
                left + 14,
                38,
                f"{GRADES[severity].shape} {GRADES[severity].words}",
                size=8.4,
                fill="#55616d",
                weight=400,
            )
        )
        parts.append(_text(left + 14, 51, f"{numbers.get(severity, 0):,}", size=10.5, fill="#17212b", weight=600))
    return _svg(width, 56, f"Findings not met, by severity: {words}", parts)


def seal(digest: str, size: int = 3600) -> Markup:
    """Return a rosette, as on share certificates, whose shape follows from the digest: two runs differ at a glance.

    >>> seal("00" * 32) == seal("00" * 32), seal("00" * 32) == seal("0f" * 32)
    (True, False)
    """
    octets = _octets(digest)
    lines = [
        _Ring(
            radius=radius,
            half_width=half_width,
            petals=6 + octets[3 * number] % 7 + 2 * number,
            waves=3 + octets[3 * number + 1] % 5 + 2 * number,
            swing=0.010 + 0.016 * octets[3 * number + 2] / 255,
            steps=240 + 60 * number,
        ).line(2 * math.pi * line / lines, size)
        for number, (radius, half_width, lines) in enumerate(_RINGS)
        for line in range(lines)
    ]
    title = f"Seal drawn from the assessment digest {digest[:16]}"
    path = f'<path d="{"".join(lines)}" fill="none" stroke="#17344f" stroke-opacity=".28" stroke-width="2.2"/>'
    return _svg(size, size, title, [path])


@dataclass(frozen=True)
class _Ring:
    """A ring of the seal; its lines are the same curve, each a little further turned."""

    radius: float
    half_width: float
    petals: int
    waves: int
    swing: float
    steps: int

    def line(self, phase: float, size: int) -> str:
        """One closed line, as relative steps in whole units: short, and the same on every machine."""
        path: list[str] = []
        left, top = 0, 0
        for step in range(self.steps + 1):
            turn = 2 * math.pi * step / self.steps
            bend = self.half_width * 0.5 * (math.sin(self.waves * turn + phase) + math.cos(self.petals * turn + phase))
            radius = size * (self.radius + self.swing * math.cos(self.petals * turn) + bend)
            x, y = round(size / 2 + radius * math.cos(turn)), round(size / 2 + radius * math.sin(turn))
            path.append(f"l{x - left} {y - top}" if step else f"M{x} {y}")
            left, top = x, y
        return "".join(path)


def _octets(digest: str) -> bytes:
    """The bytes a digest stands for; of any other text, those of its own digest."""
    if len(digest) >= 18 and all(character in hexdigits for character in digest[:18]):
        return bytes.fromhex(digest[:18])
    return hashlib.sha256(digest.encode()).digest()


def _filled(severity: Severity, x: float, y: float, width: float, height: float) -> Iterable[str]:
    fill, pattern = _FILLS[severity]
    box = f'x="{x:.2f}" y="{y}" width="{width:.2f}" height="{height}"'
    yield f'<rect {box} fill="{fill}" stroke="#17212b" stroke-width=".4"/>'
    if pattern:
        yield f'<rect {box} fill="url(#{pattern})"/>'


def _text(x: float, y: float, text: str, *, size: float, fill: str, weight: int) -> str:
    at = f'x="{x:.2f}" y="{y}" font-size="{size}" fill="{fill}" font-weight="{weight}"'
    return f"<text {at} {_FONT}>{escape(text)}</text>"


def _svg(width: float, height: float, title: str, parts: Iterable[str]) -> Markup:
    """An SVG with its words: what a reader who does not see it is told."""
    return Markup(  # noqa: S704 - built from numbers and escaped words alone
        f'<svg xmlns="http://www.w3.org/2000/svg" class="chart" role="img" viewBox="0 0 {width} {height}" '
        f'width="{width}" height="{height}"><title>{escape(title)}</title>{"".join(parts)}</svg>'
    )

"""How long a person waits for `clearance check`, from the start of the process to the finished summary.

Beside it, in the same rounds, starts Python with pandas imported and nothing done: what a program built on data frames
would take before its first line.
"""

from __future__ import annotations

import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path

from benchmarks.rounds import measure
from benchmarks.table import Line, seconds, times

ROOT = Path(__file__).resolve().parents[1]
EXAMPLE = ROOT / "examples" / "feature-film" / "inventory.xlsx"

MOST = 2.0
"""Bar: times Python with pandas imported."""

_JUDGED = {0, 1, 4}
"""Exit statuses of a check that came to its end."""


def start_lines(rounds: int) -> Iterator[Line]:
    """Measure, and yield the lines of the table."""
    with tempfile.TemporaryDirectory() as folder:
        cached, empty = Path(folder, "cached"), Path(folder, "empty")
        _check(cached)
        measured = measure(
            {
                "check": lambda: _check(cached),
                "pandas": lambda: python("import pandas"),
                "cold": lambda: _check_cold(empty),
                "python": lambda: python("pass"),
            },
            rounds,
            processes=True,
        )
        parts = [_parts(cached) for _ in range(rounds)]
    for name, what in (("check", "packs from the cache"), ("cold", "no cache")):
        ratio, on_the_wall = measured.times(name, "pandas"), measured.times_on_the_wall(name, "pandas")
        yield Line(
            f"`clearance check` of the example, whole process, {what}",
            f"{seconds(measured.cpu(name))} ({measured.wall(name):.2f} s on the wall)",
            f"`import pandas`: {seconds(measured.cpu('pandas'))} ({measured.wall('pandas'):.2f} s)",
            f"{times(ratio)} ({times(on_the_wall)})",
            f"<= {MOST} x" if name == "check" else "",
            ratio <= MOST if name == "check" else None,
        )
    yield Line("Python that does nothing, whole process", seconds(measured.cpu("python")))
    medians = {part: statistics.median(run[part] for run in parts) for part in parts[0]}
    for part, taken in medians.items():
        yield Line(f"of a check: {part}", seconds(taken))
    rest = measured.cpu("check") - sum(medians.values())
    yield Line("of a check: command line, settings, waivers, exit (what is left)", seconds(rest))


def _check(cache: Path) -> None:
    command = Path(sys.executable).with_name("clearance")
    done = subprocess.run([command, "check", EXAMPLE], env=_environment(cache), capture_output=True, check=False)
    if done.returncode not in _JUDGED or not done.stdout:
        raise SystemExit(f"clearance check ended with {done.returncode}: {done.stderr.decode()}")


def _check_cold(cache: Path) -> None:
    shutil.rmtree(cache, ignore_errors=True)
    _check(cache)


def python(code: str, environment: Mapping[str, str] | None = None) -> None:
    """Run a line of Python in a process of its own."""
    subprocess.run([sys.executable, "-c", code], env=environment, check=True)


def _parts(cache: Path) -> Mapping[str, float]:
    """Return the CPU seconds of the parts of a check, from a process of their own."""
    command = [sys.executable, Path(__file__).with_name("start_parts.py"), EXAMPLE]
    done = subprocess.run(command, env=_environment(cache), capture_output=True, check=True)
    parts: dict[str, float] = json.loads(done.stdout)
    return parts


def _environment(cache: Path) -> dict[str, str]:
    return {**os.environ, "XDG_CACHE_HOME": str(cache)}

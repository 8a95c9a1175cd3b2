"""What a check costs as the library grows: the example against all packs, and against the few of the first check.

Both are whole processes with their packs from the cache.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator

from benchmarks.rounds import measure
from benchmarks.start import EXAMPLE, ROOT
from benchmarks.table import Line, seconds, times

MOST = 3.0
"""Bar: times the check against the few."""


def growth_lines(rounds: int) -> Iterator[Line]:
    """Measure, and yield the line of the table."""
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "XDG_CACHE_HOME": folder, "PYTHONPATH": str(ROOT)}

        def check(which: str) -> int:
            command = [sys.executable, "-m", "benchmarks.checking", which, EXAMPLE]
            return int(subprocess.run(command, env=environment, capture_output=True, check=True, cwd=ROOT).stdout)

        counts = {which: check(which) for which in ("whole", "few")}
        sides = {which: (lambda which=which: check(which)) for which in counts}
        measured = measure(sides, rounds, processes=True)
    ratio, on_the_wall = measured.times("whole", "few"), measured.times_on_the_wall("whole", "few")
    yield Line(
        f"checking the example against {counts['whole']} requirements, packs from the cache, whole process",
        f"{seconds(measured.cpu('whole'))} ({measured.wall('whole'):.2f} s on the wall)",
        f"against {counts['few']}: {seconds(measured.cpu('few'))} ({measured.wall('few'):.2f} s)",
        f"{times(ratio)} ({times(on_the_wall)})",
        f"< {MOST:.0f} x",
        ratio < MOST,
    )

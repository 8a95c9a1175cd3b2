"""How long the whole library of packs takes to load: from its files, and from what was worked out once.

Beside it stands `python -c "import pandas"`: what a program built on data frames would take before its first line.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks.rounds import measure
from benchmarks.start import python
from benchmarks.table import Line, seconds, times
from compliance.jurisdictions import load_jurisdictions
from compliance.policy.loading import load_library
from compliance.vocabulary import load_vocabulary

MOST_FROM_SOURCE = 20.0
"""Bar: times the time it takes from the cache."""

MOST_FROM_CACHE = 1.0
"""Bar: times Python with pandas imported."""

_LOAD = "from compliance.policy.loading import load_library; load_library()"


def loading_lines(rounds: int) -> Iterator[Line]:
    """Measure, and yield the lines of the table."""
    vocabulary, jurisdictions = load_vocabulary(), load_jurisdictions()
    library = load_library(vocabulary=vocabulary, jurisdictions=jurisdictions)
    measured = measure(
        {
            "source": lambda: load_library(vocabulary=vocabulary, jurisdictions=jurisdictions, use_cache=False),
            "cache": lambda: load_library(vocabulary=vocabulary, jurisdictions=jurisdictions),
        },
        rounds,
    )
    ratio = measured.times("source", "cache")
    yield Line(
        f"loading {len(library.requirements)} requirements of {len(library.packs)} packs, from source",
        seconds(measured.cpu("source")),
        f"from the cache: {seconds(measured.cpu('cache'))}",
        times(ratio),
        f"<= {MOST_FROM_SOURCE:.0f} x",
        ratio <= MOST_FROM_SOURCE,
    )
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "XDG_CACHE_HOME": str(Path(folder))}
        python(_LOAD, environment)
        whole = measure(
            {"load": lambda: python(_LOAD, environment), "pandas": lambda: python("import pandas")},
            rounds,
            processes=True,
        )
    ratio = whole.times("load", "pandas")
    yield Line(
        "loading them from the cache, whole process",
        seconds(whole.cpu("load")),
        f"`import pandas`: {seconds(whole.cpu('pandas'))}",
        times(ratio),
        f"<= {MOST_FROM_CACHE:.0f} x",
        ratio <= MOST_FROM_CACHE,
    )

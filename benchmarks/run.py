"""Measure Clearance side by side with its peers, and print one table.

    python benchmarks/run.py [--quick] [--assets N] [--rounds N]

Every figure is measured in the run that prints it. CPU seconds count all threads; ratios are medians over rounds, in
each of which the contenders take turns.
"""

from __future__ import annotations

import argparse
import platform
from collections.abc import Sequence

from benchmarks.evaluation import evaluation_lines
from benchmarks.growth import growth_lines
from benchmarks.loading import loading_lines
from benchmarks.start import start_lines
from benchmarks.table import as_markdown


def main(arguments: Sequence[str] | None = None) -> None:
    """Run everything. A bar that is missed is marked; what a shared machine measures fails nobody."""
    said = _parser().parse_args(arguments)
    assets = said.assets or (5_000 if said.quick else 100_000)
    rounds = said.rounds or (3 if said.quick else 7)
    lines = [
        *start_lines(rounds),
        *loading_lines(rounds),
        *growth_lines(rounds),
        *evaluation_lines(assets, rounds, said.seed),
    ]
    print(as_markdown(lines))
    print(f"\nPython {platform.python_version()}, {platform.machine()}; {rounds} rounds; seed {said.seed}.")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description="Measure Clearance side by side with its peers.")
    parser.add_argument("--quick", action="store_true", help="few assets and rounds, to see that everything runs")
    parser.add_argument("--assets", type=int, help="assets of the invented inventory (default 100000)")
    parser.add_argument("--rounds", type=int, help="how often each contender runs (default 7)")
    parser.add_argument("--seed", type=int, default=7, help="what the invented inventory is drawn from")
    return parser


if __name__ == "__main__":
    main()

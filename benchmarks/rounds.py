"""Contenders measured side by side: one after the other within a round, the order turning, and medians over rounds.

CPU seconds are those of the operating system, user and system, over all threads; on a shared machine they say more than
the clock on the wall.
"""

from __future__ import annotations

import gc
import resource
import statistics
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Taken:
    """What one run took."""

    cpu: float
    wall: float


@dataclass(frozen=True)
class Measured:
    """What each contender took, round by round."""

    rounds: Mapping[str, list[Taken]]

    def cpu(self, name: str) -> float:
        """Return the median of a contender's CPU seconds."""
        return statistics.median(taken.cpu for taken in self.rounds[name])

    def wall(self, name: str) -> float:
        """Return the median of the seconds a contender took on the wall."""
        return statistics.median(taken.wall for taken in self.rounds[name])

    def times(self, name: str, beside: str) -> float:
        """Return the median over the rounds of how many times the CPU seconds of `beside` a contender took."""
        pairs = zip(self.rounds[name], self.rounds[beside], strict=True)
        return statistics.median(one.cpu / other.cpu for one, other in pairs)

    def times_on_the_wall(self, name: str, beside: str) -> float:
        """Return the same for the clock on the wall."""
        pairs = zip(self.rounds[name], self.rounds[beside], strict=True)
        return statistics.median(one.wall / other.wall for one, other in pairs)


def measure(contenders: Mapping[str, Callable[[], object]], rounds: int, *, processes: bool = False) -> Measured:
    """Run each contender once a round.

    Args:
        contenders: What to run, by name.
        rounds: How often.
        processes: Whether they run as processes of their own, whose CPU seconds are those to count.
    """
    who = resource.RUSAGE_CHILDREN if processes else resource.RUSAGE_SELF
    taken: dict[str, list[Taken]] = {name: [] for name in contenders}
    names = list(contenders)
    for nth in range(rounds):
        turn = nth % len(names)
        for name in names[turn:] + names[:turn]:
            gc.collect()
            cpu, wall = _cpu(who), time.perf_counter()
            contenders[name]()
            taken[name].append(Taken(_cpu(who) - cpu, time.perf_counter() - wall))
    return Measured(taken)


def _cpu(who: int) -> float:
    used = resource.getrusage(who)
    return used.ru_utime + used.ru_stime

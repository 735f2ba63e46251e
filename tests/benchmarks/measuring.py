"""How a figure is taken: the raw limit and the desk in turn, medians, and the median of ratios.

A machine is never quiet: only ratios of one run mean anything, so both sides are measured in
alternating rounds and each round gives its own ratio.
"""

import gc
import statistics
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

Work = Callable[[], object]


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One line of the report; ratios are times the raw limit, smaller is better."""

    job: str
    what: str
    value: float
    unit: str
    limit: float | None = None
    """The raw limit of the same run, in the same unit; None when the bar is absolute."""
    ratio: float
    must: float | None
    """The bar; None for a figure that is only told."""
    stretch: float | None = None
    note: str = ""
    timed: bool = False
    """The bar is a time: it says as much about the machine as about the desk."""

    @property
    def verdict(self) -> str:
        """Return ``stretch``, ``must`` or ``MISSED``; ``told`` where there is no bar."""
        if self.must is None:
            return "told"
        if self.stretch is not None and self.ratio <= self.stretch:
            return "stretch"
        return "must" if self.ratio <= self.must else "MISSED"


@dataclass(frozen=True, slots=True)
class Pair:
    """What both sides took, in seconds a round, and the median of the ratios."""

    limit_s: float
    desk_s: float
    ratio: float


@dataclass(frozen=True, slots=True)
class Spread:
    """Latencies of many single calls, in seconds."""

    taken: tuple[float, ...] = field(repr=False)

    def at(self, percent: float) -> float:
        """Return this percentile."""
        ordered = sorted(self.taken)
        return ordered[min(len(ordered) - 1, round(percent / 100 * (len(ordered) - 1)))]


def timed(work: Work) -> float:
    """Return how long it took; work that returns a float has measured itself."""
    gc.collect()
    start = time.perf_counter()
    own = work()
    return own if isinstance(own, float) else time.perf_counter() - start


def in_turn(limit: Work, desk: Work, rounds: int = 5) -> Pair:
    """Measure both in alternating rounds, after one round that only warms up."""
    taken = [(timed(limit), timed(desk)) for _round in range(rounds + 1)][1:]
    return Pair(
        limit_s=statistics.median(each[0] for each in taken),
        desk_s=statistics.median(each[1] for each in taken),
        ratio=statistics.median(ours / theirs for theirs, ours in taken),
    )


def latencies(work: Callable[[str], object], arguments: Iterable[str]) -> Spread:
    """Time single calls."""
    taken = []
    for each in arguments:
        start = time.perf_counter()
        work(each)
        taken.append(time.perf_counter() - start)
    return Spread(tuple(taken))


def spread_in_turn(
    limit: Callable[[str], object],
    desk: Callable[[str], object],
    arguments: list[str],
    rounds: int = 5,
) -> tuple[Spread, Spread, float]:
    """Time single calls of both in alternating rounds; the ratio is of the medians a round."""
    latencies(limit, arguments[:50])
    latencies(desk, arguments[:50])
    raw: list[float] = []
    ours: list[float] = []
    ratios = []
    for _round in range(rounds):
        one, other = latencies(limit, arguments), latencies(desk, arguments)
        raw += one.taken
        ours += other.taken
        ratios.append(other.at(50) / one.at(50))
    return Spread(tuple(raw)), Spread(tuple(ours)), statistics.median(ratios)

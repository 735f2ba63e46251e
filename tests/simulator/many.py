"""Play many histories in one process and shrink those that fail."""

import gc
from collections.abc import Sequence

from tests.simulator.history import Step, draw
from tests.simulator.play import Played, play
from tests.simulator.report import Failure, Report
from tests.simulator.shrink import shrunk
from tests.simulator.world import Worlds

_MOST_SHRUNK = 3
_COLLECT_EVERY = 50


def play_all(seeds: Sequence[int], steps: int) -> Report:
    """Play the histories of these seeds in this process."""
    worlds = Worlds()
    try:
        return play_in(worlds, seeds, steps)
    finally:
        worlds.close()


def play_in(worlds: Worlds, seeds: Sequence[int], steps: int) -> Report:
    """Play the histories of these seeds where others were played before."""
    report = Report()
    for place, seed in enumerate(seeds):
        played = play(worlds, seed, draw(seed, steps))
        report.count(played)
        if played.wrong:
            report.failures.append(_failure(worlds, played, len(report.failures)))
        if place % _COLLECT_EVERY == 0:
            gc.collect()
    return report


def _failure(worlds: Worlds, played: Played, before: int) -> Failure:
    """Return the failing history, shrunk unless several were before."""

    def fails(steps: Sequence[Step]) -> bool:
        return bool(play(worlds, played.seed, steps).rules & played.rules)

    steps = tuple(played.steps) if before >= _MOST_SHRUNK else shrunk(played.steps, fails)
    wrong = play(worlds, played.seed, steps).wrong if before < _MOST_SHRUNK else played.wrong
    return Failure(played.seed, len(played.steps), steps, tuple(wrong))

"""Play histories: ``python -m tests.simulator --histories 10000 --jobs 2``, or ``--replay FILE``.

Prints a report; exits with 1 when a history broke a rule, after shrinking it to a few steps that
are written down to be played again.
"""

import argparse
import multiprocessing
import sys
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from tests.simulator.history import USUAL_STEPS, read_history, write_history
from tests.simulator.many import play_all
from tests.simulator.play import play
from tests.simulator.report import Failure, Report
from tests.simulator.world import Worlds


def _replay(file: Path) -> Report:
    seed, steps = read_history(file)
    worlds, report = Worlds(), Report()
    try:
        played = play(worlds, seed, steps)
    finally:
        worlds.close()
    report.count(played)
    if played.wrong:
        report.failures.append(Failure(seed, len(steps), steps, tuple(played.wrong)))
    return report


def _run(asked: argparse.Namespace) -> Report:
    if asked.replay is not None:
        return _replay(asked.replay)
    seeds = range(asked.seed, asked.seed + asked.histories)
    jobs = max(1, min(asked.jobs, len(seeds)))
    if jobs == 1:
        return play_all(seeds, asked.steps)
    report = Report()
    shares = [seeds[job::jobs] for job in range(jobs)]
    with multiprocessing.get_context("spawn").Pool(jobs) as pool:
        for part in pool.imap_unordered(partial(play_all, steps=asked.steps), shares):
            report.add(part)
    return report


def main(arguments: Sequence[str] | None = None) -> int:
    """Play what is asked for, print the report, keep what failed."""
    parser = argparse.ArgumentParser(prog="python -m tests.simulator", description=__doc__)
    parser.add_argument("--histories", type=int, default=300)
    parser.add_argument("--seed", type=int, default=0, help="the first seed")
    parser.add_argument("--steps", type=int, default=USUAL_STEPS)
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--replay", type=Path, help="a history that was kept")
    parser.add_argument("--keep", type=Path, default=Path(), help="where failures are kept")
    asked = parser.parse_args(arguments)
    report = _run(asked)
    lines = list(report.lines())
    if asked.replay is None:
        for each in report.failures:
            file = asked.keep / f"history-{each.seed}.json"
            write_history(file, each.seed, each.steps)
            lines.append(f"python -m tests.simulator --replay {file}")
    sys.stdout.write("\n".join(lines) + "\n")
    return 1 if report.failures else 0


if __name__ == "__main__":
    sys.exit(main())

"""The cheap and sharp jobs, held at every change: ``python -m tests.benchmarks.gate``.

A busy machine slows both sides, so only ratios to the raw limit of the same rounds count, with a
quarter for noise; a job that is over is measured once more before it is believed.
"""

import sys
import tempfile
from dataclasses import replace
from pathlib import Path

from tests.benchmarks.jobs import Job
from tests.benchmarks.lookup_jobs import t2, t3a
from tests.benchmarks.measuring import Figure
from tests.benchmarks.order_jobs import t4a
from tests.benchmarks.paper_jobs import t6
from tests.benchmarks.sizes import SMALL
from tests.benchmarks.start_jobs import first_paint
from tests.benchmarks.stock_jobs import t5
from tests.benchmarks.table_jobs import t9
from tests.benchmarks.workbench import Workbench

_JOBS: tuple[Job, ...] = (t2, t3a, t4a, t5, t6, first_paint, t9)
_SIZE = replace(SMALL, table_rows=20_000, pages=20)
_HELD = frozenset({"T2", "T3a", "T4a", "T5a", "T6a", "T7a", "T9b"})
_OF_AN_ORDER = "syncs"
"""What an order takes hangs on how long this disk makes it wait; how often it waits does not."""
_NOISE = 1.25


def main() -> int:
    """Print what is held; 1 when a figure is over its bar twice."""
    over: list[str] = []
    with tempfile.TemporaryDirectory(prefix="desk-gate-", ignore_cleanup_errors=True) as folder:
        bench = Workbench(Path(folder), _SIZE)
        for job in _JOBS:
            figures = _measured(job, bench)
            if any(map(is_over, figures)):
                figures = _measured(job, bench)
            over += [f"{each.job} {each.what}" for each in figures if is_over(each)]
    for each in over:
        print(f"over its bar: {each}")
    return 1 if over else 0


def is_over(figure: Figure) -> bool:
    """Tell whether a figure is over its bar by more than noise; times never are."""
    bar = _bar(figure)
    return bar is not None and figure.ratio > bar


def _bar(figure: Figure) -> float | None:
    """Return what the ratio may be, None for what is not held here."""
    if figure.job not in _HELD or figure.timed or figure.must is None:
        return None
    if figure.job == "T4a" and _OF_AN_ORDER not in figure.what:
        return None
    return figure.must * _NOISE


def _measured(job: Job, bench: Workbench) -> list[Figure]:
    figures = job(bench)
    for each in figures:
        bar = _bar(each)
        if bar is not None:
            print(f"{each.job:5} {each.what:58} {each.ratio:6.2f}×  bar {bar:g}×", flush=True)
    return figures


if __name__ == "__main__":
    sys.exit(main())

"""Run the jobs: ``python -m tests.benchmarks [--json] [--only T3,T4] [--size full|small|tiny]``."""

import argparse
import json
import os
import platform
import sqlite3
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import asdict
from pathlib import Path

from tests.benchmarks.jobs import JOBS
from tests.benchmarks.measuring import Figure
from tests.benchmarks.sizes import SIZES
from tests.benchmarks.workbench import Workbench

_MISSED = 1


def main(words: Sequence[str] | None = None) -> int:
    """Run what is asked for; 1 when a bar is missed and ``--strict`` is given."""
    asked = _arguments(words)
    only = {each.strip().upper() for each in asked.only.split(",") if each.strip()}
    with tempfile.TemporaryDirectory(prefix="desk-bench-", ignore_cleanup_errors=True) as own:
        folder = Path(asked.folder) if asked.folder else Path(own)
        folder.mkdir(parents=True, exist_ok=True)
        bench = Workbench(folder, SIZES[asked.size])
        say: Callable[[Figure], None] = _nothing if asked.json else _print
        if not asked.json:
            print(_machine(bench))
        figures = []
        for name, job in JOBS.items():
            if only and not any(name.upper().startswith(each) for each in only):
                continue
            for figure in job(bench):
                figures.append(figure)
                say(figure)
    if asked.json:
        rows = [{**asdict(each), "verdict": each.verdict} for each in figures]
        print(json.dumps({"machine": _machine(bench), "figures": rows}, ensure_ascii=False))
    missed = [each for each in figures if each.verdict == "MISSED"]
    return _MISSED if missed and asked.strict else 0


def _arguments(words: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks")
    parser.add_argument("--json", action="store_true", help="one JSON object instead of a table")
    parser.add_argument("--only", default="", help="jobs by their first letters: T3,T4")
    parser.add_argument("--size", choices=sorted(SIZES), default="full")
    parser.add_argument("--strict", action="store_true", help="fail when a bar is missed")
    parser.add_argument("--folder", default="", help="keep the made files here, to run again")
    return parser.parse_args(words)


def _machine(bench: Workbench) -> str:
    return (
        f"size {bench.size.name} · Python {platform.python_version()} · SQLite "
        f"{sqlite3.sqlite_version} · {platform.system()} · {os.cpu_count()} cores"
    )


def _nothing(_figure: Figure) -> None:
    return


def _print(figure: Figure) -> None:
    limit = "" if figure.limit is None else f"limit {figure.limit:,.3g} {figure.unit}"
    bar = "no bar" if figure.must is None else f"must {figure.must:g}×"
    if figure.stretch is not None:
        bar += f", stretch {figure.stretch:g}×"
    print(
        f"{figure.job:5} {figure.what:58} {figure.value:>10,.4g} {figure.unit:9} {limit:22} "
        f"{figure.ratio:6.2f}×  {bar:24} {figure.verdict}"
        + (f"   ({figure.note})" if figure.note else ""),
        flush=True,
    )


if __name__ == "__main__":
    sys.exit(main())

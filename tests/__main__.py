"""The whole suite: what needs no window first, then the window's tests in a process of their own.

A window has one application for its whole process: nothing that was forked, killed or served
before may stand beside it. What talks to a real Vendure runs apart (``-m vendure``), and so does
what proves the simulator itself (``-m proving``).
"""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

APART = ("-m", "not vendure and not proving")
SHARED = ("--dist", "worksteal")  # a processor that is done takes over from the other
IN_THE_WINDOW = "tests/journeys/test_goods_by_scanner.py"
PARTS = (
    ("tests", "--ignore=tests/ui", "--ignore=tests/app", f"--ignore={IN_THE_WINDOW}"),
    ("tests/app",),
    (IN_THE_WINDOW, "tests/ui"),
)
MOST_WORKERS = 4
MEMORY = Path("/dev/shm")  # noqa: S108 - a disk in memory, where the system has one
ROOMY = 2 * 1024**3


def place() -> str | None:
    """Return where the files of the tests lie: in memory, no commit waits for a disk."""
    if not (MEMORY.is_dir() and os.access(MEMORY, os.W_OK)):
        return None
    return str(MEMORY) if shutil.disk_usage(MEMORY).free > ROOMY else None


def main() -> int:
    """Run every part, shared between the processors; return the first failure."""
    workers = min(os.cpu_count() or 1, MOST_WORKERS)
    shared = ["-n", str(workers), *SHARED] if workers > 1 else []
    with tempfile.TemporaryDirectory(prefix="merchant-desk-tests-", dir=place()) as folder:
        around = {**os.environ, "TMPDIR": folder}
        codes = [
            subprocess.run(  # noqa: S603 - our own words
                [sys.executable, "-m", "pytest", *shared, *APART, *part], env=around, check=False
            ).returncode
            for part in PARTS
        ]
    return next((code for code in codes if code), 0)


if __name__ == "__main__":
    sys.exit(main())

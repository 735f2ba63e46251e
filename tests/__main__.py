"""The whole suite: what needs no window first, then the window's tests in a process of their own.

A window has one application for its whole process: nothing that was forked, killed or served
before may stand beside it. What talks to a real Vendure runs apart (``-m vendure``), and so does
what proves the simulator itself (``-m proving``) or the Windows installer (``-m windows``).
"""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

APART = ("-m", "not vendure and not proving and not windows")
SHARED = ("--dist", "worksteal")  # a processor that is done takes over from the other
IN_THE_WINDOW = "tests/journeys/test_goods_by_scanner.py"
PARTS = (
    ("tests", "--ignore=tests/ui", "--ignore=tests/app", f"--ignore={IN_THE_WINDOW}"),
    ("tests/app",),
    (IN_THE_WINDOW, "tests/ui"),
)
WITH_A_WINDOW = PARTS[1:]  # their tests wait for the screen a quarter of their time
MOST_WORKERS = 4
MEMORY = Path("/dev/shm")  # noqa: S108 - a disk in memory, where the system has one
ROOMY = 2 * 1024**3


def place() -> str | None:
    """Return where the files of the tests lie: in memory, no commit waits for a disk."""
    if not (MEMORY.is_dir() and os.access(MEMORY, os.W_OK)):
        return None
    return str(MEMORY) if shutil.disk_usage(MEMORY).free > ROOMY else None


def shared(part: tuple[str, ...]) -> list[str]:
    """Return how a part is shared between the processors; a wait leaves one to another test."""
    processors = os.cpu_count() or 1
    workers = min(processors + (part in WITH_A_WINDOW), MOST_WORKERS)
    return ["-n", str(workers), *SHARED] if processors > 1 else []


def around(folder: str) -> dict[str, str]:
    """Return the environment: every process would compile the desk again, were it not kept."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return {**kept, "TMPDIR": folder}


def main() -> int:
    """Run every part; return the first failure."""
    with tempfile.TemporaryDirectory(prefix="merchant-desk-tests-", dir=place()) as folder:
        codes = [
            subprocess.run(  # noqa: S603 - our own words
                [sys.executable, "-m", "pytest", *shared(part), *APART, *part],
                env=around(folder),
                check=False,
            ).returncode
            for part in PARTS
        ]
    return next((code for code in codes if code), 0)


if __name__ == "__main__":
    sys.exit(main())

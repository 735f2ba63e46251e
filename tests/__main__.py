"""The whole suite: what needs no window first, then the window's tests in a process of their own.

A window has one application for its whole process: nothing that was forked, killed or served
before may stand beside it.
"""

import os
import subprocess
import sys

PARTS = (("tests", "--ignore=tests/ui", "--ignore=tests/app"), ("tests/app",), ("tests/ui",))
MOST_WORKERS = 4


def main() -> int:
    """Run every part, shared between the processors; return the first failure."""
    workers = min(os.cpu_count() or 1, MOST_WORKERS)
    shared = ["-n", str(workers)] if workers > 1 else []
    codes = [
        subprocess.run([sys.executable, "-m", "pytest", *shared, *part], check=False).returncode  # noqa: S603 - our own words
        for part in PARTS
    ]
    return next((code for code in codes if code), 0)


if __name__ == "__main__":
    sys.exit(main())

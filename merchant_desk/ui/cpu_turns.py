"""How long this thread stood in the queue for a processor: other programs' doing, not ours."""

import os
import sys
from pathlib import Path

_SCHEDSTAT = Path("/proc/thread-self/schedstat")
_NANOSECOND = 1e-9


class CpuTurns:
    """Reads Linux's own count for the thread that makes it; elsewhere it always says zero."""

    def __init__(self) -> None:
        self._file: int | None = None
        if sys.platform == "linux" and _SCHEDSTAT.exists():  # Wine shows the file, not os.pread
            self._file = os.open(_SCHEDSTAT, os.O_RDONLY)

    def queued_s(self) -> float:
        """Return the seconds this thread was ready to run and had to wait, since it began."""
        if self._file is None:
            return 0.0
        return int(os.pread(self._file, 100, 0).split()[1]) * _NANOSECOND

    def close(self) -> None:
        """Let go of the count."""
        if self._file is not None:
            os.close(self._file)
            self._file = None

"""What is left of a program that Windows, or a fault in a library, ended without a word."""

import faulthandler
from pathlib import Path
from typing import TextIO

from merchant_desk.app.plain_log import without_person
from merchant_desk.database.patient_files import take_away

FILE = "arret.txt"
_DEADLY = ("Fatal Python error", "access violation", "stack overflow", "heap corruption")
"""Windows also tells faults that some library mends by itself: those ended nothing."""


class LastWords:
    """Writes the lines of code of a fault to a file (faulthandler); empty after a good end."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / FILE
        self._file: TextIO | None = None

    def begin(self) -> str:
        """Listen from now on; return what the last run left, or nothing. Raises OSError."""
        left = ""
        if self._path.exists():
            left = self._path.read_text("utf-8", errors="replace")
        self._file = self._path.open("w", encoding="utf-8")
        faulthandler.enable(self._file)
        return without_person(left) if any(word in left for word in _DEADLY) else ""

    def end(self) -> None:
        """Leave nothing: this run ends as it should."""
        if self._file is not None:
            faulthandler.disable()
            self._file.close()
            self._file = None
            take_away(self._path)

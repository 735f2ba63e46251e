"""What was proved so far: one line a sentence, with its seconds, on the screen and in a log."""

import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from installer.windows.places import UnbuiltError


class NotSoError(Exception):
    """What a sentence says is not so; the text says what was seen."""


_TROUBLES = (NotSoError, UnbuiltError, OSError, subprocess.SubprocessError)


class Proof:
    """Counts what holds and what does not; a sentence that fails does not stop the next."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._log = (folder / "proof.log").open("w", encoding="utf-8")
        self._began = time.monotonic()
        self.passed = self.failed = 0

    @contextmanager
    def says(self, sentence: str) -> Iterator[None]:
        """Prove a sentence; what is raised inside is told beside it."""
        began = time.monotonic()
        try:
            yield
        except (*_TROUBLES, UnboundLocalError) as trouble:  # the sentence before found nothing
            self.failed += 1
            self._line(f"not ok {self._number} - {sentence}: {trouble}", began)
        else:
            self.passed += 1
            self._line(f"ok {self._number} - {sentence}", began)

    @property
    def _number(self) -> int:
        return self.passed + self.failed

    def note(self, text: str) -> None:
        """Say what is no proof: a time, or what could not be tried here."""
        self._write(f"# {text}")

    def end(self) -> int:
        """Say how many; return the exit code."""
        seconds = time.monotonic() - self._began
        self._write(f"{self.passed} passed, {self.failed} failed in {seconds:.0f} s")
        self._log.close()
        return 1 if self.failed or not self.passed else 0

    def _line(self, text: str, began: float) -> None:
        self._write(f"{text} ({time.monotonic() - began:.1f} s)")

    def _write(self, line: str) -> None:
        print(line, flush=True)
        self._log.write(line + "\n")
        self._log.flush()


def hold(what: str, *, is_so: bool) -> None:
    """Raise NotSoError unless it is so."""
    if not is_so:
        raise NotSoError(what)

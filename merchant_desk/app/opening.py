"""Open the shop behind the first picture, in a thread: imports, migrations, the data itself."""

from __future__ import annotations

import gc
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from merchant_desk.app.late_modules import load_late

if TYPE_CHECKING:
    from merchant_desk.app.beginning import Beginning
    from merchant_desk.app.home import Home
    from merchant_desk.app.notes import Notes
    from merchant_desk.app.program import Program


@dataclass(frozen=True, slots=True)
class Opened:
    """An open shop, and the program to show it, loaded."""

    home: Home
    program: type[Program]
    beginning: type[Beginning]
    first_steps: bool
    """Whether the shop has not begun: the desk opens on « Mise en route »."""


class Opening(QObject):
    """Says ``done`` once, to any thread; ``result`` then gives the shop or raises."""

    done = Signal()

    def __init__(self, folder: Path, notes: Notes | None = None) -> None:
        super().__init__()
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="opening")
        self._future: Future[Opened] = self._thread.submit(_open, folder, notes)

    def start(self) -> None:
        """Begin to tell."""
        self._future.add_done_callback(self._on_done)

    def result(self) -> Opened:
        """Wait for the end if need be; return the open shop or raise what went wrong."""
        return self._future.result()

    def home(self) -> Home | None:
        """Wait for the end if need be; return the open shop, None when it did not open."""
        return None if self._future.exception() else self._future.result().home

    def _on_done(self, _future: Future[Opened]) -> None:
        """Run on the thread of the opening."""
        self._thread.shutdown(wait=False)
        self.done.emit()


def _open(folder: Path, notes: Notes | None) -> Opened:
    try:
        if notes is not None:
            notes.begin()
        return _opened(folder)
    finally:
        gc.freeze()  # what imports make stays: the first look would fall into her first page


def _opened(folder: Path) -> Opened:
    load_late()
    from merchant_desk.app.beginning import Beginning  # noqa: PLC0415 - after the first paint
    from merchant_desk.app.home import open_home  # noqa: PLC0415 - after the first paint
    from merchant_desk.app.program import Program  # noqa: PLC0415 - after the first paint
    from merchant_desk.queries.first_start_wanted import (  # noqa: PLC0415 - after the first paint
        first_start_wanted,
    )

    home = open_home(folder)
    try:
        wanted = home.lanes.read(first_start_wanted, home.station_id).result()
    except BaseException:
        home.close()
        raise
    return Opened(home, Program, Beginning, wanted)

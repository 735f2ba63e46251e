"""A window to measure tables in: the application, the theme, a desk on a database."""

import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QEventLoop, QSettings, QTimer
from PySide6.QtWidgets import QApplication

from merchant_desk.database.database import Database
from merchant_desk.lanes import Lanes
from merchant_desk.ui.desk import Desk
from merchant_desk.ui.theme import Look, Mode, Theme
from tests.benchmarks.desk_file import GESTURE

_PATIENCE_S = 30
_LOOK_MS = 100
_ASLEEP = QEventLoop.ProcessEventsFlag.AllEvents | QEventLoop.ProcessEventsFlag.WaitForMoreEvents


def look_in(folder: Path) -> None:
    """Draw off the screen, and remember the look of nobody's own desk."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, str(folder / "look"))


@dataclass(frozen=True)
class Stage:
    app: QApplication
    theme: Theme
    desk: Desk

    def until(self, seen: Callable[[], bool]) -> None:
        """Let events pass until this is true, asleep between them as the desk's own loop is.

        A loop that looks without pause would take Python from the lane that reads.
        """
        ends = time.perf_counter() + _PATIENCE_S
        clock = QTimer(interval=_LOOK_MS)
        clock.start()
        while not seen():
            self.app.processEvents(_ASLEEP)
            if time.perf_counter() > ends:
                raise TimeoutError("the table never showed its rows")


@contextmanager
def on_stage(database: Database) -> Iterator[Stage]:
    """Set the stage, and clear it afterwards."""
    app = QApplication.instance() or QApplication([])
    if not isinstance(app, QApplication):
        raise TypeError(app)
    lanes = Lanes(database)
    theme = Theme(app, Look(Mode.LIGHT, 100, reduced_motion=True))
    yield Stage(app, theme, Desk(lanes, GESTURE.station_id))
    lanes.close()

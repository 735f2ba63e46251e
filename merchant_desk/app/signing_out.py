"""The end of the Windows session: nothing is asked, and nothing she did is lost.

Windows may end the program as soon as the slot returns (doc.qt.io, QGuiApplication::
commitDataRequest), within five seconds or so: what runs is finished there and then.
"""

import time
from concurrent.futures import TimeoutError as TooLateError

from PySide6.QtCore import QCoreApplication, QEventLoop, QObject, Qt, Slot
from PySide6.QtWidgets import QApplication

from merchant_desk.lanes import Lanes
from merchant_desk.ui.desk import Session

_LONGEST_S = 3.0
_MOST_TURNS = 40


class SigningOut(QObject):
    """Writes what is being typed and what waits for its turn, before the session ends."""

    def __init__(self, app: QApplication, lanes: Lanes) -> None:
        super().__init__()
        self._app = app
        self._lanes = lanes
        direct = Qt.ConnectionType.DirectConnection  # the event loop may not turn again
        app.commitDataRequest.connect(self.finish, direct)

    def stop(self) -> None:
        """Listen no more: the desk is closed."""
        self._app.commitDataRequest.disconnect(self.finish)

    @Slot()
    def finish(self) -> None:
        """Leave the field that is typed in, then let every gesture reach the disk.

        An answer may ask for the next gesture: a scan that waited behind another.
        """
        typed_in = QApplication.focusWidget()
        if typed_in is not None:
            typed_in.clearFocus()
        ends_at = time.monotonic() + _LONGEST_S
        quietly = QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents
        for _turn in range(_MOST_TURNS):
            left = ends_at - time.monotonic()
            if left <= 0 or self._lanes.closed:
                return
            try:
                self._lanes.write(_nothing).result(timeout=left)
            except TooLateError:
                return
            QCoreApplication.processEvents(quietly)


def _nothing(_session: Session) -> None:
    """Wait for a turn on the writer's lane."""

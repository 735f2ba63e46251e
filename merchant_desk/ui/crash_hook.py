"""Where errors that no one expected end, in the window's thread and in any other."""

import sys
import threading
from types import TracebackType

from PySide6.QtCore import QObject, Qt, Signal

from merchant_desk.ui.desk import Desk
from merchant_desk.values.texts import _


class CrashHook(QObject):
    """Brings errors of the window itself to ``desk.crashed``; the program stays up."""

    _raised = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._desk = desk
        self._before = (sys.excepthook, threading.excepthook)
        self._raised.connect(self._on_raised, Qt.ConnectionType.QueuedConnection)

    def install(self) -> None:
        """Take over from Python's own hooks."""
        sys.excepthook = self._on_error
        threading.excepthook = self._on_thread_error

    def remove(self) -> None:
        """Give Python's hooks back."""
        sys.excepthook, threading.excepthook = self._before

    def _on_error(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        if issubclass(kind, KeyboardInterrupt):
            self._before[0](kind, error, trace)
            return
        self._raised.emit(error)

    def _on_thread_error(self, args: threading.ExceptHookArgs) -> None:
        if args.exc_value is not None:
            self._raised.emit(args.exc_value)

    def _on_raised(self, error: BaseException) -> None:
        self._desk.report_bug(_("travail dans la fenêtre"), error)

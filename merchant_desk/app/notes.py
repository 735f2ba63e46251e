"""What a window notes about itself from its opening to its end: log, Qt's messages, last words."""

import logging
import re
from contextlib import ExitStack
from pathlib import Path

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler

from merchant_desk.values.log_folder import LOG_FOLDER

_log = logging.getLogger("merchant_desk.qt")
_LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.DEBUG,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}
_SAID = re.compile(r"\"[^\"]*\"|'[^']*'|«[^»]*»")


class Notes:
    """Begun behind the first picture, on the thread of the opening; ended when the window is."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._open = ExitStack()
        self.last_words = ""
        """Where the last run ended, if it ended by a fault."""

    def begin(self) -> None:
        """Note from now on; a folder that takes no file stops nothing."""
        from merchant_desk.app.last_words import LastWords  # noqa: PLC0415 - after the first paint
        from merchant_desk.app.logs import (  # noqa: PLC0415 - after the first paint
            WINDOW,
            kept_logs,
        )

        self._open.enter_context(kept_logs(self._folder, WINDOW))
        self._open.callback(qInstallMessageHandler, None)
        qInstallMessageHandler(_note)
        words = LastWords(self._folder / LOG_FOLDER)
        try:
            self.last_words = words.begin()
        except OSError:
            return
        self._open.callback(words.end)
        if self.last_words:
            _log.error("the last run ended by a fault", extra={"report": self.last_words})

    def end(self) -> None:
        """Write what is left, and note nothing more."""
        self._open.close()


def _note(kind: QtMsgType, _context: QMessageLogContext, message: str) -> None:
    """Keep what Qt says, but for what it quotes: it may quote a text of hers."""
    words = _SAID.sub("…", message)
    _log.log(_LEVELS.get(kind, logging.WARNING), "Qt", extra={"words": words})

"""Start with a window: one per data folder, with a sentence when it cannot open."""

import sys
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import QApplication, QMessageBox

from merchant_desk.app.home import data_folder, open_home
from merchant_desk.app.program import Program
from merchant_desk.errors import DeskError
from merchant_desk.sync.secrets import Secrets
from merchant_desk.ui.single_instance import SingleInstance
from merchant_desk.ui.theme import Theme

DISPLAY_NAME = "Merchant Desk"
APPLICATION_ID = "MerchantDesk"
REFUSED = 2


def make_application() -> QApplication:
    """Return the application under its settled names, native dialogs in French included."""
    known = QApplication.instance()
    if isinstance(known, QApplication):
        return known
    QApplication.setApplicationName(APPLICATION_ID)
    QApplication.setApplicationDisplayName(DISPLAY_NAME)
    QApplication.setDesktopFileName(APPLICATION_ID)
    return QApplication(sys.argv[:1])


def run_window(words: Sequence[str]) -> int:
    """Open the desk on its data folder and stay until the window closes."""
    return run_on(data_folder(words[1] if words else None))


def run_on(folder: Path) -> int:
    """Open the desk on this folder; a second start raises the first window and ends."""
    app = make_application()
    instance = SingleInstance(folder)
    if not instance.first():
        return 0
    try:
        home = open_home(folder)
    except DeskError as trouble:
        QMessageBox.critical(
            None, DISPLAY_NAME, "\n\n".join(filter(None, (trouble.title, trouble.advice)))
        )
        return REFUSED
    program = Program(app, home, Theme(app), Secrets())
    instance.raised.connect(program.window.raise_window)
    program.window.closing.connect(app.quit)
    program.open()
    code = app.exec()
    program.close()
    instance.release()
    return code

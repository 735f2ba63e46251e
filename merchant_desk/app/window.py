"""Start with a window: painted first, opened behind; one per data folder."""

import gc
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QApplication, QMessageBox

import merchant_desk.app.bare_imports
import merchant_desk.app.late_records  # noqa: F401 - both act when imported: before all that follows
from merchant_desk.app.first_paint import first_picture
from merchant_desk.app.folder import data_folder, make_folder
from merchant_desk.app.notes import Notes
from merchant_desk.errors import DeskError
from merchant_desk.ui.qt_words import use_qt_words
from merchant_desk.ui.screens import SCREENS
from merchant_desk.ui.single_instance import SingleInstance
from merchant_desk.ui.theme import Theme
from merchant_desk.ui.window_host import WindowHost
from merchant_desk.values.texts import _, use_language

if TYPE_CHECKING:
    from types import TracebackType

    from merchant_desk.app.beginning import Beginning
    from merchant_desk.app.opening import Opening
    from merchant_desk.app.program import Program

gc.freeze()  # what is thrown away is looked for by ui/collector.py, once the desk is there

DISPLAY_NAME = "Merchant Desk"
APPLICATION_ID = "MerchantDesk"
REFUSED = 2
CRASHED = 3
FIRST_SCREEN = "today"
FIRST_STEPS = "first_start"


def make_application() -> QApplication:
    """Return the application under its settled names, native dialogs in French included."""
    known = QApplication.instance()
    if isinstance(known, QApplication):
        return known
    QApplication.setApplicationName(APPLICATION_ID)
    QApplication.setApplicationDisplayName(DISPLAY_NAME)
    QApplication.setDesktopFileName(APPLICATION_ID)
    app = QApplication(sys.argv[:1])
    use_qt_words(app, "fr")
    return app


def run_window(words: Sequence[str]) -> int:
    """Open the desk on its data folder and stay until the window closes."""
    try:
        folder = data_folder(words[1] if words else None)
    except DeskError as trouble:
        from merchant_desk.app.absent_folder import found_again  # noqa: PLC0415 - rare

        make_application()
        found = found_again(trouble, DISPLAY_NAME)
        if found is None:
            return REFUSED
        folder = found
    return run_on(folder)


def run_on(folder: Path) -> int:
    """Open the desk on this folder; a second start raises the first window and ends."""
    app = make_application()
    try:
        _check_place()
        make_folder(folder)
        instance = SingleInstance(folder)
        if not instance.first():
            return 0
    except DeskError as trouble:
        _say(trouble)
        return REFUSED
    notes = Notes(folder)
    start = Start(app, folder, notes)
    instance.raised.connect(start.raise_window)
    start.host.painted.connect(instance.listen)
    try:
        code = app.exec()
        instance.stop_listening()
        start.finish()
    finally:
        notes.end()
    instance.release()
    return code


def _check_place() -> None:
    if sys.platform == "darwin":
        from merchant_desk.app.program_place import check_place  # noqa: PLC0415 - macOS alone

        check_place()


class Start(QObject):
    """From the first picture to the whole desk; ``finish`` leaves nothing running."""

    def __init__(self, app: QApplication, folder: Path, notes: Notes | None = None) -> None:
        super().__init__()
        self._app = app
        self._notes = notes
        self._hook_before, sys.excepthook = sys.excepthook, self._on_crashed
        picture = first_picture(folder)
        use_language(picture.language)
        use_qt_words(app, picture.language)
        self._theme = Theme(app, picture.look)
        self._folder = folder
        self._opening: Opening | None = None
        self._program: Program | None = None
        self._beginning: Beginning | None = None
        self.host = WindowHost(self._theme, SCREENS, picture, FIRST_SCREEN)
        self.host.painted.connect(self._on_painted)
        self.host.closed_early.connect(app.quit)
        self.host.show()

    def raise_window(self) -> None:
        """Come to the front: a second start asked for it."""
        self.host.setWindowState(self.host.windowState() & ~Qt.WindowState.WindowMinimized)
        self.host.show()
        self.host.raise_()
        self.host.activateWindow()

    def desk_is_there(self) -> bool:
        """Tell whether the whole desk stands in the window and answers."""
        return self._program is not None and self.host.shows_the_desk()

    def finish(self) -> None:
        """Close the desk, or what was opened of it."""
        if self._beginning is not None:
            self._beginning.stop()
        if self._program is not None:
            self._program.close()
        elif self._opening is not None:
            home = self._opening.home()
            if home is not None:
                home.close()
        sys.excepthook = self._hook_before

    def _on_painted(self) -> None:
        """Begin what takes time, now that there is something to look at."""
        from merchant_desk.app.opening import Opening  # noqa: PLC0415 - after the first paint

        self._opening = Opening(self._folder, self._notes)
        self._opening.done.connect(self._on_opened, Qt.ConnectionType.QueuedConnection)
        self._opening.start()

    def _on_opened(self) -> None:
        if self._opening is None or not self.host.isVisible():
            return
        try:
            opened = self._opening.result()
        except DeskError as trouble:
            self._on_refused(trouble)
            return
        self._program = opened.program(self._app, opened.home, self._theme, host=self.host)
        self._program.window.closing.connect(self._app.quit)
        self._beginning = opened.beginning(self._program, self._folder)
        first = FIRST_STEPS if opened.first_steps else FIRST_SCREEN
        if opened.first_steps:
            self._beginning.offer()
        self._program.open(self.host.wanted or first)
        self._beginning.start()
        from merchant_desk.app.app_icon import show_icon  # noqa: PLC0415 - once all stands

        show_icon()
        if self._notes is not None and self._notes.last_words:
            what = _("la fois précédente\u00a0: arrêt brutal du programme")
            self._program.desk.crashed.emit(what, self._notes.last_words)

    def _on_crashed(
        self, kind: type[BaseException], error: BaseException, trace: "TracebackType | None"
    ) -> None:
        """Say that nothing will open; once the desk is there, its own hook has taken over."""
        sys.excepthook = self._hook_before  # told once
        if issubclass(kind, KeyboardInterrupt):
            self._hook_before(kind, error, trace)
            return
        from merchant_desk.app.early_crash import early_box  # noqa: PLC0415 - rare

        early_box(error).exec()
        self._app.exit(CRASHED)

    def _on_refused(self, trouble: DeskError) -> None:
        """Say why; for a broken file, offer the last good copy and try again."""
        from merchant_desk.app.reopen import is_broken, reopen  # noqa: PLC0415 - rare

        if is_broken(trouble) and _wants_copy(trouble):
            try:
                reopen(trouble)
            except DeskError as again:
                trouble = again
            else:
                self._on_painted()
                return
        _say(trouble)
        self._app.exit(REFUSED)


def _wants_copy(trouble: DeskError) -> bool:
    question = _("Rouvrir la boutique sur cette copie\u00a0? Le fichier abîmé est gardé à côté.")
    said = "\n\n".join(filter(None, (trouble.title, trouble.advice, question)))
    return QMessageBox.question(None, DISPLAY_NAME, said) is QMessageBox.StandardButton.Yes


def _say(trouble: DeskError) -> None:
    QMessageBox.critical(
        None, DISPLAY_NAME, "\n\n".join(filter(None, (trouble.title, trouble.advice)))
    )

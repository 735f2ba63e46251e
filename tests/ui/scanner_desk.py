"""A window with everything a scan must not touch, and a scanner that watches it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QApplication,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from merchant_desk.ui.scanner import Scan, Scanner
from merchant_desk.ui.sounds import Sounds
from merchant_desk.values.key_layouts import KeySystem
from merchant_desk.values.scan import choose


@dataclass
class Heard:
    """What the loudspeaker would have played."""

    played: list[bytes] = field(default_factory=list)

    def play(self, pcm: bytes) -> None:
        self.played.append(pcm)

    def close(self) -> None:
        pass


class Table(QWidget):
    """A window with everything a scan must not touch."""

    def __init__(self) -> None:
        super().__init__()
        self.text = QLineEdit("déjà ")
        self.note = QPlainTextEdit("note ")
        self.quantity = QSpinBox(maximum=10**6, value=2)
        self.button = QPushButton("Expédier")
        self.presses = 0
        self.button.clicked.connect(self._on_clicked)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        column = QVBoxLayout(self)
        for each in (self.text, self.note, self.quantity, self.button):
            column.addWidget(each)

    def _on_clicked(self) -> None:
        self.presses += 1


@dataclass
class Desk:
    """The window, its scanner, and what came out."""

    table: Table
    scanner: Scanner
    heard: Heard
    scans: list[Scan] = field(default_factory=list)
    refused: list[Scan] = field(default_factory=list)

    def codes(self) -> list[str]:
        return [choose(each.candidates, known=())[0].code for each in self.scans]


@contextmanager
def watching(scanner: Scanner) -> Iterator[None]:
    """Let the scanner follow the focus, and no longer than this."""
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    scanner.watch(application)
    try:
        yield
    finally:
        application.focusWindowChanged.disconnect(scanner._on_focus_window)
        application.focusObjectChanged.disconnect(scanner._on_focus_object)


@contextmanager
def scanner_desk(qtbot: QtBot) -> Iterator[Desk]:
    heard = Heard()
    table = Table()
    qtbot.addWidget(table)
    scanner = Scanner(Sounds(player=heard), system=KeySystem.LINUX)
    made = Desk(table, scanner, heard)
    scanner.scanned.connect(made.scans.append)
    scanner.refused.connect(made.refused.append)
    table.show()
    with watching(scanner):
        scanner.install_on(table)
        table.activateWindow()
        table.setFocus()
        qtbot.waitUntil(table.hasFocus)
        yield made


def focus(qtbot: QtBot, widget: QWidget) -> None:
    widget.setFocus()
    qtbot.waitUntil(widget.hasFocus)

"""What a person does with a window and a scanner, counted: scans, keys, clicks, seconds."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from merchant_desk.ui.main_window import MainWindow
from merchant_desk.ui.nav_item import NavItem
from tests.ui.fake_scanner import FakeScanner

NONE = Qt.KeyboardModifier.NoModifier
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


@dataclass(frozen=True)
class Cost:
    """What a task asked of her."""

    task: str
    scans: int
    keys: int
    clicks: int
    seconds: float

    def line(self) -> str:
        """Return the line of a table."""
        return (
            f"{self.task:<48}{self.scans:>6} scans{self.keys:>5} keys{self.clicks:>5} clicks"
            f"{self.seconds:>8.1f} s"
        )


@dataclass
class Hands:
    """Nothing is done before what came before it has been answered."""

    qtbot: QtBot
    window: MainWindow
    scanner: FakeScanner
    scans: int = 0
    keys: int = 0
    clicks: int = 0
    began: float = field(default_factory=time.perf_counter)

    def begin(self) -> None:
        """Count from here."""
        self.scans = self.keys = self.clicks = 0
        self.began = time.perf_counter()

    def cost(self, task: str) -> Cost:
        """Return what was counted since the beginning."""
        return Cost(task, self.scans, self.keys, self.clicks, time.perf_counter() - self.began)

    def scan(self, code: str, answered: Callable[[], object]) -> None:
        """Scan a code, and wait for its answer."""
        self.scanner.scan(code)
        self.scans += 1
        self.wait(answered)

    def key(
        self,
        widget: QWidget,
        key: Qt.Key,
        answered: Callable[[], object],
        held: Qt.KeyboardModifier = NONE,
    ) -> None:
        """Press a key, and wait for its answer."""
        QTest.keyClick(widget, key, held)
        self.keys += 1
        self.wait(answered)

    def type(self, widget: QWidget, text: str) -> None:
        """Type letters or digits."""
        QTest.keyClicks(widget, text)
        self.keys += len(text)

    def click(self, widget: QWidget, answered: Callable[[], object]) -> None:
        """Click in the middle of something, and wait for its answer."""
        self.qtbot.waitUntil(lambda: widget.isVisible() and widget.isEnabled())
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton)
        self.clicks += 1
        self.wait(answered)

    def place(self, key: str) -> QWidget:
        """Return the way to a place in the navigation."""
        items = self.window.findChildren(NavItem)
        return next(each for each in items if each.objectName() == key)

    def wait(self, answered: Callable[[], object]) -> None:
        """Wait for an answer."""
        self.qtbot.waitUntil(lambda: bool(answered()))

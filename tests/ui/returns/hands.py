"""What a person does at the desk of returns: keys, and slips and articles under the scanner."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from merchant_desk.database.database import Database
from merchant_desk.models.returned import Return
from merchant_desk.ui.returns.screen import ReturnsScreen
from merchant_desk.values.taken_return import PayBack
from tests.ui.fake_scanner import FakeScanner

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def press(screen: ReturnsScreen, key: Qt.Key, modifiers: Qt.KeyboardModifier) -> None:
    """Press a key of the window."""
    QTest.keyClick(screen.window(), key, modifiers)


def enter(widget: QWidget) -> None:
    """Press Enter."""
    QTest.keyClick(widget, Qt.Key.Key_Return)


def every_return(shop_file: Database) -> list[Return]:
    """Return every return, the oldest first."""
    with shop_file.read() as session:
        found = list(session.scalars(select(Return).order_by(Return.row)))
        session.expunge_all()
        return found


def on_desk(qtbot: QtBot, screen: ReturnsScreen, scanner: FakeScanner, slip: str) -> None:
    """Scan a slip, and wait until its return is on the desk."""
    scanner.scan(slip)
    qtbot.waitUntil(lambda: screen.bench.taking is not None)
    qtbot.waitUntil(lambda: screen.bench._now().pay_back is PayBack.SHOP)


def scanned(qtbot: QtBot, screen: ReturnsScreen, scanner: FakeScanner, code: str) -> None:
    """Scan an article, and wait until it is counted."""
    before = screen.bench._now().units
    scanner.scan(code)
    qtbot.waitUntil(lambda: screen.bench._now().units == before + 1)

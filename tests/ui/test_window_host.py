"""The first picture and the desk that takes its place: nothing typed is lost, nothing jumps."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from merchant_desk.ui.first_picture import FirstOrder, FirstPicture
from merchant_desk.ui.nav_item import NavItem
from merchant_desk.ui.theme import Theme
from merchant_desk.ui.window_facts import WindowFacts
from merchant_desk.ui.window_host import WindowHost
from tests.ui.places import PLACES

_PICTURE = FirstPicture(
    facts=WindowFacts(shop="Maison Lavande", counts={"orders": 1}),
    orders=(FirstOrder("#1042", "Camille Roux", "12,80 €", "21 nov., 17:00", late=True),),
)


class _Desk(QWidget):
    """Stands for the main window: a field that takes the keyboard, a veto at closing."""

    def __init__(self, parent: QWidget, *, stays: bool = False) -> None:
        super().__init__(parent)
        self.stays = stays
        self.field = QLineEdit(self)
        QVBoxLayout(self).addWidget(self.field)

    def showEvent(self, event: object) -> None:
        self.field.setFocus()

    def closeEvent(self, event: QCloseEvent) -> None:
        event.setAccepted(not self.stays)


def _host(qtbot: QtBot, theme: Theme) -> WindowHost:
    host = WindowHost(theme, PLACES, _PICTURE, PLACES[0].key)
    qtbot.addWidget(host)
    with qtbot.waitSignal(host.painted):
        host.show()
    qtbot.waitUntil(host.isActiveWindow)
    return host


def test_what_is_typed_before_the_desk_is_there_reaches_its_field(
    qtbot: QtBot, theme: Theme
) -> None:
    host = _host(qtbot, theme)
    QTest.keyClicks(host, "savon")
    desk = _Desk(host)

    host.put_in(desk)
    host.drop_picture()

    assert desk.field.text() == "savon"


def test_the_window_stays_where_it_is_when_the_desk_takes_over(qtbot: QtBot, theme: Theme) -> None:
    host = _host(qtbot, theme)
    before = host.geometry()
    desk = _Desk(host)
    desk.setWindowTitle("Aujourd’hui — Maison Lavande")

    host.put_in(desk)
    desk.setWindowTitle("Commandes — Maison Lavande")
    host.drop_picture()

    assert (host.geometry(), desk.size()) == (before, before.size())
    assert host.windowTitle() == "Commandes — Maison Lavande"


def test_the_picture_goes_by_itself_when_nobody_says_the_desk_is_ready(
    qtbot: QtBot, theme: Theme
) -> None:
    host = _host(qtbot, theme)
    desk = _Desk(host)

    host.put_in(desk)

    qtbot.waitUntil(lambda: host.childAt(5, 5) in {desk, desk.field})


def test_a_place_pressed_too_early_is_remembered(qtbot: QtBot, theme: Theme) -> None:
    host = _host(qtbot, theme)
    item = host.findChild(NavItem, PLACES[1].key)
    assert item is not None

    QTest.mouseClick(item, Qt.MouseButton.LeftButton)

    assert host.wanted == PLACES[1].key


def test_closing_asks_the_desk_first_and_ends_at_once_without_one(
    qtbot: QtBot, theme: Theme
) -> None:
    host = _host(qtbot, theme)
    with qtbot.waitSignal(host.closed_early):
        assert host.close()
    host.show()
    desk = _Desk(host, stays=True)
    host.put_in(desk)

    assert not host.close()
    desk.stays = False
    assert host.close()

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from merchant_desk.ui.theme import Look, Mode, Theme
from merchant_desk.ui.widgets.bulk_bar import BulkBar
from merchant_desk.ui.widgets.button import Button
from merchant_desk.ui.widgets.icon_button import IconButton
from merchant_desk.ui.widgets.side_sheet import SideSheet
from merchant_desk.ui.widgets.toast import SHOWN_MS, Toast


def _host(qtbot: QtBot, width: int = 900, height: int = 600) -> QWidget:
    host = QWidget()
    qtbot.addWidget(host)
    host.resize(width, height)
    QVBoxLayout(host).addWidget(QLineEdit(host))
    with qtbot.waitActive(host):
        host.show()
        host.activateWindow()
    return host


def test_the_bulk_bar_is_there_only_with_a_selection(theme: Theme, qtbot: QtBot) -> None:
    host = _host(qtbot)
    bar = BulkBar(theme, host)

    hidden_first = bar.isHidden()
    bar.show_selection("3 sélectionnées")
    shown = bar.isVisible()
    bar.show_selection("")

    assert (hidden_first, shown, bar.isHidden()) == (True, True, True)


def test_the_bulk_bar_floats_over_the_bottom_after_a_resize(theme: Theme, qtbot: QtBot) -> None:
    host = _host(qtbot)
    bar = BulkBar(theme, host)
    bar.add_action("Factures", "receipt-text")
    bar.show_selection("3 sélectionnées")

    host.resize(1200, 700)

    assert host.height() - bar.geometry().bottom() - 1 == 14
    assert abs(bar.geometry().center().x() - host.rect().center().x()) <= 1


def test_the_bulk_bar_offers_its_actions_and_a_way_out(theme: Theme, qtbot: QtBot) -> None:
    host = _host(qtbot)
    bar = BulkBar(theme, host)
    action = bar.add_action("Factures", "receipt-text")
    bar.show_selection("2 sélectionnées")
    close = bar.findChildren(IconButton)[0]

    with qtbot.waitSignal(action.clicked):
        QTest.mouseClick(action, Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(bar.cleared):
        QTest.mouseClick(close, Qt.MouseButton.LeftButton)

    assert close.accessibleName() == "Tout désélectionner"


def test_annuler_on_a_toast_undoes_once_and_takes_it_away(theme: Theme, qtbot: QtBot) -> None:
    host = _host(qtbot)
    toast = Toast(theme, host)
    undone: list[str] = []
    toast.say("Commande mise de côté", undo=lambda: undone.append("order"))
    button = toast.findChildren(Button)[0]

    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    button.click()

    assert undone == ["order"]
    assert toast.isHidden()


def test_a_toast_goes_by_itself(theme: Theme, qtbot: QtBot) -> None:
    host = _host(qtbot)
    toast = Toast(theme, host)
    toast.say("Étiquette imprimée")
    button = toast.findChildren(Button)[0]

    qtbot.waitUntil(toast.isHidden, timeout=SHOWN_MS + 2000)

    assert not button.isVisible()


def test_a_toast_says_only_the_last_thing(theme: Theme, qtbot: QtBot) -> None:
    host = _host(qtbot)
    toast = Toast(theme, host)
    undone: list[str] = []
    toast.say("Première", undo=lambda: undone.append("first"))

    toast.say("Seconde")
    toast.findChildren(Button)[0].click()

    assert undone == []


def test_a_moving_toast_ends_where_a_still_one_stands(theme: Theme, qtbot: QtBot) -> None:
    host = _host(qtbot)
    still = Toast(theme, host)
    still.say("Copié")
    theme.use(Look(Mode.LIGHT))
    moving = Toast(theme, host)

    moving.say("Copié")

    qtbot.waitUntil(lambda: moving.pos() == still.pos())
    assert moving.isVisible()


def test_escape_closes_the_sheet_and_the_focus_goes_back(theme: Theme, qtbot: QtBot) -> None:
    host = _host(qtbot)
    before = host.findChildren(QLineEdit)[0]
    before.setFocus()
    sheet = SideSheet(theme, host, "#1042")
    inside = QLineEdit()
    sheet.body.addWidget(inside)
    sheet.open_sheet(inside)
    focused = host.focusWidget()

    with qtbot.waitSignal(sheet.closed):
        QTest.keyClick(inside, Qt.Key.Key_Escape)

    assert focused is inside
    assert sheet.isHidden()
    assert host.focusWidget() is before


def test_a_sheet_whose_button_still_waits_takes_the_focus_all_the_same(
    theme: Theme, qtbot: QtBot
) -> None:
    host = _host(qtbot)
    host.findChildren(QLineEdit)[0].setFocus()
    sheet = SideSheet(theme, host, "#1042")
    save = QPushButton("Enregistrer")
    save.setEnabled(False)
    sheet.body.addWidget(save)

    sheet.open_sheet(save)

    focused = host.focusWidget()
    assert focused is not None
    assert sheet.isAncestorOf(focused)


def test_a_press_beside_the_sheet_closes_it_and_one_on_it_does_not(
    theme: Theme, qtbot: QtBot
) -> None:
    host = _host(qtbot)
    sheet = SideSheet(theme, host, "#1042")
    sheet.open_sheet()

    QTest.mouseClick(sheet, Qt.MouseButton.LeftButton, pos=sheet.rect().center() * 1.9)
    still_open = sheet.isVisible()
    QTest.mouseClick(sheet, Qt.MouseButton.LeftButton, pos=sheet.rect().topLeft())

    assert still_open
    assert sheet.isHidden()


def test_the_sheet_is_420_to_480_wide_and_never_wider_than_its_host(
    theme: Theme, qtbot: QtBot
) -> None:
    widths = []
    for room in (300, 1000, 1250, 1920):
        host = _host(qtbot, width=room)
        host.setMinimumWidth(0)
        sheet = SideSheet(theme, host, "#1042")
        sheet.open_sheet()
        panel = sheet.findChildren(IconButton)[0].parentWidget()
        widths.append(panel.width() if panel else 0)

    assert widths == [300, 420, 450, 480]


def test_tab_goes_round_inside_the_sheet(theme: Theme, qtbot: QtBot) -> None:
    host = _host(qtbot)
    outside = host.findChildren(QLineEdit)[0]
    sheet = SideSheet(theme, host, "#1042")
    first, last = QLineEdit(), Button(theme, "Enregistrer")
    sheet.body.addWidget(first)
    sheet.footer.addWidget(last)
    sheet.open_sheet(first)
    visited = []

    for _ in range(6):
        focused = host.focusWidget()
        assert focused is not None
        visited.append(focused)
        QTest.keyClick(focused, Qt.Key.Key_Tab)

    assert outside not in visited
    assert {first, last} <= set(visited)


def test_a_sheet_whose_origin_was_deleted_closes_all_the_same(theme: Theme, qtbot: QtBot) -> None:
    host = _host(qtbot)
    gone = host.findChildren(QLineEdit)[0]
    gone.setFocus()
    sheet = SideSheet(theme, host, "#1042")
    sheet.open_sheet()
    gone.deleteLater()
    qtbot.wait(20)

    sheet.close_sheet()

    assert sheet.isHidden()

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QMenu, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from merchant_desk.ui.theme import Look, Mode, Theme
from merchant_desk.ui.widgets.button import Button
from merchant_desk.ui.widgets.button_look import Kind
from merchant_desk.ui.widgets.icon_button import IconButton


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
def test_a_focused_button_is_pressed_by_enter_and_by_space(
    theme: Theme, qtbot: QtBot, key: Qt.Key
) -> None:
    button = Button(theme, "Imprimer")
    qtbot.addWidget(button)
    button.show()

    with qtbot.waitSignal(button.clicked):
        QTest.keyClick(button, key)

    assert button.accessibleName() == "Imprimer"


def test_a_click_leaves_the_focus_where_she_types(theme: Theme, qtbot: QtBot) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    layout = QVBoxLayout(page)
    text, button = QLineEdit(), Button(theme, "Chercher")
    layout.addWidget(text)
    layout.addWidget(button)
    page.show()
    text.setFocus()

    QTest.mouseClick(button, Qt.MouseButton.LeftButton)

    assert page.focusWidget() is text


@pytest.mark.parametrize("kind", list(Kind))
def test_the_keyboard_focus_can_be_seen_on_each_kind(
    theme: Theme, qtbot: QtBot, kind: Kind
) -> None:
    button = Button(theme, "Valider", kind=kind)
    qtbot.addWidget(button)
    button.resize(button.sizeHint())
    with qtbot.waitActive(button):
        button.show()
        button.activateWindow()
    button.clearFocus()
    before = button.grab().toImage()

    button.setFocus(Qt.FocusReason.TabFocusReason)

    after = button.grab().toImage()
    middle = after.height() // 2
    ring = [after.pixelColor(x, middle) != before.pixelColor(x, middle) for x in range(8)]
    assert sum(ring) >= 2


def test_buttons_of_scan_screens_are_44_high_and_grow_with_the_texts(
    theme: Theme, qtbot: QtBot
) -> None:
    large, usual = Button(theme, "Fermer", large=True), Button(theme, "Fermer")
    qtbot.addWidget(large)
    qtbot.addWidget(usual)

    before = (large.sizeHint().height(), usual.sizeHint().height())
    theme.use(Look(Mode.LIGHT, 140, reduced_motion=True))
    after = (large.sizeHint().height(), usual.sizeHint().height())

    assert before == (44, 36)
    assert after == (62, 50)


def test_a_button_that_is_off_does_nothing(theme: Theme, qtbot: QtBot) -> None:
    button = Button(theme, "Imprimer", icon="printer")
    qtbot.addWidget(button)
    button.setEnabled(False)

    with qtbot.assertNotEmitted(button.clicked, wait=20):
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)

    assert not button.isEnabled()


def test_a_button_makes_room_for_new_words_and_for_its_chevron(theme: Theme, qtbot: QtBot) -> None:
    button = Button(theme, "Plus")
    qtbot.addWidget(button)
    bare = button.sizeHint().width()

    button.open_menu(QMenu(button))
    with_chevron = button.sizeHint().width()
    button.say("Plus d’actions")

    assert bare < with_chevron < button.sizeHint().width()
    assert button.accessibleName() == "Plus d’actions"


def test_an_icon_alone_has_a_name_a_tip_and_a_target_large_enough(
    theme: Theme, qtbot: QtBot
) -> None:
    button = IconButton(theme, "x", "Fermer", side=28)
    qtbot.addWidget(button)

    spoken = QAccessible.queryAccessibleInterface(button)

    assert spoken.text(QAccessible.Text.Name) == "Fermer"
    assert spoken.role() is QAccessible.Role.Button
    assert button.toolTip() == "Fermer"
    assert button.sizeHint().width() == 28


def test_a_mark_on_an_icon_is_seen(theme: Theme, qtbot: QtBot) -> None:
    button = IconButton(theme, "bell", "Messages")
    qtbot.addWidget(button)
    button.resize(button.sizeHint())
    before = button.grab().toImage()

    button.set_marked(marked=True)

    assert button.grab().toImage() != before

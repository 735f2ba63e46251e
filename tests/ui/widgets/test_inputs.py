import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QListWidget, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from merchant_desk.ui.theme import Theme
from merchant_desk.ui.widgets.check_box import CheckBox
from merchant_desk.ui.widgets.field import Field
from merchant_desk.ui.widgets.number_input import NumberInput
from merchant_desk.ui.widgets.search_field import SearchField
from merchant_desk.ui.widgets.segmented_choice import SegmentedChoice
from merchant_desk.ui.widgets.select import Select
from merchant_desk.ui.widgets.switch import Switch


def _only_digits(text: str) -> str:
    return "" if text.isdigit() else "Chiffres seulement."


def _field(theme: Theme, qtbot: QtBot) -> Field:
    field = Field(theme, "Quantité", hint="En pièces", check=_only_digits)
    qtbot.addWidget(field)
    field.show()
    return field


def test_nothing_is_judged_while_she_types_the_first_time(theme: Theme, qtbot: QtBot) -> None:
    field = _field(theme, qtbot)

    QTest.keyClicks(field.input, "dou")

    assert field.error == ""
    assert field.input.accessibleDescription() == "En pièces"


def test_leaving_the_field_says_what_is_wrong_then_it_follows_each_letter(
    theme: Theme, qtbot: QtBot
) -> None:
    field = _field(theme, qtbot)
    QTest.keyClicks(field.input, "1d")

    QTest.keyClick(field.input, Qt.Key.Key_Return)
    when_left = (field.error, field.input.accessibleDescription())
    QTest.keyClick(field.input, Qt.Key.Key_Backspace)

    assert when_left == ("Chiffres seulement.", "Chiffres seulement.")
    assert (field.error, field.value) == ("", "1")


def test_an_empty_field_she_only_went_through_is_not_wrong_yet(theme: Theme, qtbot: QtBot) -> None:
    field = Field(theme, "Adresse", check=lambda text: "" if text else "À remplir.")
    qtbot.addWidget(field)

    field.input.editingFinished.emit()
    assert field.error == ""

    QTest.keyClicks(field.input, "a")
    QTest.keyClick(field.input, Qt.Key.Key_Backspace)
    field.input.editingFinished.emit()
    assert field.error == "À remplir."


def test_a_stored_value_is_not_judged_before_she_touches_it(theme: Theme, qtbot: QtBot) -> None:
    field = _field(theme, qtbot)

    field.set_value("ancien")

    assert field.error == ""
    assert not field.validate()


def test_the_label_names_the_input(theme: Theme, qtbot: QtBot) -> None:
    field = _field(theme, qtbot)

    spoken = QAccessible.queryAccessibleInterface(field.input)

    assert spoken.text(QAccessible.Text.Name) == "Quantité"


def test_a_search_is_asked_once_after_the_last_letter(theme: Theme, qtbot: QtBot) -> None:
    search = SearchField(theme, "Rechercher", "Ctrl+K")
    qtbot.addWidget(search)
    asked: list[str] = []
    search.searched.connect(asked.append)

    QTest.keyClicks(search, "savon")
    qtbot.waitUntil(lambda: bool(asked))

    assert asked == ["savon"]


def test_enter_asks_at_once_and_escape_empties(theme: Theme, qtbot: QtBot) -> None:
    search = SearchField(theme, "Rechercher")
    qtbot.addWidget(search)
    asked: list[str] = []
    search.searched.connect(asked.append)

    QTest.keyClicks(search, "miel")
    QTest.keyClick(search, Qt.Key.Key_Return)
    QTest.keyClick(search, Qt.Key.Key_Escape)
    qtbot.wait(100)

    assert asked == ["miel", ""]


def test_the_arrow_and_a_second_escape_lead_from_the_search_to_its_list(
    theme: Theme, qtbot: QtBot
) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    search, found = SearchField(theme, "Rechercher"), QListWidget()
    column = QVBoxLayout(page)
    column.addWidget(search)
    column.addWidget(found)
    search.lead_to(found)
    page.show()

    for key in (Qt.Key.Key_Down, Qt.Key.Key_Escape):
        search.setFocus()
        QTest.keyClick(search, key)

        assert page.focusWidget() is found


@pytest.mark.parametrize("made", [CheckBox, Switch])
def test_the_words_are_part_of_the_target(
    theme: Theme, qtbot: QtBot, made: type[CheckBox | Switch]
) -> None:
    box = made(theme, "Sons du scanner")
    qtbot.addWidget(box)
    box.resize(box.sizeHint())
    before = box.grab().toImage()

    QTest.mouseClick(box, Qt.MouseButton.LeftButton, pos=box.rect().center())

    assert box.isChecked()
    assert box.height() >= 28
    assert box.grab().toImage() != before


def test_a_segmented_choice_tells_its_key_to_mouse_and_arrows(theme: Theme, qtbot: QtBot) -> None:
    options = [("light", "Clair"), ("dark", "Sombre")]
    choice = SegmentedChoice(theme, "Apparence", options)
    qtbot.addWidget(choice)
    with qtbot.waitActive(choice):
        choice.show()
        choice.activateWindow()
    heard: list[str] = []
    choice.chosen.connect(heard.append)
    first = choice.childAt(20, 15)
    assert first is not None

    QTest.keyClick(first, Qt.Key.Key_Right)
    choice.choose("light")

    assert heard == ["dark"]
    assert choice.key == "light"


def test_the_wheel_never_changes_a_choice(theme: Theme, qtbot: QtBot) -> None:
    select = Select(theme, "Imprimante")
    select.addItems(["Étiquettes", "Bureau"])
    qtbot.addWidget(select)
    select.resize(select.sizeHint())
    select.show()

    QTest.keyClick(select, Qt.Key.Key_Down)
    by_key = select.currentText()
    QTest.wheelEvent(select.windowHandle(), select.rect().center(), select.rect().bottomRight())

    assert by_key == "Bureau"
    assert select.currentText() == "Bureau"


def test_a_number_goes_up_and_down_by_arrows_within_its_limits(theme: Theme, qtbot: QtBot) -> None:
    quantity = NumberInput(theme, "Quantité", least=0, most=3)
    qtbot.addWidget(quantity)
    quantity.show()

    for _ in range(5):
        QTest.keyClick(quantity, Qt.Key.Key_Up)

    assert quantity.value() == 3
    assert quantity.accessibleName() == "Quantité"


def test_letters_are_no_number(theme: Theme, qtbot: QtBot) -> None:
    quantity = NumberInput(theme, "Quantité", least=0, most=99)
    qtbot.addWidget(quantity)
    quantity.selectAll()

    QTest.keyClicks(quantity, "1x2")

    assert quantity.value() == 12


def test_a_number_is_as_high_as_a_text(theme: Theme, qtbot: QtBot) -> None:
    quantity = NumberInput(theme, "Quantité", least=0, most=99)
    search = SearchField(theme, "Rechercher")
    for widget in (quantity, search):
        qtbot.addWidget(widget)
        widget.show()

    assert quantity.height() == search.sizeHint().height()
    assert quantity.lineEdit().width() > quantity.width() // 2

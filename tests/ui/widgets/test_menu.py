from PySide6.QtGui import QPalette
from pytestqt.qtbot import QtBot

from merchant_desk.ui.theme import Look, Mode, Theme
from merchant_desk.ui.widgets.menu import Menu
from merchant_desk.ui.widgets.search_field import SearchField
from merchant_desk.ui.widgets.select import Select


def test_an_action_is_heard_and_shows_its_keys(theme: Theme, qtbot: QtBot) -> None:
    menu = Menu(theme, "Plus d’actions")
    qtbot.addWidget(menu)
    action = menu.add("Imprimer", "printer", "Ctrl+P")

    with qtbot.waitSignal(action.triggered):
        action.trigger()

    assert action.shortcut().toString() == "Ctrl+P"
    assert menu.accessibleName() == "Plus d’actions"


def test_the_icons_of_a_menu_follow_the_look(theme: Theme, qtbot: QtBot) -> None:
    menu = Menu(theme, "Plus")
    qtbot.addWidget(menu)
    action = menu.add("Imprimer", "printer")
    by_day = action.icon().pixmap(16, 16).toImage()

    theme.use(Look(Mode.DARK, reduced_motion=True))

    assert action.icon().pixmap(16, 16).toImage() != by_day


def test_a_check_of_a_menu_keeps_what_was_ticked(theme: Theme, qtbot: QtBot) -> None:
    menu = Menu(theme, "Colonnes")
    qtbot.addWidget(menu)
    action = menu.add_check("Canal", checked=True)

    action.trigger()

    assert not action.isChecked()


def test_the_text_that_invites_to_type_can_be_read(theme: Theme, qtbot: QtBot) -> None:
    search = SearchField(theme, "Rechercher")
    qtbot.addWidget(search)
    search.show()

    colour = search.palette().color(QPalette.ColorRole.PlaceholderText)

    assert (colour.name().upper(), colour.alpha()) == (theme.tokens.text3, 255)


def test_the_entries_of_a_drop_down_list_are_large_enough(theme: Theme, qtbot: QtBot) -> None:
    select = Select(theme, "Imprimante")
    qtbot.addWidget(select)
    select.addItems(["Étiquettes", "Bureau"])
    select.show()

    height = select.view().sizeHintForRow(0)

    assert height >= 28

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QImage, QPainter
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from merchant_desk.ui.theme import Look, Mode, Theme
from merchant_desk.ui.tokens import NUIT, Tone
from merchant_desk.ui.widgets.chip import Chip, ChipText, chip_size, paint_chip
from merchant_desk.ui.widgets.filter_chip import FilterChip
from merchant_desk.ui.widgets.tab_bar import Tab, TabBar

VIEWS = [Tab("all", "Toutes", 1280), Tab("todo", "À préparer", 12), Tab("late", "En retard")]


def _colours(image: QImage) -> set[str]:
    return {
        image.pixelColor(x, y).name().upper()
        for x in range(image.width())
        for y in range(image.height())
        if image.pixelColor(x, y).alpha() == 255
    }


def _painted(theme: Theme, chip: ChipText) -> set[str]:
    image = QImage(chip_size(chip, theme), QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    paint_chip(painter, theme, chip, 0, image.height() / 2)
    painter.end()
    return _colours(image)


def test_a_chip_never_runs_into_the_next_cell(theme: Theme) -> None:
    chip = ChipText("Remboursée en partie", Tone.MUTE)
    image = QImage(chip_size(chip, theme), QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)

    with QPainter(image) as painter:
        paint_chip(painter, theme, chip, 0, image.height() / 2, 60)

    beyond = {image.pixelColor(x, image.height() // 2).alpha() for x in range(61, image.width())}
    assert beyond == {0}


def test_a_chip_too_long_for_its_cell_still_ends_as_a_pill(theme: Theme) -> None:
    chip = ChipText("La boutique n’a pas répondu", Tone.BAD)
    image = QImage(chip_size(chip, theme), QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)

    with QPainter(image) as painter:
        paint_chip(painter, theme, chip, 0, image.height() / 2, 90)

    painted = [x for x in range(image.width()) if image.pixelColor(x, 11).alpha()]
    top = [x for x in range(image.width()) if image.pixelColor(x, 1).alpha()]
    assert max(painted) < 90
    assert max(top) < max(painted) - 3


def test_a_normal_state_has_no_tinted_ground(theme: Theme) -> None:
    soft = theme.tokens.tone(Tone.OK).soft

    assert soft not in _painted(theme, ChipText("Payée", Tone.OK, quiet=True))
    assert soft in _painted(theme, ChipText("Payée", Tone.OK))


@pytest.mark.parametrize("tone", list(Tone))
def test_a_chip_follows_the_dark_look(theme: Theme, tone: Tone) -> None:
    theme.use(Look(Mode.DARK, reduced_motion=True))

    assert NUIT.tone(tone).soft in _painted(theme, ChipText("En cours", tone))


def test_the_screen_reader_says_the_status(theme: Theme, qtbot: QtBot) -> None:
    chip = Chip(theme, ChipText("À préparer", Tone.WARN))
    qtbot.addWidget(chip)

    chip.show_chip(ChipText("Expédiée", Tone.OK, quiet=True))

    spoken = QAccessible.queryAccessibleInterface(chip).text(QAccessible.Text.Name)
    assert spoken == "Expédiée"


def test_the_cross_of_an_active_filter_clears_it(theme: Theme, qtbot: QtBot) -> None:
    chip = FilterChip(theme, "7 derniers jours", active=True)
    qtbot.addWidget(chip)
    chip.resize(chip.sizeHint())
    cross = QPoint(chip.width() - 16, chip.height() // 2)

    with qtbot.waitSignal(chip.cleared), qtbot.assertNotEmitted(chip.clicked):
        QTest.mouseClick(chip, Qt.MouseButton.LeftButton, pos=cross)

    assert chip.sizeHint().height() >= 28


def test_the_words_of_an_active_filter_open_its_choices(theme: Theme, qtbot: QtBot) -> None:
    chip = FilterChip(theme, "7 derniers jours", active=True)
    qtbot.addWidget(chip)
    chip.resize(chip.sizeHint())

    with qtbot.waitSignal(chip.clicked), qtbot.assertNotEmitted(chip.cleared):
        QTest.mouseClick(chip, Qt.MouseButton.LeftButton, pos=QPoint(20, 14))

    assert chip.active


def test_delete_clears_a_filter_only_when_it_is_active(theme: Theme, qtbot: QtBot) -> None:
    chip = FilterChip(theme, "Canal : tous")
    qtbot.addWidget(chip)
    heard: list[bool] = []
    chip.cleared.connect(lambda: heard.append(chip.active))

    QTest.keyClick(chip, Qt.Key.Key_Delete)
    chip.show_filter("Canal : marché", active=True)
    QTest.keyClick(chip, Qt.Key.Key_Delete)

    assert heard == [True]


def test_choosing_a_tab_tells_its_key(theme: Theme, qtbot: QtBot) -> None:
    tabs = TabBar(theme, "Vues")
    qtbot.addWidget(tabs)
    tabs.show_tabs(VIEWS)

    with qtbot.waitSignal(tabs.chosen) as told:
        QTest.mouseClick(tabs, Qt.MouseButton.LeftButton, pos=tabs.tabRect(1).center())

    assert told.args == ["todo"]
    assert tabs.key == "todo"


def test_new_counts_keep_the_tab_in_use_and_announce_nothing(theme: Theme, qtbot: QtBot) -> None:
    tabs = TabBar(theme, "Vues")
    qtbot.addWidget(tabs)
    tabs.show_tabs(VIEWS)
    tabs.choose("late")

    with qtbot.assertNotEmitted(tabs.chosen, wait=20):
        tabs.show_tabs([Tab("all", "Toutes", 3), Tab("late", "En retard", 2)])

    assert tabs.key == "late"
    assert tabs.accessibleTabName(1) == "En retard 2"


def test_a_tab_that_went_away_leaves_another_in_use(theme: Theme, qtbot: QtBot) -> None:
    tabs = TabBar(theme, "Vues")
    qtbot.addWidget(tabs)
    tabs.show_tabs(VIEWS)
    tabs.choose("late")

    tabs.show_tabs(VIEWS[:2])

    assert tabs.key in {"all", "todo"}


def test_arrow_keys_move_between_tabs(theme: Theme, qtbot: QtBot) -> None:
    tabs = TabBar(theme, "Vues")
    qtbot.addWidget(tabs)
    tabs.show_tabs(VIEWS)

    QTest.keyClick(tabs, Qt.Key.Key_Right)

    assert tabs.key == "todo"

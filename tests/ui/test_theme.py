import pytest
from PySide6.QtGui import QFontInfo, QFontMetrics, QPalette
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from merchant_desk.ui import fonts, icons
from merchant_desk.ui.fonts import Role
from merchant_desk.ui.theme import Look, Mode, Theme
from merchant_desk.ui.tokens import ATELIER, NUIT


def test_the_dark_look_changes_colours_and_says_so(
    theme: Theme, qtbot: QtBot, qapp: QApplication
) -> None:
    with qtbot.waitSignal(theme.changed):
        theme.use(Look(Mode.DARK, reduced_motion=True))

    assert theme.tokens == NUIT
    assert qapp.palette().color(QPalette.ColorRole.Window).name().upper() == NUIT.bg


def test_the_same_look_again_changes_nothing(theme: Theme, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(theme.changed, wait=20):
        theme.use(Look(Mode.LIGHT, 100, reduced_motion=True))

    assert theme.tokens == ATELIER


def test_a_machine_that_does_not_say_is_light(theme: Theme) -> None:
    theme.use(Look(Mode.SYSTEM))

    assert theme.tokens == ATELIER


@pytest.mark.parametrize(("asked", "body"), [(100, 13), (140, 18), (90, 12), (900, 18), (5, 12)])
def test_texts_grow_between_90_and_140_percent(theme: Theme, asked: int, body: int) -> None:
    theme.use(Look(Mode.LIGHT, asked, reduced_motion=True))

    assert theme.font(Role.BODY).pixelSize() == body


@pytest.mark.parametrize("role", list(Role))
def test_each_role_uses_a_bundled_font_in_its_true_weight(theme: Theme, role: Role) -> None:
    info = QFontInfo(theme.font(role))

    assert info.family() in {fonts.TEXT, fonts.DISPLAY}
    assert info.weight() == fonts.TYPE[role].weight


def test_tabular_amounts_line_up(theme: Theme) -> None:
    metrics = QFontMetrics(theme.font(Role.BOLD, tabular=True))

    widths = {metrics.horizontalAdvance(text) for text in ("111 111,11", "888 888,88")}

    assert len(widths) == 1


@pytest.mark.usefixtures("theme")
def test_every_icon_can_be_drawn() -> None:
    names = [path.stem for path in sorted(icons.ICONS_FOLDER.glob("*.svg"))]

    blank = [
        name
        for name in names
        if icons.pixmap(name, "#000000", 16).toImage().allGray() is False
        or not any(
            icons.pixmap(name, "#000000", 16).toImage().pixelColor(x, y).alpha()
            for x in range(16)
            for y in range(16)
        )
    ]

    assert len(names) > 70
    assert blank == []


@pytest.mark.usefixtures("theme")
def test_an_icon_is_drawn_once_and_in_the_colour_asked() -> None:
    first = icons.pixmap("check", "#B3261E", 24, 2.0)

    again = icons.pixmap("check", "#B3261E", 24, 2.0)

    assert again is first
    assert (first.width(), first.deviceIndependentSize().width()) == (48, 24)
    image = first.toImage()
    solid = {
        image.pixelColor(x, y).name().upper()
        for x in range(48)
        for y in range(48)
        if image.pixelColor(x, y).alpha() == 255
    }
    assert "#B3261E" in solid

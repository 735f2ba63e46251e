from pathlib import Path

import pytest
from PySide6.QtGui import QAccessible, QColor
from PySide6.QtWidgets import QAbstractButton, QTabBar, QWidget
from pytestqt.qtbot import QtBot

from merchant_desk.ui.theme import Look, Mode, Theme
from tests.ui.gallery import PAGES, SHEETS, picture, sheet


@pytest.mark.parametrize("mode", [Mode.LIGHT, Mode.DARK])
@pytest.mark.parametrize("names", PAGES, ids=["small", "heroes", "messages", "floating"])
def test_every_part_is_drawn_on_the_ground_of_its_look(
    theme: Theme, qtbot: QtBot, tmp_path: Path, mode: Mode, names: tuple[str, ...]
) -> None:
    theme.use(Look(mode, reduced_motion=True))
    page = sheet(theme, names)
    qtbot.addWidget(page)
    page.resize(1000, page.sizeHint().height())

    drawn = picture(page)

    assert drawn.save(str(tmp_path / "gallery.png"))
    image = drawn.toImage()
    assert image.pixelColor(4, 4) == QColor(theme.tokens.bg)
    shades = {
        image.pixelColor(x, y).name()
        for x in range(0, image.width(), 5)
        for y in range(0, image.height(), 5)
    }
    assert len(shades) > 8


@pytest.mark.parametrize("name", list(SHEETS))
def test_everything_that_acts_has_a_name_and_a_target_large_enough(
    theme: Theme, qtbot: QtBot, name: str
) -> None:
    part = SHEETS[name](theme)
    qtbot.addWidget(part)
    part.resize(1000, part.sizeHint().height())
    part.show()
    acting = [
        each
        for each in part.findChildren(QWidget)
        if isinstance(each, QAbstractButton | QTabBar) and each.isVisible()
        if not isinstance(each.parent(), QTabBar)
    ]

    nameless = [
        type(each).__name__
        for each in acting
        if not QAccessible.queryAccessibleInterface(each).text(QAccessible.Text.Name)
    ]
    small = [(type(each).__name__, each.height()) for each in acting if each.height() < 28]

    assert nameless == []
    assert small == []


@pytest.mark.parametrize("name", list(SHEETS))
@pytest.mark.parametrize("scale", [90, 140])
def test_every_part_follows_the_size_of_texts(
    theme: Theme, qtbot: QtBot, name: str, scale: int
) -> None:
    part = SHEETS[name](theme)
    qtbot.addWidget(part)
    part.show()

    theme.use(Look(Mode.DARK, scale, reduced_motion=True))

    drawn = picture(part)
    hint = part.minimumSizeHint()
    assert drawn.deviceIndependentSize().height() >= hint.height()

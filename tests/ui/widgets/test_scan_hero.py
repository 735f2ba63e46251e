import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from merchant_desk.ui.painting import hero_stops
from merchant_desk.ui.theme import Look, Mode, Theme
from merchant_desk.ui.widgets.button import Button
from merchant_desk.ui.widgets.scan_hero import ScanHero
from merchant_desk.ui.widgets.scan_hero_layout import plan
from merchant_desk.ui.widgets.scan_hero_text import HeroAction, HeroState, HeroText

LONG = "Coffret découverte lavande, verveine et fleur d’oranger 3 × 100 g"
ADDED = HeroText(
    state=HeroState.ADDED, caption="Ajouté", title="Savon", detail="Étagère B2", done=2, total=3
)
WRONG = HeroText(
    state=HeroState.WRONG,
    caption="Pas dans ce colis",
    title="Bougie",
    actions=(HeroAction("close", "J’ai compris"), HeroAction("why", "Voir la commande")),
)


def _hero(theme: Theme, qtbot: QtBot, shown: HeroText, size: QSize) -> ScanHero:
    hero = ScanHero(theme, shown)
    qtbot.addWidget(hero)
    hero.resize(size)
    hero.show()
    return hero


@pytest.mark.parametrize(
    ("state", "ground"),
    [
        (HeroState.ADDED, "hero_ok"),
        (HeroState.WRONG, "hero_bad"),
        (HeroState.UNKNOWN, "hero_warn"),
        (HeroState.COMPLETE, "hero_done"),
    ],
)
def test_each_state_has_its_own_ground(
    theme: Theme, qtbot: QtBot, state: HeroState, ground: str
) -> None:
    hero = _hero(theme, qtbot, HeroText(title="Savon", state=state), QSize(700, 236))

    corner = hero.grab().toImage().pixelColor(20, 20)

    light = hero_stops(getattr(theme.tokens, ground))[0]
    assert abs(corner.hue() - light.hue()) <= 3
    assert abs(corner.value() - light.value()) <= 6


def test_what_the_panel_says_is_spoken_whole(theme: Theme, qtbot: QtBot) -> None:
    hero = _hero(theme, qtbot, HeroText(title="Scannez"), QSize(600, 236))

    hero.show_scan(ADDED)

    assert hero.accessibleName() == "Ajouté · Savon · 2 / 3 · Étagère B2"


@pytest.mark.parametrize(
    "size", [QSize(400, 160), QSize(460, 160), QSize(600, 236), QSize(900, 300)]
)
@pytest.mark.parametrize("scale", [100, 140])
def test_a_long_name_is_whole_at_every_supported_size(
    theme: Theme, qtbot: QtBot, size: QSize, scale: int
) -> None:
    theme.use(Look(Mode.LIGHT, scale, reduced_motion=True))
    shown = HeroText(state=HeroState.ADDED, title=LONG, done=12, total=24)

    size.setHeight(theme.px(size.height()))

    hero = _hero(theme, qtbot, shown, size)

    assert not hero.title_elided
    assert all(line.area.top() >= 0 for line in plan(theme, shown, size, 0).lines)


def test_a_name_without_end_is_cut_on_one_line_and_said_to_be(theme: Theme, qtbot: QtBot) -> None:
    hero = _hero(theme, qtbot, HeroText(title="x" * 5000, done=1, total=2), QSize(300, 160))

    assert hero.title_elided


def test_a_narrow_panel_puts_the_count_under_the_name(theme: Theme) -> None:
    wide = plan(theme, ADDED, QSize(700, 236), 0)
    narrow = plan(theme, ADDED, QSize(480, 160), 0)

    assert [line.text for line in wide.count] == ["2", "/ 3"]
    assert narrow.count == ()
    assert [line.text for line in narrow.lines] == ["Ajouté", "Savon", "2 / 3", "Étagère B2"]


def test_the_buttons_of_an_error_tell_which_was_pressed(theme: Theme, qtbot: QtBot) -> None:
    hero = _hero(theme, qtbot, WRONG, QSize(700, 236))
    button = next(each for each in hero.findChildren(Button) if each.text() == "Voir la commande")

    with qtbot.waitSignal(hero.acted) as told:
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)

    assert told.args == ["why"]
    assert button.height() >= 44


def test_the_buttons_of_an_error_lie_inside_the_lowest_panel(theme: Theme, qtbot: QtBot) -> None:
    hero = _hero(theme, qtbot, WRONG, QSize(480, 160))

    outside = [
        each.text()
        for each in hero.findChildren(Button)
        if not hero.rect().contains(each.geometry())
    ]

    assert outside == []


def test_the_flash_is_over_at_once_when_nothing_may_move(theme: Theme, qtbot: QtBot) -> None:
    hero = _hero(theme, qtbot, HeroText(title="Scannez"), QSize(600, 236))

    hero.show_scan(ADDED)

    assert hero.property("flash") == 0


def test_the_flash_fades_when_things_may_move(theme: Theme, qtbot: QtBot) -> None:
    theme.use(Look(Mode.LIGHT))
    hero = _hero(theme, qtbot, HeroText(title="Scannez"), QSize(600, 236))

    hero.show_scan(ADDED)
    started = float(hero.property("flash"))
    qtbot.waitUntil(lambda: hero.property("flash") == 0)

    assert started > 0
    assert hero.grab().toImage().pixelColor(20, 20) != QColor(theme.tokens.surface)

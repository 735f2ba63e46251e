from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from merchant_desk.ui.theme import Look, Mode, Theme
from merchant_desk.ui.tokens import Tone
from merchant_desk.ui.widgets.banner import Banner, BannerText
from merchant_desk.ui.widgets.button import Button
from merchant_desk.ui.widgets.empty_state import EmptyState, EmptyText
from merchant_desk.ui.widgets.icon_button import IconButton
from merchant_desk.ui.widgets.segmented_progress import SegmentedProgress
from merchant_desk.ui.widgets.text_label import Ink, TextLabel
from merchant_desk.ui.widgets.thumbnail import tile_icon

TROUBLE = BannerText(Tone.WARN, "La boutique ne répond pas.", "Rien n’est perdu.", "Réessayer")


def test_a_banner_says_what_happened_and_offers_what_to_do(theme: Theme, qtbot: QtBot) -> None:
    banner = Banner(theme)
    qtbot.addWidget(banner)

    banner.show_message(TROUBLE)
    action = next(each for each in banner.findChildren(Button) if each.text() == "Réessayer")
    with qtbot.waitSignal(banner.acted):
        QTest.mouseClick(action, Qt.MouseButton.LeftButton)

    assert (banner.accessibleName(), banner.accessibleDescription()) == (
        "La boutique ne répond pas.",
        "Rien n’est perdu.",
    )
    assert banner.isVisible()


def test_only_a_closable_banner_has_a_cross(theme: Theme, qtbot: QtBot) -> None:
    banner = Banner(theme)
    qtbot.addWidget(banner)
    banner.show_message(TROUBLE)
    cross = banner.findChildren(IconButton)[0]
    without = cross.isVisible()

    banner.show_message(BannerText(Tone.INFO, "3 commandes attendent.", closable=True))
    with qtbot.waitSignal(banner.closed):
        QTest.mouseClick(cross, Qt.MouseButton.LeftButton)

    assert not without
    assert banner.isHidden()


def test_a_name_with_markup_is_shown_as_it_is(theme: Theme, qtbot: QtBot) -> None:
    label = TextLabel(theme, "<b>Zoé</b><script>alert(1)</script>")
    qtbot.addWidget(label)

    assert label.textFormat() is Qt.TextFormat.PlainText


def test_a_label_grows_and_changes_ink(theme: Theme, qtbot: QtBot) -> None:
    label = TextLabel(theme, "Étagère B2")
    qtbot.addWidget(label)
    small = label.sizeHint().height()

    label.set_ink(Ink.BAD)
    theme.use(Look(Mode.LIGHT, 140, reduced_motion=True))

    assert label.sizeHint().height() > small
    assert label.property("ink") == "bad"


def test_an_empty_page_offers_only_the_actions_it_names(theme: Theme, qtbot: QtBot) -> None:
    words = EmptyText("inbox", "Aucune commande", "Elles arrivent seules.", "Synchroniser")
    page = EmptyState(theme, words)
    qtbot.addWidget(page)
    page.resize(360, 400)
    page.show()
    shown = [each for each in page.findChildren(Button) if each.isVisible()]

    with qtbot.waitSignal(page.primary):
        shown[0].click()

    assert [each.text() for each in shown] == ["Synchroniser"]


def test_the_text_of_an_empty_page_is_never_cut(theme: Theme, qtbot: QtBot) -> None:
    text = "Les nouvelles commandes de vos boutiques arrivent ici toutes seules."
    page = EmptyState(theme, EmptyText("inbox", "Aucune commande", text))
    qtbot.addWidget(page)
    page.resize(300, 420)
    page.show()

    label = next(each for each in page.findChildren(TextLabel) if each.text() == text)

    assert label.height() >= label.heightForWidth(label.width())


def test_a_progress_tells_its_value_and_never_runs_over(theme: Theme, qtbot: QtBot) -> None:
    progress = SegmentedProgress(theme, "Articles emballés")
    qtbot.addWidget(progress)

    values = []
    for done, total in ((0, 0), (5, 8), (9, 8), (700, 10_000)):
        progress.show_progress(done, total)
        values.append((progress.value(), progress.maximum()))

    assert values == [(0, 1), (5, 8), (8, 8), (700, 10_000)]
    assert not progress.grab().isNull()


def test_a_product_gets_the_icon_its_name_calls_for() -> None:
    names = ["Savon lavande 100 g", "Bougies miel", "Huile d’amande", "THÉ vert", "Écrou", ""]

    icons = [tile_icon(name) for name in names]

    assert icons == ["leaf", "flame", "droplet", "coffee", "package", "package"]

"""« Mises à jour »: looked for, fetched, installed when the day is over, taken back if need be."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from merchant_desk.app.home import Home
from merchant_desk.app.station_key import StationKey
from merchant_desk.app.updates import Updates
from merchant_desk.lanes import Lanes
from merchant_desk.operations.save_settings import save_setting
from merchant_desk.queries.today import Today
from merchant_desk.sync.progress import Silent
from merchant_desk.ui.desk import Desk
from merchant_desk.ui.settings.screen import SettingsScreen
from merchant_desk.ui.settings.updates_page import UpdatesPage
from merchant_desk.ui.shell import Shell
from merchant_desk.ui.today.new_version import NEW_VERSION, NewVersion, with_new_version
from merchant_desk.ui.update_errands import UpdateErrands
from merchant_desk.ui.widgets.button import Button
from merchant_desk.values import settings as declared
from merchant_desk.values.basket import Basket, BasketLine, Baskets
from merchant_desk.values.basket_text import baskets_text
from merchant_desk.values.ids import DraftId, RecordId, new_id
from merchant_desk.values.money import Money
from merchant_desk.values.update_view import ReadyToLeave
from tests.conftest import NOW, STATION
from tests.publisher import INSTALLER, NEW, NOTES, OLD, Answer, Key, announcement, publishing
from tests.ui.accessibility import faults
from tests.updates.desk_of_versions import VersionsDesk, names

INSTALLER_NAME = f"MerchantDesk-{NEW}-setup.exe"


@pytest.fixture
def shop(lanes: Lanes, tmp_path: Path) -> Iterator[VersionsDesk]:
    """The shop under the window, and a publisher it believes."""
    home = Home(tmp_path, lanes, STATION, StationKey(STATION))
    with publishing() as site:
        made = VersionsDesk(home, site, Key())
        yield made
        for each in made.opened:
            each.close()


@pytest.fixture
def left() -> list[ReadyToLeave]:
    return []


def _errands(updates: Updates, left: list[ReadyToLeave]) -> UpdateErrands:
    return UpdateErrands(
        view=updates.view, offered=updates.offered, check=updates.check,
        save_address=updates.save_address, download=updates.download, prepare=updates.prepare,
        prepare_return=updates.prepare_return, leave=left.append,
    )  # fmt: skip


@pytest.fixture
def page(
    shop: VersionsDesk, shell: Shell, left: list[ReadyToLeave], settings_screen: SettingsScreen
) -> UpdatesPage:
    return _page(shop.running(), shell, left, settings_screen)


def _page(
    updates: Updates, shell: Shell, left: list[ReadyToLeave], screen: SettingsScreen
) -> UpdatesPage:
    shell.services = replace(shell.services, updates=_errands(updates, left))
    screen.open_page("updates")
    assert isinstance(screen.page, UpdatesPage)
    return screen.page


def _press(qtbot: QtBot, button: Button) -> None:
    qtbot.waitUntil(lambda: button.isVisible() and button.isEnabled())
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def _show_ready(shop: VersionsDesk, page: UpdatesPage, qtbot: QtBot) -> None:
    shop.site.show(announcement(), shop.key)
    shop.set_address(shop.site.version_url)
    page.reload()
    _press(qtbot, page.check)
    _press(qtbot, page.offer.download)
    qtbot.waitUntil(page.offer.install.isVisible)


def test_nothing_is_looked_for_until_she_gives_an_address(
    qtbot: QtBot, shop: VersionsDesk, page: UpdatesPage, toasts: list[str]
) -> None:
    qtbot.waitUntil(page.source.isVisible)
    assert "désactivées" in page.status.text()
    assert not page.check.isVisible()
    page.address.set_value("http://exemple.fr/v.json")
    _press(qtbot, page.save)
    assert toasts == []

    page.address.set_value(shop.site.version_url)
    _press(qtbot, page.save)

    qtbot.waitUntil(page.check.isVisible)
    assert toasts == ["Adresse enregistrée"]
    assert shop.site.asked == []


def test_a_version_is_offered_fetched_and_installed_when_the_day_is_over(
    qtbot: QtBot, shop: VersionsDesk, page: UpdatesPage, left: list[ReadyToLeave]
) -> None:
    _show_ready(shop, page, qtbot)
    assert page.offer.title.text() == f"Version {NEW}"
    assert "rouvre à part" in page.offer.now.text()

    _press(qtbot, page.offer.install)

    qtbot.waitUntil(lambda: bool(left))
    assert names(left[0]) == (INSTALLER_NAME, ("/S", "/UPDATE"))
    assert list((shop.folder).glob(f"*avant-{NEW}.sqlite3"))


def test_an_open_basket_keeps_the_button_off_and_says_why(
    qtbot: QtBot, shop: VersionsDesk, page: UpdatesPage
) -> None:
    line = BasketLine(RecordId(new_id()), "Savon", 1, Money(500), 2000)
    kept = baskets_text(Baskets(Basket(DraftId(new_id()), NOW, (line,))))
    shop.home.lanes.write(save_setting, shop.gesture, declared.COUNTER_BASKETS, kept).result()

    _show_ready(shop, page, qtbot)

    assert not page.offer.install.isEnabled()
    assert "journée finie" in page.offer.now.text()


def test_what_a_stranger_signed_is_said_and_not_offered(
    qtbot: QtBot, shop: VersionsDesk, page: UpdatesPage, settings_screen: SettingsScreen
) -> None:
    shop.site.show(announcement(), Key())
    shop.set_address(shop.site.version_url)
    page.reload()
    _press(qtbot, page.check)

    qtbot.waitUntil(page.trouble.isVisible)

    assert "signature" in page.trouble.text()
    assert not page.offer.isVisible()
    assert faults(settings_screen) == []


def test_a_download_is_stopped_and_taken_up_again(
    qtbot: QtBot, shop: VersionsDesk, page: UpdatesPage, toasts: list[str]
) -> None:
    gate = Event()
    shop.site.show(announcement(), shop.key)
    shop.site.answers[f"/{INSTALLER_NAME}"] = Answer(INSTALLER, gate=gate)
    shop.set_address(shop.site.version_url)
    page.reload()
    _press(qtbot, page.check)
    _press(qtbot, page.offer.download)
    _press(qtbot, page.offer.stop)
    gate.set()

    qtbot.waitUntil(lambda: len(toasts) == 1)
    assert toasts[0].startswith("Arrêté")
    qtbot.waitUntil(lambda: "Reprendre" in page.offer.download.text())
    _press(qtbot, page.offer.download)
    qtbot.waitUntil(page.offer.install.isVisible)


def test_the_way_back_is_asked_before_it_is_taken(
    qtbot: QtBot,
    shop: VersionsDesk,
    shell: Shell,
    left: list[ReadyToLeave],
    settings_screen: SettingsScreen,
) -> None:
    shop.site.show(announcement(), shop.key)
    shop.set_address(shop.site.version_url)
    old = shop.running()
    old.check()
    old.download(Silent())
    old.prepare(Silent())

    page = _page(shop.running(NEW), shell, left, settings_screen)
    _press(qtbot, page.back.go)
    assert page._confirm is not None
    qtbot.waitUntil(page._confirm.go.isVisible)
    assert left == []
    _press(qtbot, page._confirm.go)

    qtbot.waitUntil(lambda: bool(left))
    assert names(left[0]) == (f"MerchantDesk-{OLD}-setup.exe", ("/S", "/DOWNGRADE", "/UPDATE"))


def test_the_day_page_says_it_in_a_quiet_line(
    qtbot: QtBot, desk: Desk, shop: VersionsDesk, shell: Shell, left: list[ReadyToLeave]
) -> None:
    shop.site.show(announcement(), shop.key)
    shop.set_address(shop.site.version_url)
    updates = shop.running()
    updates.check()
    shell.services = replace(shell.services, updates=_errands(updates, left))
    news = NewVersion(desk, shell, desk)

    with qtbot.waitSignal(news.found, timeout=10_000):
        news.look()

    day = with_new_version(Today((), 0, 0, first_run=False, has_shop=True), news.version)
    (line,) = day.lines
    assert (line.key, line.screen, dict(line.argument)) == (
        NEW_VERSION, "settings", {"section": "updates"},
    )  # fmt: skip
    assert NEW in line.sentence
    assert day.calm
    assert with_new_version(day, "") is day
    assert NOTES

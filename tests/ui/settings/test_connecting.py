"""Connecting a shop of any platform: its own fields, what was found, how far back it goes."""

from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from merchant_desk.errors import UnavailableError
from merchant_desk.lanes import Lanes
from merchant_desk.models.shop import Shop
from merchant_desk.queries.shops import shops
from merchant_desk.ui.settings.add_shop_sheet import AddShopSheet
from merchant_desk.ui.settings.screen import SettingsScreen
from merchant_desk.ui.settings.storefronts_page import StorefrontsPage
from merchant_desk.ui.shell import Shell
from merchant_desk.ui.widgets.text_label import TextLabel
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import ShopId
from merchant_desk.values.remote import RemoteLocation, RemoteOrderState, RemoteState
from tests.makers import make_shop
from tests.ui.accessibility import faults
from tests.ui.settings.errands import GOOD_SECRET, LIMITS, Outside

MAGENTO = 1
PLACES = (RemoteLocation("default", "Entrepôt"), RemoteLocation("avignon", "Boutique d’Avignon"))


@pytest.fixture
def page(settings_screen: SettingsScreen) -> StorefrontsPage:
    settings_screen.open_page("storefronts")
    page = settings_screen.page
    assert isinstance(page, StorefrontsPage)
    return page


@pytest.fixture
def sheet(page: StorefrontsPage) -> AddShopSheet:
    page.sheets.add.open_sheet()
    return page.sheets.add


def _fill(sheet: AddShopSheet, **typed: str) -> None:
    sheet.form.url.set_value("www.maison-lavande.fr")
    for name, text in {"key": "ck_0123456789", "secret": GOOD_SECRET, **typed}.items():
        sheet.form.fields[name].set_value(text)


def _said(sheet: AddShopSheet) -> str:
    return " | ".join(each.text() for each in sheet.found.findChildren(TextLabel))


def _only_shop(lanes: Lanes) -> ShopId:
    return lanes.read(shops).result()[0].shop_id


def test_the_form_asks_for_what_the_platform_needs(sheet: AddShopSheet) -> None:
    assert list(sheet.form.fields) == ["key", "secret"]

    sheet.platform.setCurrentIndex(MAGENTO)

    assert list(sheet.form.fields) == ["key", "secret", "token", "store"]
    echo = {name: field.input.echoMode() for name, field in sheet.form.fields.items()}
    assert echo["key"] is QLineEdit.EchoMode.Normal
    assert echo["secret"] is echo["token"] is QLineEdit.EchoMode.Password
    assert "Magento" in sheet.form.where.text()
    assert faults(sheet.sheet) == []


def test_other_secrets_of_a_platform_travel_under_their_name(
    qtbot: QtBot, sheet: AddShopSheet, outside: Outside
) -> None:
    sheet.platform.setCurrentIndex(MAGENTO)
    _fill(sheet, token="jeton")

    sheet.probe.click()
    qtbot.waitUntil(sheet.add.isVisible)

    (access,) = outside.accesses
    assert (access.platform, access.secret) == ("magento", GOOD_SECRET)
    assert dict(access.more) == {"token": "jeton"}


def test_a_field_that_may_stay_empty_is_not_asked_for(
    qtbot: QtBot, sheet: AddShopSheet, outside: Outside
) -> None:
    sheet.platform.setCurrentIndex(MAGENTO)
    _fill(sheet)
    sheet.form.fields["key"].set_value("")

    sheet.probe.click()
    assert sheet.form.fields["key"].error == "À remplir."
    assert sheet.form.fields["token"].error == ""
    _fill(sheet)
    sheet.probe.click()
    qtbot.waitUntil(sheet.add.isVisible)

    assert dict(outside.accesses[0].more) == {}


def test_help_opens_at_the_page_of_the_platform(sheet: AddShopSheet, shell: Shell) -> None:
    opened: list[str] = []
    shell.help_wanted.connect(opened.append)
    sheet.platform.setCurrentIndex(MAGENTO)

    sheet.form.help.click()

    assert opened == ["connect_magento"]


def test_the_page_of_the_keys_is_offered_once_the_address_is_one(sheet: AddShopSheet) -> None:
    assert not sheet.form.open_keys.isVisible()

    sheet.form.url.input.setText("www.maison-lavande.fr")

    assert sheet.form.open_keys.isVisible()
    assert sheet.form._keys_page() == (
        "https://www.maison-lavande.fr/wp-admin/admin.php?page=wc-settings"
    )
    sheet.form.url.input.setText("pas une adresse")
    assert not sheet.form.open_keys.isVisible()


def test_all_that_was_found_is_said_before_anything_is_written(
    qtbot: QtBot, sheet: AddShopSheet, outside: Outside, lanes: Lanes
) -> None:
    outside.facts = replace(
        outside.facts,
        prices_include_tax=False,
        clock_skew_s=-190,
        locations=PLACES,
        order_states=(RemoteOrderState("processing", "En traitement", RemoteState.READY),),
        rights_missing=("créer une expédition",),
    )
    _fill(sheet)

    sheet.probe.click()
    qtbot.waitUntil(sheet.add.isVisible)
    qtbot.waitUntil(lambda: LIMITS[0] in _said(sheet))

    said = _said(sheet)
    for words in ("hors taxes", "en retard de 3 minutes", "En traitement", "à préparer", "9.8.5"):
        assert words in said
    banner = sheet.found.banner
    assert "Droit manquant\u00a0: créer une expédition" in banner.accessibleDescription()
    assert sheet.found.location.isVisible()
    assert lanes.read(shops).result() == ()
    assert faults(sheet.sheet) == []


def _asked_how_far(qtbot: QtBot, sheet: AddShopSheet, page: StorefrontsPage) -> None:
    _fill(sheet)
    sheet.probe.click()
    qtbot.waitUntil(sheet.add.isVisible)
    sheet.add.click()
    qtbot.waitUntil(page.sheets.since.sheet.isVisible)


def test_how_far_back_is_asked_with_the_orders_each_answer_brings(
    qtbot: QtBot, sheet: AddShopSheet, page: StorefrontsPage, lanes: Lanes, outside: Outside
) -> None:
    _asked_how_far(qtbot, sheet, page)
    since = page.sheets.since
    words = since.since._buttons
    qtbot.waitUntil(lambda: "42 commandes" in words["month"].text())

    assert "1\u202f234 commandes" in words["all"].text()
    assert since.since.key == "month"
    assert faults(since.sheet) == []
    words["all"].click()
    since.go.click()
    qtbot.waitUntil(lambda: bool(outside.pulled))

    asked = lanes.read(lambda session: session.scalars(select(Shop.orders_since)).one())
    assert asked.result() is None


def test_thirty_days_are_kept_even_when_she_never_answers(
    qtbot: QtBot, sheet: AddShopSheet, page: StorefrontsPage, lanes: Lanes, gesture: Gesture
) -> None:
    _asked_how_far(qtbot, sheet, page)

    page.sheets.since.later.click()

    since = lanes.read(lambda session: session.scalars(select(Shop.orders_since)).one()).result()
    row = lanes.read(shops).result()[0]
    assert since is not None
    assert row.last_pull_at is None
    assert since < gesture.at + timedelta(days=3650)
    qtbot.waitUntil(lambda: [card.pull.text() for card in page.shop_cards] == ["Première relève…"])


def test_a_shop_that_cannot_count_says_so(
    qtbot: QtBot, sheet: AddShopSheet, page: StorefrontsPage, outside: Outside
) -> None:
    outside.counts = {True: None, False: None}

    _asked_how_far(qtbot, sheet, page)

    said = page.sheets.since.since._said
    qtbot.waitUntil(lambda: "ne sait pas dire" in said.text())
    assert page.sheets.since.go.isEnabled()


def test_a_count_that_fails_does_not_keep_her_from_going_on(
    qtbot: QtBot, page: StorefrontsPage, lanes: Lanes, outside: Outside
) -> None:
    lanes.write(lambda session: make_shop(session, last_pull_at=None)).result()
    outside.trouble = UnavailableError("La boutique n’a pas répondu.", "Réessayez.")
    page.reload()
    qtbot.waitUntil(lambda: bool(page.shop_cards))

    page.shop_cards[0].pull.click()
    since = page.sheets.since
    qtbot.waitUntil(since.banner.isVisible)
    outside.trouble = None
    since.go.click()

    qtbot.waitUntil(lambda: outside.pulled == [(_only_shop(lanes), False)])


def test_once_orders_were_pulled_the_refusal_is_said_in_place(
    qtbot: QtBot, page: StorefrontsPage, lanes: Lanes, gesture: Gesture, outside: Outside
) -> None:
    shop_id = lanes.write(lambda session: make_shop(session, last_pull_at=gesture.at)).result()
    since = page.sheets.since
    since.open_sheet(shop_id, "Maison Lavande")

    since.go.click()

    qtbot.waitUntil(since.banner.isVisible)
    assert "déjà été relevées" in since.banner.accessibleName()
    assert outside.pulled == []

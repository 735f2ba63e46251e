"""The settings of one shop, and what its words for the state of an order mean."""

from datetime import timedelta

import pytest
from pytestqt.qtbot import QtBot
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from merchant_desk.lanes import Lanes
from merchant_desk.models.base import table
from merchant_desk.models.order import Order
from merchant_desk.models.shop import Shop, ShopProduct
from merchant_desk.operations.accept_order import accept_order
from merchant_desk.operations.save_shop_settings import save_shop_settings
from merchant_desk.operations.shop_words import note_shop_words
from merchant_desk.queries.shop_words import ShopWordRow, shop_words
from merchant_desk.ui.settings.buffer_card import tenths_words
from merchant_desk.ui.settings.screen import SettingsScreen
from merchant_desk.ui.settings.storefronts_page import StorefrontsPage
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import ShopId
from merchant_desk.values.remote import (
    RemoteLocation,
    RemoteOrderState,
    RemoteState,
    ShopFacts,
)
from merchant_desk.values.shop_facts import facts_text
from merchant_desk.values.shop_settings import ShopSettings, read_shop_settings
from tests.makers import (
    make_bin,
    make_location,
    make_product,
    make_profile,
    make_shop,
    put_stock,
    remote_line,
    remote_order,
)
from tests.ui.accessibility import faults
from tests.ui.settings.errands import FACTS, Outside

STATES = (
    RemoteOrderState("processing", "En cours", RemoteState.READY),
    RemoteOrderState("on-hold", "En attente", RemoteState.ON_HOLD),
    RemoteOrderState("atelier", "Chez le graveur", RemoteState.UNKNOWN),
)
PLACES = (RemoteLocation("default", "Entrepôt"), RemoteLocation("avignon", "Avignon"))


@pytest.fixture
def page(settings_screen: SettingsScreen) -> StorefrontsPage:
    settings_screen.open_page("storefronts")
    page = settings_screen.page
    assert isinstance(page, StorefrontsPage)
    return page


def _shop(session: Session, gesture: Gesture, facts: ShopFacts = FACTS) -> ShopId:
    shop_id = make_shop(session, last_pull_at=gesture.at, facts=facts_text(facts))
    note_shop_words(session, gesture, shop_id, STATES)
    return shop_id


def _selling(session: Session, gesture: Gesture) -> ShopId:
    """Leave one article that two shops sell a lot, with twenty of it on the shelf."""
    shop_id = _shop(session, gesture)
    other = make_shop(session, name="Marché", url="http://127.0.0.1:2")
    make_profile(session)
    product_id = make_product(session)
    put_stock(session, gesture, product_id, make_bin(session, make_location(session)), 20)
    for place, shop in enumerate((shop_id, other)):
        session.add(ShopProduct(shop_id=shop, remote_id="7", product_id=product_id, stock_seen=20))
        session.flush()
        number = f"10{place}"
        order = remote_order(number, remote_line(quantity=900), remote_id=number)
        accept_order(session, gesture, shop, order)
    session.execute(update(table(Order)).values(placed_at=gesture.at - timedelta(days=2)))
    return shop_id


def _kept(lanes: Lanes, shop_id: ShopId) -> ShopSettings:
    text = lanes.read(
        lambda session: session.scalars(select(Shop.settings).where(Shop.id == shop_id)).one()
    )
    return read_shop_settings(text.result())


def _words(lanes: Lanes, shop_id: ShopId) -> dict[str, ShopWordRow]:
    return {row.word: row for row in lanes.read(shop_words, shop_id).result()}


def _cards(qtbot: QtBot, page: StorefrontsPage) -> None:
    page.reload()
    qtbot.waitUntil(lambda: bool(page.shop_cards))


def test_each_word_of_the_shop_shows_what_it_means(
    qtbot: QtBot, page: StorefrontsPage, lanes: Lanes, gesture: Gesture
) -> None:
    lanes.write(_shop, gesture).result()
    _cards(qtbot, page)

    page.shop_cards[0].words.trigger()
    sheet = page.sheets.words
    qtbot.waitUntil(lambda: len(sheet.lines) == 3)

    shown = {line.row.word: line.meaning.currentText() for line in sheet.lines}
    assert shown == {"processing": "À préparer", "on-hold": "Bloquée", "atelier": "Inconnue"}
    assert "aucune commande  ·  proposé" in sheet.lines[0]._under.text()
    assert faults(sheet.sheet) == []


def test_a_meaning_she_chooses_is_kept_and_can_follow_the_proposal_again(
    qtbot: QtBot, page: StorefrontsPage, lanes: Lanes, gesture: Gesture, toasts: list[str]
) -> None:
    shop_id = lanes.write(_shop, gesture).result()
    _cards(qtbot, page)
    page.shop_cards[0].words.trigger()
    sheet = page.sheets.words
    qtbot.waitUntil(lambda: len(sheet.lines) == 3)
    line = next(line for line in sheet.lines if line.row.word == "atelier")

    line.meaning.setCurrentText("À préparer")
    assert "proposé\u00a0: inconnue" in line._under.text()
    sheet.save.click()
    qtbot.waitUntil(lambda: "États enregistrés" in toasts)
    assert _words(lanes, shop_id)["atelier"].chosen is RemoteState.READY
    page.shop_cards[0].words.trigger()
    qtbot.waitUntil(sheet.save.isEnabled)
    line = next(line for line in sheet.lines if line.row.word == "atelier")
    line.meaning.setCurrentIndex(0)
    sheet.save.click()

    qtbot.waitUntil(lambda: _words(lanes, shop_id)["atelier"].chosen is None)


def test_a_shop_without_any_order_to_prepare_is_refused_in_place(
    qtbot: QtBot, page: StorefrontsPage, lanes: Lanes, gesture: Gesture
) -> None:
    shop_id = lanes.write(_shop, gesture).result()
    _cards(qtbot, page)
    page.shop_cards[0].words.trigger()
    sheet = page.sheets.words
    qtbot.waitUntil(lambda: len(sheet.lines) == 3)
    line = next(line for line in sheet.lines if line.row.word == "processing")

    line.meaning.setCurrentText("Annulée")
    sheet.save.click()

    qtbot.waitUntil(sheet.banner.isVisible)
    assert "à préparer" in sheet.banner.accessibleName()
    assert sheet.sheet.isVisible()
    assert _words(lanes, shop_id)["processing"].chosen is None


def test_settings_are_kept_and_the_shop_is_met_anew(
    qtbot: QtBot, page: StorefrontsPage, lanes: Lanes, gesture: Gesture, outside: Outside
) -> None:
    facts = ShopFacts(**{**_fields(FACTS), "locations": PLACES})  # type: ignore[arg-type]  # as read
    shop_id = lanes.write(_shop, gesture, facts).result()
    _cards(qtbot, page)
    page.shop_cards[0].settings.click()
    sheet = page.sheets.settings
    qtbot.waitUntil(sheet.save.isEnabled)
    qtbot.waitUntil(sheet.prior_price.isVisible)
    assert faults(sheet.sheet) == []

    sheet.ean.set_value(" _gtin ")
    sheet.prior_price.set_value("_lowest_price")
    sheet.keep_last.setValue(2)
    assert sheet.location.currentText() == ""
    sheet.location.setCurrentIndex(1)
    sheet.prices.setCurrentText("Hors taxes")
    sheet.buffer.switch.click()
    sheet.buffer.accepted.setCurrentText("2")
    sheet.save.click()
    qtbot.waitUntil(lambda: outside.met_again == [shop_id])

    assert _kept(lanes, shop_id) == ShopSettings(
        ean="_gtin",
        location="avignon",
        prior_price="_lowest_price",
        prices="net",
        keep_last=2,
        buffered=True,
        oversells_tenths=20,
    )


def test_the_reserve_says_what_it_costs_before_it_is_chosen(
    qtbot: QtBot, page: StorefrontsPage, lanes: Lanes, gesture: Gesture
) -> None:
    now = gesture.at
    shop_id = lanes.write(_selling, gesture).result()
    _cards(qtbot, page)
    page.shop_cards[0].settings.click()
    buffer = page.sheets.settings.buffer
    qtbot.waitUntil(lambda: "10 minutes" in buffer.delay.text())

    assert "Retard supposé" in buffer.delay.text()
    assert buffer.accepted_tenths == _kept(lanes, shop_id).oversells_tenths == 5
    assert now.tzinfo is not None


def test_an_accepted_number_that_is_no_choice_is_kept(
    qtbot: QtBot, page: StorefrontsPage, lanes: Lanes, gesture: Gesture
) -> None:
    shop_id = lanes.write(_shop, gesture).result()
    chosen = ShopSettings(oversells_tenths=37)
    lanes.write(save_shop_settings, gesture, shop_id, chosen).result()
    _cards(qtbot, page)

    page.shop_cards[0].settings.click()
    sheet = page.sheets.settings
    qtbot.waitUntil(sheet.save.isEnabled)
    assert sheet.buffer.accepted.currentText() == "3,7"
    sheet.save.click()
    qtbot.waitUntil(lambda: not sheet.sheet.isVisible())

    assert _kept(lanes, shop_id) == chosen


@pytest.mark.parametrize(
    ("expected", "said"), [(0.0, "0"), (0.01, "moins de 0,1"), (0.24, "0,2"), (3.0, "3")]
)
def test_an_expected_number_is_said_to_one_decimal(expected: float, said: str) -> None:
    assert tenths_words(expected) == said


def _fields(facts: ShopFacts) -> dict[str, object]:
    return {name: getattr(facts, name) for name in ShopFacts.__slots__}

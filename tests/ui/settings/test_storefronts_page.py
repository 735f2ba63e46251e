from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from merchant_desk.errors import UnavailableError
from merchant_desk.lanes import Lanes
from merchant_desk.models.base import table
from merchant_desk.models.shop import Shop, ShopProduct
from merchant_desk.models.stock import StockLevel
from merchant_desk.operations.queue_message import queue_state
from merchant_desk.queries.shops import ShopRow, shops
from merchant_desk.ui.settings.screen import SettingsScreen
from merchant_desk.ui.settings.storefronts_page import StorefrontsPage
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import ShopId
from merchant_desk.values.words import Master
from tests.makers import make_product, make_shop
from tests.ui.settings.errands import GOOD_SECRET, Outside


@pytest.fixture
def page(settings_screen: SettingsScreen) -> StorefrontsPage:
    settings_screen.open_page("storefronts")
    page = settings_screen.page
    assert isinstance(page, StorefrontsPage)
    return page


def _made(lanes: Lanes, **facts: object) -> ShopId:
    """Add a storefront account as it is when a test begins."""
    return lanes.write(lambda session: make_shop(session, **facts)).result()


def _rows(lanes: Lanes) -> tuple[ShopRow, ...]:
    return lanes.read(shops).result()


def _type_keys(page: StorefrontsPage, secret: str, url: str = "www.maison-lavande.fr") -> None:
    sheet = page.sheets.add
    if sheet.form.url.isEnabled():
        sheet.form.url.set_value(url)
    sheet.form.fields["key"].set_value("ck_0123456789")
    sheet.form.fields["secret"].set_value(secret)
    sheet.probe.click()


def _pulled_with_stock(lanes: Lanes, gesture: Gesture, shop_id: ShopId) -> None:
    """What a first pull leaves: one product of which the shop shows seven."""

    def bring(session: Session) -> None:
        product_id = make_product(session)
        session.add(
            ShopProduct(shop_id=shop_id, remote_id="7", product_id=product_id, stock_seen=7)
        )
        session.execute(update(table(Shop)).values(last_pull_at=gesture.at))

    lanes.write(bring).result()


def test_a_shop_is_connected_in_two_steps_pulled_and_asked_about(
    qtbot: QtBot, page: StorefrontsPage, lanes: Lanes, outside: Outside, gesture: Gesture
) -> None:
    outside.after_pull = lambda shop_id: _pulled_with_stock(lanes, gesture, shop_id)
    qtbot.waitUntil(page.empty.isVisible)
    page.empty.primary.emit()

    _type_keys(page, GOOD_SECRET)
    qtbot.waitUntil(page.sheets.add.add.isVisible)
    assert _rows(lanes) == (), "nothing is written before she has seen what was found"
    page.sheets.add.add.click()
    qtbot.waitUntil(page.sheets.since.sheet.isVisible)
    assert outside.pulled == [], "nothing is pulled before she has said how far back"
    page.sheets.since.go.click()
    qtbot.waitUntil(page.sheets.question.sheet.isVisible)
    qtbot.waitUntil(page.sheets.question.save.isEnabled)
    page.sheets.question.save.click()
    qtbot.waitUntil(lambda: not page.sheets.question.sheet.isVisible())

    (shop,) = _rows(lanes)
    assert (shop.name, shop.url) == ("Maison Lavande", "https://www.maison-lavande.fr")
    assert (shop.stock_master, shop.price_master) == (Master.DESK, Master.DESK)
    assert shop.opening_taken_at is not None
    assert outside.secrets == {shop.shop_id: GOOD_SECRET}
    assert outside.pulled == [(shop.shop_id, False)]
    level = lanes.read(lambda session: session.scalars(select(StockLevel.quantity)).one())
    assert level.result() == 7


def test_keys_are_gone_from_the_sheet_once_it_is_closed(
    qtbot: QtBot, page: StorefrontsPage
) -> None:
    page.sheets.add.open_sheet()
    _type_keys(page, GOOD_SECRET)
    qtbot.waitUntil(page.sheets.add.add.isVisible)

    page.sheets.add.sheet.close_sheet()

    assert page.sheets.add.form.fields["secret"].input.text() == ""
    assert page.sheets.add.form.fields["key"].input.text() == ""
    assert page.sheets.add._access is None


@pytest.mark.parametrize(
    ("url", "said"),
    [("", "Écrivez"), ("http://maison-lavande.fr", "en clair"), ("boutique", "pas une adresse")],
)
def test_a_bad_address_is_said_before_anything_is_asked(
    page: StorefrontsPage, url: str, said: str
) -> None:
    page.sheets.add.open_sheet()

    _type_keys(page, GOOD_SECRET, url)

    assert said in page.sheets.add.form.url.error
    assert page.sheets.add.probe.text() == "Vérifier"


def test_wrong_keys_stay_on_the_first_step_with_what_to_do(
    qtbot: QtBot, page: StorefrontsPage, lanes: Lanes
) -> None:
    page.sheets.add.open_sheet()

    _type_keys(page, "cs_wrong")
    qtbot.waitUntil(page.sheets.add.banner.isVisible)

    assert "clés" in page.sheets.add.banner.accessibleName()
    assert page.sheets.add.probe.isEnabled()
    assert _rows(lanes) == ()


def test_a_shop_in_another_currency_cannot_be_added(
    qtbot: QtBot, page: StorefrontsPage, outside: Outside
) -> None:
    outside.facts = replace(outside.facts, currency="CHF", problems=("Pas en euros.",))
    page.sheets.add.open_sheet()

    _type_keys(page, GOOD_SECRET)
    qtbot.waitUntil(page.sheets.add.add.isVisible)

    assert not page.sheets.add.add.isEnabled()
    assert "ne peut pas être ajoutée" in page.sheets.add.found.banner.accessibleName()


def test_a_name_with_a_script_is_shown_as_text(
    qtbot: QtBot, page: StorefrontsPage, lanes: Lanes, outside: Outside
) -> None:
    outside.facts = replace(outside.facts, name="<script>alert(1)</script>")
    page.sheets.add.open_sheet()
    _type_keys(page, GOOD_SECRET)
    qtbot.waitUntil(page.sheets.add.add.isVisible)

    page.sheets.add.add.click()
    qtbot.waitUntil(lambda: bool(page.shop_cards))

    assert page.shop_cards[0].title.text() == "<script>alert(1)</script>"
    assert _rows(lanes)[0].name == "<script>alert(1)</script>"


def test_new_keys_are_tried_before_they_replace_the_old_ones(
    qtbot: QtBot, page: StorefrontsPage, lanes: Lanes, outside: Outside, toasts: list[str]
) -> None:
    _made(lanes, problem="Clés refusées.", url="https://www.maison-lavande.fr")
    page.reload()
    qtbot.waitUntil(lambda: bool(page.shop_cards))
    page.shop_cards[0].keys.trigger()
    assert not page.sheets.add.form.url.isEnabled()

    _type_keys(page, GOOD_SECRET)
    qtbot.waitUntil(lambda: "Clés changées" in toasts)

    (shop,) = _rows(lanes)
    assert (shop.key_hint, shop.problem) == ("ck_…6789", "")
    assert outside.secrets == {shop.shop_id: GOOD_SECRET}


def test_what_waits_is_listed_with_why(
    qtbot: QtBot, page: StorefrontsPage, lanes: Lanes, gesture: Gesture
) -> None:
    def wait(session: Session) -> None:
        shop_id, product_id = make_shop(session), make_product(session)
        session.add(
            ShopProduct(shop_id=shop_id, remote_id="7", product_id=product_id, stock_seen=7)
        )
        session.flush()
        queue_state(session, gesture, "stock", [product_id])

    lanes.write(wait).result()
    page.reload()
    qtbot.waitUntil(lambda: bool(page.shop_cards))

    page.shop_cards[0]._on_waiting()
    sheet = page.sheets.waiting.sheet
    qtbot.waitUntil(lambda: sheet.body.count() > 2)

    assert sheet.isVisible()
    assert sheet.subtitle.text() == "Maison Lavande"


def test_a_pull_that_fails_can_be_asked_for_again(
    qtbot: QtBot, page: StorefrontsPage, lanes: Lanes, outside: Outside, gesture: Gesture
) -> None:
    shop_id = _made(lanes, last_pull_at=gesture.at)
    outside.trouble = UnavailableError("La boutique n’a pas répondu.", "Réessayez.")
    page.reload()
    qtbot.waitUntil(lambda: bool(page.shop_cards))
    page.shop_cards[0].pull.click()
    qtbot.waitUntil(page.shop_cards[0].pull.isEnabled)

    outside.trouble = None
    page.shop_cards[0].pull.click()

    qtbot.waitUntil(lambda: outside.pulled == [(shop_id, False)])


def test_counting_later_leaves_the_stock_to_the_shop(
    qtbot: QtBot, page: StorefrontsPage, lanes: Lanes, gesture: Gesture
) -> None:
    undecided = Master.UNDECIDED
    shop_id = _made(lanes, stock_master=undecided, price_master=undecided)
    _pulled_with_stock(lanes, gesture, shop_id)
    page.reload()
    qtbot.waitUntil(lambda: bool(page.shop_cards))
    page.shop_cards[0].decide.click()
    question = page.sheets.question
    qtbot.waitUntil(question.save.isEnabled)

    question.opening._buttons["later"].click()
    assert question.stock.key == Master.SHOP.value
    question.stock.choose(Master.DESK.value)
    question.save.click()
    qtbot.waitUntil(question.banner.isVisible)
    assert "tomberait à zéro" in question.banner.accessibleName()
    question.stock.choose(Master.SHOP.value)
    question.save.click()

    qtbot.waitUntil(lambda: _rows(lanes)[0].stock_master is Master.SHOP)


def test_a_shop_is_retired_only_after_a_second_word(
    qtbot: QtBot, page: StorefrontsPage, lanes: Lanes
) -> None:
    _made(lanes)
    page.reload()
    qtbot.waitUntil(lambda: bool(page.shop_cards))
    page.shop_cards[0].remove.trigger()
    confirm = page.sheets.confirm
    assert confirm.sheet.isVisible()
    assert len(_rows(lanes)) == 1

    confirm.go.click()

    qtbot.waitUntil(lambda: _rows(lanes) == ())

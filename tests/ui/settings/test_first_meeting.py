"""Which side decides: what would be written in the shop is seen before anything is."""

import pytest
from pytestqt.qtbot import QtBot
from sqlalchemy import select
from sqlalchemy.orm import Session

from merchant_desk.lanes import Lanes
from merchant_desk.models.shop import OutboxMessage, Shop, ShopProduct
from merchant_desk.ui.settings.first_pull_sheet import FirstPullSheet
from merchant_desk.ui.settings.screen import SettingsScreen
from merchant_desk.ui.settings.storefronts_page import StorefrontsPage
from merchant_desk.ui.widgets.text_label import TextLabel
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import ShopId
from merchant_desk.values.money import Money
from merchant_desk.values.words import Master
from tests.makers import make_bin, make_location, make_product, make_shop, put_stock
from tests.ui.accessibility import faults

ASKED = {"stock_master": Master.UNDECIDED, "price_master": Master.UNDECIDED}


def _met(session: Session, gesture: Gesture, articles: int) -> ShopId:
    """Leave a shop that shows 3 of each article at 4,90 €, where 5 lie here at 5,90 €."""
    shop_id = make_shop(session, last_pull_at=gesture.at, **ASKED)
    shelf = make_bin(session, make_location(session), "B2")
    for place in range(articles):
        product_id = make_product(session, f"SAV-{place}", name=f"Savon {place}", ean=None)
        put_stock(session, gesture, product_id, shelf, 5)
        session.add(
            ShopProduct(
                shop_id=shop_id,
                remote_id=str(place),
                product_id=product_id,
                stock_seen=3,
                price_seen=Money(490),
            )
        )
    return shop_id


@pytest.fixture
def sheet(
    qtbot: QtBot, settings_screen: SettingsScreen, lanes: Lanes, gesture: Gesture
) -> FirstPullSheet:
    lanes.write(_met, gesture, 7).result()
    settings_screen.open_page("storefronts")
    page = settings_screen.page
    assert isinstance(page, StorefrontsPage)
    page.reload()
    qtbot.waitUntil(lambda: bool(page.shop_cards))
    page.shop_cards[0].decide.click()
    question = page.sheets.question
    assert not question.save.isEnabled(), "nothing can be confirmed before it was shown"
    qtbot.waitUntil(question.save.isEnabled)
    qtbot.waitUntil(lambda: "SAV-0" in _shown(question))
    return question


def _shown(sheet: FirstPullSheet) -> list[str]:
    labels = sheet.changes.findChildren(TextLabel)
    return [each.text() for each in labels if each.isVisibleTo(sheet.sheet)]


def _waiting(lanes: Lanes) -> int:
    return len(lanes.read(lambda session: session.scalars(select(OutboxMessage.id)).all()).result())


def test_what_would_be_written_is_counted_and_listed(sheet: FirstPullSheet) -> None:
    assert "7 stocks et 7 prix à écrire" in sheet.changes.summary.text()
    assert sheet.save.text() == "Confirmer 14 changements"
    shown = _shown(sheet)
    assert "SAV-0" in shown
    assert {"3", "5", "4,90\u00a0€", "5,90\u00a0€"} <= set(shown)
    assert faults(sheet.sheet) == []


def test_the_rest_of_a_long_list_is_a_press_away(qtbot: QtBot, sheet: FirstPullSheet) -> None:
    assert "SAV-6" not in _shown(sheet)

    sheet.changes.more.click()

    qtbot.waitUntil(lambda: "SAV-6" in _shown(sheet))
    assert not sheet.changes.more.isVisible()


def test_an_answer_that_changes_nothing_in_the_list_leaves_it_as_she_opened_it(
    qtbot: QtBot, sheet: FirstPullSheet
) -> None:
    sheet.changes.more.click()
    qtbot.waitUntil(lambda: "SAV-6" in _shown(sheet))

    sheet.stock.changed.emit()

    assert "SAV-6" in _shown(sheet)


def test_only_the_side_that_the_desk_decides_would_be_written(sheet: FirstPullSheet) -> None:
    sheet.stock._buttons[Master.SHOP.value].click()

    assert "7 prix à écrire" in sheet.changes.summary.text()
    sheet.price._buttons[Master.SHOP.value].click()

    assert sheet.changes.count == 0
    assert sheet.changes.summary.text().startswith("Rien")
    assert sheet.save.text() == "Enregistrer"


def test_nothing_is_told_to_the_shop_before_she_confirms(
    qtbot: QtBot, sheet: FirstPullSheet, lanes: Lanes
) -> None:
    approved = select(Shop.approved_at)
    assert _waiting(lanes) == 0
    assert lanes.read(lambda session: session.scalars(approved).one()).result() is None

    sheet.save.click()
    qtbot.waitUntil(lambda: not sheet.sheet.isVisible())

    assert _waiting(lanes) == 14
    assert lanes.read(lambda session: session.scalars(approved).one()).result() is not None


def test_later_writes_nothing_and_leaves_the_question_open(
    sheet: FirstPullSheet, lanes: Lanes
) -> None:
    sheet.later.click()

    masters = lanes.read(lambda session: session.scalars(select(Shop.stock_master)).one()).result()
    assert masters is Master.UNDECIDED
    assert _waiting(lanes) == 0

"""« Rembourser dans la boutique… »: what goes back is seen before it is asked for, once."""

import json
from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from merchant_desk.lanes import Lanes
from merchant_desk.models.shop import OutboxMessage
from merchant_desk.queries.order_card import order_card
from merchant_desk.queries.refundable import refundable
from merchant_desk.ui.orders.refund_sheet import RefundSheet
from merchant_desk.ui.orders.screen import OrdersScreen
from merchant_desk.values.clock import utc_now
from merchant_desk.values.ids import OrderId
from merchant_desk.values.platform_can import PlatformCan
from tests.ui.accessibility import faults
from tests.ui.orders.conftest import Counter

_ALL = PlatformCan(refund=True, refund_parts=True, restock=True, move_money=True)


def _open(qtbot: QtBot, orders: OrdersScreen, counter: Counter, can: PlatformCan) -> RefundSheet:
    counter.shell.services = replace(counter.shell.services, platform_can=lambda _key: can)
    order_id = counter.day.orders["1042"]
    sheet = RefundSheet(counter.desk, counter.shell, orders)
    sheet.open_for(order_id)
    qtbot.waitUntil(sheet.sheet.isVisible)
    qtbot.waitUntil(lambda: sheet._can == can)
    return sheet


def _asked(lanes: Lanes) -> list[dict[str, object]]:
    kept = lanes.read(
        lambda session: session.scalars(
            select(OutboxMessage.payload).where(OutboxMessage.kind == "refund")
        ).all()
    ).result()
    return [json.loads(each) for each in kept]


def test_the_total_follows_what_is_given_back(
    qtbot: QtBot, orders: OrdersScreen, counter: Counter
) -> None:
    sheet = _open(qtbot, orders, counter, _ALL)
    line = sheet.rows[0].line
    assert faults(sheet.sheet) == []

    sheet.rows[0].units.setValue(2)

    assert sheet.wanted().amount == line.total.part(2, line.quantity)
    assert sheet.go.text() == f"Rembourser {sheet.total.text()}"


def test_it_is_asked_once_she_has_confirmed_and_told_in_the_story(
    qtbot: QtBot, orders: OrdersScreen, counter: Counter
) -> None:
    sheet = _open(qtbot, orders, counter, _ALL)
    sheet.rows[0].units.setValue(1)
    sheet.restock.setChecked(True)
    sheet.go.click()
    assert _asked(counter.lanes) == []

    sheet.confirm.go.click()

    qtbot.waitUntil(lambda: len(_asked(counter.lanes)) == 1)
    (asked,) = _asked(counter.lanes)
    assert (asked["restock"], asked["move_money"]) == (True, False)
    card = counter.lanes.read(order_card, counter.day.orders["1042"], utc_now()).result()
    assert any("demandé à la boutique" in each.sentence for each in card.story)


def test_nothing_given_back_asks_for_nothing(
    qtbot: QtBot, orders: OrdersScreen, counter: Counter
) -> None:
    sheet = _open(qtbot, orders, counter, _ALL)

    sheet.go.click()

    assert sheet.banner.isVisible()
    assert not sheet.confirm.sheet.isVisible()


def test_a_platform_that_cannot_offers_neither_restocking_nor_payment(
    qtbot: QtBot, orders: OrdersScreen, counter: Counter
) -> None:
    sheet = _open(qtbot, orders, counter, PlatformCan(refund=True, refund_parts=True))

    assert not sheet.restock.isVisible()
    assert not sheet.move_money.isVisible()
    assert "vous" in sheet.money_note.text() or "prestataire" in sheet.money_note.text()


def test_a_platform_of_whole_refunds_takes_every_unit(
    qtbot: QtBot, orders: OrdersScreen, counter: Counter
) -> None:
    sheet = _open(qtbot, orders, counter, PlatformCan(refund=True))

    assert all(row.units.value() == row.line.most for row in sheet.rows)
    assert not any(row.units.isEnabled() for row in sheet.rows)


def test_an_amount_that_is_none_is_told_under_its_field(
    qtbot: QtBot, orders: OrdersScreen, counter: Counter
) -> None:
    sheet = _open(qtbot, orders, counter, _ALL)
    sheet.rows[0].units.setValue(1)

    sheet.carriage.input.setText("beaucoup")
    sheet.go.click()

    assert sheet.carriage.error
    assert _asked(counter.lanes) == []


@pytest.mark.parametrize("units", [1, 5])
def test_units_given_back_are_no_longer_offered(
    qtbot: QtBot, orders: OrdersScreen, counter: Counter, units: int
) -> None:
    sheet = _open(qtbot, orders, counter, _ALL)
    order_id: OrderId = counter.day.orders["1042"]
    line = sheet.rows[0].line
    sheet.rows[0].units.setValue(units)
    sheet.go.click()
    sheet.confirm.go.click()
    qtbot.waitUntil(lambda: len(_asked(counter.lanes)) == 1)

    found = counter.lanes.read(refundable, order_id).result()

    after = next(each for each in found.lines if each.line_id == line.line_id)
    assert after.most == line.quantity - units
    rest = after.price_of(after.most)
    assert rest + line.price_of(units) == line.total


def test_never_more_than_was_paid(qtbot: QtBot, orders: OrdersScreen, counter: Counter) -> None:
    sheet = _open(qtbot, orders, counter, _ALL)

    sheet.carriage.set_value("9999")
    sheet.go.click()

    assert sheet.banner.isVisible()
    assert not sheet.confirm.sheet.isVisible()
    assert _asked(counter.lanes) == []

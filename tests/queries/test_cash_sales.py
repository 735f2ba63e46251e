"""Sales to come, from real rows: the days of Paris, the ways of the money, what is left out."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import update

from merchant_desk.database.database import Database
from merchant_desk.models.base import table
from merchant_desk.models.cash_aside import BankDeposit
from merchant_desk.models.purchasing import Supplier, SupplierArticle
from merchant_desk.operations.post_move import Move, post_move
from merchant_desk.operations.save_bank_account import open_bank_account
from merchant_desk.queries.cash_sales import ExpectedSales
from merchant_desk.queries.daily_sales import daily_sales, sales_parts
from merchant_desk.rules.cash_days.bank import is_bank_day
from merchant_desk.rules.cash_sales.keys import sold_on
from merchant_desk.values.cash_flow import Flow, FlowSource
from merchant_desk.values.cash_words import DepositKind
from merchant_desk.values.clock import PARIS
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import DepositId, SupplierArticleId, SupplierId, new_id
from merchant_desk.values.money import Money
from merchant_desk.values.places import CUSTOMER, SUPPLIER
from merchant_desk.values.words import MoveReason, OrderState
from tests.conftest import STATION
from tests.queries.selling_shop import TODAY, Sales


@pytest.fixture
def sales(database: Database, gesture: Gesture) -> Any:
    with database.write() as session:
        yield Sales(session, gesture)


def _sold(flows: tuple[Flow, ...], source: FlowSource = FlowSource.SALES) -> list[Flow]:
    return [each for each in flows if each.source is source]


@pytest.mark.parametrize(
    ("at", "day"),
    [
        ("2026-07-14T21:59", "2026-07-14"),  # two hours of summer
        ("2026-07-14T22:00", "2026-07-15"),
        ("2026-01-14T22:59", "2026-01-14"),
        ("2026-01-14T23:00", "2026-01-15"),
        ("2026-10-25T00:59", "2026-10-25"),  # the night of 25 hours
        ("2026-10-25T23:00", "2026-10-26"),
        ("2026-03-29T22:00", "2026-03-30"),
        ("2025-03-29T22:59", "2025-03-29"),
    ],
)
def test_a_sale_counts_on_the_day_of_paris(sales: Sales, at: str, day: str) -> None:
    instant = datetime.fromisoformat(at).replace(tzinfo=UTC)
    sales.order(instant, 1_00)
    assert instant.astimezone(PARIS).date().isoformat() == day

    told = daily_sales(sales.session, date(2024, 11, 25), date(2026, 11, 20))

    assert told.online == {date.fromisoformat(day): 1_00}


def test_each_day_adds_up_orders_takings_and_what_was_given_back(sales: Sales) -> None:
    at, day = datetime(2026, 11, 10, 9, tzinfo=UTC), date(2026, 11, 10)
    sales.order(at, 30_00)
    sales.order(at, 12_00)
    sales.order(at, 99_00, state=OrderState.CANCELLED)
    sales.take(day, 8_00, "card")
    sales.take(day, 5_00, "cash")
    sales.take(day, -7_00, "stripe", order_id=sales.first["id"])
    sales.take(day, 42_00, "stripe", order_id=sales.first["id"])

    told = daily_sales(sales.session, date(2026, 11, 1), date(2026, 11, 20))
    parts = sales_parts(sales.session, date(2026, 11, 1), date(2026, 11, 20))

    assert told.online == {day: 42_00}
    assert told.counter == {day: 13_00}
    assert told.refunds == {day: -7_00}
    assert parts.counter == {"card": 8_00, "cash": 5_00}
    assert sum(parts.online.values()) == 42_00


def test_too_few_weeks_are_told_and_nothing_is_supposed(sales: Sales) -> None:
    sales.every_day(5, 50_00)

    told = sales.told()

    assert told.flows == ()
    assert "huit semaines" in told.notes[0]


def test_no_sale_at_all_needs_no_note(sales: Sales) -> None:
    assert sales.told() == ExpectedSales((), ())


def test_steady_sales_go_on_from_tomorrow_on_days_of_banks(sales: Sales) -> None:
    sales.every_day(20, 50_00)

    flows = _sold(sales.told().flows)

    assert min(sold_on(each) for each in flows) == TODAY + timedelta(days=1)
    assert all(is_bank_day(each.day) and each.day > sold_on(each) for each in flows)
    assert all(each.cautious_day >= each.day for each in flows)
    assert all("Par paiement en ligne." in each.why for each in flows)
    assert all(each.cautious_amount < each.amount and not each.certain for each in flows)
    week = [each.amount.cents for each in flows if sold_on(each) < TODAY + timedelta(days=7)]
    assert abs(sum(week) - 5 * 50_00) <= 5 * 50
    assert all(sold_on(each).weekday() != 6 for each in flows)
    assert len({each.key for each in flows}) == len(flows)


def test_what_is_usually_given_back_is_taken_off(sales: Sales) -> None:
    sales.every_day(20, 50_00)
    before = sum(each.amount.cents for each in _sold(sales.told().flows))
    for each in range(1, 21):
        day = TODAY - timedelta(weeks=each)
        sales.take(day, -30_00, "stripe", order_id=sales.first["id"])

    after = sum(each.amount.cents for each in _sold(sales.told().flows))

    assert abs(after - before * 9 // 10) <= len(sales.told().flows)


def test_card_comes_the_next_day_and_cash_only_when_it_is_brought(sales: Sales) -> None:
    for each in range(1, 141):
        day = TODAY - timedelta(days=each)
        sales.take(day, 60_00, "card")
        sales.take(day, 40_00, "cash")
    told = sales.told()
    card = _sold(told.flows)
    assert {each.key.split(":")[1] for each in card} == {"counter.card"}
    assert card[0].day == date(2026, 11, 25)  # sold on the 24th
    assert any("Espèces" in each for each in told.notes)

    account = open_bank_account(sales.session, sales.gesture, "Compte")
    sales.session.add(
        BankDeposit(
            id=DepositId(new_id()), number="R1", kind=DepositKind.CASH, account_id=account,
            day=date(2026, 11, 2), amount=Money(91 * 20_00), at=sales.gesture.at, by="C",
            station_id=STATION,
        )
    )  # fmt: skip

    cash = [each for each in _sold(sales.told().flows) if "cash" in each.key]
    assert abs(cash[1].amount.cents - 7 * 20_00) <= 7 * 20
    assert cash[1].day.weekday() == 1  # the week's cash, brought on Monday, counts on Tuesday


def test_a_supplier_abroad_charges_no_vat(sales: Sales) -> None:
    sales.every_day(20, 50_00)
    _supplier(sales)
    for each in range(1, 92):
        _sell(sales, datetime(2026, 11, 23, 8, tzinfo=UTC) - timedelta(days=each))
    before = [each.amount.cents for each in _sold(sales.told().flows, FlowSource.GOODS)]

    sales.session.execute(update(table(Supplier)).values(vat_number="IT00743110157"))

    after = [each.amount.cents for each in _sold(sales.told().flows, FlowSource.GOODS)]
    assert after == [round(each / 1.2) for each in before]


def test_goods_are_bought_once_the_stock_is_sold_and_paid_at_the_terms(sales: Sales) -> None:
    sales.every_day(20, 50_00)
    _supplier(sales)
    for each in range(1, 92):
        at = datetime(2026, 11, 23, 8, tzinfo=UTC) - timedelta(days=each)
        _sell(sales, at)

    goods = _sold(sales.told().flows, FlowSource.GOODS)

    assert goods
    assert all(each.amount.cents < 0 and each.party == "Savonnerie" for each in goods)
    assert min(each.day for each in goods) == TODAY + timedelta(days=1 + 7 + 30)  # nine are left


def _supplier(sales: Sales) -> None:
    supplier, article = SupplierId(new_id()), SupplierArticleId(new_id())
    sales.session.add(
        Supplier(id=supplier, name="Savonnerie", key="s", changed_at=sales.gesture.at, by="C")
    )
    sales.session.flush()
    sales.session.add(
        SupplierArticle(
            id=article, supplier_id=supplier, product_id=sales.soap, cost_tenthousandths=2_0000,
            preferred=True, changed_at=sales.gesture.at, by="C",
        )
    )  # fmt: skip
    sales.session.flush()


def _sell(sales: Sales, at: datetime) -> None:
    when = replace(sales.gesture, at=at)
    post_move(sales.session, when, Move(sales.soap, SUPPLIER, sales.place, 1, MoveReason.RECEIPT))
    post_move(sales.session, when, Move(sales.soap, sales.place, CUSTOMER, 1, MoveReason.SALE))

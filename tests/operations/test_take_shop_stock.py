"""The opening stock that a storefront shows: dated by its own clock, told to the other shops."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from merchant_desk.database.database import Database
from merchant_desk.models.shop import OutboxMessage, Shop, ShopProduct
from merchant_desk.operations.accept_order import accept_order
from merchant_desk.operations.accept_product import SheetsTell, accept_product
from merchant_desk.operations.take_shop_stock import Shown, take_shop_stock
from merchant_desk.sync.connector import Page, RawRecord, RecordKind
from merchant_desk.sync.inbox import keep_page
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import ProductId, ShopId
from merchant_desk.values.money import Money
from merchant_desk.values.remote import RemoteProduct
from merchant_desk.values.shop_facts import facts_text, read_facts
from merchant_desk.values.words import Master
from tests.makers import make_product, make_shop, make_station, remote_line, remote_order

HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)


def _sells(session: Session, shop_id: ShopId, product_id: ProductId, shown: int) -> None:
    session.add(
        ShopProduct(shop_id=shop_id, remote_id="7", product_id=product_id, stock_seen=shown)
    )
    session.flush()


def _sell(session: Session, gesture: Gesture, shop_id: ShopId, number: str, units: int) -> None:
    """An order that is in by the shop's clock of this gesture."""
    at = gesture.at
    line = remote_line("SAV", units, remote_id=f"{number}-1")
    sold = remote_order(number, line, placed_at=at, paid_at=at)
    accept_order(session, gesture, shop_id, sold)


def _later(gesture: Gesture, by: timedelta) -> Gesture:
    return Gesture(gesture.at + by, gesture.person, gesture.station_id)


@pytest.mark.parametrize("error", [-HOUR, HOUR], ids=["an hour late", "an hour ahead"])
def test_a_wrong_clock_here_does_not_change_which_orders_a_sheet_knew_of(
    database: Database, gesture: Gesture, error: timedelta
) -> None:
    with database.write() as session:
        make_station(session, gesture)
        shop_id = make_shop(session)
        _sells(session, shop_id, make_product(session, "SAV", ean=None), 7)
        record = RawRecord(RecordKind.PRODUCT, "7", "v1", gesture.at, "{}")
        page = Page((record,), "p", finished=True, server_time=gesture.at)
        keep_page(session, _later(gesture, error), shop_id, RecordKind.PRODUCT, page)
        _sell(session, _later(gesture, -MINUTE), shop_id, "1", 2)  # taken off in the seven
        _sell(session, _later(gesture, MINUTE), shop_id, "2", 4)  # not yet

        taken = take_shop_stock(session, _later(gesture, error), shop_id)

        assert taken.units == 7 + 2


@pytest.mark.parametrize("error", [-HOUR, HOUR], ids=["an hour late", "an hour ahead"])
def test_a_wrong_clock_here_does_not_change_which_orders_a_sweep_knew_of(
    database: Database, gesture: Gesture, error: timedelta
) -> None:
    with database.write() as session:
        make_station(session, gesture)
        shop_id = make_shop(session)
        _sells(session, shop_id, make_product(session, "SAV", ean=None), 7)
        skew = -round(error.total_seconds())
        facts = facts_text(replace(read_facts("{}"), clock_skew_s=skew))
        session.execute(update(Shop).values(facts=facts))
        session.execute(update(ShopProduct).values(stock_seen_at=gesture.at + error))
        session.expire_all()
        _sell(session, _later(gesture, -MINUTE), shop_id, "1", 2)
        _sell(session, _later(gesture, MINUTE), shop_id, "2", 4)

        shown = Shown(swept=True)
        taken = take_shop_stock(session, _later(gesture, error), shop_id, shown=shown)

        assert taken.units == 7 + 2


def test_a_sheet_that_tells_no_stock_leaves_the_instant_of_the_sweep(
    database: Database, gesture: Gesture
) -> None:
    sheet = RemoteProduct(
        remote_id="7", parent_remote_id="", sku="SAV", name="Savon", option_text="", ean="",
        price=Money(590), sale_price=None, rate_bp=2000, stock=None, sellable=True,
        modified_at=gesture.at,
    )  # fmt: skip
    with database.write() as session:
        make_station(session, gesture)
        shop_id = make_shop(session)
        _sells(session, shop_id, make_product(session, "SAV", ean=None), 7)
        session.execute(update(ShopProduct).values(stock_seen_at=gesture.at))

        late = _later(gesture, HOUR)
        accept_product(session, late, shop_id, sheet, told=SheetsTell(levels=False))

        link = session.execute(select(ShopProduct.stock_seen, ShopProduct.stock_seen_at)).one()
        assert tuple(link) == (7, gesture.at)


def test_stock_taken_from_one_shop_is_told_to_the_others_that_sell_the_article(
    database: Database, gesture: Gesture
) -> None:
    with database.write() as session:
        make_station(session, gesture)
        taken_from = make_shop(session, stock_master=Master.UNDECIDED)
        other = make_shop(session, name="Marché")
        product_id = make_product(session, "SAV", ean=None)
        _sells(session, taken_from, product_id, 7)
        _sells(session, other, product_id, 3)

        take_shop_stock(session, gesture, taken_from)

        told = session.execute(select(OutboxMessage.shop_id, OutboxMessage.kind)).all()
        assert [tuple(each) for each in told] == [(other, "stock")]

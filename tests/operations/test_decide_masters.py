"""The first pull: what lies on the shelves, and which side decides."""

from datetime import timedelta

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from merchant_desk.database.database import Database
from merchant_desk.errors import RefusedError
from merchant_desk.models.base import table
from merchant_desk.models.product import Product
from merchant_desk.models.shop import OutboxMessage, Shop, ShopProduct
from merchant_desk.models.stock import Place, StockLevel, StockMove
from merchant_desk.operations.accept_order import accept_order
from merchant_desk.operations.decide_masters import decide_masters
from merchant_desk.operations.take_shop_stock import take_shop_stock
from merchant_desk.queries.opening_stock import FirstPull, first_pull
from merchant_desk.sync.connector import Page, RawRecord, RecordKind
from merchant_desk.sync.inbox import keep_page
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import ProductId, ShopId
from merchant_desk.values.money import Money
from merchant_desk.values.shop_access import Masters
from merchant_desk.values.words import Master, MoveReason
from tests.makers import (
    make_bin,
    make_location,
    make_product,
    make_shop,
    make_station,
    put_stock,
    remote_line,
    remote_order,
)

DESK = Masters(Master.DESK, Master.DESK)


def _shop(session: Session, gesture: Gesture) -> ShopId:
    make_station(session, gesture)
    undecided = Master.UNDECIDED
    return make_shop(session, stock_master=undecided, price_master=undecided)


def _sells(
    session: Session, shop_id: ShopId, sku: str, shown: int | None, *, ean: str | None = None
) -> ProductId:
    product_id = make_product(session, sku, ean=ean)
    session.add(
        ShopProduct(shop_id=shop_id, remote_id=f"r-{sku}", product_id=product_id, stock_seen=shown)
    )
    session.flush()
    return product_id


def _levels(session: Session) -> dict[tuple[str, str], int]:
    rows = session.execute(
        select(Product.sku, Place.code, StockLevel.quantity)
        .join(StockLevel, StockLevel.product_id == Product.id)
        .join(Place, Place.id == StockLevel.place_id)
    )
    return {(row[0], row[1]): row[2] for row in rows}


def test_the_shelf_holds_what_the_shop_shows_and_what_it_sold(
    database: Database, gesture: Gesture
) -> None:
    with database.write() as session:
        shop_id = _shop(session, gesture)
        _sells(session, shop_id, "SAV", 7)
        accept_order(session, gesture, shop_id, remote_order("1", remote_line("SAV", 2)))
        assert first_pull(session, shop_id) == FirstPull(1, 1, 7, 2)
        taken = take_shop_stock(session, gesture, shop_id)

    assert (taken.products, taken.units, taken.after) == (1, 9, None)
    with database.read() as session:
        assert _levels(session) == {("SAV", "À ranger"): 9}
        assert session.scalars(select(StockMove.reason)).one() is MoveReason.OPENING
        assert session.get_one(Shop, shop_id).opening_taken_at == gesture.at
        assert first_pull(session, shop_id).uncounted == 0


def test_an_order_placed_after_the_product_was_read_is_not_counted_twice(
    database: Database, gesture: Gesture
) -> None:
    with database.write() as session:
        shop_id = _shop(session, gesture)
        _sells(session, shop_id, "SAV", 7)
        record = RawRecord(RecordKind.PRODUCT, "r-SAV", "v1", gesture.at, "{}")
        keep_page(
            session, gesture, shop_id, RecordKind.PRODUCT, Page((record,), "p", finished=True)
        )
        after = gesture.at + timedelta(minutes=1)
        late = remote_order("1", remote_line("SAV", 2), placed_at=after, paid_at=after)
        accept_order(session, gesture, shop_id, late)

        taken = take_shop_stock(session, gesture, shop_id)

    assert taken.units == 7


def test_the_bin_that_the_shop_names_is_used(database: Database, gesture: Gesture) -> None:
    with database.write() as session:
        shop_id = _shop(session, gesture)
        product_id = _sells(session, shop_id, "SAV", 7)
        place_id = make_bin(session, make_location(session), "B2")
        session.get_one(Product, product_id).default_place_id = place_id
        take_shop_stock(session, gesture, shop_id)

    with database.read() as session:
        assert _levels(session) == {("SAV", "B2"): 7}


def test_a_product_that_came_in_before_is_left_alone_and_one_only_shipped_is_made_whole(
    database: Database, gesture: Gesture
) -> None:
    with database.write() as session:
        shop_id = _shop(session, gesture)
        shelf = make_bin(session, make_location(session), "B2")
        put_stock(session, gesture, _sells(session, shop_id, "COUNTED", 7), shelf, 3)
        shipped = _sells(session, shop_id, "SHIPPED", 5)
        session.get_one(Product, shipped).default_place_id = shelf
        session.add(StockLevel(product_id=shipped, place_id=shelf, quantity=-2))
        session.flush()
        taken = take_shop_stock(session, gesture, shop_id)

    with database.read() as session:
        assert taken.products == 1
        assert _levels(session) == {("COUNTED", "B2"): 3, ("SHIPPED", "B2"): 5}


def test_taking_the_stock_twice_or_in_small_chunks_changes_nothing(
    database: Database, gesture: Gesture
) -> None:
    with database.write() as session:
        shop_id = _shop(session, gesture)
        for number in range(5):
            _sells(session, shop_id, f"SKU-{number}", number)
        _sells(session, shop_id, "NOT-COUNTED", None)

    seen = []
    after: ProductId | None = None
    while True:
        with database.write() as session:
            taken = take_shop_stock(session, gesture, shop_id, after, limit=2)
        seen.append((taken.products, taken.units))
        after = taken.after
        if after is None:
            break
    with database.write() as session:
        again = take_shop_stock(session, gesture, shop_id)

    assert len(seen) == 3  # which article comes in which chunk hangs on the ids drawn for them
    assert all(products <= 2 for products, _units in seen)
    assert tuple(map(sum, zip(*seen, strict=True))) == (4, 10)
    assert (again.products, again.units) == (0, 0)


def test_the_desk_does_not_decide_while_a_sold_product_has_no_stock_here(
    database: Database, gesture: Gesture
) -> None:
    with database.write() as session:
        shop_id = _shop(session, gesture)
        _sells(session, shop_id, "SAV", 7)

    with pytest.raises(RefusedError, match="tomberait à zéro"), database.write() as session:
        decide_masters(session, gesture, shop_id, DESK)

    with database.read() as session:
        assert session.get_one(Shop, shop_id).stock_master is Master.UNDECIDED
        assert session.scalars(select(OutboxMessage)).all() == []


def test_only_what_differs_is_told_when_the_desk_decides(
    database: Database, gesture: Gesture
) -> None:
    with database.write() as session:
        shop_id = _shop(session, gesture)
        shelf = make_bin(session, make_location(session), "B2")
        same, other = _sells(session, shop_id, "SAME", 4), _sells(session, shop_id, "OTHER", 9)
        for product_id in (same, other):
            put_stock(session, gesture, product_id, shelf, 4)
        decided = decide_masters(session, gesture, shop_id, DESK)

    assert decided.differences == 1
    with database.read() as session:
        assert session.scalars(select(OutboxMessage.subject)).all() == [other.hex()]
        assert session.get_one(Shop, shop_id).price_master is Master.DESK


def test_the_shop_may_decide_without_any_stock_here(database: Database, gesture: Gesture) -> None:
    with database.write() as session:
        shop_id = _shop(session, gesture)
        _sells(session, shop_id, "SAV", 7)
        decided = decide_masters(session, gesture, shop_id, Masters(Master.SHOP, Master.SHOP))

    assert decided.differences == 0
    with database.read() as session:
        assert session.get_one(Shop, shop_id).stock_master is Master.SHOP


def test_deciding_that_the_shop_sets_prices_takes_over_those_it_shows(
    database: Database, gesture: Gesture
) -> None:
    with database.write() as session:
        shop_id = _shop(session, gesture)
        product_id = _sells(session, shop_id, "SAV", 7)
        ours = session.get_one(Product, product_id).price
        session.execute(update(ShopProduct).values(price_seen=ours + Money(100)))
        session.expire_all()

        decide_masters(session, gesture, shop_id, Masters(Master.SHOP, Master.SHOP))

        session.flush()
        assert session.get_one(Product, product_id).price == ours + Money(100)
        assert session.scalars(select(OutboxMessage.kind)).all() == []


def test_an_undecided_side_is_no_decision(database: Database, gesture: Gesture) -> None:
    with database.write() as session:
        shop_id = _shop(session, gesture)

    with pytest.raises(RefusedError, match="chacun besoin"), database.write() as session:
        decide_masters(session, gesture, shop_id, Masters(Master.DESK, Master.UNDECIDED))


def test_a_removed_shop_decides_nothing(database: Database, gesture: Gesture) -> None:
    with database.write() as session:
        shop_id = _shop(session, gesture)
        session.execute(update(table(Shop)).values(active=False))

    with pytest.raises(RefusedError, match="n’est plus là"), database.write() as session:
        decide_masters(session, gesture, shop_id, Masters(Master.SHOP, Master.SHOP))

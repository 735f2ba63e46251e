"""Boxes and fill: scanned or usual, they leave the stock with the parcel, and are never sold."""

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from merchant_desk.database.database import Database
from merchant_desk.errors import RefusedError
from merchant_desk.models.packaging import ParcelPackaging
from merchant_desk.models.product import Product
from merchant_desk.models.stock import StockMove
from merchant_desk.operations.close_parcel import close_parcel
from merchant_desk.operations.save_settings import save_setting
from merchant_desk.operations.set_goods_kind import use_as_packaging
from merchant_desk.operations.ship_orders import ship_orders
from merchant_desk.operations.unscan_item import unscan_last
from merchant_desk.queries.ledger_check import ledger_disagreements
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.goods_words import ProductKind
from merchant_desk.values.ids import ProductId
from merchant_desk.values.settings import PACKING_CARTON
from merchant_desk.values.words import MoveReason, ScanOutcome
from tests import makers
from tests.makers import remote_line
from tests.operations.kit_bench import SOAP, KitBench, kit_bench

_SMALL, _LARGE = "3760123450027", "3760123450034"


def _carton(bench: KitBench, sku: str, code: str) -> ProductId:
    carton = makers.make_product(bench.session, sku, name=f"Carton {sku}", ean=code)
    makers.put_stock(bench.session, bench.gesture, carton, bench.shelf, 10)
    use_as_packaging(bench.session, bench.gesture, carton, packaging=True)
    return carton


def _used(session: Session) -> list[tuple[ProductId, int]]:
    moves = select(StockMove.product_id, StockMove.quantity).where(
        StockMove.reason == MoveReason.PACKAGING
    )
    return [(row[0], row[1]) for row in session.execute(moves.order_by(StockMove.row))]


def test_the_cartons_scanned_leave_with_the_parcel(database: Database, gesture: Gesture) -> None:
    with database.write() as session:
        bench = kit_bench(session, gesture)
        small = _carton(bench, "CART-S", _SMALL)
        parcel = bench.open(bench.receive(remote_line()))

        said = [bench.scan(parcel, _SMALL).outcome, bench.scan(parcel, _SMALL).outcome]
        closed = bench.scan(parcel, SOAP).closed

        assert said == [ScanOutcome.PACKAGING] * 2
        assert closed is not None
        assert _used(session) == [(small, 2)]
        assert bench.on_hand()[small] == 8
        assert ledger_disagreements(session) == ()


def test_a_box_scanned_by_mistake_is_taken_back(database: Database, gesture: Gesture) -> None:
    with database.write() as session:
        bench = kit_bench(session, gesture)
        _carton(bench, "CART-S", _SMALL)
        parcel = bench.open(bench.receive(remote_line()))
        bench.scan(parcel, _SMALL)
        bench.scan(parcel, _SMALL)

        for left in (1, None):
            unscan_last(session, bench.later(), parcel)
            assert session.scalars(select(ParcelPackaging.quantity)).one_or_none() == left


def test_a_parcel_without_a_box_uses_the_usual_one(database: Database, gesture: Gesture) -> None:
    with database.write() as session:
        bench = kit_bench(session, gesture)
        small, large = _carton(bench, "CART-S", _SMALL), _carton(bench, "CART-L", _LARGE)
        save_setting(session, gesture, PACKING_CARTON, "CART-S")
        first = bench.open(bench.receive(remote_line(), number="1"))
        bench.scan(first, SOAP)
        second = bench.open(bench.receive(remote_line(), number="2"))
        bench.scan(second, _LARGE)
        bench.scan(second, SOAP)
        third = bench.receive(remote_line(), number="3")

        ship_orders(session, bench.later(), [third])

        assert sorted(_used(session)) == sorted([(small, 1), (large, 1), (small, 1)])
        kept = session.scalars(select(ParcelPackaging.quantity)).all()
        assert list(kept) == [1, 1, 1]


def test_a_box_scanned_before_its_order_is_shipped_whole_is_the_one_used(
    database: Database, gesture: Gesture
) -> None:
    with database.write() as session:
        bench = kit_bench(session, gesture)
        _small, large = _carton(bench, "CART-S", _SMALL), _carton(bench, "CART-L", _LARGE)
        save_setting(session, gesture, PACKING_CARTON, "CART-S")
        order_id = bench.receive(remote_line())
        bench.scan(bench.open(order_id), _LARGE)

        said = ship_orders(session, bench.later(), [order_id])

        assert said.refused == ()
        assert _used(session) == [(large, 1)]


def test_a_box_without_a_reference_is_not_the_usual_one_of_who_named_none(
    database: Database, gesture: Gesture
) -> None:
    with database.write() as session:
        bench = kit_bench(session, gesture)
        _carton(bench, "", _SMALL)
        save_setting(session, gesture, PACKING_CARTON, "")

        said = ship_orders(session, bench.later(), [bench.receive(remote_line())])

        assert said.refused == ()
        assert _used(session) == []


def test_no_box_is_used_where_none_is_usual(database: Database, gesture: Gesture) -> None:
    with database.write() as session:
        bench = kit_bench(session, gesture)
        parcel = bench.open(bench.receive(remote_line(quantity=2)))
        bench.scan(parcel, SOAP)

        close_parcel(session, bench.later(), parcel)

        assert _used(session) == []


def test_what_is_sold_is_no_packaging(database: Database, gesture: Gesture) -> None:
    with database.write() as session:
        bench = kit_bench(session, gesture)
        bench.receive(remote_line())

        for product, why in ((bench.kit, "c’est un kit"), (bench.candle, "partie d’un kit")):
            with pytest.raises(RefusedError, match=why):
                use_as_packaging(session, gesture, product, packaging=True)


def test_packaging_becomes_an_article_again(database: Database, gesture: Gesture) -> None:
    with database.write() as session:
        bench = kit_bench(session, gesture)
        small = _carton(bench, "CART-S", _SMALL)

        assert use_as_packaging(session, gesture, small, packaging=False) is ProductKind.ARTICLE


def test_a_parcel_leaves_without_a_box_in_stock_and_it_is_told(
    database: Database, gesture: Gesture
) -> None:
    with database.write() as session:
        # given one box left, and two parcels that use the usual one
        bench = kit_bench(session, gesture)
        small = makers.make_product(session, "CART-S", name="Carton S", ean=_SMALL)
        makers.put_stock(session, gesture, small, bench.shelf, 2)
        use_as_packaging(session, gesture, small, packaging=True)
        save_setting(session, gesture, PACKING_CARTON, "CART-S")

        told = []
        for number in ("1", "2", "3"):
            order = bench.receive(remote_line(), number=number)
            said = bench.scan(bench.open(order), SOAP)
            assert said.closed is not None
            told.append(said.closed.used_up)

        # then all of them left, and the last box told that it was the last
        assert told == [(), ("Carton S",), ("Carton S",)]
        assert bench.on_hand()[small] == -1
        assert ledger_disagreements(session) == ()


def test_boxes_are_worth_what_they_cost_when_they_leave(
    database: Database, gesture: Gesture
) -> None:
    with database.write() as session:
        bench = kit_bench(session, gesture)
        small = makers.make_product(session, "CART-S", name="Carton S", ean=_SMALL)
        session.get_one(Product, small).cost_tenthousandths = 4_500
        session.flush()
        makers.put_stock(session, gesture, small, bench.shelf, 2)
        use_as_packaging(session, gesture, small, packaging=True)
        parcel = bench.open(bench.receive(remote_line()))
        bench.scan(parcel, _SMALL)
        bench.scan(parcel, SOAP)

        used = session.scalars(
            select(StockMove.value).where(StockMove.reason == MoveReason.PACKAGING)
        ).all()
        assert list(used) == [-4_500]

"""Kits come back as their parts: stock by part, money with the last part, never twice."""

import pytest
from sqlalchemy import select

from merchant_desk.database.database import Database
from merchant_desk.errors import RefusedError
from merchant_desk.models.returned import Return, ReturnLine
from merchant_desk.operations.close_return import LeavesAside, leave_aside
from merchant_desk.operations.save_kit import save_kit
from merchant_desk.operations.ship_orders import ship_orders
from merchant_desk.operations.take_return import take_return
from merchant_desk.queries.ledger_check import ledger_disagreements
from merchant_desk.queries.return_units import lines_back
from merchant_desk.queries.stock import stock_of_everything
from merchant_desk.rules.kit_stock import Part
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.goods_words import Grade, ReturnState
from merchant_desk.values.ids import OrderId, ProductId, RecordId, new_id
from merchant_desk.values.money import ZERO, Money
from merchant_desk.values.taken_return import PayBack, ReturnDone, ReturnTaken, TakenItem
from tests.makers import remote_line
from tests.operations.kit_bench import CANDLE, SOAP, KitBench, kit_bench, kit_line


def _gone(bench: KitBench) -> OrderId:
    """One kit that left: two soaps and a candle."""
    order = bench.receive(kit_line(1))
    parcel = bench.open(order)
    for code in (SOAP, SOAP, CANDLE):
        bench.scan(parcel, code)
    return order


def _take(bench: KitBench, order: OrderId, *items: tuple[ProductId, int]) -> ReturnDone:
    taken = ReturnTaken(
        taking_id=RecordId(new_id()),
        order_id=order,
        items=tuple(TakenItem(product_id=product, units=units) for product, units in items),
        pay_back=PayBack.LATER,
    )
    return take_return(bench.session, bench.later(), taken)


def test_a_kit_is_paid_back_with_its_last_part(database: Database, gesture: Gesture) -> None:
    with database.write() as session:
        bench = kit_bench(session, gesture, soaps=7, candles=10)
        order = _gone(bench)

        first = _take(bench, order, (bench.soap, 2))
        last = _take(bench, order, (bench.candle, 1))

        kit = next(line for line in lines_back(session, order) if line.is_kit)
        assert first.credited == ZERO
        assert last.credited == kit.total > ZERO
        assert kit.units.back == 1
        assert ledger_disagreements(session) == ()
        refunds = session.scalars(select(ReturnLine.refund)).all()
        assert Money(sum(each.cents for each in refunds)) == last.credited


def test_a_kit_scanned_as_one_brings_its_parts_back_once(
    database: Database, gesture: Gesture
) -> None:
    with database.write() as session:
        bench = kit_bench(session, gesture, soaps=7, candles=10)
        order = _gone(bench)

        done = _take(bench, order, (bench.kit, 1))

        assert done.units == 3
        assert done.credited > ZERO
        products = set(session.scalars(select(ReturnLine.product_id)))
        assert products == {bench.soap, bench.candle}
        with pytest.raises(RefusedError, match="déjà revenu"):
            _take(bench, order, (bench.kit, 1))
        assert session.scalars(select(Return.state)).one() is ReturnState.RECEIVED


@pytest.mark.parametrize("grade", [Grade.RESELL, Grade.REPAIR])
def test_what_was_sold_before_it_became_a_kit_comes_back_as_its_parts(
    database: Database, gesture: Gesture, grade: Grade
) -> None:
    with database.write() as session:
        # given: a bar of soap left; since, soap is a kit of three candles
        bench = kit_bench(session, gesture, soaps=1, candles=10)
        order = bench.receive(remote_line(quantity=1))
        ship_orders(session, bench.later(), [order])
        save_kit(session, bench.later(), bench.kit, ())
        save_kit(session, bench.later(), bench.soap, [Part(bench.candle, 3)])

        # when
        item = TakenItem(product_id=bench.soap, grade=grade)
        taken = ReturnTaken(
            taking_id=RecordId(new_id()), order_id=order, items=(item,), pay_back=PayBack.LATER
        )
        take_return(session, bench.later(), taken)
        if grade is Grade.REPAIR:
            line_id = session.scalars(select(ReturnLine.id)).one()
            leave_aside(
                session, bench.later(), LeavesAside(line_id=line_id, to=Grade.RESELL, units=1)
            )

        # then
        stock = stock_of_everything(session)
        assert (stock.get(bench.soap, 0), stock[bench.candle]) == (0, 13)
        assert ledger_disagreements(session) == ()

"""A recalled lot that customers send back never goes on sale again."""

import pytest

from merchant_desk.database.database import Database
from merchant_desk.errors import RefusedError
from merchant_desk.operations.recall_lot import recall_lot
from merchant_desk.operations.ship_orders import ship_orders
from merchant_desk.operations.take_return import take_return
from merchant_desk.queries.ledger_check import ledger_disagreements
from merchant_desk.queries.product_card import product_card
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.goods_words import Grade
from merchant_desk.values.ids import LotId, OrderId, RecordId, new_id
from merchant_desk.values.taken_return import PayBack, ReturnTaken, TakenItem
from tests.makers import remote_line
from tests.operations.lot_bench import LotBench, lot_bench


def _taken(bench: LotBench, order: OrderId, grade: Grade, lot: LotId | None = None) -> ReturnTaken:
    item = TakenItem(product_id=bench.shop.soap, grade=grade, lot_id=lot)
    return ReturnTaken(
        taking_id=RecordId(new_id()), order_id=order, items=(item,), pay_back=PayBack.LATER
    )


@pytest.mark.parametrize("grade", [Grade.RESELL, Grade.SECOND_CHOICE])
def test_what_comes_back_of_a_recalled_lot_is_not_put_on_the_shelf(
    database: Database, gesture: Gesture, grade: Grade
) -> None:
    with database.write() as session:
        # given two units of a lot that left and was recalled since
        bench = lot_bench(session, gesture)
        lot = bench.put("B2", "A", 2, 20)
        order = bench.shop.receive(remote_line("SAV-LAV-100", 2))
        ship_orders(session, bench.shop.later(), [order])
        recall_lot(session, bench.shop.later(), lot)

        # when one comes back, it is not taken as something to sell
        with (
            pytest.raises(RefusedError, match="lot A, est rappelé"),
            session.begin_nested(),
        ):
            take_return(session, bench.shop.later(), _taken(bench, order, grade))

        # then it is set aside for the supplier, unless its symbol tells another lot
        take_return(session, bench.shop.later(), _taken(bench, order, Grade.SUPPLIER))
        other = bench.put("B2", "B", 1, 40)
        take_return(session, bench.shop.later(), _taken(bench, order, Grade.RESELL, other))
        card = product_card(session, bench.shop.soap)
        assert card is not None
        assert (card.on_hand, card.blocked) == (2, 0)
        assert bench.left() == {("B", "B2"): 2}
        assert ledger_disagreements(session) == ()

"""Goods through any run of gestures: every figure is the sum of its ledger, after every step."""

from collections import Counter
from collections.abc import Mapping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.orm import Session

from merchant_desk.database.database import Database
from merchant_desk.models.delivery import DeliveryCharge
from merchant_desk.models.lot import LotLevel
from merchant_desk.models.stock import Reservation, StockLevel, StockMove
from merchant_desk.models.valuation import CostChange, StockValue
from merchant_desk.operations.open_delivery import open_delivery
from merchant_desk.operations.save_kit import save_kit
from merchant_desk.operations.set_goods_kind import follow_lots
from merchant_desk.queries.ledger_check import ledger_disagreements
from merchant_desk.queries.return_units import lines_back
from merchant_desk.rules.kit_stock import Part
from merchant_desk.values.deliveries import NewDelivery
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.goods_words import Tracking
from merchant_desk.values.places import OUTSIDE
from tests import makers
from tests.at_length import few_or_many
from tests.operations.goods_world import (
    EANS,
    HONEY,
    KIT,
    SOAP,
    GoodsWorld,
    Step,
    batches_of_lorries,
)

_OFTEN = ("order", "unload", "pack", "ship", "take", "count")
_SELDOM = (
    "refund", "cancel", "late", "aside", "sell", "carry", "unscan", "charge", "next_lorry",
    "write_down", "recall", "validate", "undo",
)  # fmt: skip
_Key = tuple[bytes, bytes]
_STEPS = st.lists(
    st.tuples(st.sampled_from((*_OFTEN, *_OFTEN, *_SELDOM)), st.integers(0, 3), st.integers(0, 5)),
    min_size=6,
    max_size=16,
)


def _world(session: Session, gesture: Gesture) -> GoodsWorld:
    makers.make_station(session, gesture)
    makers.make_profile(session)
    location = makers.make_location(session)
    bins = (makers.make_bin(session, location, "A1"), makers.make_bin(session, location, "A2"))
    products = {
        sku: makers.make_product(session, sku, name=sku, ean=ean) for sku, ean in EANS.items()
    }
    for product in (products[SOAP], products[HONEY]):
        makers.put_stock(session, gesture, product, bins[0], 6)
    save_kit(session, gesture, products[KIT], [Part(products[SOAP], 2), Part(products[HONEY], 1)])
    follow_lots(session, gesture, products[HONEY], Tracking.LOT)
    delivery = open_delivery(session, gesture, NewDelivery()).delivery_id
    shop = makers.make_shop(session)
    return GoodsWorld(session, gesture, bins, products, shop, delivery)


def _agrees(session: Session) -> None:
    """Levels, lots and values are what the moves come to."""
    levels, lots = Counter[_Key](), Counter[_Key]()
    units, values = Counter[_Key](), Counter[_Key]()
    for move in session.scalars(select(StockMove)):
        units[move.product_id, b""] += move.change
        values[move.product_id, b""] += move.value
        for place, sign in ((move.from_place_id, -1), (move.to_place_id, 1)):
            if place not in OUTSIDE:
                levels[move.product_id, place] += sign * move.quantity
                if move.lot_id is not None:
                    lots[move.lot_id, place] += sign * move.quantity
    for cost in session.scalars(select(CostChange)):
        values[cost.product_id, b""] += cost.kept
    kept = session.scalars(select(StockValue)).all()
    lying = session.scalars(select(StockLevel)).all()
    followed = session.scalars(select(LotLevel)).all()
    assert _some(levels) == _some({(x.product_id, x.place_id): x.quantity for x in lying})
    assert _some(lots) == _some({(x.lot_id, x.place_id): x.quantity for x in followed})
    assert _some(units) == _some({(x.product_id, b""): x.quantity for x in kept})
    assert _some(values) == _some({(x.product_id, b""): x.value for x in kept})


def _some(counts: Mapping[_Key, int]) -> dict[_Key, int]:
    return {key: count for key, count in counts.items() if count}


def _nothing_twice(world: GoodsWorld) -> None:
    """No more left than was ordered or came back than left; what is charged is borne once."""
    session, products = world.session, set(world.products.values())
    for order_id in world.orders:
        for line in lines_back(session, order_id):
            assert 0 <= line.units.back <= line.units.shipped <= line.units.ordered
    promised = session.scalars(select(Reservation)).all()
    assert all(each.quantity > 0 and each.product_id in products for each in promised)
    assert world.products[KIT] not in {each.product_id for each in promised}
    brought = batches_of_lorries(session)
    lorries = {each.delivery_id for each in brought}
    charges = session.scalars(select(DeliveryCharge)).all()
    charged = sum(each.amount.cents * 100 for each in charges if each.delivery_id in lorries)
    assert sum(each.landed_tenthousandths for each in brought) == charged


@pytest.mark.parametrize("examples", few_or_many(8, 20))
def test_levels_values_and_lots_are_the_sum_of_the_ledger_after_every_step(
    database: Database, gesture: Gesture, examples: int
) -> None:
    @settings(max_examples=examples)
    @given(steps=_STEPS)
    def holds_always(steps: list[Step]) -> None:
        with database.write() as session:
            world = _world(session, gesture)
            for step in [("order", 2, 1), ("unload", 1, 3), *steps]:
                world.do(step)
                session.flush()
                session.expire_all()
                _agrees(session)
                _nothing_twice(world)
                assert ledger_disagreements(session) == ()
            session.rollback()

    holds_always()

"""A storefront is told of kits, never of their parts: each with the parcel that completes it."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from merchant_desk.database.database import Database
from merchant_desk.models.shop import OutboxMessage, ShopProduct
from merchant_desk.operations.close_parcel import close_parcel
from merchant_desk.operations.queue_message import queue_state
from merchant_desk.sync.event_telling import shipment
from merchant_desk.sync.intents import ShipLine
from merchant_desk.sync.outbox import Message
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import ParcelId, id_text
from tests.makers import remote_line
from tests.operations.kit_bench import BOX, CANDLE, SOAP, KitBench, kit_bench, kit_line


def _told(session: Session, parcel: ParcelId) -> Message:
    row = session.scalars(
        select(OutboxMessage).where(
            OutboxMessage.kind == "shipped", OutboxMessage.subject == id_text(parcel)
        )
    ).one()
    return Message(row.id, row.row, row.kind, parcel, row.attempts, row.changed_at)


def _closed(bench: KitBench, parcel: ParcelId, *codes: str) -> Message:
    for code in codes:
        said = bench.scan(parcel, code)
    if said.closed is None:
        close_parcel(bench.session, bench.later(), parcel)
    return _told(bench.session, parcel)


def test_a_parcel_tells_the_kits_it_completes(database: Database, gesture: Gesture) -> None:
    with database.write() as session:
        bench = kit_bench(session, gesture)
        order = bench.receive(kit_line(2), remote_line())
        first = _closed(bench, bench.open(order), BOX, SOAP)

        told = shipment(session, first)

        assert told is not None
        assert told.partial
        assert told.lines == (ShipLine("line-COF-PRO", 1, "COF-PRO"),)


def test_loose_parts_are_not_told_and_the_last_part_tells_the_kit(
    database: Database, gesture: Gesture
) -> None:
    with database.write() as session:
        bench = kit_bench(session, gesture)
        order = bench.receive(kit_line())

        loose = _closed(bench, bench.open(order), CANDLE)
        rest = _closed(bench, bench.open(order), SOAP, SOAP)

        assert shipment(session, loose) is None
        told = shipment(session, rest)
        assert told is not None
        assert told.lines == (ShipLine("line-COF-PRO", 1, "COF-PRO"),)


def test_the_stock_of_a_kit_is_told_when_one_of_its_parts_moves(
    database: Database, gesture: Gesture
) -> None:
    with database.write() as session:
        bench = kit_bench(session, gesture)
        session.add(
            ShopProduct(shop_id=bench.shop, remote_id="9", product_id=bench.kit, stock_seen=3)
        )
        session.flush()

        queue_state(session, gesture, "stock", [bench.candle])

        subjects = select(OutboxMessage.subject).where(OutboxMessage.kind == "stock")
        assert session.scalars(subjects).all() == [id_text(bench.kit)]

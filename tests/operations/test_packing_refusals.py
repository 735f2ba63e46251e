"""What the packing bench does not do, and that nothing moved when it said so."""

import pytest
from sqlalchemy import delete, select, update

from merchant_desk.database.database import Database
from merchant_desk.errors import RefusedError
from merchant_desk.models.invoice import Invoice
from merchant_desk.models.order import Order
from merchant_desk.models.parcel import Parcel, Shortage
from merchant_desk.models.shop import Conflict, OutboxMessage, Shop
from merchant_desk.models.stock import PickAllocation, StockLevel, StockMove
from merchant_desk.operations.accept_order import accept_order
from merchant_desk.operations.make_wave import make_wave
from merchant_desk.operations.post_move import Move, post_move
from merchant_desk.operations.report_missing import report_missing
from merchant_desk.operations.set_tracking import set_tracking
from merchant_desk.operations.settle_conflict import take_shop
from merchant_desk.operations.settle_shortage import correct_shortage, mark_found
from merchant_desk.operations.split_parcel import split_parcel
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import OrderId, ParcelId, PlaceId, RecordId
from merchant_desk.values.words import MoveReason, OrderState, ParcelState
from tests.makers import make_bin, make_location, put_stock, remote_line, remote_order
from tests.operations.packing_bench import SOAP, PackingBench, packing_bench

LABEL = "6A12345678905"


def test_a_parcel_that_holds_all_that_is_due_is_neither_split_nor_shipped(
    database: Database, gesture: Gesture
) -> None:
    with database.write() as session:
        bench = packing_bench(session, gesture, remote_line(quantity=2))
        bench.scan(SOAP)
        fewer = remote_order("1042", remote_line(quantity=2, refunded_quantity=1))
        shop_id = session.scalars(select(Shop.id)).one()
        accept_order(session, bench.later(), shop_id, fewer)
        take_shop(session, bench.later(), session.scalars(select(Conflict.id)).one())

    with pytest.raises(RefusedError, match="contient déjà tout"), database.write() as session:
        split_parcel(session, bench.later(), bench.parcel)

    with database.read() as session:
        assert session.scalars(select(Parcel.state)).all() == [ParcelState.OPEN]
        assert session.scalars(select(Invoice.id)).all() == []


def test_an_empty_parcel_is_not_split(database: Database, gesture: Gesture) -> None:
    with database.write() as session:
        bench = packing_bench(session, gesture)

        with pytest.raises(RefusedError, match="il est vide"):
            split_parcel(session, gesture, bench.parcel)


def test_no_wave_is_made_of_nothing(database: Database, gesture: Gesture) -> None:
    with database.write() as session:
        packing_bench(session, gesture)

        with pytest.raises(RefusedError, match="Aucun bon") as nothing:
            make_wave(session, gesture, [])
        with pytest.raises(RefusedError) as unknown:
            make_wave(session, gesture, [OrderId(bytes(16))])

        assert "Choisissez au moins une commande" in nothing.value.advice
        assert "Choisissez au moins une commande" in unknown.value.advice


def test_a_wave_of_orders_that_left_says_why_none_is_taken(
    database: Database, gesture: Gesture
) -> None:
    with database.write() as session:
        bench = packing_bench(session, gesture)
        bench.scan(SOAP)

        with pytest.raises(RefusedError, match="aucune de ces commandes") as refused:
            make_wave(session, gesture, [bench.order])

        assert "expédiée" in refused.value.advice


def test_nothing_is_missing_from_a_line_that_is_complete(
    database: Database, gesture: Gesture
) -> None:
    with database.write() as session:
        bench = packing_bench(session, gesture, remote_line(), remote_line("BOU-MIE-120"))
        bench.scan(SOAP)

        with pytest.raises(RefusedError, match="est complet"):
            report_missing(session, gesture, bench.parcel, bench.line_of(bench.soap))

        assert session.scalars(select(Shortage)).all() == []


@pytest.mark.parametrize("text", ["", "   ", "\x1d", "ГЛАВПОЧТА", "9" * 41])
def test_what_is_no_tracking_number_is_not_noted(
    database: Database, gesture: Gesture, text: str
) -> None:
    with database.write() as session:
        bench = packing_bench(session, gesture)

        with pytest.raises(RefusedError, match="pas lisible"):
            set_tracking(session, gesture, bench.parcel, text)

        assert session.scalars(select(Parcel.tracking)).one() == ""


@pytest.mark.parametrize("named", [None, ParcelId(bytes(16))])
def test_a_number_without_a_parcel_to_bear_it_is_refused(
    database: Database, gesture: Gesture, named: ParcelId | None
) -> None:
    with database.write() as session:
        packing_bench(session, gesture)

        with pytest.raises(RefusedError, match="aucun colis"):
            set_tracking(session, gesture, named, LABEL)


def test_a_number_of_an_order_from_no_shop_is_told_to_nobody(
    database: Database, gesture: Gesture
) -> None:
    with database.write() as session:
        bench = packing_bench(session, gesture)
        session.execute(update(Order).values(shop_id=None))
        bench.scan(SOAP)

        noted = set_tracking(session, bench.later(), bench.parcel, LABEL, "Colissimo")

        assert (noted.order_number, noted.tracking, noted.carrier) == ("1042", LABEL, "Colissimo")
        told = session.scalars(select(OutboxMessage.kind)).all()
        assert {"shipped", "tracking"}.isdisjoint(told)


def _missing_with_two_bins(bench: PackingBench, gesture: Gesture) -> tuple[PlaceId, RecordId]:
    """Three soaps missing; the second bin has the rest, none of it chosen for this order."""
    spare = make_bin(bench.session, make_location(bench.session, "Réserve"), "R1")
    put_stock(bench.session, gesture, bench.candle, spare, 5)
    report_missing(bench.session, bench.later(), bench.parcel, bench.line_of(bench.soap))
    return spare, bench.session.scalars(select(Shortage.id)).one()


def test_a_missing_article_leaves_the_bins_that_had_it_and_no_other(
    database: Database, gesture: Gesture
) -> None:
    with database.write() as session:
        bench = packing_bench(session, gesture, remote_line(quantity=3), remote_line("BOU-MIE-120"))
        spare, shortage = _missing_with_two_bins(bench, gesture)
        put_stock(session, gesture, bench.soap, spare, 30)

        settled = correct_shortage(session, bench.later(), shortage)

        left = dict(
            session.execute(
                select(StockLevel.place_id, StockLevel.quantity).where(
                    StockLevel.product_id == bench.soap
                )
            ).all()
        )
        assert settled.units == 3
        assert left.pop(spare) == 30
        assert list(left.values()) == [17]


def test_finding_the_article_frees_no_order_that_something_else_holds(
    database: Database, gesture: Gesture
) -> None:
    with database.write() as session:
        bench = packing_bench(session, gesture, remote_line(quantity=3))
        report_missing(session, bench.later(), bench.parcel, bench.line_of(bench.soap))
        shortage = session.scalars(select(Shortage.id)).one()
        order = session.get_one(Order, bench.order, populate_existing=True)
        order.blocked_reason = "Le client a téléphoné."
        session.flush()

        found = mark_found(session, bench.later(), shortage)

        assert not found.order_released
        assert (order.state, order.blocked_reason) == (OrderState.HELD, "Le client a téléphoné.")


def test_units_the_ledger_did_not_know_still_leave(database: Database, gesture: Gesture) -> None:
    with database.write() as session:
        bench = packing_bench(session, gesture, remote_line(quantity=2))
        session.execute(delete(PickAllocation))

        bench.scan(SOAP)
        closed = bench.scan(SOAP).closed

        assert closed is not None
        moves = session.execute(
            select(StockMove.product_id, StockMove.quantity).where(
                StockMove.reason == MoveReason.SALE
            )
        ).all()
        assert [tuple(each) for each in moves] == [(bench.soap, 2)]


@pytest.mark.parametrize("quantity", [0, -1])
def test_a_move_of_nothing_is_refused(database: Database, gesture: Gesture, quantity: int) -> None:
    with database.write() as session:
        bench = packing_bench(session, gesture)
        place = session.scalars(select(StockLevel.place_id)).first()
        assert place is not None
        other = make_bin(session, make_location(session, "Réserve"), "R1")
        before = session.scalars(select(StockMove.id)).all()

        with pytest.raises(RefusedError, match="supérieur à zéro"):
            post_move(
                session, gesture, Move(bench.soap, place, other, quantity, MoveReason.TRANSFER)
            )
        with pytest.raises(RefusedError, match="même emplacement"):
            post_move(session, gesture, Move(bench.soap, place, place, 1, MoveReason.TRANSFER))

        assert session.scalars(select(StockMove.id)).all() == before

"""Kits and lots through any run of gestures: what left, what is billed and what lies agree."""

from collections import Counter
from contextlib import suppress
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from merchant_desk.database.database import Database
from merchant_desk.errors import RefusedError
from merchant_desk.models.invoice import InvoiceLine
from merchant_desk.models.lot import LotLevel
from merchant_desk.models.order import Order, OrderLine
from merchant_desk.models.stock import StockMove
from merchant_desk.operations.close_parcel import close_parcel
from merchant_desk.operations.find_lot import LotRead, find_lot
from merchant_desk.operations.open_parcel import open_parcel, set_parcel_aside
from merchant_desk.operations.post_move import Move, post_move
from merchant_desk.operations.recall_lot import recall_lot
from merchant_desk.operations.scan_item import scan_at_packing
from merchant_desk.operations.set_goods_kind import follow_lots
from merchant_desk.operations.ship_orders import ship_orders
from merchant_desk.queries.ledger_check import ledger_disagreements
from merchant_desk.values.clock import paris_date
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.goods_words import Tracking
from merchant_desk.values.ids import LotId, OrderId, ParcelId
from merchant_desk.values.places import OPENING, OUTSIDE
from merchant_desk.values.remote import RemoteState
from merchant_desk.values.scan import scan_of_text
from merchant_desk.values.words import MoveReason, OrderState
from tests.at_length import few_or_many
from tests.makers import remote_line
from tests.operations.kit_bench import BOX, CANDLE, SOAP, KitBench, kit_bench, kit_line

_CODES = (BOX, CANDLE, SOAP, f"]d2010{SOAP}10A", f"]d2010{SOAP}10B")
_STEP = st.one_of(
    st.tuples(st.just("receive"), st.integers(1, 3), st.integers(0, 2)),
    st.tuples(st.just("edit"), st.integers(1, 3), st.integers(0, 2)),
    st.tuples(st.just("refund"), st.integers(1, 3), st.just(0)),
    st.tuples(st.just("cancel"), st.just(0), st.just(0)),
    st.tuples(st.just("scan"), st.sampled_from(range(len(_CODES))), st.integers(1, 3)),
    st.tuples(st.just("close"), st.just(0), st.just(0)),
    st.tuples(st.just("aside"), st.just(0), st.just(0)),
    st.tuples(st.just("ship"), st.just(0), st.just(0)),
    st.tuples(st.just("recall"), st.just(0), st.just(0)),
)


class _Play:
    """A shop in which any gesture may come next; what is refused changes nothing."""

    def __init__(self, bench: KitBench) -> None:
        self.bench, self.session = bench, bench.session
        follow_lots(self.session, bench.later(), bench.soap, Tracking.LOT)
        today = paris_date(bench.gesture.at)
        self.lots: list[LotId] = []
        for number, units, days in (("A", 12, 30), ("B", 9, 60)):
            read = LotRead(number, today + timedelta(days=days))
            lot = find_lot(self.session, bench.later(), bench.soap, read)
            move = Move(bench.soap, OPENING, bench.shelf, units, MoveReason.OPENING, lot_id=lot)
            post_move(self.session, bench.later(), move)
            self.lots.append(lot)
        self.orders: list[OrderId] = []
        self.told: dict[OrderId, tuple[int, int, int]] = {}

    def do(self, step: tuple[str, int, int]) -> None:
        name, first, second = step
        with suppress(RefusedError), self.session.begin_nested():
            getattr(self, name)(first, second)

    def receive(self, kits: int, soaps: int) -> None:
        number = str(1000 + len(self.orders))
        order = self._tell(number, kits, soaps, 0)
        self.orders.append(order)
        self.told[order] = (kits, soaps, 0)

    def edit(self, kits: int, soaps: int) -> None:
        self._again(kits, soaps, 0)

    def refund(self, back: int, _unused: int) -> None:
        if self.orders:
            kits, soaps, _back = self.told[self.orders[-1]]
            self._again(kits, soaps, min(back, kits))

    def cancel(self, _first: int, _second: int) -> None:
        if self.orders:
            word: dict[str, Any] = {"state": RemoteState.CANCELLED, "state_word": "cancelled"}
            number = str(999 + len(self.orders))
            self._tell(number, *self.told[self.orders[-1]], **word)

    def scan(self, code: int, times: int) -> None:
        parcel = self._parcel()
        for _time in range(times):
            scan = scan_of_text(_CODES[code], self.bench.gesture.at)
            scan_at_packing(self.session, self.bench.later(), parcel, scan)

    def close(self, _first: int, _second: int) -> None:
        close_parcel(self.session, self.bench.later(), self._parcel())

    def aside(self, _first: int, _second: int) -> None:
        set_parcel_aside(self.session, self.bench.later(), self._parcel())

    def ship(self, _first: int, _second: int) -> None:
        ship_orders(self.session, self.bench.later(), self.orders[-1:])

    def recall(self, _first: int, _second: int) -> None:
        recall_lot(self.session, self.bench.later(), self.lots[0])

    def _parcel(self) -> ParcelId:
        if not self.orders:
            raise RefusedError("no order yet", "")
        return open_parcel(self.session, self.bench.later(), self.orders[-1]).parcel_id

    def _again(self, kits: int, soaps: int, back: int) -> None:
        if self.orders:
            self._tell(str(999 + len(self.orders)), kits, soaps, back)
            self.told[self.orders[-1]] = (kits, soaps, back)

    def _tell(self, number: str, kits: int, soaps: int, back: int, **changes: Any) -> OrderId:
        lines = [kit_line(kits, refunded_quantity=back)]
        lines += [remote_line(quantity=soaps)] if soaps else []
        modified = self.bench.later().at
        return self.bench.receive(*lines, number=number, modified_at=modified, **changes)


def _lot_moves(session: Session) -> dict[tuple[bytes, bytes], int]:
    found: Counter[tuple[bytes, bytes]] = Counter()
    for move in session.scalars(select(StockMove).where(StockMove.lot_id.is_not(None))):
        assert move.lot_id is not None
        for place, sign in ((move.from_place_id, -1), (move.to_place_id, 1)):
            if place not in OUTSIDE:
                found[move.lot_id, place] += sign * move.quantity
    return {key: units for key, units in found.items() if units}


def _check(session: Session) -> None:
    session.expire_all()
    assert ledger_disagreements(session) == ()
    levels = session.execute(select(LotLevel.lot_id, LotLevel.place_id, LotLevel.quantity))
    assert {(row[0], row[1]): row[2] for row in levels if row[2]} == _lot_moves(session)
    billed = dict(
        session.execute(
            select(InvoiceLine.order_line_id, func.sum(InvoiceLine.quantity)).group_by(
                InvoiceLine.order_line_id
            )
        ).all()
    )
    lines = session.scalars(select(OrderLine)).all()
    for kit in lines:
        parts = [line for line in lines if line.kit_line_id == kit.id]
        if not parts:
            continue
        whole = min(part.shipped * kit.quantity // part.quantity for part in parts)
        assert kit.shipped == int(billed.get(kit.id, 0)) == min(whole, kit.quantity - kit.cancelled)
        if session.get_one(Order, kit.order_id).state is OrderState.SHIPPED and whole:
            assert all(part.shipped * kit.quantity == kit.shipped * part.quantity for part in parts)


@pytest.mark.parametrize("examples", few_or_many(10, 25))
def test_levels_lots_parts_and_bills_agree_after_any_run_of_gestures(
    database: Database, gesture: Gesture, examples: int
) -> None:
    @settings(max_examples=examples)
    @given(steps=st.lists(_STEP, min_size=4, max_size=14))
    def holds_always(steps: list[tuple[str, int, int]]) -> None:
        with database.write() as session, session.begin_nested() as whole:
            play = _Play(kit_bench(session, gesture, soaps=0, candles=6))
            for step in [("receive", 2, 1), *steps]:
                play.do(step)
                _check(session)
            whole.rollback()

    holds_always()

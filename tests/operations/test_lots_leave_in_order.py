"""Whatever lies where: the first to expire leaves first, and what must not leave never does."""

from collections import Counter
from datetime import date, timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.orm import Session

from merchant_desk.database.database import Database
from merchant_desk.models.lot import Lot, LotLevel
from merchant_desk.models.stock import StockMove
from merchant_desk.operations.move_counter_stock import move_counter_stock
from merchant_desk.operations.recall_lot import recall_lot
from merchant_desk.operations.save_kit import save_kit
from merchant_desk.operations.ship_orders import ship_orders
from merchant_desk.queries.blocked_stock import blocked_units
from merchant_desk.queries.kits import kit_stock
from merchant_desk.queries.ledger_check import ledger_disagreements
from merchant_desk.rules.kit_stock import Part
from merchant_desk.sync.capabilities import StockMeaning
from merchant_desk.sync.stock_telling import wanted_stock
from merchant_desk.values.basket import Basket, BasketLine
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import DraftId, RecordId, new_id
from merchant_desk.values.money import Money
from merchant_desk.values.words import MoveReason
from tests import makers
from tests.makers import remote_line
from tests.operations.lot_bench import LotBench, lot_bench

# a lot: its bin, its units, the days it has left (or none), whether it is recalled
_LOT = st.tuples(
    st.sampled_from(["B2", "C9"]),
    st.integers(1, 6),
    st.one_of(st.none(), st.integers(-3, 40)),
    st.booleans(),
)
_PLAYED = settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def _lay(bench: LotBench, lots: list[tuple[str, int, int | None, bool]]) -> None:
    for place, (code, units, days, recalled) in enumerate(lots):
        lot = bench.put(code, f"L{place}", units, days)
        if recalled:
            recall_lot(bench.session, bench.shop.later(), lot)


def _fit(bench: LotBench, lots: list[tuple[str, int, int | None, bool]]) -> list[tuple[date, int]]:
    """Return what may be sold, the first to expire first."""
    found = [
        (date.max if days is None else bench.today + timedelta(days=days), units)
        for _code, units, days, recalled in lots
        if not recalled and (days is None or days >= 0)
    ]
    return sorted(found)


def _sold(session: Session) -> Counter[date]:
    rows = session.execute(
        select(Lot.expires_on, StockMove.quantity)
        .join(Lot, Lot.id == StockMove.lot_id)
        .where(StockMove.reason == MoveReason.SALE)
    )
    found: Counter[date] = Counter()
    for expires_on, units in rows:
        found[expires_on or date.max] += units
    return found


def _first(fit: list[tuple[date, int]], wanted: int) -> Counter[date]:
    found: Counter[date] = Counter()
    for day, units in fit:
        taken = min(units, wanted)
        found[day] += taken
        wanted -= taken
    return +found


def _check(bench: LotBench) -> None:
    session = bench.session
    assert ledger_disagreements(session) == ()
    moved: Counter[tuple[bytes, bytes]] = Counter()
    bins = set(bench.bins.values())
    for move in session.scalars(select(StockMove).where(StockMove.lot_id.is_not(None))):
        assert move.lot_id is not None
        for place, sign in ((move.from_place_id, -1), (move.to_place_id, 1)):
            if place in bins:
                moved[move.lot_id, place] += sign * move.quantity
    kept = session.execute(select(LotLevel.lot_id, LotLevel.place_id, LotLevel.quantity))
    assert {(row[0], row[1]): row[2] for row in kept if row[2]} == {
        key: units for key, units in moved.items() if units
    }


@_PLAYED
@given(lots=st.lists(_LOT, min_size=1, max_size=6), share=st.integers(1, 100))
def test_an_order_takes_the_first_to_expire_whichever_bin_it_lies_in(
    database: Database, gesture: Gesture, lots: list[tuple[str, int, int | None, bool]], share: int
) -> None:
    with database.write() as session, session.begin_nested() as whole:
        bench = lot_bench(session, gesture)
        _lay(bench, lots)
        fit = _fit(bench, lots)
        there = sum(units for _day, units in fit)
        wanted = max(1, there * share // 100)
        order = bench.shop.receive(remote_line("SAV-LAV-100", wanted))

        done = ship_orders(session, bench.shop.later(), [order])

        assert bool(done.refused) is (wanted > there)
        assert _sold(session) == (_first(fit, wanted) if wanted <= there else Counter())
        _check(bench)
        whole.rollback()


@_PLAYED
@given(lots=st.lists(_LOT, min_size=1, max_size=6), share=st.integers(1, 100))
def test_the_counter_takes_the_first_to_expire_whichever_bin_it_lies_in(
    database: Database, gesture: Gesture, lots: list[tuple[str, int, int | None, bool]], share: int
) -> None:
    with database.write() as session, session.begin_nested() as whole:
        bench = lot_bench(session, gesture)
        _lay(bench, lots)
        fit = _fit(bench, lots)
        wanted = sum(units for _day, units in fit) * share // 100
        line = BasketLine(
            RecordId(new_id()), "Savon", wanted, Money(590), 2000, product_id=bench.shop.soap
        )
        basket = Basket(DraftId(new_id()), gesture.at, lines=(line,))

        if wanted:
            move_counter_stock(session, bench.shop.later(), basket, "T1")

        assert _sold(session) == _first(fit, wanted)
        _check(bench)
        whole.rollback()


@_PLAYED
@given(
    lots=st.lists(_LOT, max_size=5),
    candles=st.integers(0, 9),
    each=st.tuples(st.integers(1, 4), st.integers(1, 3)),
    ordered=st.integers(0, 3),
)
def test_a_kit_sells_what_its_scarcest_part_makes_of_what_may_be_sold(
    database: Database,
    gesture: Gesture,
    lots: list[tuple[str, int, int | None, bool]],
    candles: int,
    each: tuple[int, int],
    ordered: int,
) -> None:
    with database.write() as session, session.begin_nested() as whole:
        bench = lot_bench(session, gesture)
        shop, (soaps_each, candles_each) = bench.shop, each
        parts = [Part(shop.soap, soaps_each), Part(shop.candle, candles_each)]
        save_kit(session, shop.later(), shop.kit, parts)
        _lay(bench, lots)
        if candles:
            makers.put_stock(session, gesture, shop.candle, bench.bins["C9"], candles)
        if ordered:
            shop.receive(remote_line("SAV-LAV-100", ordered))

        fit = sum(units for _day, units in _fit(bench, lots))
        expired = sum(
            units for _bin, units, days, recalled in lots if not recalled and (days or 0) < 0
        )
        makes = min((fit - ordered) // soaps_each, candles // candles_each)
        assert blocked_units(session, [shop.soap]).get(shop.soap, 0) == expired
        assert kit_stock(session, [shop.kit])[shop.kit].available == makes
        told = wanted_stock(session, shop.shop, [shop.kit], StockMeaning.SELLABLE)
        assert told[shop.kit] == max(0, makes)
        whole.rollback()

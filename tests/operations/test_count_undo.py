"""Taking a count back: the former levels and values, but for what was corrected since."""

from collections.abc import Callable
from functools import partial

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from merchant_desk.database.database import Database
from merchant_desk.errors import RefusedError
from merchant_desk.models.product import Product
from merchant_desk.operations.adjust_stock import Adjustment, adjust_stock
from merchant_desk.operations.open_count import NewCount, open_count
from merchant_desk.operations.post_move import Move, post_move
from merchant_desk.operations.save_kit import save_kit
from merchant_desk.operations.undo_count import undo_count
from merchant_desk.operations.validate_count import validate_count
from merchant_desk.operations.value_moves import worths_of
from merchant_desk.queries.article_counts import article_counts
from merchant_desk.queries.stock import stock_differences
from merchant_desk.queries.valuation.value_differences import value_differences
from merchant_desk.rules.kit_stock import Part
from merchant_desk.values.count_scope import CountScope
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import CountId
from merchant_desk.values.places import OPENING
from merchant_desk.values.words import MoveReason
from tests.operations.shelf_world import CANDLE, SOAP, ShelfWorld, shelf_world


def _count(session: Session, gesture: Gesture, **scope: object) -> CountId:
    wanted = NewCount(scope=CountScope(**scope))  # type: ignore[arg-type] # its own fields
    return open_count(session, gesture, wanted).count_id


def test_undoing_gives_back_what_the_count_took_and_its_value(
    database: Database, gesture: Gesture
) -> None:
    with database.write() as session:
        world = shelf_world(session, gesture, [5, 2, 0], [4, 4, 0])
        count_id = _count(session, gesture)
        for place in world.bins:
            world.count(count_id, "Camille", (place, SOAP), 4)
        validate_count(session, world.later(), count_id)
        world.sell(SOAP, 1, from_seen=False)

        undone = undo_count(session, world.later(), count_id)

        ledger = world.in_ledger()
        assert sum(ledger[place, SOAP] for place in world.bins) == 6
        assert undone.taken_back == 2
        (last, first) = article_counts(session, world.products[SOAP])
        assert (last.undone, first.undone) == (True, True)
        with pytest.raises(RefusedError, match="annulé"):
            undo_count(session, world.later(), count_id)


def test_a_count_of_an_article_that_has_become_a_kit_stays(
    database: Database, gesture: Gesture
) -> None:
    with database.write() as session:
        # given: a candle was missing, the other was sold, and candles are made of soap now
        world = shelf_world(session, gesture, [5, 0, 2], [5, 0, 1])
        candle, soap = world.products[CANDLE], world.products[SOAP]
        count_id = _count(session, gesture)
        world.count(count_id, "Camille", (world.bins[1], CANDLE), 1)
        validate_count(session, world.later(), count_id)
        world.sell(CANDLE, 1, from_seen=False)
        save_kit(session, world.later(), candle, [Part(soap, 2)])

        # when
        with pytest.raises(RefusedError, match="tout a été corrigé depuis"):
            undo_count(session, world.later(), count_id)

        # then
        assert world.in_ledger()[world.bins[1], CANDLE] == 0
        assert stock_differences(session) == ()


def test_undone_units_leave_with_what_they_were_found_at_whatever_was_received_since(
    database: Database, gesture: Gesture
) -> None:
    with database.write() as session:
        world = shelf_world(session, gesture, [5, 0, 0], [7, 0, 0])
        soap, place = world.products[SOAP], world.bins[0]
        session.get_one(Product, soap).cost_tenthousandths = 20_000
        session.flush()
        post_move(session, world.later(), Move(soap, place, OPENING, 5, MoveReason.CORRECTION))
        dear = Move(soap, OPENING, place, 5, MoveReason.RECEIPT, value=100_000)
        post_move(session, world.later(), dear)
        count_id = _count(session, gesture)
        world.count(count_id, "Camille", (place, SOAP), 7)
        before = worths_of(session, [soap])[0][soap]
        validate_count(session, world.later(), count_id)
        receipt = Move(soap, OPENING, place, 10, MoveReason.RECEIPT, value=900_000)
        post_move(session, world.later(), receipt)

        undo_count(session, world.later(), count_id)

        assert worths_of(session, [soap])[0][soap] == before.after(10, 900_000)
        assert value_differences(session) == ()
        assert stock_differences(session) == ()


def test_what_was_corrected_since_is_not_undone(database: Database, gesture: Gesture) -> None:
    with database.write() as session:
        world = shelf_world(session, gesture, [5, 2, 0], [4, 4, 0])
        count_id = _count(session, gesture)
        for place in world.bins:
            world.count(count_id, "Camille", (place, SOAP), 4)
        validate_count(session, world.later(), count_id)
        by_hand = Adjustment(
            product_id=world.products[SOAP], place_id=world.bins[0],
            reason=MoveReason.CORRECTION, quantity=7, counted=True,
        )  # fmt: skip
        adjust_stock(session, world.later(), by_hand)

        undone = undo_count(session, world.later(), count_id)

        ledger = world.in_ledger()
    assert [key.place_id for key in undone.kept] == [world.bins[0]]
    assert (ledger[world.bins[0], SOAP], ledger[world.bins[1], SOAP]) == (7, 2)


_UNITS = st.lists(st.integers(0, 6), min_size=3, max_size=3)
_LATER = st.lists(
    st.tuples(st.sampled_from(("sell", "receive", "carry")), st.integers(0, 2), st.booleans()),
    max_size=8,
)


def test_undoing_leaves_exactly_what_would_be_there_without_the_count(
    sqlite_database: Database, gesture: Gesture
) -> None:
    @settings(
        suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
        deadline=None,
        max_examples=40,
        phases=(Phase.explicit, Phase.reuse, Phase.generate),
    )
    @given(ledger=_UNITS, shelves=_UNITS, later=_LATER)
    def holds(ledger: list[int], shelves: list[int], later: list[tuple[str, int, bool]]) -> None:
        with sqlite_database.write() as session:
            _undo_after(shelf_world(session, gesture, ledger, shelves), later)
            session.rollback()

    holds()


def _undo_after(world: ShelfWorld, later: list[tuple[str, int, bool]]) -> None:
    session, products = world.session, sorted(world.products.values())
    count_id = _count(session, world.gesture)
    for key, pile in world.piles.items():
        world.count(count_id, "Camille", key, pile.unseen)
    before, worths = world.in_ledger(), worths_of(session, products)[0]
    validate_count(session, world.later(), count_id)
    counted = world.in_ledger()
    for kind, which, flag in later:
        place, code = list(world.piles)[which]
        steps: dict[str, Callable[[], None]] = {
            "sell": partial(world.sell, code, 1, from_seen=flag),
            "receive": partial(world.receive, code, place, 2, on_seen=flag),
            "carry": partial(world.carry, world.bins[0], world.bins[1], 1, seen=flag),
        }
        world.attempt(steps[kind])
    since = {key: units - counted[key] for key, units in world.in_ledger().items()}

    undo_count(session, world.later(), count_id)

    assert world.in_ledger() == {key: units + since[key] for key, units in before.items()}
    if not any(since.values()):
        assert worths_of(session, products)[0] == worths
    assert stock_differences(session) == ()
    assert value_differences(session) == ()

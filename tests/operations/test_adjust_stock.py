"""Adjusting and carrying stock: every change is a move with a reason, told to the storefronts."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select

from merchant_desk.database.database import Database
from merchant_desk.errors import RefusedError
from merchant_desk.models.product import Product
from merchant_desk.models.shop import OutboxMessage, ShopProduct
from merchant_desk.models.stock import StockMove
from merchant_desk.operations.adjust_stock import Adjusted, Adjustment, adjust_stock
from merchant_desk.operations.move_stock import Transfer, move_stock
from merchant_desk.operations.save_place import save_bin, save_location
from merchant_desk.operations.take_opening_stock import (
    OpeningLine,
    OpeningTaken,
    take_opening_stock,
)
from merchant_desk.queries.stock import stock_by_bin, stock_differences, stock_of_everything
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import PlaceId, ProductId, id_text
from merchant_desk.values.places import CUSTOMER
from merchant_desk.values.words import MoveReason
from tests.makers import make_bin, make_location, make_product, make_shop, put_stock


@pytest.fixture
def shelf(database: Database, gesture: Gesture) -> Adjustment:
    """Nine soaps in a bin, and a count of that bin to vary."""
    with database.write() as session:
        bin_id, soap = make_bin(session, make_location(session)), make_product(session)
        put_stock(session, gesture, soap, bin_id, 9)
    return Adjustment(
        product_id=soap, place_id=bin_id, reason=MoveReason.COUNT, quantity=7, counted=True
    )


def test_a_count_brings_the_bin_to_what_was_counted(
    database: Database, gesture: Gesture, shelf: Adjustment
) -> None:
    with database.write() as session:
        done = adjust_stock(session, gesture, replace(shelf, note=" vitrine  abîmée "))

        levels = stock_of_everything(session)
        last = session.execute(select(StockMove).order_by(StockMove.row.desc())).scalars().first()
    assert done == Adjusted(shelf.product_id, shelf.place_id, before=9, after=7)
    assert levels == {shelf.product_id: 7}
    assert last is not None
    assert (last.quantity, last.note, last.by) == (2, "vitrine abîmée", "Camille")


def test_a_count_that_agrees_posts_nothing(
    database: Database, gesture: Gesture, shelf: Adjustment
) -> None:
    with database.write() as session:
        done = adjust_stock(session, gesture, replace(shelf, quantity=9))

        moves = session.execute(select(func.count()).select_from(StockMove)).scalar_one()
    assert (done.before, done.after, moves) == (9, 9, 1)


@pytest.mark.parametrize(
    ("reason", "change", "after"),
    [
        (MoveReason.BREAKAGE, -2, 7),
        (MoveReason.FOUND, 3, 12),
        (MoveReason.RECEIPT, 12, 21),
        (MoveReason.RETURN, 1, 10),
        (MoveReason.CORRECTION, -9, 0),
    ],
)
def test_a_change_is_added_to_the_bin(
    database: Database,
    gesture: Gesture,
    shelf: Adjustment,
    reason: MoveReason,
    change: int,
    after: int,
) -> None:
    with database.write() as session:
        wanted = replace(shelf, reason=reason, quantity=change, counted=False)

        assert adjust_stock(session, gesture, wanted).after == after


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"quantity": -1}, "moins de zéro"),
        ({"counted": False, "quantity": -10}, "contient 9, on ne peut pas en retirer 10"),
        ({"counted": False, "quantity": 0}, "quantité est zéro"),
        ({"counted": False, "quantity": 2, "reason": MoveReason.BREAKAGE}, "diminue le stock"),
        ({"counted": False, "quantity": -2, "reason": MoveReason.FOUND}, "augmente le stock"),
        ({"reason": MoveReason.SALE}, "réservé aux ventes"),
        ({"quantity": 10**9}, "invraisemblable"),
        ({"place_id": PlaceId(b"?" * 16)}, "emplacement n’existe pas"),
        ({"place_id": CUSTOMER}, "emplacement n’existe pas"),
        ({"product_id": ProductId(b"?" * 16)}, "produit n’existe pas"),
    ],
)
def test_an_impossible_adjustment_leaves_the_stock_as_it_was(
    database: Database,
    gesture: Gesture,
    shelf: Adjustment,
    changes: dict[str, object],
    why: str,
) -> None:
    wanted = replace(shelf, **changes)  # type: ignore[arg-type]  # fields by name

    with database.write() as session:
        with pytest.raises(RefusedError, match=why):
            adjust_stock(session, gesture, wanted)

        assert stock_of_everything(session) == {shelf.product_id: 9}


def test_a_product_without_stock_keeping_is_not_adjusted(
    database: Database, gesture: Gesture, shelf: Adjustment
) -> None:
    with database.write() as session:
        session.get_one(Product, shelf.product_id).stocked = False
        session.flush()

        with pytest.raises(RefusedError, match="pas suivi en stock"):
            adjust_stock(session, gesture, shelf)


def test_an_adjustment_marks_the_stock_for_the_storefront_once(
    database: Database, gesture: Gesture, shelf: Adjustment
) -> None:
    with database.write() as session:
        shop_id = make_shop(session)
        session.add(
            ShopProduct(shop_id=shop_id, remote_id="5", product_id=shelf.product_id, stock_seen=9)
        )
        session.flush()

        adjust_stock(session, gesture, shelf)
        adjust_stock(session, gesture, replace(shelf, quantity=6))

        messages = session.execute(select(OutboxMessage.kind, OutboxMessage.subject)).all()
    assert [tuple(each) for each in messages] == [("stock", id_text(shelf.product_id))]


def test_a_transfer_leaves_the_total_and_moves_the_units(
    database: Database, gesture: Gesture, shelf: Adjustment
) -> None:
    with database.write() as session:
        depot = save_bin(session, save_location(session, "Réserve"), "R1")

        move_stock(
            session,
            gesture,
            Transfer(
                product_id=shelf.product_id,
                from_place_id=shelf.place_id,
                to_place_id=depot,
                quantity=4,
            ),
        )

        levels = {place: quantity for _product, place, quantity in stock_by_bin(session)}
        total = stock_of_everything(session)
    assert levels == {shelf.place_id: 5, depot: 4}
    assert total == {shelf.product_id: 9}


@pytest.mark.parametrize(
    ("quantity", "why"), [(10, "n’en contient que 9"), (0, "supérieur à zéro"), (-1, "supérieur")]
)
def test_a_transfer_of_what_is_not_there_is_refused(
    database: Database, gesture: Gesture, shelf: Adjustment, quantity: int, why: str
) -> None:
    with database.write() as session:
        depot = save_bin(session, save_location(session, "Réserve"), "R1")
        transfer = Transfer(
            product_id=shelf.product_id,
            from_place_id=shelf.place_id,
            to_place_id=depot,
            quantity=quantity,
        )

        with pytest.raises(RefusedError, match=why):
            move_stock(session, gesture, transfer)


def test_opening_stock_is_taken_once(database: Database, gesture: Gesture) -> None:
    with database.write() as session:
        bin_id = make_bin(session, make_location(session))
        soap = make_product(session)
        candle = make_product(session, "BOU-1", name="Bougie", ean=None)
        lines = [OpeningLine(soap, bin_id, 9), OpeningLine(candle, bin_id, 0)]

        taken = take_opening_stock(session, gesture, lines)

        assert taken == OpeningTaken(products=1, units=9)
        with pytest.raises(RefusedError, match=r"Savon lavande 100 g.*déjà son stock d’ouverture"):
            take_opening_stock(session, gesture, lines)
        assert stock_of_everything(session) == {soap: 9}


@pytest.mark.parametrize(("quantity", "place"), [(-1, None), (5, PlaceId(b"?" * 16))])
def test_wrong_opening_stock_is_refused_whole(
    database: Database, gesture: Gesture, quantity: int, place: PlaceId | None
) -> None:
    with database.write() as session:
        bin_id = make_bin(session, make_location(session))
        soap = make_product(session)
        lines = [OpeningLine(soap, bin_id, 3), OpeningLine(soap, place or bin_id, quantity)]

        with pytest.raises(RefusedError, match="stock d’ouverture n’a pas été pris"):
            take_opening_stock(session, gesture, lines)

        assert stock_of_everything(session) == {}


_COUNTS = st.lists(st.tuples(st.booleans(), st.integers(-30, 60)), max_size=25)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(counts=_COUNTS)
def test_no_series_of_adjustments_makes_the_levels_differ_from_the_moves(
    sqlite_database: Database, gesture: Gesture, counts: list[tuple[bool, int]]
) -> None:
    with sqlite_database.write() as session:
        bin_id, soap = make_bin(session, make_location(session)), make_product(session)
        expected = 0
        for counted, quantity in counts:
            wanted = Adjustment(
                product_id=soap,
                place_id=bin_id,
                reason=MoveReason.CORRECTION,
                quantity=quantity,
                counted=counted,
            )
            try:
                done = adjust_stock(session, gesture, wanted)
            except RefusedError:
                continue
            expected = quantity if counted else expected + quantity
            assert done.after == expected

        assert stock_differences(session) == ()
        assert stock_of_everything(session).get(soap, 0) == expected >= 0
        session.rollback()

"""The end of a delivery: claims drafted, waiting orders served, labels offered."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from merchant_desk.database.database import Database
from merchant_desk.errors import RefusedError
from merchant_desk.models.delivery import Claim, ClaimLine
from merchant_desk.models.order import Order
from merchant_desk.models.product import Product
from merchant_desk.models.purchasing import PurchaseEvent
from merchant_desk.models.stock import PickAllocation, StockMove
from merchant_desk.operations.accept_order import accept_order
from merchant_desk.operations.claim_goods import claim_goods
from merchant_desk.operations.close_delivery import close_delivery
from merchant_desk.operations.save_product import note_price
from merchant_desk.operations.turn_claim import drop_line, turn_claim
from merchant_desk.queries.valuation.value_differences import value_differences
from merchant_desk.values.deliveries import ClaimAsked, DeliveryClosed, Question, Rest
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.goods_words import ClaimKind, ClaimState, PurchaseEventKind
from merchant_desk.values.ids import OrderId, ShopId
from merchant_desk.values.money import Money
from merchant_desk.values.places import BACK_TO_SUPPLIER
from merchant_desk.values.words import OrderState
from tests.makers import make_shop, remote_line, remote_order
from tests.operations.delivery_desk import (
    CANDLE,
    CARTON,
    HONEY,
    SOAP,
    DeliveryDesk,
    delivery_desk,
)

Lines = dict[tuple[str, int], Money]


@pytest.fixture
def desk(database: Database, gesture: Gesture) -> Iterator[DeliveryDesk]:
    with database.write() as session:
        yield delivery_desk(session, gesture)
        assert value_differences(session) == ()


def close(desk: DeliveryDesk, rest: Rest = Rest.CLAIMED) -> DeliveryClosed:
    return close_delivery(desk.session, desk.later(), desk.delivery, rest)


def claimed(desk: DeliveryDesk) -> Lines:
    lines = desk.session.scalars(select(ClaimLine))
    return {(each.kind.value, each.quantity): each.amount for each in lines}


def damaged(desk: DeliveryDesk, quantity: int, **changes: str) -> ClaimAsked:
    return ClaimAsked(
        product_id=desk.soap,
        kind=ClaimKind.DAMAGED,
        quantity=quantity,
        note=changes.get("note", ""),
    )


def test_what_is_missing_too_much_and_not_ordered_becomes_one_claim(desk: DeliveryDesk) -> None:
    desk.scan(SOAP, 10)
    desk.scan(CANDLE, 7)
    desk.scan(HONEY, 2)

    closed = close(desk)

    assert closed.claim_number == "RC2026-0001"
    assert claimed(desk) == {
        ("short", 2): Money(420),
        ("over", 1): Money(450),
        ("wrong", 2): Money(0),
    }
    assert closed.units == 19


def test_what_is_still_expected_is_not_claimed(desk: DeliveryDesk) -> None:
    desk.scan(SOAP, 10)

    closed = close(desk, Rest.EXPECTED)

    assert closed.claim_id is None
    assert {each.kind for each in closed.differences} == {ClaimKind.SHORT}
    assert desk.session.scalars(select(Claim)).all() == []


def test_a_whole_delivery_claims_nothing_and_is_told_once_in_the_story(desk: DeliveryDesk) -> None:
    for _n in range(2):
        desk.scan(CARTON)
    desk.scan(CANDLE, 6)

    closed = close(desk)

    assert (closed.differences, closed.claim_id) == ((), None)
    told = desk.session.scalars(
        select(PurchaseEvent.detail).where(PurchaseEvent.kind == PurchaseEventKind.RECEIVED)
    ).all()
    assert told == ["Réception BR2026-0001\u00a0: 18 unités"]


def test_a_closed_delivery_takes_no_scan(desk: DeliveryDesk) -> None:
    desk.scan(SOAP)
    close(desk)

    for refused in (lambda: desk.scan(SOAP), desk.undo, lambda: close(desk)):
        with pytest.raises(RefusedError, match="est terminée"):
            refused()


def test_a_scan_of_a_closed_delivery_is_not_taken_back_and_that_is_what_is_said(
    desk: DeliveryDesk,
) -> None:
    desk.scan(SOAP)
    close(desk)

    with pytest.raises(RefusedError, match="Rien n’a été annulé"):
        desk.undo()


def test_nothing_scanned_without_an_order_is_no_delivery(desk: DeliveryDesk) -> None:
    desk.open()

    with pytest.raises(RefusedError, match="rien n’a été scanné"):
        close(desk)


def test_damaged_units_leave_their_bin_for_what_they_cost(desk: DeliveryDesk) -> None:
    desk.scan(SOAP, 10)

    claim_goods(desk.session, desk.later(), desk.delivery, damaged(desk, 3, note="carton écrasé"))

    assert desk.stock(desk.soap) == 7
    move = desk.session.scalars(
        select(StockMove).where(StockMove.to_place_id == BACK_TO_SUPPLIER)
    ).one()
    assert (move.quantity, move.value) == (3, -63_000)
    assert claimed(desk) == {("damaged", 3): Money(630)}


def test_units_that_are_claimed_are_not_taken_back_with_their_scan(desk: DeliveryDesk) -> None:
    desk.scan(CARTON)
    came = desk.stock(desk.soap)
    claim_goods(desk.session, desk.later(), desk.delivery, damaged(desk, 3))

    with pytest.raises(RefusedError, match="une réclamation porte sur ces unités"):
        desk.undo()

    assert desk.stock(desk.soap) == came - 3


def test_more_damaged_than_came_is_refused(desk: DeliveryDesk) -> None:
    desk.scan(SOAP, 4)
    claim_goods(desk.session, desk.later(), desk.delivery, damaged(desk, 3))

    for quantity in (2, 0, -1):
        with pytest.raises(RefusedError):
            claim_goods(desk.session, desk.later(), desk.delivery, damaged(desk, quantity))
    assert desk.stock(desk.soap) == 1


def test_nobody_is_claimed_to_without_a_supplier(desk: DeliveryDesk) -> None:
    desk.open()
    desk.scan(SOAP, 4)

    with pytest.raises(RefusedError, match="pas de fournisseur"):
        claim_goods(desk.session, desk.later(), desk.delivery, damaged(desk, 1))


def test_an_expired_lot_that_was_taken_in_is_claimed(desk: DeliveryDesk) -> None:
    desk.track()
    desk.lot("VIEUX", date(2026, 11, 1), Question.EXPIRED)

    closed = close(desk, Rest.EXPECTED)

    assert {each.kind for each in closed.differences} >= {ClaimKind.EXPIRED}
    assert ("expired", 1) in claimed(desk)


def test_a_claim_is_sent_then_settled_and_no_more(desk: DeliveryDesk) -> None:
    desk.scan(SOAP, 10)
    claim = close(desk).claim_id
    assert claim is not None
    line = desk.session.scalars(select(ClaimLine)).first()
    assert line is not None

    with pytest.raises(RefusedError):
        turn_claim(desk.session, desk.later(), claim, ClaimState.SETTLED)
    turn_claim(desk.session, desk.later(), claim, ClaimState.SENT)
    with pytest.raises(RefusedError, match="déjà partie"):
        drop_line(desk.session, line.id)
    turn_claim(desk.session, desk.later(), claim, ClaimState.SETTLED, "Avoir A-12")

    kept = desk.session.get_one(Claim, claim)
    assert (kept.state, kept.settled_note) == (ClaimState.SETTLED, "Avoir A-12")
    with pytest.raises(RefusedError):
        turn_claim(desk.session, desk.later(), claim, ClaimState.DROPPED)


def _wanted(desk: DeliveryDesk, shop: ShopId, number: str, quantity: int, hours: int) -> OrderId:
    told = remote_order(
        number, remote_line(quantity=quantity),
        placed_at=desk.gesture.at - timedelta(hours=hours),
        paid_at=desk.gesture.at - timedelta(hours=hours),
    )  # fmt: skip
    return accept_order(desk.session, desk.later(), shop, told).order_id


def test_orders_that_waited_are_served_the_oldest_first(desk: DeliveryDesk) -> None:
    shop = make_shop(desk.session)
    oldest = _wanted(desk, shop, "1001", 6, 30)
    second = _wanted(desk, shop, "1002", 5, 20)
    _too_late = _wanted(desk, shop, "1003", 4, 10)
    desk.scan(CARTON, 2)

    closed = close(desk, Rest.EXPECTED)

    assert [each.order_id for each in closed.served] == [oldest, second]
    chosen = desk.session.scalars(select(PickAllocation.quantity)).all()
    assert sorted(chosen) == [5, 6]


def test_an_order_that_could_be_prepared_before_is_not_told(desk: DeliveryDesk) -> None:
    shop = make_shop(desk.session)
    desk.open()
    desk.scan(SOAP, 3)
    close(desk)
    _wanted(desk, shop, "1001", 3, 30)
    desk.open(desk.purchase)
    desk.scan(SOAP, 2)

    assert close(desk, Rest.EXPECTED).served == ()


def test_an_order_blocked_by_a_missing_article_goes_on(desk: DeliveryDesk) -> None:
    shop = make_shop(desk.session)
    order_id = _wanted(desk, shop, "1001", 2, 30)
    order = desk.session.get_one(Order, order_id)
    order.state = OrderState.HELD
    order.blocked_reason = "Article manquant en rayon\u00a0: Savon lavande 100 g."
    desk.scan(SOAP, 2)

    close(desk, Rest.EXPECTED)

    assert (order.state, order.blocked_reason) == (OrderState.TO_PREPARE, "")


def test_an_order_blocked_for_another_reason_stays(desk: DeliveryDesk) -> None:
    shop = make_shop(desk.session)
    order = desk.session.get_one(Order, _wanted(desk, shop, "1001", 2, 30))
    order.state, order.blocked_reason = OrderState.HELD, "Adresse à vérifier."
    desk.scan(SOAP, 2)

    assert close(desk, Rest.EXPECTED).served == ()
    assert order.state is OrderState.HELD


def test_labels_are_offered_and_changed_prices_told(desk: DeliveryDesk) -> None:
    desk.scan(SOAP, 2)
    close(desk, Rest.EXPECTED)
    product = desk.session.get_one(Product, desk.soap)
    product.price = Money(650)
    later = Gesture(desk.gesture.at + timedelta(hours=1), "Camille", desk.gesture.station_id)
    note_price(desk.session, later, desk.soap, Money(650), "desk")
    desk.gesture = Gesture(desk.gesture.at + timedelta(hours=2), "Camille", later.station_id)
    desk.open(desk.purchase)
    desk.scan(SOAP, 3)
    desk.scan(CANDLE, 1)

    closed = close(desk, Rest.EXPECTED)

    assert {(each.product_id, each.units) for each in closed.labels} == {
        (desk.soap, 3), (desk.candle, 1),
    }  # fmt: skip
    assert closed.repriced == (desk.soap,)

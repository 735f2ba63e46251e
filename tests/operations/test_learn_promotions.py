"""What an operation brought is worked out from orders and kept once nothing moves any more."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from merchant_desk.database.database import Database
from merchant_desk.models.order import Order, OrderLine
from merchant_desk.models.product import Product
from merchant_desk.models.promotion import Promotion, PromotionEvent
from merchant_desk.operations.accept_order import accept_order
from merchant_desk.operations.learn_promotions import learn_promotions, next_lesson
from merchant_desk.operations.save_product import note_price
from merchant_desk.operations.turn_promotions import turn_promotions
from merchant_desk.queries.promotion_result import last_of_kind, promotion_result
from merchant_desk.rules.promotion_draft import Pricing, PromotionDraft
from merchant_desk.rules.promotion_result import read_result, result_facts
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import ProductId, PromotionId, ShopId, id_text
from merchant_desk.values.money import Money
from merchant_desk.values.words import OrderState
from tests.makers import (
    make_product,
    make_profile,
    make_shop,
    make_station,
    remote_line,
    remote_order,
)
from tests.operations.plan_anyway import plan_anyway

STARTS = datetime(2026, 11, 26, 23, 0, tzinfo=UTC)  # midnight in Paris, 27 November
ENDS = datetime(2026, 12, 1, 23, 0, tzinfo=UTC)
SETTLED = ENDS + timedelta(days=14)
DAY = timedelta(days=1)


@pytest.fixture
def shop(database: Database, gesture: Gesture) -> ShopId:
    with database.write() as session:
        make_station(session, gesture)
        make_profile(session)
        soap = make_product(session)
        opened = replace(gesture, at=datetime(2026, 1, 1, 8, tzinfo=UTC))
        note_price(session, opened, soap, Money(590), "desk")
        session.execute(update(Product).values(cost_tenthousandths=20_000))
        return make_shop(session)


def _soap(session: Session) -> ProductId:
    return session.scalars(select(Product.id)).one()


def _sell(session: Session, gesture: Gesture, shop: ShopId, at: datetime, units: int) -> None:
    number = at.strftime("%Y%m%d%H%M")
    order = remote_order(number, remote_line(quantity=units), placed_at=at, modified_at=at)
    accept_order(session, gesture, shop, order)


def _sales(session: Session, gesture: Gesture, shop: ShopId, during: int, after: int) -> None:
    """Two units a day in the eight weeks before, another number in the operation and after."""
    for back in range(1, 57):
        _sell(session, gesture, shop, STARTS - back * DAY + timedelta(hours=12), 2)
    for ahead in range(5):
        _sell(session, gesture, shop, STARTS + ahead * DAY + timedelta(hours=12), during)
    for ahead in range(14):
        _sell(session, gesture, shop, ENDS + ahead * DAY + timedelta(hours=12), after)


def _planned(
    database: Database, gesture: Gesture, channels: tuple[str, ...] = ("web",)
) -> PromotionId:
    with database.write() as session:
        draft = PromotionDraft(
            title="Black Friday",
            kind="promotion",
            starts_at=STARTS,
            ends_at=ENDS,
            channels=channels,  # type: ignore[arg-type]  # words of the law
            products=(id_text(_soap(session)),),
            pricing=Pricing(by="percent", value=1000),
        )
        return plan_anyway(session, gesture, draft)


def test_an_operation_is_compared_with_the_weeks_before_and_kept_once(
    database: Database, gesture: Gesture, shop: ShopId
) -> None:
    promotion_id = _planned(database, gesture)
    settled = replace(gesture, at=SETTLED)
    with database.write() as session:
        _sales(session, gesture, shop, during=4, after=1)

    with database.write() as session:
        turn_promotions(session, settled)
        again = learn_promotions(session, settled)

    assert again == 0
    with database.read() as session:
        kept = session.scalars(
            select(PromotionEvent.detail).where(PromotionEvent.kind == "learned")
        ).all()
        result = promotion_result(session, promotion_id, SETTLED)
        assert next_lesson(session) is None
    assert len(kept) == 1
    assert result is not None
    assert (result.first, result.last) == (date(2026, 11, 27), date(2026, 12, 1))
    assert (result.units, result.revenue) == (20, Money(20 * 590))
    assert result.uplift is not None
    assert result.uplift.uplift_bp.middle == 10_000
    assert result.dip_bp is not None
    assert result.dip_bp.middle == -5_000
    assert result.settled


def test_what_was_kept_stays_when_orders_change_later(
    database: Database, gesture: Gesture, shop: ShopId
) -> None:
    promotion_id = _planned(database, gesture)
    with database.write() as session:
        _sales(session, gesture, shop, during=4, after=1)
        turn_promotions(session, replace(gesture, at=SETTLED))
        before = promotion_result(session, promotion_id, SETTLED)

        session.execute(update(OrderLine).values(quantity=9))

        assert promotion_result(session, promotion_id, SETTLED) == before


def test_before_the_two_weeks_are_over_it_is_told_but_neither_kept_nor_its_dip(
    database: Database, gesture: Gesture, shop: ShopId
) -> None:
    promotion_id = _planned(database, gesture)
    early = SETTLED - timedelta(seconds=1)
    with database.write() as session:
        _sales(session, gesture, shop, during=4, after=1)
        turn_promotions(session, replace(gesture, at=early))

    with database.read() as session:
        result = promotion_result(session, promotion_id, early)
        assert next_lesson(session) == SETTLED
        assert "learned" not in session.scalars(select(PromotionEvent.kind)).all()
    assert result is not None
    assert result.uplift is not None
    assert (result.dip_bp, result.settled) == (None, False)


def test_orders_that_were_cancelled_or_never_paid_are_no_sales(
    database: Database, gesture: Gesture, shop: ShopId
) -> None:
    promotion_id = _planned(database, gesture)
    with database.write() as session:
        _sales(session, gesture, shop, during=4, after=2)
        during = select(Order.id).where(Order.placed_at >= STARTS).order_by(Order.placed_at)
        first, second, third = session.scalars(during.limit(3)).all()
        for order_id, state in ((first, OrderState.CANCELLED), (second, OrderState.UNPAID)):
            session.execute(update(Order).where(Order.id == order_id).values(state=state))
        session.execute(
            update(OrderLine)
            .where(OrderLine.order_id == third)
            .values(cancelled=1, refunded=Money(590))
        )
        turn_promotions(session, replace(gesture, at=SETTLED))

        result = promotion_result(session, promotion_id, SETTLED)

    assert result is not None
    assert (result.units, result.revenue) == (11, Money(11 * 590))


def test_without_sales_before_the_uplift_is_not_known(
    database: Database, gesture: Gesture, shop: ShopId
) -> None:
    promotion_id = _planned(database, gesture)
    with database.write() as session:
        _sell(session, gesture, shop, STARTS + timedelta(hours=12), 3)
        turn_promotions(session, replace(gesture, at=SETTLED))

        result = promotion_result(session, promotion_id, SETTLED)
        told = last_of_kind(session, "promotion", SETTLED)

    assert result is not None
    assert (result.units, result.uplift, result.dip_bp) == (3, None, None)
    assert told is None


def test_an_operation_in_the_shop_alone_says_that_its_sales_are_not_known(
    database: Database, gesture: Gesture, shop: ShopId
) -> None:
    promotion_id = _planned(database, gesture, ("shop",))
    with database.write() as session:
        _sales(session, gesture, shop, during=4, after=1)
        turn_promotions(session, replace(gesture, at=SETTLED))

        result = promotion_result(session, promotion_id, SETTLED)

    assert result is not None
    assert (result.sales_known, result.uplift) == (False, None)


def test_the_last_operation_of_the_kind_is_a_hint_for_the_next(
    database: Database, gesture: Gesture, shop: ShopId
) -> None:
    promotion_id = _planned(database, gesture)
    with database.write() as session:
        _sales(session, gesture, shop, during=4, after=1)
        turn_promotions(session, replace(gesture, at=SETTLED))

        told = last_of_kind(session, "promotion", SETTLED)

        assert told is not None
        assert (told.promotion_id, told.title) == (promotion_id, "Black Friday")
        assert last_of_kind(session, "destocking", SETTLED) is None
        assert last_of_kind(session, "promotion", SETTLED, promotion_id) is None


@pytest.mark.parametrize("at", [STARTS - DAY, STARTS + DAY])
def test_an_operation_that_is_not_over_has_no_result(
    database: Database, gesture: Gesture, shop: ShopId, at: datetime
) -> None:
    assert shop
    promotion_id = _planned(database, gesture)
    with database.write() as session:
        turn_promotions(session, replace(gesture, at=at))

        assert promotion_result(session, promotion_id, at) is None
        assert session.get_one(Promotion, promotion_id).state != "ended"


def test_a_result_is_read_as_it_was_kept(
    database: Database, gesture: Gesture, shop: ShopId
) -> None:
    promotion_id = _planned(database, gesture)
    with database.write() as session:
        _sales(session, gesture, shop, during=4, after=1)
        turn_promotions(session, replace(gesture, at=SETTLED - DAY))
        result = promotion_result(session, promotion_id, SETTLED)

    assert result is not None
    assert read_result(result_facts(result)) == result

"""What planned operations, kits, nights of summer and levels of some places do to a proposal."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy.orm import Session

from merchant_desk.database.database import Database
from merchant_desk.errors import CancelledError
from merchant_desk.models.product import Product
from merchant_desk.models.purchasing import Supplier
from merchant_desk.operations.post_move import Move, post_moves
from merchant_desk.operations.save_kit import save_kit
from merchant_desk.operations.save_product import note_price
from merchant_desk.operations.set_stock_rule import LevelSet, keep_proposed_levels, set_stock_rule
from merchant_desk.queries.demand_rows import stock_days
from merchant_desk.queries.level_table import level_table
from merchant_desk.queries.reorder_proposal import reorder_proposal
from merchant_desk.rules.forecast.history import SPAN, WEEK
from merchant_desk.rules.kit_stock import Part
from merchant_desk.rules.promotion_draft import Pricing, PromotionDraft
from merchant_desk.rules.reorder.proposal import Asked
from merchant_desk.values.clock import PARIS
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import ProductId, id_text
from merchant_desk.values.money import Money
from merchant_desk.values.places import CUSTOMER
from merchant_desk.values.progress import Silent
from merchant_desk.values.reorder import Doubt, ReorderLine
from merchant_desk.values.words import MoveReason
from tests.makers import make_bin, make_location
from tests.operations.plan_anyway import plan_anyway
from tests.reorder_shop import Shop, make_offer, make_selling, open_reorder_shop

_TODAY = datetime(2026, 11, 10, 9, tzinfo=UTC)


def _line(session: Session, product_id: ProductId, at: datetime) -> ReorderLine | None:
    session.flush()
    lines = reorder_proposal(session, Asked(), at, Silent()).lines
    return next((each for each in lines if each.product_id == product_id), None)


def _sell(
    session: Session, gesture: Gesture, shop: Shop, product_id: ProductId, units: int, at: datetime
) -> None:
    sale = Move(product_id, shop.shelf, CUSTOMER, units, MoveReason.SALE)
    post_moves(session, replace(gesture, at=at), [sale])


def _plan(
    session: Session, gesture: Gesture, product_id: ProductId, begins: datetime, kind: str
) -> None:
    note_price(session, replace(gesture, at=datetime(2026, 1, 1, 8, tzinfo=UTC)), product_id,
               Money(1200), "desk")  # fmt: skip
    draft = PromotionDraft(
        title="Black Friday",
        kind=kind,  # type: ignore[arg-type]  # a kind of the list
        starts_at=begins,
        ends_at=begins + timedelta(days=7),
        products=(id_text(product_id),),
        pricing=Pricing(by="percent", value=2000),
    )
    plan_anyway(session, gesture, draft)


def test_a_planned_promotion_raises_the_order_by_what_past_ones_brought_and_says_so(
    database: Database, gesture: Gesture
) -> None:
    now = replace(gesture, at=_TODAY)
    with database.write() as session:
        # given five sold a week, twenty in the week of an operation that is over
        shop = open_reorder_shop(session, now)
        product_id = make_selling(session, now, shop, "S1", left=60)
        make_offer(session, now, shop.supplier, product_id)
        over = datetime(2026, 9, 1, 6, tzinfo=UTC)
        _sell(session, now, shop, product_id, 15, over + timedelta(days=2))
        _plan(session, replace(gesture, at=datetime(2026, 8, 30, 8, tzinfo=UTC)), product_id,
              over, "promotion")  # fmt: skip
        before = _line(session, product_id, _TODAY)
        assert before is None, "45 are left, five sell a week, goods take two weeks"

        # when another is planned for the end of the month
        _plan(session, now, product_id, datetime(2026, 11, 16, 6, tzinfo=UTC), "promotion")

        # then
        after = _line(session, product_id, _TODAY)
        assert after is not None
        assert after.quantity > 10
        assert "promotion du 16 novembre 2026\u00a0: +" in after.reason
        assert after.reason.count("d’après 1 opération passée") == 1


def test_soldes_that_begin_less_than_a_month_after_goods_come_are_not_counted_for_them(
    database: Database, gesture: Gesture
) -> None:
    at = datetime(2026, 12, 14, 9, tzinfo=UTC)
    now = replace(gesture, at=at)
    with database.write() as session:
        # given soldes from 6 January, and goods that come within a week
        shop = open_reorder_shop(session, now)
        session.get_one(Supplier, shop.supplier).lead_days = 5
        product_id = make_selling(session, now, shop, "S1", left=2)
        make_offer(session, now, shop.supplier, product_id)
        calm = _line(session, product_id, at)
        _plan(session, now, product_id, datetime(2027, 1, 6, 7, tzinfo=UTC), "soldes")

        # when
        line = _line(session, product_id, at)

        # then
        assert calm is not None
        assert line is not None
        assert line.quantity == calm.quantity > 0
        assert Doubt.SOLDES not in line.doubts
        assert "soldes du 6 janvier 2027 non comptés" in line.reason


def test_what_a_kit_took_of_its_parts_is_sold_of_them_and_a_part_without_price_is_no_loss(
    database: Database, gesture: Gesture
) -> None:
    now = replace(gesture, at=_TODAY)
    with database.write() as session:
        # given a box that is only sold in a set of two, at 30 € the set
        shop = open_reorder_shop(session, now)
        part = make_selling(session, now, shop, "BOX", left=1, price_cents=0)
        make_offer(session, now, shop.supplier, part, cost_tenthousandths=20_000)
        kit = make_selling(session, now, shop, "SET", weekly=0, left=0, price_cents=3_000)
        save_kit(session, now, kit, [Part(part, 2)])

        # when
        line = _line(session, part, _TODAY)

        # then
        assert line is not None
        assert line.price == Money(1_500)
        assert Doubt.LOSS not in line.doubts
        assert line.at_risk is not None
        assert line.at_risk > Money(0)
        assert _line(session, kit, _TODAY) is None


@pytest.mark.parametrize(
    ("today", "sold_at", "day"),
    [
        # half past midnight in summer is the day that begins, not the one before
        (date(2026, 11, 10), datetime(2026, 7, 14, 0, 30, tzinfo=PARIS), date(2026, 7, 14)),
        (date(2026, 11, 10), datetime(2026, 7, 14, 23, 30, tzinfo=PARIS), date(2026, 7, 14)),
        # a window that begins in summer ends in winter: late in its last evening is inside
        (date(2030, 3, 28), datetime(2030, 3, 27, 23, 30, tzinfo=PARIS), date(2030, 3, 27)),
        # the night that has its hour twice, and the one that lacks it
        (date(2026, 11, 10), datetime(2026, 10, 25, 23, 59, tzinfo=PARIS), date(2026, 10, 25)),
        (date(2026, 11, 10), datetime(2026, 3, 29, 3, 1, tzinfo=PARIS), date(2026, 3, 29)),
    ],
)
def test_a_sale_counts_for_its_day_by_the_clock_of_the_shop(
    database: Database, gesture: Gesture, today: date, sold_at: datetime, day: date
) -> None:
    with database.write() as session:
        shop = open_reorder_shop(session, gesture)
        product_id = make_selling(session, gesture, shop, "S1", weekly=0, left=9, weeks=1)
        _sell(session, gesture, shop, product_id, 2, sold_at.astimezone(UTC))
        session.flush()

        told = stock_days(session, today, Silent())[product_id]

        start = today - timedelta(days=SPAN * WEEK)
        sold = [
            number for number, change in zip(told.days, told.changes, strict=True) if change == -2
        ]
        assert [start + timedelta(days=number) for number in sold] == [day]


def test_a_minimum_of_one_place_is_the_least_and_one_of_every_place_holds(
    database: Database, gesture: Gesture
) -> None:
    now = replace(gesture, at=_TODAY)
    with database.write() as session:
        # given two shops, and a soap of which fourteen days sell some ten
        shop = open_reorder_shop(session, now)
        make_bin(session, other := make_location(session, "Marché"), "M1")
        product_id = make_selling(session, now, shop, "S1", left=30)
        make_offer(session, now, shop.supplier, product_id)
        assert _line(session, product_id, _TODAY) is None

        # when the market wants two always: sales say more
        set_stock_rule(session, now, LevelSet(product_id, other, 2))
        assert _line(session, product_id, _TODAY) is None

        # when it wants forty
        set_stock_rule(session, now, LevelSet(product_id, other, 40))
        line = _line(session, product_id, _TODAY)
        assert line is not None
        assert line.order_at == 40
        assert line.stock.position + line.quantity >= 40

        # when both places have one set by hand, it holds, whatever sales say
        set_stock_rule(session, now, LevelSet(product_id, other, 0))
        set_stock_rule(session, now, LevelSet(product_id, shop.location, 3))
        assert _line(session, product_id, _TODAY) is None
        _sell(session, now, shop, product_id, 28, _TODAY)
        short = _line(session, product_id, _TODAY)
        assert short is not None
        assert (short.order_at, "votre minimum est de 3" in short.reason) == (3, True)


def test_a_minimum_that_was_accepted_is_the_least_of_the_next_proposal(
    database: Database, gesture: Gesture
) -> None:
    now = replace(gesture, at=_TODAY)
    with database.write() as session:
        shop = open_reorder_shop(session, now)
        product_id = make_selling(session, now, shop, "S1", left=48)
        make_offer(session, now, shop.supplier, product_id)
        accepted = LevelSet(product_id, shop.location, 50, 60)
        assert keep_proposed_levels(session, now, [accepted]) == 1

        line = _line(session, product_id, _TODAY)
        (told,) = level_table(session, _TODAY, Silent()).lines

        assert line is not None
        assert (line.order_at, line.stock.position + line.quantity >= 50) == (50, True)
        assert (told.minimum, told.by_hand, told.crossed, told.differs) == (50, False, True, True)
        assert session.get_one(Product, product_id).sku == told.sku


def test_a_minimum_is_shared_between_places_as_they_sold(
    database: Database, gesture: Gesture
) -> None:
    now = replace(gesture, at=_TODAY)
    with database.write() as session:
        # given a soap of which the shop sells three times as much as the market
        shop = open_reorder_shop(session, now)
        stall = make_bin(session, other := make_location(session, "Marché"), "M1")
        product_id = make_selling(session, now, shop, "S1", weekly=6, left=60)
        begun = replace(now, at=_TODAY - timedelta(weeks=50))
        came = Move(product_id, shop.shelf, stall, 100, MoveReason.TRANSFER)
        post_moves(session, begun, [came])
        for week in range(1, 49):
            at = _TODAY - timedelta(weeks=week, days=-2)
            sale = Move(product_id, stall, CUSTOMER, 2, MoveReason.SALE)
            post_moves(session, replace(now, at=at), [sale])
        session.flush()

        # when
        lines = level_table(session, _TODAY, Silent()).lines

        # then
        told = {each.location_id: each for each in lines}
        most, least = told[shop.location].proposed, told[other].proposed
        assert most is not None
        assert least is not None
        assert 2.4 < most / least < 3.6
        assert told[other].on_hand == 100 - 48 * 2


def test_minimums_can_be_stopped_while_they_are_worked_out(
    sqlite_database: Database, gesture: Gesture
) -> None:
    now = replace(gesture, at=_TODAY)
    with sqlite_database.write() as session:
        shop = open_reorder_shop(session, now)
        make_selling(session, now, shop, "S1", weeks=4)
        session.flush()
        progress = Silent()
        progress.stop()

        with pytest.raises(CancelledError):
            level_table(session, _TODAY, progress)

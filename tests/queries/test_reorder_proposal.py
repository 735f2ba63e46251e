"""What is proposed to be ordered, on both databases: needs, packs, delays, money, law."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from sqlalchemy.orm import Session

from merchant_desk.database.database import Database
from merchant_desk.errors import CancelledError
from merchant_desk.models.product import Product
from merchant_desk.operations.post_move import Move, post_moves
from merchant_desk.operations.set_stock_rule import (
    estimate_demand,
)
from merchant_desk.queries.reorder_proposal import reorder_proposal
from merchant_desk.rules.reorder.proposal import Asked
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import ProductId
from merchant_desk.values.money import Money
from merchant_desk.values.places import CUSTOMER
from merchant_desk.values.progress import Silent
from merchant_desk.values.reorder import Doubt, Proposal, ReorderLine
from merchant_desk.values.words import MoveReason
from tests.reorder_shop import (
    make_break,
    make_offer,
    make_order,
    make_selling,
    make_supplier,
    open_reorder_shop,
)


def _proposed(session: Session, now: datetime, asked: Asked | None = None) -> Proposal:
    session.flush()
    return reorder_proposal(session, asked or Asked(), now, Silent())


def _line(proposal: Proposal, product_id: ProductId) -> ReorderLine:
    (found,) = (each for each in proposal.lines if each.product_id == product_id)
    return found


def test_what_runs_out_is_proposed_with_its_reason_and_what_is_left_long_enough_is_not(
    database: Database, gesture: Gesture, now: datetime
) -> None:
    with database.write() as session:
        # given two soaps that sell five a week, from a supplier that took ten and fourteen days
        shop = open_reorder_shop(session, gesture)
        short = make_selling(session, gesture, shop, "S1", left=4)
        plenty = make_selling(session, gesture, shop, "S2", left=200)
        for product_id in (short, plenty):
            make_offer(session, gesture, shop.supplier, product_id, pack_units=12)
        make_order(session, gesture, shop, plenty, 5, came_after=10)
        make_order(session, gesture, shop, plenty, 5, came_after=14)

        # when
        proposal = _proposed(session, now)

        # then
        line = _line(proposal, short)
        assert {each.product_id for each in proposal.lines} == {short}
        assert line.quantity % 12 == 0
        assert line.quantity >= line.wished > 15
        assert line.reason == (
            "20 vendus en 4 semaines, il en reste 4, le fournisseur met 12 jours (au pire 14)"
        )
        assert line.low <= line.likely <= line.high
        assert 20 < line.likely < 40
        assert (proposal.articles, line.doubts) == (2, ())


def test_what_is_on_order_is_not_ordered_again_and_what_is_promised_is(
    database: Database, gesture: Gesture, now: datetime
) -> None:
    with database.write() as session:
        shop = open_reorder_shop(session, gesture)
        product_id = make_selling(session, gesture, shop, "S1", left=4)
        make_offer(session, gesture, shop.supplier, product_id)
        before = _line(_proposed(session, now), product_id)
        make_order(session, gesture, shop, product_id, 10)

        after = _line(_proposed(session, now), product_id)

        assert (after.stock.on_order, before.wished - after.wished) == (10, 10)
        assert "10 déjà en commande" in after.reason


def test_a_supplier_that_never_said_how_long_it_takes_is_told_as_such(
    database: Database, gesture: Gesture, now: datetime
) -> None:
    with database.write() as session:
        shop = open_reorder_shop(session, gesture)
        product_id = make_selling(session, gesture, shop, "S1")
        make_offer(session, gesture, shop.supplier, product_id)

        line = _line(_proposed(session, now), product_id)

        assert Doubt.NO_LEAD_TIME in line.doubts
        assert "sans délai connu\u00a0: 14 jours supposés" in line.reason


def test_strange_costs_and_packs_are_doubts_not_failures(
    database: Database, gesture: Gesture, now: datetime
) -> None:
    with database.write() as session:
        # given
        shop = open_reorder_shop(session, gesture)
        sold = {
            name: make_selling(session, gesture, shop, name, weekly=1, left=0)
            for name in ("free", "unknown", "dear", "carton", "alone")
        }
        facts: dict[str, dict[str, object]] = {
            "free": {"cost_tenthousandths": 0},
            "unknown": {"cost_tenthousandths": None},
            "dear": {"cost_tenthousandths": 2_000_000},
            "carton": {"pack_units": 500},
        }
        for name, changes in facts.items():
            make_offer(session, gesture, shop.supplier, sold[name], **changes)

        # when
        proposal = _proposed(session, now)

        # then
        doubts = {name: _line(proposal, each).doubts for name, each in sold.items()}
        assert Doubt.ZERO_COST in doubts["free"]
        assert Doubt.NO_COST in doubts["unknown"]
        assert Doubt.LOSS in doubts["dear"]
        assert Doubt.LARGE_PACK in doubts["carton"]
        assert Doubt.NO_SUPPLIER in doubts["alone"]
        assert _line(proposal, sold["carton"]).quantity == 500
        assert _line(proposal, sold["unknown"]).at_risk is None
        assert proposal.groups[-1].supplier_id is None
        assert proposal.groups[-1].name == "Sans fournisseur"


def test_a_price_break_and_the_terms_of_payment_are_followed(
    database: Database, gesture: Gesture, now: datetime
) -> None:
    with database.write() as session:
        # given
        shop = open_reorder_shop(session, gesture)
        mill = make_supplier(
            session, gesture, "Moulin", lead_days=5, payment_days=45, month_end=True,
            minimum=Money(100_000), carriage=Money(1_500), free_carriage_from=Money(50_000),
        )  # fmt: skip
        product_id = make_selling(session, gesture, shop, "S1", left=0)
        article = make_offer(session, gesture, mill, product_id, preferred=True)
        make_offer(session, gesture, shop.supplier, product_id, cost_tenthousandths=10_000)
        make_break(session, article, 10, 30_000)

        # when
        (group,) = _proposed(session, now).groups

        # then
        (line,) = group.lines
        assert (group.supplier_id, line.cost_tenthousandths) == (mill, 30_000)
        assert line.cost == Money(300) * line.quantity
        assert group.carriage == Money(1_500)
        assert group.below_minimum == Money(100_000) - group.goods
        assert group.to_pay == (group.goods + group.carriage).part(12, 10)
        assert str(group.paid_on) == "2027-01-14"
        assert (line.lead_days, line.lead_worst) == (6, 6)


def test_money_goes_to_what_is_most_at_risk_and_never_past_the_budget(
    database: Database, gesture: Gesture, now: datetime
) -> None:
    with database.write() as session:
        # given
        shop = open_reorder_shop(session, gesture)
        rich = make_selling(session, gesture, shop, "RICH", left=0, price_cents=3000)
        poor = make_selling(session, gesture, shop, "POOR", left=0, price_cents=600)
        for each in (rich, poor):
            make_offer(session, gesture, shop.supplier, each)
        whole = _proposed(session, now)

        # when
        half = _proposed(session, now, Asked(budget=Money(whole.total.cents // 2)))

        # then
        assert whole.groups[0].lines[0].product_id == rich
        assert _line(half, rich).quantity > 0
        assert half.total <= Money(whole.total.cents // 2)
        assert half.not_covered > Money(0)
        assert not _proposed(session, now, Asked(budget=Money(100))).groups


def test_only_one_supplier_is_proposed_when_it_is_asked(
    database: Database, gesture: Gesture, now: datetime
) -> None:
    with database.write() as session:
        shop = open_reorder_shop(session, gesture)
        other = make_supplier(session, gesture, "Moulin")
        mine = make_selling(session, gesture, shop, "S1", left=0)
        theirs = make_selling(session, gesture, shop, "S2", left=0)
        make_offer(session, gesture, shop.supplier, mine)
        make_offer(session, gesture, other, theirs)

        proposal = _proposed(session, now, Asked(supplier_id=other))

        assert [each.product_id for each in proposal.lines] == [theirs]


def test_an_estimate_makes_a_new_article_ordered_and_likeness_does_without(
    database: Database, gesture: Gesture, now: datetime
) -> None:
    with database.write() as session:
        # given three soaps that sell, and two that are new
        shop = open_reorder_shop(session, gesture)
        for place in range(3):
            make_selling(session, gesture, shop, f"OLD{place}", left=500)
        alike = make_selling(session, gesture, shop, "NEW1", weekly=0, left=1, weeks=2)
        told = make_selling(
            session, gesture, shop, "NEW2", weekly=0, left=1, weeks=2, category="autre"
        )
        for each in (alike, told):
            make_offer(session, gesture, shop.supplier, each)

        # when
        estimate_demand(session, gesture, told, 40)

        # then
        proposal = _proposed(session, now)
        assert _line(proposal, alike).reason.startswith(
            "Nouveau, estimé d’après 3 articles de sa catégorie et de son prix"
        )
        assert Doubt.ESTIMATED in _line(proposal, told).doubts
        assert "vous en attendez 40 en 4 semaines" in _line(proposal, told).reason.lower()


def test_what_was_given_up_is_not_proposed(
    database: Database, gesture: Gesture, now: datetime
) -> None:
    with database.write() as session:
        shop = open_reorder_shop(session, gesture)
        old = replace(gesture, at=gesture.at - timedelta(weeks=40))
        product_id = make_selling(session, old, shop, "S1", left=0, weeks=40)
        make_offer(session, gesture, shop.supplier, product_id)

        assert not _proposed(session, now).lines


def test_articles_taken_off_and_kits_are_not_looked_at(
    database: Database, gesture: Gesture, now: datetime
) -> None:
    with database.write() as session:
        shop = open_reorder_shop(session, gesture)
        product_id = make_selling(session, gesture, shop, "S1", left=0)
        session.get_one(Product, product_id).active = False

        assert _proposed(session, now).articles == 0


def test_units_that_came_back_are_no_demand(
    database: Database, gesture: Gesture, now: datetime
) -> None:
    with database.write() as session:
        shop = open_reorder_shop(session, gesture)
        product_id = make_selling(session, gesture, shop, "S1", left=0)
        make_offer(session, gesture, shop.supplier, product_id)
        back = Move(product_id, CUSTOMER, shop.shelf, 3, MoveReason.RETURN)
        post_moves(session, replace(gesture, at=gesture.at - timedelta(days=3)), [back])

        line = _line(_proposed(session, now), product_id)

        assert (line.sold, line.sold_weeks, line.stock.on_hand) == (17, 4, 3)


def test_a_proposal_can_be_stopped(
    sqlite_database: Database, gesture: Gesture, now: datetime
) -> None:
    with sqlite_database.write() as session:
        shop = open_reorder_shop(session, gesture)
        make_selling(session, gesture, shop, "S1", left=0, weeks=4)
        progress = Silent()
        progress.stop()

        with pytest.raises(CancelledError):
            reorder_proposal(session, Asked(), now, progress)


def test_an_empty_shop_proposes_nothing(database: Database, now: datetime) -> None:
    with database.write() as session:
        proposal = _proposed(session, now)

        assert (proposal.groups, proposal.articles) == ((), 0)

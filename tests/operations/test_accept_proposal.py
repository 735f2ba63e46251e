"""A proposal accepted, and levels set by hand or proposed, on both databases."""

from datetime import datetime

import pytest
from sqlalchemy.orm import Session

from merchant_desk.cli.reorder_errands import orders_of
from merchant_desk.database.database import Database
from merchant_desk.errors import RefusedError
from merchant_desk.models.purchasing import Purchase, PurchaseLine
from merchant_desk.operations.accept_proposal import accept_proposal
from merchant_desk.operations.set_stock_rule import LevelSet, keep_proposed_levels, set_stock_rule
from merchant_desk.queries.reorder_levels import level_rows, proposed_levels
from merchant_desk.queries.reorder_proposal import reorder_proposal
from merchant_desk.rules.reorder.proposal import Asked
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.goods_words import PurchaseState
from merchant_desk.values.progress import Silent
from merchant_desk.values.reorder import LineChosen, OrderChosen, Proposal
from tests.reorder_shop import make_offer, make_selling, open_reorder_shop


def _proposed(session: Session, now: datetime) -> Proposal:
    session.flush()
    return reorder_proposal(session, Asked(), now, Silent())


def test_accepting_writes_one_draft_a_supplier_that_is_then_on_order(
    database: Database, gesture: Gesture, now: datetime
) -> None:
    with database.write() as session:
        # given
        shop = open_reorder_shop(session, gesture)
        product_id = make_selling(session, gesture, shop, "S1", left=0)
        make_offer(session, gesture, shop.supplier, product_id)
        (line,) = _proposed(session, now).lines
        chosen = LineChosen(product_id, line.quantity, line.reason)

        # when
        (kept,) = accept_proposal(session, gesture, [OrderChosen(shop.supplier, (chosen,))])

        # then
        purchase = session.get_one(Purchase, kept.purchase_id)
        (written,) = session.query(PurchaseLine).all()
        assert purchase.state is PurchaseState.DRAFT
        assert (written.quantity, written.reason) == (line.quantity, line.reason)
        assert not _proposed(session, now).lines


def test_a_proposal_accepted_twice_orders_once(
    database: Database, gesture: Gesture, now: datetime
) -> None:
    with database.write() as session:
        # given: two people look at the same proposal
        shop = open_reorder_shop(session, gesture)
        product_id = make_selling(session, gesture, shop, "S1", left=0)
        make_offer(session, gesture, shop.supplier, product_id)
        orders = orders_of(_proposed(session, now))
        accept_proposal(session, gesture, orders)

        # when
        with pytest.raises(RefusedError, match="vient d’être commandé") as told:
            accept_proposal(session, gesture, orders)

        # then
        assert "Savon S1" in told.value.title
        assert session.query(Purchase).count() == 1


def test_a_level_set_by_hand_asks_for_an_article_that_never_sold(
    database: Database, gesture: Gesture, now: datetime
) -> None:
    with database.write() as session:
        shop = open_reorder_shop(session, gesture)
        product_id = make_selling(session, gesture, shop, "S1", weekly=0, left=1, weeks=8)
        make_offer(session, gesture, shop.supplier, product_id)
        assert not _proposed(session, now).lines

        set_stock_rule(session, gesture, LevelSet(product_id, shop.location, 6, 10))

        line = _proposed(session, now).lines[0]
        assert line.quantity == 9
        assert "votre minimum est de 6" in line.reason
        (row,) = level_rows(session, only_crossed=True)
        assert (row.on_hand, row.minimum, row.crossed) == (1, 6, True)


def test_nothing_to_order_is_refused(database: Database, gesture: Gesture) -> None:
    with database.write() as session:
        shop = open_reorder_shop(session, gesture)
        product_id = make_selling(session, gesture, shop, "S1", weekly=0, weeks=1)
        empty = OrderChosen(shop.supplier, (LineChosen(product_id, 0),))

        with pytest.raises(RefusedError, match="aucune ligne n’a de quantité"):
            accept_proposal(session, gesture, [empty])


def test_levels_are_proposed_from_sales_and_never_over_what_a_person_set(
    database: Database, gesture: Gesture, now: datetime
) -> None:
    with database.write() as session:
        # given
        shop = open_reorder_shop(session, gesture)
        free = make_selling(session, gesture, shop, "S1", left=500)
        kept = make_selling(session, gesture, shop, "S2", left=500)
        set_stock_rule(session, gesture, LevelSet(kept, shop.location, 2))

        # when
        told = proposed_levels(session, now, Silent())
        wanted = [LevelSet(e.product_id, e.location_id, e.minimum, e.target) for e in told]
        changed = keep_proposed_levels(session, gesture, wanted)
        again = keep_proposed_levels(session, gesture, wanted)

        # then
        rows = {each.product_id: each for each in level_rows(session)}
        assert (changed, again) == (1, 0)
        assert (rows[kept].minimum, rows[kept].by_hand) == (2, True)
        assert 15 < (rows[free].minimum or 0) < 40
        assert (rows[free].target or 0) > (rows[free].minimum or 0)


@pytest.mark.parametrize(("minimum", "target"), [(-1, None), (5, 2), (2_000_000, None)])
def test_levels_that_make_no_sense_are_refused(
    sqlite_database: Database, gesture: Gesture, minimum: int, target: int | None
) -> None:
    with sqlite_database.write() as session:
        shop = open_reorder_shop(session, gesture)
        product_id = make_selling(session, gesture, shop, "S1", weekly=0, weeks=1)

        with pytest.raises(RefusedError, match="Le niveau n’a pas changé"):
            set_stock_rule(session, gesture, LevelSet(product_id, shop.location, minimum, target))

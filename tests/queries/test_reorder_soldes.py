"""What is soldé when it would arrive is told, never ordered."""

from dataclasses import replace
from datetime import UTC, datetime

from merchant_desk.database.database import Database
from merchant_desk.models.purchasing import Supplier
from merchant_desk.operations.save_product import note_price
from merchant_desk.queries.reorder_proposal import reorder_proposal
from merchant_desk.rules.promotion_draft import Pricing, PromotionDraft
from merchant_desk.rules.reorder.proposal import Asked
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import id_text
from merchant_desk.values.money import Money
from merchant_desk.values.progress import Silent
from merchant_desk.values.reorder import Doubt, Proposal
from tests.operations.plan_anyway import plan_anyway
from tests.reorder_shop import make_offer, make_selling, open_reorder_shop

_BEGUN = datetime(2027, 1, 6, 7, tzinfo=UTC)
_OVER = datetime(2027, 2, 2, 22, 59, tzinfo=UTC)


def _planned(database: Database, gesture: Gesture, at: datetime) -> Proposal:
    """Propose on a day, for two soaps of which one is in an operation, and goods take a week."""
    now = replace(gesture, at=at)
    with database.write() as session:
        shop = open_reorder_shop(session, now)
        session.get_one(Supplier, shop.supplier).lead_days = 5
        for sku in ("SOLDE", "FULL"):
            product_id = make_selling(session, now, shop, sku, left=1)
            make_offer(session, now, shop.supplier, product_id)
            note_price(session, replace(gesture, at=datetime(2026, 1, 1, 8, tzinfo=UTC)),
                       product_id, Money(1200), "desk")  # fmt: skip
            if sku == "SOLDE":
                draft = PromotionDraft(
                    title="Hiver",
                    kind="soldes",
                    starts_at=_BEGUN,
                    ends_at=_OVER,
                    products=(id_text(product_id),),
                    pricing=Pricing(by="percent", value=3000),
                )
                plan_anyway(session, gesture, draft)
        session.flush()
        return reorder_proposal(session, Asked(), at, Silent())


def test_an_article_that_would_arrive_while_it_is_solde_is_told_and_not_ordered(
    database: Database, gesture: Gesture
) -> None:
    proposal = _planned(database, gesture, datetime(2027, 1, 8, 9, tzinfo=UTC))

    lines = {each.sku: each for each in proposal.lines}
    assert Doubt.SOLDES in lines["SOLDE"].doubts
    assert (lines["SOLDE"].quantity, lines["SOLDE"].cost) == (0, Money(0))
    assert "soldé jusqu’au 2 février 2027" in lines["SOLDE"].reason
    assert Doubt.SOLDES not in lines["FULL"].doubts
    assert lines["FULL"].quantity > 0


def test_what_comes_before_or_after_the_soldes_is_ordered(
    database: Database, gesture: Gesture
) -> None:
    proposal = _planned(database, gesture, datetime(2027, 2, 1, 9, tzinfo=UTC))

    assert all(each.quantity for each in proposal.lines)
    assert len(proposal.lines) == 2

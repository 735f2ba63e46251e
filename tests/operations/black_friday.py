"""A shop in Avignon with a soap at 5,90 €, and the operation that cuts its price."""

from dataclasses import replace
from datetime import UTC, datetime

from sqlalchemy.orm import Session

from merchant_desk.operations.plan_promotion import plan_promotion
from merchant_desk.operations.save_product import note_price
from merchant_desk.queries.promotion_verdict import promotion_verdict
from merchant_desk.rules.legal.parts import Text
from merchant_desk.rules.promotion_draft import Pricing, PromotionDraft
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import ProductId, PromotionId, id_text
from merchant_desk.values.money import Money
from tests.makers import make_product, make_profile, make_shop, make_station

OPENED = datetime(2026, 1, 1, 8, tzinfo=UTC)
STARTS = datetime(2026, 11, 26, 23, 0, tzinfo=UTC)  # midnight in Paris, 27 November
ENDS = datetime(2026, 11, 30, 23, 0, tzinfo=UTC)  # the last day is 30 November


def open_shop(session: Session, gesture: Gesture) -> ProductId:
    """A shop with one soap, at one price since January."""
    make_station(session, gesture)
    make_profile(session)
    make_shop(session)
    soap = make_product(session)
    note_price(session, replace(gesture, at=OPENED), soap, Money(590), "desk")
    return soap


def black_friday(*products: ProductId, percent_bp: int = 2000) -> PromotionDraft:
    """Twenty percent off from 27 to 30 November."""
    return PromotionDraft(
        title="Black Friday",
        kind="promotion",
        starts_at=STARTS,
        ends_at=ENDS,
        products=tuple(id_text(each) for each in products),
        pricing=Pricing(by="percent", value=percent_bp),
        texts=(Text(text="Offre Black Friday", place="label"),),
    )


def plan(session: Session, gesture: Gesture, draft: PromotionDraft) -> PromotionId:
    """Plan it, every warning read."""
    warned = promotion_verdict(session, draft, gesture.at).warned_rules
    return plan_promotion(session, gesture, draft, warned)

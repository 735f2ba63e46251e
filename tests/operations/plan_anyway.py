"""Plan an operation with every warning taken upon oneself."""

from sqlalchemy.orm import Session

from merchant_desk.operations.plan_promotion import plan_promotion
from merchant_desk.queries.promotion_verdict import promotion_verdict
from merchant_desk.rules.promotion_draft import PromotionDraft
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import PromotionId


def plan_anyway(session: Session, gesture: Gesture, draft: PromotionDraft) -> PromotionId:
    """Acknowledge what is warned of; what is forbidden is refused still."""
    warned = promotion_verdict(session, draft, gesture.at).warned_rules
    return plan_promotion(session, gesture, draft, warned)

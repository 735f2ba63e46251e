"""An operation as it begins: a week of promotion, twenty percent, ready to be changed."""

from datetime import UTC, date, datetime, time, timedelta

from merchant_desk.rules.promotion_draft import Pricing, PromotionDraft
from merchant_desk.values.clock import PARIS

_USUAL_DAYS = 7
_USUAL_PERCENT_BP = 2000


def new_draft(day: date, products: tuple[str, ...] = ()) -> PromotionDraft:
    """Return what the form shows for an operation that starts on a day."""
    starts = datetime.combine(day, time(0, 0), PARIS).astimezone(UTC)
    last = day + timedelta(days=_USUAL_DAYS - 1)
    return PromotionDraft(
        title="",
        kind="promotion",
        starts_at=starts,
        ends_at=datetime.combine(last, time(23, 59), PARIS).astimezone(UTC),
        products=products,
        pricing=Pricing(by="percent", value=_USUAL_PERCENT_BP),
    )

"""Whether an article is soldé now, and since when its units had to be in the shop."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from merchant_desk.models.base import table
from merchant_desk.models.promotion import Promotion, PromotionLine
from merchant_desk.queries.law_items import law_facts
from merchant_desk.queries.law_shop import shop_zone
from merchant_desk.rules.legal.moment import month_before
from merchant_desk.rules.legal.soldes_periods import period_at
from merchant_desk.rules.legal.zones import clock_of
from merchant_desk.rules.promotion_draft import read_draft
from merchant_desk.rules.soldes_eligibility import Eligibility, eligibility
from merchant_desk.values.ids import ProductId, PromotionId
from merchant_desk.values.words import PromotionState

_PROMOTIONS, _LINES = table(Promotion), table(PromotionLine)


@dataclass(frozen=True, slots=True)
class Season:
    """The soldes an article takes part in: its operation, its limit, its last day."""

    promotion_id: PromotionId
    title: str
    limit: date
    first: date
    last: date

    def running(self, day: date) -> bool:
        """Tell whether the season runs on a day."""
        return self.first <= day <= self.last


def season_of(session: Session, product_id: ProductId, now: datetime) -> Season | None:
    """Return the soldes that an article takes part in now or next; None without any."""
    zone = shop_zone(session)
    if zone is None:
        return None
    clock = clock_of(zone)
    rows = session.execute(
        select(_PROMOTIONS.c.id, _PROMOTIONS.c.title, _PROMOTIONS.c.plan)
        .join(_LINES, _LINES.c.promotion_id == _PROMOTIONS.c.id)
        .where(
            _LINES.c.product_id == product_id,
            _PROMOTIONS.c.kind == "soldes",
            _PROMOTIONS.c.state.in_([PromotionState.PLANNED, PromotionState.RUNNING]),
        )
        .order_by(_PROMOTIONS.c.starts_at)
    )
    for row in rows:
        draft = read_draft(row.plan)
        opening = draft.starts.opening(clock)
        found = [each for ch in draft.channels if (each := period_at(zone, ch, opening))]
        if not found:
            continue
        first = min(each.start.date() for each in found)
        last = max(each.end.date() for each in found)
        if last >= now.astimezone(clock).date():
            return Season(row.id, row.title, month_before(first), first, last)
    return None


def soldes_units(session: Session, product_id: ProductId, limit: date) -> Eligibility:
    """Return how many units of an article may be soldées, receipt by receipt."""
    (facts,) = law_facts(session, [product_id])
    return eligibility(facts.batches, facts.units, limit)

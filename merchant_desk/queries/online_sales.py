"""The sale price that storefronts should show for an article, now or next."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from merchant_desk.database.prepared_set import PreparedSet
from merchant_desk.models.base import table
from merchant_desk.models.promotion import Promotion, PromotionLine
from merchant_desk.rules.promotion_audience import shown_to_everybody
from merchant_desk.rules.promotion_draft import PromotionDraft, read_draft
from merchant_desk.values.ids import ProductId, PromotionId
from merchant_desk.values.money import Money
from merchant_desk.values.words import PromotionState

_PROMOTIONS, _LINES = table(Promotion), table(PromotionLine)
_SALES = PreparedSet(
    lambda products: (
        select(
            _LINES.c.product_id,
            _LINES.c.promotion_id,
            _LINES.c.starts_at,
            _LINES.c.ends_at,
            _LINES.c.price,
            _LINES.c.prior_web,
            _PROMOTIONS.c.plan,
        )
        .join(_PROMOTIONS, _PROMOTIONS.c.id == _LINES.c.promotion_id)
        .where(
            _LINES.c.product_id.in_(products),
            or_(
                _PROMOTIONS.c.state == PromotionState.PLANNED,
                _PROMOTIONS.c.state == PromotionState.RUNNING,
            ),
        )
    )
)


@dataclass(frozen=True, slots=True)
class OnlineSale:
    """A sale price, its window, and the prior price shown with it.

    The window lasts to the end of the operation: a further markdown that a storefront does not
    hear of in time leaves the former one, never the full price.
    """

    promotion_id: PromotionId
    price: Money
    starts_at: datetime
    ends_at: datetime | None
    prior_price: Money | None

    def runs(self, now: datetime) -> bool:
        """Tell whether it holds now."""
        return self.starts_at <= now and (self.ends_at is None or now < self.ends_at)


def online_sales(
    session: Session, product_ids: Sequence[ProductId], now: datetime
) -> Mapping[ProductId, OnlineSale]:
    """Return the sale of each article that storefronts show: the one that runs, else the next.

    Of several that run the lowest price holds. Prices for some customers only, or by code, are
    not shown to everybody: they stay out.
    """
    drafts: dict[PromotionId, PromotionDraft] = {}
    found: dict[ProductId, list[OnlineSale]] = {}
    for row in _SALES.typed(session, list(product_ids)):
        draft = drafts.setdefault(row.promotion_id, read_draft(row.plan))
        if "web" in draft.channels and shown_to_everybody(draft):
            found.setdefault(ProductId(row.product_id), []).append(_sale(row, draft))
    chosen = {each: _chosen(sales, now) for each, sales in found.items()}
    return {each: sale for each, sale in chosen.items() if sale is not None}


def _sale(row: Any, draft: PromotionDraft) -> OnlineSale:
    return OnlineSale(row.promotion_id, row.price, row.starts_at, draft.ends_at, row.prior_web)


def _chosen(sales: Iterable[OnlineSale], now: datetime) -> OnlineSale | None:
    alive = [each for each in sales if each.ends_at is None or now < each.ends_at]
    by_promotion: dict[PromotionId, OnlineSale] = {}
    for each in sorted(alive, key=lambda sale: sale.starts_at):
        if each.runs(now):
            by_promotion[each.promotion_id] = each  # its latest markdown
    if by_promotion:
        return min(by_promotion.values(), key=lambda sale: sale.price)
    return min(alive, key=lambda sale: (sale.starts_at, sale.price), default=None)

"""What of an operation the storefronts will show by themselves, and what she must do there."""

from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from merchant_desk.models.base import table
from merchant_desk.models.shop import Shop, ShopProduct
from merchant_desk.rules.promotion_audience import shown_to_everybody
from merchant_desk.rules.promotion_draft import PromotionDraft
from merchant_desk.values.ids import parse_id
from merchant_desk.values.words import Master

_SHOPS, _LINKS = table(Shop), table(ShopProduct)
_MOST_ASKED = 900


@dataclass(frozen=True, slots=True)
class Reach:
    """Where the prices of an operation go.

    ``told`` are the storefronts that are sent the prices; ``deciding`` those that decide their own
    prices and keep them. ``by_hand`` says that the offer is one that storefronts are not sent: a
    code, a card, some customers only, a lot.
    """

    told: tuple[str, ...] = ()
    deciding: tuple[str, ...] = ()
    by_hand: bool = False


def promotion_reach(session: Session, draft: PromotionDraft) -> Reach:
    """Return which storefronts an operation reaches by itself."""
    if "web" not in draft.channels:
        return Reach()
    ids = [known for text in draft.products[:_MOST_ASKED] if (known := parse_id(text)) is not None]
    rows = session.execute(
        select(_SHOPS.c.name, _SHOPS.c.price_master, func.count())
        .join(_LINKS, _LINKS.c.shop_id == _SHOPS.c.id)
        .where(_SHOPS.c.active, _LINKS.c.gone_at.is_(None), _LINKS.c.product_id.in_(ids))
        .group_by(_SHOPS.c.name, _SHOPS.c.price_master)
        .order_by(_SHOPS.c.name)
    ).all()
    sent = shown_to_everybody(draft)
    return Reach(
        told=tuple(row.name for row in rows if sent and row.price_master is Master.DESK),
        deciding=tuple(row.name for row in rows if row.price_master is not Master.DESK),
        by_hand=bool(rows) and not sent,
    )

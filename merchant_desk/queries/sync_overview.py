"""How each storefront is doing, for the page that tells everything about the exchanges."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import exists, func, select
from sqlalchemy.orm import Session

from merchant_desk.models.base import table
from merchant_desk.models.exchange import Exchange
from merchant_desk.models.shop import OutboxMessage, Shop, ShopProduct
from merchant_desk.queries.exchanges import Spent, last_parity, requests_spent
from merchant_desk.queries.shops import ShopRow, shops
from merchant_desk.values.ids import ShopId
from merchant_desk.values.parity import Parity
from merchant_desk.values.words import ExchangeKind, MessageState

_LINKS, _MESSAGES, _SHOPS, _EXCHANGES = (
    table(ShopProduct),
    table(OutboxMessage),
    table(Shop),
    table(Exchange),
)


@dataclass(frozen=True, slots=True)
class ShopExchanges:
    """One storefront: how it stands, what it cost, when all was last looked at and compared."""

    shop: ShopRow
    refused: int
    articles: int
    spent: Spent
    swept_at: datetime | None
    compared_at: datetime | None
    parity: Parity | None


@dataclass(frozen=True, slots=True)
class SyncOverview:
    """Every storefront, and how many messages wait or were refused in all."""

    shops: tuple[ShopExchanges, ...]

    @property
    def waiting(self) -> int:
        """Return how many messages wait to leave."""
        return sum(each.shop.to_send for each in self.shops)

    @property
    def refused(self) -> int:
        """Return how many messages were refused."""
        return sum(each.refused for each in self.shops)


def sync_overview(session: Session, now: datetime) -> SyncOverview:
    """Return how each active storefront is doing."""
    rows = session.execute(
        select(_MESSAGES.c.shop_id, func.count())
        .where(_MESSAGES.c.state == MessageState.PARKED)
        .group_by(_MESSAGES.c.shop_id)
    )
    refused: dict[ShopId, int] = {row[0]: row[1] for row in rows}
    return SyncOverview(
        tuple(_shop(session, row, refused.get(row.shop_id, 0), now) for row in shops(session))
    )


def comparable_shops(session: Session, before: datetime, tried: datetime) -> tuple[ShopId, ...]:
    """Return the storefronts, read once at least, not compared since ``before``.

    One whose comparison was begun since ``tried`` waits: what failed is not repeated at once.
    """
    begun = exists().where(
        _EXCHANGES.c.shop_id == _SHOPS.c.id,
        _EXCHANGES.c.kind == ExchangeKind.PARITY,
        _EXCHANGES.c.started_at > tried,
    )
    rows = session.execute(
        select(_SHOPS.c.id)
        .where(
            _SHOPS.c.active,
            _SHOPS.c.problem == "",
            _SHOPS.c.last_pull_at.is_not(None),
            func.coalesce(_SHOPS.c.compared_at, _SHOPS.c.added_at) < before,
            ~begun,
        )
        .order_by(_SHOPS.c.added_at)
    )
    return tuple(rows.scalars())


def _shop(session: Session, row: ShopRow, refused: int, now: datetime) -> ShopExchanges:
    articles = session.execute(
        select(func.count()).where(_LINKS.c.shop_id == row.shop_id, _LINKS.c.gone_at.is_(None))
    ).scalar_one()
    swept_at = session.execute(
        select(_SHOPS.c.swept_at).where(_SHOPS.c.id == row.shop_id)
    ).scalar_one()
    compared = last_parity(session, row.shop_id)
    return ShopExchanges(
        shop=row,
        refused=refused,
        articles=int(articles),
        spent=requests_spent(session, row.shop_id, now),
        swept_at=swept_at,
        compared_at=compared[0] if compared else None,
        parity=compared[1] if compared else None,
    )

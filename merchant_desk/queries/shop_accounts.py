"""How to reach the storefronts; the keys are in the keyring."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from merchant_desk.errors import RefusedError
from merchant_desk.models.exchange import Exchange
from merchant_desk.models.shop import Cursor, Shop
from merchant_desk.values.ids import ShopId
from merchant_desk.values.shop_settings import PLAIN, ShopSettings, read_shop_settings
from merchant_desk.values.texts import _
from merchant_desk.values.words import ExchangeKind, Master


@dataclass(frozen=True, slots=True)
class ShopPlace:
    """Where a storefront is and what it runs."""

    platform: str
    url: str
    settings: ShopSettings = PLAIN


def shop_access(session: Session, shop_id: ShopId) -> ShopPlace:
    """Return where this storefront is; raise RefusedError when it was removed."""
    row = session.execute(
        select(Shop.platform, Shop.url, Shop.settings).where(Shop.id == shop_id, Shop.active)
    ).first()
    if row is None:
        raise RefusedError(
            _("La relève n’a pas été faite\u00a0: cette boutique a été retirée."),
            _("Ajoutez-la de nouveau dans Réglages, Boutique en ligne."),
        )
    return ShopPlace(row.platform, row.url, read_shop_settings(row.settings))


def shops_to_sync(session: Session, *, begun: bool = False) -> tuple[ShopId, ...]:
    """Return the active storefronts, the oldest account first.

    ``begun`` leaves out those whose first pull nobody asked for yet: she says first how far back
    it goes.
    """
    query = select(Shop.id).where(Shop.active).order_by(Shop.added_at)
    if begun:
        query = query.where(exists().where(Cursor.shop_id == Shop.id))
    return tuple(session.scalars(query))


def desk_decides_stock(session: Session, shop_id: ShopId) -> bool:
    """Tell whether this storefront shows the stock that the desk decides."""
    master = session.execute(select(Shop.stock_master).where(Shop.id == shop_id)).scalar()
    return master is Master.DESK


def sweep_is_due(
    session: Session, shop_id: ShopId, now: datetime, every: timedelta, again: timedelta
) -> bool:
    """Tell whether everything the shop shows is to be looked at; ``again`` after one that stopped.

    What was noted in the future was noted by a clock that was wrong.
    """
    swept = session.execute(select(Shop.swept_at).where(Shop.id == shop_id)).scalar()
    if swept is not None and timedelta() <= now - swept < every:
        return False
    tried = session.execute(
        select(Exchange.started_at)
        .where(Exchange.shop_id == shop_id, Exchange.kind == ExchangeKind.SWEEP)
        .order_by(Exchange.row.desc())
        .limit(1)
    ).scalar()
    return tried is None or not timedelta() <= now - tried < again


def orders_wanted_since(session: Session, shop_id: ShopId) -> datetime | None:
    """Return from when on she wants the orders of this shop; None for all of them."""
    return session.execute(select(Shop.orders_since).where(Shop.id == shop_id)).scalar()

"""How to reach the storefronts; the keys are in the keyring."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from merchant_desk.errors import RefusedError
from merchant_desk.models.shop import Shop
from merchant_desk.values.ids import ShopId
from merchant_desk.values.texts import _
from merchant_desk.values.words import Master


@dataclass(frozen=True, slots=True)
class ShopPlace:
    """Where a storefront is and what it runs."""

    platform: str
    url: str


def shop_access(session: Session, shop_id: ShopId) -> ShopPlace:
    """Return where this storefront is; raise RefusedError when it was removed."""
    row = session.execute(
        select(Shop.platform, Shop.url).where(Shop.id == shop_id, Shop.active)
    ).first()
    if row is None:
        raise RefusedError(
            _("La relève n’a pas été faite\u00a0: cette boutique a été retirée."),
            _("Ajoutez-la de nouveau dans Réglages, Boutique en ligne."),
        )
    return ShopPlace(row.platform, row.url)


def shops_to_sync(session: Session) -> tuple[ShopId, ...]:
    """Return the active storefronts, the oldest account first."""
    return tuple(session.scalars(select(Shop.id).where(Shop.active).order_by(Shop.added_at)))


def desk_decides_stock(session: Session, shop_id: ShopId) -> bool:
    """Tell whether this storefront shows the stock that the desk decides."""
    master = session.execute(select(Shop.stock_master).where(Shop.id == shop_id)).scalar()
    return master is Master.DESK

"""What was chosen for a storefront, beside what its last probe found to choose from."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from merchant_desk.errors import RefusedError
from merchant_desk.models.shop import Shop
from merchant_desk.values.ids import ShopId
from merchant_desk.values.remote import ShopFacts
from merchant_desk.values.shop_facts import read_facts
from merchant_desk.values.shop_settings import ShopSettings, read_shop_settings
from merchant_desk.values.texts import _


@dataclass(frozen=True, slots=True)
class ShopChoices:
    """The settings of one shop and the facts they choose from."""

    shop_id: ShopId
    platform: str
    settings: ShopSettings
    facts: ShopFacts
    orders_since: datetime | None


def shop_choices(session: Session, shop_id: ShopId) -> ShopChoices:
    """Return what was chosen for this shop; raise RefusedError when it was removed."""
    row = session.execute(
        select(Shop.id, Shop.platform, Shop.settings, Shop.facts, Shop.orders_since).where(
            Shop.id == shop_id, Shop.active
        )
    ).first()
    if row is None:
        raise RefusedError(
            _("Rien n’a été lu\u00a0: cette boutique en ligne n’est plus là."),
            _("Ajoutez-la de nouveau dans Réglages, Boutique en ligne."),
        )
    return ShopChoices(
        row.id,
        row.platform,
        read_shop_settings(row.settings),
        read_facts(row.facts),
        row.orders_since,
    )

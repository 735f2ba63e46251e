"""Keep what she chose for one storefront, and have what follows from it told."""

from dataclasses import replace
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from merchant_desk.errors import RefusedError
from merchant_desk.models.base import table
from merchant_desk.models.shop import Shop, ShopProduct
from merchant_desk.operations.queue_message import queue_state
from merchant_desk.operations.set_buffers import set_buffers
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import ShopId
from merchant_desk.values.shop_settings import ShopSettings, read_shop_settings
from merchant_desk.values.texts import _

_LINKS = table(ShopProduct)
_MOST_KEPT = 1000
_MOST_TENTHS = 10_000


def save_shop_settings(
    session: Session, gesture: Gesture, shop_id: ShopId, settings: ShopSettings
) -> None:
    """Keep the settings; buffers and stock shown follow at once, where the desk decides.

    Raises RefusedError for a shop that is gone or a number that cannot be meant.
    """
    shop = _active(session, shop_id)
    if not 0 <= settings.keep_last <= _MOST_KEPT:
        raise _refused(
            _("les unités gardées pour le comptoir vont de 0 à 1\u202f000"),
            _("Corrigez ce nombre, puis enregistrez."),
        )
    if not 0 <= settings.oversells_tenths <= _MOST_TENTHS:
        raise _refused(
            _("les ventes en trop acceptées vont de 0 à 1\u202f000 par mois"),
            _("Corrigez ce nombre, puis enregistrez."),
        )
    before = read_shop_settings(shop.settings)
    shop.settings = replace(settings, ean=settings.ean.strip()).text()
    session.flush()
    set_buffers(session, gesture, shop_id)
    if before.keep_last != settings.keep_last:
        sold = session.scalars(
            select(_LINKS.c.product_id).where(
                _LINKS.c.shop_id == shop_id, _LINKS.c.gone_at.is_(None)
            )
        ).all()
        queue_state(session, gesture, "stock", sold)


def want_orders_since(session: Session, shop_id: ShopId, since: datetime | None) -> None:
    """Keep how far back the first pull goes; refused once orders were pulled."""
    shop = _active(session, shop_id)
    if shop.last_pull_at is not None:
        raise _refused(
            _("les commandes de cette boutique ont déjà été relevées"),
            _("Retirez la boutique et ajoutez-la de nouveau pour remonter plus loin."),
        )
    shop.orders_since = since


def _active(session: Session, shop_id: ShopId) -> Shop:
    shop = session.get(Shop, shop_id)
    if shop is None or not shop.active:
        raise _refused(
            _("cette boutique en ligne n’est plus là"),
            _("Ajoutez-la de nouveau dans Réglages, Boutique en ligne."),
        )
    return shop


def _refused(why: str, advice: str) -> RefusedError:
    return RefusedError(_("Rien n’a été enregistré\u00a0: {why}.").format(why=why), advice)

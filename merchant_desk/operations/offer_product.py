"""Have a storefront sell a product of the desk that it does not know yet."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from merchant_desk.errors import RefusedError
from merchant_desk.models.base import table
from merchant_desk.models.product import Product
from merchant_desk.models.shop import OutboxMessage, Shop, ShopProduct
from merchant_desk.operations.queue_message import Happened, queue_events
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.goods_words import ProductKind
from merchant_desk.values.ids import ProductId, ShopId, id_text
from merchant_desk.values.texts import _
from merchant_desk.values.words import MessageState

_LINKS, _MESSAGES = table(ShopProduct), table(OutboxMessage)
PRODUCT = "product"
_PAGE = 400


def offer_products(
    session: Session, gesture: Gesture, shop_id: ShopId, product_ids: Sequence[ProductId]
) -> int:
    """Queue these products to be made in the shop, unpublished where it knows drafts.

    What the shop sells already, or is about to be told, is left alone. Returns how many are queued;
    raises RefusedError when the shop is gone or none of them is new to it.
    """
    shop = session.get(Shop, shop_id)
    if shop is None or not shop.active:
        raise RefusedError(
            _("Rien n’a été proposé\u00a0: cette boutique en ligne n’est plus là."),
            _("Ajoutez-la de nouveau dans Réglages, Boutique en ligne."),
        )
    fresh = _fresh(session, shop_id, product_ids)
    if not fresh:
        raise RefusedError(
            _("Rien n’a été proposé\u00a0: la boutique vend déjà ces produits."),
            _("Choisissez des produits qu’elle ne connaît pas encore."),
        )
    queue_events(session, gesture, PRODUCT, [Happened(shop_id, each) for each in fresh])
    return len(fresh)


def _fresh(session: Session, shop_id: ShopId, product_ids: Sequence[ProductId]) -> list[ProductId]:
    wanted = list(dict.fromkeys(product_ids))
    fresh: list[ProductId] = []
    for start in range(0, len(wanted), _PAGE):
        fresh += _fresh_of(session, shop_id, wanted[start : start + _PAGE])
    return fresh


def _fresh_of(session: Session, shop_id: ShopId, wanted: Sequence[ProductId]) -> list[ProductId]:
    sold = set(
        session.scalars(
            select(_LINKS.c.product_id).where(
                _LINKS.c.shop_id == shop_id,
                _LINKS.c.gone_at.is_(None),
                _LINKS.c.product_id.in_(wanted),
            )
        )
    )
    waiting = set(
        session.scalars(
            select(_MESSAGES.c.subject).where(
                _MESSAGES.c.shop_id == shop_id,
                _MESSAGES.c.kind == PRODUCT,
                _MESSAGES.c.state.in_((MessageState.WAITING, MessageState.PARKED)),
                _MESSAGES.c.subject.in_([id_text(each) for each in wanted]),
            )
        )
    )
    live = set(
        session.scalars(
            select(Product.id).where(
                Product.id.in_(wanted),
                Product.active,
                Product.kind != ProductKind.CONSUMABLE,  # boxes are used, never sold
            )
        )
    )
    known = sold | {each for each in wanted if id_text(each) in waiting}
    return [each for each in wanted if each in live and each not in known]

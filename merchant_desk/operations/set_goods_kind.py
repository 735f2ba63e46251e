"""Say what an article is for, and how closely its units are followed."""

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from merchant_desk.errors import RefusedError
from merchant_desk.models.base import table
from merchant_desk.models.kit import KitPart
from merchant_desk.models.product import Product
from merchant_desk.models.shop import ShopProduct
from merchant_desk.models.stock import Reservation
from merchant_desk.operations.find_record import find_product
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.goods_words import ProductKind, Tracking
from merchant_desk.values.ids import ProductId
from merchant_desk.values.texts import _

_PARTS, _LINKS, _RESERVED = table(KitPart), table(ShopProduct), table(Reservation)


def follow_lots(
    session: Session, gesture: Gesture, product_id: ProductId, tracking: Tracking
) -> Tracking:
    """Follow the units of an article by lot, one by one, or not; its lots stay known.

    Raises RefusedError for a kit: its parts have the lots.
    """
    product = find_product(session, product_id)
    if product.kind is ProductKind.KIT and tracking is not Tracking.NONE:
        raise RefusedError(
            _("Le suivi n’a pas changé\u00a0: un kit n’a pas de lots."),
            _("Suivez les lots des articles dont il est fait."),
        )
    product.tracking = tracking
    product.changed_at = gesture.at
    return tracking


def use_as_packaging(
    session: Session, gesture: Gesture, product_id: ProductId, *, packaging: bool
) -> ProductKind:
    """Make an article a box or fill that parcels use, or an article to sell again.

    Raises RefusedError for a kit, for a part of one, and while it is sold somewhere.
    """
    product = find_product(session, product_id)
    if packaging:
        _check(session, product)
    elif product.kind is ProductKind.KIT:
        return product.kind
    product.kind = ProductKind.CONSUMABLE if packaging else ProductKind.ARTICLE
    product.changed_at = gesture.at
    return product.kind


def _check(session: Session, product: Product) -> None:
    if product.kind is ProductKind.KIT:
        raise _refused(_("c’est un kit"), _("Videz d’abord la liste de ses articles."))
    if _any(session, select(func.count()).where(_PARTS.c.product_id == product.id)):
        raise _refused(_("il fait partie d’un kit"), _("Retirez-le d’abord de ce kit."))
    sold = select(func.count()).where(_LINKS.c.product_id == product.id, _LINKS.c.gone_at.is_(None))
    if _any(session, sold):
        raise _refused(
            _("une boutique en ligne le vend"), _("Retirez-le d’abord de cette boutique.")
        )
    if _any(session, select(func.count()).where(_RESERVED.c.product_id == product.id)):
        raise _refused(_("des commandes l’attendent"), _("Expédiez-les ou annulez-les d’abord."))


def _any(session: Session, counted: Select[int]) -> bool:
    return bool(session.execute(counted).scalar_one())


def _refused(why: str, advice: str) -> RefusedError:
    title = _("L’article n’est pas devenu une fourniture d’emballage\u00a0: {why}.")
    return RefusedError(title.format(why=why), advice)

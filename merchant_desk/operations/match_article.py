"""Which product of the desk an article of a storefront is: by SKU, then EAN, else a question."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from merchant_desk.errors import DeskError
from merchant_desk.models.base import table
from merchant_desk.models.product import Product, ProductCode
from merchant_desk.models.shop import ShopProduct
from merchant_desk.values.barcode import gtin14
from merchant_desk.values.ids import ProductId, ShopId
from merchant_desk.values.remote import RemoteProduct
from merchant_desk.values.texts import _

_PRODUCTS, _CODES, _LINKS = table(Product), table(ProductCode), table(ShopProduct)


class AmbiguousArticleError(DeskError):
    """Several products could be this article, or one product would be two: she decides."""


@dataclass(frozen=True, slots=True)
class Candidates:
    """The products that bear this SKU, and those that bear this code."""

    by_sku: tuple[ProductId, ...]
    by_ean: tuple[ProductId, ...]

    @property
    def all(self) -> tuple[ProductId, ...]:
        """Return every candidate once."""
        return tuple(dict.fromkeys((*self.by_sku, *self.by_ean)))


def match_article(session: Session, shop_id: ShopId, remote: RemoteProduct) -> ProductId | None:
    """Return the product, or None for an article that is new to the desk.

    The number under which the shop was met before decides; then the SKU; then the EAN. Raises
    AmbiguousArticleError when SKU and EAN name different products, when an EAN names several, or
    when the product is already sold by another article of this shop: a reference that passed from
    one article to another does not say which of them lies on the shelf.
    """
    known = session.execute(
        select(_LINKS.c.product_id).where(
            _LINKS.c.shop_id == shop_id, _LINKS.c.remote_id == remote.remote_id
        )
    ).scalar()
    if known is not None or remote.deleted:
        return None if known is None else ProductId(known)
    found = candidates(session, remote)
    if len(found.all) > 1:
        raise _question(_several(found), remote)
    if not found.all:
        return None
    other = _sold_as(session, shop_id, found.all[0])
    if other is not None:
        raise _question(
            _("la boutique vend déjà ce produit sous le numéro {number}").format(number=other),
            remote,
        )
    return found.all[0]


def candidates(session: Session, remote: RemoteProduct) -> Candidates:
    """Return what could be this article."""
    by_sku: Sequence[ProductId] = ()
    if remote.sku:
        by_sku = session.scalars(select(_PRODUCTS.c.id).where(_PRODUCTS.c.sku == remote.sku)).all()
    code = gtin14(remote.ean)
    by_ean: Sequence[ProductId] = ()
    if code is not None:
        by_ean = session.scalars(
            select(_CODES.c.product_id)
            .where(_CODES.c.code == code, _CODES.c.units == 1)
            .order_by(_CODES.c.product_id)
        ).all()
    return Candidates(tuple(by_sku), tuple(by_ean))


def _several(found: Candidates) -> str:
    if found.by_sku and found.by_ean:
        return _("sa référence et son code-barres désignent deux produits différents")
    return _("plusieurs produits portent son code-barres")


def _sold_as(session: Session, shop_id: ShopId, product_id: ProductId) -> str | None:
    return session.execute(
        select(_LINKS.c.remote_id).where(
            _LINKS.c.shop_id == shop_id,
            _LINKS.c.product_id == product_id,
            _LINKS.c.gone_at.is_(None),
        )
    ).scalar()


def _question(why: str, remote: RemoteProduct) -> AmbiguousArticleError:
    name = " · ".join(part for part in (remote.name, remote.option_text) if part)
    return AmbiguousArticleError(
        _("«\u00a0{name}\u00a0» n’a pas été rapproché\u00a0: {why}.").format(name=name, why=why),
        _("Dites quel produit c’est dans Réglages, Rapprochement."),
    )

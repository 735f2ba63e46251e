"""Say once which side decides the stock and the price of a storefront."""

from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from merchant_desk.errors import RefusedError
from merchant_desk.models.base import table
from merchant_desk.models.product import Product
from merchant_desk.models.shop import Shop, ShopProduct
from merchant_desk.models.stock import Reservation, StockLevel
from merchant_desk.operations.follow_price import follow_all_prices
from merchant_desk.operations.queue_message import queue_state
from merchant_desk.queries.opening_stock import came_in, uncounted_but_sold
from merchant_desk.rules.shown_stock import LastUnits, shown_stock
from merchant_desk.values.french import number
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import ProductId, ShopId
from merchant_desk.values.shop_access import Masters
from merchant_desk.values.shop_settings import read_shop_settings
from merchant_desk.values.texts import _, ngettext
from merchant_desk.values.words import Master

_PRODUCTS, _LINKS, _LEVELS, _RESERVED = (
    table(Product),
    table(ShopProduct),
    table(StockLevel),
    table(Reservation),
)


@dataclass(frozen=True, slots=True)
class MastersDecided:
    """How many articles will be told to the storefront because it shows another stock."""

    differences: int


def decide_masters(
    session: Session, gesture: Gesture, shop_id: ShopId, masters: Masters
) -> MastersDecided:
    """Keep the decision; when the desk decides the stock, tell the storefront what differs.

    Refused while products that the storefront sells have no stock here: their number would fall
    to zero in the shop, and where another shop decides the price of an article sold in both: the
    two would rewrite each other.
    """
    shop = session.get(Shop, shop_id)
    if shop is None or not shop.active:
        raise _refused(
            _("cette boutique en ligne n’est plus là"), _("Ajoutez-la de nouveau, puis décidez.")
        )
    if Master.UNDECIDED in (masters.stock, masters.price):
        raise _refused(
            _("le stock et le prix ont chacun besoin d’un côté qui décide"),
            _("Choisissez Merchant Desk ou la boutique en ligne pour chacun."),
        )
    if masters.stock is Master.DESK:
        _refuse_uncounted(session, shop_id)
    if masters.price is Master.SHOP:
        _refuse_two_deciders(session, shop_id)
    shop.stock_master = masters.stock
    shop.price_master = masters.price
    shop.approved_at = gesture.at
    session.flush()
    if masters.price is Master.DESK:
        queue_state(session, gesture, "price", _other_price(session, shop_id))
    else:
        follow_all_prices(session, gesture, shop_id)
    if masters.stock is not Master.DESK:
        return MastersDecided(0)
    differing, promised = _differing(session, shop_id)
    queue_state(session, gesture, "stock", differing | promised)
    return MastersDecided(len(differing))


def _other_price(session: Session, shop_id: ShopId) -> list[ProductId]:
    """Return the articles that the shop was seen to sell at another price."""
    return list(
        session.scalars(
            select(_LINKS.c.product_id)
            .join(_PRODUCTS, _PRODUCTS.c.id == _LINKS.c.product_id)
            .where(
                _LINKS.c.shop_id == shop_id,
                _LINKS.c.gone_at.is_(None),
                _LINKS.c.price_seen != _PRODUCTS.c.price,
            )
        )
    )


def _refuse_uncounted(session: Session, shop_id: ShopId) -> None:
    uncounted = uncounted_but_sold(session, shop_id)
    if uncounted:
        raise _refused(
            ngettext(
                "{n} produit n’a pas encore de stock ici et tomberait à zéro dans la boutique",
                "{n} produits n’ont pas encore de stock ici et tomberaient à zéro dans la boutique",
                uncounted,
            ).format(n=uncounted),
            _(
                "Reprenez d’abord le stock que la boutique affiche, ou laissez-la décider du "
                "stock jusqu’à votre inventaire."
            ),
        )


def _refuse_two_deciders(session: Session, shop_id: ShopId) -> None:
    mine = (
        select(_LINKS.c.product_id)
        .where(_LINKS.c.shop_id == shop_id, _LINKS.c.gone_at.is_(None))
        .scalar_subquery()
    )
    other = session.execute(
        select(Shop.name, func.count().label("shared"))
        .join(_LINKS, _LINKS.c.shop_id == Shop.id)
        .where(
            Shop.id != shop_id,
            Shop.active,
            Shop.price_master == Master.SHOP,
            _LINKS.c.gone_at.is_(None),
            _LINKS.c.product_id.in_(mine),
        )
        .group_by(Shop.id, Shop.name, Shop.added_at)
        .order_by(Shop.added_at, Shop.id)
        .limit(1)
    ).first()
    if other is not None:
        raise _refused(
            ngettext(
                "«\u00a0{name}\u00a0» décide déjà du prix d’un article vendu ici aussi",
                "«\u00a0{name}\u00a0» décide déjà du prix de {n} articles vendus ici aussi",
                other.shared,
            ).format(name=other.name, n=number(other.shared)),
            _(
                "Laissez Merchant Desk décider du prix ici\u00a0: cette boutique suivra "
                "«\u00a0{name}\u00a0»."
            ).format(name=other.name),
        )


def _differing(session: Session, shop_id: ShopId) -> tuple[set[ProductId], set[ProductId]]:
    """Return the articles of which the shop shows another stock, and those promised to orders.

    A shop that counts its shelf may show the right number by accident: those are compared there.
    """
    held = (
        select(func.coalesce(func.sum(_LEVELS.c.quantity), 0))
        .where(_LEVELS.c.product_id == _LINKS.c.product_id)
        .scalar_subquery()
    )
    promised = (
        select(func.coalesce(func.sum(_RESERVED.c.quantity), 0))
        .where(_RESERVED.c.product_id == _LINKS.c.product_id)
        .scalar_subquery()
    )
    kept = session.execute(select(Shop.settings).where(Shop.id == shop_id)).scalar_one()
    rule = LastUnits(read_shop_settings(kept).keep_last)
    rows = session.execute(
        select(
            _LINKS.c.product_id,
            _LINKS.c.stock_seen,
            _LINKS.c.buffer,
            held.label("held"),
            promised.label("promised"),
        )
        .join(_PRODUCTS, _PRODUCTS.c.id == _LINKS.c.product_id)
        .where(
            _LINKS.c.shop_id == shop_id,
            _LINKS.c.gone_at.is_(None),
            _LINKS.c.stock_seen.is_not(None),
            _PRODUCTS.c.stocked,
            came_in(_LINKS.c.product_id),
        )
    )
    differing, waited_for = set[ProductId](), set[ProductId]()
    for row in rows:
        ours = shown_stock(int(row.held - row.promised), row.buffer, rule)
        if ours != row.stock_seen:
            differing.add(row.product_id)
        if row.promised:
            waited_for.add(row.product_id)
    return differing, waited_for


def _refused(why: str, advice: str) -> RefusedError:
    return RefusedError(_("Rien n’a été décidé\u00a0: {why}.").format(why=why), advice)

"""Say what an article is made of: a kit is sold as one and leaves as its parts."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from merchant_desk.errors import RefusedError
from merchant_desk.models.base import table
from merchant_desk.models.kit import KitPart
from merchant_desk.models.law_facts import Batch
from merchant_desk.models.order import OrderLine
from merchant_desk.models.parcel import Parcel, ParcelLine
from merchant_desk.models.product import Product
from merchant_desk.models.stock import Reservation, StockLevel
from merchant_desk.operations.explode_kits import KitLine, add_parts, parts_sold
from merchant_desk.operations.find_record import find_product
from merchant_desk.operations.queue_message import queue_state
from merchant_desk.operations.reserve_stock import release_lines, reserve_lines
from merchant_desk.rules.kit_stock import Part
from merchant_desk.values.article_name import full_name
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.goods_words import ProductKind, Tracking
from merchant_desk.values.ids import OrderId, OrderLineId, ProductId
from merchant_desk.values.texts import _
from merchant_desk.values.words import ParcelState

MOST_UNITS = 9_999
_PARTS, _BATCHES, _LEVELS, _RESERVED, _LINES = (
    table(KitPart),
    table(Batch),
    table(StockLevel),
    table(Reservation),
    table(OrderLine),
)


@dataclass(frozen=True, slots=True)
class KitSaved:
    """What the article is from now on, and how many open lines of orders became kits."""

    product_id: ProductId
    parts: tuple[Part, ...]
    lines: int


def save_kit(
    session: Session, gesture: Gesture, product_id: ProductId, parts: Sequence[Part]
) -> KitSaved:
    """Make an article a kit of these parts; without any it is an ordinary article again.

    Orders that were taken keep the parts they had; open orders that sold it as an article of its
    own get the parts, and their promises. Raises RefusedError for a kit in a kit, for a part that
    is no article to sell, and for an article that has stock of its own, put aside or not.
    """
    product = find_product(session, product_id)
    _check_parts(session, product, parts)
    was_kit = product.kind is ProductKind.KIT
    if parts and not was_kit:
        _check_article(session, product)
    session.execute(delete(_PARTS).where(_PARTS.c.kit_id == product_id))
    session.add_all(
        KitPart(kit_id=product_id, product_id=part.product_id, quantity=part.quantity)
        for part in parts
    )
    product.kind = ProductKind.KIT if parts else ProductKind.ARTICLE
    product.tracking = Tracking.NONE if parts else product.tracking
    product.changed_at = gesture.at
    session.flush()
    lines = _explode_open(session, product_id) if parts and not was_kit else 0
    queue_state(session, gesture, "stock", [product_id])
    return KitSaved(product_id, tuple(parts), lines)


def _check_parts(session: Session, product: Product, parts: Sequence[Part]) -> None:
    ids = [part.product_id for part in parts]
    if product.id in ids:
        raise _refused(
            _("un kit ne se contient pas lui-même"), _("Retirez-le de la liste de ses articles.")
        )
    if len(set(ids)) < len(ids):
        raise _refused(
            _("un article y est deux fois"), _("Gardez une seule ligne, avec la quantité totale.")
        )
    if not all(0 < part.quantity <= MOST_UNITS for part in parts):
        raise _refused(
            _("une quantité n’est pas possible"), _("Indiquez un nombre de 1 à 9\u00a0999.")
        )
    for part_id in ids:
        part = find_product(session, part_id)
        if part.kind is ProductKind.KIT:
            raise _refused(
                _("«\u00a0{name}\u00a0» est déjà un kit").format(name=_named(part)),
                _("Mettez à sa place les articles dont il est fait."),
            )
        if part.kind is ProductKind.CONSUMABLE:
            raise _refused(
                _("«\u00a0{name}\u00a0» est une fourniture d’emballage").format(name=_named(part)),
                _("Faites-en d’abord un article ordinaire, sur sa fiche."),
            )
    used = select(_PARTS.c.kit_id).where(_PARTS.c.product_id == product.id).limit(1)
    if parts and session.execute(used).first() is not None:
        raise _refused(
            _("cet article fait lui-même partie d’un kit"),
            _("Retirez-le d’abord de cet autre kit."),
        )


def _check_article(session: Session, product: Product) -> None:
    held = select(func.count()).where(_LEVELS.c.product_id == product.id, _LEVELS.c.quantity != 0)
    if session.execute(held).scalar_one():
        raise _refused(
            _("«\u00a0{name}\u00a0» a un stock à lui").format(name=_named(product)),
            _(
                "Un kit n’a que le stock de ses articles\u00a0: mettez d’abord son stock à zéro, "
                "et entrez celui des articles dont il est fait."
            ),
        )
    aside = select(_BATCHES.c.id).where(_BATCHES.c.product_id == product.id, _BATCHES.c.quarantined)
    if session.execute(aside.limit(1)).first() is not None:
        raise _refused(
            _("des unités de «\u00a0{name}\u00a0» attendent la fin des soldes").format(
                name=_named(product)
            ),
            _("Remettez-les d’abord en rayon, puis son stock à zéro."),
        )
    opened = (
        select(ParcelLine.id)
        .join(Parcel, Parcel.id == ParcelLine.parcel_id)
        .where(ParcelLine.product_id == product.id, Parcel.state == ParcelState.OPEN)
        .limit(1)
    )
    if session.execute(opened).first() is not None:
        raise _refused(
            _("un colis ouvert attend cet article"),
            _("Fermez ce colis dans Préparation, ou mettez-le de côté."),
        )


def _explode_open(session: Session, product_id: ProductId) -> int:
    """Let open lines that promise the article itself promise its parts."""
    names = ("id", "order_id", "quantity", "shipped", "cancelled", "rate_bp")
    rows = session.execute(
        select(*(_LINES.c[name] for name in names))
        .join(_RESERVED, _RESERVED.c.order_line_id == _LINES.c.id)
        .where(_RESERVED.c.product_id == product_id)
        .order_by(_LINES.c.id)
    ).all()
    if not rows:
        return 0
    lines = [KitLine(OrderLineId(row.id), OrderId(row.order_id), *row[2:]) for row in rows]
    release_lines(session, [line.id for line in lines])
    exploded = parts_sold(session, [product_id])
    reserve_lines(session, add_parts(session, [(line, product_id) for line in lines], exploded))
    return len(lines)


def _refused(why: str, advice: str) -> RefusedError:
    return RefusedError(_("Le kit n’a pas été enregistré\u00a0: {why}.").format(why=why), advice)


def _named(product: Product) -> str:
    return full_name(product.name, product.option_text)

"""Take in a product that a storefront sent: new, changed, or gone."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Row, insert, select, update
from sqlalchemy.orm import Session

from merchant_desk.database.rows import next_row
from merchant_desk.models.base import table
from merchant_desk.models.product import PriceChange, Product, ProductCode
from merchant_desk.models.shop import ShopProduct
from merchant_desk.operations.ask_again import ask_again
from merchant_desk.operations.follow_price import follow_price, note_price
from merchant_desk.operations.index_product import index_product
from merchant_desk.operations.mark_variations import mark_variations
from merchant_desk.operations.match_article import match_article
from merchant_desk.operations.queue_message import queue_state
from merchant_desk.queries.deciding_shop import sheet_owner
from merchant_desk.values.barcode import canonical_code, gtin14
from merchant_desk.values.folding import folded
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import PlaceId, ProductId, RecordId, ShopId, new_id
from merchant_desk.values.money import ZERO
from merchant_desk.values.product_names import plain_name
from merchant_desk.values.remote import RemoteProduct
from merchant_desk.values.words import CodeKind

_PRODUCTS, _CODES, _PRICES, _LINKS = (
    table(Product),
    table(ProductCode),
    table(PriceChange),
    table(ShopProduct),
)


@dataclass(frozen=True, slots=True)
class ProductAccepted:
    """What became of a received product; ``product_id`` is None for what is not sold as such."""

    product_id: ProductId | None
    created: bool


@dataclass(frozen=True, slots=True)
class SheetsTell:
    """What the sheets of a platform tell: whether their stock."""

    levels: bool = True


USUAL = SheetsTell()


def accept_product(
    session: Session,
    gesture: Gesture,
    shop_id: ShopId,
    remote: RemoteProduct,
    *,
    place_id: PlaceId | None = None,
    told: SheetsTell = USUAL,
) -> ProductAccepted:
    """Link the article to a product by number, SKU, then EAN; make the product when unknown.

    ``place_id`` is the bin that the storefront's hint names. Stock is not touched: the desk's
    ledger is the only truth of what lies on its shelves; what the shop shows is noted beside.
    Where sheets tell no stock, what a sweep saw stays. Raises AmbiguousArticleError when it is for
    a person to say which product this is.
    """
    if not remote.sellable:
        mark_variations(session, gesture, shop_id, remote)
        return ProductAccepted(None, created=False)
    known = match_article(session, shop_id, remote)
    if known is None and remote.deleted:
        return ProductAccepted(None, created=False)
    product_id = known if known is not None else create_product(session, gesture, remote, place_id)
    before = session.execute(
        select(_LINKS.c.stock_seen, _LINKS.c.stock_seen_at, _LINKS.c.gone_at).where(
            _LINKS.c.shop_id == shop_id, _LINKS.c.remote_id == remote.remote_id
        )
    ).first()
    seen_at = gesture.at
    if not told.levels and before is not None:
        remote = replace(remote, stock=before.stock_seen)
        seen_at = before.stock_seen_at
    _link(session, gesture, shop_id, remote, product_id, seen_at)
    if known is None:
        return ProductAccepted(product_id, created=True)
    if remote.deleted:
        if before is not None and before.gone_at is None:
            ask_again(session, shop_id)
        return ProductAccepted(product_id, created=False)
    _follow(session, gesture, shop_id, remote, product_id)
    _tell_ours(session, gesture, shop_id, product_id, moved=_moved(before, remote))
    return ProductAccepted(product_id, created=False)


def _moved(before: Row[*tuple[Any, ...]] | None, remote: RemoteProduct) -> bool | None:
    """Tell whether the shop shows another stock; None where it was not told anything meanwhile."""
    if before is None or before.gone_at is not None:
        return None
    return bool(remote.stock != before.stock_seen)


def _tell_ours(
    session: Session,
    gesture: Gesture,
    shop_id: ShopId,
    product_id: ProductId,
    *,
    moved: bool | None,
) -> None:
    if moved is None:
        for kind in ("price", "stock"):
            queue_state(session, gesture, kind, [product_id], only_shop=shop_id)
    elif moved:  # an order of theirs, or a hand: compare, and tell ours if need be
        queue_state(session, gesture, "stock", [product_id])


def create_product(
    session: Session,
    gesture: Gesture,
    remote: RemoteProduct,
    place_id: PlaceId | None = None,
) -> ProductId:
    """Make a product of an article that is new to the desk, under a SKU that is free."""
    product_id = ProductId(new_id())
    sku = _free_sku(session, remote)
    price = remote.price or ZERO
    session.execute(
        insert(_PRODUCTS),
        {
            "id": product_id,
            "row": next_row(session, _PRODUCTS),
            "sku": sku,
            "default_place_id": place_id,
            "cost_tenthousandths": None,
            "price": price,
            "family": "",
            "active": True,
            "stocked": remote.stock is not None,
            "created_at": gesture.at,
            "changed_at": gesture.at,
            "search_text": search_text(remote.name, remote.option_text, sku, remote.ean),
            "import_id": None,
            **_sheet(remote),
        },
    )
    _add_ean(session, product_id, remote.ean)
    note_price(session, gesture, product_id, price)
    return product_id


def _sheet(remote: RemoteProduct) -> dict[str, object]:
    return {
        "name": plain_name(remote.name, remote.option_text),
        "option_text": remote.option_text,
        "category": remote.categories[0] if remote.categories else "",
        "rate_bp": remote.rate_bp,
        "weight_g": remote.weight_g,
        "image_url": remote.image_url,
    }


def search_text(name: str, option_text: str, sku: str, *codes: str) -> str:
    """Return what the search looks into for a product."""
    return folded(" ".join(part for part in (name, option_text, sku, *codes) if part))


def _free_sku(session: Session, remote: RemoteProduct) -> str:
    wanted = remote.sku or f"WEB-{remote.remote_id}"
    taken = session.execute(select(_PRODUCTS.c.id).where(_PRODUCTS.c.sku == wanted)).first()
    return wanted if taken is None else f"{wanted}-{remote.remote_id}"


def _add_ean(session: Session, product_id: ProductId, ean: str) -> bool:
    """Keep the code of the product; tell whether it is a new one."""
    if gtin14(ean) is None:
        return False
    code = canonical_code(ean)
    known = session.execute(
        select(_CODES.c.id).where(_CODES.c.code == code, _CODES.c.product_id == product_id)
    ).first()
    if known is None:
        session.execute(
            insert(_CODES),
            {
                "id": RecordId(new_id()),
                "code": code,
                "product_id": product_id,
                "kind": CodeKind.EAN,
                "units": 1,
                "note": "",
                "import_id": None,
            },
        )
    return known is None


def _link(
    session: Session,
    gesture: Gesture,
    shop_id: ShopId,
    remote: RemoteProduct,
    product_id: ProductId,
    seen_at: datetime,
) -> None:
    seen = {
        "parent_remote_id": remote.parent_remote_id,
        "product_id": product_id,
        "stock_seen": remote.stock,
        "stock_seen_at": seen_at,
        "gone_at": gesture.at if remote.deleted else None,
        **({} if remote.price is None else {"price_seen": remote.price}),
    }
    changed = session.execute(
        update(_LINKS)
        .where(_LINKS.c.shop_id == shop_id, _LINKS.c.remote_id == remote.remote_id)
        .values(**seen)
        .returning(_LINKS.c.product_id)
    ).first()
    if changed is not None:
        return
    other = session.execute(
        select(_LINKS.c.remote_id).where(
            _LINKS.c.shop_id == shop_id, _LINKS.c.product_id == product_id
        )
    ).scalar()
    if other is None:
        session.execute(insert(_LINKS), {"shop_id": shop_id, "remote_id": remote.remote_id, **seen})
    else:  # the shop made the article anew under another number
        session.execute(
            update(_LINKS)
            .where(_LINKS.c.shop_id == shop_id, _LINKS.c.remote_id == other)
            .values(remote_id=remote.remote_id, **seen)
        )


def _follow(
    session: Session,
    gesture: Gesture,
    shop_id: ShopId,
    remote: RemoteProduct,
    product_id: ProductId,
) -> None:
    """Follow the sheet where this shop writes it, and the price where it decides it.

    Where the desk decides the price, the shop is told ours.
    """
    product = session.get_one(Product, product_id)
    sheet = _sheet(remote)
    renamed = any(getattr(product, name) != value for name, value in sheet.items())
    renamed = renamed and sheet_owner(session, product_id) == shop_id
    if renamed:
        for name, value in sheet.items():
            setattr(product, name, value)
        product.changed_at = gesture.at
    if _add_ean(session, product_id, remote.ean) or renamed:
        index_product(session, product)
    if remote.price is not None:
        follow_price(session, gesture, shop_id, product_id, remote.price)
    from merchant_desk.operations.note_site_price import (  # noqa: PLC0415 - no start waits for it
        note_site_price,
    )

    note_site_price(session, gesture, shop_id, product_id, remote)

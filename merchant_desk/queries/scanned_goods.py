"""Which articles the code of what came in stands for, and what else its symbol tells."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from merchant_desk.models.base import table
from merchant_desk.models.delivery import Delivery
from merchant_desk.models.product import Product, ProductCode
from merchant_desk.queries.barcodes import CodeMatch, products_by_code
from merchant_desk.queries.expected_goods import expected_lines
from merchant_desk.values.article_name import full_name
from merchant_desk.values.deliveries import ArticleMeant, Incoming
from merchant_desk.values.ids import DeliveryId, ProductId
from merchant_desk.values.scan import Reading, Scan
from merchant_desk.values.search_text import printed_code

_PRODUCTS, _CODES, _DELIVERIES = table(Product), table(ProductCode), table(Delivery)


@dataclass(frozen=True, slots=True)
class GoodsRead:
    """What was understood: the articles, what a person reads of the code, lot and expiry."""

    code: str
    meanings: tuple[ArticleMeant, ...]
    lot: str = ""
    serial: str = ""
    expires_on: date | None = None


def goods_read(session: Session, delivery_id: DeliveryId, incoming: Incoming) -> GoodsRead:
    """Return the articles that came; what a person said goes before what the symbol says."""
    if incoming.scan is None:
        found = _article(session, incoming.product_id)
        return GoodsRead("", found, incoming.lot, incoming.lot, incoming.expires_on)
    reading, meanings = _meant(session, delivery_id, incoming.scan)
    if incoming.product_id is not None:
        chosen = tuple(each for each in meanings if each.product_id == incoming.product_id)
        meanings = chosen or _article(session, incoming.product_id)
    if reading is None:
        return GoodsRead(
            incoming.scan.text, meanings, incoming.lot, incoming.lot, incoming.expires_on
        )
    return GoodsRead(
        code=_spoken(reading),
        meanings=meanings,
        lot=incoming.lot or reading.lot or "",
        serial=incoming.lot or reading.serial or "",
        expires_on=incoming.expires_on or reading.expiry,
    )


def _meant(
    session: Session, delivery_id: DeliveryId, scan: Scan
) -> tuple[Reading | None, tuple[ArticleMeant, ...]]:
    """Return the first reading that the shop knows; a symbol may say how many it stands for."""
    for reading in scan.candidates:
        found = products_by_code(session, (reading.code, reading.text))
        if found:
            found = _of_supplier(session, delivery_id, found)
            many = max(1, reading.quantity or 1)
            articles = {
                each.product_id: ArticleMeant(
                    ProductId(each.product_id),
                    each.sku,
                    full_name(each.name, each.option_text),
                    each.units * many,
                )
                for each in reversed(found)
            }
            return reading, tuple(articles.values())
    return (scan.candidates[0] if scan.candidates else None), _by_supplier_sku(
        session, delivery_id, scan
    )


def _of_supplier(
    session: Session, delivery_id: DeliveryId, found: tuple[CodeMatch, ...]
) -> tuple[CodeMatch, ...]:
    """Keep, of what several suppliers call by one reference, the article of this one."""
    if len({each.product_id for each in found}) == 1:
        return found
    whose = (
        select(_CODES.c.product_id)
        .join(_DELIVERIES, _DELIVERIES.c.supplier_id == _CODES.c.supplier_id)
        .where(_DELIVERIES.c.id == delivery_id, _CODES.c.code.in_({each.code for each in found}))
    )
    own = set(session.scalars(whose))
    return tuple(each for each in found if each.product_id in own) or found


def _by_supplier_sku(
    session: Session, delivery_id: DeliveryId, scan: Scan
) -> tuple[ArticleMeant, ...]:
    """Return the articles that the orders waited for call so: the supplier's own reference."""
    texts = {each.text.strip().upper() for each in scan.candidates}
    products = dict.fromkeys(
        line.product_id
        for line in expected_lines(session, delivery_id)
        if line.supplier_sku and line.supplier_sku.strip().upper() in texts
    )
    return tuple(each for product in products for each in _article(session, product))


def _article(session: Session, product_id: ProductId | None) -> tuple[ArticleMeant, ...]:
    row = session.execute(
        select(_PRODUCTS.c.sku, _PRODUCTS.c.name, _PRODUCTS.c.option_text).where(
            _PRODUCTS.c.id == product_id
        )
    ).first()
    if row is None or product_id is None:
        return ()
    return (ArticleMeant(product_id, row.sku, full_name(row.name, row.option_text), 1),)


def _spoken(reading: Reading) -> str:
    if reading.gs1 is None or reading.gtin14 is None:
        return reading.text
    return printed_code(reading.gtin14)

"""An article as a line of a document begins with it: its name, price, rate and codes."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from merchant_desk.models.base import table
from merchant_desk.models.product import Product, ProductCode
from merchant_desk.values.barcode import spoken_code
from merchant_desk.values.ids import ProductId
from merchant_desk.values.money import Money
from merchant_desk.values.words import CodeKind

_PRODUCTS, _CODES = table(Product), table(ProductCode)


@dataclass(frozen=True, slots=True)
class SoldArticle:
    """What the catalogue says of it; the price is with VAT."""

    product_id: ProductId
    sku: str
    name: str
    option: str
    ean: str
    price: Money
    rate_bp: int


def sold_article(session: Session, product_id: ProductId) -> SoldArticle | None:
    """Return one article of the catalogue; None when it was removed meanwhile."""
    kept = _PRODUCTS.c
    row = session.execute(
        select(kept.id, kept.sku, kept.name, kept.option_text, kept.price, kept.rate_bp).where(
            kept.id == product_id
        )
    ).first()
    if row is None:
        return None
    code = session.scalar(
        select(_CODES.c.code)
        .where(_CODES.c.product_id == product_id, _CODES.c.kind == CodeKind.EAN)
        .order_by(_CODES.c.code)
        .limit(1)
    )
    ean = "" if code is None else spoken_code(code).replace(" ", "")
    return SoldArticle(row.id, row.sku, row.name, row.option_text, ean, row.price, row.rate_bp)

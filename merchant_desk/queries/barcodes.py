"""Which products a scanned or typed code names: the hottest question of the desk (T2)."""

from collections.abc import Iterable
from typing import NamedTuple

from sqlalchemy import bindparam, func, literal_column, or_, select
from sqlalchemy.orm import Session

from merchant_desk.database.prepared import Prepared
from merchant_desk.models.base import table
from merchant_desk.models.product import Product, ProductCode
from merchant_desk.models.stock import Reservation, StockLevel
from merchant_desk.values.barcode import canonical_code
from merchant_desk.values.ids import ProductId
from merchant_desk.values.scan import Scan
from merchant_desk.values.words import CodeKind

_PRODUCT = table(Product)
_CODE = table(ProductCode)
_LEVEL = table(StockLevel)
_RESERVED = table(Reservation)


class CodeMatch(NamedTuple):
    """A product that a code names, for how many units, with its price and its stock.

    A plain tuple: a dataclass would cost more than the database does here.
    """

    product_id: ProductId
    sku: str
    name: str
    option_text: str
    price_cents: int
    units: int
    kind: str
    code: str
    on_hand: int
    reserved: int


_ON_HAND = (
    select(func.coalesce(func.sum(_LEVEL.c.quantity), 0))
    .where(_LEVEL.c.product_id == _PRODUCT.c.id)
    .scalar_subquery()
)
_PROMISED = (
    select(func.coalesce(func.sum(_RESERVED.c.quantity), 0))
    .where(_RESERVED.c.product_id == _PRODUCT.c.id)
    .scalar_subquery()
)
_CARD = (
    _PRODUCT.c.id,
    _PRODUCT.c.sku,
    _PRODUCT.c.name,
    _PRODUCT.c.option_text,
    _PRODUCT.c.price,
)
_BY_CODE = Prepared(
    select(*_CARD, _CODE.c.units, _CODE.c.kind, _CODE.c.code, _ON_HAND, _PROMISED)
    .select_from(_CODE.join(_PRODUCT, _PRODUCT.c.id == _CODE.c.product_id))
    .where(_CODE.c.code == bindparam("code"))
)
_BY_SKU = Prepared(
    select(
        *_CARD,
        literal_column("1"),
        literal_column(f"'{CodeKind.SKU.value}'"),
        _PRODUCT.c.sku,
        _ON_HAND,
        _PROMISED,
    ).where(or_(_PRODUCT.c.sku == bindparam("typed"), _PRODUCT.c.sku == bindparam("upper")))
)


def products_by_code(session: Session, texts: Iterable[str]) -> tuple[CodeMatch, ...]:
    """Return every product that one of the texts names; a SKU names its product as a code does."""
    found: dict[tuple[ProductId, str], CodeMatch] = {}
    for text in dict.fromkeys(texts):
        for match in _named_by(session, text):
            found.setdefault((match.product_id, match.code), match)
    return tuple(found.values())


def _named_by(session: Session, text: str) -> list[CodeMatch]:
    rows = _BY_CODE.rows(session, code=canonical_code(text))
    if not rows:
        typed = text.strip()
        rows = _BY_SKU.rows(session, typed=typed, upper=typed.upper())
    return [CodeMatch._make(row) for row in rows]


def products_of_scan(session: Session, scan: Scan) -> tuple[CodeMatch, ...]:
    """Return the products of the first reading of a scan that the shop knows."""
    for reading in scan.candidates:
        found = products_by_code(session, (reading.code, reading.text))
        if found:
            return found
    return ()

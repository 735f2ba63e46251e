"""Which product an order line sells: by the storefront's number, by SKU, by a SKU told before."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, String, bindparam, exists, select
from sqlalchemy.orm import Session

from merchant_desk.database.prepared import Ahead
from merchant_desk.database.prepared_set import PreparedSet
from merchant_desk.models.base import table
from merchant_desk.models.kit import KitPart
from merchant_desk.models.product import Product, ProductCode
from merchant_desk.models.shop import ShopProduct
from merchant_desk.values.barcode import canonical_code
from merchant_desk.values.ids import ProductId, ShopId
from merchant_desk.values.remote import LineKind, RemoteLine
from merchant_desk.values.words import CodeKind

_LINKS, _PRODUCTS, _CODES = table(ShopProduct), table(Product), table(ProductCode)
_PARTS = table(KitPart)


def _is_kit(product_id: ColumnElement[Any]) -> ColumnElement[bool]:
    """Tell kits among what is asked anyway: an order without one asks nothing more."""
    return exists().where(_PARTS.c.kit_id == product_id)


_BY_NUMBER = PreparedSet(
    lambda numbers: select(
        _LINKS.c.remote_id, _LINKS.c.product_id, _is_kit(_LINKS.c.product_id)
    ).where(_LINKS.c.shop_id == bindparam("shop"), _LINKS.c.remote_id.in_(numbers)),
    String(),
)
_BY_SKU = PreparedSet(
    lambda skus: select(_PRODUCTS.c.sku, _PRODUCTS.c.id, _is_kit(_PRODUCTS.c.id)).where(
        _PRODUCTS.c.sku.in_(skus)
    ),
    String(),
)
_TOLD = PreparedSet(
    lambda codes: select(_CODES.c.code, _CODES.c.product_id, _is_kit(_CODES.c.product_id)).where(
        _CODES.c.code.in_(codes), _CODES.c.kind == CodeKind.SKU
    ),
    String(),
)


@dataclass(frozen=True, slots=True)
class Linked:
    """The product of each line, by the line's storefront number, and which of these are kits."""

    products: dict[str, ProductId]
    kits: tuple[ProductId, ...] = ()


def products_of_lines(session: Session, shop_id: ShopId, lines: Sequence[RemoteLine]) -> Linked:
    """Return the products of these lines; unknown ones are absent."""
    sold = [line for line in lines if line.kind is LineKind.PRODUCT]
    kits: set[ProductId] = set()
    by_number = _by_number(session, shop_id, [_number(line) for line in sold], kits)
    found = {
        line.remote_id: by_number[_number(line)] for line in sold if _number(line) in by_number
    }
    others = [line for line in sold if line.remote_id not in found and line.sku]
    by_sku = _noting(kits, _BY_SKU.rows(session, _distinct([line.sku for line in others])))
    found.update({line.remote_id: by_sku[line.sku] for line in others if line.sku in by_sku})
    unknown = [line for line in others if line.sku not in by_sku]
    told = _by_told_sku(session, [line.sku for line in unknown], kits)
    found.update({line.remote_id: told[line.sku] for line in unknown if line.sku in told})
    return Linked(found, tuple(sorted(kits.intersection(found.values()))))


def products_ahead(shop_id: ShopId, lines: Sequence[RemoteLine]) -> tuple[Ahead, Ahead]:
    """Return what ``products_of_lines`` asks of lines that the shop numbers, or does not."""
    sold = [line for line in lines if line.kind is LineKind.PRODUCT]
    numbers = _distinct([_number(line) for line in sold])
    skus = [] if numbers else _distinct([line.sku for line in sold])
    return _BY_NUMBER.ahead(numbers, shop=shop_id), _BY_SKU.ahead(skus)


def _number(line: RemoteLine) -> str:
    variation = line.variation_remote_id
    return variation if variation not in {"", "0"} else line.product_remote_id


def _by_number(
    session: Session, shop_id: ShopId, numbers: Sequence[str], kits: set[ProductId]
) -> dict[str, ProductId]:
    return _noting(kits, _BY_NUMBER.rows(session, _distinct(numbers), shop=shop_id))


def _noting(kits: set[ProductId], rows: Iterable[tuple[Any, ...]]) -> dict[str, ProductId]:
    """Return the product of each text, and note those that are kits."""
    found = {}
    for text, product_id, kit in rows:
        found[text] = ProductId(product_id)
        if kit:
            kits.add(ProductId(product_id))
    return found


def _by_told_sku(
    session: Session, skus: Sequence[str], kits: set[ProductId]
) -> dict[str, ProductId]:
    """Return the products a person said these SKUs to be; a SKU of two products names none."""
    told: dict[str, set[ProductId]] = {}
    for row in _TOLD.rows(session, _distinct([canonical_code(sku) for sku in skus])):
        told.setdefault(row[0], set()).update(_noting(kits, [row]).values())
    found = {sku: told.get(canonical_code(sku), set()) for sku in skus}
    return {sku: next(iter(products)) for sku, products in found.items() if len(products) == 1}


def _distinct(texts: Sequence[str]) -> list[str]:
    return sorted({text for text in texts if text})

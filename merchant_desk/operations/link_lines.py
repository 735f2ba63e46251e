"""Which product an order line sells: by the storefront's own number, else by SKU."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from merchant_desk.models.base import table
from merchant_desk.models.product import Product
from merchant_desk.models.shop import ShopProduct
from merchant_desk.values.ids import ProductId, ShopId
from merchant_desk.values.remote import LineKind, RemoteLine

_LINKS, _PRODUCTS = table(ShopProduct), table(Product)
_PAGE = 500


def products_of_lines(
    session: Session, shop_id: ShopId, lines: Sequence[RemoteLine]
) -> dict[str, ProductId]:
    """Return the product of each line, by the line's storefront number; unknown ones are absent."""
    sold = [line for line in lines if line.kind is LineKind.PRODUCT]
    by_number = _by_number(session, shop_id, [_number(line) for line in sold])
    found = {
        line.remote_id: by_number[_number(line)] for line in sold if _number(line) in by_number
    }
    others = [line for line in sold if line.remote_id not in found and line.sku]
    by_sku = _by_sku(session, [line.sku for line in others])
    found.update({line.remote_id: by_sku[line.sku] for line in others if line.sku in by_sku})
    return found


def _number(line: RemoteLine) -> str:
    variation = line.variation_remote_id
    return variation if variation not in {"", "0"} else line.product_remote_id


def _by_number(session: Session, shop_id: ShopId, numbers: Sequence[str]) -> dict[str, ProductId]:
    found: dict[str, ProductId] = {}
    wanted = sorted({number for number in numbers if number})
    for start in range(0, len(wanted), _PAGE):
        rows = session.execute(
            select(_LINKS.c.remote_id, _LINKS.c.product_id).where(
                _LINKS.c.shop_id == shop_id,
                _LINKS.c.remote_id.in_(wanted[start : start + _PAGE]),
            )
        )
        found.update((row[0], ProductId(row[1])) for row in rows)
    return found


def _by_sku(session: Session, skus: Sequence[str]) -> dict[str, ProductId]:
    found: dict[str, ProductId] = {}
    wanted = sorted(set(skus))
    for start in range(0, len(wanted), _PAGE):
        rows = session.execute(
            select(_PRODUCTS.c.sku, _PRODUCTS.c.id).where(
                _PRODUCTS.c.sku.in_(wanted[start : start + _PAGE])
            )
        )
        found.update((row[0], ProductId(row[1])) for row in rows)
    return found

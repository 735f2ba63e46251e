"""Fetch raw pages of products: a record for each variant, and one for the product of several."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from merchant_desk.connectors.shopify import documents
from merchant_desk.connectors.shopify.calls import (
    Calls,
    CursorLostError,
    Data,
    dig,
    next_cursor,
    rows_of,
)
from merchant_desk.connectors.shopify.gids import gid, number
from merchant_desk.connectors.shopify.positions import begun_again, next_position, read_position
from merchant_desk.connectors.shopify.pulling import instant_or_none, record
from merchant_desk.connectors.shopify.settings import ShopSettings
from merchant_desk.sync.connector import Page, RawRecord, RecordKind
from merchant_desk.sync.http import server_time

PAGE = 25
VARIANTS = 10
_LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)
_KEPT = ("id", "title", "status", "productType", "hasOnlyDefaultVariant", "updatedAt",
         "featuredMedia")  # fmt: skip


@dataclass(frozen=True, slots=True)
class CodeField:
    """The metafield of a variant that holds its EAN where the barcode does not."""

    space: str = ""
    name: str = ""


def code_field(written: str) -> CodeField:
    """Return the metafield that a setting names as ``namespace.key``; nothing for the barcode."""
    space, _dot, name = written.strip().rpartition(".")
    if not name or name == "barcode":
        return CodeField()
    return CodeField(space or "custom", name)


def pull_products(calls: Calls, settings: ShopSettings, code: CodeField, kept: str) -> Page:
    """Fetch the page of products that begins at this position, all of their variants included."""
    position = read_position(kept)
    more = _asked(settings, code)
    asked = more | {
        "query": position.query, "after": position.after or None, "lines": VARIANTS
    }  # fmt: skip
    try:
        reply = calls.page(documents.PRODUCTS, asked, PAGE)
    except CursorLostError:
        return Page((), begun_again(position).text(), finished=False)
    found = dig(reply.data, ("products",))
    products = rows_of(found)
    cursor = next_cursor(found)
    records = [each for product in products for each in _records(calls, settings, more, product)]
    seen = [instant_or_none(each.get("updatedAt")) for each in products]
    after = next_position(position, [each for each in seen if each], cursor)
    return Page(tuple(records), after.text(), cursor is None, server_time(reply.headers))


def _asked(settings: ShopSettings, code: CodeField) -> dict[str, Any]:
    return {
        "location": gid("Location", settings.place),
        "coded": bool(code.name),
        "space": code.space or None,
        "name": code.name,
    }


def _records(
    calls: Calls, settings: ShopSettings, more: Data, product: Data
) -> Iterator[RawRecord]:
    kept = {name: product.get(name) for name in _KEPT}
    body = {"desk": {"gross": settings.gross}, "product": kept, "variant": None}
    at = instant_or_none(product.get("updatedAt")) or _LONG_AGO
    if product.get("hasOnlyDefaultVariant") is not True:
        yield record(RecordKind.PRODUCT, number(product.get("id")), at, body)
    for variant in _variants(calls, more, product):
        changed = instant_or_none(variant.get("updatedAt")) or at
        own = {**body, "variant": variant}
        yield record(RecordKind.PRODUCT, number(variant.get("id")), max(at, changed), own)


def _variants(calls: Calls, more: Data, product: Data) -> Iterator[Data]:
    """Yield every variant of a product: a page of products holds the first ones only."""
    first = dig(product, ("variants",))
    yield from rows_of(first)
    after = next_cursor(first)
    if after is not None:
        asked = {**more, "id": product.get("id")}
        yield from calls.nodes(documents.PRODUCT_VARIANTS, asked, ("product", "variants"), after)

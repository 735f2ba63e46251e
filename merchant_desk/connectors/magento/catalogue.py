"""Fetch raw pages of products, with the stock, parent and words they are not sent with."""

from collections.abc import Mapping, Sequence
from typing import Any

from merchant_desk.connectors.magento.criteria import criteria, one_of
from merchant_desk.connectors.magento.family import CONFIGURABLE, Parent
from merchant_desk.connectors.magento.levels import (
    Level,
    Shelf,
    attributes,
    on_sale,
    prices_of,
    stock_of,
)
from merchant_desk.connectors.magento.positions import next_position, read_position
from merchant_desk.connectors.magento.pulling import modified, record, seen
from merchant_desk.sync.connector import Page, RawRecord, RecordKind
from merchant_desk.sync.record_fields import Body, optional_id, rows, text

_FIELDS = (
    "id,sku,name,type_id,status,price,weight,created_at,updated_at,custom_attributes,"
    "extension_attributes[configurable_product_links,configurable_product_options]"
)
_KEPT = ("id", "sku", "name", "type_id", "status", "price", "weight", "created_at", "updated_at")
_ATTRIBUTES = (
    "special_price", "special_from_date", "special_to_date", "tax_class_id", "image",
    "category_ids",
)  # fmt: skip
_CHILDREN = 300


def pull_products(shelf: Shelf, kept: str) -> Page:
    """Fetch the page of products that begins at this position, the variations of each included."""
    position = read_position(kept)
    reply = shelf.calls.read("products", position.query(fields=_FIELDS))
    page = reply.items()
    now = reply.server_time or shelf.calls.server_now()
    after, finished = next_position(position, [seen(each, "id") for each in page], now)
    products = [*page, *_variations(shelf, page)]
    held = stock_of(shelf.calls, shelf.source, [text(each.get("sku")) for each in products])
    return Page(
        tuple(_record(shelf, each, held) for each in products),
        after.text(),
        finished,
        reply.server_time,
    )


def _variations(shelf: Shelf, page: Sequence[Body]) -> list[Body]:
    """Return the variations of what came: a new name of the parent does not date them anew."""
    here = {optional_id(each.get("id")) for each in page}
    wanted: list[str] = []
    for each in page:
        if each.get("type_id") == CONFIGURABLE:
            wanted += [child for child in shelf.family.learn(each).children if child not in here]
    found: list[Body] = []
    for start in range(0, len(wanted), _CHILDREN):
        group = one_of("entity_id", wanted[start : start + _CHILDREN])
        query = criteria([group], size=_CHILDREN, sort=["entity_id"], fields=_FIELDS)
        found += shelf.calls.read("products", query).items()
    return found


def _record(shelf: Shelf, product: Body, held: Mapping[str, Level]) -> RawRecord:
    """Return a product with what it takes to understand it later without the shop."""
    number = optional_id(product.get("id"))
    told = attributes(product)
    parent = None if product.get("type_id") == CONFIGURABLE else shelf.family.parent_of(number)
    level = held.get(text(product.get("sku")).lower())
    prices = prices_of(product, told)
    settings = shelf.settings
    desk = {
        "rate_bp": settings.rate_bp(text(told.get("tax_class_id"))),
        "gross": settings.terms.gross,
        "zone": str(settings.terms.zone),
        "on_sale": on_sale(prices, shelf.calls, settings),
        "weight_unit": settings.weight_unit,
        "media": settings.media,
        "stock": level.quantity if level else None,
        "parent": _parent(shelf, parent, told),
        "categories": shelf.family.categories(_numbers(told.get("category_ids"))),
    }
    kept = {name: product[name] for name in _KEPT if name in product}
    kept["custom_attributes"] = [
        each
        for each in rows(product, "custom_attributes")
        if each.get("attribute_code") in (*_ATTRIBUTES, *shelf.codes)
    ]
    return record(RecordKind.PRODUCT, number, modified(product), {"desk": desk, "product": kept})


def _parent(shelf: Shelf, parent: Parent | None, told: Mapping[str, Any]) -> Body | None:
    if parent is None:
        return None
    options = shelf.family.options(parent, told)
    return {"id": parent.number, "name": parent.name, "options": options}


def _numbers(value: object) -> list[object]:
    return list(value) if isinstance(value, list) else []

"""What a Magento shop shows now: the stock of a source by SKU, and the prices beside it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from merchant_desk.connectors.magento.calls import Calls
from merchant_desk.connectors.magento.criteria import Where, criteria, lists_of, one_of
from merchant_desk.connectors.magento.family import Family
from merchant_desk.connectors.magento.settings import ShopSettings
from merchant_desk.sync.connector import LevelPage
from merchant_desk.sync.record_fields import (
    Body,
    UnfitError,
    exact,
    optional_id,
    rows,
    text,
    whole,
)
from merchant_desk.values.money import Money
from merchant_desk.values.remote import RemoteLevel

DEFAULT_SOURCE = "default"
SOLD_TYPES = ("simple", "virtual", "downloadable")
PAGE = 200
_FIELDS = "id,sku,price,custom_attributes"
_SOURCE_FIELDS = "sku,source_code,quantity,status"
_IN_STOCK = 1


@dataclass(frozen=True, slots=True)
class Shelf:
    """Where the products of a shop are looked up."""

    calls: Calls
    settings: ShopSettings
    family: Family
    source: str
    """Where the stock lies that the desk counts."""
    codes: tuple[str, ...]
    """The attributes that may hold an EAN or a bin."""


@dataclass(frozen=True, slots=True)
class Level:
    """What a source holds of an article; ``quantity`` is None for a fraction of a unit."""

    sku: str
    quantity: int | None
    in_stock: bool


def attributes(product: Body) -> dict[str, Any]:
    """Return the custom attributes of a product by code."""
    return {
        each["attribute_code"]: each.get("value")
        for each in rows(product, "custom_attributes")
        if type(each.get("attribute_code")) is str
    }


def list_levels(shelf: Shelf, position: str) -> LevelPage:
    """List the stock and prices of the next articles; no date of a product tells of either."""
    after = position if position.isascii() and position.isdecimal() else "0"
    groups = [[Where("type_id", ",".join(SOLD_TYPES), "in")], [Where("entity_id", after, "gt")]]
    query = criteria(groups, size=PAGE, sort=["entity_id"], fields=_FIELDS)
    page = shelf.calls.read("products", query).items()
    skus = [text(each.get("sku")) for each in page]
    held = stock_of(shelf.calls, shelf.source, skus)
    found = [_level(shelf, each, held) for each in page if optional_id(each.get("id"))]
    last = max((int(each.remote_id) for each in found), default=0)
    return LevelPage(tuple(found), str(last) if len(page) >= PAGE else "")


def stock_of(calls: Calls, source: str, skus: Sequence[str]) -> dict[str, Level]:
    """Return what a source holds, by SKU in lower case: Magento tells no case apart."""
    found: dict[str, Level] = {}
    for some in lists_of([each for each in skus if each]):
        groups = [[Where("source_code", source)], one_of("sku", some)]
        query = criteria(groups, size=len(some), fields=_SOURCE_FIELDS)
        for each in calls.read("inventory/source-items", query).items():
            sku = text(each.get("sku"))
            found[sku.lower()] = Level(
                sku, _quantity(each.get("quantity")), each.get("status") == _IN_STOCK
            )
    return found


def _quantity(value: object) -> int | None:
    try:
        return whole(value, "quantity")
    except UnfitError:
        return None


@dataclass(frozen=True, slots=True)
class Prices:
    """The price of an article and its sale, as the shop counts them."""

    price: Fraction | None
    sale: Fraction | None
    begin: object
    end: object


def prices_of(product: Body, told: Mapping[str, Any]) -> Prices:
    """Return the prices of a product, from its own fields and its custom attributes."""
    return Prices(
        _price(product.get("price")),
        _price(told.get("special_price")),
        told.get("special_from_date"),
        told.get("special_to_date"),
    )


def on_sale(prices: Prices, calls: Calls, settings: ShopSettings) -> bool:
    """Tell whether the sale of an article runs now, by the clock of the shop."""
    if prices.sale is None or prices.price is None or prices.sale >= prices.price:
        return False
    begin, end = settings.terms.begin(prices.begin), settings.terms.end(prices.end)
    now = calls.server_now()
    return (begin is None or begin <= now) and (end is None or now <= end)


def _level(shelf: Shelf, product: Body, held: Mapping[str, Level]) -> RemoteLevel:
    number, told, settings = optional_id(product.get("id")), attributes(product), shelf.settings
    prices = prices_of(product, told)
    rate_bp = settings.rate_bp(text(told.get("tax_class_id")))
    level = held.get(text(product.get("sku")).lower())
    parent = shelf.family.parent_of(number)

    def taxed(price: Fraction | None) -> Money | None:
        return None if price is None else settings.terms.with_tax(price, rate_bp)

    return RemoteLevel(
        remote_id=number,
        parent_remote_id=parent.number if parent else "",
        sku=text(product.get("sku")),
        stock=level.quantity if level else None,
        price=taxed(prices.price),
        sale_price=taxed(prices.sale) if on_sale(prices, shelf.calls, settings) else None,
    )


def _price(value: object) -> Fraction | None:
    if value is None or value == "":
        return None
    try:
        return exact(value, "price")
    except UnfitError:
        return None

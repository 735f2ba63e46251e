"""List what a shop shows now: stock and prices have no date, so they are swept, cheaply.

Products are taken two thousand at a time by their ids, which do not move while they are read; their
stock, their combinations and their sales come in one call each.
"""

from collections import defaultdict
from collections.abc import Mapping
from datetime import datetime

from merchant_desk.connectors.prestashop.amounts import millionths, price_with_tax
from merchant_desk.connectors.prestashop.fields import optional_id
from merchant_desk.connectors.prestashop.local_time import local_text
from merchant_desk.connectors.prestashop.products import ecotax
from merchant_desk.connectors.prestashop.pulling import Shop
from merchant_desk.connectors.prestashop.pulling_products import stock_place
from merchant_desk.connectors.prestashop.sales import of_article, runs, sale_price
from merchant_desk.connectors.prestashop.xml_text import Row
from merchant_desk.sync.connector import LevelPage, NumberPage
from merchant_desk.sync.record_fields import UnfitError, text, whole
from merchant_desk.values.money import Money
from merchant_desk.values.remote import RemoteLevel

PRODUCTS_AT_ONCE = 2000
ORDERS_AT_ONCE = 5000
_PRODUCT = "[id,reference,price,ecotax,id_tax_rules_group]"
_COMBINATION = "[id,id_product,reference,price,ecotax]"
_STOCK = "[id,id_product,id_product_attribute,quantity]"


def list_levels(shop: Shop, position: str) -> LevelPage:
    """List some of the levels, from the product after this one on."""
    query = {
        "display": _PRODUCT,
        "filter[id]": f">[{optional_id(position) or '0'}]",
        "sort": "[id_ASC]",
        "limit": str(PRODUCTS_AT_ONCE),
    }
    products = shop.calls.rows("products", query)
    if not products:
        return LevelPage((), "")
    first, last = str(products[0].get("id")), str(products[-1].get("id"))
    between = {"filter[id_product]": f"[{first},{last}]"}
    stocks = shop.calls.every("stock_availables", {**between, "display": _STOCK})
    combinations: dict[str, list[Row]] = defaultdict(list)
    for each in shop.calls.every("combinations", {**between, "display": _COMBINATION}):
        combinations[str(each.get("id_product"))].append(each)
    sales: dict[str, list[Row]] = defaultdict(list)
    for each in shop.calls.every("specific_prices", {**between, "display": "full"}, optional=True):
        sales[str(each.get("id_product"))].append(each)
    quantities = {stock_place(row): row for row in reversed(stocks)}
    levels = [
        _level(shop, product, combination, quantities, sales[str(product.get("id"))])
        for product in products
        for combination in combinations[str(product.get("id"))] or [{}]
    ]
    ended = len(products) < PRODUCTS_AT_ONCE
    return LevelPage(tuple(levels), "" if ended else last)


def _level(
    shop: Shop,
    product: Row,
    combination: Row,
    quantities: Mapping[tuple[str, str], Row],
    sales: list[Row],
) -> RemoteLevel:
    product_id, combination_id = str(product.get("id")), optional_id(combination.get("id"))
    shown = quantities.get((product_id, combination_id or "0"), {})
    own = combination or product
    price, sale = _prices(shop, product, combination, sales)
    return RemoteLevel(
        remote_id=f"{product_id}-{combination_id}" if combination_id else product_id,
        parent_remote_id=product_id if combination_id else "",
        sku=text(own.get("reference")),
        stock=_quantity(shown) if shop.settings.counts_stock else None,
        price=price,
        sale_price=sale,
    )


def _quantity(shown: Row) -> int | None:
    try:
        return whole(shown.get("quantity"), "quantity")
    except UnfitError:
        return None


def _prices(
    shop: Shop, product: Row, combination: Row, sales: list[Row]
) -> tuple[Money | None, Money | None]:
    """Return the price and what is paid now under a sale; None for what cannot be read."""
    rate_bp = shop.settings.rate_bp(product.get("id_tax_rules_group"))
    home = shop.settings.values.get("PS_COUNTRY_DEFAULT", "")
    wall = local_text(shop.calls.server_now(), shop.settings.zone)
    number = optional_id(combination.get("id"))
    rows = of_article(sales, str(product.get("id")), number, home)
    running = next((row for row in rows if runs(row, wall)), None)
    try:
        base = millionths(product.get("price"), "price")
        impact = millionths(combination.get("price", ""), "price")
        extra = ecotax(product, combination)
        price = price_with_tax(base + impact, rate_bp) + extra
        if running is None:
            return price, None
        lowered = sale_price(running, base, impact, rate_bp) + extra
    except UnfitError:
        return None, None
    return price, lowered if lowered < price else None


def list_orders(shop: Shop, since: datetime, position: str) -> NumberPage:
    """List the ids of the orders placed since then, from the one after this one on."""
    wall = local_text(since, shop.settings.zone)
    query = _placed_since(wall) | {
        "filter[id]": f">[{optional_id(position) or '0'}]",
        "sort": "[id_ASC]",
        "limit": str(ORDERS_AT_ONCE),
    }
    ids = [str(row.get("id")) for row in shop.calls.rows("orders", query)]
    return NumberPage(tuple(ids), ids[-1] if len(ids) >= ORDERS_AT_ONCE else "")


def count_orders(shop: Shop, since: datetime | None) -> int:
    """Count the orders placed since then: PrestaShop counts nothing, so their ids are listed."""
    wall = "" if since is None else local_text(since, shop.settings.zone)
    return len(shop.calls.rows("orders", _placed_since(wall)))


def _placed_since(wall: str) -> dict[str, str]:
    query = {"display": "[id]"}
    if wall:
        query |= {"filter[date_add]": f"[{wall},2099-12-31 23:59:59]", "date": "1"}
    return query

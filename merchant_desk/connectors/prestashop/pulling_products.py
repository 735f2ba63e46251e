"""Fetch raw pages of products, their combinations as records of their own.

The date of a product follows its sheet alone: neither its stock, nor its sales, nor its
combinations. New combinations are found by their ids, which only grow; everything else that has no
date is compared by the sweep of levels.
"""

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from merchant_desk.connectors.prestashop.fields import optional_id, spoken
from merchant_desk.connectors.prestashop.local_time import local_text, optional_instant
from merchant_desk.connectors.prestashop.positions import (
    Position,
    Seen,
    entered,
    next_position,
    read_position,
    wall_of,
)
from merchant_desk.connectors.prestashop.pulling import Shop, digest
from merchant_desk.connectors.prestashop.sales import now_or_next, of_article
from merchant_desk.connectors.prestashop.xml_text import Row
from merchant_desk.sync.connector import Page, RawRecord, RecordKind

PRODUCTS = "products"
COMBINATIONS = "combinations"
_FIELDS = (
    "id,reference,ean13,name,price,ecotax,weight,active,id_tax_rules_group,id_category_default,"
    "id_default_image,location,date_add,date_upd"
)
_NEW_AT_ONCE = 500


def pull_products(shop: Shop, kept: str, ean_field: str) -> Page:
    """Fetch the page of products that begins at this position."""
    here = read_position(kept)
    if here.stream == COMBINATIONS:
        return _pull_new_combinations(shop, here, ean_field)
    if not here.stream:
        here = entered(here, PRODUCTS)
    if not here.highest:
        here = replace(here, highest=_highest_combination(shop))
    reply = shop.calls.read("products", {**here.query(), "display": _shown(ean_field)})
    products = reply.rows()
    seen = [_seen(each) for each in products]
    wall = local_text(reply.server_time or shop.calls.server_now(), shop.settings.zone)
    after, ended = next_position(here, seen, wall)
    fresh = [row for row, each in zip(products, seen, strict=True) if not here.knows(each)]
    if ended:
        after = replace(after, stream=COMBINATIONS)
    return Page(tuple(product_records(shop, fresh, ean_field)), after.text(), finished=False,
                server_time=reply.server_time)  # fmt: skip


def _shown(ean_field: str) -> str:
    return f"[{_FIELDS}]" if ean_field in _FIELDS.split(",") else f"[{_FIELDS},{ean_field}]"


def _seen(row: Row) -> Seen:
    mark = digest(json.dumps(row, sort_keys=True))[:12]
    return Seen(optional_id(row.get("id")) or mark, wall_of(row.get("date_upd")), mark)


def _highest_combination(shop: Shop) -> int:
    query = {"display": "[id]", "sort": "[id_DESC]", "limit": "1"}
    rows = shop.calls.rows("combinations", query)
    return max((int(optional_id(row.get("id")) or "0") for row in rows), default=0)


def _pull_new_combinations(shop: Shop, here: Position, ean_field: str) -> Page:
    query = {
        "display": "[id,id_product]",
        "filter[id]": f">[{here.highest}]",
        "sort": "[id_ASC]",
        "limit": str(_NEW_AT_ONCE),
    }
    reply = shop.calls.read("combinations", query)
    rows = reply.rows()
    parents = sorted({str(row.get("id_product")) for row in rows})
    products = shop.calls.about("products", "id", parents, shown=_shown(ean_field))
    records = tuple(product_records(shop, products, ean_field))
    highest = max([here.highest, *(int(optional_id(row.get("id")) or "0") for row in rows)])
    ended = len(rows) < _NEW_AT_ONCE
    after = replace(here, highest=highest, stream="" if ended else COMBINATIONS)
    return Page(records, after.text(), finished=ended, server_time=reply.server_time)


@dataclass(frozen=True, slots=True)
class _Belongings:
    """What lies around some products."""

    combinations: Mapping[str, list[Row]]
    stocks: Mapping[tuple[str, str], Row]
    sales: Sequence[Row]


def product_records(shop: Shop, products: Sequence[Row], ean_field: str) -> list[RawRecord]:
    """Return the records of some products and of all their combinations."""
    ids = [str(each.get("id")) for each in products]
    combinations: dict[str, list[Row]] = defaultdict(list)
    for each in shop.calls.about("combinations", "id_product", ids):
        combinations[str(each.get("id_product"))].append(each)
    stocks = shop.calls.about("stock_availables", "id_product", ids)
    around = _Belongings(
        combinations,
        {stock_place(row): row for row in reversed(stocks)},
        shop.calls.about("specific_prices", "id_product", ids, optional=True),
    )
    records = []
    for product in products:
        own = combinations[str(product.get("id"))]
        records.append(_record(shop, product, None, around, ean_field))
        records += [_record(shop, product, each, around, ean_field) for each in own]
    return records


def stock_place(row: Row) -> tuple[str, str]:
    """Return what a row of stock is about: a product and a combination, « 0 » for none."""
    return str(row.get("id_product")), str(row.get("id_product_attribute") or "0")


def _record(
    shop: Shop, product: Row, combination: Row | None, around: _Belongings, ean_field: str
) -> RawRecord:
    product_id = optional_id(product.get("id"))
    combination_id = optional_id(combination.get("id")) if combination else ""
    parent_only = combination is None and bool(around.combinations.get(product_id))
    desk = _desk(shop, product, combination, around) | {"ean": ean_field, "parent": parent_only}
    body = json.dumps(
        {
            "desk": desk,
            "product": product,
            "combination": combination,
            "stock": around.stocks.get((product_id, combination_id or "0"), {}),
        },
        ensure_ascii=False,
    )
    wall = wall_of(product.get("date_upd"))
    number = f"{product_id}-{combination_id}" if combination_id else product_id
    changed = optional_instant(wall, shop.settings.zone, not_after=shop.calls.server_now())
    version = f"{wall.replace(' ', 'T').replace('-', '').replace(':', '')}-{digest(body)}"
    return RawRecord(
        RecordKind.PRODUCT,
        number or digest(body),
        version,
        changed or shop.calls.server_now(),
        body,
    )


def _desk(
    shop: Shop, product: Row, combination: Row | None, around: _Belongings
) -> dict[str, object]:
    """Return what it takes to understand a product later: rates, names, the sale of now."""
    settings, look = shop.settings, shop.directory
    product_id = str(product.get("id"))
    combination_id = str(combination.get("id")) if combination else ""
    home = settings.values.get("PS_COUNTRY_DEFAULT", "")
    rows = of_article(around.sales, product_id, combination_id, home)
    wall = local_text(shop.calls.server_now(), settings.zone)
    category = look.get("categories", str(product.get("id_category_default") or ""))
    return {
        "zone": settings.zone.key,
        "language": settings.language,
        "rate_bp": settings.rate_bp(product.get("id_tax_rules_group")),
        "weight_unit": settings.weight_unit,
        "counted": settings.counts_stock,
        "address": shop.calls.address,
        "category": spoken(category.get("name"), settings.language),
        "options": _options(shop, combination),
        "sale": now_or_next(rows, wall),
    }


def _options(shop: Shop, combination: Row | None) -> str:
    """Return what tells a combination from its sisters, in the words of the shop."""
    associations = combination.get("associations") if combination else None
    values = associations.get("product_option_values") if isinstance(associations, dict) else None
    if not isinstance(values, list):
        return ""
    found = (shop.directory.get("product_option_values", str(each.get("id"))) for each in values)
    words = (spoken(each.get("name"), shop.settings.language) for each in found)
    return ", ".join(each for each in words if each)

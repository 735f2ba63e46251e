"""What a Shopify shop sells: products of variants, each counted at several places."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from tests.storefronts.backend import ARTICLES
from tests.storefronts.shopify_graph import (
    Info,
    Row,
    amount,
    compared,
    connection,
    gid,
    paged,
    plain,
    stamp,
    terms,
)

SHOP_PLACE, STORE_PLACE, CLOSED_PLACE = 71, 72, 73
_SIZES = {"TAB-S": "S", "TAB-M": "M"}


class Goods:
    """The catalogue; ``index_lag_s`` is how late a search sees what is new."""

    def __init__(self, now: Callable[[], datetime]) -> None:
        self.now = now
        self.products: list[Row] = []
        self.index_lag_s = 0.0
        self._last = 8_000_000_000_000
        for article in ARTICLES:
            if article.sku not in _SIZES:
                self.sell(article.name, [(article.sku, "", article.ean, article.cents,
                                          article.stock)])  # fmt: skip
        sizes = [each for each in ARTICLES if each.sku in _SIZES]
        named = [(each.sku, _SIZES[each.sku], each.ean, each.cents, each.stock) for each in sizes]
        self.sell("Tablier en lin", named)

    def number(self) -> int:
        self._last += 1
        return self._last

    def sell(self, title: str, variants: Sequence[tuple[str, str, str, int, int]]) -> Row:
        """Add a product: a SKU, an option, a code, a price and a stock for each variant."""
        product: Row = {
            "number": self.number(), "title": title, "status": "ACTIVE", "type": "",
            "handle": f"produit-{self._last}", "alone": not variants[0][1], "variants": [],
            "made": self.now(), "changed": self.now(),
        }  # fmt: skip
        for sku, option, code, price, stock in variants:
            self.add_variant(product, sku, option=option, code=code, price=price, stock=stock)
        self.products.append(product)
        return product

    def add_variant(self, product: Row, sku: str, **more: Any) -> Row:
        variant: Row = {
            "number": self.number(), "item": self.number(), "product": product, "sku": sku,
            "option": more.get("option", ""), "code": more.get("code") or None,
            "price": more.get("price", 100), "before": None, "taxable": True, "tracked": True,
            "levels": {SHOP_PLACE: more.get("stock", 0)}, "grams": None, "fields": {},
            "changed": self.now(),
        }  # fmt: skip
        product["variants"].append(variant)
        return variant

    def variants(self) -> list[Row]:
        return [each for product in self.products for each in product["variants"]]

    def by_sku(self, sku: str) -> Row:
        return next(each for each in self.variants() if each["sku"] == sku)

    def variant(self, number: int) -> Row | None:
        return next((each for each in self.variants() if each["number"] == number), None)

    def product(self, number: int) -> Row | None:
        return next((each for each in self.products if each["number"] == number), None)

    def touch(self, variant: Row) -> None:
        variant["changed"] = variant["product"]["changed"] = self.now()

    def delete(self, sku: str) -> None:
        variant = self.by_sku(sku)
        product = variant["product"]
        product["variants"].remove(variant)
        if not product["variants"]:
            self.products.remove(product)

    def move(self, variant_number: int, place: int, units: int) -> None:
        """Change what can be sold, as an order does."""
        variant = self.variant(variant_number)
        if variant is not None and variant["tracked"]:
            variant["levels"][place] = variant["levels"].get(place, 0) + units

    def product_row(self, product: Row) -> Row:
        variants = [self.variant_row(each) for each in product["variants"]]
        return {
            "__typename": "Product",
            "id": gid("Product", product["number"]),
            "title": product["title"],
            "status": product["status"],
            "productType": product["type"],
            "hasOnlyDefaultVariant": product["alone"],
            "createdAt": stamp(product["made"]),
            "updatedAt": stamp(product["changed"]),
            "featuredMedia": {
                "__typename": "MediaImage",
                "preview": {"image": {"url": f"https://cdn.shopify.com/{product['number']}.jpg"}},
            },
            "variants": paged(variants),
        }

    def variant_row(self, variant: Row) -> Row:
        product, alone = variant["product"], variant["product"]["alone"]
        option = "Default Title" if alone else variant["option"]

        def metafield(_info: Info, key: str, namespace: str | None = None) -> Any:
            value = variant["fields"].get(f"{namespace}.{key}")
            return None if value is None else {"value": value}

        return {
            "__typename": "ProductVariant",
            "id": gid("ProductVariant", variant["number"]),
            "title": option,
            "sku": variant["sku"] or None,
            "barcode": variant["code"],
            "price": amount(variant["price"]),
            "compareAtPrice": None if variant["before"] is None else amount(variant["before"]),
            "taxable": variant["taxable"],
            "updatedAt": stamp(variant["changed"]),
            "selectedOptions": [{"name": "Title" if alone else "Taille", "value": option}],
            "product": {"id": gid("Product", product["number"]), "hasOnlyDefaultVariant": alone},
            "inventoryItem": self._item_row(variant),
            "metafield": metafield,
        }

    def _item_row(self, variant: Row) -> Row:
        def level(_info: Info, locationId: str) -> Row | None:  # noqa: N803 - the schema's name
            stock = variant["levels"].get(plain(locationId))
            if stock is None:
                return None
            return {"quantities": [{"name": "available", "quantity": stock}]}

        grams = variant["grams"]
        weight = {"value": float(grams or 0), "unit": "GRAMS"}
        return {
            "id": gid("InventoryItem", variant["item"]),
            "tracked": variant["tracked"],
            "measurement": {"weight": weight},
            "inventoryLevel": level,
        }

    def search_products(self, query: str | None, first: int, after: str | None) -> Row:
        found = [
            self.product_row(each)
            for each in self.products
            if all(compared(stamp(each["changed"]), how, value) for _n, how, value in terms(query))
        ]
        return connection(found, first, after, "updatedAt")

    def search_variants(self, query: str | None, first: int) -> Row:
        found = [each for each in self.variants() if self._fits(each, query)]
        rows = [self.variant_row(each) for each in sorted(found, key=lambda each: each["number"])]
        return connection(rows, first)

    def _fits(self, variant: Row, query: str | None) -> bool:
        if (self.now() - variant["changed"]).total_seconds() < self.index_lag_s:
            return False
        for name, how, value in terms(query):
            asked = int(value) if name == "id" else value.lower()
            own = variant["number"] if name == "id" else str(variant["sku"] or "").lower()
            if not compared(own, how, asked):
                return False
        return True

"""What a Magento shop sells: products, the stock of its sources, prices and their one sale."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Any
from zoneinfo import ZoneInfo

from tests.storefronts.backend import ARTICLES, Article

Row = dict[str, Any]
SIX = Decimal("0.000001")
TWO = Decimal("0.01")
RATE = Decimal("1.2")
TAXED_CLASS = "2"
SIZE = 93
SIZES = {"TAB-S": "12", "TAB-M": "13"}
_UNKNOWN_SKU = "Invalid attribute %fieldName = %fieldValue."


class Goods:
    """The catalogue; ``gross`` says whether articles are priced with the tax."""

    def __init__(self, now: Callable[[], datetime], zone: str, *, gross: bool) -> None:
        self.now = now
        self.zone = ZoneInfo(zone)
        self.gross = gross
        self.products: list[Row] = []
        self.sources: list[Row] = []
        self.source_codes = {"default"}
        self.reserved: dict[str, Decimal] = {}
        self._last_id = 0
        for article in ARTICLES:
            self._sell(article)
        links = [self.by_sku(sku)["id"] for sku in SIZES]
        parent = self.add({"sku": "TAB", "name": "Tablier en lin", "type_id": "configurable"})
        parent["extension_attributes"] |= {
            "configurable_product_links": links,
            "configurable_product_options": [
                {
                    "id": 1,
                    "attribute_id": str(SIZE),
                    "label": "Taille",
                    "position": 0,
                    "values": [{"value_index": int(each)} for each in SIZES.values()],
                    "product_id": parent["id"],
                }
            ],
        }

    def stamp(self) -> str:
        return self.now().strftime("%Y-%m-%d %H:%M:%S")

    def by_sku(self, sku: str) -> Row:
        return next(each for each in self.products if each["sku"].lower() == sku.lower())

    def has(self, sku: str) -> bool:
        return any(each["sku"].lower() == sku.lower() for each in self.products)

    def in_shop(self, cents: int) -> Decimal:
        """Return a price with tax as this shop counts it."""
        price = Decimal(cents) / 100
        return price if self.gross else (price / RATE).quantize(SIX, ROUND_HALF_UP)

    def add(self, told: Mapping[str, Any]) -> Row:
        """Make a product, or save one that is there: what is not named stays."""
        if self.has(told["sku"]):
            return self.save(self.by_sku(told["sku"]), told)
        self._last_id += 1
        product: Row = {
            "id": self._last_id,
            "sku": told["sku"],
            "name": told["name"],
            "attribute_set_id": 4,
            "price": Decimal(str(told.get("price", 0))),
            "status": told.get("status", 1),
            "visibility": told.get("visibility", 4),
            "type_id": told.get("type_id", "simple"),
            "created_at": self.stamp(),
            "updated_at": self.stamp(),
            "weight": told.get("weight", 0.2),
            "extension_attributes": {"website_ids": [1]},
            "product_links": [],
            "options": [],
            "media_gallery_entries": [],
            "tier_prices": [],
            "custom_attributes": [],
        }
        self.products.append(product)
        self._attributes(product, told)
        return product

    def save(self, product: Row, told: Mapping[str, Any]) -> Row:
        product |= {
            name: told[name] for name in ("sku", "name", "status", "weight") if name in told
        }
        if "price" in told:
            product["price"] = Decimal(str(told["price"]))
        self._attributes(product, told)
        product["updated_at"] = self.stamp()
        return product

    def _attributes(self, product: Row, told: Mapping[str, Any]) -> None:
        for each in told.get("custom_attributes", ()):
            self.set_attribute(product, each["attribute_code"], each["value"])

    def set_attribute(self, product: Row, code: str, value: object) -> None:
        kept = [each for each in product["custom_attributes"] if each["attribute_code"] != code]
        if value is not None:
            kept.append({"attribute_code": code, "value": value})
        product["custom_attributes"] = kept

    def attribute(self, product: Row, code: str) -> Any:
        told = {each["attribute_code"]: each["value"] for each in product["custom_attributes"]}
        return told.get(code)

    def _sell(self, article: Article) -> None:
        codes = {"tax_class_id": TAXED_CLASS, "category_ids": ["3"]}
        if article.ean:
            codes["ean"] = article.ean
        if article.sku in SIZES:
            codes["size"] = SIZES[article.sku]
        attributes = [{"attribute_code": code, "value": value} for code, value in codes.items()]
        told = {"sku": article.sku, "name": article.name, "price": self.in_shop(article.cents)}
        self.add({**told, "custom_attributes": attributes})
        self.set_source(article.sku, "default", Decimal(article.stock), 1)

    def delete(self, sku: str) -> None:
        self.products.remove(self.by_sku(sku))
        self.sources = [each for each in self.sources if each["sku"].lower() != sku.lower()]

    def set_source(self, sku: str, code: str, quantity: Decimal, status: int) -> None:
        """Write what a source holds; a SKU that no product has is taken all the same."""
        row = {"sku": sku, "source_code": code, "quantity": quantity, "status": status}
        for place, each in enumerate(self.sources):
            if (each["sku"].lower(), each["source_code"]) == (sku.lower(), code):
                self.sources[place] = {**row, "sku": each["sku"]}
                return
        self.sources.append(row)

    def write_sources(self, rows: Sequence[Row]) -> tuple[int, Any]:
        """Take a list of stock levels; all of them, or none when one is not readable."""
        if not rows:
            return 400, {"message": "Input data is empty"}
        errors = [
            {
                "message": 'Source with code "%1" does not exist.',
                "parameters": [each["source_code"]],
            }
            for each in rows
            if each["source_code"] not in self.source_codes
        ]
        if errors:
            return 400, {"message": "Validation Failed", "errors": errors}
        for each in rows:
            quantity = Decimal(str(each["quantity"]))
            self.set_source(each["sku"], each["source_code"], quantity, each["status"])
        return 200, []

    def held(self, sku: str, code: str = "default") -> Decimal:
        rows = [each for each in self.sources if each["sku"].lower() == sku.lower()]
        return next((each["quantity"] for each in rows if each["source_code"] == code), Decimal(0))

    def write_base(self, rows: Sequence[Row]) -> list[Row]:
        """Write prices, which dates no product; one complaint a SKU that is not there."""
        for each in rows:
            if self.has(each["sku"]):
                self.by_sku(each["sku"])["price"] = Decimal(str(each["price"]))
        return self._unknown(rows)

    def write_special(self, rows: Sequence[Row]) -> list[Row]:
        """Write sales: one a product, the new one takes the place of the old one."""
        for each in rows:
            if self.has(each["sku"]):
                price = Decimal(str(each["price"])).quantize(SIX)
                self._sale(each["sku"], str(price), each["price_from"], each["price_to"])
        return self._unknown(rows)

    def delete_special(self, rows: Sequence[Row]) -> list[Row]:
        """Take a sale away, if it is named as it is."""
        for each in rows:
            if self.has(each["sku"]) and self.special(each["sku"]) is not None:
                self._sale(each["sku"], None, None, None)
        return self._unknown(rows)

    def _sale(self, sku: str, *values: object) -> None:
        product = self.by_sku(sku)
        names = ("special_price", "special_from_date", "special_to_date")
        for name, value in zip(names, values, strict=True):
            self.set_attribute(product, name, value)

    def special(self, sku: str) -> Row | None:
        """Return the sale of a SKU as Magento shows it in its lists of prices."""
        product = self.by_sku(sku)
        price = self.attribute(product, "special_price")
        if price is None:
            return None
        return {
            "price": Decimal(price),
            "store_id": 0,
            "sku": product["sku"],
            "price_from": self.attribute(product, "special_from_date"),
            "price_to": self.attribute(product, "special_to_date"),
        }

    def _unknown(self, rows: Sequence[Row]) -> list[Row]:
        return [
            {"message": _UNKNOWN_SKU, "parameters": ["SKU", each["sku"]]}
            for each in rows
            if not self.has(each["sku"])
        ]

    def price_now(self, product: Row) -> Decimal:
        """Return what an article costs now; a sale lasts a whole day after its last day begins."""
        sale = self.special(product["sku"])
        price: Decimal = product["price"]
        if sale is None:
            return price
        begin, end = (datetime.fromisoformat(sale[name]) for name in ("price_from", "price_to"))
        local = self.now().astimezone(self.zone).replace(tzinfo=None)
        runs = begin <= local <= end + timedelta(days=1)
        return min(price, sale["price"]) if runs else price

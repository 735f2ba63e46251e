"""A Magento 2.4.7 shop as far as the desk talks to it, pinned by recordings of a real one."""

import re
import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any
from urllib.parse import unquote

import msgspec

from tests.storefronts import magento_access as access
from tests.storefronts.fake_server import Answer, Call
from tests.storefronts.magento_goods import SIZE, SIZES, Goods, Row
from tests.storefronts.magento_refunds import refund
from tests.storefronts.magento_sales import RefusedError, Sales
from tests.storefronts.magento_search import SearchRefusedError, search

START = datetime(2026, 11, 21, 9, 30, tzinfo=UTC)
_JSON = msgspec.json.Encoder(decimal_format="number")
_ROUTE = re.compile(r"/rest/(?:(?P<store>all|default|\w+)/)?V1/(?P<path>.+)")
_VERSION = "Magento/2.4 (Community)"
_NO_PRODUCT = "The product that was requested doesn't exist. Verify the product and try again."
_RIGHTS = {
    "orders": "Magento_Sales::actions_view",
    "invoices": "Magento_Sales::sales_invoice",
    "creditmemos": "Magento_Sales::sales_creditmemo",
    "shipments": "Magento_Sales::shipment",
    "returns": "Magento_Rma::magento_rma",
    "products": "Magento_Catalog::products",
    "products/base-prices": "Magento_Catalog::products",
    "inventory/source-items": "Magento_InventoryApi::source",
    "taxRules/search": "Magento_Tax::manage_tax",
    "categories": "Magento_Catalog::categories",
    "products/attributes/93": "Magento_Catalog::attributes_attributes",
}
Routes = Mapping[tuple[str, str], Callable[[Call], Any]]


class MagentoShop:
    """The shop itself: a function of the call."""

    def __init__(
        self,
        *,
        gross: bool = True,
        zone: str = "Europe/Paris",
        base: str = "https://boutique.fr/",
        commerce: bool = False,
    ) -> None:
        self.commerce = commerce
        self.at = START
        self.zone = zone
        self.base = base
        self.goods = Goods(self.now, zone, gross=gross)
        self.sales = Sales(self.goods)
        self.doors = access.Doors(self.now)
        self.rights_missing: set[str] = set()
        self.hides_version = False
        self._turn = threading.Lock()
        self._routes = self._known_routes()

    def now(self) -> datetime:
        return self.at

    def answer(self, call: Call) -> Answer:
        with self._turn:
            return self._answer(call)

    def _answer(self, call: Call) -> Answer:
        if call.path == "/magento_version":
            shown = "" if self.hides_version else _VERSION
            return Answer(200, shown.encode(), "text/html; charset=UTF-8")
        route = _ROUTE.fullmatch(call.path)
        if route is None:
            return Answer(404, b"<!doctype html><title>404</title>", "text/html; charset=UTF-8")
        path = route["path"]
        if path == "integration/admin/token":
            return self._token(call)
        right = _RIGHTS.get(path, "self")
        if not self.doors.lets_in(call) or right in self.rights_missing:
            told = {"message": access.UNAUTHORISED, "parameters": {"resources": right}}
            return _json(401, told)
        return self._judged(call, path)

    def _judged(self, call: Call, path: str) -> Answer:
        try:
            return self._routed(call, path)
        except RefusedError as refused:
            return _json(refused.status, refused.body)
        except SearchRefusedError as refused:
            return _json(400, refused.body)

    def _routed(self, call: Call, path: str) -> Answer:
        for (method, pattern), do in self._routes.items():
            match = re.fullmatch(pattern, path)
            if match and method == call.method:
                told = do(replace(call, path=unquote(match[1]) if match.groups() else path))
                return told if isinstance(told, Answer) else _json(200, told)
        return _json(404, {"message": "Request does not match any route."})

    def _token(self, call: Call) -> Answer:
        told = _body(call)
        token = self.doors.give_token(told.get("username"), told.get("password"))
        if token is not None:
            return _json(200, token)
        if self.doors.second_factor:
            why = "Please use the 2fa provider-specific endpoints to obtain a token."
        else:
            why = "The account sign-in was incorrect or your account is disabled temporarily."
        return _json(401, {"message": why})

    def _known_routes(self) -> Routes:
        goods, sales = self.goods, self.sales
        searched: list[tuple[str, Callable[[], Sequence[Row]], str]] = [
            ("orders", lambda: sales.orders, "entity_id"),
            ("invoices", lambda: sales.invoices, "entity_id"),
            ("shipments", lambda: sales.shipments, "entity_id"),
            ("creditmemos", lambda: sales.memos, "entity_id"),
            *([("returns", lambda: sales.returns, "entity_id")] if self.commerce else []),
            ("products", lambda: goods.products, "id"),
            ("inventory/source-items", lambda: goods.sources, "id"),
            ("inventory/sources", self._sources, "id"),
            ("taxRules/search", lambda: TAX_RULES, "id"),
            ("taxRates/search", lambda: TAX_RATES, "id"),
        ]
        routes: dict[tuple[str, str], Callable[[Call], Any]] = {
            ("GET", path): _searching(rows, number) for path, rows, number in searched
        }
        return routes | {
            ("GET", "store/storeConfigs"): lambda _call: self._configs(),
            ("GET", "store/storeGroups"): lambda _call: STORE_GROUPS,
            ("GET", "categories"): lambda _call: CATEGORIES,
            ("GET", r"products/attributes/(\w+)"): self._attribute,
            ("GET", r"products/([^/]+)"): self._product,
            ("POST", "products"): self._save,
            ("PUT", r"products/([^/]+)"): self._save,
            ("POST", "products/base-prices"): lambda call: goods.write_base(_prices(call)),
            ("POST", "products/special-price"): lambda call: goods.write_special(_prices(call)),
            ("POST", "products/special-price-delete"): (
                lambda call: goods.delete_special(_prices(call))
            ),
            ("POST", "products/base-prices-information"): self._base_prices,
            ("POST", "products/special-price-information"): self._special_prices,
            ("POST", "inventory/source-items"): self._write_sources,
            ("POST", r"order/(\d+)/ship"): lambda call: sales.ship(call.path, _body(call)),
            ("POST", r"order/(\d+)/refund"): lambda call: refund(sales, call.path, _body(call)),
            ("POST", r"order/(\d+)/invoice"): lambda call: sales.invoice(call.path),
            ("POST", r"invoice/(\d+)/refund"): self._refund_invoice,
            ("POST", "shipment/track"): lambda call: sales.add_track(_body(call)["entity"]),
        }

    def _sources(self) -> Sequence[Row]:
        return [
            {"source_code": each, "name": each.title(), "enabled": True}
            for each in sorted(self.goods.source_codes)
        ]

    def _configs(self) -> list[Row]:
        return [
            {
                "id": 1,
                "code": "default",
                "website_id": 1,
                "locale": "fr_FR",
                "base_currency_code": "EUR",
                "default_display_currency_code": "EUR",
                "timezone": self.zone,
                "weight_unit": "kgs",
                "base_url": self.base,
                "secure_base_url": self.base,
                "secure_base_media_url": f"{self.base}media/",
            }
        ]

    def _attribute(self, call: Call) -> Any:
        if call.path in ("ean", "custom_prior"):
            return {"attribute_id": 140, "attribute_code": call.path, "options": []}
        if call.path not in (str(SIZE), "size"):
            return _json(404, {"message": "The attribute with a code doesn't exist."})
        options = [{"label": sku[-1], "value": value} for sku, value in SIZES.items()]
        return {
            "attribute_id": SIZE,
            "attribute_code": "size",
            "options": [{"label": " ", "value": ""}, *options],
        }

    def _product(self, call: Call) -> Any:
        if not self.goods.has(call.path):
            return _json(404, {"message": _NO_PRODUCT})
        return self.goods.by_sku(call.path)

    def _save(self, call: Call) -> Any:
        told = _body(call)["product"]
        if call.method == "PUT" and not self.goods.has(call.path):
            return _json(404, {"message": _NO_PRODUCT})
        if call.method == "PUT":
            return self.goods.save(self.goods.by_sku(call.path), told)
        return self.goods.add(told)

    def _base_prices(self, call: Call) -> list[Row]:
        found = [self.goods.by_sku(sku) for sku in _body(call)["skus"] if self.goods.has(sku)]
        return [{"price": each["price"], "store_id": 0, "sku": each["sku"]} for each in found]

    def _special_prices(self, call: Call) -> list[Row]:
        asked = [sku for sku in _body(call)["skus"] if self.goods.has(sku)]
        return [sale for sale in map(self.goods.special, asked) if sale is not None]

    def _write_sources(self, call: Call) -> Answer:
        return _json(*self.goods.write_sources(_body(call)["sourceItems"]))

    def _refund_invoice(self, call: Call) -> str:
        told, number = _body(call), int(call.path)
        order = str(self.sales.invoices[number - 1]["order_id"])
        return refund(self.sales, order, told, online=bool(told.get("isOnline")))


def _searching(rows: Callable[[], Sequence[Row]], number: str) -> Callable[[Call], Any]:
    return lambda call: search(rows(), call.query, number)


def _json(status: int, told: object) -> Answer:
    return Answer(status, _JSON.encode(told))


def _body(call: Call) -> Row:
    told = msgspec.json.decode(call.body or b"{}")
    return told if isinstance(told, dict) else {}


def _prices(call: Call) -> list[Row]:
    rows: list[Row] = _body(call)["prices"]
    return rows


STORE_GROUPS = [
    {"id": 0, "website_id": 0, "name": "Default", "code": "default"},
    {"id": 1, "website_id": 1, "name": "Maison Lavande", "code": "main_website_store"},
]
CATEGORIES = {
    "id": 1,
    "name": "Root Catalog",
    "level": 0,
    "children_data": [
        {
            "id": 2,
            "name": "Default Category",
            "level": 1,
            "children_data": [{"id": 3, "name": "Maison", "level": 2, "children_data": []}],
        }
    ],
}
TAX_RULES = [
    {
        "id": 1,
        "code": "TVA",
        "priority": 0,
        "position": 0,
        "customer_tax_class_ids": [3],
        "product_tax_class_ids": [2],
        "tax_rate_ids": [1],
        "calculate_subtotal": False,
    },
    {"id": 2, "code": "Livres", "priority": 0, "product_tax_class_ids": [4], "tax_rate_ids": [2]},
]
TAX_RATES = [
    {"id": 1, "tax_country_id": "FR", "tax_region_id": 0, "rate": 20, "code": "FR-20"},
    {"id": 2, "tax_country_id": "FR", "tax_region_id": 0, "rate": 5.5, "code": "FR-5.5"},
    {"id": 3, "tax_country_id": "US", "tax_region_id": 12, "rate": 8.25, "code": "US-CA-*-Rate 1"},
]

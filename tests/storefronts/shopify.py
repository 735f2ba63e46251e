"""A Shopify shop as far as the desk talks to it: one address, executed against its own schema."""

import json
import threading
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from functools import cache
from typing import Any
from urllib.parse import parse_qs

from graphql import GraphQLError, execute_sync, parse, validate
from graphql.language import DocumentNode

from merchant_desk.connectors.shopify.calls import VERSION
from tests.storefronts.fake_server import Answer, Call
from tests.storefronts.shopify_changes import Changes
from tests.storefronts.shopify_deeds import Deeds
from tests.storefronts.shopify_goods import CLOSED_PLACE, SHOP_PLACE, STORE_PLACE, Goods
from tests.storefronts.shopify_graph import (
    MOST,
    Info,
    Points,
    RefusedError,
    Row,
    cost_of,
    gid,
    plain,
)
from tests.storefronts.shopify_order_rows import OrderRows
from tests.storefronts.shopify_sales import Sales
from tests.storefronts.shopify_schema import trimmed

START = datetime(2026, 11, 21, 9, 30, tzinfo=UTC)
CLIENT, SECRET, LASTING = "0a1b2c3d", "shpss_4e5f6a7b", "shpat_8c9d0e1f"
DAY_S = 86_399
SCOPES = frozenset(
    {"write_orders", "read_all_orders", "write_products", "write_inventory", "read_locations",
     "read_customers", "read_returns", "write_merchant_managed_fulfillment_orders"}
)  # fmt: skip
_NO_KEY = "[API] Invalid API key or access token (unrecognized login or wrong password)"
_NEEDED = {"orders": "read_orders", "products": "read_products", "locations": "read_locations",
           "productVariants": "read_products", "refundCreate": "write_orders",
           "fulfillmentCreate": "write_merchant_managed_fulfillment_orders"}  # fmt: skip


class ShopifyShop:
    """The shop itself: a function of the call."""

    def __init__(self) -> None:
        self.at = START
        self.zone = "Europe/Paris"
        self.currency = "EUR"
        self.gross = True
        self.scopes = set(SCOPES)
        self.organised = True
        self.tokens: dict[str, datetime] = {}
        self.tokens_given = 0
        self.lasting_lives = True
        self.goods = Goods(self.now)
        self.sales = Sales(self.goods)
        self.rows = OrderRows(self.sales)
        self.rows.refusal = _denied
        self.changes = Changes(self.goods)
        self.deeds = Deeds(self.changes, self.sales, self.rows)
        self.points = Points(self.now)
        self.throttled = 0
        self.too_much = 0
        self.breaks = False
        self.asked: list[str] = []
        self.before_answering: Callable[[str], None] = lambda _name: None
        self._turn = threading.Lock()
        self._root = self._fields()

    def now(self) -> datetime:
        return self.at

    def answer(self, call: Call) -> Answer:
        with self._turn:
            return self._answer(call)

    def _answer(self, call: Call) -> Answer:
        if call.path == "/admin/oauth/access_token":
            return self._token(call)
        if call.path != f"/admin/api/{VERSION}/graphql.json" or call.method != "POST":
            return _json(404, {"errors": "Not Found"})
        if not self._lets_in(call.headers.get("x-shopify-access-token", "")):
            return _json(401, {"errors": _NO_KEY})
        asked = json.loads(call.body)
        return _json(200, self._executed(asked["query"], asked.get("variables") or {}))

    def _token(self, call: Call) -> Answer:
        form = {name: values[0] for name, values in parse_qs(call.body.decode()).items()}
        if (form.get("client_id"), form.get("client_secret")) != (CLIENT, SECRET):
            return _json(400, {"error": "invalid_client"})
        if not self.organised:
            return _json(400, {"error": "shop_not_permitted"})
        self.tokens_given += 1
        token = f"shpat_day_{self.tokens_given}"
        self.tokens[token] = self.now()
        told = {"access_token": token, "scope": ",".join(sorted(self.scopes)), "expires_in": DAY_S}
        return _json(200, told)

    def _lets_in(self, token: str) -> bool:
        if token == LASTING:
            return self.lasting_lives
        given = self.tokens.get(token)
        return given is not None and (self.now() - given).total_seconds() < DAY_S

    def _executed(self, text: str, variables: Row) -> Row:
        schema, document = trimmed(), _parsed(text)
        wrong = _wrong(text)
        if wrong:
            return {"errors": [{"message": each} for each in wrong]}
        cost = cost_of(schema, document, variables)
        if cost > MOST:
            told = {"code": "MAX_COST_EXCEEDED", "cost": cost, "maxCost": MOST}
            return {"errors": [{"message": f"Query cost is {cost}", "extensions": told}]}
        if self.throttled or cost > self.points.available():
            self.throttled = max(0, self.throttled - 1)
            self.too_much += 1
            error = {"message": "Throttled", "extensions": {"code": "THROTTLED"}}
            return {"errors": [error], "extensions": self.points.told(cost, None)}
        return self._paid(document, variables, cost)

    def _paid(self, document: DocumentNode, variables: Row, cost: int) -> Row:
        name = document.definitions[0].name.value  # type: ignore[attr-defined]  # all of ours have one
        self.asked.append(name)
        self.before_answering(name)
        if self.breaks:
            told_code = {"code": "INTERNAL_SERVER_ERROR"}
            return {"errors": [{"message": "Internal error", "extensions": told_code}]}
        actual = max(1, cost // 4)
        self.points.take(actual)
        result = execute_sync(trimmed(), document, self._root, variable_values=variables)
        told: Row = {"data": result.data, "extensions": self.points.told(cost, actual)}
        if result.errors:
            told["errors"] = [_error(each) for each in result.errors]
        return told

    def _fields(self) -> Mapping[str, Callable[..., Any]]:
        return {
            name: self._guarded(name, each)
            for name, each in (self._reads() | self._writes()).items()
        }

    def _reads(self) -> dict[str, Callable[..., Any]]:
        goods = self.goods
        return {
            "shop": lambda _i: self._shop(),
            "currentAppInstallation": lambda _i: {
                "accessScopes": [{"handle": each} for each in sorted(self.scopes)]
            },
            "locations": lambda _i, **_a: {"nodes": self._places()},
            "orders": self._orders,
            "ordersCount": lambda _i, **a: {
                "count": len(self.sales.search(a.get("query"), goods.index_lag_s))
            },
            "order": lambda _i, **a: self._order(a["id"]),
            "node": lambda _i, **a: self._node(a["id"]),
            "nodes": lambda _i, **a: [self._node(each) for each in a["ids"]],
            "products": lambda _i, **a: goods.search_products(
                a.get("query"), a["first"], a.get("after")
            ),
            "product": lambda _i, **a: self._product(a["id"]),
            "productVariants": lambda _i, **a: goods.search_variants(a.get("query"), a["first"]),
            "productByIdentifier": lambda _i, **a: self._by_handle(a["identifier"]["handle"]),
        }

    def _writes(self) -> dict[str, Callable[..., Any]]:
        deeds, changes = self.deeds, self.changes
        return {
            "inventorySetQuantities": lambda i, **a: changes.set_stock(i, a["input"]),
            "inventoryActivate": lambda i, **a: changes.stock_here(
                i, a["inventoryItemId"], a["locationId"], a["available"]
            ),
            "productVariantsBulkUpdate": lambda _i, **a: changes.set_variants(
                a["productId"], a["variants"]
            ),
            "productSet": lambda _i, **a: changes.make(a["input"]),
            "productUpdate": lambda _i, **a: changes.rename(a["product"]),
            "metafieldsSet": lambda _i, **a: deeds.set_fields(a["metafields"]),
            "fulfillmentCreate": lambda _i, **a: deeds.ship(a["fulfillment"]),
            "fulfillmentTrackingInfoUpdate": lambda _i, **a: deeds.track(
                a["fulfillmentId"], a["trackingInfoInput"]
            ),
            "refundCreate": lambda i, **a: deeds.refund(i, a["input"]),
        }

    def _guarded(self, name: str, resolve: Callable[..., Any]) -> Callable[..., Any]:
        def guarded(info: Info, **given: Any) -> Any:
            scope = _NEEDED.get(name, "")
            held = {scope, scope.replace("read_", "write_", 1)} & self.scopes
            if scope and not held:
                raise _denied(name, scope)
            return resolve(info, **given)

        return guarded

    def _shop(self) -> Row:
        return {
            "id": gid("Shop", 61_234_567), "name": "Savonnerie du Port",
            "myshopifyDomain": "savonnerie-du-port.myshopify.com", "currencyCode": self.currency,
            "ianaTimezone": self.zone, "taxesIncluded": self.gross, "taxShipping": True,
            "weightUnit": "KILOGRAMS", "plan": {"publicDisplayName": "Basic"},
        }  # fmt: skip

    def _places(self) -> list[Row]:
        named = ((CLOSED_PLACE, "Ancien dépôt", False, True), (STORE_PLACE, "Marché", True, False),
                 (SHOP_PLACE, "Boutique", True, True))  # fmt: skip
        return [
            {"id": gid("Location", number), "name": name, "isActive": active,
             "fulfillsOnlineOrders": online}
            for number, name, active, online in named
        ]  # fmt: skip

    def _orders(self, _info: Info, **asked: Any) -> Row:
        found = self.sales.search(asked.get("query"), self.goods.index_lag_s)
        return self.sales.page(
            found,
            self.rows.order,
            first=asked["first"],
            after=asked.get("after"),
            sort=asked.get("sortKey"),
        )

    def _order(self, order_gid: str) -> Row | None:
        order = self.sales.find(plain(order_gid))
        if order is None:
            return None
        row = self.rows.order(order)
        row["suggestedRefund"] = lambda _i, **a: self.rows.suggested(
            order, self.deeds.worth(order, a.get("refundLineItems"), a.get("shippingAmount"))
        )
        return row

    def _product(self, product_gid: str) -> Row | None:
        product = self.goods.product(plain(product_gid))
        return product and self.goods.product_row(product)

    def _by_handle(self, handle: str) -> Row | None:
        found = (each for each in self.goods.products if each["handle"] == handle)
        product = next(found, None)
        return product and self.goods.product_row(product)

    def _node(self, node_gid: str) -> Row | None:
        kind, number = node_gid.split("/")[-2], plain(node_gid)
        if kind == "ProductVariant":
            variant = self.goods.variant(number)
            return variant and self.goods.variant_row(variant)
        return next(filter(None, (self._part(each, node_gid) for each in self.sales.orders)), None)

    def _part(self, order: Row, node_gid: str) -> Row | None:
        """Return a part of an order that has an id of its own."""
        if not node_gid.startswith(gid("FulfillmentOrder", order["number"])) and not any(
            each["number"] == plain(node_gid) for each in (*order["refunds"], *order["parcels"])
        ):
            return None
        shown = self.rows.order(order)
        parts = [
            *shown["refunds"](None),
            *shown["fulfillments"](None),
            *shown["fulfillmentOrders"](None, 250)["nodes"],
        ]
        return next((dict(each) for each in parts if each["id"] == node_gid), None)


@cache
def _parsed(text: str) -> DocumentNode:
    return parse(text)


@cache
def _wrong(text: str) -> tuple[str, ...]:
    return tuple(each.message for each in validate(trimmed(), _parsed(text)))


def _denied(name: str, scope: str = "read_customers") -> Exception:
    message = f"Access denied for {name} field. Required access: `{scope}` access scope."
    return RefusedError(message, "ACCESS_DENIED")


def _error(error: GraphQLError) -> Row:
    return {"message": error.message, "path": error.path, "extensions": error.extensions or {}}


def _json(status: int, told: Any) -> Answer:
    return Answer(status, json.dumps(told).encode())

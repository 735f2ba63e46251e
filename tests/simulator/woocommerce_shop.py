"""The sample WooCommerce shop without its sockets."""

import base64
import json
from collections.abc import Callable, Mapping, Sequence
from urllib.parse import parse_qsl, urlsplit

from merchant_desk.demo.buyers import BUYERS
from merchant_desk.demo.orders import DemoItem, DemoOrder
from merchant_desk.demo.orders import Payment as Means
from merchant_desk.demo.shop_answers import Answer, RefusalError
from merchant_desk.demo.shop_keys import Call
from merchant_desk.demo.shop_money import cents, decimal
from merchant_desk.demo.shop_records import Json, touch
from merchant_desk.demo.shop_refunds import create_refund
from merchant_desk.demo.shop_routes import API
from merchant_desk.demo.storefront import DEMO_KEY, DEMO_SECRET, Storefront
from merchant_desk.sync.http import HttpAnswer, HttpRequest
from tests.simulator.clock import WorldClock
from tests.simulator.shop import Keys, ShownOrder
from tests.storefronts.woocommerce import catalogue

_KEY, _TRACKING = "_merchant_desk_key", "_tracking_number"
_RECENT_CALLS = 2
"""A look is recent when the write is the next call, or the one after a call that was repeated."""
_OVER = frozenset({"cancelled", "refunded", "trash"})


class WooCommerceShop:
    """One shop; ``newer`` answers as WooCommerce 10.3."""

    platform = "woocommerce"

    def __init__(self, name: str, clock: WorldClock, *, newer: bool = False) -> None:
        self.name = name
        self.url = f"https://{name}.invalid"
        self.keys = Keys(DEMO_KEY, DEMO_SECRET)
        self.front = Storefront(catalogue=catalogue(), now=clock)
        self._clock = clock
        self._routes = self.front._routes
        self._routes.base = self.url
        if newer:
            self.front.list_variations()
        self.stock_written: Callable[[str, bool], None] = lambda _sku, _looked: None
        self._calls = 0
        self._looked: dict[int, int] = {}

    def answer(self, request: HttpRequest) -> HttpAnswer:
        self._calls += 1
        self._watch(request)
        answered = self._judged(request)
        text = answered.body.decode() if isinstance(answered.body, bytes) else ""
        if not isinstance(answered.body, bytes):
            text = answered.body if isinstance(answered.body, str) else json.dumps(answered.body)
        kind = "text/html" if isinstance(answered.body, str) else "application/json"
        told = {name.lower(): value for name, value in answered.headers.items()}
        return HttpAnswer(answered.status, {"content-type": kind, **told}, text)

    def _watch(self, request: HttpRequest) -> None:
        """Note which articles the desk looks at, and whether it looked before it writes a stock."""
        if request.method == "GET":
            asked = dict(request.query).get("include", "")
            self._looked |= {int(each): self._calls for each in asked.split(",") if each}
        elif request.url.endswith("/batch"):
            for update in json.loads(request.body or b"{}").get("update", []):
                if "stock_quantity" in update:
                    record = self._sold(update["id"])
                    looked = self._calls - self._looked.get(update["id"], -9) <= _RECENT_CALLS
                    self.stock_written(record["sku"] if record else "?", looked)

    def _sold(self, number: int) -> Json | None:
        state = self.front._state
        return state.products.get(number) or state.variations.get(number)

    def _judged(self, request: HttpRequest) -> Answer:
        call = _call(request)
        try:
            if call.path.rstrip("/") == "/wp-json":
                return self._routes.index()
            if not call.path.startswith(f"{API}/"):
                return Answer(404, "<html></html>")
            self.front.keys.check(call, self._clock())
            return self._routes.answer(call, json.loads(request.body or b"{}"))
        except RefusalError as refused:
            return refused.answer

    def on_sale(self) -> Sequence[str]:
        return [
            each["sku"]
            for each in self.front._state.sold()
            if each["status"] == "publish" and each["type"] != "variable" and each["regular_price"]
            and self._parent_sells(each)
        ]  # fmt: skip

    def _parent_sells(self, record: Json) -> bool:
        parent = self.front._state.products.get(record.get("parent_id") or 0)
        return parent is None or parent["status"] == "publish"

    def stock(self, sku: str) -> int | None:
        return self.front.stock(sku)

    def sellable(self, sku: str) -> int | None:
        return self.front.stock(sku)

    def price(self, sku: str) -> int | None:
        shown = self.front.product(sku)["regular_price"]
        return cents(shown) if shown else None

    def orders(self) -> Sequence[ShownOrder]:
        held = self.front._state.orders.values()
        return [self._shown(each) for each in held if each["status"] != "trash"]

    def _shown(self, order: Json) -> ShownOrder:
        number = order["id"]
        meta = {each["key"]: str(each["value"]) for each in order["meta_data"]}
        refunds = self.front._state.refunds.get(number, [])
        return ShownOrder(
            remote_id=str(number),
            word=order["status"],
            note=order["customer_note"],
            total=cents(order["total"]),
            paid=order["date_paid_gmt"] is not None,
            lines={
                str(each["id"]): (each["sku"], each["quantity"]) for each in order["line_items"]
            },
            refunds={str(each["id"]): cents(each["amount"]) for each in refunds},
            refund_keys=[key for each in refunds if (key := _meta(each).get(_KEY))],
            ship_keys=_parts(meta.get(_KEY, "")),
            messages=[each["note"] for each in self.front._state.notes.get(number, [])],
            tracking=_parts(meta.get(_TRACKING, "")),
        )

    def order(self, items: Sequence[tuple[str, int]], buyer: int, *, paid: bool) -> str:
        placed = DemoOrder(
            placed_at=self._clock(),
            buyer=BUYERS[buyer % len(BUYERS)],
            items=tuple(DemoItem(*each) for each in items),
            status="processing" if paid else "pending",
            payment=Means.CARD if paid else Means.TRANSFER,
        )
        return str(self.front.place_order(placed)["id"])

    def pay(self, number: str) -> bool:
        return self._enter(number, "processing", ("pending", "on-hold", "failed"))

    def cancel(self, number: str) -> bool:
        return self._enter(number, "cancelled", ("pending", "on-hold", "processing"))

    def _enter(self, number: str, status: str, before: Sequence[str]) -> bool:
        if self._held(number)["status"] not in before:
            return False
        self.front.change_order(number, status=status)
        return True

    def refund(self, number: str, cents: int) -> bool:
        order = self._held(number)
        amount = min(cents, self._left(order))
        if amount <= 0 or order["date_paid_gmt"] is None or order["status"] in _OVER:
            return False
        self.front.refund_order(number, amount)
        return True

    def take_back(self, number: str, units: int, *, restock: bool) -> bool:
        order = self._held(number)
        line = order["line_items"][0]
        quantity = min(units, line["quantity"] - self._back(order, line))
        net = cents(line["total"]) * quantity // line["quantity"]
        tax = cents(line["total_tax"]) * quantity // line["quantity"]
        if quantity <= 0 or net + tax > self._left(order) or order["status"] in _OVER:
            return False
        back = {
            "id": line["id"], "quantity": quantity, "refund_total": decimal(net),
            "refund_tax": [{"id": line["taxes"][0]["id"], "refund_total": decimal(tax)}],
        }  # fmt: skip
        written = {
            "amount": decimal(net + tax), "reason": "Retour", "line_items": [back],
            "api_refund": False, "api_restock": restock,
        }  # fmt: skip
        create_refund(self.front._state, order, written)
        return True

    def _back(self, order: Json, line: Json) -> int:
        return sum(
            -int(each["quantity"])
            for refund in self.front._state.refunds.get(order["id"], [])
            for each in refund["line_items"]
            if _meta(each).get("_refunded_item_id") == str(line["id"])
        )

    def _left(self, order: Json) -> int:
        return cents(order["total"]) + sum(cents(each["total"]) for each in order["refunds"])

    def edit(self, number: str, word: str) -> bool:
        self.front.change_order(number, customer_note=word)
        return True

    def move_house(self, number: str, word: str) -> bool:
        order = self._held(number)
        order["shipping"] = {**order["shipping"], "address_1": word}
        touch(order, self._clock())
        return True

    def set_stock(self, sku: str, quantity: int) -> None:
        self.front.change_product(sku, stock_quantity=quantity)

    def set_price(self, sku: str, cents: int) -> None:
        self.front.change_product(sku, regular_price=decimal(cents))

    def rename(self, sku: str, name: str) -> bool:
        self.front.change_product(sku, name=name)
        return True

    def throw_away_order(self, number: str, *, for_good: bool) -> bool:
        if for_good:
            self.front.delete_order(number)
        else:
            self.front.trash_order(number)
        return True

    def throw_away_article(self, sku: str, *, for_good: bool) -> bool:
        if for_good:
            self.front.delete_product(sku)
        else:
            self.front.trash_product(sku)
        return True

    def _held(self, number: str) -> Json:
        return self.front._state.orders[int(number)]


def _call(request: HttpRequest) -> Call:
    parts = urlsplit(request.url)
    headers = {name.lower(): value for name, value in request.headers.items()}
    if request.basic is not None:
        headers["authorization"] = (
            "Basic " + base64.b64encode(":".join(request.basic).encode()).decode()
        )
    pairs = (*parse_qsl(parts.query, keep_blank_values=True), *request.query)
    return Call(request.method, parts.path, parts.netloc, pairs, headers, secure=True)


def _meta(record: Json) -> Mapping[str, str]:
    return {each["key"]: str(each["value"]) for each in record["meta_data"]}


def _parts(told: str) -> list[str]:
    return [each for each in told.split(", ") if each]

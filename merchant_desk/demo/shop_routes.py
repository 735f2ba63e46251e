"""The routes of the sample storefront, REST API v3 of WooCommerce 9.8."""

import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from merchant_desk.demo.catalogue import SHOP_NAME
from merchant_desk.demo.shop_answers import (
    Answer,
    batch,
    invalid_id,
    listed,
    not_a_route,
    only_fields,
    refuse_too_many,
)
from merchant_desk.demo.shop_changes import (
    add_note,
    change_order,
    change_product,
    product_to_write,
)
from merchant_desk.demo.shop_creating import categories, create_product, delete
from merchant_desk.demo.shop_keys import Call
from merchant_desk.demo.shop_records import Json
from merchant_desk.demo.shop_refunds import create_refund
from merchant_desk.demo.shop_state import ShopState

API = "/wp-json/wc/v3"
HOME = "https://maison-lavande.invalid"  # who the shop is, whatever its port today
_GENERAL = {
    "woocommerce_currency": "EUR",
    "woocommerce_default_country": "FR",
    "woocommerce_calc_taxes": "yes",
}
_SETTINGS: Mapping[str, Mapping[str, str]] = {
    "general": _GENERAL,
    "tax": {"woocommerce_prices_include_tax": "yes", "woocommerce_tax_based_on": "shipping"},
    "products": {"woocommerce_weight_unit": "kg", "woocommerce_dimension_unit": "cm"},
}
_TAXES = (
    {"id": 1, "country": "FR", "state": "", "rate": "20.0000", "name": "TVA", "class": "standard"},
    {
        "id": 2,
        "country": "FR",
        "state": "",
        "rate": "5.5000",
        "name": "TVA",
        "class": "reduced-rate",
    },
)


@dataclass(frozen=True, slots=True)
class Visit:
    """One call on its route: the shop, the query, what was sent, the ids in the address."""

    state: ShopState
    base: str
    call: Call
    data: Json
    ids: Mapping[str, str]

    def listed(self, records: Iterable[Json]) -> Answer:
        """Return the page of these records that the query asks for."""
        return listed(records, self.call.query, self.call.path, self.base)

    def product(self) -> Json:
        """Return the product of the address."""
        record = self.state.products.get(int(self.ids["id"]))
        if record is None:
            raise invalid_id("product")
        return record

    def order(self) -> Json:
        """Return the order of the address."""
        record = self.state.orders.get(int(self.ids["id"]))
        if record is None:
            raise invalid_id("shop_order")
        return record


class Routes:
    """Finds what a call is about, and does it under the lock of the shop."""

    def __init__(self, state: ShopState) -> None:
        self.state = state
        self.base = ""

    def answer(self, call: Call, payload: object) -> Answer:
        """Answer a call whose keys were accepted."""
        path = call.path.removeprefix(API).rstrip("/")
        for method, pattern, route in _ROUTES:
            match = pattern.fullmatch(path)
            if match is None or method != call.method:
                continue
            data = payload if isinstance(payload, dict) else {}
            with self.state.lock:
                found = route(Visit(self.state, self.base, call, data, match.groupdict()))
                shown = only_fields(found.body, call.query.get("_fields", ""))
                body = json.dumps(shown).encode()  # under the lock, or it may change meanwhile
            return Answer(found.status, body, found.headers)
        raise not_a_route()

    def index(self) -> Answer:
        """Return what any visitor may know of the site."""
        body = {
            "name": SHOP_NAME,
            "description": "Savons, bougies et douceurs de Provence",
            "url": HOME,
            "home": HOME,
            "gmt_offset": "1",
            "timezone_string": "Europe/Paris",
            "namespaces": ["wp/v2", "wc/v3"],
        }
        return Answer(200, body)


def _settings(visit: Visit) -> Answer:
    group = _SETTINGS.get(visit.ids["group"])
    if group is None:
        raise not_a_route()
    return Answer(200, [{"id": name, "value": value} for name, value in group.items()])


def _status(visit: Visit) -> Answer:
    environment = {"home_url": visit.base, "version": "9.8.5", "wp_version": "6.6"}
    return Answer(200, {"environment": environment, "settings": {"currency": "EUR"}})


def _variations(visit: Visit) -> Answer:
    parent = visit.product()["id"]
    return visit.listed(v for v in visit.state.variations.values() if v["parent_id"] == parent)


def _show_variation(visit: Visit) -> Answer:
    record = visit.state.variations.get(int(visit.ids["child"]))
    if record is None:
        raise invalid_id("product_variation")
    return Answer(200, record)


def _change_product(visit: Visit) -> Answer:
    record = product_to_write(visit.state, {"id": int(visit.ids["id"])}, 0)
    return Answer(200, change_product(visit.state, record, visit.data))


def _change_variation(visit: Visit) -> Answer:
    update = {"id": int(visit.ids["child"])}
    record = product_to_write(visit.state, update, int(visit.ids["id"]))
    return Answer(200, change_product(visit.state, record, visit.data))


def _batch(visit: Visit) -> Answer:
    parent = int(visit.ids.get("id") or 0)

    def change(update: Json) -> Json:
        record = product_to_write(visit.state, update, parent)
        return change_product(visit.state, record, update)

    new, changed = visit.data.get("create") or [], visit.data.get("update") or []
    refuse_too_many([*new, *changed])
    body: Json = {}
    if new and not parent:
        body["create"] = batch(new, lambda each: create_product(visit.state, each))
    if changed or not new:
        body["update"] = batch(changed, change)
    return Answer(200, body)


def _create_product(visit: Visit) -> Answer:
    return Answer(201, create_product(visit.state, visit.data))


def _products(visit: Visit) -> Answer:
    """List products; whoever asks by SKU finds variations too."""
    state = visit.state
    return visit.listed(state.sold() if visit.call.query.get("sku") else state.products.values())


def _show_product(visit: Visit) -> Answer:
    variation = visit.state.variations.get(int(visit.ids["id"]))
    return Answer(200, variation or visit.product())


def _all_variations(visit: Visit) -> Answer:
    if not visit.state.lists_variations:
        raise not_a_route()
    return visit.listed(visit.state.variations.values())


def _delete_product(visit: Visit) -> Answer:
    force = visit.call.query.get("force") == "true"
    held = visit.state.products
    return Answer(200, delete(visit.state, visit.product(), held=held, force=force))


def _delete_order(visit: Visit) -> Answer:
    force = visit.call.query.get("force") == "true"
    held = visit.state.orders
    return Answer(200, delete(visit.state, visit.order(), held=held, force=force))


def _order_states(visit: Visit) -> Answer:
    orders = visit.state.orders.values()
    told = visit.state.order_states.items()
    count = Counter(each["status"] for each in orders)
    return Answer(200, [{"slug": s, "name": name, "total": count[s]} for s, name in told])


def _change_order(visit: Visit) -> Answer:
    return Answer(200, change_order(visit.state, visit.order(), visit.data))


def _notes(visit: Visit) -> Answer:
    return Answer(200, visit.state.notes.get(visit.order()["id"], [])[::-1])


def _add_note(visit: Visit) -> Answer:
    return Answer(201, add_note(visit.state, visit.order(), visit.data))


def _refunds(visit: Visit) -> Answer:
    return Answer(200, visit.state.refunds.get(visit.order()["id"], [])[::-1])


def _create_refund(visit: Visit) -> Answer:
    return Answer(201, create_refund(visit.state, visit.order(), visit.data))


Route = Callable[[Visit], Answer]


def _route(method: str, pattern: str, route: Route) -> tuple[str, re.Pattern[str], Route]:
    return method, re.compile(pattern), route


_ONE = r"(?P<id>\d{1,12})"
_CHILD = rf"/products/{_ONE}/variations/(?P<child>\d{{1,12}})"
_ROUTES = (
    _route("GET", r"/settings/(?P<group>\w+)", _settings),
    _route("GET", r"/system_status", _status),
    _route("GET", r"/taxes", lambda _visit: Answer(200, list(_TAXES))),
    _route("GET", r"/reports/orders/totals", _order_states),
    _route("GET", r"/products", _products),
    _route("POST", r"/products", _create_product),
    _route("GET", r"/products/categories", lambda visit: Answer(200, categories(visit.state))),
    _route("GET", r"/variations", _all_variations),
    _route("POST", r"/products/batch", _batch),
    _route("GET", rf"/products/{_ONE}", _show_product),
    _route("DELETE", rf"/products/{_ONE}", _delete_product),
    _route("PUT", rf"/products/{_ONE}", _change_product),
    _route("GET", rf"/products/{_ONE}/variations", _variations),
    _route("POST", rf"/products/{_ONE}/variations/batch", _batch),
    _route("GET", _CHILD, _show_variation),
    _route("PUT", _CHILD, _change_variation),
    _route("GET", r"/orders", lambda visit: visit.listed(visit.state.orders.values())),
    _route("GET", rf"/orders/{_ONE}", lambda visit: Answer(200, visit.order())),
    _route("PUT", rf"/orders/{_ONE}", _change_order),
    _route("DELETE", rf"/orders/{_ONE}", _delete_order),
    _route("GET", rf"/orders/{_ONE}/notes", _notes),
    _route("POST", rf"/orders/{_ONE}/notes", _add_note),
    _route("GET", rf"/orders/{_ONE}/refunds", _refunds),
    _route("POST", rf"/orders/{_ONE}/refunds", _create_refund),
)

"""A real Vendure as the contract suite sees it: a customer, the shop's owner, and its network.

What stands between the connector and the server only forwards, so that calls can be cut and
answers lost on the way to a server that nobody here wrote.
"""

import http.client
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from merchant_desk.connectors.vendure.connector import Vendure
from merchant_desk.sync.connector import Connector, ShopAccount
from merchant_desk.sync.http import HttpClient, HttpLimits
from merchant_desk.values.clock import utc_now
from tests.storefronts.backend import Shipped
from tests.storefronts.fake_server import Answer, Call, Failure, FakeServer, running
from tests.storefronts.vendure.customer import place
from tests.storefronts.vendure.graph import Graph
from tests.storefronts.vendure.server import VendureServer, shared_server

_MOST_S = 2
_PASSED_ON = ("content-type", "authorization", "vendure-token")
_ERROR = "... on ErrorResult { errorCode message }"
_CANCEL = f"""mutation ($id: ID!) {{
  cancelOrder(input: {{orderId: $id}}) {{ __typename {_ERROR} }} }}"""
_REFUND = f"""mutation ($payment: ID!, $amount: Money!) {{
  refundOrder(input: {{lines: [], shipping: 0, adjustment: 0, amount: $amount,
    paymentId: $payment, reason: "geste"}}) {{ __typename {_ERROR} }} }}"""
_NOTE = """mutation ($id: ID!, $note: String!) {
  setOrderCustomFields(input: {id: $id, customFields: {note: $note}}) { id } }"""
_ORDER = """query ($id: ID!) { order(id: $id) { state
  fulfillments { state trackingCode lines { quantity } }
  payments { id refunds { state total } } } }"""
_VARIANT = """query ($sku: String!) {
  productVariants(options: {filter: {sku: {eq: $sku}}}) {
    items { id priceWithTax stockLevels { stockOnHand } } } }"""
_CHANGE = """mutation ($input: [UpdateProductVariantInput!]!) {
  updateProductVariants(input: $input) { id } }"""


class VendureBackend:
    """One running shop, put back to its beginning."""

    def __init__(self, server: VendureServer, proxy: FakeServer) -> None:
        self.server = server
        self.proxy = proxy
        self._ids: dict[str, str] = {}
        self._account = ShopAccount(proxy.url, "superadmin", "superadmin")
        limits = HttpLimits(read_s=20, whole_s=40)
        self.http = HttpClient(sleep=lambda _s: None, limits=limits)
        self.connector: Connector = Vendure(self._account, self.http)

    @property
    def admin(self) -> Graph:
        """Return the shop's own screens, wherever the server listens by now."""
        return Graph(f"{self.server.url}/admin-api", self.server.token)

    @property
    def account(self) -> ShopAccount:
        return self._account

    def reopened(self, account: ShopAccount | None = None) -> Connector:
        return Vendure(account or self._account, self.http)

    def now(self) -> datetime:
        return utc_now()

    def forward(self, seconds: int) -> None:
        time.sleep(min(seconds, _MOST_S))

    def article(self, sku: str) -> str:
        return str(self._variant(sku)["id"])

    def order(self, *items: tuple[str, int], paid: bool = True) -> str:
        for sku, _units in items:
            self._ids[sku] = self._ids.get(sku) or self.article(sku)
        goods = [(self._ids[sku], units) for sku, units in items]
        return place(self.server.url, goods, means="carte" if paid else "carte-autorisee")

    def cancel(self, order_id: str) -> None:
        self.admin.ask(_CANCEL, id=order_id)

    def note_refund(self, order_id: str, cents: int) -> None:
        payment = self._order(order_id)["payments"][0]["id"]
        self.admin.ask(_REFUND, payment=payment, amount=cents)

    def edit_note(self, order_id: str, note: str) -> None:
        self.admin.ask(_NOTE, id=order_id, note=note)

    def set_stock(self, sku: str, quantity: int) -> None:
        level = {"stockLocationId": "1", "stockOnHand": quantity}
        self.change(sku, stockLevels=[level])

    def stock(self, sku: str) -> int:
        return int(self._variant(sku)["stockLevels"][0]["stockOnHand"])

    def set_price(self, sku: str, cents: int) -> None:
        self.change(sku, price=cents)

    def price(self, sku: str) -> int:
        return int(self._variant(sku)["priceWithTax"])

    def change(self, sku: str, **values: object) -> None:
        """Change an article in the shop's own screens."""
        self.admin.ask(_CHANGE, input=[{"id": self.article(sku), **values}])

    def delete_article(self, sku: str) -> None:
        self.admin.ask(
            "mutation ($id: ID!) { deleteProductVariant(id: $id) { result } }", id=self.article(sku)
        )

    def delete_order(self, order_id: str) -> bool:
        return False

    def shipments(self, order_id: str) -> Sequence[Shipped]:
        return [
            Shipped(each["trackingCode"] or "", sum(line["quantity"] for line in each["lines"]))
            for each in self._order(order_id)["fulfillments"]
            if each["state"] in {"Shipped", "Delivered"}
        ]

    def is_complete(self, order_id: str) -> bool:
        return bool(self._order(order_id)["state"] in {"Shipped", "Delivered"})

    def refunds(self, order_id: str) -> Sequence[int]:
        return [
            int(refund["total"])
            for payment in self._order(order_id)["payments"]
            for refund in payment["refunds"]
            if refund["state"] != "Failed"
        ]

    def odd_state(self, order_id: str) -> bool:
        self.admin.ask(
            'mutation ($id: ID!) { transitionOrderToState(id: $id, state: "Engraving")'
            " { __typename ... on OrderStateTransitionError { errorCode message } } }",
            id=order_id,
        )
        return True

    def fail(self, *failures: Failure) -> bool:
        self.proxy.failures.clear()
        self.proxy.failures.extend(failures)
        return True

    def spent(self) -> int:
        return len(self.proxy.calls)

    def _variant(self, sku: str) -> dict[str, Any]:
        items: list[dict[str, Any]] = self.admin.ask(_VARIANT, sku=sku)["productVariants"]["items"]
        return items[0]

    def _order(self, order_id: str) -> dict[str, Any]:
        told: dict[str, Any] = self.admin.ask(_ORDER, id=order_id)["order"]
        return told


def forwarded(server: VendureServer, call: Call) -> Answer:
    """Ask the real server what was asked here, and answer what it says."""
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=60)
    headers = {name: value for name, value in call.headers.items() if name in _PASSED_ON}
    connection.request(call.method, call.path, call.body, {**headers, "Connection": "close"})
    answer = connection.getresponse()
    token = answer.getheader("vendure-auth-token")
    told = Answer(
        answer.status,
        answer.read(),
        answer.getheader("content-type") or "",
        {"vendure-auth-token": token} if token else {},
    )
    connection.close()
    return told


@contextmanager
def open_vendure() -> Iterator[VendureBackend]:
    """Reach the real Vendure of this process; CannotRunError says why there can be none."""
    server = shared_server()
    server.put_back()
    with running(FakeServer(lambda call: forwarded(server, call))) as proxy:
        backend = VendureBackend(server, proxy)
        yield backend
        backend.http.close()

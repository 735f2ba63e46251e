"""A Magento shop in a simulated world."""

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any, cast

from tests.simulator.clock import WorldClock
from tests.simulator.fake_shop import FakeShop, Listening, cents_of, shop_url
from tests.simulator.shop import Keys, ShownOrder
from tests.storefronts import magento_access as access
from tests.storefronts.magento import MagentoShop as MagentoFake
from tests.storefronts.magento_backend import TOKENS, MagentoBackend
from tests.storefronts.magento_refunds import refund
from tests.storefronts.magento_sales import RefusedError


class _Magento(MagentoFake):
    """The fake by the clock of the world."""

    def __init__(self, clock: WorldClock, base: str) -> None:
        self._clock = clock
        super().__init__(base=base)

    def now(self) -> datetime:
        return self._clock()


class MagentoShop(FakeShop):
    """It shows what lies on the shelf: what was ordered is still there until it is shipped."""

    platform = "magento"

    def __init__(self, name: str, clock: WorldClock) -> None:
        self.fake = _Magento(clock, f"{shop_url(name)}/")
        server = cast("Any", Listening(shop_url(name)))
        keys = Keys(access.CONSUMER, access.CONSUMER_SECRET, TOKENS)
        account = cast("Any", None)
        backend = _Backend(self.fake, server, account)
        super().__init__(name, clock, keys, backend, self.fake.answer)

    def orders(self) -> Sequence[ShownOrder]:
        return [self._shown(each) for each in self.fake.sales.orders]

    def _shown(self, order: dict[str, Any]) -> ShownOrder:
        number, sales = order["entity_id"], self.fake.sales
        children = {each["parent_item_id"]: each for each in order["items"] if _child(each)}
        goods = [each for each in order["items"] if not _child(each)]
        return ShownOrder(
            remote_id=str(number),
            word=None,
            note=None,
            total=cents_of(order["grand_total"]),
            paid=cents_of(order.get("total_paid", 0)) > 0,
            lines={
                str(each["item_id"]): (
                    children.get(each["item_id"], each)["sku"],
                    int(each["qty_ordered"]),
                )
                for each in goods
            },
            refunds={
                str(each["entity_id"]): cents_of(each["grand_total"])
                for each in sales.memos
                if each["order_id"] == number
            },
            parcels=sum(each["order_id"] == number for each in sales.shipments),
        )

    def sellable(self, sku: str) -> int | None:
        held = self.stock(sku)
        return None if held is None else held - int(self.fake.goods.reserved.get(sku, 0))

    def pay(self, number: str) -> bool:
        if self.fake.sales.order(number)["state"] != "new":
            return False
        self.fake.sales.invoice(number)
        return True

    def cancel(self, number: str) -> bool:
        order = self.fake.sales.order(number)
        if order["state"] != "new" or any(each["qty_shipped"] for each in order["items"]):
            return False
        self.fake.sales.cancel(number)
        return True

    def refund(self, number: str, cents: int) -> bool:
        order = self.fake.sales.order(number)
        shown = self._shown(order)
        left = shown.total - sum(shown.refunds.values())
        if not shown.paid or left <= 0 or order["state"] not in ("processing", "complete"):
            return False
        self.backend.note_refund(number, min(left, cents))
        return True

    def take_back(self, number: str, units: int, *, restock: bool) -> bool:
        order = self.fake.sales.order(number)
        line = next(each for each in order["items"] if not _child(each))
        told = {
            "items": [{"order_item_id": line["item_id"], "qty": units}],
            "arguments": {
                "shipping_amount": Decimal(0),
                "extension_attributes": {
                    "return_to_stock_items": [line["item_id"]] if restock else []
                },
            },
        }
        try:
            refund(self.fake.sales, number, told)
        except RefusedError:
            return False
        return True


class _Backend(MagentoBackend):
    """What the owner does, without a connector of its own."""

    def __init__(self, shop: MagentoFake, server: Any, account: Any) -> None:
        self.shop = shop
        self.server = server
        self._account = account


def _child(line: dict[str, Any]) -> bool:
    return "parent_item_id" in line

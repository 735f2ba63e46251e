"""A Shopify shop in a simulated world."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, cast

from tests.simulator.clock import WorldClock
from tests.simulator.fake_shop import FakeShop, Listening, shop_url
from tests.simulator.shop import Keys, ShownOrder
from tests.storefronts.backend import ARTICLES
from tests.storefronts.shopify import CLIENT, SECRET
from tests.storefronts.shopify import ShopifyShop as ShopifyFake
from tests.storefronts.shopify_backend import ShopifyBackend
from tests.storefronts.shopify_graph import Row
from tests.storefronts.shopify_sales import total_of

_LAG_S = 2.0
"""How late its search sees what changed."""


class _Shopify(ShopifyFake):
    """The fake by the clock of the world."""

    def __init__(self, clock: WorldClock) -> None:
        self._clock = clock
        super().__init__()
        self.goods.index_lag_s = _LAG_S

    def now(self) -> datetime:
        return self._clock()


class _Backend(ShopifyBackend):
    """What the owner does, without a connector of its own."""

    def __init__(self, shop: ShopifyFake, server: Any) -> None:
        self.shop = shop
        self.server = server


class ShopifyShop(FakeShop):
    """Stock is compared and set in one call; tokens live for a day; units given back come back."""

    platform = "shopify"

    def __init__(self, name: str, clock: WorldClock) -> None:
        self.fake = _Shopify(clock)
        backend = _Backend(self.fake, cast("Any", Listening(shop_url(name))))
        super().__init__(name, clock, Keys(CLIENT, SECRET), backend, self.fake.answer)

    def on_sale(self) -> Sequence[str]:
        sold = {each["sku"] for each in self.fake.goods.variants()}
        return [each.sku for each in ARTICLES if each.sku in sold]

    def sellable(self, sku: str) -> int | None:
        return self.stock(sku)

    def orders(self) -> Sequence[ShownOrder]:
        return [_shown(each) for each in self.fake.sales.orders]

    def pay(self, number: str) -> bool:
        order = self.fake.sales.order(number)
        if order["cancelled"] or order["transactions"]:
            return False
        self.fake.sales.pay(order)
        return True

    def cancel(self, number: str) -> bool:
        order = self.fake.sales.order(number)
        if order["cancelled"] or order["parcels"]:
            return False
        self.fake.sales.cancel(order)
        return True

    def refund(self, number: str, cents: int) -> bool:
        order = self.fake.sales.order(number)
        left = _paid(order) - sum(each["moved"] for each in order["refunds"])
        if left <= 0:
            return False
        self.backend.note_refund(number, min(left, cents))
        return True

    def take_back(self, number: str, units: int, *, restock: bool) -> bool:
        order = self.fake.sales.order(number)
        line = order["lines"][0]
        if order["cancelled"] or units > line["units"] - line["back"]:
            return False
        back = "RETURN" if line["sent"] >= units else "CANCEL"
        kind = back if restock else "NO_RESTOCK"
        self.fake.sales.give_back(order, lines=[(line, units, kind)])
        return True

    def rename(self, sku: str, name: str) -> bool:
        variant = self.fake.goods.by_sku(sku)
        variant["product"]["title"] = name
        self.fake.goods.touch(variant)
        return True

    def throw_away_order(self, number: str, *, for_good: bool) -> bool:
        del for_good  # there is no trash
        return self.backend.delete_order(number)

    def throw_away_article(self, sku: str, *, for_good: bool) -> bool:
        del for_good
        self.fake.goods.delete(sku)
        return True


def _shown(order: Row) -> ShownOrder:
    return ShownOrder(
        remote_id=str(order["number"]),
        word=None,
        note=order["note"],
        total=total_of(order),
        paid=_paid(order) > 0,
        lines={str(each["number"]): (each["sku"], each["units"]) for each in order["lines"]},
        refunds={
            str(each["number"]): each["moved"]
            or each["carriage"] + sum(line["cents"] for line in each["lines"])
            for each in order["refunds"]
        },
        parcels=len(order["parcels"]),
        tracking=[each["tracking"] for each in order["parcels"] if each["tracking"]],
    )


def _paid(order: Row) -> int:
    return sum(each["cents"] for each in order["transactions"] if each["kind"] == "SALE")

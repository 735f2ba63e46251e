"""A PrestaShop shop in a simulated world."""

from collections.abc import Sequence
from typing import Any, cast

from tests.simulator.clock import WorldClock
from tests.simulator.fake_shop import FakeShop, Listening, cents_of, shop_url
from tests.simulator.shop import Keys, ShownOrder
from tests.storefronts.prestashop import KEY, PrestaShopFake
from tests.storefronts.prestashop_backend import PrestaShopBackend
from tests.storefronts.prestashop_orders import PAID, WIRE_AWAITED, place_order
from tests.storefronts.prestashop_seed import furnish

_CANCELLED = "6"
_BEFORE_SHIPPING = frozenset({PAID, WIRE_AWAITED, "3"})


class PrestaShopShop(FakeShop):
    """Stock falls at the order, refunds give nothing back to the shelf, orders tell no keys."""

    platform = "prestashop"

    def __init__(self, name: str, clock: WorldClock) -> None:
        self.fake = PrestaShopFake(clock)
        furnish(self.fake)
        self._placed = 0
        server = cast("Any", Listening(shop_url(name)))
        backend = PrestaShopBackend(self.fake, server, cast("Any", clock))
        super().__init__(name, clock, Keys(KEY, ""), backend, self.fake.answer)

    def orders(self) -> Sequence[ShownOrder]:
        return [self._shown(each) for each in self.fake.tables.rows["orders"].values()]

    def _shown(self, order: dict[str, Any]) -> ShownOrder:
        tables, number = self.fake.tables, order["id"]
        slips = tables.where("order_slip", id_order=number)
        paid = tables.where("order_payments", order_reference=order["reference"])
        return ShownOrder(
            remote_id=str(number),
            word=None,
            note=None,
            total=cents_of(order["total_paid_tax_incl"]),
            paid=bool(paid),
            lines={
                str(each["id"]): (each["product_reference"], int(each["product_quantity"]))
                for each in tables.where("order_details", id_order=number)
            },
            refunds={
                str(each["id"]): cents_of(each["total_products_tax_incl"])
                + cents_of(each["total_shipping_tax_incl"])
                for each in slips
            },
        )

    def sellable(self, sku: str) -> int | None:
        return self.stock(sku)

    def order(self, items: Sequence[tuple[str, int]], buyer: int, *, paid: bool) -> str:
        """A customer orders; the reference is never one of an order that was deleted."""
        del buyer  # the fake knows one customer
        self._placed += 1
        return place_order(self.fake, *items, paid=paid, reference=f"SIM{self._placed:06d}")

    def pay(self, number: str) -> bool:
        order = self._held(number)
        if order["current_state"] != WIRE_AWAITED:
            return False
        total = {"amount": order["total_paid"], "payment_method": "Virement"}
        self.fake.tables.add("order_payments", order_reference=order["reference"], **total)
        order |= {"total_paid_real": order["total_paid"], "valid": "1"}
        self.fake.enter_state(number, PAID)
        return True

    def cancel(self, number: str) -> bool:
        if self._held(number)["current_state"] not in _BEFORE_SHIPPING:
            return False
        self.fake.enter_state(number, _CANCELLED)
        return True

    def refund(self, number: str, cents: int) -> bool:
        order = self._held(number)
        shown = self._shown(order)
        left = shown.total - sum(shown.refunds.values())
        if not shown.paid or left <= 0 or order["current_state"] == _CANCELLED:
            return False
        self.backend.note_refund(number, min(left, cents))
        self.fake.tables.change("orders", order, {})
        return True

    def throw_away_order(self, number: str, *, for_good: bool) -> bool:
        del for_good  # there is no trash
        del self.fake.tables.rows["orders"][int(number)]
        return True

    def _held(self, number: str) -> dict[str, Any]:
        return self.fake.tables.rows["orders"][int(number)]

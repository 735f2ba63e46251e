"""The orders of a Shopify shop as its customers and its owner make them."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import Any

from tests.storefronts.shopify_goods import SHOP_PLACE, Goods
from tests.storefronts.shopify_graph import Row, compared, connection, gid, stamp, terms

CARRIAGE = 490
GATEWAY = "shopify_payments"
_OLD = timedelta(days=60)


class Sales:
    """Orders with what was paid, sent and given back; amounts are cents, VAT (20 %) included."""

    def __init__(self, goods: Goods) -> None:
        self.goods = goods
        self.orders: list[Row] = []
        self.currency = "EUR"
        self.sees_old = True

    def now(self) -> datetime:
        return self.goods.now()

    def order(self, number: object) -> Row:
        return next(each for each in self.orders if str(each["number"]) == str(number))

    def find(self, number: int) -> Row | None:
        """Return an order that the app may see."""
        found = next((each for each in self.orders if each["number"] == number), None)
        return found if found and self._seen(found) else None

    def _seen(self, order: Row) -> bool:
        return self.sees_old or bool(self.now() - order["placed"] < _OLD)

    def touch(self, order: Row) -> None:
        order["touches"].append(self.now())

    def place(self, items: Sequence[tuple[str, int]], **more: Any) -> Row:
        """Place an order; what can be sold falls at once."""
        order: Row = {
            "number": self.goods.number(), "name": f"#{1001 + len(self.orders)}",
            "placed": self.now(), "touches": [self.now()], "cancelled": None, "note": None,
            "lines": [], "transactions": [], "refunds": [], "returns": [], "parcels": [],
            "fields": {}, "attributes": {}, "carriage": CARRIAGE, "gateways": [GATEWAY],
            "method": "SHIPPING", "carrier": "Colissimo", "tip": 0, "held": False, "gross": True,
            "codes": [],
            "places": {}, "late_s": 0.0, "carriage_number": self.goods.number(),
        }  # fmt: skip
        order |= more
        self.orders.append(order)
        for sku, units in items:
            self.add_line(order, sku, units)
        return order

    def add_line(self, order: Row, sku: str, units: int, discount: int = 0) -> Row:
        variant = self.goods.by_sku(sku)
        line: Row = {
            "number": self.goods.number(), "to_ship": self.goods.number(), "variant": variant,
            "sku": sku, "title": variant["product"]["title"], "option": variant["option"],
            "price": variant["price"], "units": units, "discount": discount, "removed": 0,
            "back": 0, "sent": 0, "percent": 20.0, "attributes": {},
        }  # fmt: skip
        order["lines"].append(line)
        self.goods.move(variant["number"], self.place_of(order, line), -units)
        return line

    def place_of(self, order: Row, line: Row) -> int:
        """Return the place that a line is sent from."""
        return int(order["places"].get(line["sku"], SHOP_PLACE))

    def pay(self, order: Row, gateway: str = GATEWAY, value: int | None = None) -> Row:
        paid: Row = {
            "number": self.goods.number(), "kind": "SALE", "status": "SUCCESS", "at": self.now(),
            "gateway": gateway, "cents": total_of(order) if value is None else value,
            "parent": None,
        }  # fmt: skip
        order["transactions"].append(paid)
        self.touch(order)
        return paid

    def cancel(self, order: Row) -> None:
        order["cancelled"] = self.now()
        for line in order["lines"]:
            self._return(order, line, waiting(line))
        self.touch(order)

    def _return(self, order: Row, line: Row, units: int) -> None:
        variant = line["variant"]
        if variant is not None:
            self.goods.move(variant["number"], self.place_of(order, line), units)

    def remove(self, order: Row, line: Row, units: int) -> None:
        """Take units off an order by an edit, before they leave."""
        line["removed"] += units
        self._return(order, line, units)
        self.touch(order)

    def give_back(self, order: Row, **told: Any) -> Row:
        """Note a refund: units of lines, a carriage, and what payments gave back."""
        refund: Row = {
            "number": self.goods.number(), "note": told.get("note"), "at": self.now(),
            "lines": [], "carriage": told.get("carriage", 0), "moved": 0,
        }  # fmt: skip
        for line, units, kind in told.get("lines", ()):
            worth = paid_for(line) * units // (line["units"] or 1)
            refund["lines"].append({"line": line, "units": units, "cents": worth, "kind": kind})
            line["back"] += units
            if kind != "NO_RESTOCK":
                self._return(order, line, units)
        for parent, value in told.get("money", ()):
            given = self.pay(order, "", value)
            given |= {"kind": "REFUND", "parent": parent, "gateway": parent and parent["gateway"]}
            refund["moved"] += value
        order["refunds"].append(refund)
        self.touch(order)
        return refund

    def search(self, query: str | None, lag_s: float) -> list[Row]:
        """Return the orders that the index of the search shows, and since when it shows them."""
        found = []
        for order in self.orders:
            late = max(lag_s, order["late_s"])
            seen = [each for each in order["touches"] if _age_s(self.now(), each) >= late]
            if seen and self._seen(order) and _fits(order, max(seen), query):
                found.append({"order": order, "updatedAt": stamp(max(seen))})
        return found

    def page(self, found: Sequence[Row], show: Callable[[Row], Row], **asked: Any) -> Row:
        """Return a page of orders in the order that was asked for; only these are shown."""
        keys = [
            {"id": gid("Order", each["order"]["number"]), "found": each["order"],
             "updatedAt": each["updatedAt"], "number": f"{each['order']['number']:020d}"}
            for each in found
        ]  # fmt: skip
        sort = "updatedAt" if asked.get("sort") == "UPDATED_AT" else "number"
        page = connection(keys, asked.get("first"), asked.get("after"), sort)
        return {**page, "nodes": [show(each["found"]) for each in page["nodes"]]}


def _age_s(now: datetime, at: datetime) -> float:
    return (now - at).total_seconds()


def _fits(order: Row, seen: datetime, query: str | None) -> bool:
    own = {
        "updated_at": stamp(seen), "created_at": stamp(order["placed"]), "id": order["number"]
    }  # fmt: skip
    return all(
        compared(own[name], how, int(value) if name == "id" else value)
        for name, how, value in terms(query)
    )


def waiting(line: Row) -> int:
    """Return how many units are still to be sent."""
    return max(0, int(line["units"] - line["removed"] - max(line["sent"], line["back"])))


def paid_for(line: Row) -> int:
    """Return what a line costs, its discount off."""
    return int(line["price"] * line["units"] - line["discount"])


def total_of(order: Row) -> int:
    """Return what an order costs, before anything is given back."""
    lines = sum(
        paid_for(each) * (each["units"] - each["removed"]) // (each["units"] or 1)
        for each in order["lines"]
    )
    extra = 0 if order["gross"] else sum(tax_on(order, each) for each in order["lines"])
    carriage = order["carriage"] + (0 if order["gross"] else order["carriage"] // 5)
    return int(lines + extra + carriage + order["tip"])


def tax_on(order: Row, line: Row) -> int:
    """Return the tax in a line, or on it."""
    rate, paid = round(line["percent"] * 100), paid_for(line)
    whole = 10_000 + rate if order["gross"] else 10_000
    return int((2 * paid * rate + whole) // (2 * whole))


def money_word(order: Row) -> str:
    """Return how the shop calls where the money stands."""
    told = [each for each in order["transactions"] if each["status"] == "SUCCESS"]
    paid = sum(each["cents"] for each in told if each["kind"] in {"SALE", "CAPTURE"})
    back = sum(each["cents"] for each in told if each["kind"] == "REFUND")
    if back:
        return "REFUNDED" if back >= paid else "PARTIALLY_REFUNDED"
    if paid >= total_of(order):
        return "PAID"
    if any(each["kind"] == "AUTHORIZATION" for each in told):
        return "AUTHORIZED"
    if order["cancelled"]:
        return "VOIDED"
    return "PARTIALLY_PAID" if paid else "PENDING"


def parcel_word(order: Row) -> str:
    """Return how the shop calls where the goods stand."""
    left = sum(waiting(each) for each in order["lines"])
    sent = sum(each["sent"] for each in order["lines"])
    if order["held"]:
        return "ON_HOLD"
    if sent:
        return "PARTIALLY_FULFILLED" if left else "FULFILLED"
    return "UNFULFILLED"

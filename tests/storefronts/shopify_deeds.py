"""What an app may do to the orders of the fake Shopify shop: parcels and refunds."""

from typing import Any

from tests.storefronts.shopify_changes import Changes
from tests.storefronts.shopify_graph import Info, Row, cents, gid, plain
from tests.storefronts.shopify_order_rows import OrderRows
from tests.storefronts.shopify_sales import Sales, paid_for, waiting


class Deeds:
    """The mutations of orders."""

    def __init__(self, changes: Changes, sales: Sales, rows: OrderRows) -> None:
        self.changes = changes
        self.sales = sales
        self.rows = rows

    def set_fields(self, given: list[Row]) -> Row:
        for each in given:
            order = self.sales.find(plain(each["ownerId"]))
            if order is not None:
                order["fields"][f"{each['namespace']}.{each['key']}"] = each["value"]
                self.sales.touch(order)
        return {"userErrors": []}

    def ship(self, given: Row) -> Row:
        """Make a fulfilment; a unit leaves once, and from one place."""
        wanted: dict[int, tuple[Row, int]] = {}
        places = set()
        for asked in given["lineItemsByFulfillmentOrder"]:
            order, place = self._held_by(plain(asked["fulfillmentOrderId"]))
            if order is None or order["cancelled"] or order["held"]:
                return _refusal("Fulfillment order is not in an open state.")
            places.add(place)
            for each in asked["fulfillmentOrderLineItems"]:
                line = next(x for x in order["lines"] if x["to_ship"] == plain(each["id"]))
                if not 0 < each["quantity"] <= waiting(line):
                    return _refusal("Invalid fulfillment order line item quantity requested.")
                wanted[line["number"]] = (line, each["quantity"])
        if len(places) != 1:
            return _refusal("All fulfillment orders must be assigned to the same location.")
        for line, units in wanted.values():
            line["sent"] += units
        parcel: Row = {
            "number": self.changes.goods.number(), "status": "SUCCESS",
            "tracking": (given.get("trackingInfo") or {}).get("number", ""),
            "units": {number: units for number, (_line, units) in wanted.items()},
            "told": given["notifyCustomer"],
        }  # fmt: skip
        assert order is not None
        order["parcels"].append(parcel)
        self.sales.touch(order)
        return {"fulfillment": self.rows.parcel(parcel), "userErrors": []}

    def _held_by(self, number: int) -> tuple[Row | None, int]:
        """Return the order whose goods wait there, and the place: its last two digits."""
        return self.sales.find(number // 100), number % 100

    def track(self, parcel_gid: str, given: Row) -> Row:
        for order in self.sales.orders:
            for parcel in order["parcels"]:
                if parcel["number"] == plain(parcel_gid):
                    parcel["tracking"] = given["number"]
                    self.sales.touch(order)
                    return {"userErrors": []}
        return _refusal("Fulfillment not found.")

    def refund(self, info: Info, given: Row) -> Row:
        return self.changes.once(info, given, lambda: self._refund(given))

    def _refund(self, given: Row) -> Row:
        order = self.sales.find(plain(given["orderId"]))
        if order is None:
            return _refusal("Order does not exist")
        lines = []
        for each in given.get("refundLineItems") or ():
            number = plain(each["lineItemId"])
            line = next((x for x in order["lines"] if x["number"] == number), None)
            if line is None or each["quantity"] > line["units"] - line["removed"] - line["back"]:
                return _refusal("Quantity cannot refund more items than were purchased")
            if each["restockType"] == "RETURN" and each["quantity"] > line["sent"]:
                return _refusal("Restock type return is only for fulfilled items")
            lines.append((line, each["quantity"], each["restockType"]))
        carriage = self.carriage_back(order, given.get("shipping") or {})
        money, refusal = self._money(order, given.get("transactions") or ())
        if refusal or not (lines or carriage or money):
            return _refusal(refusal or "Refund must have at least one item")
        refund = self.sales.give_back(
            order, lines=lines, carriage=carriage, note=given.get("note"), money=money
        )
        return {"refund": self.rows.refund(order, refund), "userErrors": []}

    def carriage_back(self, order: Row, asked: Row) -> int:
        left = int(order["carriage"]) - sum(each["carriage"] for each in order["refunds"])
        return left if asked.get("fullRefund") else cents(asked.get("amount") or "0")

    def _money(self, order: Row, asked: Any) -> tuple[list[tuple[Row, int]], str]:
        found = []
        for each in asked:
            parent = next(
                (t for t in order["transactions"]
                 if gid("OrderTransaction", t["number"]) == each.get("parentId")), None
            )  # fmt: skip
            value = cents(each["amount"])
            if parent is None or each["kind"] != "REFUND":
                return [], "Transaction parent is invalid"
            back = sum(t["cents"] for t in order["transactions"] if t["parent"] is parent)
            if value > parent["cents"] - back:
                return [], "Refund amount is more than the amount paid"
            found.append((parent, value))
        return found, ""

    def worth(self, order: Row, lines: Any, carriage: str | None) -> int:
        """Return what these lines and this carriage are worth."""
        found = cents(carriage or "0")
        for each in lines or ():
            line = next(x for x in order["lines"] if x["number"] == plain(each["lineItemId"]))
            found += paid_for(line) * each["quantity"] // line["units"]
        return found


def _refusal(message: str) -> Row:
    return {"userErrors": [{"field": None, "message": message}]}

"""The orders of a Magento shop, and the invoices, shipments and credit memos that change them."""

from collections.abc import Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from tests.storefronts.magento_goods import RATE, SIZES, TWO, Goods, Row

CARRIAGE = Decimal("10.00")
NOTHING = Decimal(0)
_NOT_THERE = {
    "message": "The entity that was requested doesn't exist. Verify the entity and try again."
}
_CANNOT_SHIP = (
    "Shipment Document Validation Error(s):\n"
    "The order does not allow a shipment to be created.\n"
    "You can't create a shipment without products."
)
_TOO_MANY = (
    "Shipment Document Validation Error(s):\n"
    'The quantity to ship must not be greater than the unshipped quantity for product SKU "%1".'
)
ADDRESS = {
    "city": "Lyon",
    "country_id": "FR",
    "email": "anne@example.com",
    "firstname": "Anne",
    "lastname": "Martin",
    "postcode": "69001",
    "street": ["1 rue X", "Bâtiment B"],
    "telephone": "0600000000",
}


class RefusedError(Exception):
    """What Magento answers with 4xx."""

    def __init__(self, status: int, body: Row) -> None:
        super().__init__(body)
        self.status = status
        self.body = body


def net(gross: Decimal) -> Decimal:
    return (gross / RATE).quantize(TWO, ROUND_HALF_UP)


class Sales:
    """Everything sold, with the documents that Magento makes of it."""

    def __init__(self, goods: Goods) -> None:
        self.goods = goods
        self.orders: list[Row] = []
        self.invoices: list[Row] = []
        self.shipments: list[Row] = []
        self.memos: list[Row] = []
        self.returns: list[Row] = []
        self.online = False
        self._last_item = 0

    def order(self, number: str | int) -> Row:
        for each in self.orders:
            if str(each["entity_id"]) == str(number):
                return each
        raise RefusedError(404, _NOT_THERE)

    def place(self, items: Sequence[tuple[str, int]], **more: Any) -> Row:
        """Place an order; stock is reserved, what lies on the shelf stays."""
        lines: list[Row] = []
        for sku, count in items:
            lines += self._lines(sku, count)
            self.goods.reserved[sku] = self.goods.reserved.get(sku, NOTHING) + count
        number = len(self.orders) + 1
        paid_lines = [each for each in lines if "parent_item_id" not in each]
        shipping_net = net(CARRIAGE)
        tax = sum((each["tax_amount"] for each in paid_lines), CARRIAGE - shipping_net)
        subtotal = sum((each["row_total"] for each in paid_lines), NOTHING)
        total = subtotal + shipping_net + tax
        order: Row = {
            "entity_id": number,
            "increment_id": f"{number:09d}",
            "state": "new",
            "status": "pending",
            "store_id": 1,
            "store_name": "Main Website\nMain Website Store\nDefault Store View",
            "base_currency_code": "EUR",
            "order_currency_code": "EUR",
            "created_at": self.goods.stamp(),
            "updated_at": self.goods.stamp(),
            "grand_total": total,
            "base_grand_total": total,
            "subtotal": subtotal,
            "discount_amount": 0,
            "tax_amount": tax,
            "shipping_amount": shipping_net,
            "shipping_tax_amount": CARRIAGE - shipping_net,
            "shipping_incl_tax": CARRIAGE,
            "shipping_discount_amount": 0,
            "shipping_discount_tax_compensation_amount": 0,
            "shipping_description": "Colissimo - Domicile",
            "total_due": total,
            "customer_email": "anne@example.com",
            "customer_firstname": "Anne",
            "customer_lastname": "Martin",
            "customer_is_guest": 1,
            "is_virtual": 0,
            "remote_ip": "127.0.0.1",
            "protect_code": "a8c7bf87e03f19c3",
            "billing_address": {"address_type": "billing", **ADDRESS},
            "payment": {
                "method": "checkmo",
                "additional_information": ["Chèque"],
                "amount_ordered": total,
                "cc_last4": None,
            },
            "status_histories": [],
            "items": lines,
            "extension_attributes": {
                "shipping_assignments": [
                    {
                        "shipping": {
                            "address": {"address_type": "shipping", **ADDRESS},
                            "method": "flatrate_flatrate",
                            "total": {"shipping_amount": shipping_net},
                        },
                        "items": lines,
                    }
                ],
                "applied_taxes": [],
            },
            **more,
        }
        for line in lines:
            line["order_id"] = number
        self.orders.append(order)
        return order

    def _lines(self, sku: str, count: int) -> list[Row]:
        """Return the line of an article; a variation has a line of its parent before it."""
        product = self.goods.by_sku(sku)
        if sku not in SIZES:
            return [self._line(product, product, count)]
        parent = self._line(self.goods.by_sku("TAB"), product, count)
        child = self._line(product, product, count)
        for name in ("price", "price_incl_tax", "row_total", "row_total_incl_tax", "tax_amount"):
            child[name] = 0
        child["parent_item_id"] = parent["item_id"]
        return [parent, child]

    def _line(self, product: Row, priced: Row, count: int) -> Row:
        self._last_item += 1
        price = self.goods.price_now(priced)
        gross = price if self.goods.gross else (price * RATE).quantize(TWO, ROUND_HALF_UP)
        row_gross = (gross * count).quantize(TWO)
        row_net = net(row_gross)
        return {
            "item_id": self._last_item,
            "product_id": product["id"],
            "product_type": product["type_id"],
            "sku": priced["sku"],
            "name": product["name"],
            "qty_ordered": count,
            "qty_canceled": 0,
            "qty_invoiced": 0,
            "qty_refunded": 0,
            "qty_shipped": 0,
            "is_virtual": 0,
            "original_price": priced["price"],
            "price": net(gross) if self.goods.gross else price,
            "price_incl_tax": gross,
            "row_total": row_net,
            "row_total_incl_tax": row_gross,
            "tax_amount": row_gross - row_net,
            "tax_percent": 20,
            "discount_amount": 0,
            "discount_tax_compensation_amount": 0,
            "amount_refunded": 0,
            "extension_attributes": {"itemized_taxes": []},
        }

    def touch(self, order: Row) -> None:
        """Date an order anew, and settle its state as Magento does."""
        order["updated_at"] = self.goods.stamp()
        if order["state"] not in ("processing", "complete"):
            return
        goods = [each for each in order["items"] if "parent_item_id" not in each]
        if order.get("total_refunded", NOTHING) >= order.get("total_paid", NOTHING) > 0:
            order["state"] = order["status"] = "closed"
        elif order["total_due"] == 0 and all(_unshipped(each) == 0 for each in goods):
            order["state"] = order["status"] = "complete"

    def invoice(self, number: str | int) -> str:
        """Invoice and capture a whole order."""
        order = self.order(number)
        for line in order["items"]:
            line["qty_invoiced"] = line["qty_ordered"]
        order |= {"total_paid": order["grand_total"], "total_due": NOTHING}
        order |= {"state": "processing", "status": "processing"}
        self.invoices.append(
            {
                "entity_id": len(self.invoices) + 1,
                "order_id": order["entity_id"],
                "state": 2,
                "grand_total": order["grand_total"],
                "created_at": self.goods.stamp(),
            }
        )
        self.touch(order)
        return str(len(self.invoices))

    def cancel(self, number: str | int) -> None:
        order = self.order(number)
        order |= {"state": "canceled", "status": "canceled"}
        for line in order["items"]:
            line["qty_canceled"] = line["qty_ordered"]
            self._free(line, line["qty_ordered"])
        self.touch(order)

    def _free(self, line: Row, count: Decimal | int) -> None:
        if line["product_type"] == "simple":
            self.goods.reserved[line["sku"]] -= count

    def ship(self, number: str, told: Mapping[str, Any]) -> str:
        """Ship; no unit a second time. Only now is the shelf lowered."""
        order = self.order(number)
        lines = {each["item_id"]: each for each in order["items"] if "parent_item_id" not in each}
        wanted = {each["order_item_id"]: each["qty"] for each in told.get("items") or ()}
        wanted = wanted or {number: _unshipped(each) for number, each in lines.items()}
        open_states = order["state"] in ("new", "processing")
        if not open_states or not any(_unshipped(each) for each in lines.values()):
            raise RefusedError(400, {"message": _CANNOT_SHIP})
        for item, count in wanted.items():
            if item not in lines or count > _unshipped(lines[item]):
                raise RefusedError(400, {"message": _TOO_MANY, "parameters": [str(item)]})
        source = inner(told, "arguments", "extension_attributes").get("source_code", "default")
        for item, count in wanted.items():
            lines[item]["qty_shipped"] += count
            self.move(lines[item], -count, source)
            self.goods.reserved[lines[item]["sku"]] -= count
        self.shipments.append(self._shipment(order, wanted, told))
        self.touch(order)
        return str(len(self.shipments))

    def move(self, line: Row, count: Decimal | int, source: str) -> None:
        left = self.goods.held(line["sku"], source) + count
        self.goods.set_source(line["sku"], source, left, int(left > 0))

    def _shipment(self, order: Row, wanted: Mapping[int, Any], told: Mapping[str, Any]) -> Row:
        number = len(self.shipments) + 1
        comment = told.get("comment")
        return {
            "entity_id": number,
            "increment_id": f"{number:09d}",
            "order_id": order["entity_id"],
            "total_qty": sum(wanted.values()),
            "created_at": self.goods.stamp(),
            "items": [
                {"order_item_id": item, "qty": count, "parent_id": number}
                for item, count in wanted.items()
            ],
            "tracks": [self._track(each, order, number) for each in told.get("tracks") or ()],
            "comments": [{**comment, "parent_id": number}] if comment else [],
            "extension_attributes": {"source_code": "default"},
        }

    def _track(self, told: Row, order: Row, shipment: int) -> Row:
        named = {name: told[name] for name in ("track_number", "title", "carrier_code")}
        return {**named, "order_id": order["entity_id"], "parent_id": shipment}

    def add_track(self, told: Row) -> Row:
        shipment = self.shipments[told["parent_id"] - 1]
        track = self._track(told, self.order(told["order_id"]), told["parent_id"])
        shipment["tracks"].append(track)
        return track


def _unshipped(line: Row) -> Any:
    return (
        line["qty_ordered"] - line["qty_canceled"] - max(line["qty_shipped"], line["qty_refunded"])
    )


def inner(told: Mapping[str, Any], *names: str) -> Mapping[str, Any]:
    for name in names:
        told = told.get(name) or {}
    return told

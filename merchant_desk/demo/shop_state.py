"""What the sample storefront holds: products, orders, notes, refunds, and how they change."""

import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from itertools import groupby

from merchant_desk.demo.catalogue import DemoProduct
from merchant_desk.demo.orders import DemoItem, DemoOrder
from merchant_desk.demo.shop_lines import order_lines, refund_record
from merchant_desk.demo.shop_records import (
    Json,
    gmt,
    local,
    order_head,
    parent_record,
    simple_record,
    touch,
    variation_record,
)

_HOLDS_STOCK = frozenset({"processing", "on-hold", "completed"})
_GIVES_BACK = frozenset({"cancelled", "pending"})
REDUCED = "_reduced_stock"
_STATES = {
    "pending": "Attente paiement",
    "processing": "En cours",
    "on-hold": "En attente",
    "completed": "Terminée",
    "cancelled": "Annulée",
    "refunded": "Remboursée",
    "failed": "Échouée",
}


class ShopState:
    """The shop behind the server; every change goes through the lock."""

    def __init__(self, catalogue: Sequence[DemoProduct], now: Callable[[], datetime]) -> None:
        self.lock = threading.RLock()
        self.now = now
        self.products: dict[int, Json] = {}
        self.variations: dict[int, Json] = {}
        self.orders: dict[int, Json] = {}
        self.notes: dict[int, list[Json]] = {}
        self.refunds: dict[int, list[Json]] = {}
        self.order_states = dict(_STATES)
        self.lists_variations = False  # the shop-wide list came with WooCommerce 10.3
        self._next_id = 100
        self._rates = {product.sku: product.rate_bp for product in catalogue}
        self._fill(catalogue)

    def new_id(self) -> int:
        """Return the next id; products, orders and notes share one sequence, as in WordPress."""
        self._next_id += 1
        return self._next_id

    def _fill(self, catalogue: Sequence[DemoProduct]) -> None:
        opened = self.now()
        for parent, group in groupby(catalogue, key=lambda product: product.parent_sku):
            children = list(group)
            if parent:
                self._add_variable(children, opened)
                continue
            for product in children:
                number = self.new_id()
                self.products[number] = simple_record(number, product, opened)

    def _add_variable(self, children: Sequence[DemoProduct], opened: datetime) -> None:
        parent_id = self.new_id()
        record = parent_record(parent_id, children, opened)
        for child in children:
            number = self.new_id()
            self.variations[number] = variation_record(number, parent_id, child, opened)
            record["variations"].append(number)
        self.products[parent_id] = record

    def add_product(self, product: DemoProduct) -> Json:
        """Put a new simple product on sale, as somebody in the admin does."""
        with self.lock:
            record = simple_record(self.new_id(), product, self.now())
            self.put_on_sale(record, product.rate_bp)
            return record

    def put_on_sale(self, record: Json, rate_bp: int) -> None:
        """Take a product that was just made."""
        self.products[record["id"]] = record
        self._rates[record["sku"]] = rate_bp

    def sold(self) -> Iterator[Json]:
        """Yield every product and variation."""
        yield from self.products.values()
        yield from self.variations.values()

    def by_sku(self, sku: str) -> Json | None:
        """Return the product or variation with this code."""
        return next((each for each in self.sold() if each["sku"] == sku), None)

    def touch_product(self, record: Json) -> None:
        """Say that a product changed now; a variation takes its parent with it."""
        touch(record, self.now())
        parent = self.products.get(record.get("parent_id") or 0)
        if parent is not None:
            touch(parent, self.now())

    def place(self, order: DemoOrder) -> Json:
        """Take an order: WooCommerce lowers the stock now, not when it is shipped."""
        with self.lock:
            number = self.new_id()
            head = order_head(number, order)
            record = head | order_lines(order, self, self._rates)
            self.orders[number] = record
            self.settle_stock(record)
            if order.refunded:
                self.refund(record, order.refunded)
            touch(record, order.placed_at)
            record |= dict(order.broken)
            return record

    def settle_stock(self, order: Json) -> None:
        """Take or give back the stock of an order, as its state wants it."""
        for line in order["line_items"]:
            product = self.of_line(line)
            taken = next((m for m in line["meta_data"] if m["key"] == REDUCED), None)
            if product is None or product["manage_stock"] is not True:
                continue
            if order["status"] in _HOLDS_STOCK and taken is None:
                self.move_stock(product, -line["quantity"])
                line["meta_data"].append(_reduced(self.new_id(), line["quantity"]))
            elif order["status"] in _GIVES_BACK and taken is not None:
                self.move_stock(product, int(taken["value"]))
                line["meta_data"].remove(taken)

    def of_line(self, line: Json) -> Json | None:
        """Return what an order line sells, None when it was deleted since."""
        if line["variation_id"]:
            return self.variations.get(line["variation_id"])
        return self.products.get(line["product_id"])

    def move_stock(self, product: Json, change: int) -> None:
        """Add to a stock, or take from it."""
        self.set_stock(product, product["stock_quantity"] + change)

    def set_stock(self, product: Json, level: int) -> None:
        """Write a stock."""
        product["stock_quantity"] = level
        product["stock_status"] = "instock" if level > 0 else "onbackorder"
        self.touch_product(product)

    def refund(self, order: Json, items: Sequence[DemoItem], *, reason: str = "Retour") -> Json:
        """Give money back for some items; nothing is put back on the shelf."""
        refund = refund_record(self.new_id(), order, items, reason, self.now())
        self.note_refund(order, refund)
        return refund

    def note_refund(self, order: Json, refund: Json) -> None:
        """Keep a refund beside its order, which says so from now on."""
        self.refunds.setdefault(order["id"], []).append(refund)
        told = {"reason": refund["reason"], "total": f"-{refund['amount']}"}
        order["refunds"].append({"id": refund["id"], **told})
        touch(order, self.now())

    def change_status(self, order: Json, status: str) -> None:
        """Move an order to another state, with what WooCommerce does by itself."""
        now = self.now()
        order["status"] = status
        if status == "completed" and order["date_completed"] is None:
            order["date_completed"], order["date_completed_gmt"] = local(now), gmt(now)
        if status in {"completed", "processing"} and order["date_paid"] is None:
            order["date_paid"], order["date_paid_gmt"] = local(now), gmt(now)
        self.settle_stock(order)

    def write_meta(self, record: Json, written: Sequence[Mapping[str, object]]) -> None:
        """Write meta by key: what is there is replaced, what is not is added."""
        for entry in written:
            known = next((m for m in record["meta_data"] if m["key"] == entry["key"]), None)
            if known is None:
                new = {"id": self.new_id(), "key": entry["key"], "value": entry["value"]}
                record["meta_data"].append(new)
            else:
                known["value"] = entry["value"]


def _reduced(number: int, quantity: int) -> Json:
    shown = str(quantity)
    return {
        "id": number,
        "key": REDUCED,
        "value": shown,
        "display_key": REDUCED,
        "display_value": shown,
    }

"""The lines and totals of an order in the sample shop, computed as WooCommerce shows them."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Protocol

from merchant_desk.demo.orders import DemoItem, DemoOrder
from merchant_desk.demo.shop_money import Taxed, cents, decimal, taxed
from merchant_desk.demo.shop_records import TAX_IDS, Json, gmt, local, tax_line
from merchant_desk.values.money import Money

_STANDARD = 2000
_UNKNOWN_PRICE = 1290  # what a product cost that was deleted since


class Shop(Protocol):
    """What the lines of an order need of the shop."""

    products: dict[int, Json]

    def new_id(self) -> int:
        """Return the next id."""

    def by_sku(self, sku: str) -> Json | None:
        """Return the product or variation with this code."""


class _Totals:
    """Adds up an order while its lines are written."""

    def __init__(self) -> None:
        self.goods = 0
        self.discount = Taxed(0, 0)
        self.shipping = Taxed(0, 0)
        self.total = 0
        self.tax = 0
        self.by_rate: dict[int, list[int]] = {}

    def add(self, part: Taxed, rate_bp: int, *, shipping: bool = False) -> None:
        """Count one line."""
        self.total += part.net + part.tax
        self.tax += part.tax
        if shipping:
            self.shipping = part
        self.by_rate.setdefault(rate_bp, [0, 0])[shipping] += part.tax


def order_lines(order: DemoOrder, shop: Shop, rates: Mapping[str, int]) -> Json:
    """Return the lines, taxes and totals of an order."""
    totals = _Totals()
    goods = [_goods_line(item, order, shop, rates, totals) for item in order.items]
    shipping = _shipping_lines(order, shop, totals)
    fees = _fee_lines(order, shop, totals)
    rated = sorted(totals.by_rate.items(), reverse=True)
    return {
        "line_items": goods,
        "shipping_lines": shipping,
        "fee_lines": fees,
        "coupon_lines": _coupon_lines(order, shop, totals),
        "tax_lines": [tax_line(shop.new_id(), rate, *sums) for rate, sums in rated],
        "discount_total": decimal(totals.discount.net),
        "discount_tax": decimal(totals.discount.tax),
        "shipping_total": decimal(totals.shipping.net),
        "shipping_tax": decimal(totals.shipping.tax),
        "cart_tax": decimal(totals.tax - totals.shipping.tax),
        "total": decimal(totals.total),
        "total_tax": decimal(totals.tax),
    }


def _goods_line(
    item: DemoItem, order: DemoOrder, shop: Shop, rates: Mapping[str, int], totals: _Totals
) -> Json:
    product = shop.by_sku(item.sku)
    rate = rates.get(item.sku, _STANDARD)
    price = _UNKNOWN_PRICE if product is None else cents(product["price"])
    gross = price * item.quantity
    off = Money(gross).part(order.coupon_percent, 100).cents
    before, after = taxed(gross, rate), taxed(gross - off, rate)
    totals.add(after, rate)
    totals.discount = Taxed(
        totals.discount.net + before.net - after.net, totals.discount.tax + before.tax - after.tax
    )
    parent = shop.products.get(product.get("parent_id") or 0) if product else None
    return {
        "id": shop.new_id(),
        "name": _line_name(item, product, parent),
        "product_id": (parent or product or {"id": 0})["id"],
        "variation_id": product["id"] if product and parent else 0,
        "quantity": item.quantity,
        "tax_class": "" if rate == _STANDARD else "reduced-rate",
        "subtotal": decimal(before.net),
        "subtotal_tax": decimal(before.tax),
        "total": decimal(after.net),
        "total_tax": decimal(after.tax),
        "taxes": [
            {"id": TAX_IDS[rate], "total": decimal(after.tax), "subtotal": decimal(before.tax)}
        ],
        "meta_data": _option_meta(product) if parent else [],
        "sku": item.sku,
        "price": after.net / item.quantity / 100,  # WooCommerce itself writes a float here
        "image": {"id": "", "src": ""},
        "parent_name": parent["name"] if parent else None,
    }


def _line_name(item: DemoItem, product: Json | None, parent: Json | None) -> str:
    if product is None:
        return f"Article retiré de la vente ({item.sku})"
    return f"{parent['name']} - {product['name']}" if parent else str(product["name"])


def _option_meta(product: Json | None) -> list[Json]:
    return [
        {
            "id": rank + 1,
            "key": each["slug"],
            "value": each["option"],
            "display_key": each["name"],
            "display_value": each["option"],
        }
        for rank, each in enumerate((product or {})["attributes"])
    ]


def _shipping_lines(order: DemoOrder, shop: Shop, totals: _Totals) -> list[Json]:
    if order.shipping is None:
        return []
    part = taxed(order.shipping.price, _STANDARD)
    totals.add(part, _STANDARD, shipping=True)
    return [
        {
            "id": shop.new_id(),
            "method_title": order.shipping.title,
            "method_id": order.shipping.method_id,
            "instance_id": "1",
            "total": decimal(part.net),
            "total_tax": decimal(part.tax),
            "taxes": [{"id": TAX_IDS[_STANDARD], "total": decimal(part.tax), "subtotal": ""}],
            "meta_data": [],
        }
    ]


def _fee_lines(order: DemoOrder, shop: Shop, totals: _Totals) -> list[Json]:
    if order.fee is None:
        return []
    name, price = order.fee
    part = taxed(price, _STANDARD)
    totals.add(part, _STANDARD)
    return [
        {
            "id": shop.new_id(),
            "name": name,
            "tax_class": "",
            "tax_status": "taxable",
            "total": decimal(part.net),
            "total_tax": decimal(part.tax),
            "taxes": [{"id": TAX_IDS[_STANDARD], "total": decimal(part.tax), "subtotal": ""}],
            "meta_data": [],
        }
    ]


def _coupon_lines(order: DemoOrder, shop: Shop, totals: _Totals) -> list[Json]:
    if not order.coupon:
        return []
    return [
        {
            "id": shop.new_id(),
            "code": order.coupon.lower(),
            "discount": decimal(totals.discount.net),
            "discount_tax": decimal(totals.discount.tax),
            "meta_data": [],
        }
    ]


def refund_record(
    number: int, order: Json, items: Sequence[DemoItem], reason: str, now: datetime
) -> Json:
    """Return a refund of some items of an order, at what was paid for them."""
    lines: list[Json] = []
    amount = 0
    for item in items:
        line = next(each for each in order["line_items"] if each["sku"] == item.sku)
        paid = cents(line["total"]) + cents(line["total_tax"])
        back = Money(paid).part(item.quantity, line["quantity"]).cents
        net = Money(cents(line["total"])).part(item.quantity, line["quantity"]).cents
        amount += back
        lines.append(
            {
                "id": number * 10 + len(lines),
                "name": line["name"],
                "product_id": line["product_id"],
                "variation_id": line["variation_id"],
                "quantity": -item.quantity,
                "total": decimal(-net),
                "total_tax": decimal(net - back),
                "meta_data": [{"id": 1, "key": "_refunded_item_id", "value": str(line["id"])}],
            }
        )
    return refund_head(number, amount, reason, now) | {"line_items": lines}


def refund_head(number: int, amount: int, reason: str, now: datetime) -> Json:
    """Return a refund before its lines."""
    return {
        "id": number,
        "date_created": local(now),
        "date_created_gmt": gmt(now),
        "amount": decimal(amount),
        "reason": reason,
        "refunded_by": 1,
        "refunded_payment": False,
        "meta_data": [],
        "line_items": [],
        "shipping_lines": [],
        "fee_lines": [],
    }

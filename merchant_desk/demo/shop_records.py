"""Products and orders in the shape WooCommerce 9.8 answers them."""

import zlib
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from merchant_desk.demo.catalogue import DemoProduct
from merchant_desk.demo.orders import DemoOrder, Payment
from merchant_desk.demo.shop_money import WHOLE_RATE, decimal
from merchant_desk.values.clock import PARIS

Json = dict[str, Any]
TAX_IDS = {2000: 1, 550: 2}
TAX_LABELS = {2000: "TVA 20 %", 550: "TVA 5,5 %"}
TAX_PERCENTS: dict[int, float | int] = {2000: 20, 550: 5.5}
TAX_CLASSES = {2000: "", 550: "reduced-rate"}


def gmt(instant: datetime) -> str:
    """Return an instant as WordPress writes it in UTC."""
    return instant.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S")


def local(instant: datetime) -> str:
    """Return an instant as WordPress writes it in the time zone of the shop."""
    return instant.astimezone(PARIS).strftime("%Y-%m-%dT%H:%M:%S")


def touch(record: Json, instant: datetime) -> None:
    """Say that a record was modified at this instant."""
    record["date_modified"] = local(instant)
    record["date_modified_gmt"] = gmt(instant)


def meta_list(values: dict[str, object], first_id: int = 1) -> list[Json]:
    """Return meta data as a list with ids."""
    return [
        {"id": first_id + rank, "key": key, "value": value}
        for rank, (key, value) in enumerate(values.items())
    ]


def _sold(number: int, product: DemoProduct, now: datetime) -> Json:
    """Return what a product and a variation have in common."""
    price = decimal(product.price.cents)
    record: Json = {
        "id": number,
        "date_created": local(now),
        "date_created_gmt": gmt(now),
        "description": "",
        "sku": product.sku,
        "global_unique_id": product.ean,
        "price": price,
        "regular_price": price,
        "sale_price": "",
        "date_on_sale_from": None,
        "date_on_sale_from_gmt": None,
        "date_on_sale_to": None,
        "date_on_sale_to_gmt": None,
        "on_sale": False,
        "status": "publish",
        "purchasable": True,
        "virtual": False,
        "tax_status": "taxable",
        "tax_class": TAX_CLASSES[product.rate_bp],
        "manage_stock": True,
        "stock_quantity": product.stock,
        "stock_status": "instock" if product.stock > 0 else "onbackorder",
        "backorders": "notify",
        "backorders_allowed": True,
        "low_stock_amount": None,
        "weight": f"{product.weight_g // 1000}.{product.weight_g % 1000:03d}",
        "meta_data": meta_list({"_bin_location": product.bin}, number * 10),
    }
    touch(record, now)
    return record


def category_record(name: str) -> Json:
    """Return a category; no name is the one that WooCommerce puts everything else in."""
    number = 15 + zlib.crc32(name.encode()) % 10_000 if name else 15
    return {"id": number, "name": name or "Non classé", "slug": name.lower() or "non-classe"}


def _sheet(name: str, kind: str, category: str) -> Json:
    """Return what only a product of its own has."""
    return {
        "name": name,
        "type": kind,
        "featured": False,
        "catalog_visibility": "visible",
        "categories": [category_record(category)],
        "tags": [],
        "images": [],
        "attributes": [],
        "variations": [],
        "parent_id": 0,
        "shipping_required": True,
    }


def simple_record(number: int, product: DemoProduct, now: datetime) -> Json:
    """Return a simple product."""
    return {**_sold(number, product, now), **_sheet(product.name, "simple", product.category)}


def parent_record(number: int, children: Sequence[DemoProduct], now: datetime) -> Json:
    """Return the product that holds these variations; it counts no stock and has no price."""
    first = children[0]
    record = {
        **_sold(number, first, now),
        **_sheet(first.parent_name, "variable", first.category),
        "sku": first.parent_sku,
        "global_unique_id": "",
        "regular_price": "",
        "manage_stock": False,
        "stock_quantity": None,
        "meta_data": [],
    }
    names = [name for name, _value in first.options]
    record["attributes"] = [
        {
            "id": rank + 1,
            "name": name,
            "slug": f"pa_{name.lower()}",
            "position": rank,
            "visible": True,
            "variation": True,
            "options": list(dict.fromkeys(dict(each.options)[name] for each in children)),
        }
        for rank, name in enumerate(names)
    ]
    return record


def variation_record(number: int, parent_id: int, product: DemoProduct, now: datetime) -> Json:
    """Return one variation; it takes the tax class of its parent."""
    return {
        **_sold(number, product, now),
        "type": "variation",
        "tax_class": "parent",
        "name": ", ".join(value for _name, value in product.options),
        "parent_id": parent_id,
        "image": None,
        "attributes": [
            {"id": rank + 1, "name": name, "slug": f"pa_{name.lower()}", "option": value}
            for rank, (name, value) in enumerate(product.options)
        ],
    }


def address_record(order: DemoOrder, *, billing: bool) -> Json:
    """Return the address of the buyer."""
    buyer = order.buyer
    record: Json = {
        "first_name": buyer.first_name,
        "last_name": buyer.last_name,
        "company": buyer.company,
        "address_1": buyer.line1,
        "address_2": buyer.line2,
        "city": buyer.city,
        "state": "",
        "postcode": buyer.postcode,
        "country": buyer.country,
        "phone": buyer.phone,
    }
    if billing:
        record["email"] = buyer.email
    return record


def order_head(number: int, order: DemoOrder) -> Json:
    """Return an order before its lines and totals."""
    placed = order.placed_at
    method, title = order.payment.value
    paid = order.status in {"processing", "completed", "refunded"}
    paid_at = placed if paid and order.payment is not Payment.COUNTER else None
    record: Json = {
        "id": number,
        "parent_id": 0,
        "number": str(number),
        "status": order.status,
        "currency": "EUR",
        "version": "9.8.5",
        "prices_include_tax": True,
        "date_created": local(placed),
        "date_created_gmt": gmt(placed),
        "date_paid": local(paid_at) if paid_at else None,
        "date_paid_gmt": gmt(paid_at) if paid_at else None,
        "date_completed": local(placed) if order.status == "completed" else None,
        "date_completed_gmt": gmt(placed) if order.status == "completed" else None,
        "customer_id": order.buyer.number,
        "customer_ip_address": "192.0.2.7",
        "customer_note": order.note,
        "billing": address_record(order, billing=True),
        "shipping": address_record(order, billing=False),
        "payment_method": method,
        "payment_method_title": title,
        "created_via": "checkout",
        "meta_data": meta_list(_order_meta(order), number * 100),
        "refunds": [],
    }
    touch(record, placed)
    return record


def _order_meta(order: DemoOrder) -> dict[str, object]:
    meta: dict[str, object] = {"is_vat_exempt": "no"}
    if order.shipping is not None:
        meta |= dict(order.shipping.meta)
    if order.gift_note:
        meta["_gift_message"] = order.gift_note
    if order.buyer.siren:
        meta["_billing_siren"] = order.buyer.siren
        meta["_billing_vat_number"] = order.buyer.vat_number
    return meta


def tax_line(rank: int, rate_bp: int, total: int, shipping: int) -> Json:
    """Return the sum of one rate over an order."""
    percent = TAX_PERCENTS[rate_bp]
    return {
        "id": rank,
        "rate_code": f"FR-TVA-{rate_bp * 100 // WHOLE_RATE}",
        "rate_id": TAX_IDS[rate_bp],
        "label": TAX_LABELS[rate_bp],
        "compound": False,
        "tax_total": decimal(total),
        "shipping_tax_total": decimal(shipping),
        "rate_percent": percent,
        "meta_data": [],
    }

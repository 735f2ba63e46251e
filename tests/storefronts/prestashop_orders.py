"""Orders of a fake PrestaShop shop, as its own checkout writes them."""

from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from tests.storefronts.prestashop import PrestaShopFake
from tests.storefronts.prestashop_seed import FRANCE
from tests.storefronts.prestashop_words import Row

CARRIAGE = Decimal("4.90")
PAID, WIRE_AWAITED = "2", "10"
Item = tuple[str, int]


def cents(amount: Decimal) -> Decimal:
    """Return an amount rounded to the cent as PrestaShop does."""
    return amount.quantize(Decimal("0.01"), ROUND_HALF_UP)


def article(shop: PrestaShopFake, sku: str) -> tuple[Row, Row | None]:
    """Return the product of this reference, and its combination where it is one."""
    for combination in shop.tables.where("combinations", reference=sku):
        product = shop.tables.get("products", combination["id_product"])
        assert product is not None
        return product, combination
    (product,) = shop.tables.where("products", reference=sku)
    return product, None


def net_price(shop: PrestaShopFake, sku: str) -> Decimal:
    """Return the net price shown, no sale taken off."""
    product, combination = article(shop, sku)
    return Decimal(product["price"]) + Decimal(combination["price"] if combination else 0)


def place_order(
    shop: PrestaShopFake, *items: Item, paid: bool = True, carrier: int = 2, **told: Any
) -> str:
    """Place an order as a customer does; return its id."""
    customer = shop.tables.add(
        "customers", lastname="Martin", firstname="Anne", email="anne@example.com",
        passwd="$2y$10$x",
        secure_key="0123456789abcdef0123456789abcdef",
    )  # fmt: skip
    address = shop.tables.add(
        "addresses", id_customer=customer["id"], id_country=FRANCE, alias="Maison",
        lastname="Martin", firstname="Anne", address1="1 rue des Lilas", postcode="69001",
        city="Lyon", phone="0600000000",
    )  # fmt: skip
    goods = sum((_line_total(shop, sku, count) for sku, count in items), Decimal(0))
    net = sum((cents(net_price(shop, sku) * count) for sku, count in items), Decimal(0))
    total = goods + CARRIAGE
    number = len(shop.tables.rows["orders"]) + 1
    order = shop.tables.add(
        "orders",
        **{
            "id_address_delivery": address["id"], "id_address_invoice": address["id"],
            "id_cart": number, "id_currency": "1", "id_lang": "1", "id_customer": customer["id"],
            "id_carrier": carrier, "current_state": PAID if paid else WIRE_AWAITED,
            "module": "ps_wirepayment", "payment": "Virement", "valid": "1" if paid else "0",
            "invoice_date": shop.tables.now() if paid else "0000-00-00 00:00:00",
            "secure_key": customer["secure_key"], "gift": "0", "id_shop": "1",
            "total_discounts": "0.000000", "total_discounts_tax_incl": "0.000000",
            "total_discounts_tax_excl": "0.000000", "total_paid": f"{total:.6f}",
            "total_paid_tax_incl": f"{total:.6f}",
            "total_paid_tax_excl": f"{net + cents(CARRIAGE / Decimal('1.2')):.6f}",
            "total_paid_real": f"{total if paid else 0:.6f}", "total_products": f"{net:.6f}",
            "total_products_wt": f"{goods:.6f}", "total_shipping": f"{CARRIAGE:.6f}",
            "total_shipping_tax_incl": f"{CARRIAGE:.6f}",
            "total_shipping_tax_excl": f"{cents(CARRIAGE / Decimal('1.2')):.6f}",
            "carrier_tax_rate": "20.000", "total_wrapping": "0.000000",
            "total_wrapping_tax_incl": "0.000000", "total_wrapping_tax_excl": "0.000000",
            "round_mode": "2", "round_type": "2", "conversion_rate": "1.000000",
            "reference": f"REF{number:06d}",
        }
        | told,
    )  # fmt: skip
    for sku, count in items:
        _add_line(shop, order["id"], sku, count)
    shop.tables.add("order_carriers", id_order=order["id"], id_carrier=carrier,
                    shipping_cost_tax_incl=f"{CARRIAGE:.6f}")  # fmt: skip
    if paid:
        shop.tables.add("order_payments", order_reference=order["reference"],
                        amount=order["total_paid"], payment_method="Virement")  # fmt: skip
    return str(order["id"])


def _line_total(shop: PrestaShopFake, sku: str, count: int) -> Decimal:
    return cents(net_price(shop, sku) * Decimal("1.2")) * count


def _add_line(shop: PrestaShopFake, order_id: str, sku: str, count: int) -> None:
    product, combination = article(shop, sku)
    net = net_price(shop, sku)
    name = product["name"]["1"] + (f" - Taille : {sku[-1]}" if combination else "")
    attribute = combination["id"] if combination else "0"
    row = shop.tables.add(
        "order_details", id_order=order_id, product_id=product["id"],
        product_attribute_id=attribute, product_name=name, product_quantity=count,
        product_quantity_refunded="0", product_quantity_return="0", product_price=f"{net:.6f}",
        product_reference=sku, unit_price_tax_excl=f"{net:.6f}",
        unit_price_tax_incl=f"{net * Decimal('1.2'):.6f}",
        total_price_tax_excl=f"{cents(net * count):.6f}",
        total_price_tax_incl=f"{_line_total(shop, sku, count):.6f}",
    )  # fmt: skip
    row["associations"] = {"taxes": [{"id": "1"}]}
    shop.move_stock(product["id"], attribute, -count)

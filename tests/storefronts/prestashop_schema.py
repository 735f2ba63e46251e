"""The resources of a PrestaShop webservice as far as the fake plays them, as its synopses say."""

from collections.abc import Mapping
from dataclasses import dataclass

NODES: Mapping[str, tuple[str, str]] = {
    "addresses": ("addresses", "address"),
    "carriers": ("carriers", "carrier"),
    "categories": ("categories", "category"),
    "combinations": ("combinations", "combination"),
    "configurations": ("configurations", "configuration"),
    "countries": ("countries", "country"),
    "currencies": ("currencies", "currency"),
    "customers": ("customers", "customer"),
    "languages": ("languages", "language"),
    "messages": ("messages", "message"),
    "order_carriers": ("order_carriers", "order_carrier"),
    "order_cart_rules": ("order_cart_rules", "order_cart_rule"),
    "order_details": ("order_details", "order_detail"),
    "order_histories": ("order_histories", "order_history"),
    "order_payments": ("order_payments", "order_payment"),
    "order_slip": ("order_slips", "order_slip"),
    "order_states": ("order_states", "order_state"),
    "orders": ("orders", "order"),
    "product_option_values": ("product_option_values", "product_option_value"),
    "product_options": ("product_options", "product_option"),
    "products": ("products", "product"),
    "specific_prices": ("specific_prices", "specific_price"),
    "stock_availables": ("stock_availables", "stock_available"),
    "tax_rules": ("tax_rules", "tax_rule"),
    "taxes": ("taxes", "tax"),
}
"""What a list and one object of each resource are called."""

PARTS: Mapping[str, str] = {
    "categories": "category",
    "combinations": "combination",
    "order_rows": "order_row",
    "order_slip_details": "order_slip_detail",
    "product_option_values": "product_option_value",
    "stock_availables": "stock_available",
    "taxes": "tax",
}
"""What one element of an association is called."""


@dataclass(frozen=True, slots=True)
class Fields:
    """The fields of a resource besides its id."""

    needed: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    closed: tuple[str, ...] = ()
    """Shown, never taken back."""
    amounts: tuple[str, ...] = ()
    """Kept with six decimals."""

    @property
    def every(self) -> tuple[str, ...]:
        """Return every field that is shown."""
        return self.needed + self.others + self.closed


_DATES = ("date_add", "date_upd")
_PERSON = ("lastname", "firstname")

FIELDS: Mapping[str, Fields] = {
    "addresses": Fields(
        ("id_country", "alias", *_PERSON, "address1", "city"),
        ("id_customer", "company", "vat_number", "address2", "postcode", "other", "phone",
         "phone_mobile", "deleted", *_DATES),
    ),
    "carriers": Fields(
        ("name", "active", "delay"), ("deleted", "is_free", "external_module_name", "id_reference")
    ),
    "categories": Fields(("name", "active"), ("id_parent",)),
    "combinations": Fields(
        ("id_product", "minimal_quantity"),
        ("reference", "ean13", "isbn", "upc", "mpn", "wholesale_price", "price", "ecotax", "weight",
         "default_on", "available_date", "location"),
        amounts=("wholesale_price", "price", "ecotax", "weight"),
    ),
    "configurations": Fields(("name",), ("value", *_DATES)),
    "countries": Fields(("iso_code", "name"), ("id_zone",)),
    "currencies": Fields(("name", "iso_code"), ("conversion_rate",)),
    "customers": Fields(
        ("passwd", *_PERSON, "email"),
        ("secure_key", "company", "siret", "ape", "active", "id_default_group", *_DATES),
    ),
    "languages": Fields(("name", "iso_code"), ("active",)),
    "messages": Fields(
        ("message",), ("id_cart", "id_order", "id_customer", "id_employee", "private", "date_add")
    ),
    "order_carriers": Fields(
        ("id_order", "id_carrier"),
        ("id_order_invoice", "weight", "shipping_cost_tax_excl", "shipping_cost_tax_incl",
         "tracking_number", "date_add"),
    ),
    "order_cart_rules": Fields(
        ("id_order", "id_cart_rule", "name", "value"), ("value_tax_excl", "free_shipping")
    ),
    "order_details": Fields(
        ("id_order", "product_name", "product_quantity", "product_price"),
        ("product_id", "product_attribute_id", "product_quantity_return",
         "product_quantity_refunded", "product_quantity_reinjected", "product_reference",
         "product_ean13", "id_tax_rules_group", "unit_price_tax_incl", "unit_price_tax_excl",
         "total_price_tax_incl", "total_price_tax_excl", "download_hash"),
    ),
    "order_histories": Fields(("id_order_state", "id_order"), ("id_employee", "date_add")),
    "order_payments": Fields(
        ("order_reference", "amount"), ("payment_method", "transaction_id", "date_add")
    ),
    "order_slip": Fields(
        ("id_customer", "id_order", "conversion_rate", "total_products_tax_excl",
         "total_products_tax_incl", "total_shipping_tax_excl", "total_shipping_tax_incl"),
        ("amount", "shipping_cost", "shipping_cost_amount", "partial", "order_slip_type", *_DATES),
        amounts=("total_products_tax_excl", "total_products_tax_incl", "total_shipping_tax_excl",
                 "total_shipping_tax_incl", "amount", "shipping_cost_amount"),
    ),
    "order_states": Fields(
        ("name",),
        ("unremovable", "delivery", "hidden", "send_email", "module_name", "invoice", "color",
         "logable", "shipped", "paid", "deleted", "template"),
    ),
    "orders": Fields(
        ("id_address_delivery", "id_address_invoice", "id_cart", "id_currency", "id_lang",
         "id_customer", "id_carrier", "module", "payment", "total_paid", "total_paid_real",
         "total_products", "total_products_wt", "conversion_rate"),
        ("current_state", "invoice_number", "invoice_date", "delivery_number", "delivery_date",
         "valid", *_DATES, "shipping_number", "note", "id_shop_group", "id_shop", "secure_key",
         "recyclable", "gift", "gift_message", "total_discounts", "total_discounts_tax_incl",
         "total_discounts_tax_excl", "total_paid_tax_incl", "total_paid_tax_excl",
         "total_shipping", "total_shipping_tax_incl", "total_shipping_tax_excl",
         "carrier_tax_rate", "total_wrapping", "total_wrapping_tax_incl",
         "total_wrapping_tax_excl", "round_mode", "round_type", "reference"),
    ),
    "product_option_values": Fields(("id_attribute_group", "name"), ("color", "position")),
    "product_options": Fields(("group_type", "name", "public_name"), ("position",)),
    "products": Fields(
        ("price",),
        ("id_manufacturer", "id_supplier", "id_category_default", "id_default_image",
         "id_tax_rules_group", "type", "reference", "location", "weight", "ean13", "isbn", "upc",
         "mpn", "state", "product_type", "on_sale", "ecotax", "minimal_quantity",
         "wholesale_price", "active", "available_for_order", "show_price", "visibility",
         *_DATES, "link_rewrite", "name", "description"),
        ("manufacturer_name", "quantity"),
        ("price", "weight", "ecotax", "wholesale_price"),
    ),
    "specific_prices": Fields(
        ("id_cart", "id_product", "id_currency", "id_country", "id_group", "id_customer", "price",
         "from_quantity", "reduction", "reduction_tax", "reduction_type", "from", "to"),
        ("id_shop_group", "id_shop", "id_product_attribute", "id_specific_price_rule"),
        amounts=("price", "reduction"),
    ),
    "stock_availables": Fields(
        ("id_product", "id_product_attribute", "quantity", "depends_on_stock", "out_of_stock"),
        ("id_shop", "id_shop_group", "location"),
    ),
    "tax_rules": Fields(
        ("id_tax_rules_group", "id_country"),
        ("id_state", "zipcode_from", "zipcode_to", "id_tax", "behavior", "description"),
    ),
    "taxes": Fields(("rate", "name"), ("active", "deleted")),
}  # fmt: skip

"""What the key of a PrestaShop webservice must be allowed, and what of it is missing.

The root of the webservice lists the resources that the key opens, each with its methods.
"""

from collections.abc import Mapping
from types import MappingProxyType

from merchant_desk.connectors.prestashop.xml_text import Node
from merchant_desk.values.texts import _

READ = frozenset({
    "addresses", "carriers", "combinations", "configurations", "countries", "currencies",
    "customers", "messages", "order_carriers", "order_details", "order_histories", "order_slip",
    "order_states", "orders", "product_option_values", "products", "specific_prices",
    "stock_availables", "tax_rules", "taxes",
})  # fmt: skip
CHANGE = frozenset(
    {"stock_availables", "products", "combinations", "specific_prices", "order_carriers"}
)
ADD = frozenset({"order_histories", "order_slip", "messages", "specific_prices", "products"})
REMOVE = frozenset({"specific_prices"})
_METHODS: Mapping[str, frozenset[str]] = MappingProxyType(
    {"get": READ, "put": CHANGE, "post": ADD, "delete": REMOVE}
)


def rights_missing(api: Node) -> tuple[str, ...]:
    """Return each right that lacks, in the words of PrestaShop's own table of rights."""
    words = {
        "get": _("Voir (GET)"),
        "put": _("Modifier (PUT)"),
        "post": _("Ajouter (POST)"),
        "delete": _("Supprimer (DELETE)"),
    }
    opened = {each.name: each.attributes for each in api.children}
    return tuple(
        f"{resource}\u00a0: {words[method]}"
        for method, resources in _METHODS.items()
        for resource in sorted(resources)
        if opened.get(resource, {}).get(method) != "true"
    )


def may_write(api: Node) -> bool:
    """Tell whether the key may write the least that the desk writes: stock and parcels."""
    opened = {each.name: each.attributes for each in api.children}
    stock = opened.get("stock_availables", {})
    states = opened.get("order_histories", {})
    return (stock.get("put") == "true" or stock.get("patch") == "true") and (
        states.get("post") == "true"
    )

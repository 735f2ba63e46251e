"""What a WooCommerce shop is set to: prices with tax or not, the rates by class, the units."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from merchant_desk.connectors.woocommerce.calls import Calls
from merchant_desk.sync.record_fields import Body, UnfitError, hundredths

_STANDARD = "standard"
_FRENCH_CLASSES = {_STANDARD: 2000, "reduced-rate": 550, "zero-rate": 0}


@dataclass(frozen=True, slots=True)
class ShopSettings:
    """The settings a product needs to be understood."""

    currency: str
    prices_include_tax: bool
    weight_unit: str
    taxed: bool
    rates: Mapping[str, int]

    def rate_bp(self, tax_class: str, product: Body) -> int:
        """Return the rate of a product in basis points."""
        if not self.taxed or product.get("tax_status") in {"none", "shipping"}:
            return 0
        return self.rates.get(tax_class or _STANDARD, 0)

    def tax_class(self, rate_bp: int) -> str | None:
        """Return the class to give a product of this rate, None when the shop has none."""
        if not self.taxed or self.rates.get(_STANDARD) == rate_bp:
            return ""
        return next((name for name, rate in self.rates.items() if rate == rate_bp), None)


def read_settings(calls: Calls) -> ShopSettings:
    """Ask the shop for its settings."""
    general = _group(calls, "general")
    tax = _group(calls, "tax")
    products = _group(calls, "products")
    country = general.get("woocommerce_default_country", "FR").partition(":")[0] or "FR"
    taxes = calls.read("taxes", {"per_page": "100"}).rows()
    return ShopSettings(
        currency=general.get("woocommerce_currency", ""),
        prices_include_tax=tax.get("woocommerce_prices_include_tax", "yes") == "yes",
        weight_unit=products.get("woocommerce_weight_unit", "kg"),
        taxed=general.get("woocommerce_calc_taxes", "yes") == "yes",
        rates=_rates(taxes, country) or _FRENCH_CLASSES,
    )


def _group(calls: Calls, name: str) -> dict[str, str]:
    rows = calls.read(f"settings/{name}", {"_fields": "id,value"}).rows()
    return {str(row.get("id")): str(row.get("value")) for row in rows}


def _rates(taxes: list[dict[str, Any]], country: str) -> dict[str, int]:
    """Return the rate of each class at home; a row for everywhere serves where none is nearer."""
    found: dict[str, int] = {}
    for wanted in ("", country):
        for row in taxes:
            if row.get("country") == wanted and not row.get("state"):
                try:
                    found[str(row.get("class"))] = hundredths(row.get("rate"), "rate")
                except UnfitError:
                    continue
    return found

"""What a PrestaShop shop is set to: its clock, currency, country, rates, the ids of its states."""

from collections.abc import Mapping
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from merchant_desk.connectors.prestashop.amounts import millionths
from merchant_desk.connectors.prestashop.calls import Calls, among
from merchant_desk.connectors.prestashop.directory import Directory
from merchant_desk.connectors.prestashop.local_time import zone_named
from merchant_desk.sync.record_fields import UnfitError

_NAMES = (
    "PS_TIMEZONE", "PS_CURRENCY_DEFAULT", "PS_LANG_DEFAULT", "PS_COUNTRY_DEFAULT", "PS_TAX",
    "PS_STOCK_MANAGEMENT", "PS_WEIGHT_UNIT", "PS_SHOP_NAME", "PS_SHOP_DOMAIN",
    "PS_HOME_CATEGORY", "PS_OS_CANCELED", "PS_OS_REFUND", "PS_OS_ERROR", "PS_OS_SHIPPING",
    "PS_OS_DELIVERED",
)  # fmt: skip
_BASIS = 10_000  # millionths of a percent in a basis point


@dataclass(frozen=True, slots=True)
class ShopSettings:
    """The settings that orders and products need to be understood."""

    values: Mapping[str, str]
    zone: ZoneInfo
    currency: str
    rates: Mapping[str, int]
    """The rate at home of each group of tax rules, in basis points."""

    @property
    def language(self) -> str:
        """Return the id of the language of the shop."""
        return self.values.get("PS_LANG_DEFAULT", "1")

    @property
    def counts_stock(self) -> bool:
        """Tell whether the shop counts stock at all."""
        return self.values.get("PS_STOCK_MANAGEMENT", "1") != "0"

    @property
    def weight_unit(self) -> str:
        """Return the unit of weights, in lower case."""
        return self.values.get("PS_WEIGHT_UNIT", "kg").lower()

    def rate_bp(self, group: object) -> int:
        """Return the rate of a group of tax rules in basis points."""
        return self.rates.get(str(group), 0)

    def group_of(self, rate_bp: int) -> str | None:
        """Return the first group of tax rules with this rate; « 0 » taxes nothing."""
        if not rate_bp:
            return "0"
        found = sorted((int(g) for g, rate in self.rates.items() if rate == rate_bp))
        return str(found[0]) if found else None


def read_settings(calls: Calls, directory: Directory) -> ShopSettings:
    """Ask the shop for its settings."""
    query = {"display": "[name,value]", "filter[name]": among(_NAMES)}
    told = calls.rows("configurations", query)
    values = {str(row.get("name")): _plain(row.get("value")) for row in told}
    currency = directory.get("currencies", values.get("PS_CURRENCY_DEFAULT", ""))
    return ShopSettings(
        values=values,
        zone=zone_named(values.get("PS_TIMEZONE", "")),
        currency=str(currency.get("iso_code") or ""),
        rates=_rates(directory, values) if values.get("PS_TAX", "1") != "0" else {},
    )


def _plain(value: object) -> str:
    if isinstance(value, dict):
        return str(next((each for each in value.values() if each), ""))
    return str(value or "")


def _rates(directory: Directory, values: Mapping[str, str]) -> dict[str, int]:
    """Return the rate of each group at home, rules for a part of the country left out."""
    found: dict[str, int] = {}
    for rule in directory.every("tax_rules").values():
        at_home = rule.get("id_country") == values.get("PS_COUNTRY_DEFAULT")
        whole_country = str(rule.get("id_state") or "0") == "0"
        if at_home and whole_country and str(rule.get("zipcode_from") or "0") == "0":
            tax = directory.get("taxes", str(rule.get("id_tax")))
            group = str(rule.get("id_tax_rules_group"))
            found[group] = found.get(group, 0) or rate_of(tax)
    return found


def rate_of(tax: Mapping[str, object]) -> int:
    """Return the rate of a tax in basis points."""
    try:
        return millionths(tax.get("rate", ""), "rate") // _BASIS
    except UnfitError:
        return 0

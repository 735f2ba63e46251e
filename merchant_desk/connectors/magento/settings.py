"""What a Magento shop is set to: its stores, its tax rates, whether its prices include the tax."""

from collections.abc import Mapping
from dataclasses import dataclass

from merchant_desk.connectors.magento.calls import Calls
from merchant_desk.connectors.magento.criteria import Where, criteria
from merchant_desk.connectors.magento.terms import PriceTerms, zone_named
from merchant_desk.sync.connector import ShopAccount
from merchant_desk.sync.errors import ShopRejectedCredentialsError
from merchant_desk.sync.record_fields import (
    Body,
    UnfitError,
    exact,
    hundredths,
    optional_id,
    rows,
    text,
)
from merchant_desk.values.money import round_half_up

_STANDARD_BP = 2000
_NO_CLASS = "0"
_HOME = "FR"
_MOST = 500
_EVIDENCE = 30
_ITEM = "items[original_price,price,price_incl_tax,tax_amount,parent_item_id]"


@dataclass(frozen=True, slots=True)
class ShopSettings:
    """The settings it takes to understand a product and to write a price."""

    store_id: int
    """0 when no store was chosen: what is written then goes for all of them."""
    store_found: bool
    name: str
    identity: str
    currency: str
    terms: PriceTerms
    weight_unit: str
    media: str
    tax_mode_known: bool
    """Whether the shop showed if its prices include the tax; else it is taken for granted."""
    rates: Mapping[str, int]

    def rate_bp(self, tax_class: str) -> int:
        """Return the rate of a tax class in basis points; no class is no tax."""
        if tax_class in ("", _NO_CLASS):
            return 0
        return self.rates.get(tax_class, 0) if self.rates else _STANDARD_BP

    def tax_class(self, rate_bp: int) -> str:
        """Return a tax class of this rate; none for no tax, nothing where none is known."""
        if rate_bp == 0:
            return _NO_CLASS
        return next((each for each, rate in self.rates.items() if rate == rate_bp), "")


def read_settings(calls: Calls, account: ShopAccount) -> ShopSettings:
    """Ask the shop for its settings."""
    stores = calls.read("store/storeConfigs").rows()
    chosen = [each for each in stores if not calls.store or each.get("code") == calls.store]
    config = (chosen or stores or [{}])[0]
    gross = _told_gross(account.settings.get("prices", "")) or _seen_gross(calls)
    store_id = config.get("id")
    return ShopSettings(
        store_id=store_id if calls.store and isinstance(store_id, int) else 0,
        store_found=bool(chosen),
        name=_store_name(calls, config),
        identity=text(config.get("secure_base_url")) or calls.address,
        currency=text(config.get("base_currency_code")),
        terms=PriceTerms(gross != "net", zone_named(text(config.get("timezone")))),
        weight_unit=text(config.get("weight_unit")) or "kgs",
        media=text(config.get("secure_base_media_url"), 500),
        tax_mode_known=bool(gross),
        rates=_rates(calls),
    )


def _store_name(calls: Calls, config: Body) -> str:
    """Return the name of the store, or of the address where she left Magento's own."""
    views = calls.read("store/storeGroups").rows()
    of_site = [each for each in views if each.get("website_id") == config.get("website_id")]
    name = text(of_site[0].get("name")) if of_site else ""
    if name and name != "Main Website Store":
        return name
    return calls.address.partition("://")[2]


def _told_gross(word: str) -> str:
    return word if word in ("gross", "net") else ""


def _seen_gross(calls: Calls) -> str:
    """Return whether articles are priced with tax or without, as the newest orders show it.

    Magento tells this setting to nobody; an order line holds the price of the article beside its
    price with tax and without.
    """
    taxed = [[Where("tax_amount", "0", "gt")]]
    query = criteria(taxed, size=_EVIDENCE, sort=["-entity_id"], fields=_ITEM)
    for order in calls.read("orders", query).items():
        for item in rows(order, "items"):
            found = _evidence(item)
            if found:
                return found
    return ""


def _evidence(item: Body) -> str:
    try:
        listed, net, gross = (
            hundredths(item.get(name), name)
            for name in ("original_price", "price", "price_incl_tax")
        )
    except UnfitError:
        return ""
    if net == gross or listed not in (net, gross):
        return ""
    return "gross" if listed == gross else "net"


def _rates(calls: Calls) -> Mapping[str, int]:
    """Return the rate of each class of products at home; nothing where rates may not be read."""
    asked = criteria(size=_MOST)
    try:
        rules = calls.read("taxRules/search", asked).items()
        rates = calls.read("taxRates/search", asked).items()
    except ShopRejectedCredentialsError:
        return {}
    at_home = {
        optional_id(each.get("id")): _percent(each.get("rate"))
        for each in rates
        if each.get("tax_country_id") == _HOME and not each.get("tax_region_id")
    }
    found: dict[str, int] = {}
    for rule in sorted(rules, key=lambda each: str(each.get("priority") or 0)):
        numbers = [str(each) for each in rule.get("tax_rate_ids") or ()]
        named = [at_home[each] for each in numbers if each in at_home]
        for product_class in rule.get("product_tax_class_ids") or ():
            if named:
                found.setdefault(str(product_class), max(named))
    return found


def _percent(value: object) -> int:
    try:
        return round_half_up(exact(value, "rate") * 100)
    except UnfitError:
        return 0

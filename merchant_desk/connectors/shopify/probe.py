"""Find out about a Shopify shop: what it is, and which rights the app lacks; nothing is written."""

from merchant_desk.connectors.shopify import documents
from merchant_desk.connectors.shopify.calls import VERSION, Calls, denied
from merchant_desk.connectors.shopify.orders import order_states
from merchant_desk.connectors.shopify.settings import ShopSettings
from merchant_desk.sync.http_refusals import CLOCK_TOLERANCE_S, clock_hint
from merchant_desk.values.remote import ShopFacts
from merchant_desk.values.texts import _, later

_WRITES = ("write_orders", "write_products", "write_inventory")
_READS = ("read_orders", "read_products", "read_inventory", "read_locations", "read_customers")
_PARCELS = "write_merchant_managed_fulfillment_orders"
_RIGHTS = {
    "read_orders": later("lire les commandes"),
    "read_products": later("lire les produits"),
    "read_inventory": later("lire le stock"),
    "read_locations": later("lire les lieux de stock"),
    "read_customers": later("lire les clients"),
    "write_orders": later("modifier et rembourser les commandes"),
    "write_products": later("créer des produits et changer les prix"),
    "write_inventory": later("changer le stock"),
    _PARCELS: later("expédier les commandes"),
    "read_returns": later("lire les demandes de retour"),
    "read_all_orders": later("lire les commandes de plus de 60 jours"),
    "Protected customer data access": later("voir les coordonnées des clients"),
}


def probe(calls: Calls, settings: ShopSettings) -> ShopFacts:
    """Return what the shop is; problems are sentences she can act on."""
    skew = calls.clock_skew_s or 0
    writes = [each for each in (*_WRITES, _PARCELS) if not settings.may(each)]
    return ShopFacts(
        name=settings.name,
        version=f"Shopify {settings.plan} ({VERSION})" if settings.plan else f"Shopify {VERSION}",
        currency=settings.currency,
        time_zone=settings.zone,
        prices_include_tax=settings.gross,
        identity=settings.identity,
        clock_skew_s=skew,
        can_write=not writes,
        problems=_problems(settings, skew),
        locations=settings.locations,
        order_states=order_states(),
        rights_missing=_rights_missing(calls, settings, writes),
    )


def _rights_missing(calls: Calls, settings: ShopSettings, writes: list[str]) -> tuple[str, ...]:
    missing = [*(each for each in _READS if not settings.may(each)), *writes]
    missing += [each for each in ("read_returns", "read_all_orders") if not settings.may(each)]
    if settings.may("read_orders") and denied(calls.ask(documents.PEOPLE, {})):
        missing.append("Protected customer data access")
    return tuple(f"{_(_RIGHTS[each])} ({each})" for each in missing)


def _problems(settings: ShopSettings, skew: int) -> tuple[str, ...]:
    problems: list[str] = []
    if settings.currency != "EUR":
        problems.append(_("La boutique ne vend pas en euros\u00a0: ses commandes seront refusées."))
    known = {each.remote_id for each in settings.locations}
    if settings.locations and settings.location not in known:
        problems.append(
            _("L’emplacement choisi n’existe plus dans la boutique, ou n’y est plus actif.")
        )
    if abs(skew) > CLOCK_TOLERANCE_S:
        problems.append(clock_hint(skew).strip())
    return tuple(problems)

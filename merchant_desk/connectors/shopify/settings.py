"""What a Shopify shop is set to: its currency, its taxes, its places, and what the app may do."""

from dataclasses import dataclass

from merchant_desk.connectors.shopify import documents
from merchant_desk.connectors.shopify.calls import Calls, denied, dig, rows_of
from merchant_desk.connectors.shopify.gids import number
from merchant_desk.errors import UnavailableError
from merchant_desk.sync.connector import ShopAccount
from merchant_desk.sync.graphql import refused
from merchant_desk.sync.record_fields import text
from merchant_desk.values.remote import RemoteLocation
from merchant_desk.values.texts import _

_PARCELS = (
    "merchant_managed_fulfillment_orders",
    "assigned_fulfillment_orders",
    "third_party_fulfillment_orders",
)


@dataclass(frozen=True, slots=True)
class ShopSettings:
    """The settings it takes to ask the right questions and to understand the answers."""

    name: str
    identity: str
    plan: str
    currency: str
    zone: str
    gross: bool
    """Whether prices include the tax."""
    scopes: frozenset[str]
    locations: tuple[RemoteLocation, ...]
    location: str
    """The number of the place whose stock is read and written; empty where none may be seen."""

    def may(self, scope: str) -> bool:
        """Tell whether the app has a right; who may write may read."""
        return scope in self.scopes or scope.replace("read_", "write_", 1) in self.scopes

    @property
    def sees_people(self) -> bool:
        """Tell whether the app may read customers."""
        return self.may("read_customers")

    @property
    def sees_parcels(self) -> bool:
        """Tell whether the app may read what is to be shipped from where."""
        return any(self.may(f"read_{each}") for each in _PARCELS)

    @property
    def place(self) -> str:
        """Return the place, or raise where the app may see none."""
        if not self.location:
            raise UnavailableError(
                _("La boutique n’a montré aucun emplacement de stock."),
                _(
                    "Donnez à l’application le droit read_locations dans le Dev Dashboard, et "
                    "vérifiez dans Shopify, Paramètres, Emplacements, que l’un d’eux est actif."
                ),
            )
        return self.location


def read_settings(calls: Calls, account: ShopAccount) -> ShopSettings:
    """Ask the shop for its settings, in two requests."""
    data = calls.read(documents.SHOP, {})
    shop = dig(data, ("shop",))
    scopes = dig(data, ("currentAppInstallation",)).get("accessScopes")
    handles = [each.get("handle") for each in scopes] if isinstance(scopes, list) else []
    locations, chosen = _locations(calls, account.settings.get("location", ""))
    return ShopSettings(
        name=text(shop.get("name")),
        identity=text(shop.get("id")) or text(shop.get("myshopifyDomain")),
        plan=text(dig(shop, ("plan",)).get("publicDisplayName")),
        currency=text(shop.get("currencyCode")),
        zone=text(shop.get("ianaTimezone")) or "Europe/Paris",
        gross=shop.get("taxesIncluded") is not False,
        scopes=frozenset(each for each in handles if isinstance(each, str)),
        locations=locations,
        location=chosen,
    )


def _locations(calls: Calls, wanted: str) -> tuple[tuple[RemoteLocation, ...], str]:
    """Return the active places, and the one she chose or else the first that serves the web."""
    reply = calls.ask(documents.LOCATIONS, {})
    if reply.errors and not denied(reply):
        raise refused(reply)
    active = [
        each for each in rows_of(dig(reply.data, ("locations",))) if each.get("isActive") is True
    ]
    online = [each for each in active if each.get("fulfillsOnlineOrders") is True]
    shown = tuple(RemoteLocation(number(each.get("id")), text(each.get("name"))) for each in active)
    if wanted:
        return shown, number(wanted) or wanted
    first = (online or active or [{}])[0]
    return shown, number(first.get("id"))

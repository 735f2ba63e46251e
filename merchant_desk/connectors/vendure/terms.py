"""What a Vendure shop is set to: its channel, its taxes, its own fields and its states."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from merchant_desk.connectors.vendure.calls import Calls
from merchant_desk.sync import http_refusals as refusals
from merchant_desk.sync.record_fields import UnfitError, hundredths, rows, text
from merchant_desk.values.money import round_half_up

_WHOLE = 10_000
_CENTS = 2
_EAN_FIELDS = ("ean", "ean13", "gtin", "gtin13", "barcode", "upc")
_TEXTUAL = frozenset({"string", "text"})
_TERMS = """query Terms {
  me { identifier channels { token permissions } }
  activeChannel { id code token defaultCurrencyCode defaultLanguageCode pricesIncludeTax
    defaultTaxZone { id } }
  globalSettings { trackInventory serverConfig { moneyStrategyPrecision
    orderProcess { name }
    entityCustomFields { entityName customFields { ... on CustomField { name type list } } } } }
  stockLocations(options: {take: 100, sort: {id: ASC}}) { items { id name } }
  taxRates(options: {take: 100}) { items { value enabled zone { id } category { id } } }
}"""


@dataclass(frozen=True, slots=True)
class Terms:
    """The settings that records need to be understood and written."""

    channel: str
    token: str
    currency: str
    language: str
    gross: bool
    counted: bool
    """Whether stock is counted where an article does not say."""
    decimals: int
    states: tuple[str, ...]
    locations: tuple[tuple[str, str], ...]
    location: str
    """The place whose stock is read and written."""
    categories: Mapping[int, str]
    """The tax category of each rate, in basis points."""
    fields: Mapping[str, tuple[str, ...]]
    """The textual fields that this shop added, by entity."""
    ean: str
    rights: frozenset[str]

    def written(self, cents: int, rate_bp: int) -> int:
        """Return a price with tax as the shop types it."""
        if self.gross:
            return cents
        return round_half_up(Fraction(cents * _WHOLE, _WHOLE + rate_bp))

    def shown(self, written: int, rate_bp: int) -> int:
        """Return the price with tax that comes of one as the shop types it."""
        if self.gross:
            return written
        return round_half_up(Fraction(written * (_WHOLE + rate_bp), _WHOLE))


def read_terms(calls: Calls, settings: Mapping[str, str]) -> Terms:
    """Return what the shop is set to; nothing is written."""
    data = calls.read(_TERMS)
    try:
        return _understood(data, settings)
    except (UnfitError, KeyError, TypeError):
        raise refusals.unreadable() from None


def _understood(data: Mapping[str, Any], settings: Mapping[str, str]) -> Terms:
    channel, told = data["activeChannel"], data["globalSettings"]
    server = told["serverConfig"]
    token = text(channel["token"])
    places = tuple(
        (text(each.get("id")), text(each.get("name")))
        for each in rows(data["stockLocations"], "items")
    )
    fields = _fields(rows(server, "entityCustomFields"))
    chosen = settings.get("ean", "")
    known = fields.get("ProductVariant", ())
    return Terms(
        channel=text(channel["code"]),
        token=token,
        currency=text(channel["defaultCurrencyCode"]),
        language=text(channel["defaultLanguageCode"]),
        gross=channel["pricesIncludeTax"] is True,
        counted=told.get("trackInventory") is not False,
        decimals=int(server.get("moneyStrategyPrecision") or _CENTS),
        states=tuple(text(each.get("name")) for each in rows(server, "orderProcess")),
        locations=places,
        location=_location(places, settings.get("location", "")),
        categories=_categories(data["taxRates"], channel.get("defaultTaxZone")),
        fields=fields,
        ean=chosen if chosen in known else next((n for n in _EAN_FIELDS if n in known), ""),
        rights=_rights(data.get("me"), token),
    )


def _location(places: Sequence[tuple[str, str]], chosen: str) -> str:
    """Return the place she chose, else the first one."""
    known = [number for number, _name in places]
    return chosen if chosen in known else next(iter(known), "")


def _fields(told: Sequence[Mapping[str, Any]]) -> Mapping[str, tuple[str, ...]]:
    return {
        text(each.get("entityName")): tuple(
            text(one.get("name"))
            for one in rows(each, "customFields")
            if one.get("type") in _TEXTUAL and not one.get("list")
        )
        for each in told
    }


def _categories(told: Mapping[str, Any], zone: object) -> Mapping[int, str]:
    home = zone.get("id") if isinstance(zone, dict) else None
    return {
        hundredths(each.get("value"), "value"): text(each["category"]["id"])
        for each in reversed(rows(told, "items"))
        if each.get("enabled") and each["zone"]["id"] == home
    }


def _rights(me: object, token: str) -> frozenset[str]:
    """Return what this sign-in may do in this channel."""
    channels = me.get("channels") if isinstance(me, dict) else None
    for each in channels or []:
        if each.get("token") == token:
            return frozenset(str(right) for right in each.get("permissions") or [])
    return frozenset()

"""Find out about a Magento shop: what it is, and which rights its keys lack; nothing is written."""

from dataclasses import dataclass

from merchant_desk.connectors.magento.calls import Calls, right_missing
from merchant_desk.connectors.magento.criteria import criteria
from merchant_desk.connectors.magento.orders import order_states
from merchant_desk.connectors.magento.settings import ShopSettings
from merchant_desk.sync.errors import ShopRejectedCredentialsError
from merchant_desk.sync.http_refusals import CLOCK_TOLERANCE_S, clock_hint
from merchant_desk.sync.record_fields import text
from merchant_desk.values.remote import RemoteLocation, ShopFacts
from merchant_desk.values.texts import _, later


@dataclass(frozen=True, slots=True)
class _Door:
    """Something the desk asks of a shop, and the right it needs; asked so that nothing changes."""

    words: str
    method: str
    path: str
    payload: object = None
    writes: bool = False


_NO_PRICES: dict[str, object] = {"prices": []}
_DOORS = (
    _Door(later("Ventes, Commandes"), "GET", "orders"),
    _Door(later("Ventes, Factures"), "GET", "invoices"),
    _Door(later("Ventes, Avoirs"), "GET", "creditmemos"),
    _Door(later("Ventes, Expéditions"), "GET", "shipments"),
    _Door(later("Catalogue, Produits"), "GET", "products"),
    _Door(later("Boutiques, Inventaire"), "GET", "inventory/source-items"),
    _Door(later("Boutiques, Taxes"), "GET", "taxRules/search"),
    _Door(later("Catalogue, Produits"), "POST", "products/base-prices", _NO_PRICES, writes=True),
    _Door(
        later("Boutiques, Inventaire"), "POST", "inventory/source-items", {"sourceItems": []},
        writes=True,
    ),
    _Door(later("Ventes, Expédier"), "POST", "order/0/ship", {"items": []}, writes=True),
    _Door(later("Ventes, Rembourser"), "POST", "order/0/refund", {"items": []}, writes=True),
)  # fmt: skip
_PLACES = 200


def probe(calls: Calls, settings: ShopSettings) -> ShopFacts:
    """Return what the shop is; problems are sentences she can act on."""
    shut = [each for each in _DOORS if _is_shut(calls, each)]
    skew = calls.clock_skew_s or 0
    return ShopFacts(
        name=settings.name,
        version=calls.version(),
        currency=settings.currency,
        time_zone=str(settings.terms.zone),
        prices_include_tax=settings.terms.gross,
        identity=settings.identity,
        clock_skew_s=skew,
        can_write=not any(each.writes for each in shut),
        problems=_problems(calls, settings, skew),
        locations=_locations(calls),
        order_states=order_states(),
        rights_missing=tuple(dict.fromkeys(_(each.words) for each in shut)),
    )


def _is_shut(calls: Calls, door: _Door) -> bool:
    query = criteria(size=1, fields="increment_id") if door.method == "GET" else ()
    try:
        calls.ask(door.method, door.path, door.payload, query=query)
    except ShopRejectedCredentialsError as refused:
        if right_missing(refused):
            return True
        raise
    return False


def _locations(calls: Calls) -> tuple[RemoteLocation, ...]:
    """Return the sources that hold stock; nothing where they may not be read."""
    try:
        sources = calls.read("inventory/sources", criteria(size=_PLACES)).items()
    except ShopRejectedCredentialsError:
        return ()
    return tuple(
        RemoteLocation(text(each.get("source_code")), text(each.get("name")))
        for each in sources
        if each.get("enabled") is not False
    )


def _problems(calls: Calls, settings: ShopSettings, skew: int) -> tuple[str, ...]:
    problems: list[str] = []
    if calls.cloud:
        problems.append(
            _(
                "Cette édition n’a été essayée que d’après la documentation d’Adobe\u00a0: "
                "vérifiez les premières commandes et un premier envoi dans la boutique."
            )
        )
    if settings.currency != "EUR":
        problems.append(_("La boutique ne vend pas en euros\u00a0: ses commandes seront refusées."))
    if calls.store and not settings.store_found:
        problems.append(
            _("La boutique n’a pas de vue magasin nommée «\u00a0{store}\u00a0».").format(
                store=calls.store
            )
        )
    if not settings.tax_mode_known:
        problems.append(
            _(
                "Rien ne dit encore si les prix de la boutique comprennent la TVA\u00a0: ils sont "
                "supposés TTC jusqu’à la première commande. Ses réglages permettent de le dire."
            )
        )
    if abs(skew) > CLOCK_TOLERANCE_S:
        problems.append(clock_hint(skew).strip())
    return tuple(problems)

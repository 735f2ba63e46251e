"""Find out about a WooCommerce shop before anything is written, and without writing."""

from collections.abc import Mapping
from types import MappingProxyType

from merchant_desk.connectors.woocommerce.calls import Calls
from merchant_desk.connectors.woocommerce.orders import STATES
from merchant_desk.connectors.woocommerce.settings import ShopSettings
from merchant_desk.errors import UnavailableError
from merchant_desk.sync.errors import ShopRejectedCredentialsError
from merchant_desk.sync.http_refusals import CLOCK_TOLERANCE_S, clock_hint
from merchant_desk.sync.record_fields import text
from merchant_desk.values.remote import RemoteOrderState, RemoteState, ShopFacts
from merchant_desk.values.texts import _, later

_LABELS: Mapping[str, str] = MappingProxyType(
    {
        "pending": later("En attente de paiement"),
        "processing": later("En cours"),
        "on-hold": later("En attente"),
        "completed": later("Terminée"),
        "cancelled": later("Annulée"),
        "refunded": later("Remboursée"),
        "failed": later("Échouée"),
    }
)


def probe(calls: Calls, settings: ShopSettings) -> ShopFacts:
    """Return what the shop says of itself; the one call that could write writes nothing."""
    index = calls.read("/wp-json/", {"_fields": "name,url,home,timezone_string"}).row()
    can_write, write_problem = _try_writing(calls)
    skew = calls.clock_skew_s or 0
    problems = [write_problem] if write_problem else []
    if settings.currency != "EUR":
        problems.append(_("La boutique ne vend pas en euros\u00a0: ses commandes seront refusées."))
    if abs(skew) > CLOCK_TOLERANCE_S:
        problems.append(clock_hint(skew).strip())
    return ShopFacts(
        name=str(index.get("name") or ""),
        version=_version(calls),
        currency=settings.currency,
        time_zone=str(index.get("timezone_string") or "Europe/Paris"),
        prices_include_tax=settings.prices_include_tax,
        identity=str(index.get("home") or index.get("url") or calls.address),
        clock_skew_s=skew,
        can_write=can_write,
        problems=tuple(problems),
        order_states=_order_states(calls),
        rights_missing=() if can_write else (_("Lecture/Écriture"),),
    )


def _version(calls: Calls) -> str:
    status = calls.ask("GET", "system_status", {"_fields": "environment"})
    environment = status.row().get("environment") if status.fine else None
    return text(environment.get("version")) if isinstance(environment, dict) else ""


def _order_states(calls: Calls) -> tuple[RemoteOrderState, ...]:
    """Return the states of orders, those of plugins included where the keys may see reports."""
    reply = calls.ask("GET", "reports/orders/totals", {"_fields": "slug,name"})
    told = reply.rows() if reply.fine else []
    named = {text(each.get("slug")): text(each.get("name")) for each in told}
    known = {word: _(label) for word, label in _LABELS.items()} | named
    return tuple(
        RemoteOrderState(word, label or word, STATES.get(word, RemoteState.UNKNOWN))
        for word, label in known.items()
        if word
    )


def _try_writing(calls: Calls) -> tuple[bool, str]:
    """Ask for a batch of nothing: a key that may only read is refused first."""
    try:
        reply = calls.ask("POST", "products/batch", payload={"update": []})
    except ShopRejectedCredentialsError as refused:
        return False, refused.title
    except UnavailableError as trouble:
        return False, trouble.title
    return reply.fine, "" if reply.fine else reply.refusal

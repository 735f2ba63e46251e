"""How suppliers, orders to them and their prices are said in French."""

from collections.abc import Mapping
from datetime import date

from merchant_desk.values.french import NBSP, long_date, number
from merchant_desk.values.goods_words import PurchaseEventKind, PurchaseState
from merchant_desk.values.texts import _, later, ngettext

COST_PARTS = 10_000
_STATES: Mapping[PurchaseState, str] = {
    PurchaseState.DRAFT: later("Brouillon"),
    PurchaseState.SENT: later("Envoyée"),
    PurchaseState.CONFIRMED: later("Confirmée"),
    PurchaseState.PARTIAL: later("Reçue en partie"),
    PurchaseState.RECEIVED: later("Reçue"),
    PurchaseState.CLOSED: later("Soldée"),
    PurchaseState.CANCELLED: later("Annulée"),
}
_EVENTS: Mapping[PurchaseEventKind, str] = {
    PurchaseEventKind.SENT: later("Commande envoyée"),
    PurchaseEventKind.CONFIRMED: later("Réponse du fournisseur"),
    PurchaseEventKind.CHANGED: later("Commande changée"),
    PurchaseEventKind.RECEIVED: later("Marchandise reçue"),
    PurchaseEventKind.CLOSED: later("Reste abandonné"),
    PurchaseEventKind.CANCELLED: later("Commande annulée"),
}


def purchase_state_words(state: PurchaseState) -> str:
    """Return what a state is called."""
    return _(_STATES[state])


def purchase_event_words(kind: PurchaseEventKind) -> str:
    """Return what a line of the story is called."""
    return _(_EVENTS[kind])


def unit_cost(cost: int) -> str:
    """Return a unit cost with the decimals it has: ``3,10 €``, ``0,1275 €``."""
    sign = "\u2212" if cost < 0 else ""
    whole, parts = divmod(abs(cost), COST_PARTS)
    decimals = f"{parts:04d}"
    return f"{sign}{number(whole)},{decimals[:2]}{decimals[2:].rstrip('0')}{NBSP}€"


def units_words(count: int) -> str:
    """Return ``1 unité``, ``24 unités``."""
    return ngettext("{n} unité", "{n} unités", count).format(n=number(count))


def packs_words(units: int, pack: int) -> str:
    """Return ``4 × 6``; nothing for units sold one by one or not by whole packs."""
    return f"{number(units // pack)} × {number(pack)}" if pack > 1 and units % pack == 0 else ""


def working_days_words(days: int) -> str:
    """Return ``1 jour ouvré``, ``8 jours ouvrés``."""
    return ngettext("{n} jour ouvré", "{n} jours ouvrés", days).format(n=number(days))


def days_words(tenths: int) -> str:
    """Return a mean of days with the decimal it has: ``6,5 jours``."""
    whole, rest = divmod(tenths, 10)
    said = f"{number(whole)},{rest}" if rest else number(whole)
    return ngettext("{n} jour", "{n} jours", whole if whole != 1 or not rest else 1).format(n=said)


def coming_words(units: int, day: date | None) -> str:
    """Return « 12 attendus le 3 décembre 2026 »; the day is not said when it is not known."""
    if day is None:
        words = ngettext("{n} attendu", "{n} attendus", units)
        return words.format(n=number(units))
    words = ngettext("{n} attendu le {day}", "{n} attendus le {day}", units)
    return words.format(n=number(units), day=_this_year(day))


def arrives_words(day: date) -> str:
    """Return « arrive le 3 décembre », for a list where the year goes without saying."""
    return _("arrive le {day}").format(day=_this_year(day))


def _this_year(day: date) -> str:
    return long_date(day).rpartition(" ")[0]

"""The choices of each filter of the list of orders; the first one filters nothing."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from merchant_desk.queries.orders import ShopChoice
from merchant_desk.queries.today_words import since_moment
from merchant_desk.ui.orders.order_words import DELIVERY_WORDS
from merchant_desk.values.order_states import PAYMENT_WORDS
from merchant_desk.values.order_views import OrderMark, OrderTab, Period
from merchant_desk.values.remote import Delivery
from merchant_desk.values.texts import _, later
from merchant_desk.values.words import PaymentState

_PERIODS = {
    Period.ANY: later("Toutes les dates"),
    Period.TODAY: later("Aujourd’hui"),
    Period.WEEK: later("7 derniers jours"),
    Period.MONTH: later("30 derniers jours"),
    Period.QUARTER: later("90 derniers jours"),
}
_MARKS = {
    OrderMark.NOTE: later("Avec une note"),
    OrderMark.GIFT: later("Cadeau"),
    OrderMark.SHORT: later("Manque de stock"),
    OrderMark.CONFLICT: later("Désaccord avec la boutique"),
    OrderMark.NO_TRACKING: later("Expédiée sans suivi"),
    OrderMark.DUE_TODAY: later("À expédier aujourd’hui"),
    OrderMark.DUE_LATER: later("À expédier les jours suivants"),
}
_TABS = {
    OrderTab.ALL: later("Toutes"),
    OrderTab.TO_PREPARE: later("À préparer"),
    OrderTab.IN_PROGRESS: later("En cours"),
    OrderTab.LATE: later("En retard"),
    OrderTab.WAITING: later("En attente"),
    OrderTab.BLOCKED: later("Bloquées"),
    OrderTab.SHIPPED: later("Expédiées"),
    OrderTab.CANCELLED: later("Annulées"),
}


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of a filter, in words."""

    value: object
    text: str


def periods() -> Sequence[Choice]:
    """Return how far back the list may go."""
    return [Choice(period, _(words)) for period, words in _PERIODS.items()]


def payments() -> Sequence[Choice]:
    """Return what may have been paid."""
    states = (Choice(state, _(PAYMENT_WORDS[state])) for state in PaymentState)
    return [Choice(None, _("Tous les paiements")), *states]


def deliveries() -> Sequence[Choice]:
    """Return how goods may reach the customer."""
    ways = (Choice(way, _(DELIVERY_WORDS[way])) for way in Delivery)
    return [Choice(None, _("Toutes les livraisons")), *ways]


def marks() -> Sequence[Choice]:
    """Return what an order may have that others have not."""
    return [Choice(None, _("Peu importe")), *(Choice(key, _(said)) for key, said in _MARKS.items())]


def new_choices(since: datetime | None, now: datetime) -> Sequence[Choice]:
    """Return « Nouvelles depuis hier 18:31 », when the day page asked for them."""
    if since is None:
        return [Choice(None, _("Peu importe"))]
    words = _("Nouvelles depuis {moment}").format(moment=since_moment(since, now))
    return [Choice(None, _("Peu importe")), Choice(since, words)]


def shop_choices(shops: Sequence[ShopChoice]) -> Sequence[Choice]:
    """Return the storefronts."""
    return [Choice(None, _("Tous les canaux")), *(Choice(one.shop_id, one.name) for one in shops)]


def tab_words(tab: OrderTab) -> str:
    """Return the name of a view."""
    return _(_TABS[tab])

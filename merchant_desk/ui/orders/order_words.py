"""What the states of an order look like: one word, one tone, quiet when all is well."""

import re

from merchant_desk.ui.tokens import Tone
from merchant_desk.ui.widgets.chip import ChipText
from merchant_desk.values.order_states import ORDER_WORDS, PAYMENT_WORDS
from merchant_desk.values.remote import Delivery
from merchant_desk.values.texts import _, later
from merchant_desk.values.words import OrderState, ParcelState, PaymentState

_STATE_TONES = {
    OrderState.UNPAID: Tone.MUTE,
    OrderState.HELD: Tone.BAD,
    OrderState.TO_PREPARE: Tone.WARN,
    OrderState.PREPARING: Tone.INFO,
    OrderState.PARTIAL: Tone.INFO,
    OrderState.SHIPPED: Tone.OK,
    OrderState.CANCELLED: Tone.MUTE,
}
_PAYMENT_TONES = {
    PaymentState.PENDING: Tone.WARN,
    PaymentState.PAID: Tone.OK,
    PaymentState.PARTLY_REFUNDED: Tone.MUTE,
    PaymentState.REFUNDED: Tone.MUTE,
}
_WAY = re.compile(r"\b(à |en )?(domicile|points? (relais|retrait))\b®?", re.IGNORECASE)
_SHORT_WORDS = {OrderState.UNPAID: later("En attente")}
_SHORT_PAYMENTS = {PaymentState.PARTLY_REFUNDED: later("Remb. en partie")}
_PARCEL_WORDS = {
    ParcelState.OPEN: (later("Ouvert"), Tone.INFO),
    ParcelState.CLOSED: (later("Expédié"), Tone.OK),
    ParcelState.CANCELLED: (later("Abandonné"), Tone.MUTE),
}
DELIVERY_WORDS = {
    Delivery.HOME: later("À domicile"),
    Delivery.RELAY: later("Point relais"),
    Delivery.COLLECT: later("Retrait en boutique"),
    Delivery.RESERVED: later("Réservée au comptoir"),
    Delivery.NONE: later("Rien à livrer"),
}


def state_chip(state: OrderState, blocked_reason: str = "", *, late: bool = False) -> ChipText:
    """Return where the order stands; a blocked or late one says so first."""
    if blocked_reason and state not in {OrderState.SHIPPED, OrderState.CANCELLED}:
        return ChipText(_("Bloquée"), Tone.BAD)
    if late:
        return ChipText(_("En retard"), Tone.BAD, icon="clock-alert")
    words = _(_SHORT_WORDS.get(state, ORDER_WORDS[state]))
    return ChipText(words, _STATE_TONES[state], quiet=state is OrderState.SHIPPED)


def payment_chip(state: PaymentState, *, short: bool = False) -> ChipText:
    """Return what was paid; ``short`` is for a column."""
    quiet = state is PaymentState.PAID
    words = _SHORT_PAYMENTS.get(state, PAYMENT_WORDS[state]) if short else PAYMENT_WORDS[state]
    return ChipText(_(words), _PAYMENT_TONES[state], quiet=quiet)


def parcel_chip(state: ParcelState) -> ChipText:
    """Return where a parcel stands."""
    words, tone = _PARCEL_WORDS[state]
    return ChipText(_(words), tone, quiet=state is ParcelState.CLOSED)


def delivery_text(delivery: Delivery, carrier: str) -> str:
    """Return how the goods reach the customer, as short as a column."""
    if delivery in {Delivery.COLLECT, Delivery.RESERVED}:
        return _("Retrait")
    if delivery is Delivery.NONE:
        return "—"
    return _short_carrier(carrier, delivery) or _(DELIVERY_WORDS[delivery])


def _short_carrier(carrier: str, delivery: Delivery) -> str:
    """Return « Colissimo » or « Colissimo relais » for what a shop calls its way of delivery."""
    name = _WAY.sub("", carrier).strip(" -–—·,")
    if delivery is not Delivery.RELAY or "rela" in name.lower():
        return name
    return _("{carrier} relais").format(carrier=name) if name else ""

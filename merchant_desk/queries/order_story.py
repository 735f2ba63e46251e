"""What happened to one order, as sentences: who did what, and when."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from merchant_desk.models.base import table
from merchant_desk.models.invoice import Invoice
from merchant_desk.models.order import Order, OrderEvent
from merchant_desk.models.parcel import Parcel, Wave, WaveOrder
from merchant_desk.models.shop import OutboxMessage, Shop
from merchant_desk.values.french import number
from merchant_desk.values.ids import OrderId, id_text
from merchant_desk.values.payment_means import means_words
from merchant_desk.values.texts import _, later
from merchant_desk.values.words import MessageState, OrderEventKind, ParcelState

_ORDERS, _EVENTS, _WAVES, _WAVE_ORDERS, _PARCELS, _INVOICES, _MESSAGES = (
    table(Order),
    table(OrderEvent),
    table(Wave),
    table(WaveOrder),
    table(Parcel),
    table(Invoice),
    table(OutboxMessage),
)
_DECIDED = {
    OrderEventKind.HELD: later("Mise de côté\u00a0: {detail}"),
    OrderEventKind.RELEASED: later("Débloquée"),
    OrderEventKind.LINKED: later("Article associé\u00a0: {detail}"),
    OrderEventKind.REPRINTED: later("Réimprimé\u00a0: {detail}"),
    OrderEventKind.EDITED: later("Modifiée dans la boutique en ligne"),
    OrderEventKind.REFUNDED: later("Remboursement de {detail} demandé à la boutique"),
    OrderEventKind.UNSCANNED: later("Expédiée sans scanner les articles"),
    OrderEventKind.CHARGED_BACK: later("Impayé de carte\u00a0: {detail}"),
}


@dataclass(frozen=True, slots=True)
class StoryEvent:
    """One thing that happened; ``by`` is empty when no one of the shop did it."""

    at: datetime
    sentence: str
    by: str = ""


def order_story(session: Session, order_id: OrderId) -> tuple[StoryEvent, ...]:
    """Return everything that happened, oldest first."""
    told = [
        *_beginning(session, order_id),
        *_waves(session, order_id),
        *_parcels(session, order_id),
        *_invoices(session, order_id),
        *_decisions(session, order_id),
        *_refunds(session, order_id),
    ]
    return tuple(sorted(told, key=lambda event: event.at))


def _beginning(session: Session, order_id: OrderId) -> Iterator[StoryEvent]:
    placed_at, paid_at, means = session.execute(
        select(_ORDERS.c.placed_at, _ORDERS.c.paid_at, _ORDERS.c.payment_means).where(
            _ORDERS.c.id == order_id
        )
    ).one()
    yield StoryEvent(placed_at, _("Commande passée"))
    if paid_at is not None:
        paid = _("Payée par {means}").format(means=means_words(means)) if means else _("Payée")
        yield StoryEvent(paid_at, paid)


def _waves(session: Session, order_id: OrderId) -> Iterator[StoryEvent]:
    rows = session.execute(
        select(_WAVES.c.at, _WAVES.c.number, _WAVES.c.by)
        .join(_WAVE_ORDERS, _WAVE_ORDERS.c.wave_id == _WAVES.c.id)
        .where(_WAVE_ORDERS.c.order_id == order_id)
    )
    for at, wave, by in rows:
        sentence = _("Mise dans la vague {wave}, bon de préparation demandé")
        yield StoryEvent(at, sentence.format(wave=number(wave)), by)


def _parcels(session: Session, order_id: OrderId) -> Iterator[StoryEvent]:
    names = ("number", "state", "opened_at", "opened_by", "closed_at", "closed_by")
    rows = session.execute(
        select(*(_PARCELS.c[name] for name in names)).where(_PARCELS.c.order_id == order_id)
    )
    for parcel, state, opened_at, opened_by, closed_at, closed_by in rows:
        opened = _("Colis {n} ouvert").format(n=number(parcel))
        yield StoryEvent(opened_at, opened, opened_by)
        if closed_at is not None:
            left = state is ParcelState.CLOSED
            sentence = _("Colis {n} expédié") if left else _("Colis {n} abandonné")
            yield StoryEvent(closed_at, sentence.format(n=number(parcel)), closed_by)


def _invoices(session: Session, order_id: OrderId) -> Iterator[StoryEvent]:
    rows = session.execute(
        select(_INVOICES.c.issued_at, _INVOICES.c.number, _INVOICES.c.by).where(
            _INVOICES.c.order_id == order_id
        )
    )
    for at, invoice, by in rows:
        yield StoryEvent(at, _("Facture {number} émise").format(number=invoice), by)


def _decisions(session: Session, order_id: OrderId) -> Iterator[StoryEvent]:
    rows = session.execute(
        select(_EVENTS.c.at, _EVENTS.c.kind, _EVENTS.c.detail, _EVENTS.c.by).where(
            _EVENTS.c.order_id == order_id
        )
    )
    for at, kind, detail, by in rows:
        yield StoryEvent(at, _(_DECIDED[kind]).format(detail=detail), by)


def _refunds(session: Session, order_id: OrderId) -> Iterator[StoryEvent]:
    """Yield what became of the refunds that the storefront was asked for."""
    rows = session.execute(
        select(_MESSAGES.c.state, _MESSAGES.c.sent_at, _MESSAGES.c.changed_at).where(
            _MESSAGES.c.shop_id.in_(select(table(Shop).c.id)),  # the index begins with the shop
            _MESSAGES.c.subject == id_text(order_id),
            _MESSAGES.c.kind == "refund",
        )
    )
    for state, sent_at, changed_at in rows:
        if state is MessageState.SENT and sent_at is not None:
            yield StoryEvent(sent_at, _("Remboursement noté par la boutique"))
        elif state is MessageState.DROPPED:
            yield StoryEvent(changed_at, _("Remboursement abandonné"))

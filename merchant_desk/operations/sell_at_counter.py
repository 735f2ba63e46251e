"""Sell what lies on the counter: ticket, stock, payments and change, in one transaction.

What a customer brings back is a ticket of its own, below zero, that says which sale it takes back;
an exchange is both at once, and what comes back pays for what is taken.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from merchant_desk.errors import RefusedError
from merchant_desk.models.base import table
from merchant_desk.models.invoice import Invoice
from merchant_desk.operations.choose_regime import Profile, profile_of
from merchant_desk.operations.counter_lots import check_lots
from merchant_desk.operations.give_number import NumberSeries
from merchant_desk.operations.keep_baskets import current_baskets, fresh_basket, keep_baskets
from merchant_desk.operations.move_counter_stock import move_counter_stock
from merchant_desk.operations.note_event import note_event
from merchant_desk.operations.open_parcel import ShopIdentityMissingError
from merchant_desk.operations.record_payment import Paid, record_payments
from merchant_desk.operations.write_invoice import Issued, write_invoices
from merchant_desk.operations.write_ticket import (
    TicketDraft,
    printed_payments,
    return_drafts,
    sale_draft,
)
from merchant_desk.queries.counter_tickets import units_back
from merchant_desk.rules.basket import counted
from merchant_desk.rules.basket_tenders import check_settled
from merchant_desk.rules.counter_payments import Settled, kept_tenders, settle
from merchant_desk.rules.vat_regime import is_rate_at
from merchant_desk.values.basket import BackLine, Basket, Baskets
from merchant_desk.values.clock import paris_date
from merchant_desk.values.fiscal_events import EventCode
from merchant_desk.values.french import euros, items
from merchant_desk.values.french import rate as rate_words
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import DraftId, InvoiceId
from merchant_desk.values.invoice_page import InvoiceKind
from merchant_desk.values.money import ZERO, Money
from merchant_desk.values.texts import _
from merchant_desk.values.vat import VatTreatment

_INVOICES = table(Invoice)


@dataclass(frozen=True, slots=True)
class TicketIssued:
    """A ticket of the counter; a return is below zero."""

    ticket_id: InvoiceId
    number: str
    total: Money


@dataclass(frozen=True, slots=True)
class CounterSold:
    """What was issued, the change to give, and the counter as it is left."""

    tickets: tuple[TicketIssued, ...]
    due: Money
    change: Money
    baskets: Baskets
    email: str = ""


def sell_at_counter(session: Session, gesture: Gesture, basket_id: DraftId) -> CounterSold:
    """Issue, seal, take off the shelf and record the money of the basket; twice sells once.

    Raises RefusedError when it is not paid exactly, or when a fact of the law is missing.
    """
    baskets = current_baskets(session, gesture)
    if baskets.running.basket_id != basket_id:
        return _sold_before(session, baskets, basket_id)
    profile = profile_of(session)
    if profile is None:
        raise ShopIdentityMissingError(
            _("La vente n’a pas été enregistrée\u00a0: l’identité de la boutique manque."),
            _("Remplissez-la dans Réglages, Boutique."),
        )
    basket = replace(baskets.running, back=_still_due(session, baskets.running.back))
    check_settled(basket)
    check_lots(session, gesture, basket)
    _check_rates(basket, profile, gesture)
    figures = counted(basket)
    drafts = [*return_drafts(gesture, profile, basket), *sale_draft(gesture, profile, basket)]
    tenders = kept_tenders(basket.tenders, figures.change)
    settled = settle([each.page.ttc for each in drafts], tenders)
    issued = _issue(session, gesture, basket, drafts, settled)
    numbers = ", ".join(each.number for each in issued)
    move_counter_stock(session, gesture, basket, numbers)
    _note_returns(session, gesture, drafts, issued)
    left = keep_baskets(session, gesture, Baskets(fresh_basket(gesture), baskets.parked))
    return CounterSold(tuple(issued), figures.due, figures.change, left, basket.email)


def _issue(
    session: Session,
    gesture: Gesture,
    basket: Basket,
    drafts: Sequence[TicketDraft],
    settled: Sequence[Settled],
) -> list[TicketIssued]:
    day = paris_date(gesture.at)
    series = NumberSeries(session, gesture, InvoiceKind.TICKET, day)
    change = counted(basket).change
    every = []
    for place, draft in enumerate(drafts):
        given = series.following()
        series.take()
        mine = [each for each in settled if each.place == place]
        page = replace(
            draft.page,
            number=given.number,
            payments=printed_payments(mine, day),
            change=change if draft.page.ttc.cents >= 0 else ZERO,
        )
        first = basket.basket_id if place == 0 else None
        every.append(
            Issued(
                given=given, order_id=None, parcel_id=None, page=page, sold=draft.sold,
                customer_id=basket.customer_id, corrects_id=draft.corrects_id, draft_id=first,
            )
        )  # fmt: skip
    series.keep(session, gesture)
    ids = write_invoices(session, gesture, series, every)
    record_payments(
        session,
        gesture,
        [
            Paid(
                payment_id=each.payment_id,
                amount=each.amount,
                means=each.means.value,
                paid_at=gesture.at,
                invoice_id=ids[each.place],
                reference=each.reference,
            )
            for each in settled
        ],
    )
    pairs = zip(ids, every, strict=True)
    return [TicketIssued(each, one.page.number, one.page.ttc) for each, one in pairs]


def _sold_before(session: Session, baskets: Baskets, basket_id: DraftId) -> CounterSold:
    row = session.execute(
        select(_INVOICES.c.id, _INVOICES.c.number, _INVOICES.c.total, _INVOICES.c.change).where(
            _INVOICES.c.draft_id == basket_id
        )
    ).first()
    if row is None:
        raise RefusedError(
            _("La vente n’a pas été enregistrée\u00a0: ce panier n’est plus sur le comptoir."),
            _("Reprenez-le parmi ceux qui attendent."),
        )
    return CounterSold(
        (TicketIssued(row.id, row.number, row.total),), row.total, row.change, baskets
    )


def _still_due(session: Session, back: Sequence[BackLine]) -> tuple[BackLine, ...]:
    """Return what comes back as the ledger of tickets is now: another station may take some too.

    The tickets are locked until the commit. Raises RefusedError for more than was sold.
    """
    tickets = sorted({each.ticket_id for each in back if each.ticket_id is not None})
    for ticket_id in tickets:
        session.execute(select(_INVOICES.c.id).where(_INVOICES.c.id == ticket_id).with_for_update())
    earlier = {line: n for each in tickets for line, n in units_back(session, each).items()}
    found = []
    for line in back:
        before = line.before
        if line.ticket_line_id is not None:
            before = earlier.get(line.ticket_line_id, 0)
        if line.ticket_line_id is not None and before + line.quantity > line.sold:
            raise RefusedError(
                _(
                    "Le retour n’a pas été enregistré\u00a0: «\u00a0{name}\u00a0» est déjà revenu."
                ).format(name=line.full_name),
                _("Retirez-le du panier\u00a0: le ticket {ticket} n’en a plus à reprendre.").format(
                    ticket=line.ticket
                ),
            )
        found.append(replace(line, before=before))
    return tuple(found)


def _check_rates(basket: Basket, profile: Profile, gesture: Gesture) -> None:
    if profile.treatment is VatTreatment.FRANCHISE:
        return
    day = paris_date(gesture.at)
    for line in basket.lines:
        if not is_rate_at(line.rate_bp, profile.seller.address, day):
            raise RefusedError(
                _(
                    "La vente n’a pas été enregistrée\u00a0: la TVA à {rate} de "
                    "«\u00a0{name}\u00a0» n’existe pas ici."
                ).format(rate=rate_words(line.rate_bp), name=line.full_name),
                _("Corrigez le taux sur la fiche de l’article, puis scannez-le de nouveau."),
            )


def _note_returns(
    session: Session,
    gesture: Gesture,
    drafts: Sequence[TicketDraft],
    issued: Sequence[TicketIssued],
) -> None:
    """Write each return in the journal of events (JET 190)."""
    for draft, made in zip(drafts, issued, strict=True):
        if not draft.returns:
            continue
        origin = draft.page.corrects
        detail = _("Retour {number}\u00a0: {items}, {total}, ticket {origin}").format(
            number=made.number,
            items=items(sum(-line.quantity for line in draft.page.lines)),
            total=euros(made.total),
            origin=_("absent") if origin is None else origin.number,
        )
        note_event(session, gesture, EventCode.ITEM_RETURNED, detail)

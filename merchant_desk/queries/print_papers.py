"""What to draw for a paper: the wave, orders, parcel or invoice it is about."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from merchant_desk.errors import RefusedError
from merchant_desk.models.base import table
from merchant_desk.models.invoice import Invoice
from merchant_desk.models.parcel import Parcel, Wave
from merchant_desk.models.promotion import Promotion
from merchant_desk.models.station import Station
from merchant_desk.queries.invoice_pages import invoice_page
from merchant_desk.queries.printed_tags import kept_tags
from merchant_desk.queries.slips import orders_slip, parcel_slip, wave_slip
from merchant_desk.values.clock import paris_date
from merchant_desk.values.french import long_date, number
from merchant_desk.values.ids import (
    InvoiceId,
    OrderId,
    ParcelId,
    PromotionId,
    RecordId,
    ReturnId,
    StationId,
    WaveId,
)
from merchant_desk.values.invoice_page import InvoiceKind, InvoicePage
from merchant_desk.values.price_tags import PriceTags
from merchant_desk.values.promotion_evidence import Evidence
from merchant_desk.values.return_slip import ReturnSlip
from merchant_desk.values.slips import PackingSlip, PickingBatch
from merchant_desk.values.texts import _
from merchant_desk.values.weekly_review import WeeklyReview
from merchant_desk.values.words import DocumentKind

_PARCELS, _WAVES, _INVOICES, _PROMOTIONS = (
    table(Parcel),
    table(Wave),
    table(Invoice),
    table(Promotion),
)

Drawable = (
    PickingBatch | PackingSlip | InvoicePage | PriceTags | Evidence | ReturnSlip | WeeklyReview
)


@dataclass(frozen=True, slots=True)
class Paper:
    """One document: its title, what it is about, and what to draw."""

    kind: DocumentKind
    subject: bytes
    title: str
    content: Drawable


def print_papers(
    session: Session, kind: DocumentKind, subjects: Sequence[bytes], now: datetime
) -> tuple[Paper, ...]:
    """Return the papers of these subjects; an invoice that came out before is a DUPLICATA.

    PICKING takes waves, or orders that are in none (one slip for all); PACKING takes parcels, or
    orders; INVOICE and TICKET take invoices; PRICE_TAGS takes lines of the journal of operations;
    EVIDENCE takes promotions; RETURN_SLIP takes returns; WEEKLY_REVIEW takes the station that
    asks. Raises RefusedError when there is nothing of the kind.
    """
    if not subjects:
        raise _nothing()
    if kind is DocumentKind.PICKING:
        return _picking(session, subjects, now)
    if kind is DocumentKind.PACKING:
        return tuple(_packing(session, subject, now) for subject in subjects)
    if kind in {DocumentKind.INVOICE, DocumentKind.TICKET}:
        return tuple(_invoice(session, subject) for subject in subjects)
    if kind is DocumentKind.PRICE_TAGS:
        return tuple(_tags(session, subject) for subject in subjects)
    if kind is DocumentKind.WEEKLY_REVIEW:
        return tuple(_review(session, subject, now) for subject in subjects)
    alone = {DocumentKind.EVIDENCE: _evidence, DocumentKind.RETURN_SLIP: _return_slip}.get(kind)
    if alone is None:
        raise _nothing()
    return tuple(alone(session, subject) for subject in subjects)


def _review(session: Session, subject: bytes, now: datetime) -> Paper:
    from merchant_desk.queries.weekly_review import (  # noqa: PLC0415 - treasury, on first use
        weekly_review,
    )

    if session.get(Station, StationId(subject)) is None:
        raise _nothing()
    review = weekly_review(session, StationId(subject), paris_date(now))
    title = _("Revue de la semaine du {day}").format(day=long_date(review.week.first))
    return Paper(DocumentKind.WEEKLY_REVIEW, subject, title, review)


def _return_slip(session: Session, subject: bytes) -> Paper:
    from merchant_desk.models.returned import Return  # noqa: PLC0415 - returns, on first use
    from merchant_desk.queries.return_slip import (  # noqa: PLC0415 - returns, on first use
        return_slip,
        slip_title,
    )

    if session.get(Return, ReturnId(subject)) is None:
        raise _nothing()
    slip = return_slip(session, ReturnId(subject))
    return Paper(DocumentKind.RETURN_SLIP, subject, slip_title(slip), slip)


def _evidence(session: Session, subject: bytes) -> Paper:
    from merchant_desk.queries.promotion_evidence import (  # noqa: PLC0415 - the law, on first use
        promotion_evidence,
    )

    promotion_id = PromotionId(subject)
    if not session.execute(
        select(_PROMOTIONS.c.id).where(_PROMOTIONS.c.id == promotion_id)
    ).first():
        raise _nothing()
    evidence = promotion_evidence(session, promotion_id)
    title = _("Dossier de preuve, {operation}").format(operation=evidence.operation.title)
    return Paper(DocumentKind.EVIDENCE, subject, title, evidence)


def _tags(session: Session, subject: bytes) -> Paper:
    tags = kept_tags(session, RecordId(subject))
    if tags is None:
        raise _nothing()
    return Paper(DocumentKind.PRICE_TAGS, subject, tags.title, tags)


def _picking(session: Session, subjects: Sequence[bytes], now: datetime) -> tuple[Paper, ...]:
    waves = [_wave(session, subject, now) for subject in subjects]
    found = tuple(wave for wave in waves if wave is not None)
    if found:
        return found
    order_ids = [OrderId(subject) for subject in subjects]
    batch = orders_slip(session, order_ids, now)
    if not batch.slips:
        raise _nothing()
    title = _("Bon de préparation")
    return (Paper(DocumentKind.PICKING, order_ids[0], title, batch),)


def _wave(session: Session, subject: bytes, now: datetime) -> Paper | None:
    rank = session.execute(select(_WAVES.c.number).where(_WAVES.c.id == WaveId(subject))).scalar()
    if rank is None:
        return None
    title = _("Bon de préparation n°\u00a0{number}").format(number=number(rank))
    return Paper(DocumentKind.PICKING, subject, title, wave_slip(session, WaveId(subject), now))


def _packing(session: Session, subject: bytes, now: datetime) -> Paper:
    slip = _parcel_or_order(session, subject, now)
    title = _("Bon de livraison de la commande {number}").format(number=slip.order_number)
    return Paper(DocumentKind.PACKING, subject, title, slip)


def _parcel_or_order(session: Session, subject: bytes, now: datetime) -> PackingSlip:
    parcel_id = ParcelId(subject)
    if session.execute(select(_PARCELS.c.id).where(_PARCELS.c.id == parcel_id)).first():
        return parcel_slip(session, parcel_id, now)
    slips = orders_slip(session, [OrderId(subject)], now).slips
    if not slips:
        raise _nothing()
    return slips[0]


def _invoice(session: Session, subject: bytes) -> Paper:
    invoice_id = InvoiceId(subject)
    known = session.execute(select(_INVOICES.c.id).where(_INVOICES.c.id == invoice_id)).first()
    if known is None:
        raise _nothing()
    page = invoice_page(session, invoice_id, as_duplicate=True)
    if page.kind is InvoiceKind.TICKET:
        again = _("Duplicata du ticket {number}") if page.duplicate else _("Ticket {number}")
        return Paper(DocumentKind.TICKET, subject, again.format(number=page.number), page)
    pattern = _("Duplicata de la facture {number}") if page.duplicate else _("Facture {number}")
    title = pattern.format(number=page.number)
    return Paper(DocumentKind.INVOICE, subject, title, page)


def _nothing() -> RefusedError:
    return RefusedError(
        _("Le document n’a pas été préparé\u00a0: ce qu’il décrit n’existe plus."),
        _("Ouvrez la commande et redemandez le document."),
    )

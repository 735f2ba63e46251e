"""Add a status to the life of an e-invoice: told by the platform, by us, or by hand."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from merchant_desk.database.prepared import insert_into
from merchant_desk.errors import RefusedError
from merchant_desk.models.base import table
from merchant_desk.models.platform import InvoiceStatus
from merchant_desk.rules.invoice_life import is_over, may_follow, status_name, status_of
from merchant_desk.rules.status_reasons import is_reason
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import InvoiceId, RecordId, SupplierInvoiceId, new_id
from merchant_desk.values.platform_words import StatusSource
from merchant_desk.values.texts import _

_STATUSES = table(InvoiceStatus)


@dataclass(frozen=True, slots=True)
class StatusNoted:
    """A status of one invoice, sold or bought."""

    code: int
    happened_at: datetime
    source: StatusSource
    reason: str = ""
    note: str = ""
    invoice_id: InvoiceId | None = None
    supplier_invoice_id: SupplierInvoiceId | None = None


def note_status(session: Session, gesture: Gesture, told: StatusNoted) -> bool:
    """Add the status once, whatever came before: the platform knows better than we do.

    Return whether it was new.
    """
    known = session.execute(
        select(_STATUSES.c.id).where(
            _about(told),
            _STATUSES.c.code == told.code,
            _STATUSES.c.reason == told.reason,
            _STATUSES.c.happened_at == told.happened_at,
        )
    ).first()
    if known is not None:
        return False
    insert_into(
        session,
        _STATUSES,
        {
            "id": RecordId(new_id()),
            "invoice_id": told.invoice_id,
            "supplier_invoice_id": told.supplier_invoice_id,
            "code": told.code,
            "reason": told.reason,
            "note": told.note,
            "source": told.source,
            "happened_at": told.happened_at,
            "at": gesture.at,
            "by": gesture.person,
        },
    )
    return True


def note_status_by_hand(session: Session, gesture: Gesture, told: StatusNoted) -> bool:
    """Add a status that she read elsewhere or gives herself; it must follow what came before."""
    known = known_codes(session, told)
    if status_of(told.code) is None or is_over(known) or not may_follow(known, told.code):
        raise RefusedError(
            _(
                "Le statut «\u00a0{name}\u00a0» n’a pas été noté\u00a0: il ne peut pas suivre "
                "«\u00a0{last}\u00a0»."
            ).format(name=status_name(told.code), last=status_name(known[-1]) if known else "—"),
            _("Vérifiez le statut sur le site de votre plateforme."),
        )
    status = status_of(told.code)
    if status is not None and status.needs_reason and not is_reason(told.code, told.reason):
        raise RefusedError(
            _("Le statut «\u00a0{name}\u00a0» n’a pas été noté\u00a0: son motif manque.").format(
                name=status_name(told.code)
            ),
            _("Choisissez un motif de la liste."),
        )
    return note_status(session, gesture, told)


def known_codes(session: Session, told: StatusNoted) -> tuple[int, ...]:
    """Return the statuses given so far, in the order in which they happened."""
    rows = session.execute(
        select(_STATUSES.c.code)
        .where(_about(told))
        .order_by(_STATUSES.c.happened_at, _STATUSES.c.at, _STATUSES.c.id)
    )
    return tuple(row.code for row in rows)


def _about(told: StatusNoted) -> ColumnElement[bool]:
    if told.invoice_id is not None:
        return _STATUSES.c.invoice_id == told.invoice_id
    return _STATUSES.c.supplier_invoice_id == told.supplier_invoice_id

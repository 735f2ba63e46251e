"""Issue a document written by hand, at the counter, or from another one: checked, numbered, sealed.

Everything happens in one transaction: a document has a number only when it exists, and what cannot
be issued leaves no gap. Asking twice for the same draft issues once.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from merchant_desk.errors import RefusedError
from merchant_desk.models.invoice import Invoice
from merchant_desk.models.invoice import InvoiceDraft as KeptDraft
from merchant_desk.operations.cancel_by_credit import cancelling_draft
from merchant_desk.operations.give_number import NumberSeries
from merchant_desk.operations.post_invoice import InvoicePosted
from merchant_desk.operations.write_invoice import Issued, Sold, write_invoices
from merchant_desk.queries.draft_page import Circumstances, DraftShown, shown_draft
from merchant_desk.values.clock import paris_date
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import DraftId
from merchant_desk.values.invoice_draft import DraftLine, InvoiceDraft
from merchant_desk.values.invoice_page import InvoiceKind, InvoiceLine, InvoicePayment
from merchant_desk.values.preflight import Problem
from merchant_desk.values.texts import _


@dataclass(frozen=True, slots=True)
class WithPayments:
    """What was received for a document at the moment of its issue, as it prints it."""

    payments: tuple[InvoicePayment, ...] = ()


_UNPAID = WithPayments()


def issue_document(
    session: Session,
    gesture: Gesture,
    draft_id: DraftId,
    draft: InvoiceDraft,
    paid: WithPayments = _UNPAID,
) -> InvoicePosted:
    """Issue this draft; the first answer is given again when it was issued before.

    A correction cancels the whole of the document it replaces by a credit note, in the same
    transaction: what is counted stays right (CGI 289 I-5). Raises RefusedError with every reason.
    """
    session.flush()
    before = issued_before(session, draft_id)
    if before is not None:
        return before
    if draft.kind is InvoiceKind.CORRECTED and draft.corrects_id is not None:
        cancelling = cancelling_draft(session, draft.corrects_id, draft.reason)
        _issue(session, gesture, None, cancelling, _UNPAID)
    posted = _issue(session, gesture, draft_id, draft, paid)
    session.execute(delete(KeptDraft).where(KeptDraft.id == draft_id))
    return posted


def _issue(
    session: Session,
    gesture: Gesture,
    draft_id: DraftId | None,
    draft: InvoiceDraft,
    paid: WithPayments,
) -> InvoicePosted:
    today = paris_date(gesture.at)
    series = NumberSeries(session, gesture, draft.kind, draft.issued_on or today)
    _check_open(series, draft, today)
    given = series.following()
    around = Circumstances(today, given.number, paid.payments)
    shown = shown_draft(session, draft, around)
    if shown.problems:
        raise refused_for(shown.problems)
    issued = Issued(
        given=given,
        order_id=draft.order_id,
        parcel_id=None,
        page=shown.page,
        sold=sold_of(shown),
        customer_id=draft.customer_id,
        corrects_id=draft.corrects_id,
        details_id=draft.details_id,
        draft_id=draft_id,
    )
    series.take()
    series.keep(session, gesture)
    (invoice_id,) = write_invoices(session, gesture, series, [issued])
    return InvoicePosted(invoice_id, given.number, shown.page.ttc)


def issued_before(session: Session, draft_id: DraftId) -> InvoicePosted | None:
    """Return what this draft became, if it was issued."""
    row = session.execute(
        select(Invoice.id, Invoice.number, Invoice.total).where(Invoice.draft_id == draft_id)
    ).first()
    return None if row is None else InvoicePosted(row.id, row.number, row.total)


def _check_open(series: NumberSeries, draft: InvoiceDraft, today: date) -> None:
    """Refuse a date chosen in a period that was closed; today's sales go to the next open day."""
    if draft.issued_on is not None and draft.issued_on < today and series.closed_on:
        raise RefusedError(
            _("La facture n’a pas été émise\u00a0: sa date est dans une période clôturée."),
            _("Choisissez la date du jour."),
        )


def refused_for(problems: Sequence[Problem]) -> RefusedError:
    """Return the refusal that tells every reason, and what to do about the first."""
    reasons = " ".join(dict.fromkeys(each.sentence for each in problems))
    return RefusedError(
        _("La facture n’a pas été émise. {reasons}").format(reasons=reasons), problems[0].advice
    )


def sold_of(shown: DraftShown) -> list[Sold]:
    """Return the lines as the ledger writes them."""
    pairs = zip(shown.page.lines, shown.amounts.drafts, strict=True)
    return [_sold(line, draft) for line, draft in pairs]


def _sold(line: InvoiceLine, draft: DraftLine) -> Sold:
    return Sold(
        order_line_id=draft.order_line_id,
        kind=line.kind,
        sku=line.sku,
        name=line.name,
        option_text=line.option,
        quantity=line.quantity,
        amount=line.ttc,
        discount=line.discount,
        rate_bp=line.rate_bp,
        treatment=line.treatment,
        product_id=draft.product_id,
        credits_line_id=draft.credits_line_id,
    )

"""Issue the invoices of parcels: numbered, dated and frozen in the gesture that ships them."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from merchant_desk.errors import RefusedError
from merchant_desk.operations.draft_invoice import Draft
from merchant_desk.operations.give_number import NumberSeries
from merchant_desk.operations.write_invoice import Issued, write_invoices
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import InvoiceId
from merchant_desk.values.money import Money
from merchant_desk.values.texts import _


@dataclass(frozen=True, slots=True)
class InvoicePosted:
    """An issued invoice."""

    invoice_id: InvoiceId
    number: str
    total: Money


def post_invoices(
    session: Session, gesture: Gesture, series: NumberSeries, drafts: Sequence[Draft]
) -> tuple[InvoicePosted, ...]:
    """Issue the drafts; what the series gave them is kept with them.

    Raises RefusedError when the law wants a fact that the shop or an order does not have.
    """
    issued = [_issued(draft) for draft in drafts]
    series.keep(session, gesture)
    identifiers = write_invoices(session, gesture, series, issued)
    return tuple(
        InvoicePosted(invoice_id, each.given.number, each.page.ttc)
        for invoice_id, each in zip(identifiers, issued, strict=True)
    )


def _issued(draft: Draft) -> Issued:
    if draft.regime_problem:
        raise RefusedError(_("La facture n’a pas été émise."), draft.regime_problem)
    if draft.page is None or draft.gaps:
        raise RefusedError(
            _("La facture n’a pas été émise. {gaps}").format(gaps=draft.gaps),
            _("Complétez ces renseignements, puis scannez de nouveau le dernier article."),
        )
    order, parcel = draft.leaving.order, draft.leaving.parcel
    return Issued(draft.given, order.id, parcel.parcel_id, draft.page, draft.sold)

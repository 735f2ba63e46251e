"""Make the credit note (avoir) of a document: whole, by line, or an amount as a goodwill."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from sqlalchemy.orm import Session

from merchant_desk.errors import RefusedError
from merchant_desk.models.invoice import Invoice, InvoiceLine
from merchant_desk.operations.cancel_by_credit import (
    LeftLine,
    RateKey,
    credit_draft,
    creditable,
    credited,
    everything_left,
    goodwill_given,
    lines_left,
)
from merchant_desk.operations.issue_document import WithPayments, issue_document, issued_before
from merchant_desk.operations.post_invoice import InvoicePosted
from merchant_desk.operations.record_payment import Paid, record_payments
from merchant_desk.operations.restock_credited import restock_credited
from merchant_desk.queries.draft_page import deposits_left
from merchant_desk.rules.document_amounts import amounts_of
from merchant_desk.values.clock import paris_date
from merchant_desk.values.french import euros
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import DraftId, InvoiceId, PaymentId, RecordId
from merchant_desk.values.invoice_draft import DraftLine, InvoiceDraft
from merchant_desk.values.invoice_page import InvoiceKind, InvoicePayment, PriceMethod
from merchant_desk.values.money import ZERO, Money, total
from merchant_desk.values.remote import LineKind
from merchant_desk.values.texts import _
from merchant_desk.values.unit_price import UnitPrice


@dataclass(frozen=True, slots=True)
class Refund:
    """Money given back with a credit note; its id is made before it is asked for."""

    payment_id: PaymentId
    means: str
    amount: Money | None = None
    """None: all that the credit note comes to."""


@dataclass(frozen=True, slots=True)
class CreditAsked:
    """What to give back of a document: these units of its lines, an amount, or everything left."""

    invoice_id: InvoiceId
    reason: str
    lines: tuple[tuple[RecordId, int], ...] = ()
    amount: Money | None = None
    """With VAT: a goodwill without return, shared over the rates of the document."""
    restock: bool = False
    refund: Refund | None = None
    parts: tuple[tuple[RecordId, Money], ...] = ()
    """Less than the price of a line, by the document's method: the standard carriage alone."""


def credit_invoice(
    session: Session, gesture: Gesture, draft_id: DraftId, asked: CreditAsked
) -> InvoicePosted:
    """Issue the credit note, put back on the shelf what came back, note what was given back.

    Raises RefusedError when more would be given back than is left of the document.
    """
    session.flush()
    before = issued_before(session, draft_id)
    if before is not None:
        return before
    draft = credit_of(session, asked)
    refund = _refunded(asked, draft)
    posted = issue_document(session, gesture, draft_id, draft, _paid(gesture, refund))
    if asked.restock:
        restock_credited(session, gesture, asked.invoice_id, draft, posted.number)
    _give_back(session, gesture, refund, posted)
    return posted


def credit_of(session: Session, asked: CreditAsked) -> InvoiceDraft:
    """Return the credit note as it would be issued."""
    invoice = creditable(session, asked.invoice_id)
    left, given = lines_left(session, invoice), goodwill_given(session, invoice)
    if asked.amount is not None:
        lines = _goodwill(invoice, left, given, asked.amount)
    elif asked.lines:
        lines = _in_part(_chosen(left, dict(asked.lines)), dict(asked.parts))
        _check_left(lines, left, given)
    else:
        lines = everything_left(session, invoice)
    if not lines:
        raise RefusedError(
            _("L’avoir n’a pas été émis\u00a0: tout a déjà été rendu sur ce document."),
            _("Ouvrez ses avoirs pour les revoir."),
        )
    draft = credit_draft(invoice, lines, asked.reason)
    if invoice.kind is InvoiceKind.DEPOSIT:
        _check_deposit(session, invoice, draft)
    return draft


def _check_deposit(session: Session, invoice: Invoice, draft: InvoiceDraft) -> None:
    """Refuse to give back what a final invoice has deducted already."""
    able = deposits_left(session, [invoice.id])[invoice.id]
    wanted = -total(row.ttc for row in amounts_of(draft).rows)
    if wanted > able:
        raise RefusedError(
            _("L’avoir n’a pas été émis\u00a0: une facture a déjà déduit cet acompte."),
            _("Il en reste {left} à rendre.").format(left=euros(able)),
        )


def _check_left(
    lines: Sequence[DraftLine], left: Sequence[LeftLine], given: Mapping[RateKey, Money]
) -> None:
    """Refuse units whose price a goodwill has given back in part already."""
    for key, amount in _left_by_rate(left, given).items():
        back = -total(
            each.amount or ZERO for each in lines if (each.rate_bp, each.treatment) == key
        )
        if back > amount:
            raise RefusedError(
                _("L’avoir n’a pas été émis\u00a0: un geste commercial en a déjà rendu une part."),
                _("Rendez le reste en entier, ou un montant de {left} au plus.").format(
                    left=euros(amount)
                ),
            )


def _left_by_rate(left: Sequence[LeftLine], given: Mapping[RateKey, Money]) -> dict[RateKey, Money]:
    found: dict[RateKey, Money] = {}
    for each in left:
        key = (each.line.rate_bp, each.line.treatment)
        found[key] = found.get(key, ZERO) + each.amount
    return {key: amount - given.get(key, ZERO) for key, amount in found.items()}


def _chosen(left: Sequence[LeftLine], wanted: Mapping[RecordId, int]) -> list[DraftLine]:
    by_id = {each.line.id: each for each in left}
    lines = []
    for line_id, quantity in wanted.items():
        found = by_id.get(line_id)
        if found is None or quantity <= 0 or quantity > found.quantity:
            name = "" if found is None else found.line.name
            if quantity <= 0:
                raise RefusedError(
                    _("L’avoir n’a pas été émis\u00a0: la quantité doit être supérieure à zéro."),
                    _("Indiquez combien d’unités reviennent."),
                )
            raise RefusedError(
                _(
                    "L’avoir n’a pas été émis\u00a0: il rendrait plus de «\u00a0{name}\u00a0» "
                    "qu’il n’en reste."
                ).format(name=name),
                _("Il en reste {n} à rendre sur ce document.").format(
                    n=0 if found is None else found.quantity
                ),
            )
        lines.append(credited(found, quantity))
    return lines


def _in_part(lines: Sequence[DraftLine], parts: Mapping[RecordId, Money]) -> list[DraftLine]:
    """Give back no more of a line than its part, where it has one."""
    found = []
    for line in lines:
        part = parts.get(line.credits_line_id) if line.credits_line_id else None
        if part is not None and line.amount is not None and part < -line.amount:
            each = UnitPrice.each(part, -line.quantity)
            found.append(replace(line, amount=-part, unit_price=each))
        else:
            found.append(line)
    return found


def _goodwill(
    invoice: Invoice, left: Sequence[LeftLine], given: Mapping[RateKey, Money], amount: Money
) -> list[DraftLine]:
    """Share an amount with VAT over what is left at each rate, largest remainder."""
    rest = {key: whole for key, whole in _left_by_rate(left, given).items() if whole.cents > 0}
    able = total(rest.values())
    wanted = amount if invoice.method == PriceMethod.TTC else _without_vat(invoice, amount)
    if amount.cents <= 0:
        raise RefusedError(
            _("L’avoir n’a pas été émis\u00a0: son montant doit être supérieur à zéro."),
            _("Indiquez ce que vous rendez, TVA comprise."),
        )
    if wanted > able:
        raise RefusedError(
            _("L’avoir n’a pas été émis\u00a0: il dépasse ce qui reste, {left}.").format(
                left=euros(able)
            ),
            _("Indiquez un montant de 0,01\u00a0€ à {left}.").format(left=euros(able))
            if able
            else _("Tout en a déjà été rendu\u00a0: il n’y a plus rien à créditer."),
        )
    shares = wanted.share([whole.cents for whole in rest.values()])
    like = {(each.line.rate_bp, each.line.treatment): each.line for each in left}
    return [
        _gesture_line(like[key], share) for key, share in zip(rest, shares, strict=True) if share
    ]


def _without_vat(invoice: Invoice, amount: Money) -> Money:
    return amount.part(invoice.net_total.cents, invoice.total.cents)


def _gesture_line(like: InvoiceLine, amount: Money) -> DraftLine:
    return DraftLine(
        name=_("Geste commercial"),
        quantity=-1,
        unit_price=UnitPrice.of(amount),
        rate_bp=like.rate_bp,
        treatment=like.treatment,
        category=like.category,
        kind=LineKind.PRODUCT,
    )


def _refunded(asked: CreditAsked, draft: InvoiceDraft) -> Refund | None:
    """Return what is given back; raise RefusedError when it is more than the credit note."""
    if asked.refund is None:
        return None
    most = -total(row.ttc for row in amounts_of(draft).rows)
    amount = most if asked.refund.amount is None else asked.refund.amount
    if amount.cents <= 0 or amount > most:
        raise RefusedError(
            _("L’avoir n’a pas été émis\u00a0: on rendrait plus que son montant, {most}.").format(
                most=euros(most)
            ),
            _("Corrigez le montant remboursé."),
        )
    return replace(asked.refund, amount=-amount)


def _paid(gesture: Gesture, refund: Refund | None) -> WithPayments:
    if refund is None or refund.amount is None:
        return WithPayments()
    day = paris_date(gesture.at)
    return WithPayments((InvoicePayment(refund.means, day, refund.amount),))


def _give_back(
    session: Session, gesture: Gesture, refund: Refund | None, posted: InvoicePosted
) -> None:
    if refund is None or refund.amount is None:
        return
    paid = Paid(
        refund.payment_id, refund.amount, refund.means, gesture.at, invoice_id=posted.invoice_id
    )
    record_payments(session, gesture, [paid])

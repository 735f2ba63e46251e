"""Make the credit note (avoir) of a document: whole, by line, or an amount as a goodwill."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from merchant_desk.errors import RefusedError
from merchant_desk.models.invoice import Invoice, InvoiceLine
from merchant_desk.models.order import OrderLine
from merchant_desk.operations.cancel_by_credit import (
    LeftLine,
    credit_draft,
    creditable,
    credited,
    lines_left,
)
from merchant_desk.operations.issue_document import WithPayments, issue_document
from merchant_desk.operations.post_invoice import InvoicePosted
from merchant_desk.operations.post_move import Move, post_moves
from merchant_desk.operations.queue_message import queue_state
from merchant_desk.operations.record_payment import Paid, record_payments
from merchant_desk.operations.take_from_bins import usual_bin
from merchant_desk.rules.document_amounts import amounts_of
from merchant_desk.values.clock import paris_date
from merchant_desk.values.french import euros
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import DraftId, InvoiceId, PaymentId, ProductId, RecordId
from merchant_desk.values.invoice_draft import DraftLine, InvoiceDraft
from merchant_desk.values.invoice_page import InvoicePayment, PriceMethod
from merchant_desk.values.money import Money, total
from merchant_desk.values.places import CUSTOMER
from merchant_desk.values.remote import LineKind
from merchant_desk.values.texts import _
from merchant_desk.values.unit_price import UnitPrice
from merchant_desk.values.words import MoveReason


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


def credit_invoice(
    session: Session, gesture: Gesture, draft_id: DraftId, asked: CreditAsked
) -> InvoicePosted:
    """Issue the credit note, put back on the shelf what came back, note what was given back.

    Raises RefusedError when more would be given back than is left of the document.
    """
    session.flush()
    known = session.scalar(select(Invoice.id).where(Invoice.draft_id == draft_id))
    draft = credit_of(session, asked)
    refund = _refunded(asked, draft)
    posted = issue_document(session, gesture, draft_id, draft, _paid(gesture, refund))
    if known is None:
        _put_back(session, gesture, asked, draft, posted.number)
        _give_back(session, gesture, refund, posted)
    return posted


def credit_of(session: Session, asked: CreditAsked) -> InvoiceDraft:
    """Return the credit note as it would be issued."""
    invoice = creditable(session, asked.invoice_id)
    left = lines_left(session, invoice)
    if asked.amount is not None:
        lines = _goodwill(invoice, left, asked.amount)
    elif asked.lines:
        lines = _chosen(left, dict(asked.lines))
    else:
        lines = [credited(each, each.quantity) for each in left if each.quantity]
    if not lines:
        raise RefusedError(
            _("L’avoir n’a pas été émis\u00a0: tout a déjà été rendu sur ce document."),
            _("Ouvrez ses avoirs pour les revoir."),
        )
    return credit_draft(invoice, lines, asked.reason)


def _chosen(left: Sequence[LeftLine], wanted: Mapping[RecordId, int]) -> list[DraftLine]:
    by_id = {each.line.id: each for each in left}
    lines = []
    for line_id, quantity in wanted.items():
        found = by_id.get(line_id)
        if found is None or quantity <= 0 or quantity > found.quantity:
            name = "" if found is None else found.line.name
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


def _goodwill(invoice: Invoice, left: Sequence[LeftLine], amount: Money) -> list[DraftLine]:
    """Share an amount with VAT over what is left at each rate, largest remainder."""
    rest: dict[tuple[int, object], list[LeftLine]] = {}
    for each in left:
        rest.setdefault((each.line.rate_bp, each.line.treatment), []).append(each)
    groups = [(lines, total(each.amount for each in lines)) for lines in rest.values()]
    groups = [(lines, whole) for lines, whole in groups if whole.cents > 0]
    able = total(whole for _lines, whole in groups)
    wanted = amount if invoice.method == PriceMethod.TTC else _without_vat(invoice, amount)
    if wanted.cents <= 0 or wanted > able:
        raise RefusedError(
            _(
                "L’avoir n’a pas été émis\u00a0: il dépasse ce qui reste du document ({left})."
            ).format(left=euros(able)),
            _("Indiquez un montant de 0,01\u00a0€ à {left}.").format(left=euros(able)),
        )
    shares = wanted.share([whole.cents for _lines, whole in groups])
    return [
        _gesture_line(lines[0].line, share)
        for (lines, _whole), share in zip(groups, shares, strict=True)
        if share
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


def _put_back(
    session: Session, gesture: Gesture, asked: CreditAsked, draft: InvoiceDraft, number: str
) -> None:
    if not asked.restock:
        return
    products = _products(session, draft)
    moves = [
        Move(product, CUSTOMER, usual_bin(session, product), units, MoveReason.RETURN, note=number)
        for product, units in products.items()
    ]
    post_moves(session, gesture, moves)
    queue_state(session, gesture, "stock", list(products))


def _products(session: Session, draft: InvoiceDraft) -> dict[ProductId, int]:
    """Return how many units of each article come back; what is no article does not."""
    lines = {each.credits_line_id: -each.quantity for each in draft.lines if each.credits_line_id}
    rows = session.execute(
        select(InvoiceLine.id, InvoiceLine.product_id, OrderLine.product_id)
        .outerjoin(OrderLine, OrderLine.id == InvoiceLine.order_line_id)
        .where(InvoiceLine.id.in_(list(lines)))
    )
    found: dict[ProductId, int] = {}
    for line_id, sold, ordered in rows:
        product = sold or ordered
        if product is not None and lines[line_id] > 0:
            found[product] = found.get(product, 0) + lines[line_id]
    return found

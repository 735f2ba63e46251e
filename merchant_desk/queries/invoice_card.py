"""One issued document whole: its page, its money, what corrects it, what was asked and told."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from merchant_desk.errors import RefusedError
from merchant_desk.models.base import table
from merchant_desk.models.invoice import DepositUse, Invoice, Reminder
from merchant_desk.models.order import Payment
from merchant_desk.models.platform import InvoiceStatus
from merchant_desk.models.seal import DocumentCopy, Seal
from merchant_desk.queries.credit_lines import CreditLine, credit_lines
from merchant_desk.queries.invoice_pages import invoice_page
from merchant_desk.queries.receivables import Due, PaidState, due_of, money_without_document
from merchant_desk.values.clock import paris_date
from merchant_desk.values.ids import InvoiceId, OrderId
from merchant_desk.values.invoice_page import InvoiceKind, InvoicePage
from merchant_desk.values.money import Money
from merchant_desk.values.signing import SealKind, printed_mark
from merchant_desk.values.texts import _

_INVOICES, _PAYMENTS, _SEALS, _COPIES, _STATUSES, _REMINDERS, _USES = (
    table(Invoice),
    table(Payment),
    table(Seal),
    table(DocumentCopy),
    table(InvoiceStatus),
    table(Reminder),
    table(DepositUse),
)
_CREDIT, _CORRECTED = InvoiceKind.CREDIT_NOTE, InvoiceKind.CORRECTED
_REPLACED = frozenset({PaidState.REPLACED, PaidState.TOLD})


@dataclass(frozen=True, slots=True)
class CardPayment:
    """Money that came in for it, or went back; ``by`` is empty for what the storefront told."""

    means: str
    amount: Money
    paid_on: date
    by: str = ""
    reference: str = ""


@dataclass(frozen=True, slots=True)
class CardDocument:
    """Another document that has to do with it."""

    invoice_id: InvoiceId
    number: str
    kind: InvoiceKind
    issued_on: date
    amount: Money


@dataclass(frozen=True, slots=True)
class CardSeal:
    """Its link of the chain; ``signed`` when a key answered."""

    sequence: int
    mark: str
    at: datetime
    signed: bool


@dataclass(frozen=True, slots=True)
class CardStatus:
    """One step of its life as an e-invoice."""

    code: int
    reason: str
    note: str
    source: str
    at: datetime


@dataclass(frozen=True, slots=True)
class CardReminder:
    """A reminder that was written."""

    level: int
    at: datetime
    by: str
    text: str


@dataclass(frozen=True, slots=True)
class CardCopy:
    """A duplicate that came out."""

    rank: int
    at: datetime
    by: str


@dataclass(frozen=True, slots=True)
class InvoiceCard:
    """The whole document, and what may be done with it now."""

    invoice_id: InvoiceId
    order_id: OrderId | None
    issued_at: datetime
    by: str
    page: InvoicePage
    due: Due
    payments: tuple[CardPayment, ...]
    credit_notes: tuple[CardDocument, ...]
    replaced_by: CardDocument | None
    told_by: CardDocument | None
    """The invoice that details this ticket."""
    deducted_by: tuple[CardDocument, ...]
    """The final invoices that took this deposit off."""
    reminders: tuple[CardReminder, ...]
    statuses: tuple[CardStatus, ...]
    copies: tuple[CardCopy, ...]
    seal: CardSeal | None
    lines: tuple[CreditLine, ...]
    uncredited: Money
    """What went back for its order without a credit note."""

    @property
    def can_credit(self) -> bool:
        """Tell whether something of it can still be given back."""
        asks = self.page.kind is not _CREDIT and self.due.state not in _REPLACED
        return asks and any(line.left for line in self.lines)

    @property
    def can_correct(self) -> bool:
        """Tell whether a corrected invoice may replace it."""
        return self.page.kind in {InvoiceKind.INVOICE, _CORRECTED} and self.can_credit

    @property
    def can_pay(self) -> bool:
        """Tell whether money may be recorded for it: to come in, or to give back."""
        return self.due.left.cents != 0 and self.due.state not in _REPLACED

    @property
    def can_remind(self) -> bool:
        """Tell whether its payment is late."""
        return self.due.state is PaidState.LATE


def invoice_card(session: Session, invoice_id: InvoiceId, now: datetime) -> InvoiceCard:
    """Return one document; raises RefusedError when there is none."""
    row = session.execute(_facts(invoice_id)).first()
    if row is None:
        raise RefusedError(
            _("Ce document n’existe pas dans cette boutique."),
            _("Cherchez son numéro dans la liste des factures."),
        )
    page = invoice_page(session, invoice_id)
    others = _documents(session, _INVOICES.c.corrects_id == invoice_id)
    told = _documents(session, _INVOICES.c.details_id == invoice_id)
    return InvoiceCard(
        invoice_id=invoice_id,
        order_id=row.order_id,
        issued_at=row.issued_at,
        by=row.by,
        page=page,
        due=due_of(session, (invoice_id,), paris_date(now))[invoice_id],
        payments=_payments(session, invoice_id, page, row),
        credit_notes=tuple(each for each in others if each.kind is _CREDIT),
        replaced_by=next((each for each in others if each.kind is _CORRECTED), None),
        told_by=told[0] if told else None,
        deducted_by=_deducted(session, invoice_id),
        reminders=_reminders(session, invoice_id),
        statuses=_statuses(session, invoice_id),
        copies=_copies(session, invoice_id),
        seal=_seal(session, invoice_id),
        lines=credit_lines(session, invoice_id),
        uncredited=money_without_document(session, invoice_id),
    )


def _facts(invoice_id: InvoiceId) -> Select[Any]:
    wanted = ("order_id", "issued_at", "by")
    return select(*(_INVOICES.c[name] for name in wanted)).where(_INVOICES.c.id == invoice_id)


def _documents(session: Session, condition: Any) -> list[CardDocument]:
    names = ("id", "number", "kind", "issue_date", "total")
    rows = session.execute(
        select(*(_INVOICES.c[name] for name in names))
        .where(condition)
        .order_by(_INVOICES.c.issued_at, _INVOICES.c.counter)
    )
    return [CardDocument(*row) for row in rows]


def _deducted(session: Session, invoice_id: InvoiceId) -> tuple[CardDocument, ...]:
    names = ("id", "number", "kind", "issue_date")
    rows = session.execute(
        select(*(_INVOICES.c[name] for name in names), _USES.c.amount)
        .join(_USES, _USES.c.final_id == _INVOICES.c.id)
        .where(_USES.c.deposit_id == invoice_id)
        .order_by(_INVOICES.c.issued_at)
    )
    return tuple(CardDocument(*tuple(row)) for row in rows)


def _payments(
    session: Session, invoice_id: InvoiceId, page: InvoicePage, row: Any
) -> tuple[CardPayment, ...]:
    """Return what it prints, then what was recorded for it since, the oldest first."""
    kept = _PAYMENTS.c
    rows = session.execute(
        select(kept.means, kept.amount, kept.paid_at, kept.by, kept.reference, kept.at)
        .where(kept.invoice_id == invoice_id)
        .order_by(kept.paid_at, kept.at)
    ).all()
    at_issue = [each for each in rows if each.at == row.issued_at]
    printed = () if at_issue or row.order_id is None else page.payments
    said = [CardPayment(each.means, each.amount, each.paid_on) for each in printed]
    recorded = (
        CardPayment(each.means, each.amount, paris_date(each.paid_at), each.by, each.reference)
        for each in rows
    )
    return (*said, *recorded)


def _reminders(session: Session, invoice_id: InvoiceId) -> tuple[CardReminder, ...]:
    kept = _REMINDERS.c
    rows = session.execute(
        select(kept.level, kept.at, kept.by, kept.text)
        .where(kept.invoice_id == invoice_id)
        .order_by(kept.at)
    )
    return tuple(CardReminder(*row) for row in rows)


def _statuses(session: Session, invoice_id: InvoiceId) -> tuple[CardStatus, ...]:
    kept = _STATUSES.c
    rows = session.execute(
        select(kept.code, kept.reason, kept.note, kept.source, kept.happened_at)
        .where(kept.invoice_id == invoice_id)
        .order_by(kept.happened_at, kept.id)
    )
    return tuple(CardStatus(*row) for row in rows)


def _copies(session: Session, invoice_id: InvoiceId) -> tuple[CardCopy, ...]:
    kept = _COPIES.c
    rows = session.execute(
        select(kept.rank, kept.at, kept.by).where(kept.invoice_id == invoice_id).order_by(kept.rank)
    )
    return tuple(CardCopy(*row) for row in rows)


def _seal(session: Session, invoice_id: InvoiceId) -> CardSeal | None:
    kept = _SEALS.c
    row = session.execute(
        select(kept.sequence, kept.digest, kept.at, kept.signature).where(
            kept.kind == SealKind.DOCUMENT, kept.subject_id == invoice_id
        )
    ).first()
    if row is None:
        return None
    return CardSeal(row.sequence, printed_mark(row.digest), row.at, bool(row.signature))

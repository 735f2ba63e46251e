"""A shop whose documents, tickets and bills are asked for as books."""

from dataclasses import replace
from datetime import date, datetime
from typing import Any

from sqlalchemy.orm import Session

from merchant_desk.database.database import Database
from merchant_desk.models.supplier import SupplierInvoice, SupplierInvoiceRate, SupplierPayment
from merchant_desk.operations.issue_document import issue_document
from merchant_desk.operations.record_payment import Paid, record_payments
from merchant_desk.queries.period_books import PeriodBooks, period_books
from merchant_desk.values.accounting_period import Period
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import (
    DraftId,
    InvoiceId,
    PaymentId,
    SupplierInvoiceId,
    new_id,
)
from merchant_desk.values.invoice_draft import DraftLine, InvoiceDraft
from merchant_desk.values.invoice_page import Buyer, InvoiceKind
from merchant_desk.values.money import Money
from merchant_desk.values.remote import Address
from merchant_desk.values.supplier_words import SupplierState
from merchant_desk.values.unit_price import UnitPrice
from merchant_desk.values.vat import SaleCategory
from tests.conftest import STATION

NOVEMBER = Period(date(2026, 11, 1), date(2026, 11, 30))
YEAR = Period(date(2026, 1, 1), date(2026, 12, 31))
LATER = date(2027, 2, 1)
BUYER = Buyer(Address(name="Jeanne Martin", line1="3 rue des Lilas", postcode="69003", city="Lyon"))
SOAPS = DraftLine("Savon", 2, UnitPrice(6_000_000), 2000)
LESSON = DraftLine("Atelier savon", 1, UnitPrice(120_000_000), 2000, category=SaleCategory.SERVICES)


def issue(session: Session, gesture: Gesture, *lines: DraftLine, **changes: object) -> InvoiceId:
    """Issue an invoice of two soaps, unless told otherwise."""
    draft = InvoiceDraft(InvoiceKind.INVOICE, BUYER, lines or (SOAPS,))
    wanted = replace(draft, **changes)  # type: ignore[arg-type]  # the changes of one test
    return issue_document(session, gesture, DraftId(new_id()), wanted).invoice_id


def pay(
    session: Session, gesture: Gesture, document: InvoiceId, cents: int, means: str = "transfer"
) -> None:
    """Record money for a document at the time of the gesture."""
    paid = Paid(PaymentId(new_id()), Money(cents), means, gesture.at, invoice_id=document)
    record_payments(session, gesture, [paid])


def receive_bill(
    session: Session, at: datetime, number: str = "2026-77", **changes: Any
) -> SupplierInvoiceId:
    """Receive an invoice of 100,00 € and its VAT from a supplier."""
    bill = SupplierInvoiceId(new_id())
    facts: dict[str, Any] = {
        "supplier_name": "Savonnerie du Midi",
        "supplier_siren": "552100554",
        "supplier_vat": "",
        "supplier_key": "552100554",
        "kind": "380",
        "issue_date": date(2026, 11, 2),
        "due_on": None,
        "order_reference": "",
        "net": Money(10000),
        "vat": Money(2000),
        "total": Money(12000),
        "payable": Money(12000),
        "iban": "",
        "bic": "",
        "syntax": "hand",
        "file_name": "",
        "original": b"",
        "sha256": number,
        "findings": "[]",
        "state": SupplierState.APPROVED,
        "by": "Camille",
        **changes,
    }
    category = str(facts.pop("category", "S"))
    rate = 2000 if facts["vat"] else 0
    session.add(SupplierInvoice(id=bill, number=number, received_at=at, **facts))
    session.flush()
    session.add(
        SupplierInvoiceRate(
            supplier_invoice_id=bill, category=category, rate_bp=rate, base=facts["net"],
            vat=facts["vat"],
        )
    )  # fmt: skip
    session.flush()
    return bill


def pay_bill(session: Session, at: datetime, bill: SupplierInvoiceId, cents: int) -> None:
    """Pay a supplier by transfer."""
    session.add(
        SupplierPayment(
            id=PaymentId(new_id()), supplier_invoice_id=bill, amount=Money(cents),
            means="transfer", paid_on=at.date(), reference="VIR-1", at=at, by="Camille",
            station_id=STATION,
        )
    )  # fmt: skip
    session.flush()


def books(database: Database, period: Period = NOVEMBER, today: date = LATER) -> PeriodBooks:
    """Return the books of a period as they are read."""
    with database.read() as session:
        return period_books(session, STATION, period, today)


def counted(told: PeriodBooks, prefix: str) -> Money:
    """Return debits less credits of the accounts that begin so."""
    return Money(
        sum(
            line.debit.cents - line.credit.cents
            for each in told.entries
            for line in each.entry.lines
            if line.account.code.startswith(prefix)
        )
    )

"""What is asked and answered about invoices received: decisions, payments, matches."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from merchant_desk.values.ids import PaymentId, SupplierInvoiceId
from merchant_desk.values.money import Money
from merchant_desk.values.received_invoice import ReceivedFinding
from merchant_desk.values.supplier_words import SupplierState


@dataclass(frozen=True, slots=True)
class SupplierImported:
    """An invoice that was kept, and what of it is still to look at."""

    invoice_id: SupplierInvoiceId
    supplier: str
    number: str
    total: Money
    due_on: date
    lines: int
    matched: int
    findings: tuple[ReceivedFinding, ...]


@dataclass(frozen=True, slots=True)
class SupplierDecision:
    """What she decides of an invoice; a dispute and a refusal have a reason of the closed list."""

    state: SupplierState
    reason: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class SupplierPaid:
    """Money paid to a supplier; its id is made before the gesture: asked twice, noted once."""

    payment_id: PaymentId
    amount: Money
    means: str
    paid_on: date
    reference: str = ""


class Gap(StrEnum):
    """What of a line does not agree with the shop."""

    NO_ARTICLE = "no_article"
    NO_RECEIPT = "no_receipt"
    QUANTITY = "quantity"
    PRICE = "price"

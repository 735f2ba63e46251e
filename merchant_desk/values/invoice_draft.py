"""A document as it is being written: by hand in the form, from an order, or from another one."""

from dataclasses import dataclass
from datetime import date

from merchant_desk.values.ids import (
    CustomerId,
    InvoiceId,
    OrderId,
    OrderLineId,
    ProductId,
    RecordId,
)
from merchant_desk.values.invoice_page import Buyer, InvoiceKind, PriceMethod
from merchant_desk.values.money import ZERO, Money
from merchant_desk.values.remote import Address, LineKind
from merchant_desk.values.unit_price import UnitPrice
from merchant_desk.values.vat import SaleCategory, VatTreatment


@dataclass(frozen=True, slots=True)
class DraftLine:
    """One line as it is typed; prices follow the method of the document, VAT in or out."""

    name: str
    quantity: int
    unit_price: UnitPrice
    rate_bp: int
    treatment: VatTreatment = VatTreatment.NORMAL
    kind: LineKind = LineKind.PRODUCT
    category: SaleCategory = SaleCategory.GOODS
    discount: Money = ZERO  # of the whole line, by the document's method
    discount_bp: int = 0  # the same, as a part of the line; one of both
    sku: str = ""
    ean: str = ""
    option: str = ""
    eco: Money = ZERO
    eco_scheme: str = ""
    product_id: ProductId | None = None
    order_line_id: OrderLineId | None = None
    credits_line_id: RecordId | None = None
    amount: Money | None = None  # what the line comes to, where it is not price × quantity


@dataclass(frozen=True, slots=True)
class InvoiceDraft:
    """What an invoice, a deposit or a credit note will say; it has no number yet."""

    kind: InvoiceKind
    buyer: Buyer
    lines: tuple[DraftLine, ...]
    method: PriceMethod = PriceMethod.TTC
    discount: Money = ZERO  # on the whole document, shared over its rates
    discount_bp: int = 0  # the same, as a part of the lines; one of both
    delivered_on: date | None = None
    delivery_address: Address | None = None
    due_on: date | None = None
    purchase_order: str = ""
    note: str = ""
    reason: str = ""  # of a credit note or a correction
    corrects_id: InvoiceId | None = None
    details_id: InvoiceId | None = None  # the ticket it only tells
    deposit_ids: tuple[InvoiceId, ...] = ()  # deposit invoices to deduct
    order_id: OrderId | None = None
    customer_id: CustomerId | None = None
    tax_country: str = ""  # one-stop shop
    issued_on: date | None = None  # None: today

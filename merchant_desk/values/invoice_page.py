"""Everything an invoice prints, copied at its issue: later edits never change a reprint."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from merchant_desk.values.money import ZERO, Money, total
from merchant_desk.values.remote import Address, LineKind
from merchant_desk.values.unit_price import UnitPrice
from merchant_desk.values.vat import SaleCategory, VatTreatment

_WITHOUT_VAT = frozenset(
    {
        VatTreatment.FRANCHISE,
        VatTreatment.SECOND_HAND,
        VatTreatment.ART,
        VatTreatment.COLLECTORS,
        VatTreatment.OUT_OF_SCOPE,
    }
)


class InvoiceKind(StrEnum):
    """What the document is; a duplicate is not a kind, it is a copy of one."""

    INVOICE = "invoice"
    CREDIT_NOTE = "credit_note"
    CORRECTED = "corrected"  # cancels and replaces an earlier invoice
    DEPOSIT = "deposit"  # money received before the goods leave (acompte)
    TICKET = "ticket"  # a sale at the counter: a simplified invoice


class PriceMethod(StrEnum):
    """Which prices decide on a document: one method a document, recorded in it."""

    TTC = "ttc"  # shop and web: what the customer pays is divided
    NET = "net"  # between businesses: the tax is added


class MentionPlace(StrEnum):
    """Where on the page a mention stands."""

    SELLER = "seller"  # with the name and address of the shop
    BUYER = "buyer"  # under the name of the buyer
    HEAD = "head"  # under the number: what this document refers to
    TOTALS = "totals"  # beside the VAT
    TERMS = "terms"  # payment and legal texts under the totals
    FOOT = "foot"  # at the bottom of every page


@dataclass(frozen=True, slots=True)
class Mention:
    """One text the law asks for on this document, and the article that asks."""

    key: str
    place: MentionPlace
    text: str
    source: str


@dataclass(frozen=True, slots=True)
class Seller:
    """The shop as it stood on the day of issue."""

    name: str  # of the company, or of the person who trades under her own name
    address: Address
    siren: str
    siret: str = ""
    trade_name: str = ""
    sole_trader: bool = False
    legal_form: str = ""  # SARL, SAS, EURL…
    capital: Money | None = None
    rcs_city: str = ""
    vat_number: str = ""
    vat_on_debits: bool = False
    vat_group: str = ""  # name, address and number of the single taxpayer it belongs to
    fiscal_representative: str = ""
    approved_body_member: bool = False
    mediator: str = ""  # consumer mediator and her web address
    phone: str = ""
    email: str = ""
    website: str = ""
    iban: str = ""
    bic: str = ""
    electronic_address: str = ""  # of the directory (0225); empty: the SIREN itself
    colour: str = ""  # of the shop on its papers, as ``#RRGGBB``
    footer: str = ""  # the shop's own words at the foot of the page
    one_stop_shop: bool = False  # registered for it (OSS): taxes of other member states


@dataclass(frozen=True, slots=True)
class Buyer:
    """Who the document is made out to, as she was known on the day of issue."""

    address: Address
    is_business: bool = False
    siren: str = ""
    vat_number: str = ""
    email: str = ""
    siret: str = ""
    electronic_address: str = ""  # of the directory (0225); empty: the SIREN, or the e-mail


@dataclass(frozen=True, slots=True)
class InvoiceLine:
    """One thing sold; the amounts are what is charged for it, discount off."""

    sku: str
    name: str
    quantity: int
    rate_bp: int
    net: Money
    ttc: Money
    option: str = ""
    discount: Money = ZERO  # by the document's method, already taken off
    treatment: VatTreatment = VatTreatment.NORMAL
    kind: LineKind = LineKind.PRODUCT  # carriage and fees are charges of the document
    category: SaleCategory = SaleCategory.GOODS
    unit_price: UnitPrice | None = None  # by the document's method; None: the line shared out
    ean: str = ""
    eco: Money = ZERO  # eco-participation of one unit, without VAT, part of its price
    eco_scheme: str = ""  # DEEE, DEA …


@dataclass(frozen=True, slots=True)
class InvoiceVatRow:
    """The totals of one rate."""

    rate_bp: int
    base: Money
    vat: Money
    ttc: Money
    treatment: VatTreatment = VatTreatment.NORMAL


@dataclass(frozen=True, slots=True)
class InvoicePayment:
    """Money received for this document, or given back with a credit note."""

    means: str
    paid_on: date
    amount: Money


@dataclass(frozen=True, slots=True)
class InvoiceReference:
    """Another document this one corrects, deducts or details."""

    number: str
    issued_on: date
    kind: InvoiceKind = InvoiceKind.INVOICE
    amount: Money = ZERO  # of a deposit: what of it is deducted, VAT included


@dataclass(frozen=True, slots=True)
class InvoicePage:
    """One invoice or credit note; ``duplicate`` is 0 for the original, n for its n-th copy."""

    kind: InvoiceKind
    number: str
    issued_on: date
    seller: Seller
    buyer: Buyer
    lines: tuple[InvoiceLine, ...]
    vat_rows: tuple[InvoiceVatRow, ...]
    delivered_on: date | None = None
    delivery_address: Address | None = None
    order_number: str = ""
    ordered_on: date | None = None
    purchase_order: str = ""  # the number the buyer gave to her order
    parcel: int = 1
    parcels: int = 1
    category: SaleCategory = SaleCategory.GOODS
    payments: tuple[InvoicePayment, ...] = ()
    due_on: date | None = None
    corrects: InvoiceReference | None = None
    sold_in_shop: bool = False
    has_guaranteed_goods: bool = False  # of the kinds whose guarantee the shop must print
    mentions: tuple[Mention, ...] = ()
    note: str = ""
    logo: bytes | None = None
    duplicate: int = 0
    method: PriceMethod = PriceMethod.TTC
    reason: str = ""  # of a credit note or a correction, in the merchant's words
    deposits: tuple[InvoiceReference, ...] = ()  # deducted from what is left to pay
    details: InvoiceReference | None = None  # the ticket whose sale this invoice only tells
    issued_at: datetime | None = None  # to the minute, on tickets
    operator: str = ""
    register: str = ""  # letter of the station
    seal: str = ""  # four characters of its signature, for the eye
    change: Money = ZERO  # given back on cash
    tax_country: str = ""  # of the destination, under the one-stop shop (OSS)
    training: bool = False  # made in the school: worth nothing

    @property
    def net(self) -> Money:
        """Return the total without VAT."""
        return total(row.base for row in self.vat_rows)

    @property
    def vat(self) -> Money:
        """Return the VAT."""
        return total(row.vat for row in self.vat_rows)

    @property
    def ttc(self) -> Money:
        """Return the total with VAT."""
        return total(row.ttc for row in self.vat_rows)

    @property
    def paid(self) -> Money:
        """Return what was received, or given back, for this document."""
        return total(payment.amount for payment in self.payments)

    @property
    def deposited(self) -> Money:
        """Return what deposit invoices already took of the total."""
        return total(deposit.amount for deposit in self.deposits)

    @property
    def left_to_pay(self) -> Money:
        """Return what is still due; below zero, what is due back."""
        return self.ttc - self.deposited - self.paid

    @property
    def charges_vat(self) -> bool:
        """Tell whether the document shows VAT: franchise and margin scheme must show none."""
        return any(row.treatment not in _WITHOUT_VAT for row in self.vat_rows)

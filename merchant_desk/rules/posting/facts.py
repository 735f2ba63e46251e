"""What happened, as the books need to know it: frozen facts of issued papers and of money."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from merchant_desk.rules.posting.entry import Party
from merchant_desk.values.closings import DrawerKind
from merchant_desk.values.invoice_page import InvoiceKind, InvoiceVatRow
from merchant_desk.values.money import ZERO, Money, total
from merchant_desk.values.remote import LineKind
from merchant_desk.values.vat import SaleCategory, VatTreatment

MARGIN = frozenset({VatTreatment.SECOND_HAND, VatTreatment.ART, VatTreatment.COLLECTORS})


@dataclass(frozen=True, slots=True)
class SoldSum:
    """The lines of one document that go to the same account."""

    kind: LineKind
    category: SaleCategory
    treatment: VatTreatment
    rate_bp: int
    net: Money
    ttc: Money
    rebate: bool = False
    """Given on a credit note without anything coming back."""

    @property
    def on_receipt(self) -> bool:
        """Tell whether its VAT is due when it is paid (CGI 269 2 c), unless the seller opted."""
        return self.category is SaleCategory.SERVICES and self.treatment is VatTreatment.NORMAL


@dataclass(frozen=True, slots=True)
class DepositTaken:
    """What a final invoice deducts of a deposit, and the VAT that was due on that part."""

    number: str
    amount: Money
    rates: tuple[InvoiceVatRow, ...]


@dataclass(frozen=True, slots=True)
class SaleFact:
    """An issued document; the amounts of a credit note are below zero."""

    id: bytes
    kind: InvoiceKind
    number: str
    day: date
    """It counts in this day (``fiscal_day``)."""
    issued_on: date
    party: Party
    sold: tuple[SoldSum, ...]
    rates: tuple[InvoiceVatRow, ...]
    total: Money
    group: bytes
    """The order, or the first document of the story: what is settled together."""
    country: str = ""
    on_debits: bool = False
    corrects: InvoiceKind | None = None
    details: bool = False
    station: bytes = b""
    deposits: tuple[DepositTaken, ...] = ()

    @property
    def posts(self) -> bool:
        """Tell whether it is a sale of its own: a ticket told again as an invoice is not."""
        return not self.details

    @property
    def is_deposit(self) -> bool:
        """Tell whether it is a deposit, or gives one back."""
        return self.kind is InvoiceKind.DEPOSIT or self.corrects is InvoiceKind.DEPOSIT

    @property
    def at_counter(self) -> bool:
        """Tell whether it is a sale at the counter, or gives one back."""
        return self.kind is InvoiceKind.TICKET or self.corrects is InvoiceKind.TICKET

    @property
    def deposited(self) -> Money:
        """Return what deposits had paid of it."""
        return total(each.amount for each in self.deposits)

    @property
    def vat_waits(self) -> bool:
        """Tell whether some of its VAT is due only when it is paid."""
        if self.on_debits or self.is_deposit or self.at_counter or self.details or not self.total:
            return False
        return any(each.on_receipt and each.ttc != each.net for each in self.sold)


@dataclass(frozen=True, slots=True)
class MoneyFact:
    """Money from a customer, or back to her (below zero)."""

    id: bytes
    day: date
    amount: Money
    means: str
    party: Party
    group: bytes
    piece: str
    piece_day: date
    document: bytes | None = None
    """The document it was recorded for."""
    reference: str = ""
    category: SaleCategory = SaleCategory.GOODS
    at: str = ""
    """The instant, as text that sorts."""
    counter_day: date | None = None
    """Paid at the counter: it counts in the day of its ticket, which may be the next one."""


@dataclass(frozen=True, slots=True)
class CounterDay:
    """What a station sold at the counter in one of its days, and how it was paid."""

    station: str
    station_id: bytes
    day: date
    piece: str
    documents: tuple[SaleFact, ...]
    money: tuple[MoneyFact, ...]
    closed: bool = True


@dataclass(frozen=True, slots=True)
class Settled:
    """A part of a document that was settled on a day; it runs from ``before`` to ``after``."""

    document: SaleFact
    day: date
    before: Money
    after: Money
    rank: int


@dataclass(frozen=True, slots=True)
class DrawerFact:
    """Cash that went into or out of the drawer without a sale."""

    id: bytes
    kind: DrawerKind
    day: date
    amount: Money
    note: str
    station: str


@dataclass(frozen=True, slots=True)
class PurchaseRate:
    """Base and VAT of one category of an invoice received (UNTDID 5305)."""

    category: str
    rate_bp: int
    base: Money
    vat: Money


@dataclass(frozen=True, slots=True)
class PurchaseFact:
    """An invoice received; a credit note has amounts below zero."""

    id: bytes
    number: str
    day: date
    """It was received: VAT is deducted by who holds the invoice (CGI 271 II)."""
    issued_on: date
    party: Party
    rates: tuple[PurchaseRate, ...]
    total: Money
    deducts: bool = True
    """False for a shop without VAT: what it pays is all cost."""
    self_assessed_bp: int = 0
    """The rate that holds here for what a foreign supplier did not charge."""
    account: str = ""
    """The merchant's own account for this supplier."""


@dataclass(frozen=True, slots=True)
class SupplierMoneyFact:
    """Money to a supplier, or back from one (below zero)."""

    id: bytes
    day: date
    amount: Money
    means: str
    party: Party
    piece: str
    piece_day: date
    reference: str = ""
    invoice: bytes = b""


@dataclass(frozen=True, slots=True)
class PayoutFact:
    """What a payment provider paid out: the gross, less its fees and the VAT on them."""

    id: bytes
    day: date
    party: Party
    piece: str
    gross: Money
    fees: Money
    fees_vat: Money = ZERO
    held: tuple[tuple[str, Money], ...] = ()
    """The means that the customers paid by, and what of the gross it is; what is not told is of
    the provider."""


@dataclass(frozen=True, slots=True)
class BadDebtFact:
    """A sale that will never be paid, and the VAT of it that the State gives back."""

    id: bytes
    day: date
    party: Party
    piece: str
    piece_day: date
    rates: tuple[InvoiceVatRow, ...]
    recovers_vat: bool


@dataclass(frozen=True, slots=True)
class StockFact:
    """The stock at both ends of a financial year."""

    day: date
    opening: Money
    closing: Money


@dataclass(frozen=True, slots=True)
class SmallDifferenceFact:
    """Cents that a customer paid too much (above zero) or too little, and that are let go."""

    id: bytes
    day: date
    party: Party
    piece: str
    piece_day: date
    amount: Money


def waiting_vat(sold: Sequence[SoldSum]) -> dict[int, Money]:
    """Return the VAT of services by rate."""
    sums: dict[int, Money] = {}
    for each in sold:
        if each.on_receipt:
            sums[each.rate_bp] = sums.get(each.rate_bp, ZERO) + each.ttc - each.net
    return {rate: vat for rate, vat in sums.items() if vat}


def rates_part(
    rates: Sequence[InvoiceVatRow], before: Money, after: Money, whole: Money
) -> tuple[InvoiceVatRow, ...]:
    """Return what of each rate a part of the whole comes to; all parts add up."""
    parts = []
    for row in rates:
        ttc = row.ttc.slice(before.cents, after.cents, whole.cents)
        vat = row.vat.slice(before.cents, after.cents, whole.cents)
        parts.append(replace(row, base=ttc - vat, vat=vat, ttc=ttc))
    return tuple(parts)

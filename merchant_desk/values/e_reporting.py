"""What is reported of sales that go by no e-invoice, and of payments (flow 10)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from merchant_desk.values.ids import EreportId
from merchant_desk.values.invoice_page import InvoiceKind
from merchant_desk.values.money import ZERO, Money, total
from merchant_desk.values.texts import later
from merchant_desk.values.vat import SaleCategory, VatTreatment


class Regime(StrEnum):
    """How a shop declares VAT: it decides how often it reports."""

    MONTHLY = "monthly"
    QUARTERLY = "quarterly"
    SIMPLIFIED = "simplified"
    FRANCHISE = "franchise"


REGIME_NAMES = {
    Regime.MONTHLY: later("Réel normal, déclaration mensuelle"),
    Regime.QUARTERLY: later("Réel normal, déclaration trimestrielle"),
    Regime.SIMPLIFIED: later("Réel simplifié"),
    Regime.FRANCHISE: later("Franchise en base"),
}


class ReportKind(StrEnum):
    """What a report tells."""

    TRANSACTIONS = "transactions"  # 10.1 and 10.3
    PAYMENTS = "payments"  # 10.2 and 10.4


class Category(StrEnum):
    """What was sold (TT-81)."""

    GOODS = "TLB1"
    SERVICES = "TPS1"
    NOT_FRENCH = "TNT1"  # not taxed in France: distance sales, exports
    MARGIN = "TMA1"


@dataclass(frozen=True, slots=True)
class ReportPeriod:
    """The days of one report, and by when it is due."""

    kind: ReportKind
    first: date
    last: date
    due_on: date


@dataclass(frozen=True, slots=True)
class SoldPart:
    """What a document sells of one nature under one rate."""

    category: SaleCategory
    treatment: VatTreatment
    rate_bp: int
    base: Money
    vat: Money


@dataclass(frozen=True, slots=True)
class ForeignBuyer:
    """A business abroad."""

    name: str
    country: str
    vat_number: str


@dataclass(frozen=True, slots=True)
class SaleTold:
    """One document, as a report sees it; ``foreign`` is None for a consumer."""

    number: str
    kind: InvoiceKind
    issued_on: date
    fiscal_day: date
    total: Money
    parts: tuple[SoldPart, ...]
    foreign: ForeignBuyer | None = None
    due_on: date | None = None
    delivered_on: date | None = None
    corrects: tuple[str, date] | None = None
    paid: bool = False


@dataclass(frozen=True, slots=True)
class RateSum:
    """Base and VAT of one rate."""

    rate_bp: int
    base: Money
    vat: Money


@dataclass(frozen=True, slots=True)
class DailySales:
    """Sales to consumers of one day and one category (10.3)."""

    day: date
    category: Category
    count: int
    rates: tuple[RateSum, ...]
    currency: str = "EUR"

    @property
    def base(self) -> Money:
        """Return the total without VAT."""
        return total(each.base for each in self.rates)

    @property
    def vat(self) -> Money:
        """Return the VAT."""
        return total(each.vat for each in self.rates)


@dataclass(frozen=True, slots=True)
class PaymentTold:
    """Money received for services, VAT included, per rate; ``number`` is empty for consumers."""

    paid_on: date
    rates: tuple[tuple[int, Money], ...]
    number: str = ""
    issued_on: date | None = None


@dataclass(frozen=True, slots=True)
class Declarant:
    """Who reports, and the platform that carries it."""

    siren: str
    name: str
    vat_number: str = ""
    on_debits: bool = False
    platform_number: str = ""
    platform_name: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """Everything one report says."""

    period: ReportPeriod
    sales: tuple[DailySales, ...] = ()
    foreign: tuple[SaleTold, ...] = ()
    payments: tuple[PaymentTold, ...] = ()

    @property
    def base(self) -> Money:
        """Return the total without VAT of the sales told."""
        abroad = (part.base for sale in self.foreign for part in sale.parts)
        return total(each.base for each in self.sales) + total(abroad)

    @property
    def vat(self) -> Money:
        """Return the VAT of the sales told."""
        abroad = (part.vat for sale in self.foreign for part in sale.parts)
        return total(each.vat for each in self.sales) + total(abroad)

    @property
    def collected(self) -> Money:
        """Return the money of the payments told."""
        return total(amount for each in self.payments for _rate, amount in each.rates)


@dataclass(frozen=True, slots=True)
class EreportRow:
    """A report that was built."""

    id: EreportId
    period: ReportPeriod
    version: int
    base: Money
    vat: Money
    collected: Money
    at: datetime
    by: str
    sent: str = ""
    """State of its file for the platform; empty when there is none."""


@dataclass(frozen=True, slots=True)
class Difference:
    """Why two sums are not the same: one document, and what of it is missing on one side."""

    against: str
    label: str
    amount: Money
    reason: str


@dataclass(frozen=True, slots=True)
class Reconciled:
    """The sums that must be the same, and every difference by document."""

    period: ReportPeriod
    reported: Money = ZERO
    invoiced: Money = ZERO  # e-invoices: told one by one
    untold: Money = ZERO  # gift cards and other lines that are no sale
    documents: Money = ZERO
    closed: Money = ZERO
    booked: Money = ZERO
    documents_net: Money = ZERO
    ordered: Money = ZERO
    invoiced_orders: Money = ZERO
    differences: Sequence[Difference] = ()

    @property
    def holds(self) -> bool:
        """Tell whether everything told is everything sold, to the cent."""
        return self.reported + self.invoiced + self.untold == self.documents

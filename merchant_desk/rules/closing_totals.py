"""What a closing says: sales, returns, VAT per rate, means of payment, and totals for ever.

BOI-TVA-DECLA-30-10-30 asks for the total of each period and for a perpetual total that nothing
sets back; the second one counts returns as positive. A deposit is no turnover yet, and an invoice
that only details a ticket was counted with the ticket.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from merchant_desk.values.invoice_page import InvoiceKind
from merchant_desk.values.money import ZERO, Money, total
from merchant_desk.values.vat import VatTreatment

UNCOUNTED = frozenset({InvoiceKind.DEPOSIT})
OUTSIDE = VatTreatment.OUT_OF_SCOPE
"""What is taken without being sold (gift cards, container deposits) is outside every total."""
EURO_PIECES = frozenset(
    {1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000, 20_000, 50_000}
)
"""Coins and notes of the euro, in cents: nothing else lies in a drawer."""


@dataclass(frozen=True, slots=True)
class DocumentSum:
    """The documents of one kind in a period: how many, from which number to which, how much."""

    kind: InvoiceKind
    count: int
    first: str
    last: str
    sales: Money
    returns: Money
    """Negative."""

    @property
    def total(self) -> Money:
        """Return what they come to."""
        return self.sales + self.returns


@dataclass(frozen=True, slots=True)
class RateSum:
    """Base and VAT of one rate in a period."""

    rate_bp: int
    treatment: str
    base: Money
    vat: Money
    total: Money


@dataclass(frozen=True, slots=True)
class MeansSum:
    """What came in, less what went back, by one means of payment."""

    means: str
    amount: Money


@dataclass(frozen=True, slots=True)
class PeriodSums:
    """What was recorded in a period, as the ledgers add it up."""

    documents: tuple[DocumentSum, ...] = ()
    rates: tuple[RateSum, ...] = ()
    means: tuple[MeansSum, ...] = ()


@dataclass(frozen=True, slots=True)
class Perpetual:
    """The totals for ever, before and after a period."""

    total: Money = ZERO
    absolute: Money = ZERO


@dataclass(frozen=True, slots=True)
class ClosingTotals:
    """The figures of one closing."""

    sales: Money
    returns: Money
    total: Money
    perpetual: Perpetual


@dataclass(frozen=True, slots=True)
class DrawerCount:
    """What the drawer should hold, what was counted, and by which notes and coins."""

    expected: Money
    pieces: tuple[tuple[int, int], ...]
    """Value in cents, how many."""

    @property
    def counted(self) -> Money:
        """Return what lies in the drawer."""
        return Money(sum(cents * count for cents, count in self.pieces))

    @property
    def difference(self) -> Money:
        """Return what there is too much (positive) or too little."""
        return self.counted - self.expected


def closing_totals(documents: Iterable[DocumentSum], before: Perpetual) -> ClosingTotals:
    """Return the figures of a period that follows these totals for ever."""
    counted = [each for each in documents if each.kind not in UNCOUNTED]
    sales = total(each.sales for each in counted)
    returns = total(each.returns for each in counted)
    after = Perpetual(before.total + sales + returns, before.absolute + sales - returns)
    return ClosingTotals(sales, returns, sales + returns, after)


def same_sums(rates: Sequence[RateSum], totals: ClosingTotals) -> bool:
    """Tell whether the rates come to the same as the documents."""
    return total(each.total for each in rates) == totals.total

"""The sales journal: one line a document, its base and VAT by rate, as it counts."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from merchant_desk.rules.posting.facts import SaleFact
from merchant_desk.rules.posting.period import PeriodFacts
from merchant_desk.values.invoice_page import InvoiceKind
from merchant_desk.values.money import ZERO, Money, total
from merchant_desk.values.vat import VatTreatment

RateKey = tuple[VatTreatment, int]


@dataclass(frozen=True, slots=True)
class JournalRow:
    """A document and what it comes to by rate; one that tells a ticket again comes to nothing."""

    id: bytes
    day: date
    number: str
    kind: InvoiceKind
    party: str
    details: bool
    bases: tuple[Money, ...]
    vats: tuple[Money, ...]

    @property
    def base(self) -> Money:
        """Return the total without VAT."""
        return total(self.bases)

    @property
    def vat(self) -> Money:
        """Return the VAT."""
        return total(self.vats)

    @property
    def total(self) -> Money:
        """Return the total with VAT."""
        return self.base + self.vat


@dataclass(frozen=True, slots=True)
class SalesJournal:
    """The documents of a period; the amounts of a row are in the order of ``rates``."""

    rates: tuple[RateKey, ...]
    rows: tuple[JournalRow, ...]

    def sums(self) -> tuple[tuple[Money, Money], ...]:
        """Return base and VAT of each rate."""
        return tuple(
            (
                total(row.bases[place] for row in self.rows),
                total(row.vats[place] for row in self.rows),
            )
            for place in range(len(self.rates))
        )

    @property
    def base(self) -> Money:
        """Return what was sold, without VAT."""
        return total(row.base for row in self.rows)

    @property
    def vat(self) -> Money:
        """Return the VAT of what was sold."""
        return total(row.vat for row in self.rows)

    @property
    def total(self) -> Money:
        """Return what was sold, with VAT."""
        return self.base + self.vat


def sales_journal(facts: PeriodFacts, first: date, last: date) -> SalesJournal:
    """Return the journal of these days; a final invoice counts what its deposits did not."""
    documents = [
        each
        for each in (*facts.sales, *(one for day in facts.counter for one in day.documents))
        if first <= each.day <= last
    ]
    documents.sort(key=lambda each: (each.day, each.number))
    rates = _rates(documents)
    return SalesJournal(rates, tuple(_row(each, rates) for each in documents))


def _rates(documents: Iterable[SaleFact]) -> tuple[RateKey, ...]:
    order = list(VatTreatment)
    found = {
        (row.treatment, row.rate_bp) for each in documents if each.posts for row in _amounts(each)
    }
    return tuple(sorted(found, key=lambda key: (order.index(key[0]), -key[1])))


@dataclass(frozen=True, slots=True)
class _Amount:
    treatment: VatTreatment
    rate_bp: int
    base: Money
    vat: Money


def _amounts(document: SaleFact) -> list[_Amount]:
    amounts = [_Amount(row.treatment, row.rate_bp, row.base, row.vat) for row in document.rates]
    for deposit in document.deposits:
        amounts.extend(
            _Amount(row.treatment, row.rate_bp, -row.base, -row.vat) for row in deposit.rates
        )
    return amounts


def _row(document: SaleFact, rates: Sequence[RateKey]) -> JournalRow:
    bases, vats = dict.fromkeys(rates, ZERO), dict.fromkeys(rates, ZERO)
    for each in _amounts(document) if document.posts else ():
        bases[each.treatment, each.rate_bp] += each.base
        vats[each.treatment, each.rate_bp] += each.vat
    return JournalRow(
        document.id,
        document.day,
        document.number,
        document.kind,
        document.party.name,
        document.details,
        tuple(bases.values()),
        tuple(vats.values()),
    )

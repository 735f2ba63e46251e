"""VAT of a period by what was sold and by rate: goods as invoiced, services as the regime says.

Goods are due with their invoice, deposits when invoiced, services when paid unless the seller opted
for debits (CGI 269). What a margin scheme owes is not computed: it needs what each article cost.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from merchant_desk.rules.legal_data import rates_on
from merchant_desk.rules.posting.bank_line import BankFact
from merchant_desk.rules.posting.facts import (
    MARGIN,
    DepositTaken,
    PurchaseFact,
    SaleFact,
    Settled,
    SoldSum,
)
from merchant_desk.rules.posting.period import PeriodFacts
from merchant_desk.rules.posting.purchase import SELF_ASSESSED, self_assessed_vat
from merchant_desk.rules.posting.receipt_vat import part_of
from merchant_desk.values.money import ZERO, Money, total
from merchant_desk.values.vat import SaleCategory, VatTreatment


class VatSection(StrEnum):
    """The parts of a VAT return, in their order."""

    GOODS = "goods"
    SERVICES = "services"
    DEPOSITS = "deposits"
    OSS = "oss"
    INTRA_EU = "intra_eu"
    EXPORT = "export"
    REVERSE_CHARGE = "reverse_charge"
    MARGIN = "margin"
    FRANCHISE = "franchise"
    OUT_OF_SCOPE = "out_of_scope"
    ACQUISITIONS = "acquisitions"
    SELF_ASSESSED = "self_assessed"
    DEDUCTIBLE = "deductible"
    SELF_DEDUCTIBLE = "self_deductible"


DEDUCTED = frozenset({VatSection.DEDUCTIBLE, VatSection.SELF_DEDUCTIBLE})
_SELF_DUE = frozenset({VatSection.ACQUISITIONS, VatSection.SELF_ASSESSED})
_BY_TREATMENT = {
    VatTreatment.OSS: VatSection.OSS,
    VatTreatment.INTRA_EU: VatSection.INTRA_EU,
    VatTreatment.EXPORT: VatSection.EXPORT,
    VatTreatment.REVERSE_CHARGE: VatSection.REVERSE_CHARGE,
    VatTreatment.FRANCHISE: VatSection.FRANCHISE,
    VatTreatment.OUT_OF_SCOPE: VatSection.OUT_OF_SCOPE,
    **dict.fromkeys(MARGIN, VatSection.MARGIN),
}


@dataclass(frozen=True, slots=True)
class VatRow:
    """Base and VAT of one rate in one part of the return."""

    section: VatSection
    rate_bp: int
    country: str
    base: Money
    vat: Money


@dataclass(frozen=True, slots=True)
class VatSummary:
    """What is due, what is deducted, and what is left to pay; OSS has a return of its own."""

    rows: tuple[VatRow, ...]

    def of(self, *sections: VatSection) -> Money:
        """Return the VAT of some parts."""
        return total(row.vat for row in self.rows if row.section in sections)

    @property
    def collected(self) -> Money:
        """Return the VAT on sales, as the accounts 44571 hold it."""
        return self.of(VatSection.GOODS, VatSection.SERVICES, VatSection.DEPOSITS)

    @property
    def self_assessed(self) -> Money:
        """Return what is due in place of suppliers."""
        return self.of(*_SELF_DUE)

    @property
    def due(self) -> Money:
        """Return everything due on the return."""
        return self.collected + self.self_assessed

    @property
    def deductible(self) -> Money:
        """Return everything deducted."""
        return self.of(*DEDUCTED)

    @property
    def balance(self) -> Money:
        """Return what is to be paid; below zero, what is to be asked back."""
        return self.due - self.deductible


_Key = tuple[VatSection, int, str]
_Part = tuple[VatSection, int, str, Money, Money]


def vat_summary(facts: PeriodFacts, first: date, last: date) -> VatSummary:
    """Return the VAT of these days."""
    sums: dict[_Key, tuple[Money, Money]] = {}
    for section, rate_bp, country, base, vat in _parts(facts, first, last):
        before = sums.get((section, rate_bp, country), (ZERO, ZERO))
        sums[section, rate_bp, country] = (before[0] + base, before[1] + vat)
    order = list(VatSection)
    keys = sorted(sums, key=lambda key: (order.index(key[0]), key[2], -key[1]))
    return VatSummary(tuple(VatRow(*key, *sums[key]) for key in keys if any(sums[key])))


def _parts(facts: PeriodFacts, first: date, last: date) -> Iterator[_Part]:
    yield from _sold_parts(facts, first, last)
    for bought in facts.purchases:
        if first <= bought.day <= last and bought.deducts:
            yield from _bought_parts(bought)
    for line in facts.bank:
        if first <= line.day <= last:
            yield from _fee_parts(line)


def _sold_parts(facts: PeriodFacts, first: date, last: date) -> Iterator[_Part]:
    documents = [*facts.sales, *(each for day in facts.counter for each in day.documents)]
    for document in documents:
        if first <= document.day <= last and document.posts:
            yield from document_parts(document)
    for settled in facts.settled:
        if first <= settled.day <= last:
            yield from _paid_parts(settled)


def document_parts(document: SaleFact) -> Iterator[_Part]:
    """Yield what a document makes due on its own day."""
    if document.is_deposit:
        for row in document.rates:
            section = _BY_TREATMENT.get(row.treatment, VatSection.DEPOSITS)
            yield section, row.rate_bp, _country(document, row.treatment), row.base, row.vat
        return
    waits = document.vat_waits
    for row in document.rates:
        services = _services_at(document.sold, row.rate_bp, row.treatment)
        later_base = total(each.net for each in services)
        later_vat = total(each.ttc - each.net for each in services)
        section = _BY_TREATMENT.get(row.treatment, VatSection.GOODS)
        country = _country(document, row.treatment)
        yield section, row.rate_bp, country, row.base - later_base, row.vat - later_vat
        if services and not waits:
            yield VatSection.SERVICES, row.rate_bp, "", later_base, later_vat
    for deposit in document.deposits:
        yield from _deducted_parts(document, deposit)


def _deducted_parts(document: SaleFact, deposit: DepositTaken) -> Iterator[_Part]:
    for row in deposit.rates:
        section = _BY_TREATMENT.get(row.treatment, VatSection.DEPOSITS)
        yield section, row.rate_bp, _country(document, row.treatment), -row.base, -row.vat


def _services_at(
    sold: Iterable[SoldSum], rate_bp: int, treatment: VatTreatment
) -> tuple[SoldSum, ...]:
    return tuple(
        each
        for each in sold
        if each.category is SaleCategory.SERVICES
        and each.treatment is VatTreatment.NORMAL
        and (each.rate_bp, each.treatment) == (rate_bp, treatment)
    )


def _paid_parts(settled: Settled) -> Iterator[_Part]:
    for each in settled.document.sold:
        if each.on_receipt:
            base, ttc = part_of(each.net, settled), part_of(each.ttc, settled)
            vat = part_of(each.ttc - each.net, settled)
            yield VatSection.SERVICES, each.rate_bp, "", base + (ttc - base - vat), vat


def _bought_parts(bought: PurchaseFact) -> Iterator[_Part]:
    for row in bought.rates:
        owed = self_assessed_vat(bought, row)
        if row.category in SELF_ASSESSED:
            rate_bp = row.rate_bp or bought.self_assessed_bp
            due = VatSection.ACQUISITIONS if row.category == "K" else VatSection.SELF_ASSESSED
            yield due, rate_bp, "", row.base, owed
            yield VatSection.SELF_DEDUCTIBLE, rate_bp, "", row.base, owed
        elif row.vat:
            yield VatSection.DEDUCTIBLE, row.rate_bp, "", row.base, row.vat


def _fee_parts(line: BankFact) -> Iterator[_Part]:
    for part in line.parts:
        if part.payout is not None and part.payout.fees_vat:
            base, vat = part.payout.fees, part.payout.fees_vat
            yield VatSection.DEDUCTIBLE, _rate_of(base, vat, line.day), "", base, vat


def _rate_of(base: Money, vat: Money, day: date) -> int:
    """Return the rate that makes this VAT of this base, as near as rounding lets it be seen."""
    rates = [each.rate_bp for each in rates_on(day)]
    return min(rates, key=lambda rate: abs(base.part(rate, 10_000).cents - vat.cents), default=0)


def _country(document: SaleFact, treatment: VatTreatment) -> str:
    return document.country if treatment is VatTreatment.OSS else ""

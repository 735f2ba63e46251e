"""All the entries of a period, in the order of the books, each with its number."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from merchant_desk.rules.posting import POSTINGS
from merchant_desk.rules.posting.bank_line import BankFact
from merchant_desk.rules.posting.counter_ticket import post_ticket
from merchant_desk.rules.posting.entry import Entry
from merchant_desk.rules.posting.facts import (
    CounterDay,
    DrawerFact,
    MoneyFact,
    PurchaseFact,
    SaleFact,
    Settled,
    StockFact,
    SupplierMoneyFact,
)
from merchant_desk.rules.posting.plan import AccountPlan
from merchant_desk.values.accounting_period import financial_year
from merchant_desk.values.invoice_page import InvoiceKind

_SALES = {
    InvoiceKind.DEPOSIT: "deposit",
    InvoiceKind.CREDIT_NOTE: "credit_note",
}


@dataclass(frozen=True, slots=True)
class PeriodFacts:
    """Everything that the books of some days are made from."""

    sales: tuple[SaleFact, ...] = ()
    """Issued documents but those of the counter."""
    counter: tuple[CounterDay, ...] = ()
    money: tuple[MoneyFact, ...] = ()
    """Payments and refunds but those taken in a day of the counter."""
    settled: tuple[Settled, ...] = ()
    """Parts of services that were paid in these days."""
    drawer: tuple[DrawerFact, ...] = ()
    purchases: tuple[PurchaseFact, ...] = ()
    supplier_money: tuple[SupplierMoneyFact, ...] = ()
    bank: tuple[BankFact, ...] = ()
    stock: tuple[StockFact, ...] = ()
    """Where a shop has its entry of the stock written; its accountant may do it herself."""


@dataclass(frozen=True, slots=True)
class NumberedEntry:
    """An entry and its number in the continuous sequence of its financial year."""

    number: int
    entry: Entry


def numbered_entries(
    plan: AccountPlan, facts: PeriodFacts, *, each_ticket: bool = False, first_month: int = 1
) -> tuple[NumberedEntry, ...]:
    """Return the entries by day, then by journal; the same facts give the same numbers.

    Numbers begin anew with each financial year: the facts must begin with one.
    """
    found = [each for each in _posted(plan, facts, each_ticket=each_ticket) if each is not None]
    found.sort(key=lambda each: (each.day, each.journal.code, each.key))
    years = groupby(found, key=lambda each: financial_year(each.day, first_month))
    return tuple(
        NumberedEntry(number, each)
        for _year, entries in years
        for number, each in enumerate(entries, start=1)
    )


def within(entries: Iterable[NumberedEntry], first: date, last: date) -> tuple[NumberedEntry, ...]:
    """Return the entries of some days; they keep their numbers."""
    return tuple(each for each in entries if first <= each.entry.day <= last)


def _posted(plan: AccountPlan, facts: PeriodFacts, *, each_ticket: bool) -> Iterator[Entry | None]:
    for document in facts.sales:
        yield POSTINGS[_SALES.get(document.kind, "sales_invoice")](plan, document)
    for counted in facts.counter:
        if each_ticket:
            yield from _tickets(plan, counted)
        else:
            yield POSTINGS["counter_day"](plan, counted)
    others = (
        ("payment", facts.money),
        ("receipt_vat", facts.settled),
        ("drawer_move", facts.drawer),
        ("purchase", facts.purchases),
        ("supplier_payment", facts.supplier_money),
        ("bank_line", facts.bank),
        ("stock_change", facts.stock),
    )
    for name, several in others:
        yield from (POSTINGS[name](plan, each) for each in several)


def _tickets(plan: AccountPlan, counted: CounterDay) -> Iterator[Entry | None]:
    for document in counted.documents:
        money = [each for each in counted.money if each.document == document.id]
        yield post_ticket(plan, document, money)

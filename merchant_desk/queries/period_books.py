"""The books of a period: its entries, its VAT, its journal, and what was checked of them."""

from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from merchant_desk.models.base import table
from merchant_desk.models.invoice import Invoice
from merchant_desk.queries.accounting_facts import Bought, accounting_facts
from merchant_desk.queries.accounting_notes import BookNote, book_notes
from merchant_desk.queries.franchise_turnover import franchise_turnover
from merchant_desk.queries.settings import Profile, Settings, profile, settings
from merchant_desk.queries.valuation.stock_changes import stock_changes
from merchant_desk.queries.valuation.value_page import method_kept
from merchant_desk.rules.bank_book import BankBook, bank_book
from merchant_desk.rules.franchise_gauge import Gauge
from merchant_desk.rules.legal_data import rates_on
from merchant_desk.rules.posting.period import (
    NumberedEntry,
    PeriodFacts,
    numbered_entries,
    within,
)
from merchant_desk.rules.posting.plan import AccountPlan, account_plan, read_numbers
from merchant_desk.rules.receipts_book import BookRow, purchases_book, receipts_book
from merchant_desk.rules.sales_journal import SalesJournal, sales_journal
from merchant_desk.rules.vat_summary import VatSummary, vat_summary
from merchant_desk.values.accounting_period import Period, financial_year
from merchant_desk.values.ids import StationId
from merchant_desk.values.invoice_page import Seller
from merchant_desk.values.many_objects import many_objects
from merchant_desk.values.money import ZERO, Money, total
from merchant_desk.values.settings import (
    ACCOUNTING_ACCOUNTS,
    ACCOUNTING_COUNTER,
    ACCOUNTING_MEANS,
    ACCOUNTING_STOCK,
    ACCOUNTING_SUPPLIERS,
    FISCAL_FIRST_MONTH,
    STOCK_METHOD,
)
from merchant_desk.values.vat import VatTreatment

_INVOICES = table(Invoice)
EACH_TICKET = "ticket"


@dataclass(frozen=True, slots=True)
class BookCheck:
    """Two sums that must be the same, each reckoned its own way."""

    key: str
    expected: Money
    found: Money

    @property
    def holds(self) -> bool:
        """Tell whether they are the same to the cent."""
        return self.expected == self.found


@dataclass(frozen=True)
class PeriodBooks:
    """Everything that is shown, printed or handed over of a period."""

    period: Period
    closing: date
    """The last day of the financial year that the period ends in."""
    seller: Seller | None
    franchise: bool
    entries: tuple[NumberedEntry, ...]
    vat: VatSummary
    journal: SalesJournal
    receipts: tuple[BookRow, ...]
    bought: tuple[BookRow, ...]
    notes: tuple[BookNote, ...]
    checks: tuple[BookCheck, ...]
    bank: BankBook
    gauges: tuple[Gauge, ...] = ()

    @property
    def holds(self) -> bool:
        """Tell whether every check holds."""
        return all(each.holds for each in self.checks)


def period_books(
    session: Session, station_id: StationId, period: Period, today: date
) -> PeriodBooks:
    """Return the books of a period; entries are numbered from the start of the financial year."""
    with many_objects():
        return _books(session, station_id, period, today)


def _books(session: Session, station_id: StationId, period: Period, today: date) -> PeriodBooks:
    kept, shop = settings(session, station_id), profile(session)
    first_month = kept.get(FISCAL_FIRST_MONTH)
    start = financial_year(period.first, first_month).first
    facts = accounting_facts(session, start, period.last, _bought(kept, shop, period.last))
    if kept.get(ACCOUNTING_STOCK):
        days, method = Period(start, period.last), method_kept(kept.get(STOCK_METHOD))
        stock = stock_changes(session, days, method, first_month, today)
        facts = replace(facts, stock=stock)
    plan = _plan(kept, period.last)
    numbered = numbered_entries(
        plan,
        facts,
        each_ticket=kept.get(ACCOUNTING_COUNTER) == EACH_TICKET,
        first_month=first_month,
    )
    first, last = period.first, period.last
    entries = within(numbered, first, last)
    bank = bank_book(facts, plan, entries, (first, last))
    summary, journal = vat_summary(facts, first, last), sales_journal(facts, first, last)
    franchise = shop is not None and shop.vat_treatment is VatTreatment.FRANCHISE
    return PeriodBooks(
        period=period,
        closing=financial_year(last, first_month).last,
        seller=None if shop is None else shop.seller,
        franchise=franchise,
        entries=entries,
        vat=summary,
        journal=journal,
        receipts=receipts_book(facts, first, last),
        bought=purchases_book(facts, first, last),
        notes=book_notes(session, period, facts, plan, today),
        checks=(
            _balance(entries),
            _vat_check(entries, plan, summary),
            _journal_check(session, period, facts, journal),
            *_bank_check(plan, bank),
        ),
        bank=bank,
        gauges=franchise_turnover(session, last) if franchise else (),
    )


def _plan(kept: Settings, day: date) -> AccountPlan:
    own = read_numbers(kept.get(ACCOUNTING_ACCOUNTS))
    return account_plan(day, own, read_numbers(kept.get(ACCOUNTING_MEANS)))


def _bought(kept: Settings, shop: Profile | None, day: date) -> Bought:
    rates = rates_on(day)
    return Bought(
        deducts=shop is None or shop.vat_treatment is not VatTreatment.FRANCHISE,
        self_assessed_bp=rates[0].rate_bp if rates else 0,
        accounts=read_numbers(kept.get(ACCOUNTING_SUPPLIERS)),
    )


def _balance(entries: tuple[NumberedEntry, ...]) -> BookCheck:
    lines = [line for each in entries for line in each.entry.lines]
    debit, credit = total(line.debit for line in lines), total(line.credit for line in lines)
    return BookCheck("balance", debit, credit)


def _vat_check(
    entries: tuple[NumberedEntry, ...], plan: AccountPlan, summary: VatSummary
) -> BookCheck:
    codes = {
        account.code
        for role, account in plan.accounts.items()
        if role.startswith("vat_") and role not in {"vat_deductible", "vat_oss"}
    }
    booked = total(
        line.credit - line.debit
        for each in entries
        for line in each.entry.lines
        if line.account.code in codes
    )
    return BookCheck("vat", summary.collected, booked)


def _bank_check(plan: AccountPlan, bank: BankBook) -> tuple[BookCheck, ...]:
    """Return the check of the account of the bank, where a statement told of these days.

    An account that other means share with the bank tells nothing.
    """
    code = plan.of("bank").code
    if not bank.told or sum(account.code == code for account in plan.accounts.values()) > 1:
        return ()
    return (BookCheck("bank", bank.explained, bank.books),)


def _journal_check(
    session: Session, period: Period, facts: PeriodFacts, journal: SalesJournal
) -> BookCheck:
    issued = session.execute(
        select(func.sum(_INVOICES.c.total)).where(
            _INVOICES.c.fiscal_day >= period.first,
            _INVOICES.c.fiscal_day <= period.last,
            _INVOICES.c.details_id.is_(None),
        )
    ).scalar()
    deducted = total(
        each.deposited for each in facts.sales if period.first <= each.day <= period.last
    )
    expected = issued if isinstance(issued, Money) else Money(int(str(issued or 0)))
    return BookCheck("journal", expected, journal.total + (deducted or ZERO))

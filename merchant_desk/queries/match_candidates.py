"""Everything that a line of the bank may be for, from every part of the shop."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from merchant_desk.database.bulk import chunks
from merchant_desk.models.base import table
from merchant_desk.models.supplier import SupplierInvoice
from merchant_desk.queries.bank_accounts import bank_balance
from merchant_desk.queries.cash_taxes import tax_flows
from merchant_desk.queries.deposits import awaited_deposits
from merchant_desk.queries.forecast_asked import ForecastAsked, forecast_asked
from merchant_desk.queries.forecast_memory import ForecastMemory
from merchant_desk.queries.match_recorded import recorded_candidates, supplier_candidate
from merchant_desk.queries.match_sales import sale_candidates
from merchant_desk.queries.match_unseen import seen_first
from merchant_desk.queries.payouts import awaited_payouts
from merchant_desk.queries.recurring import amounts_of, rhythm_of, stored_recurring
from merchant_desk.queries.recurring_settled import settled_times
from merchant_desk.queries.settings import settings
from merchant_desk.queries.supplier_dues import supplier_dues
from merchant_desk.rules.matching.candidate_words import (
    deposit_names,
    provider_names,
    tax_names,
)
from merchant_desk.rules.recurring.settled import left_of
from merchant_desk.rules.recurring.times import next_times
from merchant_desk.values.cash_flow import Flow
from merchant_desk.values.cash_match import Candidate
from merchant_desk.values.cash_words import CashCategory, DepositKind, MatchTarget
from merchant_desk.values.french import short_date
from merchant_desk.values.ids import StationId
from merchant_desk.values.money import ZERO, Money
from merchant_desk.values.payout_file import provider_name
from merchant_desk.values.supplier_words import SupplierState
from merchant_desk.values.texts import _

_OWED = table(SupplierInvoice)
_BEFORE, _AFTER = timedelta(days=12), timedelta(days=14)
_TOLD_FROM = timedelta(days=45)
_TAX_PERCENT = 10
_MONTH = timedelta(days=31)
_MOST_MONTHS = 3


def match_candidates(
    session: Session,
    station_id: StationId,
    today: date,
    days: tuple[date, date],
    memory: ForecastMemory | None = None,
) -> tuple[Candidate, ...]:
    """Return what lines of these days, both included, may be for."""
    first, last = days
    kept = settings(session, station_id)
    balance = bank_balance(session)
    asked = forecast_asked(kept, (today, today), balance, memory or ForecastMemory())
    return (
        *_sales(session, asked),
        *recorded_candidates(session, first - _TOLD_FROM),
        *_suppliers(session),
        *_payouts(session),
        *_deposits(session),
        *_recurring(session, first - _BEFORE, last + _AFTER),
        *_taxes(session, station_id, first, last),
    )


def _sales(session: Session, asked: ForecastAsked) -> Iterator[Candidate]:
    """Return documents and orders; of an order, less what the bank showed before its shop did."""
    first = seen_first(session)
    for each in sale_candidates(session, asked):
        seen = first.get(each.target_id or b"", 0) if each.target is MatchTarget.ORDER else 0
        if not seen:
            yield each
        elif each.amount > Money(seen):
            yield replace(each, amount=each.amount - Money(seen))


def _suppliers(session: Session) -> Iterator[Candidate]:
    dues = {each.invoice_id: each for each in supplier_dues(session)}
    wanted = select(_OWED.c.id, _OWED.c.number, _OWED.c.supplier_name, _OWED.c.iban)
    for some in chunks(sorted(dues)):
        open_ones = wanted.where(_OWED.c.id.in_(some), _OWED.c.state != SupplierState.DISPUTED)
        for row in session.execute(open_ones):
            due = dues[row.id]
            yield supplier_candidate(row, -due.amount, due.due_on)


def _payouts(session: Session) -> Iterator[Candidate]:
    for each in awaited_payouts(session):
        name = provider_name(each.provider)
        yield Candidate(
            target=MatchTarget.PAYOUT,
            target_id=each.payout_id,
            category=CashCategory.PAYOUT,
            amount=each.amount,
            label=_("Versement {provider} du {day}").format(
                provider=name, day=short_date(each.paid_on)
            ),
            names=provider_names(name),
            numbers=(each.reference,),
            due_on=each.paid_on,
        )


def _deposits(session: Session) -> Iterator[Candidate]:
    for each in awaited_deposits(session):
        cheques = each.kind is DepositKind.CHEQUES
        words = _("Remise de chèques {number}") if cheques else _("Versement d’espèces {number}")
        whole = Candidate(
            target=MatchTarget.DEPOSIT,
            target_id=each.deposit_id,
            category=CashCategory.DEPOSIT,
            amount=each.amount,
            label=words.format(number=each.number),
            names=deposit_names(cheques=cheques),
            numbers=(each.number,),
            due_on=each.day,
            since=each.day,
        )
        yield whole


def _recurring(session: Session, first: date, last: date) -> Iterator[Candidate]:
    """Return each time of what she confirmed, for what no line was found to be of it yet."""
    settled = settled_times(session)
    for each_id, _state, terms in stored_recurring(session):
        amounts = amounts_of(terms)
        for day in next_times(rhythm_of(terms), first, last):
            paid = settled.get((each_id, day), ZERO)
            left = left_of(amounts, paid)
            if left == ZERO:
                continue
            yield Candidate(
                target=MatchTarget.RECURRING,
                target_id=each_id,
                category=terms.category,
                amount=left,
                label=_("{label} du {day}").format(label=terms.label, day=short_date(day)),
                names=tuple(name for name in (terms.pattern, terms.label) if name),
                due_on=day,
                low=left if paid else amounts.low,
                high=left if paid else amounts.high,
            )


def _taxes(session: Session, station_id: StationId, first: date, last: date) -> Iterator[Candidate]:
    """Return the taxes due around these days, the last three months of them at most."""
    seen: set[str] = set()
    start = max(first, last - _MOST_MONTHS * _MONTH) - _BEFORE
    while start <= last:
        flows, _notes = tax_flows(
            session, station_id, start, min(start + _MONTH, last + _AFTER), ()
        )
        for flow in flows:
            if flow.key not in seen:
                seen.add(flow.key)
                yield _tax(flow)
        start += _MONTH


def _tax(flow: Flow) -> Candidate:
    margin = Money(abs(flow.amount.cents) * _TAX_PERCENT // 100)
    return Candidate(
        target=MatchTarget.CATEGORY,
        target_id=None,
        category=flow.category,
        amount=flow.amount,
        label=flow.label,
        names=tax_names(flow.category),
        due_on=flow.due_on or flow.day,
        low=flow.amount - margin,
        high=flow.amount + margin,
    )

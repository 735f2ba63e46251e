"""Taxes that the bank has seen, and those that she confirmed to come back by themselves."""

from collections.abc import Mapping, Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from merchant_desk.models.base import table
from merchant_desk.models.cash import BankLine, CashMatch, Recurring
from merchant_desk.queries.bank_lines import live_lines, live_matches
from merchant_desk.rules.cash_taxes.settled import TaxPaid
from merchant_desk.values.cash_words import CashCategory, RecurringState
from merchant_desk.values.money import Money

_LINES, _MATCHES, _RECURRING = table(BankLine), table(CashMatch), table(Recurring)
TAXES = (
    CashCategory.VAT,
    CashCategory.SOCIAL,
    CashCategory.CORPORATE_TAX,
    CashCategory.OTHER_TAXES,
)


def taxes_paid(session: Session, since: date) -> tuple[TaxPaid, ...]:
    """Return the payments of taxes that lines of the bank were found to be."""
    rows = session.execute(
        select(_MATCHES.c.category, _MATCHES.c.amount, _MATCHES.c.due_day, _LINES.c.booked_on)
        .join_from(_MATCHES, _LINES, _LINES.c.id == _MATCHES.c.line_id)
        .where(
            _MATCHES.c.category.in_(TAXES),
            _LINES.c.booked_on >= since,
            live_matches(),
            live_lines(),
        )
        .order_by(_MATCHES.c.row)
    )
    return tuple(
        TaxPaid(
            category=row.category,
            booked_on=row.booked_on,
            amount=row.amount,
            due_day=row.due_day,
        )
        for row in rows
    )


def taxes_that_come_back(session: Session) -> Mapping[CashCategory, Sequence[Money]]:
    """Return the taxes that are foreseen from the bank's own history: she confirmed them."""
    rows = session.execute(
        select(_RECURRING.c.category, _RECURRING.c.amount).where(
            _RECURRING.c.state == RecurringState.CONFIRMED,
            _RECURRING.c.category.in_(TAXES),
        )
    )
    found: dict[CashCategory, list[Money]] = {}
    for category, amount in rows:
        found.setdefault(category, []).append(amount)
    return found

"""What the accounts in use held on the evenings that their banks told of."""

from collections.abc import Mapping
from datetime import date, timedelta

from sqlalchemy import BigInteger, func, select, type_coerce
from sqlalchemy.orm import Session

from merchant_desk.models.base import table
from merchant_desk.models.cash import BankImport, BankLine, CashAccount
from merchant_desk.queries.bank_accounts import bank_balance
from merchant_desk.queries.bank_lines import live_lines
from merchant_desk.values.chart import ChartPoint
from merchant_desk.values.money import Money

_ACCOUNTS, _IMPORTS, _LINES = table(CashAccount), table(BankImport), table(BankLine)
DAYS = 28


def cash_past(session: Session, today: date, days: int = DAYS) -> tuple[ChartPoint, ...]:
    """Return the evenings before today, the oldest first, as far back as a file tells of them."""
    known = bank_balance(session)
    begun = _begun(session)
    if known.on is None or begun is None:
        return ()
    first = max(today - timedelta(days=days), begun - timedelta(days=1))
    moved = _moved_after(session, first)
    evening, balance = max(known.on, *moved) if moved else known.on, known.amount
    points = []
    while evening >= first:
        if evening < today:
            points.append(ChartPoint(evening, balance))
        balance -= Money(moved.get(evening, 0))
        evening -= timedelta(days=1)
    return tuple(reversed(points))


def _begun(session: Session) -> date | None:
    found: date | None = session.execute(
        select(func.min(_IMPORTS.c.first_day)).where(_IMPORTS.c.undone_at.is_(None))
    ).scalar()
    return found


def _moved_after(session: Session, day: date) -> Mapping[date, int]:
    """Return the cents that moved each day after one."""
    in_use = select(_ACCOUNTS.c.id).where(_ACCOUNTS.c.active).scalar_subquery()
    rows = session.execute(
        select(_LINES.c.booked_on, func.sum(type_coerce(_LINES.c.amount, BigInteger)))
        .where(_LINES.c.booked_on > day, _LINES.c.account_id.in_(in_use), live_lines())
        .group_by(_LINES.c.booked_on)
    )
    return {moved: int(cents) for moved, cents in rows}

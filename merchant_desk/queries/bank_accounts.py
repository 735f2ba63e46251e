"""The accounts of the shop, and what each holds as far as its bank told."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from merchant_desk.models.base import table
from merchant_desk.models.cash import BankImport, BankLine, BankStatement, CashAccount
from merchant_desk.queries.bank_lines import live_lines
from merchant_desk.values.bank_file import ToldBalance
from merchant_desk.values.ids import CashAccountId
from merchant_desk.values.money import ZERO, Money, total

_ACCOUNTS, _IMPORTS, _STATEMENTS, _LINES = (
    table(CashAccount),
    table(BankImport),
    table(BankStatement),
    table(BankLine),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountRow:
    """One account: what it holds to date and the day that is known to."""

    account_id: CashAccountId
    name: str
    key: str
    iban: str
    bank_name: str
    active: bool
    balance: Money
    known_on: date | None
    """The last day its bank told of; None: nothing is known yet."""
    told: ToldBalance | None
    """The last balance that its bank, or she, told; None: the balance counts from zero."""
    lines: int
    """Its lines that count."""


@dataclass(frozen=True, slots=True)
class BankBalance:
    """What the accounts in use hold together."""

    amount: Money
    on: date | None
    """The last day that a bank told of; None: no file was brought yet."""
    behind: tuple[tuple[str, date | None], ...] = ()
    """The accounts that are known less far, and how far; None: not at all."""


def bank_accounts(session: Session, *, closed_too: bool = False) -> tuple[AccountRow, ...]:
    """Return the accounts by name, those in use first."""
    return _rows(session, _counted(session), closed_too=closed_too)


def _rows(
    session: Session, counted: Mapping[bytes, int], *, closed_too: bool
) -> tuple[AccountRow, ...]:
    wanted = select(_ACCOUNTS).order_by(_ACCOUNTS.c.active.desc(), _ACCOUNTS.c.name)
    if not closed_too:
        wanted = wanted.where(_ACCOUNTS.c.active)
    told = _last_told(session)
    moved = _last_days(session)
    rows = []
    for row in session.execute(wanted):
        said = [ToldBalance(row.opening_on, row.opening)] if row.opening_on else []
        known = max((*said, *told.get(row.id, ())), key=lambda each: each.day, default=None)
        day, lines = moved.get(row.id), counted.get(row.id, 0)
        after = _moved_since(session, row.id, None if known is None else known.day)
        days = [each for each in (day, None if known is None else known.day) if each is not None]
        rows.append(
            AccountRow(
                account_id=CashAccountId(row.id),
                name=row.name,
                key=row.key,
                iban=row.iban,
                bank_name=row.bank_name,
                active=row.active,
                balance=after if known is None else known.amount + after,
                known_on=max(days, default=None),
                told=known,
                lines=lines,
            )
        )
    return tuple(rows)


def bank_balance(session: Session) -> BankBalance:
    """Return what the accounts in use hold together, as far as their banks told.

    Nothing is counted: a forecast asks this after every edit, over a hundred thousand lines.
    """
    rows = _rows(session, {}, closed_too=False)
    on = max((row.known_on for row in rows if row.known_on is not None), default=None)
    behind = tuple((row.name, row.known_on) for row in rows if on and row.known_on != on)
    return BankBalance(total(row.balance for row in rows), on, behind)


def _last_told(session: Session) -> Mapping[bytes, list[ToldBalance]]:
    """Return the balances that statements tell, the last one of each kind by account."""
    found: dict[bytes, list[ToldBalance]] = {}
    for day, amount in (
        (_STATEMENTS.c.opening_on, _STATEMENTS.c.opening),
        (_STATEMENTS.c.closing_on, _STATEMENTS.c.closing),
    ):
        rows = session.execute(
            select(_IMPORTS.c.account_id, day.label("day"), amount.label("amount"))
            .join_from(_STATEMENTS, _IMPORTS, _IMPORTS.c.id == _STATEMENTS.c.import_id)
            .where(_IMPORTS.c.undone_at.is_(None), day.is_not(None), amount.is_not(None))
            .order_by(day, _IMPORTS.c.at, _IMPORTS.c.id, _STATEMENTS.c.position)
        )
        last = {row.account_id: ToldBalance(row.day, row.amount) for row in rows}
        for account_id, each in last.items():
            found.setdefault(account_id, []).append(each)
    return found


def _counted(session: Session) -> Mapping[bytes, int]:
    """Return how many lines count, by account."""
    lines = session.execute(
        select(_LINES.c.account_id, func.count().label("lines"))
        .where(live_lines())
        .group_by(_LINES.c.account_id)
    )
    return {row.account_id: row.lines for row in lines}


def _last_days(session: Session) -> Mapping[bytes, date]:
    """Return the last day that files tell of, by account."""
    days = session.execute(
        select(_IMPORTS.c.account_id, func.max(_IMPORTS.c.last_day).label("day"))
        .where(_IMPORTS.c.undone_at.is_(None))
        .group_by(_IMPORTS.c.account_id)
    )
    return {row.account_id: row.day for row in days}


def _moved_since(session: Session, account_id: CashAccountId, day: date | None) -> Money:
    """Return the sum of its lines after the evening of a day."""
    wanted = select(func.sum(_LINES.c.amount)).where(
        _LINES.c.account_id == account_id, live_lines()
    )
    if day is not None:
        wanted = wanted.where(_LINES.c.booked_on > day)
    return session.execute(wanted).scalar() or ZERO

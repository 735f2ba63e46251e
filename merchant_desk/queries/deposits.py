"""What is brought to the bank: what may be, the slips, what the bank has not shown yet."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Any, Self

from sqlalchemy import BigInteger, ColumnElement, Select, case, func, select, type_coerce
from sqlalchemy.orm import Session

from merchant_desk.models.base import table
from merchant_desk.models.cash import CashAccount
from merchant_desk.models.cash_aside import BankDeposit, DepositEvent, DepositItem
from merchant_desk.queries.seen_at_bank import seen_at_bank, seen_cents
from merchant_desk.values.cash_words import DepositEventKind, DepositKind, MatchTarget
from merchant_desk.values.ids import CashAccountId, DepositId, PaymentId, RecordId
from merchant_desk.values.money import ZERO, Money

_DEPOSITS, _ITEMS, _EVENTS, _ACCOUNTS = (
    table(BankDeposit),
    table(DepositItem),
    table(DepositEvent),
    table(CashAccount),
)


def _cents(column: ColumnElement[Any]) -> ColumnElement[int]:
    return type_coerce(column, BigInteger)


CANCELLED = select(_EVENTS.c.deposit_id).where(_EVENTS.c.kind == DepositEventKind.CANCELLED)
"""The slips that were cancelled before the bank saw them."""
_BOUNCED = (
    select(
        func.coalesce(
            func.sum(
                case(
                    (_EVENTS.c.kind == DepositEventKind.BOUNCED, _cents(_ITEMS.c.amount)),
                    else_=-_cents(_ITEMS.c.amount),
                )
            ),
            0,
        )
    )
    .join_from(_EVENTS, _ITEMS, _ITEMS.c.id == _EVENTS.c.item_id)
    .where(_EVENTS.c.deposit_id == _DEPOSITS.c.id)
    .correlate(_DEPOSITS)
    .scalar_subquery()
)
"""What of a slip came back unpaid, those paid after all taken off: the bank takes it out again."""
_EXPECTED = _cents(_DEPOSITS.c.amount) - _BOUNCED
_SORTS = {"day": _DEPOSITS.c.day, "number": _DEPOSITS.c.number, "amount": _DEPOSITS.c.amount}


class DepositsShown(StrEnum):
    """The tabs of the list."""

    ALL = "all"
    AWAITED = "awaited"
    SEEN = "seen"


@dataclass(frozen=True, slots=True, kw_only=True)
class DepositRow:
    """One slip as the list shows it."""

    deposit_id: DepositId
    number: str
    kind: DepositKind
    account: str
    day: date
    amount: Money
    items: int
    seen: Money
    expected: Money
    """What the bank keeps of it: cheques that came back unpaid are taken out again."""
    bounced: int
    """Its cheques that came back unpaid."""
    cancelled: bool


@dataclass(frozen=True)
class DepositList:
    """The slips of one tab; those cancelled are shown with all of them only."""

    shown: DepositsShown = DepositsShown.ALL
    sort: str = "day"
    descending: bool = True

    def count(self, session: Session) -> int:
        """Return how many the filter keeps."""
        return int(session.execute(self._kept(select(func.count(_DEPOSITS.c.id)))).scalar_one())

    def fetch(self, session: Session, offset: int, limit: int) -> Sequence[DepositRow]:
        """Return one page."""
        wanted = select(
            _DEPOSITS, _ACCOUNTS.c.name.label("account"), _EXPECTED.label("expected")
        ).join(_ACCOUNTS, _ACCOUNTS.c.id == _DEPOSITS.c.account_id)
        rows = session.execute(self._ordered(wanted).offset(offset).limit(limit)).all()
        ids = [DepositId(row.id) for row in rows]
        seen = seen_at_bank(session, MatchTarget.DEPOSIT, ids)
        counted = _counted(session, ids)
        turned = _turned(session, ids)
        return tuple(
            DepositRow(
                deposit_id=DepositId(row.id),
                number=row.number,
                kind=row.kind,
                account=row.account,
                day=row.day,
                amount=row.amount,
                items=counted.get(row.id, 0),
                seen=seen.get(row.id, ZERO),
                expected=Money(int(row.expected)),
                bounced=max(
                    0,
                    turned.get((row.id, DepositEventKind.BOUNCED), 0)
                    - turned.get((row.id, DepositEventKind.BOUNCE_UNDONE), 0),
                ),
                cancelled=(row.id, DepositEventKind.CANCELLED) in turned,
            )
            for row in rows
        )

    def ids(self, session: Session) -> Sequence[bytes]:
        """Return every slip of the filter."""
        return session.scalars(self._ordered(select(_DEPOSITS.c.id))).all()

    def sorted_by(self, key: str, *, descending: bool) -> Self:
        """Return the same filter in another order."""
        return replace(self, sort=key, descending=descending)

    def _ordered(self, wanted: Select[Any]) -> Select[Any]:
        by = _SORTS.get(self.sort, _DEPOSITS.c.day)
        order = by.desc() if self.descending else by.asc()
        return self._kept(wanted).order_by(order, _DEPOSITS.c.number.desc())

    def _kept(self, wanted: Select[Any]) -> Select[Any]:
        if self.shown is DepositsShown.ALL:
            return wanted
        whole = seen_cents(MatchTarget.DEPOSIT, _DEPOSITS) == _EXPECTED
        if self.shown is DepositsShown.SEEN:
            return wanted.where(whole)
        return wanted.where(~whole, _DEPOSITS.c.id.not_in(CANCELLED))


def _counted(session: Session, ids: Sequence[DepositId]) -> Mapping[bytes, int]:
    rows = session.execute(
        select(_ITEMS.c.deposit_id, func.count())
        .where(_ITEMS.c.deposit_id.in_(ids))
        .group_by(_ITEMS.c.deposit_id)
    )
    return {bytes(key): int(count) for key, count in rows}


def _turned(
    session: Session, ids: Sequence[DepositId]
) -> Mapping[tuple[bytes, DepositEventKind], int]:
    rows = session.execute(
        select(_EVENTS.c.deposit_id, _EVENTS.c.kind, func.count())
        .where(_EVENTS.c.deposit_id.in_(ids))
        .group_by(_EVENTS.c.deposit_id, _EVENTS.c.kind)
    )
    return {(bytes(key), DepositEventKind(kind)): int(count) for key, kind, count in rows}


@dataclass(frozen=True, slots=True, kw_only=True)
class AwaitedDeposit:
    """What was brought to the bank and that it has not shown yet."""

    deposit_id: DepositId
    number: str
    kind: DepositKind
    account_id: CashAccountId
    day: date
    amount: Money
    """What is still to be seen; below zero: cheques that came back are still to be taken out."""
    items: tuple[Money, ...]
    """What each cheque is worth: some banks show them one by one."""


def awaited_deposits(session: Session) -> tuple[AwaitedDeposit, ...]:
    """Return the slips not seen at the bank, or seen in part only, the oldest first."""
    seen = seen_at_bank(session, MatchTarget.DEPOSIT)
    rows = session.execute(
        select(_DEPOSITS, _EXPECTED.label("expected"))
        .where(_DEPOSITS.c.id.not_in(CANCELLED))
        .order_by(_DEPOSITS.c.day, _DEPOSITS.c.number)
    ).all()
    waiting = [row for row in rows if int(row.expected) != seen.get(row.id, ZERO).cents]
    items = _amounts(session, [DepositId(row.id) for row in waiting])
    return tuple(
        AwaitedDeposit(
            deposit_id=DepositId(row.id),
            number=row.number,
            kind=row.kind,
            account_id=CashAccountId(row.account_id),
            day=row.day,
            amount=Money(int(row.expected)) - seen.get(row.id, ZERO),
            items=items.get(row.id, ()),
        )
        for row in waiting
    )


def _amounts(session: Session, ids: Sequence[DepositId]) -> dict[bytes, tuple[Money, ...]]:
    rows = session.execute(
        select(_ITEMS.c.deposit_id, _ITEMS.c.amount)
        .where(_ITEMS.c.deposit_id.in_(ids))
        .order_by(_ITEMS.c.deposit_id, _ITEMS.c.position)
    )
    found: dict[bytes, tuple[Money, ...]] = {}
    for key, amount in rows:
        found[bytes(key)] = (*found.get(bytes(key), ()), amount)
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class DepositPart:
    """One cheque of a slip, or its cash, as the books need it."""

    item_id: RecordId
    amount: Money
    payment_id: PaymentId | None
    drawer_move_id: RecordId | None
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DepositPosting:
    """A slip as the books need it; a cheque that bounced is a payment of its own, negative."""

    deposit_id: DepositId
    number: str
    day: date
    kind: DepositKind
    account_id: CashAccountId
    amount: Money
    items: tuple[DepositPart, ...]


def deposit_facts(session: Session, first: date, last: date) -> tuple[DepositPosting, ...]:
    """Return the slips of a period, both ends included, in order, those cancelled left out."""
    rows = session.execute(
        select(_DEPOSITS)
        .where(_DEPOSITS.c.day.between(first, last), _DEPOSITS.c.id.not_in(CANCELLED))
        .order_by(_DEPOSITS.c.day, _DEPOSITS.c.number)
    ).all()
    parts: dict[bytes, list[DepositPart]] = {}
    asked = (
        select(_ITEMS)
        .where(_ITEMS.c.deposit_id.in_([row.id for row in rows]))
        .order_by(_ITEMS.c.deposit_id, _ITEMS.c.position)
    )
    for item in session.execute(asked):
        part = DepositPart(
            item_id=RecordId(item.id),
            amount=item.amount,
            payment_id=None if item.payment_id is None else PaymentId(item.payment_id),
            drawer_move_id=None if item.drawer_move_id is None else RecordId(item.drawer_move_id),
            label=item.label,
        )
        parts.setdefault(bytes(item.deposit_id), []).append(part)
    return tuple(
        DepositPosting(
            deposit_id=DepositId(row.id),
            number=row.number,
            day=row.day,
            kind=row.kind,
            account_id=CashAccountId(row.account_id),
            amount=row.amount,
            items=tuple(parts.get(row.id, ())),
        )
        for row in rows
    )

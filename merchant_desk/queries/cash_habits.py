"""How late the customers of the shop pay, measured on what they paid before today."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import Any

import msgspec
from sqlalchemy import bindparam, func, literal_column, select
from sqlalchemy.orm import Session

from merchant_desk.database.column_types import UtcColumn, from_micros
from merchant_desk.database.prepared import Prepared
from merchant_desk.models.base import table
from merchant_desk.models.invoice import Invoice
from merchant_desk.models.order import Payment
from merchant_desk.rules.cash_forecast.habit import MOST, Habit, habit_of, shop_habit
from merchant_desk.values.clock import PARIS, paris_date
from merchant_desk.values.folding import folded

_INVOICES, _PAYMENTS = table(Invoice), table(Payment)
_LOOKED_BACK = timedelta(days=730)
_PAID = func.max(_PAYMENTS.c.paid_at).label("paid_at")
_DUE = func.coalesce(_INVOICES.c.due_on, _INVOICES.c.issue_date).label("due_on")
_BEFORE = bindparam("before", type_=UtcColumn())
_HISTORY = Prepared(
    select(_INVOICES.c.customer_id, _INVOICES.c.buyer, _DUE, _PAID, _INVOICES.c.id)
    .join(_PAYMENTS, _PAYMENTS.c.invoice_id == _INVOICES.c.id)
    .where(
        literal_column("invoice.left_to_pay <> 0"),
        literal_column("invoice.left_to_pay > 0"),
        literal_column("payment.amount > 0"),
        _INVOICES.c.issue_date >= bindparam("since"),
        _PAYMENTS.c.at < _BEFORE,
    )
    .group_by(_INVOICES.c.id, _INVOICES.c.customer_id, _INVOICES.c.buyer, _INVOICES.c.due_on,
              _INVOICES.c.issue_date)
)  # fmt: skip
_ASKED = Prepared(
    select(_INVOICES.c.id, _DUE).where(
        literal_column("invoice.left_to_pay <> 0"),
        literal_column("invoice.left_to_pay > 0"),
        _INVOICES.c.issue_date >= bindparam("since"),
        _INVOICES.c.issued_at < _BEFORE,
    )
)
_CORRECTED = Prepared(
    select(_INVOICES.c.corrects_id).where(literal_column("invoice.corrects_id IS NOT NULL"))
)


@dataclass(frozen=True)
class Habits:
    """The habit of the shop's customers, together and each."""

    shop: Habit
    of_customer: Mapping[bytes | str, Habit]

    def of(self, customer: bytes | str) -> Habit:
        """Return how a customer pays; one of whom nothing is known pays as they all do."""
        return self.of_customer.get(customer) or habit_of((), self.shop)


def paying_habits(session: Session, today: date) -> Habits:
    """Return how customers pay, by what was recorded before today: it holds for the whole day."""
    since, before = today - _LOOKED_BACK, datetime.combine(today, time(), PARIS)
    delays: dict[bytes | str, list[tuple[int, int]]] = defaultdict(list)
    rows = _HISTORY.rows(session, since=since, before=before)
    for row in rows:
        customer_id, buyer, due_on, paid_at, _id = row
        late = (paris_date(from_micros(int(paid_at))) - _day(due_on)).days
        delays[customer_key(customer_id, buyer)].append((int(paid_at), late))
    last = {who: [late for _at, late in sorted(each)[-MOST:]] for who, each in delays.items()}
    settled = {row[4] for row in rows} | {row[0] for row in _CORRECTED.rows(session)}
    unpaid = [
        (today - _day(due_on)).days
        for invoice_id, due_on in _ASKED.rows(session, since=since, before=before)
        if invoice_id not in settled
    ]
    shop = shop_habit([late for each in last.values() for late in each], unpaid)
    return Habits(shop, {who: habit_of(each, shop) for who, each in last.items()})


def _day(told: date | str) -> date:
    """Return the day that a driver tells, one as a date and another as text."""
    return told if isinstance(told, date) else date.fromisoformat(told)


class _Address(msgspec.Struct):
    name: str = ""
    company: str = ""


class _Buyer(msgspec.Struct):
    address: _Address


_READ: Any = msgspec.json.Decoder(_Buyer)


@lru_cache(maxsize=4096)
def buyer_name(buyer: str) -> str:
    """Return who a document is made out to; erased is ``""``."""
    if not buyer:
        return ""
    address = _READ.decode(buyer).address
    return str(address.company or address.name)


def customer_key(customer_id: bytes | None, buyer: str) -> bytes | str:
    """Return what a customer is known by: her card, else her name as it is printed."""
    return customer_id or folded(buyer_name(buyer))

"""What is owed to suppliers, and when: what the cash forecast takes out of the account."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from merchant_desk.models.base import table
from merchant_desk.models.supplier import SupplierInvoice
from merchant_desk.queries.supplier_invoices import OWED, left_of, paid_of
from merchant_desk.rules.received.days import due_day
from merchant_desk.values.ids import SupplierInvoiceId
from merchant_desk.values.money import Money, total
from merchant_desk.values.supplier_words import SupplierState

_INVOICES = table(SupplierInvoice)


@dataclass(frozen=True, slots=True)
class SupplierDue:
    """Money to go out (a credit note: to come back, below zero) on one day."""

    due_on: date
    amount: Money
    supplier: str
    number: str
    invoice_id: SupplierInvoiceId
    is_told: bool  # False: no day was said, the law's thirty days are counted
    is_sure: bool  # approved; not one to check, nor one in dispute


@dataclass(frozen=True, slots=True)
class WeekDue:
    """What one week takes, its Monday first; what is late already falls on this week."""

    monday: date
    amount: Money
    invoices: int


def supplier_dues(session: Session) -> tuple[SupplierDue, ...]:
    """Return what is left of every invoice still owed, the soonest first."""
    asked = select(
        _INVOICES.c.id, _INVOICES.c.supplier_name, _INVOICES.c.number, _INVOICES.c.issue_date,
        _INVOICES.c.due_on, _INVOICES.c.payable, _INVOICES.c.state, paid_of().label("paid"),
    ).where(_INVOICES.c.state.in_(OWED))  # fmt: skip
    dues = [
        SupplierDue(
            due_on=due_day(row.issue_date, row.due_on),
            amount=left,
            supplier=row.supplier_name,
            number=row.number,
            invoice_id=row.id,
            is_told=row.due_on is not None,
            is_sure=row.state is SupplierState.APPROVED,
        )
        for row in session.execute(asked)
        if (left := left_of(row.payable, row.paid, row.state))
    ]
    return tuple(sorted(dues, key=lambda each: (each.due_on, each.supplier, each.number)))


def supplier_weeks(session: Session, today: date, weeks: int = 8) -> tuple[WeekDue, ...]:
    """Return what the next weeks take out of the account, week by week."""
    return dues_by_week(supplier_dues(session), today, weeks)


def dues_by_week(dues: Sequence[SupplierDue], today: date, weeks: int) -> tuple[WeekDue, ...]:
    """Add up what is due week by week."""
    this = _monday(today)
    told = []
    for place in range(weeks):
        monday = this + timedelta(weeks=place)
        inside = [each for each in dues if max(_monday(each.due_on), this) == monday]
        told.append(WeekDue(monday, total(each.amount for each in inside), len(inside)))
    return tuple(told)


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())

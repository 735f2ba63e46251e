"""What customers owe by age: not due yet, late by a month, two, three, or more."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Any, Self

from sqlalchemy import select
from sqlalchemy.orm import Session

from merchant_desk.database.prepared_set import PreparedSet
from merchant_desk.models.base import table
from merchant_desk.models.invoice import Invoice
from merchant_desk.queries.invoices import customer_of
from merchant_desk.queries.receivables import open_dues
from merchant_desk.values.ids import InvoiceId
from merchant_desk.values.money import ZERO, Money, total

_INVOICES = table(Invoice)
_MONTH = 30
_BUYERS = PreparedSet(
    lambda ids: select(_INVOICES.c.id, _INVOICES.c.number, _INVOICES.c.buyer).where(
        _INVOICES.c.id.in_(ids)
    )
)


class Age(StrEnum):
    """How long a document has been due."""

    NOT_DUE = "not_due"
    TO_30 = "to_30"
    TO_60 = "to_60"
    TO_90 = "to_90"
    OVER_90 = "over_90"


@dataclass(frozen=True, slots=True)
class OwedDocument:
    """One document that waits for money, and for how many days it has been late."""

    invoice_id: InvoiceId
    number: str
    customer: str
    is_business: bool
    due_on: date
    days_late: int
    left: Money

    @property
    def age(self) -> Age:
        """Return its column."""
        return age_of(self.days_late)


@dataclass(frozen=True, slots=True)
class CustomerAgeing:
    """What one customer owes, by age; ``oldest`` is the document that has waited longest."""

    customer: str
    is_business: bool
    by_age: Mapping[Age, Money]
    documents: tuple[OwedDocument, ...]

    @property
    def owed(self) -> Money:
        """Return all that she owes."""
        return total(self.by_age.values())

    @property
    def oldest(self) -> OwedDocument:
        """Return what has waited longest."""
        return self.documents[0]


@dataclass(frozen=True, slots=True)
class Ageing:
    """The whole table of a day, the largest debt first."""

    day: date
    customers: tuple[CustomerAgeing, ...]

    @property
    def by_age(self) -> Mapping[Age, Money]:
        """Return the line of totals."""
        return {age: total(each.by_age[age] for each in self.customers) for age in Age}

    @property
    def owed(self) -> Money:
        """Return all that is owed."""
        return total(each.owed for each in self.customers)


def age_of(days_late: int) -> Age:
    """Return the column of a document that has been late so many days."""
    if days_late <= 0:
        return Age.NOT_DUE
    place = (days_late - 1) // _MONTH
    return (Age.TO_30, Age.TO_60, Age.TO_90)[place] if place < 3 else Age.OVER_90  # noqa: PLR2004 - three columns of a month


def ageing(session: Session, day: date) -> Ageing:
    """Return what is owed today, with its age on this day."""
    dues = open_dues(session, day)
    rows = _BUYERS.typed(session, sorted(dues)) if dues else []
    groups: dict[tuple[str, bool], list[OwedDocument]] = {}
    for row in rows:
        customer, is_business = customer_of(row.buyer)
        due = dues[row.id]
        late = (day - due.due_on).days
        owed = OwedDocument(row.id, row.number, customer, is_business, due.due_on, late, due.left)
        groups.setdefault((customer, is_business), []).append(owed)
    customers = (_customer(*who, documents) for who, documents in groups.items())
    return Ageing(day, tuple(sorted(customers, key=lambda each: (-each.owed.cents, each.customer))))


_SORTS: dict[str, Callable[[CustomerAgeing], object]] = {
    "owed": lambda row: row.owed.cents,
    "customer": lambda row: row.customer.casefold(),
    "oldest": lambda row: row.oldest.days_late,
}


@dataclass(frozen=True)
class AgeingList:
    """The same table, a page at a time: there are as many rows as customers who owe."""

    day: date
    sort: str = "owed"
    descending: bool = True

    def count(self, session: Session) -> int:
        """Return how many customers owe something."""
        return len(ageing(session, self.day).customers)

    def fetch(self, session: Session, offset: int, limit: int) -> Sequence[CustomerAgeing]:
        """Return one page of customers."""
        return self._ordered(session)[offset : offset + limit]

    def ids(self, session: Session) -> Sequence[bytes]:
        """Return what tells each row from the others: its oldest document."""
        return [row.oldest.invoice_id for row in self._ordered(session)]

    def sorted_by(self, key: str, *, descending: bool) -> Self:
        """Return the same table in another order."""
        return replace(self, sort=key, descending=descending)

    def _ordered(self, session: Session) -> list[CustomerAgeing]:
        key: Any = _SORTS.get(self.sort, _SORTS["owed"])
        rows = sorted(ageing(session, self.day).customers, key=lambda row: row.customer)
        return sorted(rows, key=key, reverse=self.descending)


def _customer(
    customer: str, is_business: bool, documents: Sequence[OwedDocument]
) -> CustomerAgeing:
    oldest_first = tuple(sorted(documents, key=lambda each: (each.due_on, each.number)))
    by_age = dict.fromkeys(Age, ZERO)
    for each in oldest_first:
        by_age[each.age] += each.left
    return CustomerAgeing(customer, is_business, by_age, oldest_first)

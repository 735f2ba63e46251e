"""What customers owe by age: not due yet, late by a month, two, three, or more."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import Session

from merchant_desk.models.base import table
from merchant_desk.models.invoice import Invoice
from merchant_desk.queries.invoices import customer_of
from merchant_desk.queries.open_documents import open_documents
from merchant_desk.values.ids import InvoiceId
from merchant_desk.values.money import ZERO, Money, total

_INVOICES = table(Invoice)
_MONTH = 30


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
    held = open_documents()
    rows = session.execute(
        select(
            _INVOICES.c.id,
            _INVOICES.c.number,
            _INVOICES.c.buyer,
            _INVOICES.c.customer_id,
            _INVOICES.c.due_on,
            _INVOICES.c.issue_date,
            held.c.left,
        ).join(held, held.c.id == _INVOICES.c.id)
    )
    groups: dict[tuple[str, bool], list[OwedDocument]] = {}
    for row in rows:
        customer, is_business = customer_of(row.buyer)
        due = row.due_on or row.issue_date
        late = (day - due).days
        owed = OwedDocument(
            row.id, row.number, customer, is_business, due, late, Money(int(row.left))
        )
        groups.setdefault((customer, is_business), []).append(owed)
    customers = (_customer(*who, documents) for who, documents in groups.items())
    return Ageing(day, tuple(sorted(customers, key=lambda each: (-each.owed.cents, each.customer))))


def _customer(
    customer: str, is_business: bool, documents: Sequence[OwedDocument]
) -> CustomerAgeing:
    oldest_first = tuple(sorted(documents, key=lambda each: (each.due_on, each.number)))
    by_age = dict.fromkeys(Age, ZERO)
    for each in oldest_first:
        by_age[each.age] += each.left
    return CustomerAgeing(customer, is_business, by_age, oldest_first)

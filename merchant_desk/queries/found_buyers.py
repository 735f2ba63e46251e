"""Who a document may be made out to: people and companies met before, and where they are."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import Session

from merchant_desk.models.base import table
from merchant_desk.models.invoice import Invoice
from merchant_desk.models.order import Customer, Order
from merchant_desk.values.folding import folded
from merchant_desk.values.ids import CustomerId
from merchant_desk.values.invoice_page import Buyer
from merchant_desk.values.remote import Address
from merchant_desk.values.snapshots import read_address, read_buyer

_CUSTOMERS, _ORDERS, _INVOICES = table(Customer), table(Order), table(Invoice)
_SHORTEST, _MOST_WORDS = 2, 4


@dataclass(frozen=True, slots=True)
class FoundBuyer:
    """One person or company that was met before."""

    buyer: Buyer
    customer_id: CustomerId | None
    name: str
    detail: str


def find_buyers(session: Session, text: str, limit: int = 6) -> tuple[FoundBuyer, ...]:
    """Return who matches what was typed: those invoiced by hand first, then customers."""
    typed = text.replace("\0", " ").strip()
    if len(typed) < _SHORTEST:
        return ()
    found = [*_invoiced(session, typed, limit), *_customers(session, typed, limit)]
    once = {(each.name, each.buyer.address.city, each.buyer.siren): each for each in found[::-1]}
    return tuple(once.values())[::-1][:limit]


def _invoiced(session: Session, typed: str, limit: int) -> Sequence[FoundBuyer]:
    """Return the buyers of the latest documents without an order."""
    words = folded(typed).split()[:_MOST_WORDS]
    rows = session.execute(
        select(_INVOICES.c.buyer, _INVOICES.c.customer_id)
        .where(
            _INVOICES.c.order_id.is_(None),
            _INVOICES.c.buyer != "",
            *(_INVOICES.c.search_text.contains(word, autoescape=True) for word in words),
        )
        .order_by(_INVOICES.c.issued_at.desc())
        .limit(limit * 4)
    )
    return [_of(read_buyer(row.buyer), row.customer_id) for row in rows]


def _customers(session: Session, typed: str, limit: int) -> Sequence[FoundBuyer]:
    theirs = _ORDERS.alias()
    latest = (
        select(func.max(theirs.c.placed_at))
        .where(theirs.c.customer_id == _CUSTOMERS.c.id)
        .correlate(_CUSTOMERS)
        .scalar_subquery()
    )
    rows = session.execute(
        select(
            _CUSTOMERS.c.id,
            _CUSTOMERS.c.name,
            _CUSTOMERS.c.company,
            _CUSTOMERS.c.email,
            _CUSTOMERS.c.siren,
            _CUSTOMERS.c.vat_number,
            _ORDERS.c.billing,
        )
        .select_from(_CUSTOMERS)
        .outerjoin(
            _ORDERS, and_(_ORDERS.c.customer_id == _CUSTOMERS.c.id, _ORDERS.c.placed_at == latest)
        )
        .where(_CUSTOMERS.c.erased_at.is_(None), _named(typed))
        .order_by(_CUSTOMERS.c.last_activity_at.desc())
        .limit(limit)
    )
    return [_known(row) for row in rows]


def _named(typed: str) -> ColumnElement[bool]:
    """Compare as the database can: capitals are the same, accents are not."""
    columns = (_CUSTOMERS.c.name, _CUSTOMERS.c.company, _CUSTOMERS.c.email, _CUSTOMERS.c.siren)
    words = typed.split()[:_MOST_WORDS]
    return and_(
        *(or_(*(each.icontains(word, autoescape=True) for each in columns)) for word in words)
    )


def _known(row: Any) -> FoundBuyer:
    address = read_address(row.billing) if row.billing else Address()
    if not address.name and not address.company:
        address = replace(address, name=row.name, company=row.company)
    buyer = Buyer(
        address=address,
        is_business=bool(row.siren or row.vat_number or row.company or address.company),
        siren=row.siren,
        vat_number=row.vat_number,
        email=row.email,
    )
    return _of(buyer, row.id)


def _of(buyer: Buyer, customer_id: CustomerId | None) -> FoundBuyer:
    place = buyer.address
    name = place.company or place.name or buyer.email
    detail = " · ".join(filter(None, (place.city, buyer.email, buyer.siren)))
    return FoundBuyer(buyer, customer_id, name, detail)

"""Payments that the desk knows and no line of the bank was found to be yet."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import BigInteger, Select, func, or_, select, type_coerce
from sqlalchemy.orm import Session

from merchant_desk.database.prepared_set import PreparedSet
from merchant_desk.models.base import table
from merchant_desk.models.cash import CashMatch
from merchant_desk.models.invoice import Invoice
from merchant_desk.models.order import Order, Payment
from merchant_desk.models.supplier import SupplierInvoice, SupplierPayment
from merchant_desk.queries.match_sales import order_candidate, paper_candidate
from merchant_desk.values.cash_match import Candidate
from merchant_desk.values.cash_words import CashCategory, MatchTarget
from merchant_desk.values.clock import PARIS, paris_date
from merchant_desk.values.ids import SupplierInvoiceId
from merchant_desk.values.money import Money
from merchant_desk.values.payment_means import Means
from merchant_desk.values.texts import _

_PAYMENTS, _MATCHES = table(Payment), table(CashMatch)
_INVOICES, _ORDERS = table(Invoice), table(Order)
_OWED, _SENT = table(SupplierInvoice), table(SupplierPayment)
_LONG_AGO = date(1990, 1, 1)
_EARLIER = timedelta(days=10)
_CENTS = BigInteger()
_OURS = select(_MATCHES.c.payment_id).where(_MATCHES.c.payment_id.is_not(None))
_PAPERS = PreparedSet(
    lambda ids: select(
        _INVOICES.c.id, _INVOICES.c.number, _INVOICES.c.kind, _INVOICES.c.buyer,
        _INVOICES.c.order_number, _INVOICES.c.issue_date,
    ).where(_INVOICES.c.id.in_(ids))
)  # fmt: skip
_OF_ORDERS = PreparedSet(
    lambda ids: select(
        _ORDERS.c.id, _ORDERS.c.number, _ORDERS.c.customer_name, _ORDERS.c.placed_at
    ).where(_ORDERS.c.id.in_(ids))
)


def recorded_candidates(session: Session, since: date) -> Iterator[Candidate]:
    """Return transfers recorded since a day that no line was found to be."""
    yield from _of_invoices(session, since)
    yield from _of_orders(session, since)
    yield from _of_suppliers(session, since)


def unseen(
    session: Session, target: MatchTarget, since: date, only: bytes | None = None
) -> dict[bytes, tuple[Money, date]]:
    """Return what of each document was recorded and not seen, signed as a line would be."""
    supplier = target is MatchTarget.SUPPLIER_INVOICE
    asked = _sent(since, only) if supplier else _received(target, since, only)
    seen = _seen(session, target, only)
    found: dict[bytes, tuple[Money, date]] = {}
    for key, cents, at in session.execute(asked):
        left = int(cents) - seen.get(bytes(key), 0)
        if left and (left > 0) == (int(cents) > 0):
            found[bytes(key)] = (Money(left), _day(at))
    return found


def seen_first(session: Session, only: bytes | None = None) -> dict[bytes, int]:
    """Return what the bank showed of orders before their storefront told that it was paid."""
    seen = _seen(session, MatchTarget.ORDER, only)
    if not seen:
        return {}
    told = {
        bytes(key): int(cents)
        for key, cents, _at in session.execute(_received(MatchTarget.ORDER, _LONG_AGO, only))
    }
    return {key: left for key, cents in seen.items() if (left := cents - told.get(key, 0)) > 0}


def _received(target: MatchTarget, since: date, only: bytes | None) -> Select[Any]:
    key = _PAYMENTS.c.invoice_id if target is MatchTarget.CUSTOMER_INVOICE else _PAYMENTS.c.order_id
    means = func.lower(_PAYMENTS.c.means)
    wanted = (
        select(
            key, func.sum(type_coerce(_PAYMENTS.c.amount, _CENTS)), func.max(_PAYMENTS.c.paid_at)
        )
        .where(
            key.is_not(None),
            _PAYMENTS.c.paid_at >= datetime.combine(since, time(), PARIS),
            _PAYMENTS.c.id.not_in(_OURS),
            or_(means == Means.TRANSFER, means.contains("virement"), means == "bacs"),
        )
        .group_by(key)
    )
    if only is not None:
        wanted = wanted.where(key == only)
    if target is MatchTarget.ORDER:
        wanted = wanted.where(_PAYMENTS.c.invoice_id.is_(None))
    return wanted


def _sent(since: date, only: bytes | None) -> Select[Any]:
    key = _SENT.c.supplier_invoice_id
    wanted = (
        select(key, -func.sum(type_coerce(_SENT.c.amount, _CENTS)), func.max(_SENT.c.paid_on))
        .where(_SENT.c.paid_on >= since, _SENT.c.means != Means.CASH, _SENT.c.id.not_in(_OURS))
        .group_by(key)
    )
    return wanted if only is None else wanted.where(key == only)


def _seen(session: Session, target: MatchTarget, only: bytes | None) -> dict[bytes, int]:
    """Return what lines were found to be of payments recorded before."""
    paid = type_coerce(_MATCHES.c.amount, _CENTS) - type_coerce(_MATCHES.c.fee, _CENTS)
    asked = (
        select(_MATCHES.c.target_id, func.sum(paid))
        .where(
            _MATCHES.c.target == target,
            _MATCHES.c.payment_id.is_(None),
            _MATCHES.c.target_id.is_not(None),
        )
        .group_by(_MATCHES.c.target_id)
    )
    if only is not None:
        asked = asked.where(_MATCHES.c.target_id == only)
    return {bytes(key): int(cents) for key, cents in session.execute(asked)}


def _day(told: Any) -> date:
    return paris_date(told) if isinstance(told, datetime) else told


def _of_invoices(session: Session, since: date) -> Iterator[Candidate]:
    found = unseen(session, MatchTarget.CUSTOMER_INVOICE, since)
    for row in _PAPERS.typed(session, sorted(found)) if found else ():
        amount, at = found[row.id]
        yield _recorded(paper_candidate(row, amount, at), at)


def _of_orders(session: Session, since: date) -> Iterator[Candidate]:
    found = unseen(session, MatchTarget.ORDER, since)
    for row in _OF_ORDERS.typed(session, sorted(found)) if found else ():
        amount, at = found[row.id]
        yield _recorded(order_candidate(row, amount), _day(at))


def _of_suppliers(session: Session, since: date) -> Iterator[Candidate]:
    found = unseen(session, MatchTarget.SUPPLIER_INVOICE, since)
    wanted = select(_OWED.c.id, _OWED.c.number, _OWED.c.supplier_name, _OWED.c.iban)
    for row in session.execute(wanted.where(_OWED.c.id.in_(list(found)))) if found else ():
        amount, at = found[row.id]
        yield _recorded(supplier_candidate(row, amount, at), at)


def supplier_candidate(row: Any, amount: Money, due_on: date) -> Candidate:
    """Return an invoice of a supplier as something that a line may pay; ``amount`` is signed."""
    return Candidate(
        target=MatchTarget.SUPPLIER_INVOICE,
        target_id=SupplierInvoiceId(row.id),
        category=CashCategory.GOODS,
        amount=amount,
        label=_("Facture {number} de {supplier}").format(
            number=row.number, supplier=row.supplier_name
        ),
        names=(row.supplier_name,),
        numbers=(row.number,),
        iban=row.iban,
        due_on=due_on,
    )


def _recorded(candidate: Candidate, day: date) -> Candidate:
    words = _("{label} (paiement déjà noté)").format(label=candidate.label)
    return replace(candidate, label=words, due_on=day, since=day - _EARLIER, recorded=True)

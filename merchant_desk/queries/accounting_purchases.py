"""Invoices received and what was paid for them, as the books need to know them."""

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from merchant_desk.models.base import table
from merchant_desk.models.supplier import SupplierInvoice, SupplierInvoiceRate, SupplierPayment
from merchant_desk.queries.accounting_stories import Window
from merchant_desk.rules.posting.entry import Party
from merchant_desk.rules.posting.facts import PurchaseFact, PurchaseRate, SupplierMoneyFact
from merchant_desk.values.clock import paris_date
from merchant_desk.values.folding import folded
from merchant_desk.values.money import Money
from merchant_desk.values.supplier_words import SupplierState

_RECEIVED, _RATES = table(SupplierInvoice), table(SupplierInvoiceRate)
_PAID = table(SupplierPayment)
_CREDIT_NOTES = frozenset({"381", "261", "262", "396", "502", "503"})
_PARTY_LENGTH = 14
_NOTHING_FOUND = "[]"
UNDECIDED = (SupplierState.TO_CHECK, SupplierState.DISPUTED)


def purchases(
    session: Session,
    window: Window,
    deducts: bool,
    self_assessed_bp: int,
    accounts: Mapping[str, str],
) -> tuple[PurchaseFact, ...]:
    """Return the invoices received in these days but those refused, and those that wait."""
    received = session.execute(
        select(
            _RECEIVED.c.id,
            _RECEIVED.c.number,
            _RECEIVED.c.kind,
            _RECEIVED.c.issue_date,
            _RECEIVED.c.received_at,
            _RECEIVED.c.supplier_key,
            _RECEIVED.c.supplier_name,
            _RECEIVED.c.total,
        )
        .where(_held(window))
        .order_by(_RECEIVED.c.received_at, _RECEIVED.c.id)
    ).all()
    signs = {row.id: _sign(row) for row in received}
    rates = _rates_of(session, window, signs)
    return tuple(
        PurchaseFact(
            id=row.id,
            number=row.number,
            day=paris_date(row.received_at),
            issued_on=row.issue_date,
            party=_supplier(row),
            rates=tuple(rates.get(row.id, ())),
            total=row.total * signs[row.id],
            deducts=deducts,
            self_assessed_bp=self_assessed_bp,
            account=accounts.get(row.supplier_key, ""),
        )
        for row in received
    )


def _rates_of(
    session: Session, window: Window, signs: Mapping[bytes, int]
) -> Mapping[bytes, list[PurchaseRate]]:
    rates: dict[bytes, list[PurchaseRate]] = defaultdict(list)
    for row in session.execute(
        select(_RATES)
        .join_from(_RATES, _RECEIVED, _RECEIVED.c.id == _RATES.c.supplier_invoice_id)
        .where(_held(window))
        .order_by(_RATES.c.supplier_invoice_id, _RATES.c.category, _RATES.c.rate_bp.desc())
    ):
        sign = signs[row.supplier_invoice_id]
        rates[row.supplier_invoice_id].append(
            PurchaseRate(row.category, row.rate_bp, row.base * sign, row.vat * sign)
        )
    return rates


def supplier_money(session: Session, window: Window) -> tuple[SupplierMoneyFact, ...]:
    """Return what was paid to suppliers in these days, or came back from them."""
    rows = session.execute(
        select(
            _PAID.c.id,
            _PAID.c.amount,
            _PAID.c.means,
            _PAID.c.paid_on,
            _PAID.c.reference,
            _RECEIVED.c.number,
            _RECEIVED.c.id.label("invoice_id"),
            _RECEIVED.c.supplier_key,
            _RECEIVED.c.supplier_name,
        )
        .join_from(_PAID, _RECEIVED, _RECEIVED.c.id == _PAID.c.supplier_invoice_id)
        .where(window.holds(_PAID.c.paid_on))
        .order_by(_PAID.c.paid_on, _PAID.c.id)
    )
    return tuple(
        SupplierMoneyFact(
            id=row.id,
            day=row.paid_on,
            amount=row.amount,
            means=row.means,
            party=_supplier(row),
            piece=row.number,
            piece_day=row.paid_on,
            reference=row.reference,
            invoice=row.invoice_id,
        )
        for row in rows
    )


def _held(window: Window) -> ColumnElement[bool]:
    """Who holds an invoice deducts its VAT (CGI 271 II): it counts on the day it came in.

    Where something was found wrong, it waits for her approval.
    """
    return (
        (_RECEIVED.c.received_at >= window.starts_at)
        & (_RECEIVED.c.received_at < window.ends_before)
        & (_RECEIVED.c.state != SupplierState.REFUSED)
        & ~waiting()
    )


def waiting() -> ColumnElement[bool]:
    """Return the condition that something is wrong in an invoice that she has not approved."""
    return _RECEIVED.c.state.in_(UNDECIDED) & (_RECEIVED.c.findings != _NOTHING_FOUND)


def _sign(row: Any) -> int:
    """Return -1 for a credit note that says its amounts above zero."""
    return -1 if row.kind in _CREDIT_NOTES and row.total > Money(0) else 1


def _supplier(row: Any) -> Party:
    letters = "".join(each for each in folded(row.supplier_key).upper() if each.isalnum())
    code = f"F{letters[:_PARTY_LENGTH]}"
    return Party(code, row.supplier_name or code)

"""What was recorded of a document and the bank has not shown, or has shown before it was told."""

from datetime import date, datetime, time
from typing import Any

from sqlalchemy import BigInteger, Select, func, or_, select, type_coerce
from sqlalchemy.orm import Session

from merchant_desk.models.base import table
from merchant_desk.models.cash import CashMatch
from merchant_desk.models.order import Payment
from merchant_desk.models.supplier import SupplierPayment
from merchant_desk.values.cash_words import MatchTarget
from merchant_desk.values.clock import PARIS, paris_date
from merchant_desk.values.money import Money
from merchant_desk.values.payment_means import Means

_PAYMENTS, _MATCHES, _SENT = table(Payment), table(CashMatch), table(SupplierPayment)
_LONG_AGO = date(1990, 1, 1)
_CENTS = BigInteger()
_OURS = select(_MATCHES.c.payment_id).where(_MATCHES.c.payment_id.is_not(None))


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

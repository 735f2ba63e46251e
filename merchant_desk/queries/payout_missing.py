"""What providers hold of her: sales paid by their means that no payout holds, and their fees."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from merchant_desk.models.base import table
from merchant_desk.models.cash_aside import Payout, PayoutLine
from merchant_desk.models.order import Order, Payment
from merchant_desk.queries.payouts import provider_habits
from merchant_desk.values.cash_words import PayoutKind
from merchant_desk.values.clock import PARIS, paris_date
from merchant_desk.values.ids import OrderId
from merchant_desk.values.money import Money

_PAYOUTS, _LINES, _ORDERS, _PAYMENTS = (
    table(Payout),
    table(PayoutLine),
    table(Order),
    table(Payment),
)
_COUNTS = _PAYOUTS.c.undone_at.is_(None)
_LOOKED_BACK = timedelta(days=120)


@dataclass(frozen=True, slots=True, kw_only=True)
class UnsettledSale:
    """An order paid by a provider's means and not paid out by it yet."""

    provider: str
    order_id: OrderId
    number: str
    paid_on: date
    amount: Money
    expected_on: date
    """The day most of its sales are paid out by."""
    late: bool
    """Nine in ten were paid out sooner."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthFee:
    """What a provider kept in a month."""

    provider: str
    month: date
    """Its first day."""
    sold: Money
    fees: Money
    """Zero or below, VAT included."""

    @property
    def basis_points(self) -> int:
        """Return what it kept of a hundred euros sold, in hundredths of a percent."""
        return round(-self.fees.cents * 10_000 / self.sold.cents) if self.sold.cents > 0 else 0


def unsettled_sales(session: Session, today: date) -> tuple[UnsettledSale, ...]:
    """Return what each provider has still to pay out, the oldest first.

    The means of payment of a provider are those of the orders that its payouts held; only what
    was paid since its first known sale is looked at.
    """
    habits = provider_habits(session)
    found: list[UnsettledSale] = []
    for (provider, first), means in _usual_means(session).items():
        usual, cautious, _rate = habits.get(provider, (0, 0, 0))
        since = max(first, today - _LOOKED_BACK)
        for row in _not_paid_out(session, provider, means, since):
            paid_on = paris_date(row.paid_at)
            sale = UnsettledSale(
                provider=provider,
                order_id=OrderId(row.order_id),
                number=row.number,
                paid_on=paid_on,
                amount=row.amount,
                expected_on=paid_on + timedelta(days=usual),
                late=paid_on + timedelta(days=cautious) < today,
            )
            found.append(sale)
    return tuple(sorted(found, key=lambda each: (each.paid_on, each.number)))


def _usual_means(session: Session) -> dict[tuple[str, date], list[tuple[bytes | None, str]]]:
    """Return of each provider the day of its first sale, and shops with the means it is told by.

    A means that two providers share tells neither.
    """
    firsts = dict(
        session.execute(
            select(_PAYOUTS.c.provider, func.min(_LINES.c.happened_on))
            .join_from(_LINES, _PAYOUTS, _PAYOUTS.c.id == _LINES.c.payout_id)
            .where(_COUNTS, _LINES.c.kind == PayoutKind.SALE)
            .group_by(_PAYOUTS.c.provider)
        ).all()
    )
    rows = session.execute(
        select(_PAYOUTS.c.provider, _ORDERS.c.shop_id, _PAYMENTS.c.means)
        .join_from(_LINES, _PAYOUTS, _PAYOUTS.c.id == _LINES.c.payout_id)
        .join(_ORDERS, _ORDERS.c.id == _LINES.c.order_id)
        .join(_PAYMENTS, _PAYMENTS.c.order_id == _ORDERS.c.id)
        .where(_COUNTS, _LINES.c.kind == PayoutKind.SALE, _PAYMENTS.c.means != "")
        .distinct()
    ).all()
    owners: dict[tuple[bytes | None, str], set[str]] = {}
    for provider, shop, means in rows:
        owners.setdefault((shop, means), set()).add(provider)
    found: dict[tuple[str, date], list[tuple[bytes | None, str]]] = {}
    for known, providers in owners.items():
        if len(providers) == 1:
            (provider,) = providers
            found.setdefault((provider, firsts[provider]), []).append(known)
    return found


def _not_paid_out(
    session: Session, provider: str, means: Sequence[tuple[bytes | None, str]], since: date
) -> list[Any]:
    held = (
        select(_LINES.c.order_id)
        .join(_PAYOUTS, _PAYOUTS.c.id == _LINES.c.payout_id)
        .where(_COUNTS, _PAYOUTS.c.provider == provider, _LINES.c.order_id.is_not(None))
    )
    start = datetime.combine(since, time(), PARIS)
    rows = session.execute(
        select(
            _PAYMENTS.c.order_id, _PAYMENTS.c.amount, _PAYMENTS.c.paid_at, _PAYMENTS.c.means,
            _ORDERS.c.number, _ORDERS.c.shop_id,
        )
        .join(_ORDERS, _ORDERS.c.id == _PAYMENTS.c.order_id)
        .where(
            _PAYMENTS.c.paid_at >= start,
            _PAYMENTS.c.order_id.not_in(held),
            _PAYMENTS.c.means.in_({each[1] for each in means}),
        )
        .order_by(_PAYMENTS.c.paid_at)
    )  # fmt: skip
    return [row for row in rows if row.amount.cents > 0 and (row.shop_id, row.means) in means]


def month_fees(session: Session, first: date, last: date) -> tuple[MonthFee, ...]:
    """Return what each provider kept, month by month of its sales, the newest first."""
    rows = session.execute(
        select(
            _PAYOUTS.c.provider, _LINES.c.kind, _LINES.c.happened_on, _LINES.c.amount,
            _LINES.c.fee, _LINES.c.fee_vat,
        )
        .join_from(_LINES, _PAYOUTS, _PAYOUTS.c.id == _LINES.c.payout_id)
        .where(_COUNTS, _LINES.c.happened_on.between(first, last))
    )  # fmt: skip
    sums: dict[tuple[date, str], tuple[int, int]] = {}
    for row in rows:
        key = (row.happened_on.replace(day=1), row.provider)
        sold, fees = sums.get(key, (0, 0))
        if row.kind is PayoutKind.SALE:
            sold += row.amount.cents
        sums[key] = (sold, fees + row.fee.cents + row.fee_vat.cents)
    return tuple(
        MonthFee(provider=provider, month=month, sold=Money(sold), fees=Money(fees))
        for (month, provider), (sold, fees) in sorted(
            sums.items(), key=lambda each: (-each[0][0].toordinal(), each[0][1])
        )
    )

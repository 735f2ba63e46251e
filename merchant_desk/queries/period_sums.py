"""What a station recorded in a period: documents by kind, VAT by rate, money by means."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from sqlalchemy import ColumnElement, case, exists, func, literal, select
from sqlalchemy.orm import Session

from merchant_desk.database.column_types import MoneyColumn
from merchant_desk.models.base import table
from merchant_desk.models.invoice import Invoice, InvoiceRate
from merchant_desk.models.order import Payment
from merchant_desk.models.seal import Closing
from merchant_desk.rules.closing_totals import (
    OUTSIDE,
    UNCOUNTED,
    DocumentSum,
    MeansSum,
    PeriodSums,
    Perpetual,
    RateSum,
)
from merchant_desk.values.clock import PARIS
from merchant_desk.values.closings import ClosingLevel
from merchant_desk.values.ids import StationId
from merchant_desk.values.invoice_page import InvoiceKind
from merchant_desk.values.money import Money

_INVOICES, _RATES, _PAYMENTS, _CLOSINGS = (
    table(Invoice),
    table(InvoiceRate),
    table(Payment),
    table(Closing),
)
_DEPOSITS = _INVOICES.alias("deposit")


@dataclass(frozen=True, slots=True)
class Span:
    """The days of a period, and the instants between which its money was recorded."""

    first: date
    last: date
    after: datetime | None
    """Money recorded up to here was counted before; None before the first closing."""
    until: datetime


def period_sums(session: Session, station_id: StationId, span: Span) -> PeriodSums:
    """Return what the station recorded in these days."""
    within = _within(station_id, span.first, span.last)
    return PeriodSums(
        documents_of(session, within), _rates(session, within), _means(session, station_id, span)
    )


def _within(station_id: StationId, first: date, last: date) -> ColumnElement[bool]:
    """An invoice that only details a ticket counts nowhere: its ticket counted."""
    return (
        (_INVOICES.c.station_id == station_id)
        & (_INVOICES.c.fiscal_day >= first)
        & (_INVOICES.c.fiscal_day <= last)
        & _INVOICES.c.details_id.is_(None)
    )


def _of_deposit() -> ColumnElement[bool]:
    """Return the condition that a document gives a deposit back: neither was ever a sale."""
    return exists(
        select(_DEPOSITS.c.id).where(
            _DEPOSITS.c.id == _INVOICES.c.corrects_id, _DEPOSITS.c.kind == InvoiceKind.DEPOSIT
        )
    )


def _no_sale() -> ColumnElement[Money]:
    """Return what of a document is no sale: gift cards, container deposits."""
    outside = (
        select(func.sum(_RATES.c.total))
        .where(_RATES.c.invoice_id == _INVOICES.c.id, _RATES.c.treatment == OUTSIDE)
        .scalar_subquery()
    )
    return func.coalesce(outside, literal(Money(0), MoneyColumn()), type_=MoneyColumn())


def documents_between(
    session: Session, station_id: StationId, first: date, last: date
) -> tuple[DocumentSum, ...]:
    """Return the sums of a station's documents in these days, by kind."""
    return documents_of(session, _within(station_id, first, last))


def documents_of(session: Session, within: ColumnElement[bool]) -> tuple[DocumentSum, ...]:
    """Return the sums of these documents by kind."""
    nothing = literal(Money(0), MoneyColumn())
    amount = case((_of_deposit(), nothing), else_=_INVOICES.c.total - _no_sale())
    rows = session.execute(
        select(
            _INVOICES.c.kind,
            func.count(),
            func.min(_INVOICES.c.number),
            func.max(_INVOICES.c.number),
            func.sum(case((amount >= Money(0), amount))),
            func.sum(case((amount < Money(0), amount))),
        )
        .where(within)
        .group_by(_INVOICES.c.kind)
    )
    found = [
        DocumentSum(InvoiceKind(kind), count, first, last, _money(sales), _money(returns))
        for kind, count, first, last, sales, returns in rows
    ]
    return tuple(sorted(found, key=lambda each: list(InvoiceKind).index(each.kind)))


def _rates(session: Session, within: ColumnElement[bool]) -> tuple[RateSum, ...]:
    rows = session.execute(
        select(
            _RATES.c.rate_bp,
            _RATES.c.treatment,
            func.sum(_RATES.c.base),
            func.sum(_RATES.c.vat),
            func.sum(_RATES.c.total),
        )
        .join_from(_INVOICES, _RATES, _RATES.c.invoice_id == _INVOICES.c.id)
        .where(
            within,
            _INVOICES.c.kind.not_in(list(UNCOUNTED)),
            ~_of_deposit(),
            _RATES.c.treatment != OUTSIDE,
        )
        .group_by(_RATES.c.rate_bp, _RATES.c.treatment)
    )
    found = [
        RateSum(rate, str(treatment), _money(base), _money(vat), _money(total))
        for rate, treatment, base, vat, total in rows
    ]
    return tuple(sorted(found, key=lambda each: (-each.rate_bp, each.treatment)))


def _means(session: Session, station_id: StationId, span: Span) -> tuple[MeansSum, ...]:
    conditions = [_PAYMENTS.c.station_id == station_id, _PAYMENTS.c.at <= span.until]
    if span.after is not None:
        conditions.append(_PAYMENTS.c.at > span.after)
    rows = session.execute(
        select(_PAYMENTS.c.means, func.sum(_PAYMENTS.c.amount))
        .where(*conditions)
        .group_by(_PAYMENTS.c.means)
    )
    return tuple(sorted((MeansSum(means, _money(sum_)) for means, sum_ in rows), key=_by_means))


def _by_means(each: MeansSum) -> str:
    return each.means


def perpetual_before(session: Session, station_id: StationId, day: date) -> Perpetual:
    """Return the totals for ever before this day, as the documents add up to them."""
    before = (
        (_INVOICES.c.station_id == station_id)
        & (_INVOICES.c.fiscal_day < day)
        & _INVOICES.c.details_id.is_(None)
        & _INVOICES.c.kind.not_in(list(UNCOUNTED))
        & ~_of_deposit()
    )
    sums: Sequence[DocumentSum] = documents_of(session, before)
    total = sum(each.total.cents for each in sums)
    absolute = sum(each.sales.cents - each.returns.cents for each in sums)
    return Perpetual(Money(total), Money(absolute))


def boundary(last_day: date, closed_at: datetime) -> datetime:
    """Return up to when money counts in a day: its midnight, or its closing if that came first."""
    midnight = datetime.combine(last_day + timedelta(days=1), time(), PARIS)
    return min(midnight - timedelta(microseconds=1), closed_at)


def day_span(session: Session, station_id: StationId, day: date, closed_at: datetime) -> Span:
    """Return the span of a day that is closed at this instant."""
    row = session.execute(
        select(_CLOSINGS.c.last_day, _CLOSINGS.c.at)
        .where(
            _CLOSINGS.c.station_id == station_id,
            _CLOSINGS.c.level == ClosingLevel.DAY,
            _CLOSINGS.c.last_day < day,
        )
        .order_by(_CLOSINGS.c.last_day.desc())
        .limit(1)
    ).first()
    after = None if row is None else boundary(row.last_day, row.at)
    return Span(day, day, after, boundary(day, closed_at))


def _money(value: object) -> Money:
    return value if isinstance(value, Money) else Money(int(str(value or 0)))

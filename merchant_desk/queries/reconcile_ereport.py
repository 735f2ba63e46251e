"""What is reported against documents, closings, books and orders: to the cent, by document."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import Session

from merchant_desk.models.base import table
from merchant_desk.models.order import Order, Payment
from merchant_desk.models.seal import Closing
from merchant_desk.queries.ereport_facts import (
    INVOICES,
    WayTold,
    days_condition,
    documents_where,
    told_documents,
)
from merchant_desk.queries.ereports import report_now
from merchant_desk.queries.reconcile_books import compare_books
from merchant_desk.rules.e_invoice_scope import Way
from merchant_desk.rules.e_reporting.aggregate import category_of, french_vat
from merchant_desk.values.closings import ClosingLevel
from merchant_desk.values.e_reporting import Difference, Reconciled, ReportPeriod, SaleTold
from merchant_desk.values.french import number, short_date
from merchant_desk.values.ids import StationId
from merchant_desk.values.invoice_page import InvoiceKind
from merchant_desk.values.money import ZERO, Money, total
from merchant_desk.values.texts import _, ngettext
from merchant_desk.values.words import OrderState

_CLOSINGS, _ORDERS, _PAYMENTS = table(Closing), table(Order), table(Payment)


def reconcile_ereport(
    session: Session, station_id: StationId, period: ReportPeriod, today: date
) -> Reconciled:
    """Compare the report of sales of these days with everything it must agree with."""
    told = told_documents(session, period.first, period.last)
    report = report_now(session, period)
    ordered, invoiced, orders = _orders(session, period)
    closed, closings = _closings(session, period, told)
    booked, net, books = compare_books(session, station_id, period, today)
    foreign_tax = [_foreign_tax(each.sale) for each in told if each.way is not Way.E_INVOICE]
    return Reconciled(
        period=period,
        reported=report.base + report.vat,
        invoiced=total(each.sale.total for each in told if each.way is Way.E_INVOICE),
        untold=total(foreign_tax)
        + total(_no_sale(each.sale) for each in told if each.way is Way.CONSUMER),
        documents=total(each.sale.total for each in told),
        documents_net=net,
        booked=booked,
        closed=closed,
        ordered=ordered,
        invoiced_orders=invoiced,
        differences=(*_unlike(told), *closings, *books, *orders),
    )


def _no_sale(sale: SaleTold) -> Money:
    """Return what of a document is no sale: gift cards, container deposits."""
    return total(part.base + part.vat for part in sale.parts if category_of(part) is None)


def _foreign_tax(sale: SaleTold) -> Money:
    """Return the tax of other states, which is not told here."""
    return total(
        part.vat - french_vat(part)[1] for part in sale.parts if category_of(part) is not None
    )


def _unlike(told: Iterable[WayTold]) -> Iterator[Difference]:
    """Return the documents whose rates do not add up to their total."""
    for each in told:
        parts = total(part.base + part.vat for part in each.sale.parts)
        if parts != each.sale.total:
            reason = _("ses taux ne font pas son total")
            yield Difference("documents", each.sale.number, each.sale.total - parts, reason)


def _closings(
    session: Session, period: ReportPeriod, told: Iterable[WayTold]
) -> tuple[Money, tuple[Difference, ...]]:
    """Return the day closings of these days, and the documents that stand in another one."""
    rows = session.execute(
        select(_CLOSINGS.c.station_id, _CLOSINGS.c.first_day, _CLOSINGS.c.total).where(
            _CLOSINGS.c.level == ClosingLevel.DAY,
            days_condition(_CLOSINGS.c.first_day, period.first, period.last),
        )
    ).all()
    days = {(row.station_id, row.first_day) for row in rows}
    inside = days_condition(INVOICES.c.fiscal_day, period.first, period.last)
    outside = ~days_condition(INVOICES.c.issue_date, period.first, period.last)
    late = documents_where(session, inside & outside)
    stations = _stations(session, [*told, *late])
    found, waiting = [], defaultdict[tuple[date, bytes], list[Money]](list)
    for each in told:
        sale = each.sale
        if not period.first <= sale.fiscal_day <= period.last:
            reason = _("compté dans la clôture du {day}").format(day=short_date(sale.fiscal_day))
        elif (stations[each.invoice_id], sale.fiscal_day) not in days:
            waiting[sale.fiscal_day, stations[each.invoice_id]].append(sale.total)
            continue
        else:
            continue
        found.append(Difference("closings", sale.number, sale.total, reason))
    found.extend(_open_day(day, waiting[day, one]) for day, one in sorted(waiting))
    for each in late:
        if (stations[each.invoice_id], each.sale.fiscal_day) in days:
            reason = _("émis le {day}, compté dans ces clôtures").format(
                day=short_date(each.sale.issued_on)
            )
            found.append(Difference("closings", each.sale.number, -each.sale.total, reason))
    return total(row.total for row in rows), tuple(found)


def _open_day(day: date, amounts: Sequence[Money]) -> Difference:
    """Return one line for all the documents of a day that is not closed."""
    label = ngettext("{n} pièce", "{n} pièces", len(amounts)).format(n=number(len(amounts)))
    reason = _("le {day} n’est pas encore clos").format(day=short_date(day))
    return Difference("closings", label, total(amounts), reason)


def _stations(session: Session, told: Iterable[WayTold]) -> dict[bytes, bytes]:
    days = {each.sale.issued_on for each in told}
    if not days:
        return {}
    rows = session.execute(
        select(INVOICES.c.id, INVOICES.c.station_id).where(
            days_condition(INVOICES.c.issue_date, min(days), max(days))
        )
    )
    return {row.id: row.station_id for row in rows}


def _orders(session: Session, period: ReportPeriod) -> tuple[Money, Money, tuple[Difference, ...]]:
    """Compare orders that have a document of these days with everything invoiced for them."""
    counts = INVOICES.c.details_id.is_(None) & (INVOICES.c.kind != InvoiceKind.DEPOSIT)
    touched = select(INVOICES.c.order_id).where(
        days_condition(INVOICES.c.issue_date, period.first, period.last),
        INVOICES.c.order_id.is_not(None),
    )
    invoiced: dict[bytes, Money] = defaultdict(lambda: ZERO)
    credited: dict[bytes, Money] = defaultdict(lambda: ZERO)
    for order_id, amount in session.execute(
        select(INVOICES.c.order_id, INVOICES.c.total).where(
            INVOICES.c.order_id.in_(touched), counts
        )
    ):
        invoiced[order_id] += amount
        credited[order_id] += min(amount, ZERO)
    back = _given_back(session, touched)
    rows = session.execute(
        select(_ORDERS.c.id, _ORDERS.c.number, _ORDERS.c.state, _ORDERS.c.total)
        .where(_ORDERS.c.id.in_(touched))
        .order_by(_ORDERS.c.number)
    ).all()
    found, ordered = [], ZERO
    for row in rows:
        due = row.total + back.get(row.id, ZERO)
        unpaid = row.total + credited[row.id]
        if unpaid < due and unpaid == invoiced[row.id]:
            due = unpaid  # a credit note that is not paid back yet
        ordered += due
        if due != invoiced[row.id]:
            found.append(Difference("orders", row.number, due - invoiced[row.id], _why(row.state)))
    return ordered, total(invoiced.values()), tuple(found)


def _given_back(session: Session, orders: Select[tuple[bytes]]) -> dict[bytes, Money]:
    """Return what went back to the customers of these orders, for them or for their documents."""
    order_id = func.coalesce(_PAYMENTS.c.order_id, INVOICES.c.order_id)
    rows = session.execute(
        select(order_id, func.sum(_PAYMENTS.c.amount))
        .select_from(_PAYMENTS.outerjoin(INVOICES, INVOICES.c.id == _PAYMENTS.c.invoice_id))
        .where(
            or_(_PAYMENTS.c.order_id.in_(orders), INVOICES.c.order_id.in_(orders)),
            _PAYMENTS.c.amount < ZERO,
        )
        .group_by(order_id)
    )
    return {found: _money(amount) for found, amount in rows}


def _why(state: OrderState) -> str:
    if state in (OrderState.PARTIAL, OrderState.PREPARING, OrderState.TO_PREPARE):
        return _("une partie reste à expédier")
    return _("la commande et ses factures diffèrent")


def _money(value: object) -> Money:
    if value is None:
        return ZERO
    return value if isinstance(value, Money) else Money(int(str(value)))

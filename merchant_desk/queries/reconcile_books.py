"""The sales of the books against the documents of the same days, without VAT, to the cent."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date

from sqlalchemy.orm import Session

from merchant_desk.queries.ereport_facts import (
    INVOICES,
    WayTold,
    days_condition,
    documents_where,
)
from merchant_desk.queries.period_books import period_books
from merchant_desk.rules.posting.period import NumberedEntry
from merchant_desk.values.accounting_period import Period
from merchant_desk.values.e_reporting import Difference, ReportPeriod
from merchant_desk.values.french import short_date
from merchant_desk.values.ids import StationId
from merchant_desk.values.money import ZERO, Money, total
from merchant_desk.values.texts import _

_SALES = "70"
"""Sales of goods and services (PCG class 70)."""


def compare_books(
    session: Session, station_id: StationId, period: ReportPeriod, today: date
) -> tuple[Money, Money, tuple[Difference, ...]]:
    """Return what is booked as sold, what documents of these days sell, and the differences.

    Books count a document on its fiscal day. Tickets are booked by day: they are compared so.
    """
    days = Period(period.first, period.last)
    entries = period_books(session, station_id, days, today).entries
    counted = days_condition(INVOICES.c.fiscal_day, period.first, period.last)
    told = documents_where(session, counted)
    by_number = {each.sale.number: _net(each) for each in told}
    pieces, others = _booked(entries, by_number)
    found = [
        Difference("books", number, by_number[number] - pieces[number], _("son écriture diffère"))
        for number in sorted(pieces)
        if by_number[number] != pieces[number]
    ]
    alone = [each for each in told if each.sale.number not in pieces]
    found += _by_day(alone, others)
    booked = total(pieces.values()) + total(others.values())
    return booked, total(by_number.values()), tuple(found)


def _booked(
    entries: Iterable[NumberedEntry], known: Mapping[str, Money]
) -> tuple[Mapping[str, Money], Mapping[date, Money]]:
    """Return the sales of each document booked by itself, and those of the others by day."""
    pieces: dict[str, Money] = {}
    others: dict[date, Money] = defaultdict(lambda: ZERO)
    for numbered in entries:
        entry = numbered.entry
        lines = [each for each in entry.lines if each.account.code.startswith(_SALES)]
        if not lines:
            continue
        amount = total(each.credit - each.debit for each in lines)
        if entry.piece in known:
            pieces[entry.piece] = pieces.get(entry.piece, ZERO) + amount
        else:
            others[entry.day] += amount
    return pieces, others


def _by_day(alone: Iterable[WayTold], others: Mapping[date, Money]) -> list[Difference]:
    days: dict[date, Money] = defaultdict(lambda: ZERO)
    for each in alone:
        days[each.sale.fiscal_day] += _net(each)
    reason = _("les écritures de ce jour diffèrent de ses documents")
    return [
        Difference("books", short_date(day), days[day] - others.get(day, ZERO), reason)
        for day in sorted({*days, *others})
        if days[day] != others.get(day, ZERO)
    ]


def _net(told: WayTold) -> Money:
    return total(part.base for part in told.sale.parts)

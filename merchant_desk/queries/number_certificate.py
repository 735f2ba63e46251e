"""Whether the numbers given in a period follow each other, in the order of days, each once."""

from collections import defaultdict
from datetime import date
from typing import Any

from sqlalchemy import Column, Over, func, select
from sqlalchemy.orm import Session

from merchant_desk.models.base import table
from merchant_desk.models.invoice import Invoice, InvoiceSeries
from merchant_desk.models.station import Station
from merchant_desk.queries.chain_check import verify_chains
from merchant_desk.queries.settings import profile
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import SeriesId
from merchant_desk.values.invoice_page import InvoiceKind
from merchant_desk.values.number_certificate import NumberCertificate, SeriesFacts
from merchant_desk.values.progress import Progress
from merchant_desk.values.signing import fingerprint_of

_INVOICES, _SERIES, _STATIONS = table(Invoice), table(InvoiceSeries), table(Station)
_MOST = 100


def number_certificate(
    session: Session, gesture: Gesture, first: date, last: date, progress: Progress | None = None
) -> NumberCertificate:
    """Return what can be certified of the numbers given in these days."""
    inside = (_INVOICES.c.issue_date >= first) & (_INVOICES.c.issue_date <= last)
    given, numbers = session.execute(
        select(func.count(), func.count(_INVOICES.c.number.distinct())).where(inside)
    ).one()
    shop = profile(session)
    return NumberCertificate(
        shop="" if shop is None else shop.seller.name,
        siren="" if shop is None else shop.seller.siren,
        first=first,
        last=last,
        made_at=gesture.at,
        made_by=gesture.person,
        series=_series(session, inside),
        unique=given == numbers,
        chains_hold=verify_chains(
            session, progress, expected_fingerprint=fingerprint_of(gesture.signer)
        ).holds,
    )


def _series(session: Session, inside: Any) -> tuple[SeriesFacts, ...]:
    sums = (
        select(
            _INVOICES.c.series_id,
            func.count().label("documents"),
            func.min(_INVOICES.c.counter).label("low"),
            func.max(_INVOICES.c.counter).label("high"),
            func.min(_INVOICES.c.issue_date).label("first_day"),
            func.max(_INVOICES.c.issue_date).label("last_day"),
        )
        .where(inside)
        .group_by(_INVOICES.c.series_id)
        .subquery()
    )
    rows = session.execute(
        select(_SERIES.c.prefix, _SERIES.c.kind, _STATIONS.c.letter, sums)
        .join_from(sums, _SERIES, _SERIES.c.id == sums.c.series_id)
        .join(_STATIONS, _STATIONS.c.id == _SERIES.c.station_id)
        .order_by(_SERIES.c.prefix)
    ).all()
    missing, late = _breaks(session, inside)
    return tuple(
        SeriesFacts(
            prefix=row.prefix,
            kind=InvoiceKind(row.kind),
            station=row.letter,
            first=_number(session, row.series_id, row.low),
            last=_number(session, row.series_id, row.high),
            count=row.documents,
            first_day=row.first_day,
            last_day=row.last_day,
            missing=tuple(missing[row.series_id]),
            out_of_order=tuple(late[row.series_id]),
        )
        for row in rows
    )


def _number(session: Session, series_id: SeriesId, counter: int) -> str:
    found = session.scalar(
        select(_INVOICES.c.number).where(
            _INVOICES.c.series_id == series_id, _INVOICES.c.counter == counter
        )
    )
    return found or ""


def _breaks(session: Session, inside: Any) -> tuple[dict[bytes, list[str]], dict[bytes, list[str]]]:
    """Return, by series, the numbers after which one is missing, and those dated too early."""
    ordered = (
        select(
            _INVOICES.c.series_id,
            _INVOICES.c.number,
            _INVOICES.c.counter,
            _INVOICES.c.issue_date,
            _before(_INVOICES.c.counter).label("before"),
            _before(_INVOICES.c.number).label("number_before"),
            _before(_INVOICES.c.issue_date).label("day_before"),
        )
        .where(inside)
        .subquery()
    )
    broken = (ordered.c.counter != ordered.c.before + 1) | (
        ordered.c.issue_date < ordered.c.day_before
    )
    missing: dict[bytes, list[str]] = defaultdict(list)
    late: dict[bytes, list[str]] = defaultdict(list)
    for row in session.execute(select(ordered).where(broken).limit(_MOST)):
        if row.counter != row.before + 1:
            missing[row.series_id].append(row.number_before)
        if row.issue_date < row.day_before:
            late[row.series_id].append(row.number)
    return missing, late


def _before(column: Column[Any]) -> Over[Any]:
    """Return what the number before says."""
    series, counter = _INVOICES.c.series_id, _INVOICES.c.counter
    return func.lag(column).over(partition_by=series, order_by=counter)

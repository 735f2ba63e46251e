"""Whether the numbers of every series follow each other to the last one given."""

from collections.abc import Iterator

from sqlalchemy import extract, func, select
from sqlalchemy.orm import Session

from merchant_desk.models.base import table
from merchant_desk.models.invoice import Invoice, InvoiceSeries
from merchant_desk.values.chain_report import ChainProblem, Trouble
from merchant_desk.values.texts import _

_INVOICES, _SERIES = table(Invoice), table(InvoiceSeries)
_MOST = 100


def numbering_problems(session: Session) -> Iterator[ChainProblem]:
    """Name each number that does not follow, and each series that stops before its end."""
    sums = (
        select(
            _INVOICES.c.series_id,
            func.count().label("documents"),
            func.max(_INVOICES.c.counter).label("last"),
            func.max(_INVOICES.c.issue_date).label("day"),
        )
        .group_by(_INVOICES.c.series_id)
        .subquery()
    )
    rows = session.execute(
        select(_SERIES, sums.c.documents, sums.c.last, sums.c.day).join_from(
            _SERIES, sums, sums.c.series_id == _SERIES.c.id, isouter=True
        )
    )
    yield from _without_series(session)
    for row in rows:
        last, documents = row.last or 0, row.documents or 0
        what = _("Série {prefix}").format(prefix=row.prefix)
        if last != row.last_counter or (last and row.day != row.last_date):
            yield ChainProblem(Trouble.CUT_OFF, what)
        if documents != last:
            yield ChainProblem(Trouble.NUMBERING, what)
    yield from _out_of_order(session)


def _without_series(session: Session) -> Iterator[ChainProblem]:
    """Name the series whose row is not what its documents say, or is not there any more."""
    begins = func.substr(_INVOICES.c.number, 1, func.length(_SERIES.c.prefix) + 1)
    ours = (
        (_SERIES.c.id == _INVOICES.c.series_id)
        & (_SERIES.c.station_id == _INVOICES.c.station_id)
        & (_SERIES.c.kind == _INVOICES.c.kind)
        & (_SERIES.c.prefix.concat("-") == begins)
        & (_SERIES.c.year == extract("year", _INVOICES.c.issue_date))
    )
    found = session.scalars(
        select(func.min(_INVOICES.c.number))
        .join_from(_INVOICES, _SERIES, ours, isouter=True)
        .where(_SERIES.c.id.is_(None))
        .group_by(_INVOICES.c.series_id)
        .limit(_MOST)
    )
    for number in found:
        what = _("Série {prefix}").format(prefix=number.rpartition("-")[0])
        yield ChainProblem(Trouble.SERIES, what)


def _out_of_order(session: Session) -> Iterator[ChainProblem]:
    """Name the documents dated before the one whose number precedes theirs."""
    ordered = select(
        _INVOICES.c.number,
        _INVOICES.c.issue_date,
        func.lag(_INVOICES.c.issue_date)
        .over(partition_by=_INVOICES.c.series_id, order_by=_INVOICES.c.counter)
        .label("before"),
    ).subquery()
    found = session.scalars(
        select(ordered.c.number).where(ordered.c.issue_date < ordered.c.before).limit(_MOST)
    )
    for number in found:
        yield ChainProblem(Trouble.NUMBERING, _("Pièce {number}").format(number=number))

"""Whether closings say what their documents say, and totals for ever never went back."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from merchant_desk.models.base import table
from merchant_desk.models.seal import Closing
from merchant_desk.queries.period_sums import documents_between, perpetual_before
from merchant_desk.rules.closing_totals import Perpetual, closing_totals
from merchant_desk.values.chain_report import ChainProblem, Trouble, named
from merchant_desk.values.closings import ClosingLevel
from merchant_desk.values.ids import StationId
from merchant_desk.values.signing import SealKind

_CLOSINGS = table(Closing)


def closing_problems(session: Session, *, last_only: bool = False) -> Iterator[ChainProblem]:
    """Name each closing whose totals are not those of its documents."""
    rows: dict[tuple[bytes, ClosingLevel], list[Any]] = {}
    for row in session.execute(select(_CLOSINGS).order_by(_CLOSINGS.c.last_day)):
        rows.setdefault((row.station_id, row.level), []).append(row)
    for (_station, level), several in rows.items():
        days = level is ClosingLevel.DAY
        yield from _of_level(session, several[-1:] if last_only and days else several, days=days)


def _of_level(session: Session, rows: Sequence[Any], *, days: bool) -> Iterator[ChainProblem]:
    before: Perpetual | None = None
    previous: Any = None
    for row in rows:
        station = StationId(row.station_id)
        if before is None:
            before = perpetual_before(session, station, row.first_day)
        if previous is not None and row.sequence != previous.sequence + 1:
            yield _problem(Trouble.NUMBERING, row.period)
        if previous is not None and not days:
            before = perpetual_before(session, station, row.first_day)
        found = closing_totals(
            documents_between(session, station, row.first_day, row.last_day), before
        )
        said = (row.sales, row.returns, row.total, row.perpetual, row.perpetual_absolute)
        after = found.perpetual
        if said != (found.sales, found.returns, found.total, after.total, after.absolute):
            yield _problem(Trouble.TOTALS, row.period)
        before, previous = Perpetual(row.perpetual, row.perpetual_absolute), row


def _problem(trouble: Trouble, period: date | str) -> ChainProblem:
    return ChainProblem(trouble, named(SealKind.CLOSING, str(period), 0))

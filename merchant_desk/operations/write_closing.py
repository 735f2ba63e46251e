"""Write a closing into its ledger, with the last link of every chain, and seal it."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from merchant_desk.database.prepared import insert_into
from merchant_desk.models.base import table
from merchant_desk.models.seal import Closing, Seal
from merchant_desk.operations.seal_records import ToSeal, seal
from merchant_desk.rules.closing_totals import ClosingTotals, DrawerCount, PeriodSums
from merchant_desk.values.closing_text import amounts_json, drawer_json
from merchant_desk.values.fiscal_periods import FiscalPeriod
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import ClosingId, new_id
from merchant_desk.values.sealed_records import CLOSING, plain_record, record_digest
from merchant_desk.values.signing import SealKind, chain_name

_CLOSINGS, _SEALS = table(Closing), table(Seal)


@dataclass(frozen=True, slots=True)
class Closed:
    """What a closing says."""

    period: FiscalPeriod
    sums: PeriodSums
    totals: ClosingTotals
    drawer: DrawerCount | None


def write_closing(session: Session, gesture: Gesture, closed: Closed) -> tuple[ClosingId, str]:
    """Insert and seal a closing; return its id and what its link leaves behind."""
    closing_id = ClosingId(new_id())
    row = {
        **_figures(closed),
        "id": closing_id,
        "station_id": gesture.station_id,
        "sequence": _next(session, gesture, closed.period),
        "heads": amounts_json(chain_heads(session)),
        "at": gesture.at,
        "by": gesture.person,
    }
    insert_into(session, _CLOSINGS, row)
    link = ToSeal(
        subject_id=closing_id,
        label=closed.period.name,
        at=gesture.at,
        record=record_digest(plain_record(row, CLOSING)),
        total=closed.totals.total,
        rates=[(each.rate_bp, each.total) for each in closed.sums.rates],
    )
    return closing_id, seal(session, gesture, SealKind.CLOSING, [link])[0]


def _figures(closed: Closed) -> dict[str, object]:
    period, sums, totals, drawer = closed.period, closed.sums, closed.totals, closed.drawer
    documents = [
        (each.kind.value, each.count, each.first, each.last, each.total) for each in sums.documents
    ]
    rates = [(each.rate_bp, each.treatment, each.base, each.vat, each.total) for each in sums.rates]
    means = [(each.means, each.amount) for each in sums.means]
    return {
        "level": period.level,
        "period": period.name,
        "first_day": period.first,
        "last_day": period.last,
        "sales": totals.sales,
        "returns": totals.returns,
        "total": totals.total,
        "perpetual": totals.perpetual.total,
        "perpetual_absolute": totals.perpetual.absolute,
        "rates": amounts_json(rates),
        "means": amounts_json(means),
        "documents": amounts_json(documents),
        "drawer": (
            "" if drawer is None else drawer_json(drawer.expected, drawer.counted, drawer.pieces)
        ),
    }


def _next(session: Session, gesture: Gesture, period: FiscalPeriod) -> int:
    last = session.scalar(
        select(func.max(_CLOSINGS.c.sequence)).where(
            _CLOSINGS.c.station_id == gesture.station_id, _CLOSINGS.c.level == period.level
        )
    )
    return (last or 0) + 1


def chain_heads(session: Session) -> Sequence[tuple[str, int, str]]:
    """Return the last link of every chain: its name, its place, what it leaves behind."""
    last = (
        select(_SEALS.c.station_id, _SEALS.c.kind, func.max(_SEALS.c.sequence).label("place"))
        .group_by(_SEALS.c.station_id, _SEALS.c.kind)
        .subquery()
    )
    rows = session.execute(
        select(_SEALS.c.station_id, _SEALS.c.kind, _SEALS.c.sequence, _SEALS.c.digest).join_from(
            last,
            _SEALS,
            (_SEALS.c.station_id == last.c.station_id)
            & (_SEALS.c.kind == last.c.kind)
            & (_SEALS.c.sequence == last.c.place),
        )
    )
    return sorted((chain_name(row[0], SealKind(row[1])), row[2], row[3]) for row in rows)

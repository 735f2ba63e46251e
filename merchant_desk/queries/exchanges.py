"""What was exchanged with the storefronts: the log, what it cost, the last full comparison."""

import itertools
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from merchant_desk.models.base import table
from merchant_desk.models.exchange import Exchange
from merchant_desk.models.shop import Sweep
from merchant_desk.values.ids import ShopId
from merchant_desk.values.parity import Parity, read_parity
from merchant_desk.values.words import ExchangeKind

_EXCHANGES = table(Exchange)
_DELAY_DAYS = 7
_MOST = 500
_PAUSE_COUNTS_S = 4 * 3600
"""A desk that was closed does not measure the sync delay: longer gaps are nights."""


@dataclass(frozen=True, slots=True)
class ExchangeRow:
    """One conversation as the log shows it."""

    shop_id: ShopId
    kind: ExchangeKind
    started_at: datetime
    ended_at: datetime
    requests: int
    received: int
    applied: int
    parked: int
    sent: int
    refused: int
    problem: str
    advice: str


@dataclass(frozen=True, slots=True)
class Spent:
    """Requests made to a shop in a day, and by the last full look at its articles."""

    today: int
    last_sweep: int | None


def exchanges(
    session: Session, shop_id: ShopId | None = None, limit: int = 100
) -> tuple[ExchangeRow, ...]:
    """Return the last conversations, newest first."""
    query = select(_EXCHANGES)
    if shop_id is not None:
        query = query.where(_EXCHANGES.c.shop_id == shop_id)
    rows = session.execute(query.order_by(_EXCHANGES.c.row.desc()).limit(min(limit, _MOST)))
    return tuple(
        ExchangeRow(
            shop_id=row.shop_id,
            kind=row.kind,
            started_at=row.started_at,
            ended_at=row.ended_at,
            requests=row.requests,
            received=row.received,
            applied=row.applied,
            parked=row.parked,
            sent=row.sent,
            refused=row.refused,
            problem=row.problem,
            advice=row.advice,
        )
        for row in rows
    )


def requests_spent(session: Session, shop_id: ShopId, now: datetime) -> Spent:
    """Return what the last 24 hours and the last sweep cost."""
    mine = _EXCHANGES.c.shop_id == shop_id
    today = session.execute(
        select(func.coalesce(func.sum(_EXCHANGES.c.requests), 0)).where(
            mine, _EXCHANGES.c.started_at > now - timedelta(days=1)
        )
    ).scalar_one()
    swept = session.execute(
        select(_EXCHANGES.c.requests)
        .where(mine, _EXCHANGES.c.kind == ExchangeKind.SWEEP, _EXCHANGES.c.problem == "")
        .order_by(_EXCHANGES.c.row.desc())
        .limit(1)
    ).scalar()
    return Spent(int(today), swept)


def measured_delay_s(session: Session, shop_id: ShopId, now: datetime) -> int | None:
    """Return after how many seconds the shop learns of a sale made elsewhere, at worst but one.

    The 95th percentile of the time between the ends of two exchanges that went through, in the
    last seven days; None while fewer than twenty were made.
    """
    ends = session.scalars(
        select(_EXCHANGES.c.ended_at)
        .where(
            _EXCHANGES.c.shop_id == shop_id,
            _EXCHANGES.c.kind == ExchangeKind.SYNC,
            _EXCHANGES.c.problem == "",
            _EXCHANGES.c.started_at > now - timedelta(days=_DELAY_DAYS),
        )
        .order_by(_EXCHANGES.c.row)
    ).all()
    gaps = sorted(
        int((after - before).total_seconds())
        for before, after in itertools.pairwise(ends)
        if (after - before).total_seconds() < _PAUSE_COUNTS_S
    )
    return gaps[len(gaps) * 95 // 100] if len(gaps) >= 20 else None  # noqa: PLR2004 - as said above


def last_parity(session: Session, shop_id: ShopId) -> tuple[datetime, Parity] | None:
    """Return the last full comparison of this shop and when it was made."""
    row = session.execute(
        select(Sweep.at, Sweep.report)
        .where(Sweep.shop_id == shop_id)
        .order_by(Sweep.at.desc())
        .limit(1)
    ).first()
    return None if row is None else (row.at, read_parity(row.report))

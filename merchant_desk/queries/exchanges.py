"""What was exchanged with the storefronts: the log, what it cost, the last full comparison."""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, Self

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import Session

from merchant_desk.models.base import table
from merchant_desk.models.exchange import Exchange
from merchant_desk.models.shop import Shop, Sweep
from merchant_desk.values.ids import RecordId, ShopId
from merchant_desk.values.parity import Parity, read_parity
from merchant_desk.values.words import ExchangeKind

_EXCHANGES, _SHOPS = table(Exchange), table(Shop)
_READ = (
    "shop_id", "kind", "started_at", "ended_at", "requests", "received", "applied", "parked",
    "sent", "refused", "problem", "advice",
)  # fmt: skip
_SORTS: dict[str, tuple[ColumnElement[Any], ...]] = {
    "at": (),
    "shop": (_SHOPS.c.name,),
    "kind": (_EXCHANGES.c.kind,),
    "requests": (_EXCHANGES.c.requests,),
    "refused": (_EXCHANGES.c.refused,),
    "problem": (_EXCHANGES.c.problem,),
}
_DELAY_DAYS = 7
_MOST = 500
_PAUSE_COUNTS_S = 4 * 3600
"""A desk that was closed does not measure the sync delay: longer gaps are nights."""


@dataclass(frozen=True, slots=True)
class ExchangeRow:
    """One conversation as the log shows it."""

    exchange_id: RecordId
    shop: str
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


@dataclass(frozen=True)
class ExchangeList:
    """The conversations with one storefront or with all, the newest first."""

    shop_id: ShopId | None = None
    sort: str = "at"
    descending: bool = True

    def count(self, session: Session) -> int:
        """Return how many are kept."""
        return int(session.execute(self._kept(select(func.count()))).scalar_one())

    def fetch(self, session: Session, offset: int, limit: int) -> Sequence[ExchangeRow]:
        """Return one page of them."""
        wanted = self._ordered(select(_EXCHANGES, _SHOPS.c.name.label("shop")))
        rows = session.execute(wanted.offset(offset).limit(limit))
        return tuple(
            ExchangeRow(row.id, row.shop, *(getattr(row, name) for name in _READ)) for row in rows
        )

    def ids(self, session: Session) -> Sequence[bytes]:
        """Return the id of every one."""
        return session.scalars(self._ordered(select(_EXCHANGES.c.id))).all()

    def sorted_by(self, key: str, *, descending: bool) -> Self:
        """Return the same conversations in another order."""
        return replace(self, sort=key, descending=descending)

    def _ordered(self, wanted: Select[Any]) -> Select[Any]:
        by = (*_SORTS.get(self.sort, ()), _EXCHANGES.c.row)
        return self._kept(wanted).order_by(
            *(each.desc() if self.descending else each.asc() for each in by)
        )

    def _kept(self, wanted: Select[Any]) -> Select[Any]:
        kept = wanted.select_from(_EXCHANGES).join(_SHOPS, _SHOPS.c.id == _EXCHANGES.c.shop_id)
        return kept if self.shop_id is None else kept.where(_EXCHANGES.c.shop_id == self.shop_id)


def exchanges(
    session: Session, shop_id: ShopId | None = None, limit: int = 100
) -> Sequence[ExchangeRow]:
    """Return the last conversations, newest first."""
    return ExchangeList(shop_id).fetch(session, 0, min(limit, _MOST))


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

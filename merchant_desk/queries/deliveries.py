"""What came, what is being unloaded, and the orders that goods are still expected of."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from typing import Any, Self

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import Session

from merchant_desk.models.base import table
from merchant_desk.models.delivery import Claim, Delivery
from merchant_desk.models.law_facts import Batch
from merchant_desk.models.purchasing import Purchase, PurchaseLine, Supplier
from merchant_desk.values.folding import folded
from merchant_desk.values.goods_words import ClaimState, DeliveryState
from merchant_desk.values.ids import ClaimId, DeliveryId, PurchaseId
from merchant_desk.values.purchases import OPEN_STATES

_DELIVERIES, _SUPPLIERS, _PURCHASES, _LINES, _BATCHES, _CLAIMS = (
    table(Delivery), table(Supplier), table(Purchase), table(PurchaseLine), table(Batch),
    table(Claim),
)  # fmt: skip
_UNITS = (
    select(func.coalesce(func.sum(_BATCHES.c.quantity), 0))
    .where(_BATCHES.c.delivery_id == _DELIVERIES.c.id)
    .scalar_subquery()
)
_OF_IT = _CLAIMS.alias("of_it")
_CLAIM = (
    select(func.max(_OF_IT.c.row))
    .where(_OF_IT.c.delivery_id == _DELIVERIES.c.id, _OF_IT.c.state != ClaimState.DROPPED)
    .scalar_subquery()
)
_SORTS: dict[str, tuple[ColumnElement[Any], ...]] = {
    "opened": (_DELIVERIES.c.row,),
    "number": (_DELIVERIES.c.number,),
    "supplier": (func.lower(func.coalesce(_SUPPLIERS.c.name, "")), _DELIVERIES.c.row),
}


class DeliveriesShown(StrEnum):
    """The tabs of the list."""

    ALL = "all"
    OPEN = "open"
    CLAIMED = "claimed"


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliveryRow:
    """One delivery as the list shows it."""

    delivery_id: DeliveryId
    number: str
    supplier: str
    purchase_number: str
    slip_number: str
    state: DeliveryState
    opened_at: datetime
    closed_at: datetime | None
    by: str
    units: int
    claim_id: ClaimId | None
    claim_number: str
    claim_state: ClaimState | None


@dataclass(frozen=True, slots=True)
class DeliveryCounts:
    """How many deliveries each tab holds."""

    all: int = 0
    open: int = 0
    claimed: int = 0


@dataclass(frozen=True, slots=True)
class AwaitedPurchase:
    """An order that goods are still expected of."""

    purchase_id: PurchaseId
    number: str
    supplier: str
    expected_on: date | None
    units: int


@dataclass(frozen=True)
class DeliveryList:
    """The deliveries that match what was typed, of one tab."""

    text: str = ""
    shown: DeliveriesShown = DeliveriesShown.ALL
    sort: str = "opened"
    descending: bool = True

    def count(self, session: Session) -> int:
        """Return how many deliveries the filter keeps."""
        kept = self._kept(session, select(func.count()).select_from(_joined()))
        return int(session.execute(kept).scalar_one())

    def fetch(self, session: Session, offset: int, limit: int) -> Sequence[DeliveryRow]:
        """Return one page of deliveries."""
        wanted = select(
            _DELIVERIES,
            func.coalesce(_SUPPLIERS.c.name, "").label("supplier"),
            func.coalesce(_PURCHASES.c.number, "").label("purchase_number"),
            _UNITS.label("units"),
            _CLAIMS.c.id.label("claim_id"),
            _CLAIMS.c.number.label("claim_number"),
            _CLAIMS.c.state.label("claim_state"),
        ).select_from(_joined())
        page = self._ordered(session, wanted).offset(offset).limit(limit)
        return tuple(_row(row) for row in session.execute(page))

    def ids(self, session: Session) -> Sequence[bytes]:
        """Return every delivery of the filter."""
        wanted = select(_DELIVERIES.c.id).select_from(_joined())
        return session.scalars(self._ordered(session, wanted)).all()

    def sorted_by(self, key: str, *, descending: bool) -> Self:
        """Return the same filter in another order."""
        return replace(self, sort=key, descending=descending)

    def _ordered(self, session: Session, wanted: Select[Any]) -> Select[Any]:
        by = _SORTS.get(self.sort, _SORTS["opened"])
        order = [each.desc() if self.descending else each.asc() for each in by]
        return self._kept(session, wanted).order_by(*order)

    def _kept(self, session: Session, wanted: Select[Any]) -> Select[Any]:
        kept = wanted.where(_tab(self.shown))
        for word in folded(self.text).split():
            like = f"%{word.replace('%', '').replace('_', '')}%"
            kept = kept.where(
                _DELIVERIES.c.supplier_id.in_(_called(session, word))
                | func.lower(_DELIVERIES.c.number).like(like)
                | func.lower(_DELIVERIES.c.slip_number).like(like)
                | func.lower(_PURCHASES.c.number).like(like)
            )
        return kept


def delivery_counts(session: Session) -> DeliveryCounts:
    """Return how many deliveries each tab holds."""
    found = [
        session.execute(select(func.count()).select_from(_joined()).where(_tab(each))).scalar_one()
        for each in DeliveriesShown
    ]
    return DeliveryCounts(*found)


def awaited_purchases(session: Session) -> tuple[AwaitedPurchase, ...]:
    """Return the orders that goods are still expected of, the soonest first."""
    left = _LINES.c.quantity - _LINES.c.received - _LINES.c.given_up
    expected_on = func.coalesce(_PURCHASES.c.confirmed_on, _PURCHASES.c.wanted_on)
    rows = session.execute(
        select(
            _PURCHASES.c.id, _PURCHASES.c.number, _SUPPLIERS.c.name, expected_on.label("day"),
            func.sum(left).filter(left > 0).label("units"),
        )
        .join(_SUPPLIERS, _SUPPLIERS.c.id == _PURCHASES.c.supplier_id)
        .join(_LINES, _LINES.c.purchase_id == _PURCHASES.c.id)
        .where(_PURCHASES.c.state.in_(OPEN_STATES))
        .group_by(
            _PURCHASES.c.id, _PURCHASES.c.number, _SUPPLIERS.c.name, _PURCHASES.c.row,
            _PURCHASES.c.confirmed_on, _PURCHASES.c.wanted_on,
        )
        .order_by(expected_on.is_(None), expected_on, _PURCHASES.c.row)
    )  # fmt: skip
    return tuple(
        AwaitedPurchase(PurchaseId(row.id), row.number, row.name, row.day, int(row.units or 0))
        for row in rows
    )


def _joined() -> Any:  # a join of tables: SQLAlchemy names its type after none of them
    return (
        _DELIVERIES.outerjoin(_SUPPLIERS, _SUPPLIERS.c.id == _DELIVERIES.c.supplier_id)
        .outerjoin(_PURCHASES, _PURCHASES.c.id == _DELIVERIES.c.purchase_id)
        .outerjoin(_CLAIMS, _CLAIMS.c.row == _CLAIM)
    )


def _tab(shown: DeliveriesShown) -> ColumnElement[bool]:
    if shown is DeliveriesShown.OPEN:
        return _DELIVERIES.c.state == DeliveryState.OPEN
    if shown is DeliveriesShown.CLAIMED:
        return _CLAIMS.c.state.in_([ClaimState.DRAFT, ClaimState.SENT, ClaimState.ANSWERED])
    return _DELIVERIES.c.id.is_not(None)


def _called(session: Session, word: str) -> Sequence[bytes]:
    """Return the suppliers whose name holds a word, accents folded; they are few."""
    rows = session.execute(select(_SUPPLIERS.c.id, _SUPPLIERS.c.name))
    return [row.id for row in rows if word in folded(row.name)]


def _row(row: Any) -> DeliveryRow:  # a row of columns
    return DeliveryRow(
        delivery_id=DeliveryId(row.id),
        number=row.number,
        supplier=row.supplier,
        purchase_number=row.purchase_number,
        slip_number=row.slip_number,
        state=row.state,
        opened_at=row.opened_at,
        closed_at=row.closed_at,
        by=row.opened_by,
        units=int(row.units),
        claim_id=None if row.claim_id is None else ClaimId(row.claim_id),
        claim_number=row.claim_number or "",
        claim_state=row.claim_state,
    )

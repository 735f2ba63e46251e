"""Where the units of a lot went: which orders, which parcels, which customers, for sure or not."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import case, func, select
from sqlalchemy.orm import Session

from merchant_desk.models.base import table
from merchant_desk.models.lot import Lot
from merchant_desk.models.order import Customer, Order
from merchant_desk.models.parcel import Parcel, ParcelLine, ParcelScan
from merchant_desk.models.stock import StockMove
from merchant_desk.queries.counter_lot_sales import sure_rows
from merchant_desk.queries.lots import LotRow, lots_named
from merchant_desk.values.clock import paris_date
from merchant_desk.values.ids import LotId, OrderId, ParcelId
from merchant_desk.values.places import CUSTOMER
from merchant_desk.values.remote import Address
from merchant_desk.values.snapshots import read_address
from merchant_desk.values.words import MoveReason, ParcelState, ScanOutcome

_LOTS, _MOVES, _PARCELS, _ORDERS, _LINES, _SCANS, _CUSTOMERS = (
    table(Lot),
    table(StockMove),
    table(Parcel),
    table(Order),
    table(ParcelLine),
    table(ParcelScan),
    table(Customer),
)
_UNITS = case(
    (_SCANS.c.outcome == ScanOutcome.ADDED, _SCANS.c.units),
    (_SCANS.c.outcome == ScanOutcome.TAKEN_BACK, -_SCANS.c.units),
    else_=0,
)
_PAGE = 500


@dataclass(frozen=True, slots=True)
class RecalledParcel:
    """A parcel with units of the lot: those scanned are sure, the others only supposed."""

    order_id: OrderId
    order_number: str
    parcel_id: ParcelId
    parcel_number: int
    left_at: datetime | None
    customer: str
    email: str
    phone: str
    address: Address
    sure: int
    supposed: int

    @property
    def is_open(self) -> bool:
        """Tell whether it has not left yet: what lies in it can still be taken out."""
        return self.left_at is None


@dataclass(frozen=True, slots=True)
class RecalledSale:
    """Units of the lot sold at the counter.

    They are sure where their lot was read, or where no other lay on the shelves; else supposed.
    """

    ticket: str
    at: datetime
    units: int
    sure: bool


@dataclass(frozen=True, slots=True)
class Recall:
    """A lot, and everything it went into."""

    lot: LotRow
    recalled_at: datetime | None
    note: str
    parcels: tuple[RecalledParcel, ...]
    sales: tuple[RecalledSale, ...]
    aside: int
    """Units set aside, thrown away or lost."""
    returned: int
    """Units that customers brought back."""

    @property
    def sure(self) -> int:
        """Return how many units surely went to customers."""
        parcels = sum(each.sure for each in self.parcels)
        return parcels + sum(each.units for each in self.sales if each.sure)

    @property
    def supposed(self) -> int:
        """Return how many units may have gone to customers."""
        parcels = sum(each.supposed for each in self.parcels)
        return parcels + sum(each.units for each in self.sales if not each.sure)

    @property
    def customers(self) -> int:
        """Return how many customers are to be warned."""
        return len({(each.customer, each.email) for each in self.parcels})


def recall_of(session: Session, lot_id: LotId, now: datetime) -> Recall | None:
    """Return where the lot went; None when there is no such lot."""
    lot = session.execute(select(_LOTS).where(_LOTS.c.id == lot_id)).first()
    if lot is None:
        return None
    row = next(
        each for each in lots_named(session, lot.number, paris_date(now)) if each.lot_id == lot_id
    )
    moves = _moves(session, lot)
    out = Counter[ParcelId]()
    for move in moves:
        if move.parcel_id is not None and move.reason == MoveReason.SALE:
            out[move.parcel_id] += move.quantity
    sure = _scanned(session, lot)
    out.update(_packed_unread(session, lot))
    return Recall(
        lot=row,
        recalled_at=lot.recalled_at,
        note=lot.recall_note,
        parcels=_parcels(session, out, sure),
        sales=_sales(session, lot, moves),
        aside=sum(move.quantity for move in moves if _set_aside(move)),
        returned=sum(move.quantity for move in moves if move.from_place_id == CUSTOMER),
    )


def _sales(session: Session, lot: Any, moves: Iterable[Any]) -> tuple[RecalledSale, ...]:
    sold = [each for each in moves if each.parcel_id is None and each.reason == MoveReason.SALE]
    unread = [each.row for each in sold if each.cause_id != lot.id]
    sure = sure_rows(session, lot.product_id, lot.id, max(unread)) if unread else frozenset()
    return tuple(
        RecalledSale(each.note, each.at, each.quantity, each.row in sure or each.cause_id == lot.id)
        for each in sold
    )


def _set_aside(move: Any) -> bool:
    return bool(move.change < 0 and move.to_place_id != CUSTOMER)


def _moves(session: Session, lot: Any) -> list[Any]:
    names = (
        "row", "parcel_id", "reason", "quantity", "change", "from_place_id", "to_place_id",
        "cause_id",
    )  # fmt: skip
    return list(
        session.execute(
            select(*(_MOVES.c[name] for name in names), _MOVES.c.note, _MOVES.c.at)
            .where(_MOVES.c.product_id == lot.product_id, _MOVES.c.lot_id == lot.id)
            .order_by(_MOVES.c.row)
        )
    )


def _scanned(session: Session, lot: Any) -> Counter[ParcelId]:
    """Return the units that were scanned with this number, also before the lot was followed."""
    rows = session.execute(
        select(_SCANS.c.parcel_id, func.sum(_UNITS).label("units"))
        .join(_LINES, _LINES.c.parcel_id == _SCANS.c.parcel_id)
        .join(_PARCELS, _PARCELS.c.id == _SCANS.c.parcel_id)
        .where(
            _LINES.c.id == _SCANS.c.parcel_line_id,
            _LINES.c.product_id == lot.product_id,
            func.upper(_SCANS.c.lot) == lot.number,
            _PARCELS.c.state != ParcelState.CANCELLED,
        )
        .group_by(_SCANS.c.parcel_id)
    )
    return Counter({row.parcel_id: int(row.units) for row in rows if row.units > 0})


def _packed_unread(session: Session, lot: Any) -> Counter[ParcelId]:
    """Return the units that lay packed in open parcels at the recall, and whose lot nobody read."""
    if lot.recalled_at is None:
        return Counter()
    packed = session.execute(
        select(_LINES.c.parcel_id, func.sum(_LINES.c.packed).label("units"))
        .join(_PARCELS, _PARCELS.c.id == _LINES.c.parcel_id)
        .where(
            _LINES.c.product_id == lot.product_id,
            _PARCELS.c.state == ParcelState.OPEN,
            _PARCELS.c.opened_at <= lot.recalled_at,
        )
        .group_by(_LINES.c.parcel_id)
    ).all()
    read = dict(
        session.execute(
            select(_SCANS.c.parcel_id, func.sum(_UNITS))
            .join(_LINES, _LINES.c.id == _SCANS.c.parcel_line_id)
            .where(
                _SCANS.c.parcel_id.in_([row.parcel_id for row in packed]),
                _LINES.c.product_id == lot.product_id,
                _SCANS.c.lot != "",
                func.upper(_SCANS.c.lot) != lot.number,
            )
            .group_by(_SCANS.c.parcel_id)
        ).all()
    )
    left = {row.parcel_id: int(row.units) - int(read.get(row.parcel_id, 0)) for row in packed}
    return Counter({parcel: units for parcel, units in left.items() if units > 0})


def _parcels(
    session: Session, out: Counter[ParcelId], sure: Counter[ParcelId]
) -> tuple[RecalledParcel, ...]:
    wanted = sorted({*out, *sure})
    found: list[RecalledParcel] = []
    for start in range(0, len(wanted), _PAGE):
        rows = session.execute(
            select(
                *(_PARCELS.c[name] for name in ("id", "order_id", "closed_at")),
                _PARCELS.c.number.label("parcel_number"),
                *(_ORDERS.c[name] for name in ("number", "customer_name", "email", "shipping")),
                _CUSTOMERS.c.phone,
            )
            .join(_ORDERS, _ORDERS.c.id == _PARCELS.c.order_id)
            .join(_CUSTOMERS, _CUSTOMERS.c.id == _ORDERS.c.customer_id)
            .where(_PARCELS.c.id.in_(wanted[start : start + _PAGE]))
        )
        found += [_parcel(row, out[row.id], sure[row.id]) for row in rows]
    return tuple(sorted(found, key=lambda each: (each.order_number, each.parcel_number)))


def _parcel(row: Any, moved: int, scanned: int) -> RecalledParcel:
    return RecalledParcel(
        order_id=row.order_id,
        order_number=row.number,
        parcel_id=row.id,
        parcel_number=row.parcel_number,
        left_at=row.closed_at,
        customer=row.customer_name,
        email=row.email,
        phone=row.phone,
        address=read_address(row.shipping),
        sure=scanned,
        supposed=max(0, moved - scanned),
    )

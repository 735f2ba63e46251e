"""Lots and kits: what lies of a lot is the sum of its moves; a kit leaves as its parts."""

from collections import Counter
from collections.abc import Iterator

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from merchant_desk.models.invoice import Invoice, InvoiceLine
from merchant_desk.models.lot import Lot, LotLevel
from merchant_desk.models.order import OrderLine
from merchant_desk.models.parcel import Parcel, ParcelLine, ParcelScan
from merchant_desk.models.product import Product
from merchant_desk.models.stock import StockLevel, StockMove
from merchant_desk.values.goods_words import ProductKind
from merchant_desk.values.ids import LotId, ParcelId
from merchant_desk.values.places import OUTSIDE
from merchant_desk.values.remote import LineKind
from merchant_desk.values.words import MoveReason
from tests.simulator.world import World

_SUPPOSED = frozenset(
    {
        MoveReason.SALE,
        MoveReason.LOSS,
        MoveReason.BREAKAGE,
        MoveReason.TRANSFER,
        MoveReason.SCRAP,
        MoveReason.BACK_TO_SUPPLIER,
    }
)


def lots_wrong(world: World) -> Iterator[str]:
    """The level of a lot is the sum of its moves; only a hand that held it makes it negative."""
    yield from world.desk.read(_lots)


def _lots(session: Session) -> list[str]:
    held, lying, found = _held(session), Counter[tuple[bytes, bytes]](), []
    moves = select(StockMove).where(StockMove.lot_id.is_not(None)).order_by(StockMove.row)
    for move in session.scalars(moves):
        assert move.lot_id is not None
        if move.to_place_id not in OUTSIDE:
            lying[move.lot_id, move.to_place_id] += move.quantity
        if move.from_place_id in OUTSIDE:
            continue
        lying[move.lot_id, move.from_place_id] -= move.quantity
        after = lying[move.lot_id, move.from_place_id]
        seen = move.parcel_id is not None and (move.parcel_id, move.lot_id) in held
        if after < 0 and move.reason in _SUPPOSED and not seen:
            found.append(f"{move.reason}: {after} of a lot are left in a bin, nobody held it")
    levels = session.execute(select(LotLevel.lot_id, LotLevel.place_id, LotLevel.quantity))
    kept = {(row[0], row[1]): row[2] for row in levels if row[2]}
    if kept != (moved := {key: units for key, units in lying.items() if units}):
        found.append(f"the levels of lots are {kept}, their moves give {moved}")
    return found


def _held(session: Session) -> set[tuple[ParcelId, LotId]]:
    """Return which lots were scanned into which parcels."""
    rows = session.execute(
        select(ParcelScan.parcel_id, Lot.id).join(Lot, Lot.number == func.upper(ParcelScan.lot))
    )
    return {(row[0], row[1]) for row in rows}


def kits_wrong(world: World) -> Iterator[str]:
    """A kit has left when its parts have, and its parts left by moves of their own."""
    yield from world.desk.read(_kits)


def _kits(session: Session) -> list[str]:
    lines = session.scalars(select(OrderLine)).all()
    sold_as_kits = {each.kit_line_id for each in lines}
    left, found = _left(session), _of_their_own(session)
    shipped = Counter[tuple[bytes, bytes]]()
    for line in lines:
        if line.product_id is not None and line.id not in sold_as_kits:
            shipped[line.order_id, line.product_id] += line.shipped
    for kit in lines:
        parts = [line for line in lines if line.kit_line_id == kit.id]
        whole = min((part.shipped * kit.quantity // part.quantity for part in parts), default=0)
        if parts and kit.shipped != min(whole, kit.quantity - kit.cancelled):
            found.append(f"{kit.shipped} kits of {kit.quantity} left, their parts make {whole}")
        for part in parts:
            assert part.product_id is not None
            key = (part.order_id, part.product_id)
            if left[key] != shipped[key]:
                found.append(f"{shipped[key]} units of a part left an order by {left[key]} moved")
    return found


def _of_their_own(session: Session) -> list[str]:
    """Tell which kits have a stock: theirs is that of their parts."""
    rows = session.execute(
        select(Product.sku, func.sum(StockLevel.quantity))
        .join(Product, Product.id == StockLevel.product_id)
        .where(Product.kind == ProductKind.KIT)
        .group_by(Product.sku)
        .having(func.sum(StockLevel.quantity) != 0)
    )
    return [f"the kit {sku} has {units} units of its own" for sku, units in rows]


def _left(session: Session) -> Counter[tuple[bytes, bytes]]:
    """Return the units of each article that left with each order."""
    rows = session.execute(
        select(Parcel.order_id, StockMove.product_id, func.sum(StockMove.quantity))
        .join(Parcel, Parcel.id == StockMove.parcel_id)
        .where(StockMove.reason == MoveReason.SALE)
        .group_by(Parcel.order_id, StockMove.product_id)
    )
    return Counter({(row[0], row[1]): int(row[2]) for row in rows})


def parcel_shows(session: Session, parcel_id: ParcelId) -> bool:
    """Tell whether a parcel holds anything that its shop sold: an article, or a whole kit."""
    articles = (
        select(ParcelLine.id)
        .join(OrderLine, OrderLine.id == ParcelLine.order_line_id)
        .where(
            ParcelLine.parcel_id == parcel_id,
            ParcelLine.packed > 0,
            OrderLine.kit_line_id.is_(None),
        )
    )
    kits = (
        select(InvoiceLine.id)
        .join(Invoice, Invoice.id == InvoiceLine.invoice_id)
        .join(OrderLine, OrderLine.id == InvoiceLine.order_line_id)
        .where(Invoice.parcel_id == parcel_id, OrderLine.kind == LineKind.PRODUCT)
    )
    return any(session.execute(each.limit(1)).first() is not None for each in (articles, kits))

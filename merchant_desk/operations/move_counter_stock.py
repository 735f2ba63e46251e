"""Stock that a sale at the counter takes off the shelf, and what a return puts back."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from merchant_desk.database.prepared_set import PreparedSet
from merchant_desk.models.base import table
from merchant_desk.models.product import Product
from merchant_desk.models.stock import PickAllocation, StockLevel
from merchant_desk.operations.bring_back import Coming, bring_back
from merchant_desk.operations.name_lots import name_lots
from merchant_desk.operations.post_move import Move, post_moves
from merchant_desk.operations.queue_message import queue_state
from merchant_desk.operations.take_from_bins import usual_bin
from merchant_desk.queries.kits import Kits, parts_of
from merchant_desk.queries.lot_shelves import has_lots
from merchant_desk.values.basket import Basket
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import PlaceId, ProductId
from merchant_desk.values.places import CUSTOMER
from merchant_desk.values.words import MoveReason

_PRODUCTS, _LEVELS, _CHOSEN = table(Product), table(StockLevel), table(PickAllocation)
_LYING = PreparedSet(
    lambda ids: (
        select(
            _LEVELS.c.product_id,
            _LEVELS.c.place_id,
            _LEVELS.c.quantity,
            _PRODUCTS.c.default_place_id,
            select(func.coalesce(func.sum(_CHOSEN.c.quantity), 0))
            .where(
                _CHOSEN.c.product_id == _LEVELS.c.product_id,
                _CHOSEN.c.place_id == _LEVELS.c.place_id,
            )
            .scalar_subquery()
            .label("chosen"),
        )
        .join(_PRODUCTS, _PRODUCTS.c.id == _LEVELS.c.product_id)
        .where(_LEVELS.c.product_id.in_(ids), _LEVELS.c.quantity > 0)
    )
)
_COUNTED = PreparedSet(
    lambda ids: select(_PRODUCTS.c.id, _PRODUCTS.c.stocked, has_lots(_PRODUCTS.c.id)).where(
        _PRODUCTS.c.id.in_(ids)
    )
)


@dataclass
class _Bin:
    """A bin with units of an article; ``free`` are those chosen for no order."""

    place_id: PlaceId
    usual: bool
    units: int
    free: int


def move_counter_stock(session: Session, gesture: Gesture, basket: Basket, note: str) -> None:
    """Post what leaves and what comes back, and tell the storefronts.

    A sale is a fact: units the ledger does not know still leave, and the level of their bin goes
    below zero, which shows among the things to check. Units chosen for orders are taken last.
    """
    touched = {each.product_id for each in basket.lines if each.product_id is not None}
    touched |= {each.product_id for each in basket.back if each.product_id is not None}
    kits = parts_of(session, touched)
    touched |= {part.product_id for parts in kits.values() for part in parts}
    facts = _COUNTED.rows(session, sorted(touched))
    counted = {row[0] for row in facts if row[1]}
    wanted: dict[ProductId, int] = {}
    for line in basket.lines:
        for product_id, units in _units(line.product_id, line.quantity, kits):
            if product_id in counted:
                wanted[product_id] = wanted.get(product_id, 0) + units
    coming = [
        Coming(product_id, units, line.restock, line.ticket_id)
        for line in basket.back
        for product_id, units in _units(line.product_id, line.quantity, kits)
        if product_id in counted
    ]
    moves = _leaving(session, wanted, note) + bring_back(session, coming, note)
    by_lot = any(row[2] for row in facts)
    post_moves(session, gesture, name_lots(session, gesture, moves) if by_lot else moves)
    if counted:
        queue_state(session, gesture, "stock", sorted(counted))


def _leaving(session: Session, wanted: Mapping[ProductId, int], note: str) -> list[Move]:
    bins: dict[ProductId, list[_Bin]] = {}
    for row in _LYING.typed(session, sorted(wanted)):
        units = int(row.quantity)
        free = max(0, units - int(row.chosen))
        usual = row.place_id == row.default_place_id
        bins.setdefault(row.product_id, []).append(_Bin(row.place_id, usual, units, free))
    moves = []
    for product_id, units in wanted.items():
        for place_id, part in _parts(session, product_id, units, bins.get(product_id, [])):
            moves.append(Move(product_id, place_id, CUSTOMER, part, MoveReason.SALE, note))
    return moves


def _parts(
    session: Session, product_id: ProductId, units: int, bins: Sequence[_Bin]
) -> list[tuple[PlaceId, int]]:
    """Return from which bins the units are taken: their own first, then the fullest."""
    taken: dict[PlaceId, int] = {}
    ordered = sorted(bins, key=lambda each: (not each.usual, -each.free, each.place_id))
    for promised in (False, True):
        for each in ordered:
            there = (each.units if promised else each.free) - taken.get(each.place_id, 0)
            part = min(units, max(0, there))
            if part:
                taken[each.place_id] = taken.get(each.place_id, 0) + part
                units -= part
    if units:
        place_id = usual_bin(session, product_id)
        taken[place_id] = taken.get(place_id, 0) + units
    return list(taken.items())


def _units(
    product_id: ProductId | None, quantity: int, kits: Kits
) -> Sequence[tuple[ProductId, int]]:
    """Return what moves for these units of a line; for a kit, its parts."""
    if product_id is None:
        return ()
    if product_id not in kits:
        return ((product_id, quantity),)
    return tuple((part.product_id, part.quantity * quantity) for part in kits[product_id])

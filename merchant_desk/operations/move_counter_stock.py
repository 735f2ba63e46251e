"""Stock that a sale at the counter takes off the shelf, and what a return puts back."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from merchant_desk.database.prepared_set import PreparedSet
from merchant_desk.models.base import table
from merchant_desk.models.product import Product
from merchant_desk.operations.bring_back import Coming, bring_back
from merchant_desk.operations.counter_shelves import CounterShelves
from merchant_desk.operations.find_lot import LotRead, find_lot
from merchant_desk.operations.name_lots import name_lots
from merchant_desk.operations.post_move import Move, post_moves
from merchant_desk.operations.queue_message import queue_state
from merchant_desk.queries.kits import Kits, parts_of
from merchant_desk.queries.kits_sold import parts_of_ticket
from merchant_desk.queries.lot_shelves import has_lots
from merchant_desk.values.basket import BackLine, Basket, BasketLine
from merchant_desk.values.clock import paris_date
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import ProductId, RecordId
from merchant_desk.values.places import CUSTOMER
from merchant_desk.values.words import MoveReason

_PRODUCTS = table(Product)
_COUNTED = PreparedSet(
    lambda ids: select(_PRODUCTS.c.id, _PRODUCTS.c.stocked, has_lots(_PRODUCTS.c.id)).where(
        _PRODUCTS.c.id.in_(ids)
    )
)


@dataclass(frozen=True, slots=True)
class _Leaving:
    """Units that leave, the lot she read on them, and the kit that they are a part of."""

    product_id: ProductId
    units: int
    lot: str
    kit_id: ProductId | None


def move_counter_stock(session: Session, gesture: Gesture, basket: Basket, note: str) -> None:
    """Post what leaves and what comes back, and tell the storefronts.

    A sale is a fact: units the ledger does not know still leave, and the level of their bin goes
    below zero, which shows among the things to check. Units chosen for orders are taken last. Of
    articles with lots the one that was read leaves, else the first to expire.
    """
    kits = parts_of(session, _articles([*basket.lines, *basket.back]))
    leaving = [
        _Leaving(
            product_id,
            units,
            *(("", each.product_id) if each.product_id in kits else (each.lot, None)),
        )
        for each in basket.lines
        for product_id, units in _units(each.product_id, each.quantity, kits)
    ]
    coming = [
        Coming(product_id, units, each.restock, each.ticket_id, each.lot)
        for each in basket.back
        for product_id, units in _units(each.product_id, each.quantity, _sold(session, each, kits))
    ]
    products = {each.product_id for each in leaving} | {each.product_id for each in coming}
    facts = _COUNTED.rows(session, sorted(products))
    counted = {ProductId(row[0]) for row in facts if row[1]}
    by_lot = {ProductId(row[0]) for row in facts if row[2]}
    coming = [each for each in coming if each.product_id in counted]
    gone = _gone(session, gesture, [each for each in leaving if each.product_id in counted], by_lot)
    moves = [*(replace(each, note=note) for each in gone)]
    moves += bring_back(session, gesture, coming, note)
    post_moves(session, gesture, name_lots(session, gesture, moves) if by_lot else moves)
    if counted:
        queue_state(session, gesture, "stock", sorted(counted))


def _gone(
    session: Session, gesture: Gesture, leaving: Sequence[_Leaving], by_lot: Collection[ProductId]
) -> list[Move]:
    """Return the moves of what leaves: lots that were read first, they lie where they lie.

    A move names as its cause the lot that was read (the others are only supposed), or the kit.
    """
    products = {each.product_id for each in leaving}
    mine = products.intersection(by_lot)
    shelves = CounterShelves(session, products, mine, paris_date(gesture.at))
    moves = []
    for each in sorted(leaving, key=lambda one: not one.lot):
        lot_id = None
        if each.lot and each.product_id in mine:
            lot_id = find_lot(session, gesture, each.product_id, LotRead(each.lot))
            taken = shelves.take_lot(lot_id, each.product_id, each.units)
        else:
            taken = shelves.take(each.product_id, each.units)
        named = each.kit_id or lot_id
        cause = None if named is None else RecordId(named)
        moves += [
            Move(
                each.product_id, place_id, CUSTOMER, units, MoveReason.SALE,
                lot_id=lot_id, cause_id=cause,
            )
            for place_id, units in taken
        ]  # fmt: skip
    return moves


def _articles(lines: Sequence[BasketLine | BackLine]) -> set[ProductId]:
    return {each.product_id for each in lines if each.product_id is not None}


def _sold(session: Session, line: BackLine, kits: Kits) -> Kits:
    """Return what a kit that comes back was made of on its ticket, else what it is made of now."""
    if line.product_id is None or line.ticket_id is None:
        return kits
    return {**kits, **parts_of_ticket(session, line.ticket_id, [line.product_id])}


def _units(
    product_id: ProductId | None, quantity: int, kits: Kits
) -> Sequence[tuple[ProductId, int]]:
    """Return what moves for these units of a line; for a kit, its parts."""
    if product_id is None:
        return ()
    if product_id not in kits:
        return ((product_id, quantity),)
    return tuple((part.product_id, part.quantity * quantity) for part in kits[product_id])

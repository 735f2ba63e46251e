"""Goods of an article that has become a kit since: they lie on the shelf as its parts."""

from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy.orm import Session

from merchant_desk.operations.take_from_bins import usual_bin
from merchant_desk.queries.kits import parts_of
from merchant_desk.values.places import ASSEMBLY, CUSTOMER, OUTSIDE
from merchant_desk.values.stock_move import Move


def take_apart(session: Session, moves: Sequence[Move]) -> list[Move]:
    """Let what would bring a kit into a bin bring its parts; a kit has no stock of its own.

    The parts come in at their average: what the whole left for says nothing of each.
    """
    into = [move for move in moves if move.to_place_id not in OUTSIDE]
    kits = parts_of(session, {move.product_id for move in into})
    found: list[Move] = []
    for move in moves:
        parts = kits.get(move.product_id, ()) if move.to_place_id not in OUTSIDE else ()
        if not parts:
            found.append(move)
            continue
        start = move.from_place_id
        if start != CUSTOMER:  # it waited as one, and is taken apart here
            found.append(replace(move, to_place_id=ASSEMBLY, value=None))
            start = ASSEMBLY
        found += [
            replace(
                move,
                product_id=part.product_id,
                from_place_id=start,
                to_place_id=usual_bin(session, part.product_id),
                quantity=move.quantity * part.quantity,
                lot_id=None,
                value=None,
            )
            for part in parts
        ]
    return found

"""Carry units of a product from one bin to another; what can be sold stays the same."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from merchant_desk.errors import RefusedError
from merchant_desk.operations.find_lot import LotRead, find_lot
from merchant_desk.operations.find_record import find_bin, find_product, level_of
from merchant_desk.operations.name_lots import name_lots
from merchant_desk.operations.post_move import Move, post_moves
from merchant_desk.queries.lot_choices import lot_level
from merchant_desk.values.french import number
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.goods_words import Tracking
from merchant_desk.values.ids import MoveId, PlaceId, ProductId
from merchant_desk.values.texts import _
from merchant_desk.values.words import MoveReason


@dataclass(frozen=True, slots=True, kw_only=True)
class Transfer:
    """Units to carry between two bins."""

    product_id: ProductId
    from_place_id: PlaceId
    to_place_id: PlaceId
    quantity: int
    note: str = ""
    lot: LotRead | None = None
    """Of which lot; None: of the first to expire."""


def move_stock(session: Session, gesture: Gesture, transfer: Transfer) -> MoveId:
    """Post the transfer; more than the bin holds is refused."""
    product = find_product(session, transfer.product_id)
    start = find_bin(session, transfer.from_place_id)
    find_bin(session, transfer.to_place_id)
    held, lot_id = level_of(session, transfer.product_id, transfer.from_place_id), None
    if transfer.lot is not None and product.tracking is not Tracking.NONE:
        lot_id = find_lot(session, gesture, product.id, transfer.lot)
        held = min(held, lot_level(session, lot_id, transfer.from_place_id))
    if transfer.quantity > held:
        raise RefusedError(
            _("Le stock n’a pas bougé\u00a0: l’emplacement {code} n’en contient que {n}.").format(
                code=start.code, n=number(max(held, 0))
            ),
            _("Corrigez la quantité, ou ajustez d’abord ce que contient l’emplacement."),
        )
    move = Move(
        transfer.product_id,
        transfer.from_place_id,
        transfer.to_place_id,
        transfer.quantity,
        MoveReason.TRANSFER,
        " ".join(transfer.note.split()),
        lot_id=lot_id,
    )
    return post_moves(session, gesture, name_lots(session, gesture, [move]))[0]

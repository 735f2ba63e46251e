"""Recall a lot, or take one off the shelves: it never leaves with an order again."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from merchant_desk.errors import RefusedError
from merchant_desk.models.lot import Lot
from merchant_desk.operations.post_move import Move, post_moves
from merchant_desk.operations.queue_message import queue_state
from merchant_desk.queries.lot_shelves import LotInBin, lots_in_bins
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import LotId, PlaceId
from merchant_desk.values.places import BACK_TO_SUPPLIER, SCRAP
from merchant_desk.values.texts import _
from merchant_desk.values.words import MoveReason

_LONGEST_NOTE = 500
_REASONS = {BACK_TO_SUPPLIER: MoveReason.BACK_TO_SUPPLIER, SCRAP: MoveReason.SCRAP}


@dataclass(frozen=True, slots=True)
class LotSetAside:
    """What was taken off the shelves of a lot; ``again`` when it had been recalled before."""

    lot_id: LotId
    number: str
    units: int
    bins: tuple[PlaceId, ...]
    again: bool = False


def recall_lot(session: Session, gesture: Gesture, lot_id: LotId, note: str = "") -> LotSetAside:
    """Block the lot: scans refuse it, and what lies of it is set aside for the supplier.

    Harmless when repeated: what came back since is set aside too. Raises RefusedError for a lot
    that does not exist.
    """
    lot = _lot(session, lot_id)
    again = lot.recalled_at is not None
    lying = _lying(session, lot)
    if not again:
        lot.recalled_at = gesture.at
    said = " ".join(note.split())[:_LONGEST_NOTE]
    lot.recall_note = said or lot.recall_note
    session.flush()
    words = _("Rappel du lot {lot}").format(lot=lot.number)
    _set_aside(session, gesture, lying, BACK_TO_SUPPLIER, words)
    bins = tuple(each.place_id for each in lying)
    return LotSetAside(lot_id, lot.number, sum(each.units for each in lying), bins, again)


def scrap_lot(session: Session, gesture: Gesture, lot_id: LotId) -> LotSetAside:
    """Throw away what lies of a lot: it has expired, or is spoilt.

    Raises RefusedError when nothing of it lies anywhere.
    """
    lot = _lot(session, lot_id)
    lying = _lying(session, lot)
    if not lying:
        raise RefusedError(
            _("Rien n’a été jeté\u00a0: il ne reste rien du lot {lot} en rayon.").format(
                lot=lot.number
            ),
            _("La liste va se mettre à jour."),
        )
    _set_aside(session, gesture, lying, SCRAP, _("Lot {lot} jeté").format(lot=lot.number))
    bins = tuple(each.place_id for each in lying)
    return LotSetAside(lot_id, lot.number, sum(each.units for each in lying), bins)


def _lot(session: Session, lot_id: LotId) -> Lot:
    lot = session.get(Lot, lot_id)
    if lot is None:
        raise RefusedError(
            _("Rien n’a changé\u00a0: ce lot n’existe pas ou plus."),
            _("Cherchez-le dans Stock, page Lots."),
        )
    return lot


def _lying(session: Session, lot: Lot) -> list[LotInBin]:
    return [each for each in lots_in_bins(session, [lot.product_id]) if each.lot_id == lot.id]


def _set_aside(
    session: Session, gesture: Gesture, lying: list[LotInBin], place: PlaceId, note: str
) -> None:
    moves = [
        Move(
            each.product_id,
            each.place_id,
            place,
            each.units,
            _REASONS[place],
            note,
            lot_id=each.lot_id,
        )
        for each in lying
    ]
    post_moves(session, gesture, moves)
    if moves:
        queue_state(session, gesture, "stock", {each.product_id for each in lying})

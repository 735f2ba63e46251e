"""Take a validated count back by counter-entries, but for what was corrected since."""

from dataclasses import dataclass, replace

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from merchant_desk.errors import RefusedError
from merchant_desk.models.count import CountLine, StockCount
from merchant_desk.models.stock import StockMove
from merchant_desk.operations.open_count import state_words
from merchant_desk.operations.post_move import Move, post_moves
from merchant_desk.operations.queue_message import queue_state
from merchant_desk.queries.count_figures import LEDGER_ONLY
from merchant_desk.values.count_key import CountKey
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.goods_words import CountState
from merchant_desk.values.ids import CountId, MoveId
from merchant_desk.values.texts import _
from merchant_desk.values.words import MoveReason


@dataclass(frozen=True, slots=True)
class CountUndone:
    """What was taken back, and what stays because it was corrected since."""

    number: str
    taken_back: int
    kept: tuple[CountKey, ...]


def undo_count(session: Session, gesture: Gesture, count_id: CountId) -> CountUndone:
    """Post the contrary of each move of the count; what was corrected since stays.

    Raises RefusedError for a count that is not validated, or of which everything was corrected.
    """
    count = session.get(StockCount, count_id)
    if count is None or count.state is not CountState.DONE:
        raise _not_validated(count)
    lines = session.scalars(
        select(CountLine)
        .where(CountLine.count_id == count_id, CountLine.move_id.is_not(None))
        .order_by(CountLine.id)
    ).all()
    moves = _moves_of(session, count_id)
    corrected = [each for each in lines if _corrected(session, each, moves[each.move_id])]
    kept = {each.id for each in corrected}
    back = [each for each in lines if each.id not in kept]
    if lines and not back:
        raise RefusedError(
            _("Le comptage {number} n’a pas été annulé\u00a0: tout a été corrigé depuis.").format(
                number=count.number
            ),
            _("Le stock d’aujourd’hui vient de corrections plus récentes\u00a0: recomptez."),
        )
    note = _("Annulation du comptage {number}").format(number=count.number)
    contrary = [
        replace(_contrary(moves[each.move_id]), note=note, cause_id=each.id) for each in back
    ]
    post_moves(session, gesture, contrary)
    products = sorted({each.product_id for each in back})
    if products:
        queue_state(session, gesture, "stock", products)
    count.state = CountState.UNDONE
    count.closed_at, count.closed_by = gesture.at, gesture.person
    session.flush()
    return CountUndone(
        count.number,
        len(back),
        tuple(CountKey(each.place_id, each.product_id, each.lot_id) for each in corrected),
    )


def _moves_of(session: Session, count_id: CountId) -> dict[MoveId | None, StockMove]:
    wanted = (
        select(StockMove)
        .join(CountLine, CountLine.move_id == StockMove.id)
        .where(CountLine.count_id == count_id)
    )
    return {each.id: each for each in session.scalars(wanted)}


def _corrected(session: Session, line: CountLine, posted: StockMove) -> bool:
    """Tell whether the ledger was told since what lies in the bin of the line."""
    later = (
        select(StockMove.id)
        .where(
            StockMove.product_id == line.product_id,
            StockMove.row > posted.row,
            or_(StockMove.from_place_id == line.place_id, StockMove.to_place_id == line.place_id),
            StockMove.reason.in_(LEDGER_ONLY),
            or_(StockMove.lot_id.is_(None), StockMove.lot_id == line.lot_id)
            if line.lot_id is not None
            else StockMove.lot_id.is_(None),
        )
        .limit(1)
    )
    recounted = (
        select(CountLine.id)
        .where(
            CountLine.product_id == line.product_id,
            CountLine.place_id == line.place_id,
            CountLine.lot_id.is_not_distinct_from(line.lot_id),
            CountLine.at > line.at,
        )
        .limit(1)
    )
    return any(session.execute(each).first() is not None for each in (later, recounted))


def _contrary(move: StockMove) -> Move:
    """Return the move back; units that come back are worth what they left for.

    Units that the count had found leave at the average, which finding them did not change.
    """
    worth = -move.value if move.change < 0 else None
    return Move(
        move.product_id, move.to_place_id, move.from_place_id, move.quantity, MoveReason.COUNT,
        lot_id=move.lot_id, value=worth,
    )  # fmt: skip


def _not_validated(count: StockCount | None) -> RefusedError:
    if count is None:
        return RefusedError(
            _("Rien n’a été annulé\u00a0: ce comptage n’existe pas."),
            _("Choisissez un comptage de la liste."),
        )
    return RefusedError(
        _("Le comptage {number} n’a pas été annulé\u00a0: il est {state}.").format(
            number=count.number, state=state_words(count.state)
        ),
        _("Seul un comptage validé s’annule\u00a0; un comptage en cours s’abandonne."),
    )
